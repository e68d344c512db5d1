// Package sql holds every statement of gongkai, and the one connection that runs them.
//
// A statement is a file: queries/NAME.sql is run by its name and stands as it would be typed into any ClickHouse client, with
// {name:Type} parameters that travel beside the text and are never pasted into it. The name is also the query's log_comment,
// so the server's query_log says which call of the program ran what. Package sql is the only one that imports the driver.
//
// Files by what they do:
//
//	sql.go        Open, Config and the running of named statements: Select, Get, Exec, Stream
//	insert.go     Insert: a batch of rows or columns, whole or aborted
//	queries.go    the embedded statements and their declared parameters
//	params.go     Go values as parameters of a declared type
//	decimal.go    Decimal: millionths to and from Decimal(P, S) columns
//	errors.go     what the server's error codes mean to a caller
//	retry.go      the pause while an engine restarts, and time limits
//	migrate.go    the schema: Migrate, Schema
//	replicate.go  the same schema for a cluster of replicas
//	queries/      the statements
//	migrations/   the schema, one statement a file
//	engine/       the embedded ClickHouse
//	sqltest/      a fresh database for every test
package sql

import (
	"context"
	stdsql "database/sql"
	"fmt"
	"reflect"
	"runtime"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// ErrNoRows says that Get found nothing. It is database/sql's, so that callers need only this package.
var ErrNoRows = stdsql.ErrNoRows

const (
	dialTimeout = 3 * time.Second // a server that does not answer is reported after this
	readTimeout = time.Hour       // for one statement without a deadline of its own; Refresh of a big database takes minutes
)

// Config says where the database is.
type Config struct {
	DSN      string // clickhouse://user:password@host:9000/database; several hosts by comma; engine.Endpoint.DSN gives the embedded one
	MaxConns int    // connections at once; 0 means 4 for each core, at least 16
	// Create makes the DSN's database when it is not there. Only a user who may write asks for it.
	Create bool
	// Cluster names a cluster of replicas: Migrate then makes every table on each of them. Empty means one server.
	Cluster string
}

// DB is a pool of connections to one database. It is safe for concurrent use.
type DB struct {
	conn    driver.Conn
	options *clickhouse.Options
	cluster string
}

// Row is one row of an answer that Stream hands over. It is valid until the function that got it returns.
type Row struct{ rows driver.Rows }

// Scan copies the columns in their order into the pointed-to values.
func (r Row) Scan(dest ...any) error { return r.rows.Scan(dest...) }

// ScanStruct copies the columns into the fields of a struct by their `ch:"column"` tags.
func (r Row) ScanStruct(dest any) error { return r.rows.ScanStruct(dest) }

// Columns names the columns in their order.
func (r Row) Columns() []string { return r.rows.Columns() }

// Open connects and asks the server for a sign of life. A wrong DSN, a silent host, a wrong password and a missing database each
// give one clear error, within seconds: ErrDSN, ErrUnreachable, ErrDenied, ErrNoDatabase.
func Open(ctx context.Context, c Config) (*DB, error) {
	options, err := parseDSN(c)
	if err != nil {
		return nil, err
	}
	if c.Create {
		if err := createDatabase(ctx, *options, c.Cluster); err != nil {
			return nil, err
		}
	}
	conn, err := clickhouse.Open(options)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDSN, err)
	}
	db := &DB{conn: conn, options: options, cluster: c.Cluster}
	var one uint8
	if err := db.run(ctx, "ping", nil, never, func(ctx context.Context, text string, _ []any) error {
		return conn.QueryRow(ctx, text).Scan(&one)
	}); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("database at %s: %w", place(options), err)
	}
	return db, nil
}

func parseDSN(c Config) (*clickhouse.Options, error) {
	const form = "write it as clickhouse://user:password@host:9000/database"
	options, err := clickhouse.ParseDSN(c.DSN)
	if err != nil {
		return nil, fmt.Errorf("%w: %w; %s", ErrDSN, err, form)
	}
	if options.Protocol != clickhouse.Native {
		return nil, fmt.Errorf("%w: only the native protocol is spoken; %s", ErrDSN, form)
	}
	if options.Auth.Database == "" {
		return nil, fmt.Errorf("%w: it names no database; %s", ErrDSN, form)
	}
	if options.DialTimeout == 0 {
		options.DialTimeout = dialTimeout
	}
	if options.ReadTimeout == 0 {
		options.ReadTimeout = readTimeout
	}
	if options.Compression == nil {
		options.Compression = &clickhouse.Compression{Method: clickhouse.CompressionLZ4}
	}
	options.MaxOpenConns = c.MaxConns
	if c.MaxConns == 0 {
		options.MaxOpenConns = max(16, 4*runtime.NumCPU())
	}
	options.MaxIdleConns = options.MaxOpenConns
	options.ClientInfo.Products = append(options.ClientInfo.Products, struct{ Name, Version string }{"gongkai", "1"})
	return options, nil
}

