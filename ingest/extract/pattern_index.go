package extract

import "strings"

// patternIndex tells which patterns of a list can match a text, in one pass over the text. Of the three hundred rules of
// narrative.yaml a clause holds the words of five.
type patternIndex struct {
	words  *lexicon
	of     []bitset // of[w]: the patterns that word w makes possible
	always bitset   // the patterns of which no words are known
}

// newPatternIndex indexes patterns by the words of which each match of theirs holds one.
func newPatternIndex(patterns []string) *patternIndex {
	x := &patternIndex{always: newBitset(len(patterns))}
	var list []string
	number := map[string]int{}
	for i, p := range patterns {
		words := wordsOf(p)
		if words == nil {
			x.always.add(i)
		}
		for _, w := range words {
			at, known := number[w]
			if !known {
				at = len(list)
				number[w] = at
				list, x.of = append(list, w), append(x.of, newBitset(len(patterns)))
			}
			x.of[at].add(i)
		}
	}
	x.words = newLexicon(list)
	return x
}

// candidates gives the patterns that can match a text, in the order of the list. The buffer is used again for the result.
func (x *patternIndex) candidates(text string, buffer []int) []int {
	var few [8]uint64 // enough for 512 patterns without an allocation
	found := bitset(append(few[:0], x.always...))
	for i, r := range text {
		for _, w := range x.words.at(r) {
			if strings.HasPrefix(text[i:], x.words.words[w]) {
				found.union(x.of[w])
			}
		}
	}
	return found.list(buffer[:0])
}
