package dashboard

import (
	"context"
	"sync"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// regionMedians says of each rate of the page of which one side is the good one how far the place is from the median of its level, in
// cases, for the last year in which the place may be judged. Where fewer than ten places of the level can be, nothing is said.
func (s *Server) regionMedians(ctx context.Context, p *page, v *regionView) ([]string, error) {
	own, err := s.reader.Aggregates(ctx, analytics.AggregateQuery{
		Measures: s.views.Region.Rates, Regions: []uint32{v.Region.Code}, From: v.From, To: v.To, By: []string{"region", "year"},
	})
	if err != nil {
		return nil, err
	}
	latest := map[string]analytics.AggregateRow{}
	for _, r := range own.Rows {
		if areaOf(&r).Num != nil && r.Year >= latest[r.Measure].Year {
			latest[r.Measure] = r
		}
	}
	var out []string
	for _, id := range s.views.Region.Rates {
		rate, isRate := s.dictionary.Rate(id)
		row, known := latest[id]
		if !isRate || !known {
			continue
		}
		median, err := s.levelMedian(ctx, p.Release.ID, medianKey{id, v.Region.Level, row.Year})
		if err != nil {
			return nil, err
		}
		if sentence := s.medianSentence(p, rate, row, median); sentence != "" {
			out = append(out, sentence)
		}
	}
	return out, nil
}

// medianKey names a median: of a rate over the places of a level in a year.
type medianKey struct {
	measure string
	level   disclosure.Level
	year    int
}

// medianCache keeps the medians of one release: every place's page of a level asks for the same few.
type medianCache struct {
	mu      sync.Mutex
	release string
	known   map[medianKey]analytics.MedianResult
}

// get is a median that is kept for the release; the medians of another one are forgotten.
func (c *medianCache) get(release string, key medianKey) (analytics.MedianResult, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.release != release {
		c.release, c.known = release, map[medianKey]analytics.MedianResult{}
	}
	found, ok := c.known[key]
	return found, ok
}

func (c *medianCache) put(release string, key medianKey, median analytics.MedianResult) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.release == release {
		c.known[key] = median
	}
}

func (s *Server) levelMedian(ctx context.Context, release string, key medianKey) (analytics.MedianResult, error) {
	if known, ok := s.medians.get(release, key); ok {
		return known, nil
	}
	level, err := s.reader.Aggregates(ctx, analytics.AggregateQuery{
		Measures: []string{key.measure}, Level: key.level, From: key.year, To: key.year, By: []string{"region", "year"},
	})
	if err != nil {
		return analytics.MedianResult{}, err
	}
	areas := make([]analytics.Area, len(level.Rows))
	for i := range level.Rows {
		areas[i] = areaOf(&level.Rows[i])
	}
	median := analytics.MedianRate(areas)
	s.medians.put(release, key, median)
	return median, nil
}

func (s *Server) medianSentence(p *page, rate *disclosure.Rate, row analytics.AggregateRow, median analytics.MedianResult) string {
	reach := toMedian(rate, areaOf(&row), median)
	if reach.Status != analytics.StatusOK {
		return ""
	}
	m := s.measure(rate.ID)
	key := "region.median_more"
	switch {
	case *reach.Cases == 0:
		key = "region.median_reached"
	case rate.Polarity == disclosure.PolarityLowGood:
		key = "region.median_fewer"
	}
	about := []any{row.Year, m.Name.In(p.Lang), m.print(p.Lang, *row.Value), m.print(p.Lang, *median.Median*rate.Multiplier), median.N}
	if *reach.Cases > 0 {
		about = append(about, *reach.Cases)
	}
	return p.say(key, about...)
}
