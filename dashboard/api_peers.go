package dashboard

import (
	"context"
	"math"
	"slices"

	"gongkai/analytics"
)

// populationRate is the rate whose denominator gives the residents of a place.
const populationRate = "rate.requests_per_100k"

// peerFeatures are what makes places alike. None of them is an outcome.
var peerFeatures = []string{"log_population", "same_province"}

// peerRow is one place of a peer group.
type peerRow struct {
	region     analytics.Region
	peer       analytics.Peer
	population *float64
}

var peerColumns = column[peerRow]{
	"code":                func(r peerRow) any { return codeText(r.region.Code) },
	"name":                func(r peerRow) any { return r.region.Name },
	"level":               func(r peerRow) any { return textCell(r.region.Level) },
	"province":            func(r peerRow) any { return textCell(r.region.Province) },
	"population":          func(r peerRow) any { return floatCell(r.population) },
	"distance":            func(r peerRow) any { return floatCell(r.peer.Distance) },
	"distance_population": func(r peerRow) any { return floatCell(r.peer.Contributions[0]) },
	"distance_province":   func(r peerRow) any { return floatCell(r.peer.Contributions[1]) },
	"page_url":            func(r peerRow) any { return "/r/" + codeText(r.region.Code) },
}

// peers answers /v1/regions/{code}/peers: places of the same level with about as many residents, those of the same province
// first. Distances and their parts are in the answer.
func (a *api) peers(ctx context.Context, q *apiQuery) (*answer, error) {
	target, err := a.reader.Region(ctx, q.code("code"))
	if err != nil {
		return nil, err
	}
	found, err := a.reader.Aggregates(ctx, analytics.AggregateQuery{
		Measures: []string{populationRate}, Level: target.Level, By: []string{"region", "year"},
		Confidence: trendConfidence, Missing: true,
	})
	if err != nil {
		return nil, err
	}
	found.Rows = slices.DeleteFunc(found.Rows, func(r analytics.AggregateRow) bool { return r.Basis == analytics.BasisUnits })
	candidates, population := peerCandidates(q.atlas, target, found.Rows)
	group := analytics.PeerGroup(codeText(target.Code), candidates, peerFeatures, int(q.number("k")))
	var rows []peerRow
	for _, p := range group.Peers {
		code := parseCode(p.ID)
		region, _ := q.atlas.latest(code)
		rows = append(rows, peerRow{region, p, population[code]})
	}
	out, err := listed(q, peerColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{
		{"region", codeText(target.Code)},
		{"population", floatCell(population[target.Code])},
		{"features", peerFeatures},
		{"peer_status", string(group.Status)},
		{"left_out", withoutResidents(candidates)},
	}
	return out, nil
}

// withoutResidents counts the candidates whose residents no whole-area report is set against: their size is not known here.
func withoutResidents(candidates []analytics.Candidate) int {
	n := 0
	for _, c := range candidates {
		if c.Features[0] == nil {
			n++
		}
	}
	return n
}

// peerCandidates gives every place of the rows its features. The residents are those of the last year that states them; a
// place without them has a feature less.
func peerCandidates(places *atlas, target analytics.Region, rows []analytics.AggregateRow) ([]analytics.Candidate, map[uint32]*float64) {
	population, year := map[uint32]*float64{}, map[uint32]int{}
	for _, r := range rows {
		if r.Den != nil && *r.Den > 0 && r.Year >= year[r.Region] {
			population[r.Region], year[r.Region] = r.Den, r.Year
		}
	}
	var candidates []analytics.Candidate
	for _, code := range places.codes {
		region, _ := places.latest(code)
		if region.Level != target.Level || region.ToYear != 0 && code != target.Code {
			continue
		}
		features := []*float64{nil, new(float64)}
		if n := population[code]; n != nil {
			size := math.Log10(*n)
			features[0] = &size
		}
		if region.Province == target.Province {
			*features[1] = 1
		}
		candidates = append(candidates, analytics.Candidate{ID: codeText(code), Features: features})
	}
	return candidates, population
}
