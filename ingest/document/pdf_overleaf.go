package document

import (
	"math"
	"slices"
)

// goesOn reports whether a table at the top of a page goes on with the pieces before it: its column edges are among theirs or
// theirs among its own. Some programs leave out the outer border beside a cell that the page break cut.
func goesOn(pieces []*lattice, t *lattice) bool {
	xs := columnEdges(pieces)
	return among(t.xs, xs) || among(xs, t.xs)
}

func among(some, all []float64) bool {
	return !slices.ContainsFunc(some, func(x float64) bool {
		return !slices.ContainsFunc(all, func(y float64) bool { return math.Abs(x-y) <= reach })
	})
}

func columnEdges(pieces []*lattice) []float64 {
	var xs []float64
	for _, t := range pieces {
		xs = append(xs, t.xs...)
	}
	return edges(xs)
}

// overleaf makes one table of the pieces of a table on successive pages. A column edge that a page does not show is one that
// all its cells span.
func overleaf(pieces []*lattice) []layoutRow {
	xs, lowest := columnEdges(pieces), lowestRow(pieces)
	var cells []drawnCell
	height := 0
	for i, t := range pieces {
		t.xs = xs
		t.trimStrips(i > 0, i+1 < len(pieces), lowest)
		drawn := t.cells()
		shared := 0 // rows of this page that are the rest of the row before
		if rowCut(cells, height, drawn, t.ys[1]-t.ys[0] < lowest) {
			shared = 1
		}
		for _, c := range drawn {
			if from := cutByPage(cells, c, height); from != nil {
				from.rowSpan += c.rowSpan - shared
				continue
			}
			if c.row == 0 && shared > 0 {
				from := &cells[endingAt(cells, c, height)]
				if from.text = joinWords(from.text, c.text); c.text != "" {
					from.full = c.full
				}
				from.rowSpan += c.rowSpan - 1
				continue
			}
			c.row += height - shared
			cells = append(cells, c)
		}
		height += len(t.ys) - 1 - shared
	}
	rows := make([]layoutRow, height)
	for _, c := range cells {
		var content []part
		if c.text != "" {
			content = []part{{kind: Paragraph, text: c.text}}
		}
		rows[c.row].add(c.tableCell, content)
	}
	return rows
}

// lowestRow gives the height in points below which a row has no room for a line of text: that of the lowest row that has words.
func lowestRow(pieces []*lattice) float64 {
	const slack = 0.95
	lowest := 12.0 // a line of small print
	for _, t := range pieces {
		for i := 1; i < len(t.ys); i++ {
			if height := (t.ys[i] - t.ys[i-1]) * slack; height < lowest && t.holds(t.ys[i-1], t.ys[i]) {
				lowest = height
			}
		}
	}
	return lowest
}

// holds reports whether words stand between two heights.
func (t *lattice) holds(from, to float64) bool {
	return slices.ContainsFunc(t.glyphs, func(g glyph) bool { return g.centreY() > from && g.centreY() < to })
}

// trimStrips drops the rows at the top or the bottom that are too low for a line of text: what a page break left of a row.
func (t *lattice) trimStrips(top, bottom bool, lowest float64) {
	empty := func(from, to float64) bool { return to-from < lowest && !t.holds(from, to) }
	for top && len(t.ys) > 2 && empty(t.ys[0], t.ys[1]) {
		t.ys = t.ys[1:]
	}
	for n := len(t.ys); bottom && n > 2 && empty(t.ys[n-2], t.ys[n-1]); n-- {
		t.ys = t.ys[:n-1]
	}
}

// rowCut reports whether the first row of a page is the rest of the last row of the page before: no cell has words on both pages but
// one that was full and goes on with words, and the page before has nothing at all in its row, or this page has nothing in a strip too low
// for a line of text, or there are words on both pages, which stand in different columns.
func rowCut(above []drawnCell, height int, drawn []drawnCell, strip bool) bool {
	upper, lower := false, false
	for _, c := range drawn {
		if c.row > 0 {
			continue
		}
		at := endingAt(above, c, height)
		if at < 0 || above[at].text != "" && c.text != "" && (!above[at].full || beginning.MatchString(c.text) || valueToken.MatchString(c.text)) {
			return false
		}
		if c.rowSpan == 1 {
			upper, lower = upper || above[at].text != "", lower || c.text != ""
		}
	}
	return lower || upper && strip
}

// endingAt finds the cell of the same columns that ends in the last row so far, -1 when there is none.
func endingAt(cells []drawnCell, c drawnCell, height int) int {
	return slices.IndexFunc(cells, func(o drawnCell) bool {
		return o.row+o.rowSpan == height && o.col == c.col && o.colSpan == c.colSpan
	})
}

// cutByPage finds the cell that goes on in the first row of the next page as an empty cell: both are of the same columns and
// several rows high. A value is in one row, so that an empty value is never filled from the page before.
func cutByPage(cells []drawnCell, c drawnCell, height int) *drawnCell {
	if c.row > 0 || c.text != "" || c.rowSpan < 2 {
		return nil
	}
	for i := range cells {
		above := &cells[i]
		if above.row+above.rowSpan == height && above.rowSpan > 1 && above.col == c.col && above.colSpan == c.colSpan {
			return above
		}
	}
	return nil
}
