package reconcile

import (
	"fmt"
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
	facts map[string]*disclosure.Fact
	out   []disclosure.Finding
}

func newChecker(r *disclosure.Report) *checker {
	c := &checker{r: r, rules: mustRules(), dict: disclosure.MustDictionary(), facts: make(map[string]*disclosure.Fact, len(r.Facts))}
	for i := range r.Facts {
		c.facts[r.Facts[i].Metric] = &r.Facts[i]
	}
	return c
}

// value gives a stated value.
func (c *checker) value(metric string) (disclosure.Value, bool) {
	f := c.facts[metric]
	if f == nil || !f.Status.Valued() || f.Value == nil {
		return 0, false
	}
	return *f.Value, true
}

// cell gives a table cell's value for checking, where an empty cell counts as 0. ok is false when the tables have no such
// cell, when it could not be read, and when it is approximate.
func (c *checker) cell(metric string) (v disclosure.Value, stated, ok bool) {
	f := c.facts[metric]
	switch {
	case f == nil || f.From != disclosure.FromTable || f.Status == disclosure.StatusUnresolved || f.Qualifier != disclosure.QualifierExact:
		return 0, false, false
	case f.Value == nil:
		return 0, false, true
	}
	return *f.Value, true, true
}

// sum adds cells. stated says whether at least one of them holds a number.
func (c *checker) sum(metrics []string) (total disclosure.Value, stated, ok bool) {
	for _, m := range metrics {
		v, s, found := c.cell(m)
		if !found {
			return 0, false, false
		}
		total += v
		stated = stated || s
	}
	return total, stated, true
}

func (c *checker) identities() {
	for _, id := range c.rules.Identities {
		if !forForm(id.Forms, c.r.Form) {
			continue
		}
		right := id.Right
		if id.RightRows != "" {
			right = resultRows(c.r.Form, id.Left[0])
		}
		if id.Each != "applicants" {
			c.identity(id, id.Left, right, disclosure.Text{})
			continue
		}
		for _, a := range c.dict.Applicants {
			c.identity(id, suffixed(id.Left, a.ID), suffixed(right, a.ID), a.Name)
		}
	}
}

func forForm(forms []disclosure.Form, form disclosure.Form) bool {
	for _, f := range forms {
		if f == form {
			return true
		}
	}
	return len(forms) == 0
}

func suffixed(bases []string, applicant string) []string {
	out := make([]string, len(bases))
	for i, b := range bases {
		out[i] = b + "." + applicant
	}
	return out
}

func (c *checker) identity(id identity, leftTerms, rightTerms []string, column disclosure.Text) {
	left, leftStated, ok := c.sum(leftTerms)
	if !ok || len(rightTerms) == 0 {
		return
	}
	right, rightStated, ok := c.sum(rightTerms)
	if !ok || !leftStated || !rightStated {
		return
	}
	if left == right || id.Kind == "at_most" && left < right {
		return
	}
	zh, en := id.Text.ZH, id.Text.EN
	if column.ZH != "" {
		zh, en = "“"+column.ZH+"”栏："+zh, "column "+column.EN+": "+en
	}
	terms := append(append([]string{}, leftTerms...), rightTerms...)
	leftSum, rightSum := c.terms(leftTerms), c.terms(rightTerms)
	c.add(disclosure.Finding{
		Code: id.Code, Rule: id.Rule, Severity: id.Severity,
		MessageZH: fmt.Sprintf("%s，而表中为 %s%s 与 %s%s。", zh, left, inBrackets("（%s）", leftSum), right, inBrackets("（%s）", rightSum)),
		MessageEN: fmt.Sprintf("%s, but the table gives %s%s and %s%s.", capital(en), left, inBrackets(" (%s)", leftSum), right, inBrackets(" (%s)", rightSum)),
		Metrics:   terms, Left: left.String(), Right: right.String(),
		Evidence: c.evidence(append(append([]string{}, leftTerms...), c.counting(rightTerms)...)...),
	})
}

// terms writes a side as the sum of its cells, the zeros left out; "" when no more than one is left.
func (c *checker) terms(metrics []string) string {
	counting := c.counting(metrics)
	if len(counting) < 2 {
		return ""
	}
	out := make([]string, len(counting))
	for i, m := range counting {
		v, _, _ := c.cell(m)
		out[i] = v.String()
	}
	return strings.Join(out, "+")
}

// counting keeps the metrics whose cells are not 0: zeros explain no sum.
func (c *checker) counting(metrics []string) []string {
	var out []string
	for _, m := range metrics {
		if v, _, _ := c.cell(m); v != 0 {
			out = append(out, m)
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
		if f := c.facts[m]; f != nil && f.Evidence.End > f.Evidence.Start {
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
