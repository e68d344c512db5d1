package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// rateAreas are the places of one request for one rate, with what is known of each.
type rateAreas struct {
	rate  *disclosure.Rate
	rows  []aggregateRow   // by level and region
	areas []analytics.Area // of the same places; a side is nil where there is no value to judge
	by    []string         // the dimensions kept apart

	leftOut int // places with a value of single bodies only, which say nothing of the place
}

// rateOf is the rate that the request names, in the reading that it asks for, or what its view makes of a count.
func (a *api) rateOf(q *apiQuery) (*disclosure.Rate, error) {
	id := q.text("measure")
	switch q.view() {
	case viewPer100k:
		return a.perResident(id)
	case viewShare:
		return a.shareIn(q, id)
	}
	if p, _ := q.endpoint.parameter("measure"); p.Kind == "measure" {
		if _, wrong := rateValue(a, q.endpoint, p, id); wrong != nil {
			wrong.Parameter, wrong.Given = "measure", id
			wrong.Allowed = append([]string{"view=" + viewPer100k, "view=" + viewShare}, wrong.Allowed...)
			return nil, problemOf([]fieldError{*wrong})
		}
	}
	ids, err := a.otherReading(q, []string{id})
	if err != nil {
		return nil, err
	}
	r, _ := a.dictionary.Rate(ids[0]) // rateValue knows it
	return r, nil
}

// modelOf says which intervals and tests fit a rate.
func modelOf(r *disclosure.Rate) analytics.Model {
	if r.Model == disclosure.ModelBinomial {
		return analytics.ModelProportion
	}
	return analytics.ModelRate
}

// readAreas reads one rate for the places and years of the request; several years are pooled. A place whose rate is not to be
// judged (too small a denominator, something missing, known through single bodies only) takes part as a place without numbers.
func (a *api) readAreas(ctx context.Context, q *apiQuery) (rateAreas, error) {
	rate, err := a.rateAndYears(ctx, q)
	if err != nil {
		return rateAreas{}, err
	}
	return a.readAreasIn(ctx, q, rate)
}

// rateAndYears finds out what is compared, and in which years.
func (a *api) rateAndYears(ctx context.Context, q *apiQuery) (*disclosure.Rate, error) {
	rate, err := a.rateOf(q)
	if err != nil {
		return nil, err
	}
	if err := a.checkPlace(q); err != nil {
		return nil, err
	}
	q.rates = a.ratesAmong([]string{rate.ID})
	return rate, a.resolveTime(ctx, q, []string{rate.ID})
}

// readAreasIn reads a rate for the years that the request stands at.
func (a *api) readAreasIn(ctx context.Context, q *apiQuery, rate *disclosure.Rate) (rateAreas, error) {
	out := rateAreas{rate: rate}
	want := analytics.AggregateQuery{
		Measures: []string{out.rate.ID}, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		By: []string{"region"}, Confidence: q.confidence(), MinDen: q.number("min_n"), Missing: true,
	}
	if q.years.from == q.years.to {
		want.By = append(want.By, "year")
	}
	want.PerHundredThousand = q.view() == viewPer100k
	if err := checkBreaks(rate.ID, rate.BreakYears, want.From, want.To); err != nil && len(want.By) == 1 {
		return out, err
	}
	rows, err := a.readViewed(ctx, q, want)
	if err != nil {
		return out, err
	}
	if _, compared := q.endpoint.key("bench"); compared {
		if err := a.compareWithBench(ctx, q, want, rows); err != nil {
			return out, err
		}
	}
	q.hide(rows)
	sortRows(rows, "")
	for _, r := range rows {
		out.areas = append(out.areas, areaOf(r.AggregateRow))
		if r.Basis == analytics.BasisUnits {
			out.leftOut++
		}
	}
	out.rows, out.by = rows, want.By
	return out, nil
}

// confidence is the ci parameter as a share of one.
func (q *apiQuery) confidence() float64 { return q.number("ci") / 100 }

// times multiplies a value that may be missing.
func times(v *float64, factor float64) any {
	if v == nil {
		return nil
	}
	return *v * factor
}

// intCell is a whole number that may be missing.
func intCell(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// wordCell is a word that may be missing.
func wordCell(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

// boolCell is a yes or no that may be missing.
func boolCell(b *bool) any {
	if b == nil {
		return nil
	}
	return *b
}

// withAggregate adds the columns of an aggregate's row to those of an analysis.
func withAggregate[T any](row func(T) aggregateRow, own column[T]) column[T] {
	for name, get := range aggregateColumns {
		if own[name] == nil {
			own[name] = func(item T) any { return get(row(item)) }
		}
	}
	return own
}
