package dashboard

import (
	"context"
	"fmt"
	"slices"

	"gongkai/analytics"
)

// composition is a whole of api.yaml and what it splits into: metrics of one kind, which together are the whole.
type composition struct {
	ID    string   `yaml:"id"`
	Parts []string `yaml:"parts"`
}

// split is how a whole split for one place in one year.
type split struct {
	rows   []aggregateRow // one a part, in the order of the composition
	counts []*float64
	shares analytics.CompositionResult
	status analytics.Status
}

// newSplit computes the shares of a place. A whole of fewer than MinComposition cases has none.
func newSplit(parts []string, rows map[string]aggregateRow, confidence float64) split {
	var s split
	for _, id := range parts {
		r := rows[id]
		s.rows = append(s.rows, r)
		var count *float64
		if r.AggregateRow != nil && r.Basis != analytics.BasisUnits {
			count = r.Value
		}
		s.counts = append(s.counts, count)
	}
	return s.judged(parts, confidence)
}

// judged computes the shares of the counts and says whether they may be shown.
func (s split) judged(parts []string, confidence float64) split {
	s.shares = analytics.Composition(parts, s.counts, confidence)
	if s.status = s.shares.Status; s.status == analytics.StatusOK && s.shares.Small {
		s.status = analytics.StatusInsufficientN
	}
	return s
}

// share is a part's share of the whole with its limits; nothing unless the whole can be split.
func (s split) share(i int) analytics.Interval {
	if s.status != analytics.StatusOK {
		return analytics.Interval{Status: s.status}
	}
	return s.shares.Parts[i].Interval
}

// compositionRow is one part of a whole.
type compositionRow struct {
	aggregateRow
	previous analytics.Interval
	peers    analytics.Interval
}

var compositionColumns = withAggregate(func(r compositionRow) aggregateRow { return r.aggregateRow }, column[compositionRow]{
	"previous":        func(r compositionRow) any { return floatCell(r.previous.Value) },
	"previous_status": func(r compositionRow) any { return textCell(r.previous.Status) },
	"bench_value":     func(r compositionRow) any { return floatCell(r.peers.Value) },
	"bench_lower":     func(r compositionRow) any { return floatCell(r.peers.Lower) },
	"bench_upper":     func(r compositionRow) any { return floatCell(r.peers.Upper) },
	"bench_status":    func(r compositionRow) any { return textCell(r.peers.Status) },
})