// createDatabase connects to the server's own database, which always exists, and makes the one that is asked for.
func createDatabase(ctx context.Context, options clickhouse.Options, cluster string) error {
	params := Params{"database": options.Auth.Database}
	at := place(&options)
	name := "create_database"
	if cluster != "" {
		name = "create_database_on_cluster"
		params["cluster"] = cluster
	}
	options.Auth.Database = ""
	conn, err := clickhouse.Open(&options)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDSN, err)
	}
	defer func() { _ = conn.Close() }()
	db := &DB{conn: conn, options: &options}
	if err := db.run(ctx, name, params, never, db.exec); err != nil {
		return fmt.Errorf("database at %s: %w", at, err)
	}
	return nil
}

// place names the server and database of a message, without the password.
func place(o *clickhouse.Options) string {
	return fmt.Sprintf("%v/%s (user %s)", o.Addr, o.Auth.Database, o.Auth.Username)
}

// Close closes the connections.
func (db *DB) Close() error { return db.conn.Close() }

// Database gives the name of the database that the connection reads and writes.
func (db *DB) Database() string { return db.options.Auth.Database }

// Select runs a named query and replaces *slice by its rows: structs whose fields name their columns by `ch:"column"` tags, or
// plain values when the query has one column. Every column needs a field.
func (db *DB) Select(ctx context.Context, slice any, name string, params Params) error {
	target := reflect.ValueOf(slice)
	if target.Kind() != reflect.Pointer || target.IsNil() || target.Elem().Kind() != reflect.Slice {
		return fmt.Errorf("query %s: Select needs a pointer to a slice, not %T", name, slice)
	}
	element := target.Elem().Type().Elem()
	scan := scanner(element)
	return db.read(ctx, name, params, func(rows driver.Rows) error {
		found := reflect.MakeSlice(target.Elem().Type(), 0, 0)
		for rows.Next() {
			row := reflect.New(element)
			if err := scan(rows, row.Interface()); err != nil {
				return err
			}
			found = reflect.Append(found, row.Elem())
		}
		target.Elem().Set(found)
		return nil
	})
}

// Get runs a named query and stores its first row in *one, as Select would store it. It returns ErrNoRows when there is none,
// and then leaves *one as it was.
func (db *DB) Get(ctx context.Context, one any, name string, params Params) error {
	target := reflect.ValueOf(one)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return fmt.Errorf("query %s: Get needs a pointer, not %T", name, one)
	}
	scan := scanner(target.Type().Elem())
	return db.read(ctx, name, params, func(rows driver.Rows) error {
		if !rows.Next() {
			if err := rows.Err(); err != nil {
				return err
			}
			return ErrNoRows
		}
		return scan(rows, one)
	})
}

// Stream runs a named query and hands every row to each, holding only a few blocks of them in memory. An error of each ends the
// query in the engine and is returned.
func (db *DB) Stream(ctx context.Context, name string, params Params, each func(Row) error) error {
	return db.read(ctx, name, params, func(rows driver.Rows) error {
		for rows.Next() {
			if err := each(Row{rows}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Exec runs a named statement that has no answer.
func (db *DB) Exec(ctx context.Context, name string, params Params) error {
	return db.once(ctx, name, params, db.exec)
}

func (db *DB) exec(ctx context.Context, text string, args []any) error {
	return db.conn.Exec(ctx, text, args...)
}

// scanner says how a row is stored in a value of type t: a struct by its tags, unless the driver knows the type as one value.
func scanner(t reflect.Type) func(driver.Rows, any) error {
	if t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]() && !reflect.PointerTo(t).Implements(reflect.TypeFor[stdsql.Scanner]()) {
		return func(rows driver.Rows, dest any) error { return rows.ScanStruct(dest) }
	}
	return func(rows driver.Rows, dest any) error { return rows.Scan(dest) }
}
