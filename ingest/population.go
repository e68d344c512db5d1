package ingest

import (
	"context"
	"fmt"
	"io"
	"time"

	"gongkai/ingest/gazetteer"
	"gongkai/sql"
)

// LoadPopulation publishes residents from CSV (columns code, year, residents, source) beside the built-in censuses and builds
// the reading copies again, so that every cached answer is renewed. A faulty file changes nothing; the error names its lines.
func LoadPopulation(ctx context.Context, db *sql.DB, name string, r io.Reader) (rows int, err error) {
	people, err := gazetteer.ParsePopulation(r)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	now := time.Now().UTC()
	err = db.Insert(ctx, "insert_population_added", func(b sql.Batch) error {
		for _, p := range people {
			source := p.Source
			if source == "" {
				source = name
			}
			if err := b.Append(p.Code, uint16(p.Year), uint64(p.Residents), source, now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(people), Rebuild(ctx, db)
}