// composition answers /v1/composition: what a whole splits into at one place, how concentrated it is, how far it moved since the year
// before and how far it lies from the places most like it.
func (a *api) composition(ctx context.Context, q *apiQuery) (*answer, error) {
	parts := a.spec.compositionOf(q.text("of")).Parts
	if err := a.resolveTime(ctx, q, parts); err != nil {
		return nil, err
	}
	if q.years.from != q.years.to {
		return nil, newProblem(problemNotAdditive, "构成只按单个年份给出。", "a composition is of one year.").
			with(fieldError{Parameter: "time", Given: q.text("time"), Allowed: []string{"2023", "latest"}})
	}
	code, year := q.code("region"), q.years.from
	peers, err := a.reader.PeerCodes(ctx, []uint32{code}, analytics.DefaultPeers, analytics.EqualPeerWeights)
	if err != nil {
		return nil, err
	}
	own, err := a.readSplits(ctx, q, parts, []uint32{code}, year-1)
	if err != nil {
		return nil, err
	}
	others := splitsOf{}
	if len(peers[code]) > 0 {
		if others, err = a.readSplits(ctx, q, parts, peers[code], year); err != nil {
			return nil, err
		}
	}
	now := own[splitKey{code, year}]
	before := own[splitKey{code, year - 1}]
	if slices.ContainsFunc(parts, func(id string) bool { return slices.Contains(a.breakYears(id), year) }) {
		before = split{status: analytics.StatusBreakCrossed}
	}
	pooled, used := others.pooled(parts, peers[code], year, q.confidence())
	rows := make([]compositionRow, len(parts))
	for i := range parts {
		rows[i] = compositionRow{now.row(q, i, code), before.share(i), pooled.share(i)}
	}
	out, err := listed(q, compositionColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = append([]member{{"year", year}, {"of", q.text("of")}}, now.members(before, pooled)...)
	out.around = append(out.around, member{"peers", len(peers[code])}, member{"peers_pooled", used})
	return out, nil
}

// row is a part as a row of the answer: its share as the value, its count and the whole beside it.
func (s split) row(q *apiQuery, i int, code uint32) aggregateRow {
	r := s.rows[i]
	row := *r.AggregateRow
	share := s.share(i)
	row.Num, row.Den, row.Unit, row.Method = s.counts[i], s.shares.Total, "1", share.Method
	row.Value, row.Lower, row.Upper = share.Value, share.Lower, share.Upper
	switch { // else the row's own status says why
	case s.counts[i] != nil:
		row.Status = string(share.Status)
	case r.Value != nil: // a sum over the bodies of the place
		row.Status = string(analytics.StatusPartialUnits)
	}
	row.Region = code
	return aggregateRow{AggregateRow: &row, query: q}
}

// members say of the whole how large and how concentrated it is, and how far it lies from that of the year before and of the peers.
func (s split) members(before, peers split) []member {
	var hhi *float64
	if s.status == analytics.StatusOK {
		hhi, _ = analytics.Concentration(s.counts)
	}
	moved := analytics.DissimilarityResult{Status: s.status}
	if s.status == analytics.StatusOK {
		if moved.Status = before.status; before.status == analytics.StatusOK {
			moved = analytics.Dissimilarity(before.counts, s.counts)
		}
	}
	apart := analytics.DistanceResult{Status: s.status}
	if s.status == analytics.StatusOK {
		if apart.Status = peers.status; peers.status == analytics.StatusOK {
			own, others := analytics.ReplaceZeros(s.counts, nil), analytics.ReplaceZeros(peers.counts, nil)
			apart = analytics.AitchisonDistance(own.P, others.P)
		}
	}
	return []member{
		{"whole", floatCell(s.shares.Total)},
		{"composition_status", string(s.status)},
		{"concentration", floatCell(hhi)},
		{"moved", floatCell(moved.D)},
		{"moved_status", string(moved.Status)},
		{"distance_from_peers", floatCell(apart.Distance)},
		{"distance_status", string(apart.Status)},
	}
}

// splitsOf are the splits of several places and years.
type splitsOf map[splitKey]split

type splitKey struct {
	region uint32
	year   int
}

// readSplits reads the parts of places for the years from one to that of the request. What nobody states stands with its status.
func (a *api) readSplits(ctx context.Context, q *apiQuery, parts []string, codes []uint32, from int) (splitsOf, error) {
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: parts, Regions: codes, From: from, To: q.years.to, By: []string{"region", "year"}, Confidence: q.confidence(), Missing: true,
	})
	if err != nil {
		return nil, err
	}
	byPlace := map[splitKey]map[string]aggregateRow{}
	for _, r := range found {
		key := splitKey{r.Region, r.Year}
		if byPlace[key] == nil {
			byPlace[key] = map[string]aggregateRow{}
		}
		byPlace[key][r.Measure] = r
	}
	out := splitsOf{}
	for _, code := range codes {
		for year := from; year <= q.years.to; year++ {
			rows := byPlace[splitKey{code, year}]
			if rows == nil {
				rows = map[string]aggregateRow{}
			}
			for _, id := range parts {
				if _, ok := rows[id]; !ok {
					rows[id] = aggregateRow{AggregateRow: &analytics.AggregateRow{Region: code, Year: year, Measure: id, Status: string(analytics.StatusNotCollected)}, query: q}
				}
			}
			out[splitKey{code, year}] = newSplit(parts, rows, q.confidence())
		}
	}
	return out, nil
}

// pooled adds the places of a year that state every part, and says how many they are.
func (s splitsOf) pooled(parts []string, codes []uint32, year int, confidence float64) (split, int) {
	counts, used := make([]float64, len(parts)), 0
	for _, code := range codes {
		one, ok := s[splitKey{code, year}]
		if !ok || one.shares.Status != analytics.StatusOK {
			continue
		}
		used++
		for i, count := range one.counts {
			counts[i] += *count
		}
	}
	if used == 0 {
		return split{status: analytics.StatusNoData}, 0
	}
	return split{counts: analytics.Values(counts...)}.judged(parts, confidence), used
}

// compositionOf looks a composition up by its id, which parseQuery knows.
func (spec *apiSpec) compositionOf(id string) composition {
	at := slices.IndexFunc(spec.Compositions, func(c composition) bool { return c.ID == id })
	return spec.Compositions[at]
}

// checkCompositions says whether every part is a metric, and every composition one that can be asked for.
func (a *api) checkCompositions() error {
	e := a.spec.endpoint("composition")
	of, _ := e.parameter("of")
	for _, c := range a.spec.Compositions {
		if !slices.Contains(of.Allowed, c.ID) {
			return fmt.Errorf("api.yaml: composition %s is no value of the parameter of", c.ID)
		}
		for _, id := range c.Parts {
			if _, ok := a.dictionary.Metric(id); !ok {
				return fmt.Errorf("api.yaml: composition %s has the unknown metric %q", c.ID, id)
			}
		}
	}
	if len(of.Allowed) != len(a.spec.Compositions) {
		return fmt.Errorf("api.yaml: the parameter of allows %d compositions of %d", len(of.Allowed), len(a.spec.Compositions))
	}
	return nil
}
