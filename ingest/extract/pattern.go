package extract

import "regexp"

// pattern is a regular expression that looks at a text only when the text holds one of the words without which it cannot match.
// Most texts hold none. It has the methods of regexp.Regexp that are used here, with the same results.
type pattern struct {
	re    *regexp.Regexp
	words *lexicon   // nil when no such words are known
	head  bool       // the words stand at the beginning of the text
	need  *need      // what every match holds
	plain bool       // what meets the need holds a match
	index *wordIndex // of the words of the need; nil for the patterns of none
}

// newPattern compiles an expression.
func newPattern(expression string) (*pattern, error) {
	re, err := regexp.Compile(expression)
	if err != nil {
		return nil, err
	}
	p := &pattern{re: re}
	p.need, p.plain = needOf(expression)
	words := headsOf(expression)
	if p.head = words != nil; !p.head {
		words = allWords(p.need.key())
	}
	if words != nil {
		p.words = newLexicon(words)
	}
	return p, nil
}

// mustPattern compiles an expression that is part of the program.
func mustPattern(expression string) *pattern {
	p, err := newPattern(expression)
	if err != nil {
		panic(err)
	}
	return p
}

// possibleIn says of a text in runes whether it can hold a match, so that it need not become a string.
func (p *pattern) possibleIn(text []rune) bool {
	return p.words == nil || p.head || p.words.anyRunes(text)
}

func (p *pattern) possible(text string) bool {
	switch {
	case p.words == nil:
		return true
	case p.head:
		return p.words.prefix(text) != ""
	}
	return p.words.any(text)
}

// MatchString says whether the text holds a match.
func (p *pattern) MatchString(text string) bool {
	return p.possible(text) && (p.plain && p.words != nil || p.re.MatchString(text))
}

// in says whether a text holds a match. A pattern of the index that the text was read with knows most texts by their words.
func (p *pattern) in(r *wordedText) bool {
	switch {
	case p.index != r.index:
		return p.MatchString(r.text)
	case !p.need.met(r.groups):
		return false
	case p.plain:
		return true
	case p.head && !p.possible(r.text):
		return false
	}
	return p.re.MatchString(r.text)
}

// FindString gives the first match, "" without one.
func (p *pattern) FindString(text string) string {
	if !p.possible(text) {
		return ""
	}
	return p.re.FindString(text)
}

// FindStringIndex gives the bounds of the first match, nil without one.
func (p *pattern) FindStringIndex(text string) []int {
	if !p.possible(text) {
		return nil
	}
	return p.re.FindStringIndex(text)
}

// FindStringSubmatch gives the first match and its groups, nil without one.
func (p *pattern) FindStringSubmatch(text string) []string {
	if !p.possible(text) {
		return nil
	}
	return p.re.FindStringSubmatch(text)
}

// FindStringSubmatchIndex gives the bounds of the first match and of its groups, nil without one.
func (p *pattern) FindStringSubmatchIndex(text string) []int {
	if !p.possible(text) {
		return nil
	}
	return p.re.FindStringSubmatchIndex(text)
}

// FindAllStringIndex gives the bounds of all matches.
func (p *pattern) FindAllStringIndex(text string, most int) [][]int {
	if !p.possible(text) {
		return nil
	}
	return p.re.FindAllStringIndex(text, most)
}

// FindAllStringSubmatchIndex gives the bounds of all matches and their groups.
func (p *pattern) FindAllStringSubmatchIndex(text string, most int) [][]int {
	if !p.possible(text) {
		return nil
	}
	return p.re.FindAllStringSubmatchIndex(text, most)
}

// ReplaceAllString gives the text with all matches replaced.
func (p *pattern) ReplaceAllString(text, by string) string {
	if !p.possible(text) {
		return text
	}
	return p.re.ReplaceAllString(text, by)
}
