package document

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// dropStruck drops what a line strikes out: a word processor that prints tracked changes shows deleted words so, right before those that
// stand for them, and 9991234 would be read where 999 was made 1234.
func (p *pdfPage) dropStruck() {
	lines := slices.DeleteFunc(slices.Clone(p.rulings), func(l ruling) bool { return l.vertical })
	const most = 3000 // lines of a page; a drawing with more is no text
	if len(lines) > most {
		return
	}
	slices.SortFunc(lines, func(a, b ruling) int { return cmp.Compare(a.at, b.at) })
	struck := map[ruling][]int{} // the glyphs in whose middle a line runs
	for i, g := range p.glyphs {
		from, to := g.top+0.15*g.height(), g.top+0.75*g.height() // some fonts state the height of a digit, some that of a line
		first, _ := slices.BinarySearchFunc(lines, from, func(l ruling, at float64) int { return cmp.Compare(l.at, at) })
		for _, l := range lines[first:] {
			if l.at > to {
				break
			}
			if l.from < g.centreX() && g.centreX() < l.to {
				struck[l] = append(struck[l], i)
			}
		}
	}
	gone := make([]bool, len(p.glyphs))
	maps.DeleteFunc(struck, func(l ruling, glyphs []int) bool { return !p.strikes(l, glyphs) })
	if len(struck) == 0 {
		return
	}
	for _, glyphs := range struck {
		for _, i := range glyphs {
			gone[i] = true
		}
	}
	p.rulings = slices.DeleteFunc(p.rulings, func(l ruling) bool { return len(struck[l]) > 0 })
	kept := p.glyphs[:0]
	for i, g := range p.glyphs {
		if !gone[i] {
			kept = append(kept, g)
		}
	}
	p.glyphs = kept
}

// strikes reports a line that is as long as the glyphs in whose middle it runs. A line of a table is as long as its cells and has others at
// both ends.
func (p *pdfPage) strikes(l ruling, glyphs []int) bool {
	const slack, touch = 1.5, 1.0 // points
	from, to := math.Inf(1), math.Inf(-1)
	for _, i := range glyphs {
		from, to = min(from, p.glyphs[i].left), max(to, p.glyphs[i].right)
	}
	if l.from < from-slack || l.to > to+slack {
		return false
	}
	meets := func(end float64) bool {
		return slices.ContainsFunc(p.rulings, func(v ruling) bool {
			return v.vertical && math.Abs(v.at-end) < touch && v.from-touch < l.at && l.at < v.to+touch
		})
	}
	return !meets(l.from) || !meets(l.to)
}
