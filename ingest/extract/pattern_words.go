package extract

import (
	"regexp/syntax"
)

// mostWords bounds what is multiplied out of the successive parts of a pattern. A longer list costs more than it saves.
const mostWords = 64

// needOf finds what every match of a pattern holds, nil when a match may hold nothing in particular. wordsOnly says that the
// pattern is a list of words, so that every text that meets the need holds a match.
func needOf(pattern *syntax.Regexp) (n *need, wordsOnly bool) {
	c := contentOf(pattern)
	return c.whole(), anyWord(c.exact) != nil && spelledOut(pattern)
}

// content is what is known of the matches of a part of a pattern.
type content struct {
	exact []string // all its matches; nil when they are too many
	holds *need    // what every match holds, where they are too many
}

// whole is all that every match holds.
func (c content) whole() *need {
	if c.exact != nil {
		return anyWord(c.exact)
	}
	return c.holds
}

func contentOf(re *syntax.Regexp) content {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return content{exact: []string{string(re.Rune)}}
		}
	case syntax.OpCharClass:
		return content{exact: runesOf(re.Rune)}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary,
		syntax.OpNoWordBoundary:
		return content{exact: []string{""}}
	case syntax.OpCapture:
		return contentOf(re.Sub[0])
	case syntax.OpQuest:
		if sub := contentOf(re.Sub[0]); sub.exact != nil {
			return content{exact: append(sub.exact, "")}
		}
	case syntax.OpPlus:
		return content{holds: contentOf(re.Sub[0]).whole()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return content{holds: contentOf(re.Sub[0]).whole()}
		}
	case syntax.OpConcat:
		return concatenation(re.Sub)
	case syntax.OpAlternate:
		return alternation(re.Sub)
	}
	return content{}
}

// spelledOut says whether a part of a pattern looks at nothing but the characters it matches.
func spelledOut(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpEmptyMatch:
		return true
	case syntax.OpAlternate, syntax.OpConcat, syntax.OpQuest, syntax.OpCapture:
		for _, part := range re.Sub {
			if !spelledOut(part) {
				return false
			}
		}
		return true
	}
	return false
}

// concatenation multiplies the matches of successive parts out as far as they are few; every match holds one of each product.
func concatenation(parts []*syntax.Regexp) content {
	run, whole := []string{""}, true
	var holds *need
	for _, part := range parts {
		w := contentOf(part)
		if w.exact != nil && len(run)*len(w.exact) <= mostWords {
			run = product(run, w.exact)
			continue
		}
		holds = holds.and(anyWord(run)).and(w.holds)
		run, whole = []string{""}, false
		if w.exact != nil {
			run = w.exact
		}
	}
	if whole {
		return content{exact: run}
	}
	return content{holds: holds.and(anyWord(run))}
}

func alternation(parts []*syntax.Regexp) content {
	exact, arms := []string{}, make([]*need, len(parts))
	for i, part := range parts {
		w := contentOf(part)
		if exact = appendKnown(exact, w.exact); len(exact) > mostWords {
			exact = nil
		}
		arms[i] = w.whole()
	}
	if exact != nil {
		return content{exact: exact}
	}
	return content{holds: anyOf(arms)}
}

// appendKnown puts two lists together; nil, the list that is not known, stays unknown.
func appendKnown(a, b []string) []string {
	if a == nil || b == nil {
		return nil
	}
	return append(a, b...)
}

func product(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}

// runesOf lists the runes of a class, nil when they are many.
func runesOf(ranges []rune) []string {
	var out []string
	for i := 0; i < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(out) >= mostWords {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			out = append(out, string(r))
		}
	}
	return out
}
