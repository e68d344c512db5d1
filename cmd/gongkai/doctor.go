package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"gongkai/analytics"
	"gongkai/sql"
)

type doctorCmd struct{ storage }

// Run opens the database as serve would and says of each part whether it works. It exits with 1 when one does not.
func (c doctorCmd) Run(ctx context.Context) (err error) {
	fmt.Printf("%-10s gongkai %s, %s, %s/%s, %d processors\n", "program", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	db, err := c.connect(ctx)
	if err != nil {
		fmt.Printf("%-10s %v\n", "database", err)
		return exitError{status: 1}
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	if db.engine != nil {
		fmt.Printf("%-10s embedded ClickHouse %s, process %d, folder %s\n", "database", db.engine.Version, db.engine.Pid(), c.Data)
		for _, w := range db.engine.Warnings {
			fmt.Printf("%-10s %s\n", "warning", w)
		}
	} else {
		fmt.Printf("%-10s server at the given DSN answers\n", "database")
	}
	if err := sql.CheckSchema(ctx, db.Writer); err != nil {
		fmt.Printf("%-10s %v\n", "schema", err)
		return exitError{status: 1}
	}
	fmt.Printf("%-10s up to date\n", "schema")
	store, err := analytics.NewStore(db.Reader)
	if err != nil {
		return err
	}
	release, err := store.Release(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gongkai:", err)
		return exitError{status: 1}
	}
	fmt.Printf("%-10s %d reports by %d issuers, %d facts, state %s\n", "data", release.Reports, release.Issuers, release.Facts, release.ID)
	return nil
}
