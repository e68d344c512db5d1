package dashboard

import (
	"context"
	"errors"
	"iter"
	"net/url"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// observationBatch is how many observations are read at a time.
const observationBatch = 5000

// observationRow is an observation with the request it answers.
type observationRow struct {
	*analytics.Observation
	query *apiQuery
}

var observationColumns = column[observationRow]{
	"release":      func(r observationRow) any { return r.query.release.ID },
	"id":           func(r observationRow) any { return r.ID },
	"report":       func(r observationRow) any { return r.Report },
	"issuer":       func(r observationRow) any { return textCell(r.Issuer) },
	"level":        func(r observationRow) any { return textCell(r.Level) },
	"region":       func(r observationRow) any { return textCell(codeText(r.Region)) },
	"region_name":  func(r observationRow) any { return textCell(r.RegionName) },
	"province":     func(r observationRow) any { return textCell(r.Province) },
	"year":         func(r observationRow) any { return countCell(r.Year) },
	"measure":      func(r observationRow) any { return r.Metric },
	"value":        func(r observationRow) any { return valueCell(r.Value) },
	"unit":         func(r observationRow) any { return textCell(r.Unit) },
	"status":       func(r observationRow) any { return r.Status },
	"flags":        func(r observationRow) any { return r.flags() },
	"qualifier":    func(r observationRow) any { return textCell(r.Qualifier) },
	"scope":        func(r observationRow) any { return textCell(r.Scope) },
	"source":       func(r observationRow) any { return textCell(r.From) },
	"regime":       func(r observationRow) any { return textCell(r.Form) },
	"origin":       func(r observationRow) any { return textCell(r.Origin) },
	"raw":          func(r observationRow) any { return textCell(r.Raw) },
	"quote":        func(r observationRow) any { return textCell(r.evidence().Quote) },
	"start":        func(r observationRow) any { return r.offset(r.evidence().Start) },
	"end":          func(r observationRow) any { return r.offset(r.evidence().End) },
	"table":        func(r observationRow) any { return countCell(r.evidence().Table) },
	"row_label":    func(r observationRow) any { return textCell(r.evidence().Row) },
	"column_label": func(r observationRow) any { return textCell(r.evidence().Column) },
	"rule":         func(r observationRow) any { return textCell(r.evidence().Rule) },
	"alternatives": func(r observationRow) any { return nestedCell(r.Alternatives) },
	"evidence_url": func(r observationRow) any { return r.query.pinned(evidenceURL(r.ID)) },
}

func (r observationRow) evidence() disclosure.Evidence {
	if r.Evidence == nil {
		return disclosure.Evidence{}
	}
	return *r.Evidence
}

// offset is a place in the stored text, which only a quoted value has: 0 is a place like any other.
func (r observationRow) offset(n int) any {
	if r.evidence().Quote == "" {
		return nil
	}
	return n
}

func (r observationRow) flags() []string {
	out := []string{}
	if len(r.Alternatives) > 0 {
		out = append(out, flagConflict)
	}
	if r.Qualifier != "" {
		out = append(out, r.Qualifier)
	}
	return out
}

func evidenceURL(id string) string { return "/v1/observations/" + url.PathEscape(id) + "/evidence" }

// observations answers /v1/observations, reading batch after batch so that any number of rows can be streamed.
func (a *api) observations(ctx context.Context, q *apiQuery) (*answer, error) {
	metrics := q.list("metric")
	if err := a.resolveTime(ctx, q, metrics); err != nil {
		return nil, err
	}
	after, err := q.place()
	if err != nil {
		return nil, err
	}
	want := analytics.ObservationQuery{
		Metrics: metrics, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		Statuses: q.list("status"), Scope: disclosure.Scope(q.text("scope")), After: after, Limit: observationBatch,
	}
	for _, form := range q.list("regime") {
		want.Forms = append(want.Forms, disclosure.Form(form))
	}
	if n := int(q.number("limit")); n > 0 && n < observationBatch {
		want.Limit = n + 1 // one more than asked for tells whether there is a next page
	}
	names, last := q.columnNames(), ""
	want.Evidence = slices.ContainsFunc(names, func(name string) bool { return slices.Contains(q.endpoint.With["evidence"], name) })
	rows := func(yield func(observationRow, error) bool) {
		for row, err := range a.eachObservation(ctx, want) {
			if !yield(observationRow{row, q}, err) {
				return
			}
			last = row.ID // a row that was not taken does not move the cursor
		}
	}
	return &answer{
		columns: names, rows: project(names, observationColumns, rows), total: -1,
		next: func(int) string { return q.cursorAfter(last) },
	}, nil
}

// eachObservation reads all observations of a query, a batch at a time.
func (a *api) eachObservation(ctx context.Context, want analytics.ObservationQuery) iter.Seq2[*analytics.Observation, error] {
	return func(yield func(*analytics.Observation, error) bool) {
		for {
			batch, err := a.reader.Observations(ctx, want)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range batch {
				if !yield(&batch[i], nil) {
					return
				}
			}
			if len(batch) < want.Limit {
				return
			}
			want.After = batch[len(batch)-1].ID
		}
	}
}

// observation answers /v1/observations/{id}.
func (a *api) observation(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.findObservation(ctx, q)
	if err != nil {
		return nil, err
	}
	return one(q, observationColumns, observationRow{&found, q}), nil
}

// observationEvidence answers /v1/observations/{id}/evidence: the words, where they stand, and how they were read.
func (a *api) observationEvidence(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.findObservation(ctx, q)
	if err != nil {
		return nil, err
	}
	report, err := a.reader.Report(ctx, found.Report)
	if err != nil {
		return nil, err
	}
	r := observationRow{&found, q}
	e := r.evidence()
	return &answer{object: []member{
		{"observation", found.ID},
		{"document", report.ID},
		{"title", textCell(report.Title)},
		{"sha256", textCell(report.SHA256)},
		{"source_name", textCell(report.SourceName)},
		{"source_url", textCell(report.SourceURL)},
		{"measure", found.Metric},
		{"value", valueCell(found.Value)},
		{"unit", found.Unit},
		{"status", found.Status},
		{"start", r.offset(e.Start)},
		{"end", r.offset(e.End)},
		{"quote", textCell(e.Quote)},
		{"quote_repaired", repairedQuote(e, report)},
		{"raw", textCell(found.Raw)},
		{"table", countCell(e.Table)},
		{"row_label", textCell(e.Row)},
		{"column_label", textCell(e.Column)},
		{"rule", textCell(e.Rule)},
		{"alternatives", nestedCell(found.Alternatives)},
		{"text_url", q.pinned("/v1/reports/" + report.ID + "/text")},
		{"url", "/reports/" + report.ID + "#obs-" + found.ID},
	}}, nil
}

// repairedQuote is the quote as it was read, when damage inside it was mended; nil when it was read as printed.
func repairedQuote(e disclosure.Evidence, report analytics.ReportDetail) any {
	quote := []rune(e.Quote)
	var out []rune
	at := 0
	for _, r := range report.Repairs {
		from, to := r.Start-e.Start, r.End-e.Start
		if from < at || to > len(quote) || from >= to {
			continue
		}
		out = append(append(out, quote[at:from]...), []rune(r.Read)...)
		at = to
	}
	if at == 0 {
		return nil
	}
	return string(append(out, quote[at:]...))
}

func (a *api) findObservation(ctx context.Context, q *apiQuery) (analytics.Observation, error) {
	id := q.text("id")
	found, err := a.reader.Observation(ctx, id)
	if errors.Is(err, analytics.ErrNotFound) {
		return found, notFound("id", id, "没有观测值 %s", "there is no observation %s")
	}
	return found, err
}

// notFound is the problem of an id that nothing has.
func notFound(parameter, id, zh, en string) *problem {
	return problemOf([]fieldError{{Parameter: parameter, Given: clip(id), kind: problemUnknownCode, detail: textf(zh, en, clip(id))}})
}
