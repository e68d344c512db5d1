package dashboard

import (
	"context"

	"gongkai/analytics"
)

// flowRow is one stream into or out of the requests of a year.
type flowRow struct {
	aggregateRow
	side string // in or out
}

var flowColumns = withAggregate(func(r flowRow) aggregateRow { return r.aggregateRow }, column[flowRow]{
	"side": func(r flowRow) any { return r.side },
})

// flow answers /v1/flow: what came in, what became of it, and what the report leaves unexplained.
func (a *api) flow(ctx context.Context, q *apiQuery) (*answer, error) {
	in, out := a.spec.Flow.In, a.spec.Flow.Out
	measures := append(append([]string{}, in...), out...)
	if err := a.resolveTime(ctx, q, measures); err != nil {
		return nil, err
	}
	if q.years.from != q.years.to {
		return nil, newProblem(problemNotAdditive, "结转是年末时点数；流向只能按单个年份给出。", "what is carried over is a level at the end of a year: a flow is of one year.").
			with(fieldError{Parameter: "time", Given: q.text("time"), Allowed: []string{"2023", "latest"}})
	}
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: measures, Regions: q.codes("region"), From: q.years.from, To: q.years.to, By: []string{"region", "year"},
		Confidence: trendConfidence, Missing: true,
	})
	if err != nil {
		return nil, err
	}
	byMeasure := map[string]aggregateRow{}
	for _, r := range found {
		byMeasure[r.Measure] = r
	}
	var rows []flowRow
	values := map[string][]*float64{}
	for side, ids := range map[string][]string{"in": in, "out": out} {
		for _, id := range ids {
			if r, ok := byMeasure[id]; ok {
				values[side] = append(values[side], r.Value)
			} else {
				values[side] = append(values[side], nil)
			}
		}
	}
	for _, id := range measures {
		side := "out"
		if len(rows) < len(in) {
			side = "in"
		}
		if r, ok := byMeasure[id]; ok {
			rows = append(rows, flowRow{r, side})
		}
	}
	answer, err := listed(q, flowColumns, rows)
	if err != nil {
		return nil, err
	}
	check := analytics.PartsCheck(total(values["in"]), values["out"])
	answer.around = []member{{"year", q.years.from}, {"residual", check}}
	return answer, nil
}

// total adds values; nil when one is missing, since a sum without it would look complete.
func total(values []*float64) *float64 {
	sum := 0.0
	for _, v := range values {
		if v == nil {
			return nil
		}
		sum += *v
	}
	return &sum
}
