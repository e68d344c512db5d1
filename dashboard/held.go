package dashboard

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// held is what every page needs to know about a release: which years and provinces it speaks of. It is read once a release.
type held struct {
	release   string
	quality   analytics.Quality
	provinces []analytics.Region
	lastYear  int
}

type heldCache struct {
	mu   sync.Mutex
	held *held
}

func (s *Server) held(ctx context.Context, release string) (*held, error) {
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock() // readers of a new release wait for the first one instead of all asking
	if h := s.cache.held; h != nil && h.release == release {
		return h, nil
	}
	quality, err := s.reader.Quality(ctx)
	if err != nil {
		return nil, err
	}
	provinces, err := s.reader.Regions(ctx, analytics.RegionQuery{Level: disclosure.LevelProvince, Limit: 100})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(provinces, func(a, b analytics.Region) int { return cmp.Compare(a.Code, b.Code) })
	h := &held{release: release, quality: quality, provinces: provinces, lastYear: firstYear}
	for _, c := range quality.Coverage {
		h.lastYear = max(h.lastYear, c.Year)
	}
	s.cache.held = h
	return h, nil
}

// latestYear gives the last year in [from, to] with a report of the level in the province, or to when there is none.
func (h *held) latestYear(level disclosure.Level, province string, from, to int) int {
	latest := 0
	for _, c := range h.quality.Coverage {
		if c.Level == level && (province == "" || c.Province == province) && c.Reported > 0 && c.Year >= from && c.Year <= to {
			latest = max(latest, c.Year)
		}
	}
	if latest == 0 {
		return to
	}
	return latest
}

// current gives what was read last, nil before the first page.
func (c *heldCache) current() *held {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}
