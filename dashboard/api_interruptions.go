package dashboard

import (
	"context"
	"slices"
	"strconv"

	"gongkai/analytics"
)

// interruptedRow is one measure of one place, before and from the year of a new definition.
type interruptedRow struct {
	aggregateRow // the last year of the series
	at           int
	from, to     int
	its          analytics.ITSResult
}

// coefficient is one of the four of an interrupted series; nothing unless it could be fitted and tested.
func (r interruptedRow) coefficient(list func(analytics.ITSResult) []*float64, i int) any {
	if r.its.Status != analytics.StatusOK {
		return nil
	}
	return floatCell(list(r.its)[i])
}

// The coefficients of analytics.ITSResult.
const (
	slopeBefore = 1
	levelChange = 2
	slopeChange = 3
)

func fittedCoef(r analytics.ITSResult) []*float64 { return r.Coef }
func fittedP(r analytics.ITSResult) []*float64    { return r.PMax }

// summary is a figure of the fit as a whole.
func (r interruptedRow) summary(get func(analytics.ITSResult) *float64) any {
	if r.its.Status != analytics.StatusOK {
		return nil
	}
	return floatCell(get(r.its))
}

var interruptedColumns = withAggregate(func(r interruptedRow) aggregateRow { return r.aggregateRow }, column[interruptedRow]{
	"break_year":     func(r interruptedRow) any { return countCell(r.at) },
	"from_year":      func(r interruptedRow) any { return countCell(r.from) },
	"to_year":        func(r interruptedRow) any { return countCell(r.to) },
	"years_used":     func(r interruptedRow) any { return r.its.N },
	"slope_before":   func(r interruptedRow) any { return r.coefficient(fittedCoef, slopeBefore) },
	"level_change":   func(r interruptedRow) any { return r.coefficient(fittedCoef, levelChange) },
	"level_change_p": func(r interruptedRow) any { return r.coefficient(fittedP, levelChange) },
	"slope_change":   func(r interruptedRow) any { return r.coefficient(fittedCoef, slopeChange) },
	"slope_change_p": func(r interruptedRow) any { return r.coefficient(fittedP, slopeChange) },
	"fitted": func(r interruptedRow) any {
		return r.summary(func(i analytics.ITSResult) *float64 { return i.FittedLast })
	},
	"counterfactual": func(r interruptedRow) any {
		return r.summary(func(i analytics.ITSResult) *float64 { return i.CounterfactualLast })
	},
	"effect": func(r interruptedRow) any {
		return r.summary(func(i analytics.ITSResult) *float64 { return i.EffectLast })
	},
	"r2":         func(r interruptedRow) any { return r.summary(func(i analytics.ITSResult) *float64 { return i.R2 }) },
	"fit_status": func(r interruptedRow) any { return textCell(r.its.Status) },
})

// interruptions answers /v1/interruptions: whether level or slope of a series changed with the year in which law and form changed. It is
// the one answer that looks across a break, and so uses no year beyond the definitions on the two sides of it.
func (a *api) interruptions(ctx context.Context, q *apiQuery) (*answer, error) {
	measures, err := a.measuresAndYears(ctx, q)
	if err != nil {
		return nil, err
	}
	var rows []interruptedRow
	for _, id := range measures {
		at, err := a.breakAsked(q, id)
		if err != nil {
			return nil, err
		}
		found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
			Measures: []string{id}, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
			By: []string{"region", "year"}, Confidence: trendConfidence, MinDen: q.number("min_n"), Missing: true,
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, a.fitInterruptions(q, found, at)...)
	}
	return listed(q, interruptedColumns, rows)
}

// breakAsked is the year of the new definition that a request is about: at, else the last one of the measure.
func (a *api) breakAsked(q *apiQuery, id string) (int, error) {
	breaks := slices.Sorted(slices.Values(a.breakYears(id)))
	at := int(q.number("at"))
	switch {
	case at == 0 && len(breaks) > 0:
		return breaks[len(breaks)-1], nil
	case slices.Contains(breaks, at):
		return at, nil
	}
	return 0, newProblem(problemInvalid, "%s 在该年没有定义变更；断点是已知的，不去寻找。", "the definition of %s did not change in that year; breaks are known and not searched for.", id).
		with(fieldError{Parameter: "at", Given: q.text("at"), Allowed: yearList(breaks)})
}

// fitInterruptions fits the series of every place, from the definition before the break to the end of the one after it.
func (a *api) fitInterruptions(q *apiQuery, found []aggregateRow, at int) []interruptedRow {
	sortRows(found, "")
	o := analytics.ITSDefaults()
	o.Exclude = []int{firstYear} // eight months of 2008
	for _, year := range q.list("exclude") {
		n, _ := strconv.Atoi(year) // parseQuery knows it
		o.Exclude = append(o.Exclude, n)
	}
	plain, rowAt := judgedRows(found)
	var out []interruptedRow
	for _, s := range analytics.SeriesOf(plain) {
		from, to := around(a.breakYears(s.Measure), at)
		row := interruptedRow{at: at, aggregateRow: aggregateRow{query: q, AggregateRow: &analytics.AggregateRow{
			Region: s.Region, RegionName: s.Name, Measure: s.Measure, Unit: s.Unit, Status: string(analytics.StatusNoData),
		}}}
		var years []int
		var values []*float64
		for _, p := range s.Points {
			if p.Year < from || p.Year > to || p.Value == nil || slices.Contains(o.Exclude, p.Year) {
				continue
			}
			years, values = append(years, p.Year), append(values, p.Value)
			row.aggregateRow, row.to = rowAt[pointOf{s.Measure, s.Region, p.Year}], p.Year
		}
		if len(years) > 0 {
			row.from = years[0]
		}
		row.its = analytics.ITS(years, values, at, o)
		out = append(out, row)
	}
	return out
}

// around gives the first year of the definition before a break and the last of the one that begins with it.
func around(breaks []int, at int) (from, to int) {
	from, to = firstYear, furthestYear
	for _, b := range breaks {
		switch {
		case b < at:
			from = max(from, b)
		case b > at:
			to = min(to, b-1)
		}
	}
	return from, to
}
