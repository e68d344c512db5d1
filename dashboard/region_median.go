package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/maypok86/otter/v2"
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
		median, err := s.levelMedian(ctx, medianKey{p.Release.ID, id, v.Region.Level, row.Year})
		if err != nil {
			return nil, err
		}
		if sentence := s.medianSentence(p, rate, row, median); sentence != "" {
			out = append(out, sentence)
		}
	}
	return out, nil
}

// medianKey names a median: of a rate over the places of a level in a year, as a release has it.
type medianKey struct {
	release string
	measure string
	level   disclosure.Level
	year    int
}

// mediansKept bounds the medians that are kept: some levels and years of the page's rates, in a few releases.
const mediansKept = 4096

// medianCache keeps medians: every place's page of a level asks for the same few.
type medianCache struct {
	*otter.Cache[medianKey, analytics.MedianResult]
}

func newMedianCache() medianCache {
	return medianCache{otter.Must(&otter.Options[medianKey, analytics.MedianResult]{MaximumSize: mediansKept})}
}

func (s *Server) levelMedian(ctx context.Context, key medianKey) (analytics.MedianResult, error) {
	if known, ok := s.medians.GetIfPresent(key); ok {
		return known, nil
	}
	level, err := s.reader.Aggregates(ctx, analytics.AggregateQuery{
		Measures: []string{key.measure}, Level: key.level, From: key.year, To: key.year, By: []string{"region", "year"},
	})
	if err != nil {
		return analytics.MedianResult{}, err
	}
	median := analytics.MedianRate(areasOf(level.Rows))
	s.medians.Set(key, median)
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
