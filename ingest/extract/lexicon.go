package extract

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon finds which words of a list stand in a text, in one pass over the text however long the list is. Searching for the
// words one by one took a third of the time of a report.
type lexicon struct {
	words []string
	runes [][]rune          // of the words
	begin [4]uint64         // bit r mod 256 for each first rune r: most runes of a text need no look at the pages
	pages [256]*[256]uint16 // by the lower 16 bits of the first rune: a place in heads, 0 for none
	heads [][]uint16        // the words that begin with one rune, the longest first
}

// hit is a word of a lexicon at a place of a text, in bytes or, where the text is given as such, in runes.
type hit struct {
	word     int // index in the list
	from, to int
}

// newLexicon indexes a list of words, none of which is empty. A word may stand in the list more than once.
func newLexicon(words []string) *lexicon {
	x := &lexicon{words: words, runes: make([][]rune, len(words)), heads: [][]uint16{nil}}
	for i, w := range words {
		x.runes[i] = []rune(w)
		r := x.runes[i][0]
		x.begin[r>>6&3] |= 1 << (r & 63)
		page := x.pages[r>>8&0xFF]
		if page == nil {
			page = new([256]uint16)
			x.pages[r>>8&0xFF] = page
		}
		if page[r&0xFF] == 0 {
			page[r&0xFF] = uint16(len(x.heads))
			x.heads = append(x.heads, nil)
		}
		head := &x.heads[page[r&0xFF]]
		*head = append(*head, uint16(i))
	}
	for _, head := range x.heads {
		slices.SortStableFunc(head, func(a, b uint16) int { return cmp.Compare(len(words[b]), len(words[a])) })
	}
	return x
}

// begins says whether a word can begin with the rune r; one in four runes of a text that none begins with passes.
func (x *lexicon) begins(r rune) bool { return x.begin[r>>6&3]>>(r&63)&1 != 0 }

// at gives the words that may begin with the rune r.
func (x *lexicon) at(r rune) []uint16 {
	page := x.pages[r>>8&0xFF]
	if page == nil {
		return nil
	}
	return x.heads[page[r&0xFF]]
}

// find appends every place of every word to hits, in the order of the places and at one place the longer word first. Words may
// overlap.
func (x *lexicon) find(text string, hits []hit) []hit {
	for i, r := range text {
		if !x.begins(r) {
			continue
		}
		for _, w := range x.at(r) {
			if strings.HasPrefix(text[i:], x.words[w]) {
				hits = append(hits, hit{int(w), i, i + len(x.words[w])})
			}
		}
	}
	return hits
}

// findRunes does the same for a text in runes.
func (x *lexicon) findRunes(text []rune) []hit {
	var hits []hit
	for i, r := range text {
		if !x.begins(r) {
			continue
		}
		for _, w := range x.at(r) {
			if to := i + len(x.runes[w]); to <= len(text) && slices.Equal(text[i:to], x.runes[w]) {
				hits = append(hits, hit{int(w), i, to})
			}
		}
	}
	return hits
}

// count gives for every word how often it stands in a text.
func (x *lexicon) count(text []rune) []int {
	times := make([]int, len(x.words))
	for _, h := range x.findRunes(text) {
		times[h.word]++
	}
	return times
}

// any says whether one of the words stands in a text.
func (x *lexicon) any(text string) bool {
	for i, r := range text {
		if !x.begins(r) {
			continue
		}
		for _, w := range x.at(r) {
			if strings.HasPrefix(text[i:], x.words[w]) {
				return true
			}
		}
	}
	return false
}

// anyRunes does the same for a text in runes.
func (x *lexicon) anyRunes(text []rune) bool {
	for i, r := range text {
		if !x.begins(r) {
			continue
		}
		for _, w := range x.at(r) {
			if to := i + len(x.runes[w]); to <= len(text) && slices.Equal(text[i:to], x.runes[w]) {
				return true
			}
		}
	}
	return false
}

// prefix gives the longest word that a text begins with, "" when there is none.
func (x *lexicon) prefix(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	if !x.begins(r) {
		return ""
	}
	for _, w := range x.at(r) {
		if strings.HasPrefix(text, x.words[w]) {
			return x.words[w]
		}
	}
	return ""
}

// wordAt gives the longest word that a text in runes begins with, -1 when there is none.
func (x *lexicon) wordAt(text []rune) int {
	if len(text) == 0 || !x.begins(text[0]) {
		return -1
	}
	for _, w := range x.at(text[0]) {
		if n := len(x.runes[w]); n <= len(text) && slices.Equal(text[:n], x.runes[w]) {
			return int(w)
		}
	}
	return -1
}

// lengthAt gives the length of that word, 0 when there is none.
func (x *lexicon) lengthAt(text []rune) int {
	if w := x.wordAt(text); w >= 0 {
		return len(x.runes[w])
	}
	return 0
}

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(size int) bitset { return make(bitset, (size+63)/64) }

func (b bitset) add(i int) { b[i/64] |= 1 << (i % 64) }

func (b bitset) has(i int) bool { return b[i/64]>>(i%64)&1 != 0 }

// list appends the numbers of the set in ascending order.
func (b bitset) list(to []int) []int {
	for i, word := range b {
		for ; word != 0; word &= word - 1 {
			to = append(to, 64*i+bits.TrailingZeros64(word))
		}
	}
	return to
}

// intersect takes out the numbers that are not in another set of the same size.
func (b bitset) intersect(other bitset) {
	for i, word := range other {
		b[i] &= word
	}
}

// union adds the numbers of another set of the same size.
func (b bitset) union(other bitset) {
	for i, word := range other {
		b[i] |= word
	}
}
