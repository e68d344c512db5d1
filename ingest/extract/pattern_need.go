package extract

import (
	"strings"
	"unicode/utf8"
)

// need is a condition that a text must meet to hold a match of a pattern: one of some words stands in it, or every one of some
// needs is met, or one of them. The nil need is met by any text. FilteredRE2 of the library RE2 knows its patterns by the same.
type need struct {
	words []string // one of these, none of them empty
	group int      // of the words in a word index
	every bool     // of the parts; else one of them
	parts []*need
}

// anyWord needs one of some words, and nothing where no words are known or one of them is empty.
func anyWord(words []string) *need {
	if len(words) == 0 || shortest(words) == 0 {
		return nil
	}
	return &need{words: words}
}

// and needs what both needs ask for.
func (n *need) and(other *need) *need {
	switch {
	case n == nil:
		return other
	case other == nil:
		return n
	case n.every:
		return &need{every: true, parts: append(n.parts[:len(n.parts):len(n.parts)], other)}
	}
	return &need{every: true, parts: []*need{n, other}}
}

// anyOf needs one of some needs, and nothing where one of them asks for nothing.
func anyOf(arms []*need) *need {
	out, words := &need{}, []string(nil)
	for _, arm := range arms {
		switch {
		case arm == nil:
			return nil
		case arm.words != nil:
			words = append(words, arm.words...)
		default:
			out.parts = append(out.parts, arm)
		}
	}
	switch {
	case len(out.parts) == 0:
		return anyWord(words)
	case words != nil:
		out.parts = append(out.parts, anyWord(words))
	}
	if len(out.parts) == 1 {
		return out.parts[0]
	}
	return out
}

// leaves hands out the parts of a need that name words.
func (n *need) leaves(each func(*need)) {
	if n == nil {
		return
	}
	if n.words != nil {
		each(n)
	}
	for _, part := range n.parts {
		part.leaves(each)
	}
}

// key gives the parts of a need that name words of which a text that meets the need holds one, the fewest and longest words; none
// where the words tell nothing.
func (n *need) key() []*need {
	switch {
	case n == nil:
		return nil
	case n.words != nil:
		return worth(n)
	case n.every:
		var best []*need
		for _, part := range n.parts {
			best = better(best, part.key())
		}
		return best
	}
	var all []*need
	for _, part := range n.parts {
		key := part.key()
		if key == nil {
			return nil
		}
		all = append(all, key...)
	}
	return all
}

// allWords gives the words of a key.
func allWords(key []*need) []string {
	var out []string
	for _, n := range key {
		out = append(out, n.words...)
	}
	return out
}

// worth gives a list of words when each of them tells something: a mark of a number stands in every clause.
func worth(n *need) []*need {
	for _, w := range n.words {
		if strings.Trim(w, string(markSelf)+string(markNumber)) == "" {
			return nil
		}
	}
	return []*need{n}
}

// better chooses between two keys: the one whose shortest word is longer, of equals the one with fewer words.
func better(a, b []*need) []*need {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	x, y := allWords(a), allWords(b)
	if shortest(y) > shortest(x) || shortest(y) == shortest(x) && len(y) < len(x) {
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
