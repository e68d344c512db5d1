package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// Check runs every check inside one report: the identities of its form, row and channel sums, printed shares, form against
// year, the numbering of the headings and the statistical period. The report is not changed. Findings come in a fixed order.
func Check(r *disclosure.Report) []disclosure.Finding {
	c := newChecker(r)
	c.identities()
	c.rowSums()
	c.channels()
	c.plausible()
	c.sections()
	c.period()
	return c.out
}

type checker struct {
	r     *disclosure.Report
	rules *rules
	dict  *disclosure.Dictionary
	facts []*disclosure.Fact // by place of their metric in the dictionary
	out   []disclosure.Finding
}

func newChecker(r *disclosure.Report) *checker {
	c := &checker{r: r, rules: mustRules(), dict: disclosure.MustDictionary()}
	c.facts = make([]*disclosure.Fact, len(c.dict.Metrics))
	for i := range r.Facts {
		if m, ok := c.dict.Metric(r.Facts[i].Metric); ok {
			c.facts[m.Place] = &r.Facts[i]
		}
	}
	return c
}

// fact gives the fact of a metric, nil when the report has none.
func (c *checker) fact(metric string) *disclosure.Fact {
	m, ok := c.dict.Metric(metric)
	if !ok {
		return nil
	}
	return c.facts[m.Place]
}

// value gives a stated value.
func (c *checker) value(metric string) (disclosure.Value, bool) {
	f := c.fact(metric)
	if f == nil || !f.Status.Valued() || f.Value == nil {
		return 0, false
	}
	return *f.Value, true
}

// cell gives a table cell's value for checking, where an empty cell counts as 0. ok is false when the tables have no such
// cell, when it could not be read, and when it is approximate.
func (c *checker) cell(place int) (v disclosure.Value, stated, ok bool) {
	f := c.facts[place]
	switch {
	case f == nil || f.From != disclosure.FromTable || f.Status == disclosure.StatusUnresolved || f.Qualifier != disclosure.QualifierExact:
		return 0, false, false
	case f.Value == nil:
		return 0, false, true
	}
	return *f.Value, true, true
}

// sum adds cells. stated says whether at least one of them holds a number.
func (c *checker) sum(of terms) (total disclosure.Value, stated, ok bool) {
	for _, place := range of {
		v, s, found := c.cell(place)
		if !found {
			return 0, false, false
		}
		total += v
		stated = stated || s
	}
	return total, stated, true
}

func (c *checker) identities() {
	list, ok := c.rules.sums[c.r.Form]
	if !ok {
		list = c.rules.sums[""]
	}
	for i := range list {
		c.identity(&list[i])
	}
}

func (c *checker) identity(id *sum) {
	left, leftStated, ok := c.sum(id.left)
	if !ok || len(id.right) == 0 {
		return
	}
	right, rightStated, ok := c.sum(id.right)
	if !ok || !leftStated || !rightStated {
		return
	}
	if left == right || id.Kind == "at_most" && left < right {
		return
	}
	zh, en := id.Text.ZH, id.Text.EN
	if id.column.ZH != "" {
		zh, en = "“"+id.column.ZH+"”栏："+zh, "column "+id.column.EN+": "+en
	}
	leftSum, rightSum := c.terms(id.left), c.terms(id.right)
	c.add(disclosure.Finding{
		Code: id.Code, Rule: id.Rule, Severity: id.Severity,
		MessageZH: fmt.Sprintf("%s，而表中为 %s%s 与 %s%s。", zh, left, inBrackets("（%s）", leftSum), right, inBrackets("（%s）", rightSum)),
		MessageEN: fmt.Sprintf("%s, but the table gives %s%s and %s%s.", capital(en), left, inBrackets(" (%s)", leftSum), right, inBrackets(" (%s)", rightSum)),
		Metrics:   c.ids(slices.Concat(id.left, id.right)), Left: left.String(), Right: right.String(),
		Evidence: c.evidence(c.ids(slices.Concat(id.left, c.counting(id.right)))...),
	})
}

// ids gives the ids of metrics by their places.
func (c *checker) ids(of terms) []string {
	out := make([]string, len(of))
	for i, place := range of {
		out[i] = c.dict.Metrics[place].ID
	}
	return out
}

// terms writes a side as the sum of its cells, the zeros left out; "" when no more than one is left.
func (c *checker) terms(of terms) string {
	counting := c.counting(of)
	if len(counting) < 2 {
		return ""
	}
	out := make([]string, len(counting))
	for i, place := range counting {
		v, _, _ := c.cell(place)
		out[i] = v.String()
	}
	return strings.Join(out, "+")
}

// counting keeps the cells that are not 0: zeros explain no sum.
func (c *checker) counting(of terms) terms {
	var out terms
	for _, place := range of {
		if v, _, _ := c.cell(place); v != 0 {
			out = append(out, place)
		}
	}
	return out
}

func inBrackets(format, sum string) string {
	if sum == "" {
		return ""
	}
	return fmt.Sprintf(format, sum)
}

func (c *checker) add(f disclosure.Finding) { c.out = append(c.out, f) }

// evidence gives the places of the stated terms.
func (c *checker) evidence(metrics ...string) []disclosure.Evidence {
	var out []disclosure.Evidence
	for _, m := range metrics {
		if f := c.fact(m); f != nil && f.Evidence.End > f.Evidence.Start {
			out = append(out, f.Evidence)
		}
	}
	return out
}

// name gives a metric's names; identities.go has checked that it is in the dictionary.
func (c *checker) name(metric string) disclosure.Text {
	m, _ := c.dict.Metric(metric)
	return m.Name
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
