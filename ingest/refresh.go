package ingest

import (
	"context"
	"fmt"
	"time"

	"gongkai/sql"
)

// Generation is one consistent state of the reading copies.
type Generation struct {
	Number   uint64    `ch:"generation"`
	Revision uint64    `ch:"revision"`
	Reports  uint64    `ch:"reports"`
	Facts    uint64    `ch:"facts"`
	Issuers  uint64    `ch:"issuers"`
	BuiltAt  time.Time `ch:"built_at"`
}

// rollUpLevels are rolled up one after the other, each from the ones before.
var rollUpLevels = []string{"county", "prefecture", "province", "nation"}

// Refresh builds a new generation of the reading copies when reports were published since the newest one, and makes
// it visible with its last statement. Readers of the generation before are not disturbed: it is kept until the next
// Refresh. An error leaves the generation before in place; a later Refresh starts afresh.
func Refresh(ctx context.Context, db *sql.DB) (built bool, err error) {
	current, err := currentGeneration(ctx, db)
	if err != nil {
		return false, err
	}
	var newest struct {
		Revision uint64 `ch:"revision"`
	}
	if err := db.Get(ctx, &newest, "revision_newest", nil); err != nil {
		return false, err
	}
	if current.Number > 0 && newest.Revision == current.Revision {
		return false, nil
	}
	return true, build(ctx, db, current)
}

// Rebuild builds a new generation although no report changed: the roll-up's reference data did.
func Rebuild(ctx context.Context, db *sql.DB) error {
	current, err := currentGeneration(ctx, db)
	if err != nil {
		return err
	}
	return build(ctx, db, current)
}

func build(ctx context.Context, db *sql.DB, current Generation) error {
	if err := dropGenerations(ctx, db, current.Number, time.Now().Add(-buildTime)); err != nil {
		return err
	}
	next := max(current.Number+1, uint64(time.Now().UnixMicro()))
	p := sql.Params{"generation": next}
	for _, step := range []string{"refresh_reports", "refresh_facts", "refresh_facts_by_metric", "refresh_pairs", "refresh_population"} {
		if err := db.Exec(ctx, step, p); err != nil {
			return fmt.Errorf("build the reading copies: %w", err)
		}
	}
	for _, level := range rollUpLevels {
		for _, step := range []string{"refresh_units", "refresh_own"} {
			if err := db.Exec(ctx, step, sql.Params{"generation": next, "level": level}); err != nil {
				return fmt.Errorf("roll up to level %s: %w", level, err)
			}
		}
	}
	if err := writeContinuity(ctx, db, next); err != nil {
		return fmt.Errorf("compare reports with each other: %w", err)
	}
	if err := db.Exec(ctx, "refresh_generation", p); err != nil {
		return fmt.Errorf("show the new reading copies: %w", err)
	}
	return nil
}

// buildTime is longer than any build takes: copies newer than that may belong to one that runs in another program on the same
// server, and are left alone. A build of 123 M rows took a minute.
const buildTime = time.Hour

// dropGenerations removes the copies before the current ones, and those after them that began before begun and that a crash
// left unfinished.
func dropGenerations(ctx context.Context, db *sql.DB, current uint64, begun time.Time) error {
	var old []struct {
		Table      string `ch:"table"`
		Partition  string `ch:"partition_id"`
		Generation uint64 `ch:"generation"`
	}
	if err := db.Select(ctx, &old, "generations_old", sql.Params{"current": current, "begun": uint64(begun.UnixMicro())}); err != nil {
		return err
	}
	for _, o := range old {
		if err := db.Exec(ctx, "drop_partition", sql.Params{"table": o.Table, "partition_id": o.Partition}); err != nil {
			return fmt.Errorf("drop generation %d of %s: %w", o.Generation, o.Table, err)
		}
	}
	return nil
}

func currentGeneration(ctx context.Context, db *sql.DB) (Generation, error) {
	var rows []Generation
	if err := db.Select(ctx, &rows, "generation_current", nil); err != nil {
		return Generation{}, err
	}
	if len(rows) == 0 {
		return Generation{}, nil
	}
	return rows[0], nil
}
