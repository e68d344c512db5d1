package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// A rule that names a subject, section or unit that is none never reads anything and nobody notices. So every name in the files of
// narrative/ must be one that is known.

// naming is a field of a rule with the names that it holds.
type naming struct {
	field string
	names []string
	known []string // the names that it may hold
}

// mostNamed is how many known names an error lists.
const mostNamed = 60

// check gives an error about the first name that is not known.
func (n naming) check() error {
	for _, name := range n.names {
		if !slices.Contains(n.known, name) {
			if len(n.known) > mostNamed {
				return fmt.Errorf("%s: unknown name %q", n.field, name)
			}
			return fmt.Errorf("%s: unknown name %q; known are %s", n.field, name, strings.Join(n.known, ", "))
		}
	}
	return nil
}

// sections are those a rule can name: all that are read, and none for text under no known heading.
var sections = []section{
	"none", sectionOverview, sectionProactiv, sectionRequests, sectionConsult, sectionDisputes, sectionFees, sectionStaff, sectionProblems,
	sectionOther,
}

// vocabulary is what the names of a grammar can be.
type vocabulary struct {
	topics, objects, sections, forms, scopes, qualifiers, units, metrics []string
}

func (g *grammar) vocabulary() (*vocabulary, error) {
	d, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	v := &vocabulary{
		topics: slices.Sorted(maps.Keys(g.Topics)), objects: slices.Sorted(maps.Keys(g.Objects)), sections: words(sections),
		forms: words(disclosure.Forms), scopes: words(disclosure.Scopes), qualifiers: words(disclosure.Qualifiers),
		units: append(slices.Clone(units), "%", ""),
	}
	for _, m := range d.Metrics {
		v.metrics = append(v.metrics, m.ID)
	}
	return v, nil
}

// words turns names of a type of their own into plain ones.
func words[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// checkNames says which rule names something that is not known, and where.
func (g *grammar) checkNames() error {
	v, err := g.vocabulary()
	if err != nil {
		return err
	}
	ids := map[string]string{}
	check := func(file, kind, id string, fields []naming) error {
		if first, twice := ids[id]; twice || id == "" {
			return fmt.Errorf("%s: %s %q: id: every rule needs one of its own (it stands in %s)", file, kind, id, first)
		}
		ids[id] = file
		for _, f := range fields {
			if err := f.check(); err != nil {
				return fmt.Errorf("%s: %s %s: %w", file, kind, id, err)
			}
		}
		return nil
	}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		if err := check(r.file, "rule", r.ID, r.names(v)); err != nil {
			return err
		}
	}
	for _, z := range g.Zeros {
		if err := check(z.file, "zero", z.ID, []naming{{"metrics", z.Metrics, v.metrics}, {"in", words(z.In), v.sections}}); err != nil {
			return err
		}
	}
	return g.checkTables(v)
}

// names lists the names that a rule holds.
func (r *rule) names(v *vocabulary) []naming {
	fields := []naming{
		{"metric", r.metrics, v.metrics},
		{"equals", r.Equals, v.metrics},
		{"topic", r.Topic, v.topics},
		{"object", r.Object, v.objects},
		{"in", words(r.In), v.sections},
		{"out", words(r.Out), v.sections},
		{"form", words(r.Form), v.forms},
		{"unit", slices.Sorted(maps.Keys(r.units)), v.units},
		{"qualifier", []string{string(r.Qualifier)}, v.qualifiers},
	}
	if r.Scope != "" {
		fields = append(fields, naming{"scope", []string{string(r.Scope)}, v.scopes})
	}
	return fields
}

// checkTables says which table of words names something that is not known.
func (g *grammar) checkTables(v *vocabulary) error {
	for _, n := range g.NoneStated {
		if err := (naming{"none_stated", n.Metrics, v.metrics}).check(); err != nil {
			return err
		}
	}
	fields := []naming{
		{"section_topics", words(slices.Sorted(maps.Keys(g.SectionTopics))), v.sections},
		{"section_topics", slices.Sorted(maps.Values(g.SectionTopics)), v.topics},
	}
	for _, slug := range slices.Sorted(maps.Keys(g.Channels)) {
		fields = append(fields, naming{"channels", []string{channelPrefix + slug}, v.metrics})
	}
	for _, slug := range slices.Sorted(maps.Keys(g.Categories)) {
		fields = append(fields, naming{"categories", []string{categoryPrefix + slug}, v.metrics})
	}
	for _, slug := range slices.Sorted(maps.Keys(g.Roots)) {
		fields = append(fields, naming{"roots", []string{categoryPrefix + slug}, v.metrics})
	}
	for _, f := range append(fields, g.Business.names(v)...) {
		if err := f.check(); err != nil {
			return err
		}
	}
	return nil
}
