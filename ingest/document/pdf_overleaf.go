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
	xs := columnEdges(pieces)
	var cells []drawnCell
	height := 0
	for _, t := range pieces {
		t.xs = xs
		for _, c := range t.cells() {
			if from := cutByPage(cells, c, height); from != nil {
				from.rowSpan += c.rowSpan
				continue
			}
			c.row += height
			cells = append(cells, c)
		}
		height += len(t.ys) - 1
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
