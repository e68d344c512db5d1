// Package sqltest gives every test a fresh, migrated database on the embedded engine.
//
// One engine serves all tests of a test binary. It is started by the first test that asks, on a temporary folder, and ended when
// the binary ends. A test binary that imports this package needs no TestMain: the package's init turns the copy that the engine
// starts into ClickHouse. Where no engine is installed tests are skipped with the reason, except under CI, where they fail.
package sqltest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/sql"
	"gongkai/sql/engine"
)

func init() { engine.RunChild() }

// shared is the engine of this test binary. It ends with the binary, and takes its folder along.
var shared = sync.OnceValues(func() (*engine.Engine, error) {
	dir, err := os.MkdirTemp("", "gongkai-sqltest-")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return engine.Start(ctx, engine.Options{Dir: dir, Temporary: true, Logger: slog.New(slog.DiscardHandler)})
})

var databases atomic.Int64

// Engine gives the test binary's engine.
func Engine(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := shared()
	if errors.Is(err, engine.ErrNotFound) && os.Getenv("CI") == "" {
		t.Skipf("needs the embedded engine: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// New gives a connection, as the loader, to a fresh database with the newest schema. Both go away with the test.
func New(t testing.TB) *sql.DB {
	t.Helper()
	db := Empty(t)
	if err := sql.Migrate(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

// Empty gives a connection, as the loader, to a fresh database without tables.
func Empty(t testing.TB) *sql.DB {
	t.Helper()
	return open(t, engine.Loader, fmt.Sprintf("gongkai_test_%d", databases.Add(1)), true)
}

// Reader gives a connection, as the dashboard's limited user, to the database that db is connected to.
func Reader(t testing.TB, db *sql.DB) *sql.DB {
	t.Helper()
	return open(t, engine.Dashboard, db.Database(), false)
}

func open(t testing.TB, user, database string, create bool) *sql.DB {
	t.Helper()
	endpoint := Engine(t).Endpoint(user)
	endpoint.Database = database
	db, err := sql.Open(context.Background(), sql.Config{DSN: endpoint.DSN(), Create: create})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
