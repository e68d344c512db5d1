package sql_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

// numbersTable makes a table and gives the names of an insert into it and of a count of its rows.
func numbersTable(t testing.TB, db *sql.DB) (insert, count string) {
	t.Helper()
	table := sql.Add(t, "test_table", `CREATE TABLE n (id UInt64, name String, kind Enum8('a' = 1, 'b' = 2), value Nullable(Decimal(18, 6)), list Array(String))
		ENGINE = MergeTree ORDER BY id`)
	if err := db.Exec(context.Background(), table, nil); err != nil {
		t.Fatal(err)
	}
	return sql.Add(t, "test_insert", "-- with a comment\nINSERT INTO n\n    (id, name, kind,\n    value, list)\n"),
		sql.Add(t, "test_count", "SELECT count() FROM n")
}

type numberRow struct {
	ID    uint64      `ch:"id"`
	Name  string      `ch:"name"`
	Kind  string      `ch:"kind"`
	Value sql.Decimal `ch:"value"`
	List  []string    `ch:"list"`
}

func TestInsertRowsAndColumns(t *testing.T) {
	db := sqltest.Empty(t)
	insert, _ := numbersTable(t, db)
	want := []numberRow{
		{1, "长沙", "a", sql.Decimal{Steps: 592372449, Valid: true}, []string{"x'y", `z\`}},
		{2, "", "b", sql.Decimal{}, []string{}},
		{3, "c", "a", sql.Decimal{Steps: -1, Valid: true}, []string{""}},
		{4, "d", "b", sql.Decimal{Steps: 0, Valid: true}, []string{}},
	}
	if err := db.Insert(t.Context(), insert, func(b sql.Batch) error {
		for _, r := range want[:2] {
			if err := b.Append(r.ID, r.Name, r.Kind, r.Value, r.List); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Insert(t.Context(), insert, func(b sql.Batch) error {
		return errors.Join(
			b.Column(0).Append([]uint64{3, 4}), b.Column(1).Append([]string{"c", "d"}), b.Column(2).Append([]string{"a", "b"}),
			b.Column(3).Append([]sql.Decimal{want[2].Value, want[3].Value}), b.Column(4).Append([][]string{{""}, {}}),
		)
	}); err != nil {
		t.Fatal(err)
	}
	var got []numberRow
	if err := db.Select(t.Context(), &got, sql.Add(t, "test_all", "SELECT * FROM n ORDER BY id"), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// More rows than one block: they go in several, and all arrive once.
func TestInsertManyRows(t *testing.T) {
	db := sqltest.Empty(t)
	insert, count := numbersTable(t, db)
	const n = 250_001
	if err := db.Insert(t.Context(), insert, func(b sql.Batch) error {
		for i := range uint64(n) {
			if err := b.Append(i, "x", "a", sql.Decimal{}, []string{}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	expectCount(t, db, count, n)
}

func expectCount(t *testing.T, db *sql.DB, count string, want uint64) {
	t.Helper()
	var got uint64
	if err := db.Get(context.Background(), &got, count, nil); err != nil || got != want {
		t.Errorf("%d rows, want %d (%v)", got, want, err)
	}
}

func TestInsertIsAborted(t *testing.T) {
	db := sqltest.Empty(t)
	insert, count := numbersTable(t, db)
	good := func(b sql.Batch) error { return b.Append(uint64(1), "x", "a", sql.Decimal{}, []string{}) }

	for range 40 { // more often than there are connections: none may be lost
		err := db.Insert(t.Context(), insert, func(b sql.Batch) error { return errors.Join(good(b), io.EOF) })
		if !errors.Is(err, io.EOF) || errors.Is(err, sql.ErrUnreachable) || !strings.Contains(err.Error(), insert) {
			t.Fatal(err)
		}
	}
	if err := db.Insert(t.Context(), insert, func(b sql.Batch) error {
		return b.Append(uint64(1), "x", "no such kind", sql.Decimal{}, []string{})
	}); err == nil {
		t.Error("a value outside the Enum was taken")
	}
	if err := db.Insert(t.Context(), insert, func(b sql.Batch) error { return b.Append(uint64(1)) }); err == nil {
		t.Error("a row with one of five values was taken")
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := db.Insert(ctx, insert, func(b sql.Batch) error { cancel(); return good(b) }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	expectCount(t, db, count, 0)
	if err := db.Insert(t.Context(), insert, good); err != nil {
		t.Fatal(err)
	}
	expectCount(t, db, count, 1)
}

// A context that ends after its insert must not end the connection that the next insert uses: the driver watches the context in a
// goroutine that may look at it late.
func TestContextEndsAfterTheInsert(t *testing.T) {
	db := sqltest.Empty(t)
	insert, count := numbersTable(t, db)
	for i := range uint64(200) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Insert(ctx, insert, func(b sql.Batch) error { return b.Append(i, "x", "a", sql.Decimal{}, []string{}) })
		cancel()
		if err != nil {
			t.Fatal(i, err)
		}
	}
	expectCount(t, db, count, 200)
}
