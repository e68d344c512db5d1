package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// partRow is what one place contributes to the change of a total.
type partRow struct {
	region   aggregateRow // the place
	previous yearState
	current  yearState
	change   analytics.ChangeResult
	total    *float64           // change of everything together
	rate     analytics.RatePart // of a rate; empty for a count
	scale    float64            // multiplier of the rate; 0 for a count
}

// yearState is what one place states for one year. A sum over some of its units is no value here: next year's sum may be over
// others.
type yearState struct {
	row      aggregateRow
	value    *float64
	num, den *float64 // of a rate, also where the rate itself is too small to be shown: a sum of them is not
	status   string
	units    bool // known through single bodies only
}

func completeValue(r aggregateRow) yearState {
	if r.Status == string(analytics.StatusPartialUnits) || r.Basis == analytics.BasisUnits {
		return yearState{row: r, status: r.Status, units: r.Basis == analytics.BasisUnits}
	}
	return yearState{row: r, value: r.Value, num: r.Num, den: r.Den, status: r.Status}
}

// cell is what an aggregate's row says of the year; nothing of a year that has none.
func (y yearState) cell(name string) any {
	switch {
	case y.row.AggregateRow == nil:
		return nil
	case y.value == nil && (name == "lower" || name == "upper"):
		return nil
	}
	return aggregateColumns[name](y.row)
}

// ofYears adds what the rows of the two years say beside their values: of the last year under the column's own name, of the first
// under previous_.
func ofYears(own column[partRow]) column[partRow] {
	for _, name := range []string{"lower", "upper", "qualifier", "break", "n_docs", "evidence_url"} {
		own[name] = func(r partRow) any { return r.current.cell(name) }
		own["previous_"+name] = func(r partRow) any { return r.previous.cell(name) }
	}
	return own
}

var partColumns = ofYears(column[partRow]{
	"region":          func(r partRow) any { return textCell(codeText(r.region.Region)) },
	"region_name":     func(r partRow) any { return textCell(r.region.RegionName) },
	"measure":         func(r partRow) any { return r.region.Measure },
	"unit":            func(r partRow) any { return textCell(r.region.Unit) },
	"previous":        func(r partRow) any { return floatCell(r.previous.value) },
	"current":         func(r partRow) any { return floatCell(r.current.value) },
	"previous_status": func(r partRow) any { return textCell(r.previous.status) },
	"current_status":  func(r partRow) any { return textCell(r.current.status) },
	"value":           func(r partRow) any { return floatCell(r.current.value) },
	"num":             func(r partRow) any { return floatCell(r.current.num) },
	"den":             func(r partRow) any { return floatCell(r.current.den) },
	"status":          func(r partRow) any { return textCell(r.current.status) },
	"previous_num":    func(r partRow) any { return floatCell(r.previous.num) },
	"previous_den":    func(r partRow) any { return floatCell(r.previous.den) },
	"change":          func(r partRow) any { return floatCell(r.change.Abs) },
	"change_pct":      func(r partRow) any { return floatCell(r.change.Pct) },
	"share":           func(r partRow) any { return r.share() },
	"previous_weight": func(r partRow) any { return floatCell(r.rate.WeightBefore) },
	"current_weight":  func(r partRow) any { return floatCell(r.rate.WeightAfter) },
	"mix":             func(r partRow) any { return times(r.rate.Mix, r.scale) },
	"rate":            func(r partRow) any { return times(r.rate.Rate, r.scale) },
	"change_status":   func(r partRow) any { return string(r.change.Status) },
})

// share is the part of the total change; none when the total did not change. A place moves a pooled rate by its weight and by its
// own rate.
func (r partRow) share() any {
	if r.rate.Mix != nil && *r.total != 0 {
		return (*r.rate.Mix + *r.rate.Rate) / *r.total
	}
	if r.scale != 0 || r.change.Abs == nil || r.total == nil || *r.total == 0 {
		return nil
	}
	return *r.change.Abs / *r.total
}

// decompose answers /v1/decompose for a count: how much each place with a complete value for both years moved the total. Places that have
// one for a single year are listed and take no part, since a total that grows because more of them report has not grown.
func (a *api) decompose(ctx context.Context, q *apiQuery) (*answer, error) {
	ids, err := a.otherReading(q, q.list("measure"))
	if err != nil {
		return nil, err
	}
	id := ids[0] // parseQuery wants one
	if err := a.checkPlace(q); err != nil {
		return nil, err
	}
	if err := a.resolveTime(ctx, q, []string{id}); err != nil {
		return nil, err
	}
	if q.years.from == q.years.to || q.years.from == 0 {
		return nil, problemOf([]fieldError{{
			Parameter: "time", Given: q.text("time"), Allowed: []string{"2021..2023"}, kind: problemInvalid,
			detail: textf("请给出两个年份，例如 2021..2023", "give two years, for example 2021..2023"),
		}})
	}
	if rate, ok := a.dictionary.Rate(id); ok {
		return a.decomposeRate(ctx, q, rate)
	}
	metric, _ := a.dictionary.Metric(id) // parseQuery knows it
	if err := a.checkDecomposable(metric, q.years); err != nil {
		return nil, err
	}
	found, err := a.readPair(ctx, q, id)
	if err != nil {
		return nil, err
	}
	parts := pairYears(found, q.years)
	previous, current := make([]*float64, len(parts)), make([]*float64, len(parts))
	for i, p := range parts {
		previous[i], current[i] = p.previous.value, p.current.value
	}
	matched := analytics.MatchedChange(previous, current)
	for i := range parts {
		parts[i].total = matched.Abs
	}
	out, err := listed(q, partColumns, parts)
	if err != nil {
		return nil, err
	}
	out.around = []member{{"years", yearRange(q.years.from, q.years.to)}, {"total_change", matched}}
	return out, nil
}

// readPair reads a measure of the places of the request for the years between which it changed.
func (a *api) readPair(ctx context.Context, q *apiQuery, id string) ([]aggregateRow, error) {
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: []string{id}, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		By: []string{"region", "year"}, Confidence: trendConfidence, Missing: true,
	})
	q.hide(found)
	return found, err
}

func (a *api) checkDecomposable(m *disclosure.Metric, years yearSpan) error {
	if !m.Kind.Additive() {
		return newProblem(problemNotAdditive, "%s 不能跨地区相加。", "%s cannot be added over regions.", m.ID).
			with(fieldError{Parameter: "measure", Given: m.ID})
	}
	return checkBreaks(m.ID, m.BreakYears, years.from, years.to)
}

// pairYears puts the first and the last year of every place side by side.
func pairYears(rows []aggregateRow, years yearSpan) []partRow {
	var parts []partRow
	at := map[uint32]int{}
	sortRows(rows, "")
	for _, r := range rows {
		i, known := at[r.Region]
		if !known {
			i = len(parts)
			at[r.Region] = i
			parts = append(parts, partRow{region: r})
		}
		switch r.Year {
		case years.from:
			parts[i].previous = completeValue(r)
		case years.to:
			parts[i].current = completeValue(r)
		}
	}
	silent := string(analytics.StatusNotCollected)
	parts = slices.DeleteFunc(parts, func(p partRow) bool { return p.previous.status == silent && p.current.status == silent })
	for i, p := range parts {
		parts[i].change = analytics.Change(p.previous.value, p.current.value)
	}
	return parts
}
