package sql

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Schema says which migrations a database has.
type Schema struct {
	Current int64    // number of the newest migration that was applied; 0 for an empty database
	Known   int64    // number of the newest migration that this program knows
	Pending []string // file names of those not applied yet, in order
}

// Migrate brings the database to the schema that this program knows, one migration after the other; one that fails names its file
// and those before it stay applied, so Migrate can be run again. It returns ErrSchemaNewer when the database is ahead. Migrations
// take no lock in ClickHouse: run Migrate from one process. (The embedded engine's folder lock sees to that.)
func Migrate(ctx context.Context, db *DB) error {
	provider, done, err := db.provider(ctx)
	if err != nil {
		return err
	}
	defer done()
	current, known, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if current > known {
		return newer(db, current, known)
	}
	if _, err = provider.Up(ctx); err != nil {
		var partial *goose.PartialError
		if errors.As(err, &partial) {
			return fmt.Errorf("migrate: %s: %w", partial.Failed.Source.Path, partial.Err)
		}
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// MigrateStatus tells what Migrate would do, and changes nothing but the list of migrations, which it makes when it is absent.
func MigrateStatus(ctx context.Context, db *DB) (Schema, error) {
	provider, done, err := db.provider(ctx)
	if err != nil {
		return Schema{}, err
	}
	defer done()
	var s Schema
	if s.Current, s.Known, err = provider.GetVersions(ctx); err != nil {
		return Schema{}, fmt.Errorf("migrate: %w", err)
	}
	all, err := provider.Status(ctx)
	if err != nil {
		return Schema{}, fmt.Errorf("migrate: %w", err)
	}
	for _, m := range all {
		if m.State == goose.StatePending {
			s.Pending = append(s.Pending, m.Source.Path)
		}
	}
	return s, nil
}

// CheckSchema says whether this program can work on the database: nil, ErrSchemaOlder or ErrSchemaNewer. It only reads.
func CheckSchema(ctx context.Context, db *DB) error {
	var current int64
	if err := db.Get(ctx, &current, "schema_version", nil); err != nil && !errors.Is(err, ErrNoTable) {
		return err
	}
	known, err := newestMigration()
	switch {
	case err != nil:
		return err
	case current > known:
		return newer(db, current, known)
	case current < known:
		return fmt.Errorf("%w: %s has schema %d and this program needs %d; run `gongkai migrate`", ErrSchemaOlder, place(db.options), current, known)
	}
	return nil
}

func newer(db *DB, current, known int64) error {
	return fmt.Errorf("%w: %s has schema %d and this program knows %d; use a newer gongkai", ErrSchemaNewer, place(db.options), current, known)
}

func newestMigration() (int64, error) {
	files, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("migrations are missing from the program: %w", err)
	}
	return goose.NumericComponent(files[len(files)-1])
}

// provider makes the list of migrations when it is absent and opens goose on a connection of its own, which done closes.
func (db *DB) provider(ctx context.Context) (p *goose.Provider, done func(), err error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, nil, err
	}
	if db.cluster != "" {
		files = replicatedFiles{files, db.cluster}
	}
	if err := db.once(ctx, "create_versions", nil, func(ctx context.Context, text string, _ []any) error {
		return db.conn.Exec(ctx, replicated(text, db.cluster))
	}); err != nil {
		return nil, nil, fmt.Errorf("migrate: %w", err)
	}
	options := *db.options
	options.MaxOpenConns, options.MaxIdleConns = 2, 2
	options.Settings = clickhouse.Settings{"log_comment": "migrate"}
	conn := clickhouse.OpenDB(&options)
	done = func() { _ = conn.Close() }
	if p, err = goose.NewProvider(database.DialectClickHouse, conn, files, goose.WithVerbose(false)); err != nil {
		done()
		return nil, nil, fmt.Errorf("migrate: %w", err)
	}
	return p, done, nil
}
