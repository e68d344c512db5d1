package sql_test

import (
	"strconv"
	"testing"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

func TestMigrateTwice(t *testing.T) {
	db := sqltest.New(t)
	if err := sql.Migrate(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	if s, err := sql.MigrateStatus(t.Context(), db); err != nil || len(s.Pending) > 0 {
		t.Fatal(s, err)
	}
	r := sqltest.Reader(t, db)
	if err := sql.CheckSchema(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if _, err := sql.Names(); err != nil {
		t.Fatal(err)
	}
}
func itoa(n int) string { return strconv.Itoa(n) }
