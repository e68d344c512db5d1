package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"gongkai/ingest"
	"gongkai/sql"
	"gongkai/sql/engine"
)

// storage is where the data lives: a folder with the embedded engine, or a ClickHouse server. Every command that needs the
// database embeds it.
type storage struct {
	Data       string `help:"Data folder of the embedded ClickHouse. | 内置 ClickHouse 的数据目录。" default:"data" env:"GONGKAI_DATA" type:"path" placeholder:"DIR"`
	ClickHouse string `name:"clickhouse" help:"Use this ClickHouse server instead: clickhouse://user:password@host:9000/database. | 改用外部 ClickHouse。" env:"GONGKAI_CLICKHOUSE" placeholder:"DSN"`
	Reader     string `name:"clickhouse-reader" help:"DSN of a read-only user for the pages; default: the same server and user. | 页面使用的只读用户。" env:"GONGKAI_CLICKHOUSE_READER" placeholder:"DSN"`
	Cluster    string `help:"Name of a ClickHouse cluster to create tables on. | ClickHouse 集群名。" env:"GONGKAI_CLUSTER" placeholder:"NAME"`
	MemoryMB   int    `name:"engine-memory" help:"Memory of the embedded engine in MiB. | 内置引擎内存上限 (MiB)。" default:"2048" env:"GONGKAI_ENGINE_MEMORY" placeholder:"MIB"`
}

// database is an opened storage. Writer may do everything, Reader only read, within limits.
type database struct {
	Writer *sql.DB
	Reader *sql.DB

	engine *engine.Engine
}

// open starts the engine or connects to the server, and brings schema and reference data up to date.
func (s storage) open(ctx context.Context) (*database, error) {
	db, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.close(context.WithoutCancel(ctx)))
	}
	return db, nil
}

func (s storage) connect(ctx context.Context) (*database, error) {
	db := &database{}
	write, read := s.ClickHouse, s.Reader
	if write == "" {
		e, err := engine.Start(ctx, engine.Options{Dir: s.Data, MemoryLimit: int64(s.MemoryMB) << 20, Logger: slog.Default()})
		if err != nil {
			return nil, err
		}
		for _, w := range e.Warnings {
			slog.Warn(w)
		}
		db.engine = e
		write, read = e.Endpoint(engine.Loader).DSN(), e.Endpoint(engine.Dashboard).DSN()
	}
	if read == "" {
		read = write
	}
	var err error
	db.Writer, err = sql.Open(ctx, sql.Config{DSN: write, Create: true, Cluster: s.Cluster})
	if err == nil {
		db.Reader, err = sql.Open(ctx, sql.Config{DSN: read})
	}
	if err != nil {
		return nil, errors.Join(err, db.close(context.WithoutCancel(ctx)))
	}
	return db, nil
}

// prepare migrates and writes the reference data; the reading copies follow when either changed what they are built from.
func (d *database) prepare(ctx context.Context) error {
	before, err := sql.MigrateStatus(ctx, d.Writer)
	if err != nil {
		return err
	}
	if err := sql.Migrate(ctx, d.Writer); err != nil {
		return err
	}
	changed, err := ingest.EnsureReference(ctx, d.Writer)
	if err != nil {
		return err
	}
	if changed || len(before.Pending) > 0 {
		return ingest.Rebuild(ctx, d.Writer)
	}
	_, err = ingest.Refresh(ctx, d.Writer)
	return err
}

func (d *database) close(ctx context.Context) error {
	var errs []error
	for _, db := range []*sql.DB{d.Reader, d.Writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if d.engine != nil {
		errs = append(errs, d.engine.Stop(ctx))
	}
	return errors.Join(errs...)
}

// parser names the program that reads a report; it is stored with every report.
func parser() string { return "gongkai " + version }

// exitError ends the program with a status of its own after its message, if any, was printed.
type exitError struct {
	status  int
	message string
}

func (e exitError) Error() string { return e.message }

// fail prints the one line that names the thing and the fix, and gives the exit status.
func fail(err error) int {
	var exit exitError
	if errors.As(err, &exit) {
		if exit.message != "" {
			fmt.Fprintln(os.Stderr, "gongkai:", exit.message)
		}
		return exit.status
	}
	fmt.Fprintln(os.Stderr, "gongkai:", err)
	return 1
}
