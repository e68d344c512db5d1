package extract

import "math/bits"

// patternIndex tells which patterns of a list can match a text. Of the four hundred rules a clause holds the words of five.
type patternIndex struct {
	words  *wordIndex
	needs  []int32  // of the patterns, in the word index
	of     []bitset // of[g]: the patterns that a word of group g makes possible
	keys   bitset   // the groups that make a pattern possible
	always bitset   // the patterns of which no words are known
}

// newPatternIndex indexes patterns of a word index.
func newPatternIndex(v *wordIndex, patterns []*pattern) *patternIndex {
	x := &patternIndex{words: v, needs: make([]int32, len(patterns)), of: make([]bitset, v.size), keys: newBitset(v.size), always: newBitset(len(patterns))}
	for i, p := range patterns {
		x.needs[i] = p.needAt
		key := p.need.key()
		if key == nil {
			x.always.add(i)
		}
		for _, n := range key {
			x.keys.add(n.group)
			if x.of[n.group] == nil {
				x.of[n.group] = newBitset(len(patterns))
			}
			x.of[n.group].add(i)
		}
	}
	return x
}

// candidates gives the patterns of those admitted that can match a text, in the order of the list. The buffer is used again for the
// result.
func (x *patternIndex) candidates(r *wordedText, admitted bitset, buffer []int) []int {
	var few [8]uint64 // enough for 512 patterns without an allocation
	found := bitset(append(few[:0], x.always...))
	for i, groups := range r.groups {
		for groups &= x.keys[i]; groups != 0; groups &= groups - 1 {
			found.union(x.of[64*i+bits.TrailingZeros64(groups)])
		}
	}
	found.intersect(admitted)
	out := buffer[:0]
	for _, i := range found.list(buffer[:0]) {
		if at := x.needs[i]; at == anyText || x.words.met(at, r.groups) {
			out = append(out, i)
		}
	}
	return out
}
