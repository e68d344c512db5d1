package analytics

import (
	"slices"

	"gongkai/ingest/disclosure"
)

// The methods of the limits of a sum: what size a region counts with.
const (
	MethodBoundsResidents = "bounds_residents" // its residents
	MethodBoundsUnits     = "bounds_units"     // each the same, where the residents of some are not known
)

// How many regions must be heard before a sum has limits. Of k regions heard, one more drawn like them lies outside their 1st
// to 99th percentile with the probability 2(1+(k-1)/100)/(k+1): below 5 % from 65 on. Sums of two and more silent regions even
// out, and 25 do (TestBoundsHoldTruth).
const (
	minHeard       = 25
	minHeardForOne = 65
)

// enoughHeard says whether the regions heard can bound the silent ones in 95 of 100 cases, if silence is a matter of chance.
func enoughHeard(heard, silent int) bool {
	return silent == 0 || heard >= minHeardForOne || silent > 1 && heard >= minHeard
}

// Bounded says that Lower and Upper are limits of an incomplete sum and no confidence interval.
func (r AggregateRow) Bounded() bool {
	return r.Method == MethodBoundsResidents || r.Method == MethodBoundsUnits
}

// heard is what the regions of a group with a value say about those without one.
type heard struct {
	values, rates []float64 // the values; those of regions with known residents, by resident
	residents     float64   // of the regions with a value
	uncounted     int       // regions with a value but without known residents
}

// hear takes in one region-year with a value.
func (h *heard) hear(p *places, code uint32, year int, value float64) {
	h.values = append(h.values, value)
	people, ok := p.residentsIn(code, year)
	if !ok {
		h.uncounted++
		return
	}
	h.residents += float64(people.Residents)
	h.rates = append(h.rates, value/float64(people.Residents))
}

// bound puts beside a sum over regions what it could have been with those that are silent (HonestTotal). Regions of one level
// only are taken for alike, and too few of them tell nothing; a quantity with a sign has no such limits, and neither has the sum of one region's years.
func (sel *selection) bound(row *AggregateRow, g *group, m measure) {
	counted := m.metric != nil && (m.metric.Kind == disclosure.KindFlow || m.metric.Kind == disclosure.KindStock || m.metric.Kind == disclosure.KindAmount)
	if row.Value == nil || !counted || g.expected.mixed || slices.Contains(sel.q.By, "region") ||
		slices.ContainsFunc(g.heard.values, func(v float64) bool { return v < 0 }) {
		return
	}
	silent := row.Expected - row.Reported
	if silent < 0 {
		return // how many could have a value is not known
	}
	rates, missing, method := g.heard.values, float64(silent), MethodBoundsUnits
	if g.expected.uncounted == g.heard.uncounted && len(g.heard.rates) > 0 {
		rates, missing, method = g.heard.rates, g.expected.residents-g.heard.residents, MethodBoundsResidents
	}
	if !enoughHeard(len(rates), silent) {
		return
	}
	if silent == 0 {
		missing = 0
	}
	if row.Lower, row.Upper = totalBounds(*row.Value, rates, missing); row.Lower != nil {
		row.Method = method
	}
}
