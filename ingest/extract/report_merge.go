package extract

import (
	"fmt"

	"gongkai/ingest/disclosure"
)

// merger decides which statement of a metric becomes its fact: a table's value before a sentence's, the first before a
// later one. Every other value stays as an alternative.
type merger struct {
	v        *View
	dict     *disclosure.Dictionary
	scope    disclosure.Scope
	at       []int32           // by place of a metric in the dictionary: its place in store, plus one; 0 where nothing states it
	store    []disclosure.Fact // in the dictionary's order; without a metric as long as nothing has become the fact
	findings []disclosure.Finding
}

// derived and handledTotal are the metrics that the merger adds by itself.
const (
	derived      = "litigation.total"
	handledTotal = "requests.handled_total"
)

// newMerger makes a merger with a place for every metric that the candidates state, in the order in which the facts are wanted.
func newMerger(v *View, scope disclosure.Scope, cells, said []candidate) *merger {
	m := &merger{v: v, dict: disclosure.MustDictionary(), scope: scope}
	m.at = make([]int32, len(m.dict.Metrics))
	mark := func(id string) {
		if metric, ok := m.dict.Metric(id); ok {
			m.at[metric.Place] = 1
		}
	}
	mark(derived)
	mark(handledTotal)
	for i := range cells {
		mark(cells[i].metric)
	}
	for i := range said {
		mark(said[i].metric)
	}
	places := int32(0)
	for i := range m.at {
		if m.at[i] > 0 {
			places++
			m.at[i] = places
		}
	}
	m.store = make([]disclosure.Fact, places)
	return m
}

// tables takes the cells. A metric that two tables print keeps its first value; a cell without a value yields to one with.
func (m *merger) tables(cells []candidate) {
	for i := range cells {
		c := &cells[i]
		have, ok := m.fact(c.metric)
		switch {
		case !ok, !have.Status.Valued() && c.status.Valued():
			m.set(have, c)
		case have.Status.Valued() && c.status.Valued() && *have.Value != *c.value:
			m.alternative(have, c)
		}
	}
}

// narrative takes the sentences' figures. Weak ones come last and never become a fact of their own.
func (m *merger) narrative(said []candidate) {
	for _, weak := range []bool{false, true} {
		for i := range said {
			if said[i].weak == weak {
				m.sentence(&said[i])
			}
		}
	}
}

func (m *merger) sentence(c *candidate) {
	have, ok := m.fact(c.metric)
	switch {
	case !ok && c.weak:
	case !ok:
		m.set(have, c)
	case !c.status.Valued():
	case !have.Status.Valued():
		if !c.weak {
			m.set(have, c)
		}
	case *have.Value == *c.value:
	case m.withCarried(have, c):
		handled := *c
		handled.metric = handledTotal
		m.sentence(&handled)
	default:
		m.alternative(have, c)
		if have.From == disclosure.FromTable && !c.weak {
			m.conflict(have, c)
		}
	}
}

// withCarried says whether the applications that a sentence counts as received are those of the table together with the ones that came over
// from the year before, which is what the office handled (57).
func (m *merger) withCarried(have *disclosure.Fact, c *candidate) bool {
	if c.metric != requestsReceived || have.From != disclosure.FromTable || c.weak {
		return false
	}
	carried, ok := m.fact("requests.carried_in.total")
	return ok && carried.From == disclosure.FromTable && carried.Status.Valued() && *carried.Value != 0 && have.Value.Plus(*carried.Value) == *c.value
}

// set makes a candidate the fact that stands at its metric's place; nil is the place of a metric that the dictionary does not have.
func (m *merger) set(place *disclosure.Fact, c *candidate) {
	if place == nil || c.status == disclosure.StatusNotReported || c.status.Valued() != (c.value != nil) {
		return
	}
	scope := c.scope
	if scope == "" {
		scope = m.scope
	}
	metric, _ := m.dict.Metric(c.metric)
	*place = disclosure.Fact{
		Metric: c.metric, Value: c.value, Unit: metric.Unit, Status: c.status, Qualifier: c.qualifier, Scope: scope, From: c.from,
		Raw: c.raw, Evidence: m.evidence(c),
	}
}

// fact gives the place of a metric's fact, and whether there is a fact so far.
func (m *merger) fact(id string) (place *disclosure.Fact, ok bool) {
	metric, known := m.dict.Metric(id)
	if !known || m.at[metric.Place] == 0 {
		return nil, false
	}
	place = &m.store[m.at[metric.Place]-1]
	return place, place.Metric != ""
}

func (m *merger) evidence(c *candidate) disclosure.Evidence {
	e := m.v.Evidence(c.start, c.end, c.rule)
	e.Table, e.Row, e.Column = c.table, c.row, c.column
	return e
}

func (m *merger) alternative(have *disclosure.Fact, c *candidate) {
	for _, a := range have.Alternatives {
		if a.Value == *c.value {
			return
		}
	}
	have.Alternatives = append(have.Alternatives, disclosure.Alternative{Value: *c.value, Evidence: m.evidence(c)})
}

// conflict records that a sentence and the table disagree; the table stands.
func (m *merger) conflict(have *disclosure.Fact, c *candidate) {
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
	m.derive("litigation.direct.total", "litigation.after_review.total")
	out := m.store[:0]
	for i := range m.store {
		if m.store[i].Metric != "" {
			out = append(out, m.store[i])
		}
	}
	return out
}

// derive sets the derived metric to the sum of two others that the tables state. A sentence that states another sum stays as an
// alternative.
func (m *merger) derive(a, b string) {
	left, okLeft := m.fact(a)
	right, okRight := m.fact(b)
	if !okLeft || !okRight || !left.Status.Valued() || !right.Status.Valued() || left.From != disclosure.FromTable {
		return
	}
	sum := *left.Value + *right.Value
	metric, ok := m.dict.Metric(derived)
	if !ok {
		return
	}
	have, _ := m.fact(derived)
	if have.Status.Valued() && *have.Value == sum {
		return
	}
	f := disclosure.Fact{
		Metric: derived, Value: &sum, Unit: metric.Unit, Status: disclosure.StatusDerived, Scope: left.Scope, From: disclosure.FromDerived,
		Evidence: left.Evidence,
	}
	f.Evidence.Rule = a + " + " + b
	if have.Status.Valued() {
		f.Alternatives = append(have.Alternatives, disclosure.Alternative{Value: *have.Value, Evidence: have.Evidence})
		m.findings = append(m.findings, disclosure.Finding{
			Code: "NARRATIVE_TABLE_CONFLICT", Rule: "text_vs_table", Severity: disclosure.SeverityWarning,
			MessageZH: fmt.Sprintf("行政诉讼表中合计为 %s，正文为 %s，以表为准。", sum, have.Value),
			MessageEN: fmt.Sprintf("Litigation: the table adds up to %s, the text states %s; the table stands.", sum, have.Value),
			Metrics:   []string{derived}, Left: sum.String(), Right: have.Value.String(), Evidence: []disclosure.Evidence{left.Evidence, have.Evidence},
		})
	}
	*have = f
}
