package dashboard

import (
	"context"
	"strings"

	"gongkai/ingest/disclosure"
)

// dictionaryEntry is a metric or a rate.
type dictionaryEntry struct {
	metric *disclosure.Metric
	rate   *disclosure.Rate
}

var metricColumns = column[dictionaryEntry]{
	"id":              func(e dictionaryEntry) any { return e.id() },
	"kind":            func(e dictionaryEntry) any { return e.kind() },
	"name_zh":         func(e dictionaryEntry) any { return e.name().ZH },
	"name_en":         func(e dictionaryEntry) any { return e.name().EN },
	"meaning_zh":      func(e dictionaryEntry) any { return textCell(e.meaning().ZH) },
	"meaning_en":      func(e dictionaryEntry) any { return textCell(e.meaning().EN) },
	"unit":            func(e dictionaryEntry) any { return e.unit() },
	"theme":           func(e dictionaryEntry) any { return textCell(e.theme()) },
	"polarity":        func(e dictionaryEntry) any { return string(e.polarity()) },
	"numerator":       rateCell(func(r *disclosure.Rate) any { return r.Numerator }),
	"denominator":     rateCell(func(r *disclosure.Rate) any { return r.Denominator }),
	"multiplier":      rateCell(func(r *disclosure.Rate) any { return r.Multiplier }),
	"model":           rateCell(func(r *disclosure.Rate) any { return string(r.Model) }),
	"min_denominator": rateCell(func(r *disclosure.Rate) any { return r.MinDen }),
	"break_years":     func(e dictionaryEntry) any { return yearList(e.breaks()) },
	"form_rows":       metricCell(func(m *disclosure.Metric) any { return formRows(m.Rows) }),
	"crosswalk":       metricCell(func(m *disclosure.Metric) any { return crosswalk(m.Crosswalk) }),
	"page_url":        func(e dictionaryEntry) any { return "/metrics/" + e.id() },
}

func rateCell(get func(*disclosure.Rate) any) func(dictionaryEntry) any {
	return func(e dictionaryEntry) any {
		if e.rate == nil {
			return nil
		}
		return get(e.rate)
	}
}

func metricCell(get func(*disclosure.Metric) any) func(dictionaryEntry) any {
	return func(e dictionaryEntry) any {
		if e.metric == nil {
			return nil
		}
		return get(e.metric)
	}
}

func (e dictionaryEntry) id() string {
	if e.rate != nil {
		return e.rate.ID
	}
	return e.metric.ID
}

func (e dictionaryEntry) kind() string {
	if e.rate != nil {
		return "rate"
	}
	return string(e.metric.Kind)
}

func (e dictionaryEntry) name() disclosure.Text {
	if e.rate != nil {
		return e.rate.Name
	}
	return e.metric.Name
}

func (e dictionaryEntry) meaning() disclosure.Text {
	if e.rate != nil {
		return e.rate.Meaning
	}
	return e.metric.Meaning
}

func (e dictionaryEntry) unit() string {
	if e.rate != nil {
		return e.rate.Unit.ZH
	}
	return e.metric.Unit
}

func (e dictionaryEntry) theme() string {
	if e.rate != nil {
		return e.rate.Theme
	}
	return e.metric.Theme
}

func (e dictionaryEntry) polarity() disclosure.Polarity {
	if e.rate != nil {
		return e.rate.Polarity
	}
	return e.metric.Polarity
}

func (e dictionaryEntry) breaks() []int {
	if e.rate != nil {
		return e.rate.BreakYears
	}
	return e.metric.BreakYears
}

func formRows(rows []disclosure.FormRow) any {
	var out []jsonRow
	for _, r := range rows {
		out = append(out, jsonRow{
			[]string{"regime", "row", "code", "label", "column"},
			[]any{string(r.Form), countCell(r.Row), textCell(r.Code), r.Label, textCell(r.Column)},
		})
	}
	return nestedCell(out)
}

func crosswalk(meanings []disclosure.FormMeaning) any {
	var out []jsonRow
	for _, m := range meanings {
		out = append(out, jsonRow{
			[]string{"regime", "comparability", "source_zh", "source_en", "note_zh", "note_en"},
			[]any{string(m.Form), string(m.Class), textCell(m.Source.ZH), textCell(m.Source.EN), textCell(m.Note.ZH), textCell(m.Note.EN)},
		})
	}
	return nestedCell(out)
}

// metrics answers /v1/metrics from the dictionary: metrics in the order of their numbers, then rates.
func (a *api) metrics(_ context.Context, q *apiQuery) (*answer, error) {
	var found []dictionaryEntry
	for _, e := range a.dictionaryEntries() {
		kind := "metric"
		if e.rate != nil {
			kind = "rate"
		}
		if want := q.text("kind"); want != "" && want != kind {
			continue
		}
		if want := q.text("theme"); want != "" && want != e.theme() {
			continue
		}
		if e.mentions(q.text("q")) {
			found = append(found, e)
		}
	}
	return listed(q, metricColumns, found)
}

func (a *api) dictionaryEntries() []dictionaryEntry {
	var out []dictionaryEntry
	for i := range a.dictionary.Metrics {
		out = append(out, dictionaryEntry{metric: &a.dictionary.Metrics[i]})
	}
	for i := range a.dictionary.Rates {
		out = append(out, dictionaryEntry{rate: &a.dictionary.Rates[i]})
	}
	return out
}

func (e dictionaryEntry) mentions(text string) bool {
	text = strings.ToLower(text)
	for _, s := range []string{e.id(), e.name().ZH, e.name().EN, e.meaning().ZH, e.meaning().EN} {
		if strings.Contains(strings.ToLower(s), text) {
			return true
		}
	}
	return false
}

// metric answers /v1/metrics/{id} with the number of reports that state it, by year.
func (a *api) metric(ctx context.Context, q *apiQuery) (*answer, error) {
	id := q.text("id")
	var entry dictionaryEntry
	if r, ok := a.dictionary.Rate(id); ok {
		entry.rate = r
	} else {
		entry.metric, _ = a.dictionary.Metric(id) // parseQuery knows it
	}
	use, err := a.reader.MetricUse(ctx, a.metricsBehind([]string{id}))
	if err != nil {
		return nil, err
	}
	out := one(q, metricColumns, entry)
	rows := []jsonRow{}
	for _, u := range use {
		rows = append(rows, jsonRow{[]string{"measure", "year", "valued", "other"}, []any{u.Metric, u.Year, u.Valued, u.Other}})
	}
	out.around = []member{{"use", rows}}
	if entry.metric != nil {
		out.around = append(out.around, member{"basis_zh", textCell(entry.metric.Basis.ZH)}, member{"basis_en", textCell(entry.metric.Basis.EN)})
	}
	return out, nil
}
