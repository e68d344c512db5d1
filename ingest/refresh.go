package ingest

import (
	"context"
	"fmt"
	"math"
	"time"

	"gongkai/sql"
)

// generation is one consistent state of the reading copies.
type generation struct {
	Number   uint64 `ch:"generation"`
	Revision uint64 `ch:"revision"`
	Rows     uint64 `ch:"rows"` // of the table of reports when the copies were begun
	Reports  uint64 `ch:"reports"`
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
	held, err := heldRevisions(ctx, db)
	if err != nil {
		return false, err
	}
	if current.Number > 0 && held.Newest == current.Revision && held.Rows == current.Rows {
		return false, nil
	}
	return true, build(ctx, db, current)
}

// revisions tell whether something was published: the newest one and how many there are. With two programs on one server
// the later row may carry the earlier revision, so that the newest alone does not tell.
type revisions struct {
	Newest uint64 `ch:"revision"`
	Rows   uint64 `ch:"rows"`
	Facts  uint64 `ch:"facts"`
}

// What the engine sorts or keeps at once while copies are built: about 200 MB.
const (
	sliceFacts = 4_000_000
	sliceRows  = 100_000
)

// slice is a stretch of issuer numbers.
type slice struct{ first, last uint64 }

// params asks a statement for a generation and the issuers of the slice.
func (s slice) params(generation uint64) sql.Params {
	return sql.Params{"generation": generation, "first": s.first, "last": s.last}
}

// slices parts the issuers, whose numbers are evenly spread, so that the work for each part fits in memory.
func (r revisions) slices() []slice {
	n := max(r.Facts/sliceFacts, r.Rows/sliceRows) + 1
	width := math.MaxUint64 / n
	parts := make([]slice, n)
	for i := range n {
		parts[i] = slice{i * width, (i+1)*width - 1}
	}
	parts[n-1].last = math.MaxUint64
	return parts
}

func heldRevisions(ctx context.Context, db *sql.DB) (revisions, error) {
	var held revisions
	err := db.Get(ctx, &held, "revision_newest", nil)
	return held, err
}

// Rebuild builds a new generation although no report changed: the roll-up's reference data did.
func Rebuild(ctx context.Context, db *sql.DB) error {
	current, err := currentGeneration(ctx, db)
	if err != nil {
		return err
	}
	return build(ctx, db, current)
}

func build(ctx context.Context, db *sql.DB, current generation) error {
	if err := dropGenerations(ctx, db, current.Number, time.Now().Add(-buildTime)); err != nil {
		return err
	}
	held, err := heldRevisions(ctx, db) // before the copies: a row that comes in between is built once more rather than missed
	if err != nil {
		return err
	}
	next := max(current.Number+1, uint64(time.Now().UnixMicro()))
	p := sql.Params{"generation": next}
	// What another program publishes meanwhile may be in one part and not in another: its own Refresh builds anew.
	for _, part := range held.slices() {
		for _, step := range []string{"refresh_reports", "refresh_facts", "refresh_pairs"} {
			if err := db.Exec(ctx, step, part.params(next)); err != nil {
				return fmt.Errorf("build the reading copies: %w", err)
			}
		}
	}
	for _, step := range []string{"refresh_facts_by_metric", "refresh_population"} {
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
	if err := writeSimilarity(ctx, db, next, held.slices()); err != nil {
		return fmt.Errorf("compare texts with the year before: %w", err)
	}
	if err := writeContinuity(ctx, db, next); err != nil {
		return fmt.Errorf("compare reports with each other: %w", err)
	}
	p["rows"] = held.Rows
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

func currentGeneration(ctx context.Context, db *sql.DB) (generation, error) {
	var rows []generation
	if err := db.Select(ctx, &rows, "generation_newest", nil); err != nil {
		return generation{}, err
	}
	if len(rows) == 0 {
		return generation{}, nil
	}
	return rows[0], nil
}
