package ingest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"gongkai/sql"
)

// ManifestLine tells what one table of a release holds.
type ManifestLine struct {
	Name string `ch:"name"`
	Rows uint64 `ch:"rows"`
	Hash string `ch:"hash"`
}

// Errors of Freeze.
var (
	ErrReleaseName   = errors.New("a release's name is 1 to 40 letters, digits, dots, dashes and underscores, such as 2026.1")
	ErrReleaseExists = errors.New("a release of this name exists and is never changed; choose another name")
	ErrNothingYet    = errors.New("nothing is published yet; load reports first")
)

var releaseName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`)

// Freeze keeps the current generation under a name for ever and gives its manifest. Two databases that hold the same reports give
// the same hashes. Errors: ErrReleaseName, ErrReleaseExists, ErrNothingYet.
func Freeze(ctx context.Context, db *sql.DB, name, note string) ([]ManifestLine, error) {
	if !releaseName.MatchString(name) {
		return nil, fmt.Errorf("release %q: %w", name, ErrReleaseName)
	}
	if _, err := Refresh(ctx, db); err != nil {
		return nil, err
	}
	current, err := currentGeneration(ctx, db)
	if err != nil {
		return nil, err
	}
	if current.Reports == 0 {
		return nil, ErrNothingYet
	}
	var found uint64
	if err := db.Get(ctx, &found, "release_exists", sql.Params{"name": name}); err != nil {
		return nil, err
	}
	if found > 0 {
		return nil, fmt.Errorf("release %q: %w", name, ErrReleaseExists)
	}
	var manifest []ManifestLine
	if err := db.Select(ctx, &manifest, "release_manifest", sql.Params{"generation": current.Number}); err != nil {
		return nil, err
	}
	tables, rows, hashes := []string{}, []uint64{}, []string{}
	for _, m := range manifest {
		tables, rows, hashes = append(tables, m.Name), append(rows, m.Rows), append(hashes, m.Hash)
	}
	return manifest, db.Insert(ctx, "insert_releases", func(b sql.Batch) error {
		return b.Append(name, current.Number, note, time.Now().UTC(), tables, rows, hashes)
	})
}
