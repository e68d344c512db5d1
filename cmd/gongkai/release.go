package main

import (
	"context"
	"errors"
	"fmt"

	"gongkai/analytics"
	"gongkai/ingest"
	"gongkai/sql"
)

type releaseCmd struct {
	storage
	Name string `arg:"" help:"Name of the release, such as 2026.1. | 版本名。"`
	Note string `help:"A sentence about it. | 说明。"`
}

// Run freezes what is published now and prints the manifest.
func (c releaseCmd) Run(ctx context.Context) (err error) {
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	if err := keepPeers(ctx, db.Writer); err != nil {
		return err
	}
	manifest, err := ingest.Freeze(ctx, db.Writer, c.Name, c.Note)
	if err != nil {
		return err
	}
	for _, m := range manifest {
		fmt.Printf("%-10s %10d rows  %s\n", m.Name, m.Rows, m.Hash)
	}
	return nil
}

// keepPeers writes the peers of what is about to be kept, before the release is: one that is there has them.
func keepPeers(ctx context.Context, db *sql.DB) error {
	if _, err := ingest.Refresh(ctx, db); err != nil {
		return err
	}
	store, err := analytics.NewStore(db)
	if err != nil {
		return err
	}
	return store.KeepPeers(ctx)
}
