package analytics

import (
	"context"
	"fmt"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// Pin asks for a state of the past: a release by its name, or what was the newest release at a moment. The zero Pin asks for
// what is current.
type Pin struct {
	Release string
	AsOf    time.Time
}

type pinKey struct{}

// WithPin makes every Store method called with the context answer from the pinned release.
func WithPin(ctx context.Context, p Pin) context.Context { return context.WithValue(ctx, pinKey{}, p) }

// PinOf gives what WithPin asked for, the zero Pin when nothing did.
func PinOf(ctx context.Context) Pin {
	p, _ := ctx.Value(pinKey{}).(Pin)
	return p
}

// FrozenRelease is a generation that is kept under a name, with what it holds.
type FrozenRelease struct {
	Name      string         `json:"name"`
	Note      string         `json:"note,omitempty"`
	CreatedAt time.Time      `json:"created_at"`
	Manifest  []ManifestLine `json:"manifest"`

	generation uint64
}

// ManifestLine tells how many rows a table of a release holds, and a hash of them that two databases with the same reports share.
type ManifestLine struct {
	Table string `json:"table"`
	Rows  uint64 `json:"rows"`
	Hash  string `json:"hash"`
}

// Releases lists the frozen releases, the oldest first.
func (s *Store) Releases(ctx context.Context) ([]FrozenRelease, error) {
	var rows []struct {
		Name       string    `ch:"name"`
		Generation uint64    `ch:"generation"`
		Note       string    `ch:"note"`
		CreatedAt  time.Time `ch:"created_at"`
		Tables     []string  `ch:"tables"`
		Rows       []uint64  `ch:"rows"`
		Hashes     []string  `ch:"hashes"`
	}
	if err := s.db.Select(ctx, &rows, "releases", nil); err != nil {
		return nil, err
	}
	out := make([]FrozenRelease, 0, len(rows))
	for _, r := range rows {
		f := FrozenRelease{Name: r.Name, Note: r.Note, CreatedAt: r.CreatedAt.UTC(), generation: r.Generation}
		for i, table := range r.Tables {
			f.Manifest = append(f.Manifest, ManifestLine{table, r.Rows[i], r.Hashes[i]})
		}
		out = append(out, f)
	}
	return out, nil
}

// pinned gives the state of the release that a Pin asks for; ErrNotFound when there is none.
func (s *Store) pinned(ctx context.Context, p Pin) (*state, error) {
	s.mu.Lock()
	known := s.named[p.Release]
	s.mu.Unlock()
	if known != nil {
		return known, nil // a name never means another state
	}
	releases, err := s.Releases(ctx)
	if err != nil {
		return nil, err
	}
	var found *FrozenRelease
	for i, r := range releases {
		if p.Release != "" && r.Name == p.Release || p.Release == "" && !r.CreatedAt.After(p.AsOf) {
			found = &releases[i]
		}
	}
	if found == nil {
		return nil, fmt.Errorf("release %s%s: %w", p.Release, asOfText(p.AsOf), ErrNotFound)
	}
	s.mu.Lock()
	st := s.named[found.Name]
	s.mu.Unlock()
	if st != nil {
		return st, nil
	}
	var g generationRow
	if err := s.db.Get(ctx, &g, "generation_by_number", sql.Params{"generation": found.generation}); err != nil {
		return nil, err
	}
	if st, err = s.read(ctx, g); err != nil {
		return nil, err
	}
	st.release.ID = found.Name
	s.mu.Lock()
	defer s.mu.Unlock()
	s.named[found.Name] = st
	return st, nil
}

func asOfText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return "as of " + t.Format(time.DateOnly)
}

// RevisedFact is a fact that two releases give differently. A nil value beside a status says why there is none; an empty status
// says that the release does not have the fact at all.
type RevisedFact struct {
	Report       string            `json:"report"`
	Issuer       string            `json:"issuer"`
	RegionName   string            `json:"region_name"`
	Year         int               `json:"year"`
	Metric       string            `json:"measure"`
	Scope        disclosure.Scope  `json:"scope"`
	Before       *disclosure.Value `json:"before"`
	BeforeStatus string            `json:"before_status"`
	After        *disclosure.Value `json:"after"`
	AfterStatus  string            `json:"after_status"`
}

// Changes lists the facts that differ between two releases, at most limit of them; after "" means what is current. ErrNotFound
// when a name is no release.
func (s *Store) Changes(ctx context.Context, before, after string, limit int) ([]RevisedFact, error) {
	from, err := s.pinned(ctx, Pin{Release: before})
	if err != nil {
		return nil, err
	}
	to, err := s.current(WithPin(ctx, Pin{Release: after}))
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Issuer       uint64 `ch:"issuer"`
		Year         uint16 `ch:"year"`
		Metric       uint16 `ch:"metric"`
		Scope        string `ch:"scope"`
		Report       string `ch:"report"`
		IssuerName   string `ch:"issuer_name"`
		RegionName   string `ch:"region_name"`
		BeforeValue  *int64 `ch:"before_value"`
		BeforeStatus string `ch:"before_status"`
		AfterValue   *int64 `ch:"after_value"`
		AfterStatus  string `ch:"after_status"`
	}
	p := sql.Params{"before": from.generation, "after": to.generation, "limit": uint32(limit)}
	if err := s.db.Select(ctx, &rows, "changes", p); err != nil {
		return nil, err
	}
	out := make([]RevisedFact, 0, len(rows))
	for _, r := range rows {
		c := RevisedFact{
			Report: r.Report, Issuer: r.IssuerName, RegionName: r.RegionName, Year: int(r.Year), Scope: disclosure.Scope(r.Scope),
			Before: valueOf(r.BeforeValue), BeforeStatus: r.BeforeStatus, After: valueOf(r.AfterValue), AfterStatus: r.AfterStatus,
		}
		if m, ok := s.dict.MetricByNum(r.Metric); ok {
			c.Metric = m.ID
		}
		out = append(out, c)
	}
	return out, nil
}
