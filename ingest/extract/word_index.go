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

func newWordedText(x *wordIndex) *wordedText {
	return &wordedText{index: x, groups: newBitset(x.size)}
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
