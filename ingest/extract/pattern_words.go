package extract

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// mostWords bounds a list of words of which every match of a pattern holds one. A longer list costs more than it saves.
const mostWords = 64

// wordsOf finds for a pattern a list of words of which every match holds at least one, so that most texts need not be matched
// at all. It gives nil when there is no such list, as for a pattern that matches an empty text.
func wordsOf(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil // the caller's compilation reports it
	}
	return wordsIn(re).list()
}

// headsOf finds for a pattern that matches at the beginning of a text only a list of words of which every match begins with one,
// nil when there is no such list. anchored says whether it is such a pattern: without a list it gives up at once by itself.
func headsOf(pattern string) (heads []string, anchored bool) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || re.Op != syntax.OpConcat || re.Sub[0].Op != syntax.OpBeginText {
		return nil, false
	}
	heads = []string{""}
	for _, part := range re.Sub[1:] {
		w := wordsIn(part)
		repeated := part.Op == syntax.OpPlus || part.Op == syntax.OpRepeat && part.Min > 0
		if repeated {
			w = wordsIn(part.Sub[0])
		}
		if w.exact == nil || len(heads)*len(w.exact) > mostWords {
			break
		}
		if heads = product(heads, w.exact); repeated {
			break
		}
	}
	if shortest(heads) == 0 {
		return nil, true
	}
	return heads, true
}

// wordSet is what is known of the matches of a part of a pattern.
type wordSet struct {
	exact  []string // all its matches; nil when they are too many
	needed []string // words of which every match holds one; nil when unknown
}

func wordsIn(re *syntax.Regexp) wordSet {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return wordSet{exact: []string{string(re.Rune)}}
		}
	case syntax.OpCharClass:
		return wordSet{exact: runesOf(re.Rune)}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary,
		syntax.OpNoWordBoundary:
		return wordSet{exact: []string{""}}
	case syntax.OpCapture:
		return wordsIn(re.Sub[0])
	case syntax.OpQuest:
		if sub := wordsIn(re.Sub[0]); sub.exact != nil {
			return wordSet{exact: append(sub.exact, "")}
		}
	case syntax.OpPlus:
		return wordSet{needed: wordsIn(re.Sub[0]).list()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return wordSet{needed: wordsIn(re.Sub[0]).list()}
		}
	case syntax.OpConcat:
		return concatenation(re.Sub)
	case syntax.OpAlternate:
		return alternation(re.Sub)
	}
	return wordSet{}
}

// list gives words of which every match holds one.
func (w wordSet) list() []string { return better(w.needed, worth(w.exact)) }

// concatenation multiplies the matches of successive parts out as far as they are few, and keeps the best list on the way.
func concatenation(parts []*syntax.Regexp) wordSet {
	run, whole := []string{""}, true
	var best []string
	for _, part := range parts {
		w := wordsIn(part)
		if w.exact != nil && len(run)*len(w.exact) <= mostWords {
			run = product(run, w.exact)
			continue
		}
		best = better(better(best, worth(run)), w.list())
		run, whole = []string{""}, false
		if w.exact != nil {
			run = w.exact
		}
	}
	if whole {
		return wordSet{exact: run}
	}
	return wordSet{needed: better(best, worth(run))}
}

func alternation(parts []*syntax.Regexp) wordSet {
	exact, needed := []string{}, []string{}
	for _, part := range parts {
		w := wordsIn(part)
		if exact = appendKnown(exact, w.exact); len(exact) > mostWords {
			exact = nil
		}
		needed = appendKnown(needed, w.list())
	}
	return wordSet{exact, needed}
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

// worth gives a list when each of its words tells something: a mark of a number stands in every clause.
func worth(words []string) []string {
	for _, w := range words {
		if strings.Trim(w, string(markSelf)+string(markNumber)) == "" {
			return nil
		}
	}
	return words
}

// better chooses between two lists: the one whose shortest word is longer, of equals the shorter list.
func better(a, b []string) []string {
	if a == nil || b != nil && (shortest(b) > shortest(a) || shortest(b) == shortest(a) && len(b) < len(a)) {
		return b
	}
	return a
}

func shortest(words []string) int {
	least := utf8.RuneCountInString(words[0])
	for _, w := range words[1:] {
		least = min(least, utf8.RuneCountInString(w))
	}
	return least
}
