package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// ruleRow is what one rule found, with links to the reports in which it did last.
type ruleRow struct {
	analytics.Check
	query *apiQuery
}

var ruleColumns = column[ruleRow]{
	"rule":       func(r ruleRow) any { return textCell(r.Rule) },
	"code":       func(r ruleRow) any { return r.Code },
	"severity":   func(r ruleRow) any { return string(r.Severity) },
	"count":      func(r ruleRow) any { return r.Findings },
	"reports":    func(r ruleRow) any { return r.Reports },
	"checked":    func(r ruleRow) any { return r.Checked },
	"share":      func(r ruleRow) any { return float64(r.Reports) / float64(r.Checked) }, // a finding needs a report
	"message_zh": func(r ruleRow) any { return textCell(r.MessageZH) },
	"message_en": func(r ruleRow) any { return textCell(r.MessageEN) },
	"evidence_urls": func(r ruleRow) any {
		out := []string{}
		for _, id := range r.Examples {
			out = append(out, r.query.pinned("/v1/reports/"+id+"/checks"))
		}
		return out
	},
}

// qualityChecks answers /v1/quality/checks: what each rule found, how often, and where to see it.
func (a *api) qualityChecks(ctx context.Context, q *apiQuery) (*answer, error) {
	if err := a.resolveTime(ctx, q, nil); err != nil {
		return nil, err
	}
	found, err := a.reader.Checks(ctx, q.selection(), disclosure.Severity(q.text("severity")))
	if err != nil {
		return nil, err
	}
	rows := make([]ruleRow, len(found))
	for i, c := range found {
		rows[i] = ruleRow{c, q}
	}
	return listed(q, ruleColumns, rows)
}
