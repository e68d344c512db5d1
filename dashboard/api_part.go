package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// perResident makes of a count the rate per 100,000 residents. What is not counted over the year has no distribution to judge it by.
func (a *api) perResident(id string) (*disclosure.Rate, error) {
	m, ok := a.dictionary.Metric(id)
	if !ok || m.Kind != disclosure.KindFlow {
		return nil, newProblem(problemInvalid, "只有一年内的件数可以按每 10 万常住人口比较，%s 不可。", "only what is counted over a year can be compared by residents, and not %s.", id).
			with(fieldError{Parameter: "view", Given: viewPer100k, Allowed: []string{"view=" + viewAbsolute, "measure=requests.received.total"}})
	}
	return &disclosure.Rate{ID: id, Name: m.Name, Model: disclosure.ModelPoisson, Multiplier: perResidents, BreakYears: m.BreakYears, Polarity: m.Polarity}, nil
}

// shareIn makes of a count its share of the whole that forms split into it and others: an outcome in all outcomes, a kind of applicants
// in all of them. The parts take the place of the measure in what is read.
func (a *api) shareIn(q *apiQuery, id string) (*disclosure.Rate, error) {
	whole, parts := a.wholeOf(id)
	if len(parts) == 0 {
		return nil, newProblem(problemInvalid, "%s 不是按申请人或结果分列的一部分，没有份额。", "%s is no part that forms split by applicant or outcome, and has no share.", id).
			with(fieldError{Parameter: "view", Given: viewShare, Allowed: []string{
				"view=" + viewAbsolute, "measure=requests.result.granted.total", "measure=requests.received.natural_person",
			}})
	}
	if q.parts == nil {
		q.parts = map[string]dimensioned{}
	}
	rate := &disclosure.Rate{ID: id, Model: disclosure.ModelBinomial, Multiplier: 1}
	for _, part := range parts {
		q.parts[part] = dimensioned{asked: whole}
		rate.BreakYears = append(rate.BreakYears, a.breakYears(part)...)
	}
	slices.Sort(rate.BreakYears)
	rate.BreakYears = slices.Compact(rate.BreakYears)
	return rate, nil
}

// wholeOf finds the metric that a metric is a part of, and all its parts: by outcome in the column of all applicants, else by applicant.
func (a *api) wholeOf(id string) (whole string, parts []string) {
	const total = "total"
	m, ok := a.dictionary.Metric(id)
	switch {
	case !ok:
		return "", nil
	case m.Applicant != "" && m.Applicant != total:
		whole = m.Base + "." + total
		return whole, a.applicantsOf(whole)
	}
	for _, w := range a.spec.Outcomes {
		if !slices.ContainsFunc(w.Parts, func(p outcomePart) bool { return p.Base == m.Base }) {
			continue
		}
		if whole = w.Of; m.Applicant != "" {
			whole += "." + m.Applicant
		}
		return whole, a.outcomesOf(whole)
	}
	return "", nil
}

// readViewed reads measures as the view shows them: of a share all the parts of its whole, of which only those asked for are given.
func (a *api) readViewed(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) ([]aggregateRow, error) {
	asked := want.Measures
	switch q.view() {
	case viewPer100k:
		want.PerHundredThousand = true
	case viewShare:
		want.Measures, want.Missing = sortedKeys(q.parts), true
	}
	rows, _, err := a.readAggregates(ctx, q, want)
	if err != nil {
		return nil, err
	}
	switch q.view() {
	case viewShare:
		q.shares(rows, want.Confidence)
		rows = slices.DeleteFunc(rows, func(r aggregateRow) bool { return !slices.Contains(asked, r.Measure) })
	case viewIndex:
		a.indexed(rows)
	}
	return rows, nil
}

// shareMembers say in an answer what its shares are shares of.
func (q *apiQuery) shareMembers(ids ...string) []member {
	if q.view() != viewShare {
		return nil
	}
	var of []member
	for _, id := range ids {
		of = append(of, member{id, q.parts[id].asked})
	}
	return []member{{"share_of", of}}
}
