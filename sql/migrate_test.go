package sql_test

import (
	"errors"
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
