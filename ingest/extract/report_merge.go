package extract

import (
	"fmt"
	"sync"

	"gongkai/ingest/disclosure"
)

// merger decides which statement of a metric becomes its fact: a table's value before a sentence's, the first before a
// later one. Every other value stays as an alternative.
type merger struct {
	v        *View
	dict     *disclosure.Dictionary
	scope    disclosure.Scope
	at       []int32           // by place of a metric in the dictionary: 1 + its fact's place in store, 0 without one
	store    []disclosure.Fact // in the order in which their metrics were first stated
	findings []disclosure.Finding
}

// factBuffers are kept from report to report: facts in the order in which they were found, which is not the order they are
// wanted in.
var factBuffers = sync.Pool{New: func() any { return new([]disclosure.Fact) }}

func newMerger(v *View, scope disclosure.Scope) *merger {
	dict := disclosure.MustDictionary()
	return &merger{v: v, dict: dict, scope: scope, at: make([]int32, len(dict.Metrics)), store: *factBuffers.Get().(*[]disclosure.Fact)}
}

// tables takes the cells. A metric that two tables print keeps its first value; a cell without a value yields to one with.
func (m *merger) tables(cells []candidate) {
	for _, c := range cells {
		have, ok := m.fact(c.metric)
		switch {
		case !ok, !have.Status.Valued() && c.status.Valued():
			m.set(c)
		case have.Status.Valued() && c.status.Valued() && *have.Value != *c.value:
			m.alternative(have, c)
		}
	}
}

// narrative takes the sentences' figures. Weak ones come last and never become a fact of their own.
func (m *merger) narrative(said []candidate) {
	for _, weak := range []bool{false, true} {
		for _, c := range said {
			if c.weak == weak {
				m.sentence(c)
			}
		}
	}
}

func (m *merger) sentence(c candidate) {
	have, ok := m.fact(c.metric)
	switch {
	case !ok && c.weak:
	case !ok:
		m.set(c)
	case !c.status.Valued():
	case !have.Status.Valued():
		if !c.weak {
			m.set(c)
		}
	case *have.Value == *c.value:
	default:
		m.alternative(have, c)
		if have.From == disclosure.FromTable && !c.weak {
			m.conflict(have, c)
		}
	}
}

func (m *merger) set(c candidate) {
	metric, ok := m.dict.Metric(c.metric)
	if !ok || c.status == disclosure.StatusNotReported || c.status.Valued() != (c.value != nil) {
		return
	}
	scope := c.scope
	if scope == "" {
		scope = m.scope
	}
	m.put(metric, disclosure.Fact{
		Metric: c.metric, Value: c.value, Unit: metric.Unit, Status: c.status, Qualifier: c.qualifier, Scope: scope, From: c.from,
		Raw: c.raw, Evidence: m.evidence(c),
	})
}

// put makes f the fact of a metric.
func (m *merger) put(metric *disclosure.Metric, f disclosure.Fact) {
	if i := m.at[metric.Place]; i > 0 {
		m.store[i-1] = f
		return
	}
	m.store = append(m.store, f)
	m.at[metric.Place] = int32(len(m.store))
}

// fact gives the fact of a metric so far. It stays where it is until the next put.
func (m *merger) fact(id string) (*disclosure.Fact, bool) {
	metric, ok := m.dict.Metric(id)
	if !ok || m.at[metric.Place] == 0 {
		return nil, false
	}
	return &m.store[m.at[metric.Place]-1], true
}

func (m *merger) evidence(c candidate) disclosure.Evidence {
	e := m.v.Evidence(c.start, c.end, c.rule)
	e.Table, e.Row, e.Column = c.table, c.row, c.column
	return e
}

func (m *merger) alternative(have *disclosure.Fact, c candidate) {
	for _, a := range have.Alternatives {
		if a.Value == *c.value {
			return
		}
	}
	have.Alternatives = append(have.Alternatives, disclosure.Alternative{Value: *c.value, Evidence: m.evidence(c)})
}

// conflict records that a sentence and the table disagree; the table stands.
func (m *merger) conflict(have *disclosure.Fact, c candidate) {
	name := disclosure.Text{ZH: c.metric, EN: c.metric}
	if metric, ok := m.dict.Metric(c.metric); ok {
		name = metric.Name
	}
	m.findings = append(m.findings, disclosure.Finding{
		Code: "NARRATIVE_TABLE_CONFLICT", Rule: "text_vs_table", Severity: disclosure.SeverityWarning,
		MessageZH: fmt.Sprintf("“%s”表中为 %s，正文为 %s，以表为准。", name.ZH, have.Value, c.value),
		MessageEN: fmt.Sprintf("“%s”: the table states %s, the text %s; the table stands.", name.EN, have.Value, c.value),
		Metrics:   []string{c.metric}, Left: have.Value.String(), Right: c.value.String(),
		Evidence: []disclosure.Evidence{have.Evidence, m.evidence(c)},
	})
}

// facts gives the facts in the dictionary's order, with what an identity proves added: 行政诉讼 is the sum of its two blocks
// in the forms since 2019. The merger is spent afterwards.
func (m *merger) facts() []disclosure.Fact {
	m.derive("litigation.total", "litigation.direct.total", "litigation.after_review.total")
	out := make([]disclosure.Fact, 0, len(m.store))
	for _, i := range m.at {
		if i > 0 {
			out = append(out, m.store[i-1])
		}
	}
	buffer := m.store[:0]
	clear(m.store) // or it would keep their strings
	factBuffers.Put(&buffer)
	return out
}

// derive sets a metric to the sum of two others that the tables state. A sentence that states another sum stays as an
// alternative.
func (m *merger) derive(metric, a, b string) {
	left, okLeft := m.fact(a)
	right, okRight := m.fact(b)
	if !okLeft || !okRight || !left.Status.Valued() || !right.Status.Valued() || left.From != disclosure.FromTable {
		return
	}
	sum := *left.Value + *right.Value
	entry, ok := m.dict.Metric(metric)
	if !ok {
		return
	}
	have, _ := m.fact(metric)
	if have != nil && have.Status.Valued() && *have.Value == sum {
		return
	}
	f := disclosure.Fact{
		Metric: metric, Value: &sum, Unit: entry.Unit, Status: disclosure.StatusDerived, Scope: left.Scope, From: disclosure.FromDerived,
		Evidence: left.Evidence,
	}
	f.Evidence.Rule = a + " + " + b
	if have != nil && have.Status.Valued() {
		f.Alternatives = append(have.Alternatives, disclosure.Alternative{Value: *have.Value, Evidence: have.Evidence})
		m.findings = append(m.findings, disclosure.Finding{
			Code: "NARRATIVE_TABLE_CONFLICT", Rule: "text_vs_table", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("行政诉讼表中合计为 %s，正文为 %s，以表为准。", sum, have.Value),
			MessageEN: fmt.Sprintf("Litigation: the table adds up to %s, the text states %s; the table stands.", sum, have.Value),
			Metrics:   []string{metric}, Left: sum.String(), Right: have.Value.String(), Evidence: []disclosure.Evidence{left.Evidence, have.Evidence},
		})
	}
	m.put(entry, f)
}
