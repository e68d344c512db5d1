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

// latestYear gives the last year in [from, to] that is well covered: with at least half as many reports of the level as the best
// year has. A year whose reports are only coming in would compare few places. It is to when there is no report at all.
func (h *held) latestYear(level disclosure.Level, province string, from, to int) int {
	reports := map[int]int{}
	best := 0
	for _, c := range h.quality.Coverage {
		if c.Level == level && (province == "" || c.Province == province) && c.Year >= from && c.Year <= to {
			reports[c.Year] += c.Reported
			best = max(best, reports[c.Year])
		}
	}
	for y := to; y >= from; y-- {
		if best > 0 && 2*reports[y] >= best {
			return y
		}
	}
	return to
}

// current gives what was read last, nil before the first page.
func (c *heldCache) current() *held {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}
