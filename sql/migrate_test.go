package sql_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

func TestMigrate(t *testing.T) {
	db := sqltest.Empty(t)
	if err := sql.CheckSchema(t.Context(), db); !errors.Is(err, sql.ErrSchemaOlder) {
		t.Error(err)
	}
	before, err := sql.MigrateStatus(t.Context(), db)
	if err != nil || before.Current != 0 || len(before.Pending) != int(before.Known) {
		t.Error(before, err)
	}
	for range 2 { // the second finds nothing to do
		if err := sql.Migrate(t.Context(), db); err != nil {
			t.Fatal(err)
		}
	}
	after, err := sql.MigrateStatus(t.Context(), db)
	if err != nil || after.Current != before.Known || len(after.Pending) != 0 {
		t.Error(after, err)
	}
	if err := sql.CheckSchema(t.Context(), sqltest.Reader(t, db)); err != nil {
		t.Error(err)
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	db := sqltest.New(t)
	if err := db.Exec(t.Context(), sql.Add(t, "test_newer", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"), nil); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{sql.Migrate(t.Context(), db), sql.CheckSchema(t.Context(), db)} {
		if !errors.Is(err, sql.ErrSchemaNewer) || !strings.Contains(err.Error(), "99999") {
			t.Error(err)
		}
	}
}

func TestMigrateWithoutTheRight(t *testing.T) {
	err := sql.Migrate(t.Context(), sqltest.Reader(t, sqltest.Empty(t)))
	if !errors.Is(err, sql.ErrDenied) {
		t.Error(err)
	}
}

// older brings a migrated database back to where values had four decimals, with one value of a report in it.
func older(t *testing.T, value string) *sql.DB {
	t.Helper()
	db := sqltest.New(t)
	for i, text := range []string{
		"ALTER TABLE goose_db_version DELETE WHERE version_id >= 29 SETTINGS mutations_sync = 1",
		"ALTER TABLE facts MODIFY COLUMN value Nullable(Decimal(18, 4))",
		"INSERT INTO facts VALUES (1, 2024, 'document', 1, 1, 'own', " + value + ", 'reported', '', 'table', ''), (1, 2024, 'document', 1, 2, 'own', NULL, 'blank', '', 'table', '')",
	} {
		if err := db.Exec(t.Context(), sql.Add(t, "test_older_"+itoa(i), text), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := sql.CheckSchema(t.Context(), db); !errors.Is(err, sql.ErrSchemaOlder) || !strings.Contains(err.Error(), "gongkai migrate") {
		t.Fatal(err)
	}
	return db
}

func TestOlderValuesKeepTheirDigits(t *testing.T) {
	db := older(t, "toDecimal64('59237.2449', 4)")
	if err := sql.Migrate(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	var values []sql.Decimal
	if err := db.Select(t.Context(), &values, sql.Add(t, "test_older_values", "SELECT value FROM facts ORDER BY metric"), nil); err != nil {
		t.Fatal(err)
	}
	if want := []sql.Decimal{{Steps: 59_237_244_900, Valid: true}, {}}; !slices.Equal(values, want) {
		t.Errorf("%v, want %v", values, want)
	}
	var kind string
	if err := db.Get(t.Context(), &kind, sql.Add(t, "test_older_kind", "SELECT type FROM system.columns WHERE database = currentDatabase() AND table = 'facts' AND name = 'value'"), nil); err != nil || kind != "Nullable(Decimal(18, 6))" {
		t.Error(kind, err)
	}
}

// A value that six decimals leave no room for stops the migration before anything is changed.
func TestOlderValuesOutOfRange(t *testing.T) {
	db := older(t, "toDecimal64('99999999999999', 4)")
	if err := sql.Migrate(t.Context(), db); err == nil || !strings.Contains(err.Error(), "00029_values_in_range.sql") || !strings.Contains(err.Error(), "new data folder") {
		t.Fatal(err)
	}
	var value string
	if err := db.Get(t.Context(), &value, sql.Add(t, "test_older_text", "SELECT toString(value) FROM facts WHERE metric = 1"), nil); err != nil || value != "99999999999999" {
		t.Error(value, err)
	}
}
