package dashboard

import (
	"context"
	"errors"

	"gongkai/analytics"
)

// diffRow is one number as two reports give it; a side is nil when its report does not speak of it.
type diffRow struct {
	before, after *analytics.Observation
	query         *apiQuery
	change        analytics.ChangeResult
}

// any is the side that is there, for what both have in common.
func (r diffRow) any() *analytics.Observation {
	if r.before != nil {
		return r.before
	}
	return r.after
}

// diffSide makes the columns of one side.
func diffSide(side func(diffRow) *analytics.Observation, get func(r diffRow, o *analytics.Observation) any) func(diffRow) any {
	return func(r diffRow) any {
		if o := side(r); o != nil {
			return get(r, o)
		}
		return nil
	}
}

func before(r diffRow) *analytics.Observation { return r.before }
func after(r diffRow) *analytics.Observation  { return r.after }

func sideValue(_ diffRow, o *analytics.Observation) any  { return valueCell(o.Value) }
func sideStatus(_ diffRow, o *analytics.Observation) any { return o.Status }
func sideEvidence(r diffRow, o *analytics.Observation) any {
	return r.query.pinned(evidenceURL(o.ID))
}

var diffColumns = column[diffRow]{
	"measure":            func(r diffRow) any { return r.any().Metric },
	"scope":              func(r diffRow) any { return textCell(r.any().Scope) },
	"unit":               func(r diffRow) any { return textCell(r.any().Unit) },
	"before":             diffSide(before, sideValue),
	"before_status":      diffSide(before, sideStatus),
	"after":              diffSide(after, sideValue),
	"after_status":       diffSide(after, sideStatus),
	"change":             func(r diffRow) any { return floatCell(r.change.Abs) },
	"change_pct":         func(r diffRow) any { return floatCell(r.change.Pct) },
	"change_status":      func(r diffRow) any { return string(r.change.Status) },
	"evidence_url":       diffSide(before, sideEvidence),
	"other_evidence_url": diffSide(after, sideEvidence),
}

// reportDiff answers /v1/reports/{id}/diff/{other}: the numbers of two reports side by side. A difference is given only where both
// state a number under the same definition.
func (a *api) reportDiff(ctx context.Context, q *apiQuery) (*answer, error) {
	first, err := a.findReport(ctx, q)
	if err != nil {
		return nil, err
	}
	second, err := a.reader.Report(ctx, q.text("other"))
	if errors.Is(err, analytics.ErrNotFound) {
		return nil, notFound("other", q.text("other"), "没有报告 %s", "there is no report %s")
	}
	if err != nil {
		return nil, err
	}
	rows := a.alignFacts(q, first, second)
	out, err := listed(q, diffColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{{"first", reportSide(first)}, {"second", reportSide(second)}}
	return out, nil
}

// reportSide says which report a side is.
func reportSide(r analytics.ReportDetail) []member {
	return members([]string{"id", "issuer", "region", "region_name", "year", "regime", "scope", "title", "page_url"}, reportColumns, &r.ReportSummary)
}

// alignFacts puts the facts of two reports side by side: those of the first in its order, then what only the second has.
func (a *api) alignFacts(q *apiQuery, first, second analytics.ReportDetail) []diffRow {
	type key struct{ metric, scope string }
	at := map[key]int{}
	var rows []diffRow
	for i := range first.Facts {
		f := &first.Facts[i]
		at[key{f.Metric, string(f.Scope)}] = len(rows)
		rows = append(rows, diffRow{before: f, query: q})
	}
	for i := range second.Facts {
		f := &second.Facts[i]
		if j, ok := at[key{f.Metric, string(f.Scope)}]; ok {
			rows[j].after = f
		} else {
			rows = append(rows, diffRow{after: f, query: q})
		}
	}
	for i := range rows {
		rows[i].change = a.factChange(rows[i], first.Year, second.Year)
	}
	return rows
}

// factChange is the difference of a row's two values, or why there is none.
func (a *api) factChange(r diffRow, firstYear, secondYear int) analytics.ChangeResult {
	if r.before == nil || r.after == nil || r.before.Value == nil || r.after.Value == nil {
		return analytics.ChangeResult{Status: analytics.StatusNoData}
	}
	if !*analytics.Comparable(firstYear, secondYear, a.breakYears(r.before.Metric)).Comparable {
		return analytics.ChangeResult{Status: analytics.StatusBreakCrossed}
	}
	was, is := r.before.Value.Float(), r.after.Value.Float()
	return analytics.Change(&was, &is)
}
