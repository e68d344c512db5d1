package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// unequalRow says how unevenly a rate was spread over the places of a level in a year.
type unequalRow struct {
	aggregateRow // value and limits are Gini's
	result       analytics.UnequalResult
}

var unequalColumns = withAggregate(func(r unequalRow) aggregateRow { return r.aggregateRow }, column[unequalRow]{
	"regions":         func(r unequalRow) any { return r.result.N },
	"theil":           func(r unequalRow) any { return floatCell(r.result.Theil.T) },
	"theil_between":   func(r unequalRow) any { return floatCell(r.result.Parts.Between) },
	"theil_within":    func(r unequalRow) any { return floatCell(r.result.Parts.Within) },
	"share_between":   func(r unequalRow) any { return floatCell(r.result.Parts.ShareBetween) },
	"mean_log":        func(r unequalRow) any { return floatCell(r.result.Theil.MLD) },
	"gini_by_chance":  func(r unequalRow) any { return floatCell(r.result.Noise.Gini) },
	"theil_by_chance": func(r unequalRow) any { return floatCell(r.result.Noise.TheilT) },
	"p10":             func(r unequalRow) any { return floatCell(r.result.Spread.P10) },
	"p50":             func(r unequalRow) any { return floatCell(r.result.Spread.P50) },
	"p90":             func(r unequalRow) any { return floatCell(r.result.Spread.P90) },
	"p90_p10":         func(r unequalRow) any { return floatCell(r.result.Spread.Gap) },
	"top_share":       func(r unequalRow) any { return floatCell(r.result.Spread.TopShare) },
})

// inequality answers /v1/inequality: how uneven a rate is over the places of a level, year by year. Over several years only the places
// with a value in each of them take part, since the places that begin to report change the spread too.
func (a *api) inequality(ctx context.Context, q *apiQuery) (*answer, error) {
	rate, err := a.rateOf(q)
	if err != nil {
		return nil, err
	}
	if err := a.resolveTime(ctx, q, []string{rate.ID}); err != nil {
		return nil, err
	}
	if err := checkBreaks(rate.ID, rate.BreakYears, q.years.from, q.years.to); err != nil {
		return nil, err
	}
	q.rates = a.ratesAmong([]string{rate.ID})
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: []string{rate.ID}, Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to, By: []string{"region", "year"},
		Confidence: q.confidence(), MinDen: q.number("min_n"),
	})
	if err != nil {
		return nil, err
	}
	sortRows(found, "")
	found, leftOut := samePlaces(found, q.years)
	var rows []unequalRow
	for year := q.years.from; year <= q.years.to; year++ {
		rows = append(rows, q.unequal(rate, found, year))
	}
	out, err := listed(q, unequalColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{
		{"years", yearRange(q.years.from, q.years.to)},
		{"left_out", leftOut},
		{"groups", map[bool]string{true: "province", false: "prefecture"}[q.parent() == 0]},
		{"draws", rows[0].result.Draws},
		{"seed", rows[0].result.Seed},
	}
	return out, nil
}

// samePlaces keeps the rows of the places that have a figure to be judged for every year, and counts the places that do not.
func samePlaces(rows []aggregateRow, years yearSpan) (kept []aggregateRow, leftOut int) {
	known := map[uint32]int{}
	for _, r := range rows {
		if areaOf(r.AggregateRow).Num != nil {
			known[r.Region]++
		}
	}
	wanted := years.to - years.from + 1
	seen := map[uint32]bool{}
	for _, r := range rows {
		if known[r.Region] == wanted {
			kept = append(kept, r)
		} else if !seen[r.Region] {
			seen[r.Region] = true
			leftOut++
		}
	}
	return kept, leftOut
}

// unequal measures one year. Places are grouped by province, those of one province by prefecture.
func (q *apiQuery) unequal(rate *disclosure.Rate, rows []aggregateRow, year int) unequalRow {
	var areas []analytics.Area
	var groups []string
	digits := 2
	if q.parent() != 0 {
		digits = 4
	}
	about := analytics.AggregateRow{Measure: rate.ID, Level: q.level(), Year: year, Unit: "1", Break: slices.Contains(rate.BreakYears, year)}
	for _, r := range rows {
		if r.Year == year {
			areas, groups = append(areas, areaOf(r.AggregateRow)), append(groups, codeText(r.Region)[:digits])
			about.NDocs += r.NDocs
		}
	}
	if q.level() == disclosure.LevelProvince || q.parent() != 0 && q.level() == disclosure.LevelPrefecture {
		groups = make([]string, len(areas)) // each would be a group of its own
	}
	result := analytics.Unequal(modelOf(rate), areas, groups, rate.Multiplier, q.confidence())
	about.Value, about.Lower, about.Upper, about.Status, about.Method = result.Gini, result.Lower, result.Upper, string(result.Status), "gini"
	about.Reported = result.N
	if result.N > 0 {
		about.Num, about.Den = &result.Num, &result.Den
	}
	return unequalRow{aggregateRow{AggregateRow: &about, query: q}, result}
}
