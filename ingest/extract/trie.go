package extract

import "unicode/utf8"

// trie finds which words of a long list begin at a place of a text, character by character.
type trie struct {
	nodes []trieNode       // the first is the beginning of all words
	pages [256]*[256]int32 // by the upper and the lower byte of a word's first character: its node, 0 for none
}

// trieNode is the last character of the beginning of some words.
type trieNode struct {
	r        rune
	word     int32 // the number of the word that ends here, -1 when none does
	from, to int32 // the nodes of the next characters, in their order
}

// newTrie makes the trie of a list of words, which is in the order of their bytes and holds none of them twice.
func newTrie(words []string) *trie {
	t := &trie{nodes: make([]trieNode, 1, 2*len(words)+1)}
	if len(words) == 0 {
		return t
	}
	t.grow(0, words, 0, 0)
	for k := t.nodes[0].from; k < t.nodes[0].to; k++ {
		if r := t.nodes[k].r; r <= 0xFFFF {
			page := t.pages[r>>8]
			if page == nil {
				page = new([256]int32)
				t.pages[r>>8] = page
			}
			page[r&0xFF] = k
		}
	}
	return t
}

// grow gives a node its next characters: words are those that begin with its bytes, numbered from first.
func (t *trie) grow(node int32, words []string, bytes, first int) {
	t.nodes[node].word = -1
	if len(words[0]) == bytes {
		t.nodes[node].word = int32(first)
		words, first = words[1:], first+1
	}
	from, starts := int32(len(t.nodes)), []int(nil)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w[bytes:])
		if i == 0 || r != t.nodes[len(t.nodes)-1].r {
			t.nodes, starts = append(t.nodes, trieNode{r: r}), append(starts, i)
		}
	}
	t.nodes[node].from, t.nodes[node].to = from, int32(len(t.nodes))
	for k, start := range starts {
		end := len(words)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		next := from + int32(k)
		t.grow(next, words[start:end], bytes+utf8.RuneLen(t.nodes[next].r), first+start)
	}
}

// first gives the node of a character that begins a word, 0 when none begins with it.
func (t *trie) first(r rune) int32 {
	if r > 0xFFFF {
		return t.next(0, r)
	}
	if page := t.pages[r>>8]; page != nil {
		return page[r&0xFF]
	}
	return 0
}

// next gives the node of a character behind a node, 0 when no word goes on with it.
func (t *trie) next(node int32, r rune) int32 {
	from, to := t.nodes[node].from, t.nodes[node].to
	for from < to {
		middle := (from + to) / 2
		switch has := t.nodes[middle].r; {
		case has == r:
			return middle
		case has < r:
			from = middle + 1
		default:
			to = middle
		}
	}
	return 0
}
