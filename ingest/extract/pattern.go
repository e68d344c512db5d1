package extract

import (
	"regexp"
	"regexp/syntax"
	"sync"
	"sync/atomic"
)

// pattern is a regular expression that looks for its matches only in texts that its automaton says hold one. Few do, and most
// patterns are never asked for more: both are made for the first text that gets that far. It has the methods of regexp.Regexp that
// are used here, with the same results.
type pattern struct {
	need   *need      // what every match holds
	plain  bool       // what meets the need holds a match
	index  *wordIndex // of the words of the need; nil for the patterns of none
	needAt int32      // where the need is written in the index

	expression string
	states     atomic.Pointer[automaton]
	re         func() *regexp.Regexp
}

// newPattern reads an expression.
func newPattern(expression string) (*pattern, error) {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, err
	}
	p := &pattern{
		expression: expression,
		re:         sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) }),
	}
	p.need, p.plain = needOf(parsed)
	return p, nil
}

// mustPattern reads an expression that is part of the program.
func mustPattern(expression string) *pattern {
	p, err := newPattern(expression)
	if err != nil {
		panic(err)
	}
	return p
}

// MatchString says whether the text holds a match.
func (p *pattern) MatchString(text string) bool {
	if found, known := p.automaton().holds(text); known {
		return found
	}
	return p.re().MatchString(text)
}

func (p *pattern) automaton() *automaton {
	if a := p.states.Load(); a != nil {
		return a
	}
	p.states.CompareAndSwap(nil, newAutomaton(p.expression))
	return p.states.Load()
}

// in says whether a text holds a match. A pattern of the index that the text was read with knows most texts by their words.
func (p *pattern) in(r *wordedText) bool {
	return p.possible(r) && (p.plain && p.index == r.index || p.MatchString(r.text))
}

// anyText is where the need of a pattern stands that needs no words.
const anyText = -1

// possible says whether a text can hold a match, by the words in it where it was read with the pattern's index.
func (p *pattern) possible(r *wordedText) bool {
	return p.index != r.index || p.needAt == anyText || p.index.met(p.needAt, r.groups)
}

// FindString gives the first match, "" without one.
func (p *pattern) FindString(text string) string {
	if !p.MatchString(text) {
		return ""
	}
	return p.re().FindString(text)
}

// FindStringIndex gives the bounds of the first match, nil without one.
func (p *pattern) FindStringIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindStringIndex(text)
}

// FindStringSubmatch gives the first match and its groups, nil without one.
func (p *pattern) FindStringSubmatch(text string) []string {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindStringSubmatch(text)
}

// FindStringSubmatchIndex gives the bounds of the first match and of its groups, nil without one.
func (p *pattern) FindStringSubmatchIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindStringSubmatchIndex(text)
}

// FindAllStringIndex gives the bounds of all matches.
func (p *pattern) FindAllStringIndex(text string, most int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindAllStringIndex(text, most)
}

// FindAllStringSubmatch gives all matches and their groups.
func (p *pattern) FindAllStringSubmatch(text string, most int) [][]string {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindAllStringSubmatch(text, most)
}

// inLines gives all matches in some lines and their groups. Lines without a match, which the automaton tells, cost little.
func (p *pattern) inLines(lines []string) [][]string {
	var found [][]string
	for _, line := range lines {
		found = append(found, p.FindAllStringSubmatch(line, -1)...)
	}
	return found
}

// FindAllStringSubmatchIndex gives the bounds of all matches and their groups.
func (p *pattern) FindAllStringSubmatchIndex(text string, most int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.re().FindAllStringSubmatchIndex(text, most)
}

// ReplaceAllString gives the text with all matches replaced.
func (p *pattern) ReplaceAllString(text, by string) string {
	if !p.MatchString(text) {
		return text
	}
	return p.re().ReplaceAllString(text, by)
}
