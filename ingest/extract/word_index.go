package extract

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// wordIndex knows all words that the needs of many patterns name. One pass over a text finds those that stand in it, and then
// each pattern is asked by them whether the text can hold a match of it: a clause is a matter of eight hundred patterns.
type wordIndex struct {
	words  *trie
	groups [][]uint16 // groups[w]: the groups that word w belongs to
	size   int        // how many groups there are
	steps  []needStep // the needs of all patterns, side by side: a clause is a matter of dozens of them
}

// needStep is a need or a part of one: a group of words of which one must stand in a text, or parts, of which every one must be met or
// one. Its parts stand right behind it.
type needStep struct {
	group int16 // -1 where it has parts
	every bool
	end   int32 // behind its last part
}

// put writes a need behind the others, its parts behind it.
func (x *wordIndex) put(n *need) {
	at := len(x.steps)
	x.steps = append(x.steps, needStep{group: -1, every: n.every})
	if n.words != nil {
		x.steps[at].group = int16(n.group)
	}
	for _, part := range n.parts {
		x.put(part)
	}
	x.steps[at].end = int32(len(x.steps))
}

// met says whether a text meets the need that is written at a place, by the groups of words that stand in it.
func (x *wordIndex) met(at int32, groups bitset) bool {
	step := x.steps[at]
	if step.group >= 0 {
		return groups.has(int(step.group))
	}
	for part := at + 1; part < step.end; part = x.steps[part].end {
		if x.met(part, groups) != step.every {
			return !step.every
		}
	}
	return step.every
}

// newWordIndex numbers the groups of words that patterns need. Equal lists are one group. A pattern belongs to one word index.
func newWordIndex(patterns []*pattern) *wordIndex {
	x := &wordIndex{}
	number, of := map[string]int{}, map[string][]uint16{}
	for _, p := range patterns {
		p.index = x
		p.need.leaves(func(n *need) {
			list := strings.Join(n.words, "\n")
			group, known := number[list]
			if !known {
				group = len(number)
				number[list] = group
				for _, w := range n.words {
					if !slices.Contains(of[w], uint16(group)) {
						of[w] = append(of[w], uint16(group))
					}
				}
			}
			n.group = group
		})
		p.needAt = anyText
		if p.need != nil {
			p.needAt = int32(len(x.steps))
			x.put(p.need)
		}
	}
	x.size = len(number)
	words := slices.Sorted(maps.Keys(of))
	for _, w := range words {
		x.groups = append(x.groups, of[w])
	}
	x.words = newTrie(words)
	return x
}

// wordedText is a text with the groups of a word index that have a word in it. It holds one text after the other.
type wordedText struct {
	index  *wordIndex
	text   string
	groups bitset
}

func newWordedText(x *wordIndex) *wordedText { return &newWordedTexts(x, 1)[0] }

func newWordedTexts(x *wordIndex, count int) []wordedText {
	out := make([]wordedText, count)
	size := len(newBitset(x.size))
	groups := make(bitset, count*size)
	for i := range out {
		out[i] = wordedText{index: x, groups: groups[i*size : (i+1)*size]}
	}
	return out
}

// of reads a text, unless it is the one that was read last.
func (r *wordedText) of(text string) *wordedText {
	if r.text == text {
		return r
	}
	r.text = text
	clear(r.groups)
	nodes := r.index.words.nodes
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		at += size
		next := at
		for node := r.index.words.first(c); node != 0; {
			if w := nodes[node].word; w >= 0 {
				for _, g := range r.index.groups[w] {
					r.groups.add(int(g))
				}
			}
			if next == len(text) || nodes[node].from == nodes[node].to {
				break
			}
			c, size = utf8.DecodeRuneInString(text[next:])
			next += size
			node = r.index.words.next(node, c)
		}
	}
	return r
}
