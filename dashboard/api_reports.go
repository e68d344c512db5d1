package dashboard

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// reportBatch is how many report summaries are read at a time.
const reportBatch = 2000

var reportColumns = column[*analytics.ReportSummary]{
	"id":           func(r *analytics.ReportSummary) any { return r.ID },
	"issuer":       func(r *analytics.ReportSummary) any { return textCell(r.Issuer) },
	"level":        func(r *analytics.ReportSummary) any { return textCell(r.Level) },
	"region":       func(r *analytics.ReportSummary) any { return textCell(codeText(r.Region)) },
	"region_name":  func(r *analytics.ReportSummary) any { return textCell(r.RegionName) },
	"province":     func(r *analytics.ReportSummary) any { return textCell(r.Province) },
	"year":         func(r *analytics.ReportSummary) any { return countCell(r.Year) },
	"regime":       func(r *analytics.ReportSummary) any { return textCell(r.Form) },
	"origin":       func(r *analytics.ReportSummary) any { return textCell(r.Origin) },
	"scope":        func(r *analytics.ReportSummary) any { return textCell(r.Scope) },
	"title":        func(r *analytics.ReportSummary) any { return textCell(r.Title) },
	"published_on": func(r *analytics.ReportSummary) any { return textCell(r.PublishedOn) },
	"source_name":  func(r *analytics.ReportSummary) any { return textCell(r.SourceName) },
	"source_url":   func(r *analytics.ReportSummary) any { return textCell(r.SourceURL) },
	"sha256":       func(r *analytics.ReportSummary) any { return textCell(r.SHA256) },
	"revisions":    func(r *analytics.ReportSummary) any { return r.Revisions },
	"facts":        func(r *analytics.ReportSummary) any { return r.Facts },
	"findings":     func(r *analytics.ReportSummary) any { return r.Findings },
	"reasons":      func(r *analytics.ReportSummary) any { return append([]string{}, r.Quarantine...) },
	"page_url":     func(r *analytics.ReportSummary) any { return "/reports/" + r.ID },
}

// reports answers /v1/reports.
func (a *api) reports(ctx context.Context, q *apiQuery) (*answer, error) {
	if err := a.resolveTime(ctx, q, nil); err != nil {
		return nil, err
	}
	return a.reportList(ctx, q, analytics.ReportQuery{
		Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		Form: disclosure.Form(q.text("regime")), Text: q.text("q"),
	})
}

// qualityQuarantine answers /v1/quality/quarantine.
func (a *api) qualityQuarantine(ctx context.Context, q *apiQuery) (*answer, error) {
	return a.reportList(ctx, q, analytics.ReportQuery{Quarantined: true})
}

// reportList lists reports from the request's cursor on. The first batch is read at once: it says how many there are.
func (a *api) reportList(ctx context.Context, q *apiQuery, want analytics.ReportQuery) (*answer, error) {
	start, err := q.offset()
	if err != nil {
		return nil, err
	}
	want.Offset, want.Limit = start, reportBatch
	if n := int(q.number("limit")); n > 0 && n < reportBatch {
		want.Limit = n + 1
	}
	first, total, err := a.reader.Reports(ctx, want)
	if err != nil {
		return nil, err
	}
	names := q.columnNames()
	return &answer{
		columns: names, rows: project(names, reportColumns, a.eachReport(ctx, want, first)), total: total,
		next: func(last int) string { return q.cursorAfter(strconv.Itoa(start + last)) },
	}, nil
}

func (a *api) eachReport(ctx context.Context, want analytics.ReportQuery, batch []analytics.ReportSummary) iter.Seq2[*analytics.ReportSummary, error] {
	return func(yield func(*analytics.ReportSummary, error) bool) {
		for {
			for i := range batch {
				if !yield(&batch[i], nil) {
					return
				}
			}
			if len(batch) < want.Limit {
				return
			}
			want.Offset += len(batch)
			var err error
			if batch, _, err = a.reader.Reports(ctx, want); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// report answers /v1/reports/{id} with the report's numbers and findings.
func (a *api) report(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.findReport(ctx, q)
	if err != nil {
		return nil, err
	}
	names := q.endpoint.Flat // issuer, region and year stand outside, once
	var rows []observationRow
	facts := []jsonRow{}
	for i := range found.Facts {
		row := observationRow{&found.Facts[i], q}
		rows, facts = append(rows, row), append(facts, rowOf(names, observationColumns, row))
	}
	findings := []jsonRow{}
	for _, f := range found.Findings {
		findings = append(findings, rowOf(findingNames, findingColumns, reportFinding{f, found.ID}))
	}
	object := append(members(a.spec.endpoint("reports").Columns, reportColumns, &found.ReportSummary),
		member{"observations", facts}, member{"checks", findings}, member{"text_url", q.pinned("/v1/reports/" + found.ID + "/text")})
	return &answer{object: object, columns: names, rows: project(names, observationColumns, each(rows)), total: len(rows)}, nil
}

// findingNames are the columns of a finding inside its report.
var findingNames = []string{"code", "rule", "severity", "message_zh", "message_en", "metrics", "left", "right", "evidence"}

// members gives the cells of one row as members of an object.
func members[T any](names []string, get column[T], item T) []member {
	var out []member
	for _, name := range names {
		out = append(out, member{name, get[name](item)})
	}
	return out
}

// reportText answers /v1/reports/{id}/text: the text that every offset counts in.
func (a *api) reportText(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.findReport(ctx, q)
	if err != nil {
		return nil, err
	}
	repairs := []jsonRow{}
	for _, r := range found.Repairs {
		repairs = append(repairs, jsonRow{[]string{"kind", "start", "end", "read"}, []any{r.Kind, r.Start, r.End, r.Read}})
	}
	return &answer{text: found.Text, object: []member{
		{"id", found.ID}, {"sha256", textCell(found.SHA256)}, {"characters", len([]rune(found.Text))}, {"text", found.Text}, {"repairs", repairs},
	}}, nil
}

// reportFinding is a finding of a report.
type reportFinding struct {
	disclosure.Finding
	report string
}

var findingColumns = column[reportFinding]{
	"report":     func(f reportFinding) any { return f.report },
	"code":       func(f reportFinding) any { return f.Code },
	"rule":       func(f reportFinding) any { return textCell(f.Rule) },
	"severity":   func(f reportFinding) any { return string(f.Severity) },
	"message_zh": func(f reportFinding) any { return textCell(f.MessageZH) },
	"message_en": func(f reportFinding) any { return textCell(f.MessageEN) },
	"metrics":    func(f reportFinding) any { return append([]string{}, f.Metrics...) },
	"left":       func(f reportFinding) any { return textCell(f.Left) },
	"right":      func(f reportFinding) any { return textCell(f.Right) },
	"evidence":   func(f reportFinding) any { return nestedCell(f.Evidence) },
}

// reportChecks answers /v1/reports/{id}/checks.
func (a *api) reportChecks(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.findReport(ctx, q)
	if err != nil {
		return nil, err
	}
	var rows []reportFinding
	for _, f := range found.Findings {
		if want := q.text("severity"); want == "" || want == string(f.Severity) {
			rows = append(rows, reportFinding{f, found.ID})
		}
	}
	return listed(q, findingColumns, rows)
}

func (a *api) findReport(ctx context.Context, q *apiQuery) (analytics.ReportDetail, error) {
	id := q.text("id")
	found, err := a.reader.Report(ctx, id)
	if errors.Is(err, analytics.ErrNotFound) {
		return found, notFound("id", id, "没有报告 %s", "there is no report %s")
	}
	return found, err
}
