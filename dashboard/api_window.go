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
	if q.text("bench") != "" {
		return newProblem(problemInvalid, "window 与 bench 不能同时给出。", "window and bench exclude each other.").
			with(fieldError{Parameter: "bench", Given: q.text("bench"), Allowed: []string{"window without bench"}})
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
	years := q.window()
	if years == 0 {
		return a.readAggregates(ctx, q, want)
	}
	wider := want
	wider.Missing = true
	if want.From != 0 {
		wider.From -= years - 1
	}
	var rows []aggregateRow
	var coverage analytics.Coverage
	for _, id := range want.Measures {
		wider.Measures = []string{id}
		found, err := a.reader.Aggregates(ctx, wider)
		if err != nil {
			return nil, coverage, err
		}
		pooled := analytics.Windows(found.Rows, q.rates[id], a.breakYears(id), years, want.Confidence, want.MinDen)
		for i := range pooled {
			r := &pooled[i]
			if r.Year < want.From {
				continue
			}
			coverage.Expected++
			if r.Value != nil {
				coverage.Reported++
			}
			if want.Missing || r.Value != nil || r.Num != nil {
				rows = append(rows, aggregateRow{AggregateRow: r, query: q})
			}
		}
	}
	if coverage.Expected > 0 {
		coverage.Share = float64(coverage.Reported) / float64(coverage.Expected)
	}
	return rows, coverage, nil
}

// filtered leaves the rows that the filters of the request ask for. The coverage stays that of everything.
func (q *apiQuery) filtered(rows []aggregateRow) []aggregateRow {
	statuses, basis := q.list("filter[status]"), q.text("filter[basis]")
	if len(statuses) == 0 && basis == "" {
		return rows
	}
	return slices.DeleteFunc(rows, func(r aggregateRow) bool {
		return len(statuses) > 0 && !slices.Contains(statuses, r.Status) || basis != "" && string(r.Basis) != basis
	})
}

// byApplicant gives the measures and dimensions of the request. With applicant among the dimensions each measure becomes the
// metrics of its applicant columns but the total, which is their sum and would be counted twice by whoever adds the rows.
func (a *api) byApplicant(q *apiQuery) (measures, by []string, err error) {
	const dimension, total = "applicant", "total"
	measures, by = q.list("measure"), q.list("group_by")
	if !slices.Contains(by, dimension) {
		return measures, by, nil
	}
	by = slices.DeleteFunc(slices.Clone(by), func(d string) bool { return d == dimension })
	if len(by) == 0 {
		return nil, nil, newProblem(problemInvalid, "applicant 之外还需一个维度。", "applicant needs another dimension beside it.").
			with(fieldError{Parameter: "group_by", Given: dimension, Allowed: []string{"region,year,applicant", "year,applicant"}})
	}
	q.applicants = map[string]string{}
	var out []string
	for _, id := range measures {
		asked, ok := a.dictionary.Metric(id)
		before := len(out)
		for i := range a.dictionary.Metrics {
			m := &a.dictionary.Metrics[i]
			if ok && asked.Applicant != "" && m.Base == asked.Base && m.Applicant != total {
				out, q.applicants[m.ID] = append(out, m.ID), m.Applicant
			}
		}
		if len(out) == before {
			return nil, nil, newProblem(problemInvalid, "%s 没有按申请人类别分列。", "%s is not stated by kind of applicant.", id).
				with(fieldError{Parameter: "measure", Given: id, Allowed: a.applicantMeasures()})
		}
	}
	slices.Sort(out)
	return slices.Compact(out), by, nil
}

// applicantMeasures lists the metrics that forms state by kind of applicant.
func (a *api) applicantMeasures() []string {
	var out []string
	for _, m := range a.dictionary.Metrics {
		if m.Applicant == "natural_person" {
			out = append(out, m.Base+".total")
		}
	}
	return out
}
