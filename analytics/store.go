package analytics

import (
	"context"
	"fmt"
	"sync"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// Store reads published reports from ClickHouse. Every answer comes from one generation of the reading copies: the newest
// that is complete. It is safe for concurrent use.
//
//	store.go               which generation is current
//	store_places.go        regions and residents, held in memory
//	store_cache.go         what was read under a generation, kept
//	store_domain.go        the regions and years a question is about
//	store_aggregates.go    an AggregateQuery: what is asked for and how the answer is put together
//	store_measure.go       metrics and rates by their ids
//	store_areas.go         the rows of areas, read and kept
//	store_bodies.go        what governments, departments and townships state, by scope
//	store_cells.go         one value with its interval, or why there is none
//	store_sums.go          values added over regions or years
//	store_bounds.go        what a sum could have been with the regions that are silent
//	store_observations.go  facts as reported, with their evidence
//	store_evidence.go      the words behind a page of facts
//	store_reports.go       reports, their text, numbers and findings
//	store_releases.go      states of the past, kept under names
//	trace.go               which queries an answer rests on
//	store_quality.go       coverage, findings, quarantine
//	store_checks.go        days of publication, what rules found, texts taken over
//	store_peers.go         places that are alike, and as a release kept them
type Store struct {
	db   *sql.DB
	dict *disclosure.Dictionary

	answers answerCache

	mu      sync.Mutex
	state   *state
	named   map[string]*state // frozen releases that were asked for, by name
	checked time.Time
	pending chan struct{} // closed when the refresh under way is done; nil when none is
}

// state is what the Store knows of one generation.
type state struct {
	generation uint64
	release    Release
	first      int // years with at least one report
	last       int
	places     *places
}

// staleAfter is how long a generation is taken as current before the database is asked again; the answer under way is
// still given from the old one.
const staleAfter = time.Second

// NewStore prepares reading. The database must be migrated.
func NewStore(db *sql.DB) (*Store, error) {
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	return &Store{db: db, dict: dict, answers: newAnswers(), named: map[string]*state{}}, nil
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var row generationRow
	err := s.db.Get(ctx, &row, "generation_current", nil)
	if err != nil && !isNoRows(err) {
		return err
	}
	return nil
}

// Release names the current generation. Between two looks at the database (one second) it costs no query.
func (s *Store) Release(ctx context.Context) (Release, error) {
	st, err := s.current(ctx)
	if err != nil {
		return Release{}, err
	}
	return st.release, nil
}

// current gives the state to answer from. The first caller waits for the database; later ones get what is known at once and
// a look at the database is taken beside them.
func (s *Store) current(ctx context.Context) (*state, error) {
	if p := PinOf(ctx); p.Release != "" || !p.AsOf.IsZero() {
		return s.pinned(ctx, p)
	}
	s.mu.Lock()
	if s.state != nil {
		st := s.state
		if time.Since(s.checked) > staleAfter && s.pending == nil {
			s.pending = make(chan struct{})
			go s.refresh()
		}
		s.mu.Unlock()
		return st, nil
	}
	s.mu.Unlock()
	return s.load(ctx)
}

// Reload looks at the database now, so that what was just published is answered from.
func (s *Store) Reload(ctx context.Context) error {
	_, err := s.load(ctx)
	return err
}

func (s *Store) refresh() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	_, err := s.load(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.checked = time.Now() // the old generation stays; the next look follows after staleAfter
	}
	close(s.pending)
	s.pending = nil
}

type generationRow struct {
	Generation uint64    `ch:"generation"`
	Revision   uint64    `ch:"revision"`
	Reports    uint64    `ch:"reports"`
	Facts      uint64    `ch:"facts"`
	Issuers    uint64    `ch:"issuers"`
	BuiltAt    time.Time `ch:"built_at"`
}

func (s *Store) load(ctx context.Context) (*state, error) {
	var rows []generationRow
	if err := s.db.Select(ctx, &rows, "generation_current", nil); err != nil {
		return nil, err
	}
	var g generationRow
	if len(rows) > 0 {
		g = rows[0]
	}
	s.mu.Lock()
	if s.state != nil && s.state.generation == g.Generation {
		s.checked = time.Now()
		st := s.state
		s.mu.Unlock()
		return st, nil
	}
	s.mu.Unlock()
	st, err := s.read(ctx, g)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state == nil || s.state.generation <= st.generation {
		s.state = st
	}
	s.checked = time.Now()
	return s.state, nil
}

func (s *Store) read(ctx context.Context, g generationRow) (*state, error) {
	st := &state{generation: g.Generation, release: Release{
		ID: releaseName(g), Reports: int(g.Reports), Facts: int(g.Facts), Issuers: int(g.Issuers), BuiltAt: g.BuiltAt.UTC(),
	}}
	var years struct {
		First uint16 `ch:"first"`
		Last  uint16 `ch:"last"`
	}
	if err := s.db.Get(ctx, &years, "years_held", sql.Params{"generation": g.Generation}); err != nil {
		return nil, err
	}
	st.first, st.last = int(years.First), int(years.Last)
	var err error
	st.places, err = s.readPlaces(ctx, g.Generation)
	return st, err
}

// releaseName names a generation by the moment it was built; a database without one is "empty".
func releaseName(g generationRow) string {
	if g.Generation == 0 {
		return "empty"
	}
	return fmt.Sprintf("%s-%x", g.BuiltAt.UTC().Format("20060102T150405Z"), g.Generation&0xffff)
}
