package document

import (
	"math"
	"slices"
)

// byRows finds where a page of nothing but numbers and their headings stands by its tables: the page to the left has tables with the
// same rows, and labels in them. It is not ok where several pages would do.
func (r *besideReader) byRows(of int) (place standing, ok bool) {
	p := &r.pages[of]
	if len(p.rulings) == 0 || p.chinese() > fewLabels {
		return standing{}, false
	}
	tables := lattices(p.rulings)
	if len(tables) == 0 {
		return standing{}, false
	}
	for i := max(0, of-besideBack); i < of; i++ {
		if r.rightmost(i, of) {
			if by, fits := r.fit(i, p, tables); fits {
				if ok {
					return standing{}, false
				}
				place, ok = standing{r.places[i].page, r.places[i].by + by}, true
			}
		}
	}
	return place, ok
}

// fewLabels is how many Chinese characters a page may have of which it can be said that it has no labels.
const fewLabels = 150

func (p *pdfPage) chinese() int {
	n := 0
	for _, g := range p.glyphs {
		if wide(g.char) {
			n++
		}
	}
	return n
}

// rightmost reports whether no page before another stands to the right of this one.
func (r *besideReader) rightmost(page, before int) bool {
	return !slices.ContainsFunc(r.places[:before], func(o standing) bool {
		return o.page == r.places[page].page && o.by > r.places[page].by
	})
}

// fit says how far to the right of a page another stands whose tables are the rest of its own.
func (r *besideReader) fit(page int, right *pdfPage, tables []*lattice) (by float64, ok bool) {
	const near = 1.5 // points
	root := &r.pages[r.places[page].page]
	known, ok := r.tables[page]
	if !ok {
		known = lattices(r.pages[page].rulings)
		r.tables[page] = known
	}
	for i, t := range tables {
		at := slices.IndexFunc(known, func(o *lattice) bool { return o.sameRows(t) })
		if at < 0 || !restOf(root, right, t) {
			return 0, false
		}
		left := known[at]
		if i > 0 && math.Abs(by-(left.right-t.left)) > near {
			return 0, false
		}
		by = left.right - t.left
	}
	return by, by > besideApart
}

// sameRows reports whether all rows of a table are rows of this one, and the first and the last are the same.
func (t *lattice) sameRows(o *lattice) bool {
	const near, fewest, most = 1.0, 3, 300 // points, rows of a page
	if len(o.ys) <= fewest || len(o.ys) > most || math.Abs(t.top-o.top) > near || math.Abs(t.bottom-o.bottom) > near {
		return false
	}
	return !slices.ContainsFunc(o.ys, func(y float64) bool {
		return !slices.ContainsFunc(t.ys, func(z float64) bool { return math.Abs(y-z) < near })
	})
}

// restOf reports whether the rows of a table that have numbers have no label, which the page to the left has. The rows of a table that
// goes on overleaf have labels of their own.
func restOf(left, right *pdfPage, t *lattice) bool {
	numbers := 0
	for i := 1; i < len(t.ys); i++ {
		label, number := right.inRow(t, i)
		if !number {
			continue
		}
		if labelled, _ := left.inRow(t, i); label || !labelled {
			return false
		}
		numbers++
	}
	return numbers > 1
}

// inRow reports whether a page has Chinese characters and digits at the height of a row of a table.
func (p *pdfPage) inRow(t *lattice, row int) (label, number bool) {
	for _, g := range p.glyphs {
		if g.centreY() > t.ys[row-1] && g.centreY() < t.ys[row] {
			label, number = label || wide(g.char), number || digit(g.char)
		}
	}
	return label, number
}

// joined makes one page of those that stand side by side. Of the pages to the right it leaves out headers, footers and page numbers.
func joined(pages []pdfPage, places []standing, running runningLines) []pdfPage {
	var out []pdfPage
	at := map[int]int{} // where a page stands in out
	for i := range pages {
		place := places[i]
		if place.page == i {
			at[i] = len(out)
			out = append(out, pages[i])
			continue
		}
		left, right := &out[at[place.page]], &pages[i]
		for _, g := range right.body(running) {
			g.left, g.right = g.left+place.by, g.right+place.by
			left.glyphs = append(left.glyphs, g)
		}
		for _, l := range right.rulings {
			if l.vertical {
				l.at += place.by
			} else {
				l.from, l.to = l.from+place.by, l.to+place.by
			}
			left.rulings = append(left.rulings, l)
		}
		left.width, left.wide = max(left.width, right.width+place.by), true
	}
	return out
}

// body gives the glyphs of a page without its headers, footers and page number.
func (p *pdfPage) body(running runningLines) []glyph {
	tables := lattices(p.rulings)
	var body, free []glyph
	for _, g := range p.glyphs {
		inside := func(t *lattice) bool { return slot(t.ys, g.centreY()) >= 0 && slot(t.xs, g.centreX()) >= 0 }
		if slices.ContainsFunc(tables, inside) {
			body = append(body, g)
		} else {
			free = append(free, g)
		}
	}
	for _, l := range groupLines(free) {
		if !furniture(p, l) && !running.has(p, l) {
			body = append(body, l.glyphs...)
		}
	}
	return body
}
