package analytics

import (
	"slices"

	"gongkai/ingest/disclosure"
)

// MaxWindow is the most years that Windows pools.
const MaxWindow = 3

// Windows pools every row of one measure with the years before it, so that each value stands for years years: the first remedy
// for small counts (statistical handbook, 1.4). rows are apart by region and year, as Aggregates gives them with Missing;
// rate is nil for a count, which must be one that can be added over years. Numerators and denominators are added, also of
// rates too small to be shown alone; only whole-area values take part.
//
// A window ends with a year that is known: else the row keeps its status. One that would reach over a new definition is
// StatusBreakCrossed. Reported and Expected count years; a window with a year missing is StatusPartialUnits.
func Windows(rows []AggregateRow, rate *disclosure.Rate, breaks []int, years int, confidence, minDen float64) []AggregateRow {
	type place struct {
		region uint32
		year   int
	}
	at := map[place]AggregateRow{}
	for _, r := range rows {
		at[place{r.Region, r.Year}] = r
	}
	out := make([]AggregateRow, len(rows))
	for i, r := range rows {
		var parts []AggregateRow
		for year := r.Year - years + 1; year <= r.Year; year++ {
			if part, ok := at[place{r.Region, year}]; ok && poolable(part, rate) {
				parts = append(parts, part)
			}
		}
		out[i] = pooledRow(r, parts, rate, breaks, years, confidence, minDen)
	}
	return out
}

func poolable(r AggregateRow, rate *disclosure.Rate) bool {
	if r.Basis == BasisUnits {
		return false
	}
	return rate != nil && r.Num != nil && r.Den != nil || rate == nil && r.Value != nil
}

func pooledRow(r AggregateRow, parts []AggregateRow, rate *disclosure.Rate, breaks []int, years int, confidence, minDen float64) AggregateRow {
	first, last := r.Year-years+1, r.Year
	known := poolable(r, rate)
	r.WindowFrom, r.Expected, r.Reported, r.NDocs = first, years, len(parts), 0
	r.Value, r.Lower, r.Upper, r.Num, r.Den, r.Method, r.Reliable, r.Report, r.Evidence = nil, nil, nil, nil, nil, "", "", "", ""
	r.Break = slices.Contains(breaks, first)
	switch {
	case crossesBreak(breaks, first, last):
		r.Status, r.Break = string(StatusBreakCrossed), false
		return r
	case !known:
		return r
	}
	var num, den float64
	for _, p := range parts {
		r.NDocs += p.NDocs
		if r.Qualifier == "" {
			r.Qualifier = p.Qualifier
		}
		if rate == nil {
			num += *p.Value
			continue
		}
		num, den = num+*p.Num, den+*p.Den
	}
	if rate == nil {
		r.Value, r.Status = &num, string(disclosure.StatusDerived)
	} else {
		r.Num, r.Den = &num, &den
		judgeRate(&r, rate, confidence, minDen)
	}
	if len(parts) < years && r.Value != nil {
		r.Status = string(StatusPartialUnits)
	}
	return r
}
