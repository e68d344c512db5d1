package main

import (
	"context"
	"errors"
	"fmt"

	"gongkai/sql"
)

type migrateCmd struct {
	storage
	Status bool `help:"Only show the state. | 只显示状态。"`
}

// Run migrates, unless only the state is asked for, and prints the state.
func (c migrateCmd) Run(ctx context.Context) (err error) {
	db, err := c.connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	if !c.Status {
		if err := db.prepare(ctx); err != nil {
			return err
		}
	}
	schema, err := sql.MigrateStatus(ctx, db.Writer)
	if err != nil {
		return err
	}
	fmt.Printf("schema: version %d of %d, %d migrations pending\n", schema.Current, schema.Known, len(schema.Pending))
	return nil
}
