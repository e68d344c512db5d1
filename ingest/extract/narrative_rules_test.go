package extract

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// spoken is a case of the tables of sentences: what is read, as which form, and in which year.
type spoken struct {
	text  string
	form  disclosure.Form
	id    identity
	facts []candidate // that all rules together read
}

// read gives what the rules of a grammar read in a case.
func (s spoken) read(g *grammar) ([]candidate, []disclosure.Finding) {
	return g.narrate(NewView(&document.Document{Text: s.text}), nil, s.form, s.id)
}

// The columns of the tables of sentences, as cases.
func ofTemplate(c []string) spoken {
	return spoken{text: c[2] + "\n" + c[3], form: disclosure.Form(c[1]), id: identity{year: 2015, scope: disclosure.ScopeOwn}}
}

func ofSentence(c []string) spoken {
	return spoken{text: c[0] + "\n" + strings.ReplaceAll(c[1], "⏎", "\n"), form: disclosure.Form2021, id: identity{scope: disclosure.ScopeOwn}}
}

func ofRule(c []string) spoken {
	year := map[disclosure.Form]int{disclosure.FormStats2014: 2015, disclosure.Form2019: 2019, disclosure.Form2021: 2022}[disclosure.Form(c[1])]
	return spoken{text: c[2] + "\n" + c[3], form: disclosure.Form(c[1]), id: identity{year: max(year, 2012), scope: disclosure.ScopeOwn}}
}

// everySpoken gives the cases of all tables of sentences.
func everySpoken(t *testing.T) []spoken {
	t.Helper()
	var out []spoken
	for _, table := range []struct {
		name string
		of   func(column []string) spoken
	}{{"rules", ofRule}, {"narrative", ofTemplate}, {"sentences", ofSentence}} {
		text, err := os.ReadFile("testdata/" + table.name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			if line != "" && !strings.HasPrefix(line, "#") {
				s := table.of(strings.Split(line, "\t"))
				s.facts, _ = s.read(loadGrammar())
				out = append(out, s)
			}
		}
	}
	return out
}

// never is a pattern that no text matches.
var never = mustPattern(`[^\s\S]`)

// without gives the grammar without one of its rules, which keeps its place.
func (g *grammar) without(id string) *grammar {
	h := *g
	for _, list := range []*[]*rule{&h.Rules, &h.Loose} {
		if i := slices.IndexFunc(*list, func(r *rule) bool { return r.ID == id }); i >= 0 {
			*list = slices.Clone(*list)
			r := *(*list)[i]
			r.match = never
			(*list)[i] = &r
		}
	}
	if i := slices.IndexFunc(h.Zeros, func(z *zeroRule) bool { return z.ID == id }); i >= 0 {
		h.Zeros = slices.Clone(h.Zeros)
		z := *h.Zeros[i]
		z.match = never
		h.Zeros[i] = &z
	}
	return &h
}

// unguarded gives the grammar with one of its rules less its field not or far.
func (g *grammar) unguarded(id, field string) *grammar {
	h := *g
	if i := slices.IndexFunc(h.Rules, func(r *rule) bool { return r.ID == id }); i >= 0 {
		h.Rules = slices.Clone(h.Rules)
		r := *h.Rules[i]
		if field == "not" {
			r.not = nil
		} else {
			r.far = nil
		}
		h.Rules[i] = &r
	}
	if i := slices.IndexFunc(h.Zeros, func(z *zeroRule) bool { return z.ID == id }); i >= 0 {
		h.Zeros = slices.Clone(h.Zeros)
		z := *h.Zeros[i]
		z.not = nil
		h.Zeros[i] = &z
	}
	return &h
}

// shows says whether a rule does something in a case: it is the reason for a fact that stands, or numbers are read without it that are
// not read with it. These need not be chosen: another value that a report seems to state is kept beside the one chosen.
func (s spoken) shows(id string) bool {
	return slices.ContainsFunc(s.facts, func(c candidate) bool { return c.rule == "narrative."+id }) || s.differs(loadGrammar().without(id))
}

// differs says whether a changed grammar reads other numbers in a case.
func (s spoken) differs(changed *grammar) bool {
	other, _ := s.read(changed)
	return !slices.EqualFunc(s.facts, other, func(a, b candidate) bool { return a.metric == b.metric && a.start == b.start })
}

// TestRules reads the sentences of testdata/rules.txt. Each must show its rule.
func TestRules(t *testing.T) {
	g := loadGrammar()
	cases(t, "testdata/rules.txt", 5, func(t *testing.T, column []string) {
		s := ofRule(column)
		facts, findings := s.read(g)
		if got := dash(strings.Join(said(facts, findings), "; ")); got != column[4] {
			t.Errorf("\n got %s\nwant %s", got, column[4])
		}
		s.facts = facts
		id, field, guard := strings.Cut(column[0], " ")
		if !guard && !s.shows(id) || guard && !s.differs(g.unguarded(id, field)) {
			t.Errorf("%q is read the same without rule %s", column[3], column[0])
		}
	})
}

// TestEveryRuleHasACase asks for a case in the tables of sentences for every rule of narrative/ that shows what it does: a rule without
// one is not known to be right, needed or possible. For what denials and the rules on other things must leave alone it asks as well.
func TestEveryRuleHasACase(t *testing.T) {
	g := loadGrammar()
	all := everySpoken(t)
	shown := map[string]bool{}
	for _, s := range all {
		for _, c := range s.facts {
			shown[strings.TrimPrefix(c.rule, "narrative.")] = true
		}
	}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		if !shown[r.ID] && (len(r.metrics) > 0 || !slices.ContainsFunc(all, func(s spoken) bool { return s.shows(r.ID) })) {
			t.Errorf("%s: no case in testdata/rules.txt shows what rule %s does", r.file, r.ID)
		}
		if r.file == "narrative/20_other_things.yaml" {
			g.checkGuard(t, r.ID, "not", r.not, all)
			g.checkGuard(t, r.ID, "far", r.far, all)
		}
	}
	for _, z := range g.Zeros {
		if !shown[z.ID] {
			t.Errorf("%s: no case in testdata/rules.txt shows what zero %s does", z.file, z.ID)
		}
		g.checkGuard(t, z.ID, "not", z.not, all)
	}
}

// checkGuard asks for a case that is read otherwise without a field of a rule.
func (g *grammar) checkGuard(t *testing.T, id, field string, guard *pattern, all []spoken) {
	t.Helper()
	h := g.unguarded(id, field)
	if guard != nil && !slices.ContainsFunc(all, func(s spoken) bool { return s.differs(h) }) {
		t.Errorf("no case in testdata/rules.txt shows what field %s of %s leaves alone", field, id)
	}
}
