package extract

import (
	"regexp/syntax"
	"slices"
)

// runeClasses numbers the characters that an expression does not tell apart, so that a state of its automaton needs a place for each
// class and not for each of a million characters.
type runeClasses struct {
	one    []rune      // by class: one of its characters
	pages  [1024]uint8 // by the upper bits of a character of the basic plane: its page
	page   [][64]uint8 // by the lower six bits: the class
	starts []rune      // where a stretch of characters of one class begins, in order
	class  []uint8     // of the stretches
}

// find finds the classes of an expression. It says whether a byte can number them.
func (c *runeClasses) find(prog *syntax.Prog) bool {
	c.starts = []rune{0}
	var sets [][]rune // the different sets of characters that the expression asks for, as bounds
	for i := range prog.Inst {
		set := prog.Inst[i].Rune
		if len(set) == 0 || slices.ContainsFunc(sets, func(s []rune) bool { return slices.Equal(s, set) }) {
			continue
		}
		sets = append(sets, set)
		for k := 0; k < len(set); k += 2 {
			c.starts = append(c.starts, set[k], set[min(k+1, len(set)-1)]+1)
		}
	}
	slices.Sort(c.starts)
	c.starts = slices.Compact(c.starts)
	known := map[string]uint8{}
	member := make([]byte, len(sets))
	for _, r := range c.starts {
		for i, set := range sets {
			member[i] = 0
			if inRanges(set, r) {
				member[i] = 1
			}
		}
		class, ok := known[string(member)]
		if !ok {
			if len(c.one) > 0xFF {
				return false
			}
			class = uint8(len(c.one))
			known[string(member)], c.one = class, append(c.one, r)
		}
		c.class = append(c.class, class)
	}
	return c.fillPages()
}

// inRanges says whether a rune is in a set, given by the bounds of its stretches or as one rune.
func inRanges(set []rune, r rune) bool {
	for k := 0; k < len(set); k += 2 {
		if set[k] <= r && r <= set[min(k+1, len(set)-1)] {
			return true
		}
	}
	return false
}

// fillPages fills the pages, of which equal ones are one. It says whether a byte can number them.
func (c *runeClasses) fillPages() bool {
	number := map[[64]uint8]uint8{}
	stretch := 0
	for i := range c.pages {
		first, last := rune(64*i), rune(64*i+63)
		for stretch+1 < len(c.starts) && c.starts[stretch+1] <= first {
			stretch++
		}
		if i > 0 && (stretch+1 == len(c.starts) || c.starts[stretch+1] > last) && c.starts[stretch] <= first-64 {
			c.pages[i] = c.pages[i-1] // the same stretch from end to end
			continue
		}
		var page [64]uint8
		for k, s := 0, stretch; k < len(page); k++ {
			if s+1 < len(c.starts) && c.starts[s+1] <= first+rune(k) {
				s++
			}
			page[k] = c.class[s]
		}
		n, ok := number[page]
		if !ok {
			if len(c.page) > 0xFF {
				return false
			}
			n = uint8(len(c.page))
			number[page], c.page = n, append(c.page, page)
		}
		c.pages[i] = n
	}
	return true
}

// of gives the class of a character.
func (c *runeClasses) of(r rune) int {
	if r > 0xFFFF {
		return c.search(r)
	}
	return int(c.page[c.pages[r>>6]][r&63])
}

func (c *runeClasses) search(r rune) int {
	i, begins := slices.BinarySearch(c.starts, r)
	if !begins {
		i--
	}
	return int(c.class[i])
}
