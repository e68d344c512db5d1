package sql_test

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/sql"
	"gongkai/sql/engine"
	"gongkai/sql/sqltest"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestSelect(t *testing.T) {
	db := sqltest.Empty(t)
	type row struct {
		N    uint64      `ch:"n"`
		Name string      `ch:"name"`
		Half sql.Decimal `ch:"half"`
		Odd  *string     `ch:"odd"`
	}
	structs := sql.Add(t, "test_structs", `SELECT number AS n, concat('第', toString(number)) AS name,
		if(number = 0, NULL, toDecimal64(number, 6) / 2) AS half, if(number % 2 = 1, 'odd', NULL) AS odd FROM numbers(3)`)
	odd := "odd"
	got := []row{{N: 99}} // what was there is replaced
	if err := db.Select(t.Context(), &got, structs, nil); err != nil {
		t.Fatal(err)
	}
	want := []row{{0, "第0", sql.Decimal{}, nil}, {1, "第1", sql.Decimal{Steps: 500_000, Valid: true}, &odd}, {2, "第2", sql.Decimal{Steps: 1_000_000, Valid: true}, nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	var numbers []uint64
	plain := sql.Add(t, "test_plain", "SELECT number FROM numbers({n:UInt64})")
	if err := db.Select(t.Context(), &numbers, plain, sql.Params{"n": 100_000}); err != nil || len(numbers) != 100_000 || numbers[99_999] != 99_999 {
		t.Error(len(numbers), err)
	}
	if err := db.Select(t.Context(), &numbers, plain, sql.Params{"n": 0}); err != nil || numbers == nil || len(numbers) != 0 {
		t.Error("no rows must be an empty slice", numbers, err)
	}
	if err := db.Select(t.Context(), numbers, plain, sql.Params{"n": 1}); err == nil || !strings.Contains(err.Error(), "pointer to a slice") {
		t.Error(err)
	}
	var one uint64
	if err := db.Get(t.Context(), &one, plain, sql.Params{"n": 0}); !errors.Is(err, sql.ErrNoRows) {
		t.Error(err)
	}
	if err := db.Get(t.Context(), &one, sql.Add(t, "test_throw", "SELECT throwIf(number = 0, 'told so') FROM numbers(1)"), nil); err == nil || !strings.Contains(err.Error(), "test_throw") || !strings.Contains(err.Error(), "told so") {
		t.Error(err)
	}
}

func TestStream(t *testing.T) {
	db := sqltest.Empty(t)
	name := sql.Add(t, "test_stream", "SELECT number FROM numbers({n:UInt64})")
	sum := uint64(0)
	err := db.Stream(t.Context(), name, sql.Params{"n": 1_000_000}, func(r sql.Row) error {
		var n uint64
		err := r.Scan(&n)
		sum += n
		return err
	})
	if want := uint64(999_999 * 1_000_000 / 2); err != nil || sum != want {
		t.Errorf("sum %d, want %d (%v)", sum, want, err)
	}
	enough := errors.New("enough")
	count := 0
	err = db.Stream(t.Context(), name, sql.Params{"n": uint64(1) << 60}, func(sql.Row) error {
		if count++; count == 10 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || count != 10 {
		t.Error(count, err)
	}
	awaitGone(t, db, name)
}

// awaitGone waits until the engine no longer runs a query of this name.
func awaitGone(t *testing.T, db *sql.DB, name string) {
	t.Helper()
	running := sql.Add(t, "test_running", "SELECT count() FROM system.processes WHERE Settings['log_comment'] = {name:String}")
	defer sql.Remove(t, running)
	for range 200 {
		var n uint64
		if err := db.Get(context.Background(), &n, running, sql.Params{"name": name}); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("the engine still runs %s", name)
}

func TestCancelledQueryEndsInTheEngine(t *testing.T) {
	db := sqltest.Empty(t)
	name := sql.Add(t, "test_endless", "SELECT count() FROM system.numbers WHERE NOT ignore(number)")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	if err := db.Exec(ctx, name, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	awaitGone(t, db, name)

	ctx, cancel = context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var rows []uint64
	if err := db.Select(ctx, &rows, name, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	awaitGone(t, db, name)
}

func TestLimits(t *testing.T) {
	db := sqltest.Empty(t)
	reader := sqltest.Reader(t, db)
	for _, c := range []struct {
		text string
		want error
	}{
		{"SELECT max(sipHash128(toString(number))) FROM numbers(400000000) SETTINGS max_execution_time = 1", sql.ErrTimeout},
		{"SELECT length(groupArray(number)) FROM numbers(300000000)", sql.ErrMemoryLimit},
		{"SELECT count() FROM numbers(1000000000) WHERE NOT ignore(number)", sql.ErrTooMuch},
		{"CREATE TABLE made (x Int8) ENGINE = MergeTree ORDER BY x", sql.ErrDenied},
		{"SELECT * FROM file('/etc/passwd', 'LineAsString')", sql.ErrDenied},
		{"SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')", sql.ErrDenied},
		{"SELECT name FROM system.users", sql.ErrDenied},
		{"SELECT 1 SETTINGS max_memory_usage = 0", sql.ErrDenied},
		{"SELECT 1 SETTINGS readonly = 0", sql.ErrDenied},
		{"SELECT 1 FROM no_such_table", sql.ErrNoTable},
	} {
		name := sql.Add(t, "test_limit", c.text)
		if err := reader.Exec(t.Context(), name, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.text, err, c.want)
		}
		sql.Remove(t, name)
	}
}

func TestQueryLogNamesTheCall(t *testing.T) {
	db := sqltest.Empty(t)
	reader := sqltest.Reader(t, db)
	name := sql.Add(t, "test_logged", "SELECT 1")
	if err := reader.Exec(t.Context(), name, nil); err != nil {
		t.Fatal(err)
	}
	flush := sql.Add(t, "test_flush", "SYSTEM FLUSH LOGS query_log")
	find := sql.Add(t, "test_find", "SELECT user FROM system.query_log WHERE type = 'QueryFinish' AND log_comment = {name:String}")
	var user string
	// The server notes a query after it has answered it, and makes the table with the first note: ask until it is there.
	for deadline := time.Now().Add(20 * time.Second); user == ""; time.Sleep(50 * time.Millisecond) {
		if err := db.Exec(t.Context(), flush, nil); err != nil {
			t.Fatal(err)
		}
		err := db.Get(t.Context(), &user, find, sql.Params{"name": name})
		if err != nil && (time.Now().After(deadline) || !errors.Is(err, sql.ErrNoRows) && !errors.Is(err, sql.ErrNoTable)) {
			t.Fatal(err)
		}
	}
	if user != engine.Dashboard {
		t.Errorf("the query log names %q", user)
	}
}

func TestOpenErrors(t *testing.T) {
	good := sqltest.Engine(t).Endpoint(engine.Loader)
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	for _, c := range []struct {
		what, dsn string
		want      error
	}{
		{"empty", "", sql.ErrDSN},
		{"no scheme", "127.0.0.1:9000", sql.ErrDSN},
		{"HTTP", "http://127.0.0.1:8123/gongkai", sql.ErrDSN},
		{"no database", "clickhouse://loader:x@" + good.Addr, sql.ErrDSN},
		{"closed port", "clickhouse://loader:x@" + closed.Addr().String() + "/gongkai", sql.ErrUnreachable},
		{"silent host", "clickhouse://loader:x@" + silent.Addr().String() + "/gongkai", sql.ErrUnreachable},
		{"wrong password", "clickhouse://loader:wrong@" + good.Addr + "/gongkai", sql.ErrDenied},
		{"missing database", strings.Replace(good.DSN(), "/gongkai", "/gongkai_none", 1), sql.ErrNoDatabase},
	} {
		db, err := sql.Open(t.Context(), sql.Config{DSN: c.dsn})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.what, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), good.Password) {
			t.Errorf("%s: the message shows the password: %v", c.what, err)
		}
		if db != nil {
			_ = db.Close()
		}
	}
}

// An engine that is killed comes back, and what is asked in the meantime is answered then.
func TestNextQueryAfterAKill(t *testing.T) {
	db := sqltest.Empty(t)
	insert, count := numbersTable(t, db)
	row := func(b sql.Batch) error { return b.Append(uint64(1), "x", "a", sql.Decimal{}, []string{}) }
	for i := range 3 {
		if err := db.Insert(t.Context(), insert, row); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(sqltest.Engine(t).Pid(), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		expectCount(t, db, count, uint64(i+1))
	}
}
