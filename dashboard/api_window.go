package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
)

// window is how many years the request pools; 0 for each alone.
func (q *apiQuery) window() int { return int(q.number("window")) }

// checkWindow refuses to pool what is not apart by region and year, or cannot be added over years.
func (a *api) checkWindow(q *apiQuery, want analytics.AggregateQuery) error {
	if q.window() == 0 {
		return nil
	}
	if len(want.By) != 2 || !slices.Contains(want.By, "region") || !slices.Contains(want.By, "year") {
		return newProblem(problemInvalid, "window 需要 group_by 恰为 region 与 year。", "window needs region and year in group_by, and nothing else but applicant.").
			with(fieldError{Parameter: "window", Given: q.text("window"), Allowed: []string{"group_by=region,year"}})
	}
	for _, id := range want.Measures {
		if m, ok := a.dictionary.Metric(id); ok {
			if err := checkKind(m, true, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// readWindowed reads rows, pooled when the request says so.
func (a *api) readWindowed(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) ([]aggregateRow, analytics.Coverage, error) {
	if q.window() == 0 {
		return a.readAggregates(ctx, q, want)
	}
	pooled, err := a.pooledYears(ctx, q, want)
	if err != nil {
		return nil, analytics.Coverage{}, err
	}
	var rows []aggregateRow
	coverage := analytics.Coverage{Expected: len(pooled)}
	for i := range pooled {
		r := &pooled[i]
		if r.Value != nil {
			coverage.Reported++
		}
		if want.Missing || r.Value != nil || r.Num != nil {
			rows = append(rows, aggregateRow{AggregateRow: r, query: q})
		}
	}
	if coverage.Expected > 0 {
		coverage.Share = float64(coverage.Reported) / float64(coverage.Expected)
	}
	return rows, coverage, nil
}

// pooledYears reads the years of a query, each pooled with those before it, without a window those years alone. Rows without a value
// are among them.
func (a *api) pooledYears(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) ([]analytics.AggregateRow, error) {
	years := q.window()
	if years == 0 {
		found, err := a.reader.Aggregates(ctx, want)
		return found.Rows, err
	}
	wider := want
	wider.Missing = true
	if want.From != 0 {
		wider.From -= years - 1
	}
	var out []analytics.AggregateRow
	for _, id := range want.Measures {
		wider.Measures = []string{id}
		found, err := a.reader.Aggregates(ctx, wider)
		if err != nil {
			return nil, err
		}
		for _, r := range analytics.Windows(found.Rows, q.rates[id], a.breakYears(id), years, want.Confidence, want.MinDen) {
			if r.Year >= want.From {
				out = append(out, r)
			}
		}
	}
	return out, nil
}
