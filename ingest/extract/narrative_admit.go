package extract

import (
	"maps"
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// ruleSets knows which rules of a list can read a number, whatever the words around it: by its unit, its subject, the section and the
// form. That leaves a few dozen of hundreds, and no other rule is looked at.
type ruleSets struct {
	counts   choices[string] // by the unit of a count
	shares   bitset          // the rules that read a percentage
	many     bitset          // those that read any number and not only one
	topics   choices[string]
	forms    choices[disclosure.Form]
	sections choices[section]
}

// choices are the rules that a name admits: those that name it, and those that any name will do for.
type choices[K comparable] struct {
	of    map[K]bitset
	other bitset // for a name that no rule has
}

func (c *choices[K]) by(name K) bitset {
	if set, ok := c.of[name]; ok {
		return set
	}
	return c.other
}

// numbersOf gives the numbers of those of a list that a condition holds of.
func numbersOf[T any](list []T, holds func(T) bool) bitset {
	out := newBitset(len(list))
	for i, x := range list {
		if holds(x) {
			out.add(i)
		}
	}
	return out
}

// newRuleSets sorts those rules of a list that are eligible.
func newRuleSets(rules []*rule, eligible func(*rule) bool) *ruleSets {
	that := func(holds func(*rule) bool) bitset {
		return numbersOf(rules, func(r *rule) bool { return eligible(r) && holds(r) })
	}
	x := &ruleSets{
		shares:   that((*rule).readsShares),
		many:     that(func(r *rule) bool { return !r.One }),
		counts:   choices[string]{map[string]bitset{}, that(func(r *rule) bool { return r.units == nil })},
		topics:   choices[string]{map[string]bitset{}, that(func(r *rule) bool { return len(r.Topic) == 0 })},
		forms:    choices[disclosure.Form]{map[disclosure.Form]bitset{}, that(func(r *rule) bool { return len(r.Form) == 0 })},
		sections: choices[section]{map[section]bitset{}, that(func(r *rule) bool { return len(r.In) == 0 })},
	}
	for _, r := range rules {
		for unit := range maps.Keys(r.units) {
			x.counts.of[unit] = that(func(r *rule) bool { return r.units == nil || r.units[unit] && !r.units["%"] })
		}
		for _, topic := range r.Topic {
			x.topics.of[topic] = that(func(r *rule) bool { return len(r.Topic) == 0 || slices.Contains(r.Topic, topic) })
		}
		for _, form := range r.Form {
			x.forms.of[form] = that(func(r *rule) bool { return len(r.Form) == 0 || slices.Contains(r.Form, form) })
		}
		for _, s := range slices.Concat(r.In, r.Out) {
			x.sections.of[s] = that(func(r *rule) bool { return (len(r.In) == 0 || slices.Contains(r.In, s)) && !slices.Contains(r.Out, s) })
		}
	}
	return x
}

// newDenied gives the negatives that can be read in a section.
func newDenied(zeros []*zeroRule) choices[section] {
	c := choices[section]{map[section]bitset{}, numbersOf(zeros, func(z *zeroRule) bool { return len(z.In) == 0 })}
	for _, z := range zeros {
		for _, s := range z.In {
			c.of[s] = numbersOf(zeros, func(z *zeroRule) bool { return len(z.In) == 0 || slices.Contains(z.In, s) })
		}
	}
	return c
}

// readsShares says whether a rule can read a percentage: its units or its words say so, or it only tells what a number is not.
func (r *rule) readsShares() bool {
	if r.units != nil {
		return r.units["%"]
	}
	return strings.Contains(r.Match, "%") || len(r.metrics) == 0
}

// admits gives the rules that can read the number of a frame. The buffer is used for the result.
func (x *ruleSets) admits(f *frame, buffer bitset) bitset {
	out := append(buffer[:0], x.topics.by(f.topic)...)
	out.intersect(x.forms.by(f.form))
	out.intersect(x.sections.by(f.m.section.name()))
	switch {
	case f.Kind != numeral.Count:
		out.intersect(x.shares)
	case f.unit == "" && !f.ends():
		out.intersect(x.counts.other)
	default:
		out.intersect(x.counts.by(f.unit))
	}
	if f.Value != numeral.Scale {
		out.intersect(x.many)
	}
	return out
}
