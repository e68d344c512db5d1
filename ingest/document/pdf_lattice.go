package document

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// Ruling lines of one table meet within these distances, in points.
const (
	sameLine = 2.5 // lines this close along their axis are drawn double and count as one
	reach    = 4.0 // an end this close to another line touches it
)

// lattice is a table made of ruling lines: its rows and columns lie between neighbouring edges.
type lattice struct {
	box
	xs, ys     []float64 // edges of columns and rows, ascending
	vertical   []ruling
	horizontal []ruling
	glyphs     []glyph
}

// lattices finds the tables drawn on a page, from the top.
func lattices(rulings []ruling) []*lattice {
	lines := joinCollinear(rulings)
	var found []*lattice
	for _, group := range touching(lines) {
		t := &lattice{box: box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
		for _, l := range group {
			if l.vertical {
				t.vertical = append(t.vertical, l)
				t.xs = append(t.xs, l.at)
				t.box = t.union(box{l.at, l.from, l.at, l.to})
			} else {
				t.horizontal = append(t.horizontal, l)
				t.ys = append(t.ys, l.at)
				t.box = t.union(box{l.from, l.at, l.to, l.at})
			}
		}
		// A table may be open at its sides: the ends of its rows are edges all the same.
		t.xs = edges(append(t.xs, t.left, t.right))
		t.ys = edges(append(t.ys, t.top, t.bottom))
		if len(t.horizontal) < 2 || len(t.vertical) == 0 || len(t.xs) < 3 || len(t.ys) < 2 || len(t.xs) > maxColumns+1 {
			continue // a frame, an underline, a drawing
		}
		found = append(found, t)
	}
	slices.SortStableFunc(found, func(a, b *lattice) int { return cmp.Compare(a.top, b.top) })
	return found
}

// joinCollinear makes one line of pieces on the same axis that overlap or follow each other.
func joinCollinear(rulings []ruling) []ruling {
	lines := slices.Clone(rulings)
	slices.SortFunc(lines, func(a, b ruling) int {
		if a.vertical != b.vertical {
			if a.vertical {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var joined []ruling
	for len(lines) > 0 {
		first := lines[0]
		n := slices.IndexFunc(lines, func(l ruling) bool { return l.vertical != first.vertical || l.at > first.at+sameLine })
		if n < 0 {
			n = len(lines)
		}
		joined = append(joined, joinPieces(lines[:n])...)
		lines = lines[n:]
	}
	return joined
}

// joinPieces joins pieces of one axis along it. Lines of two tables that stand one below the other stay two.
func joinPieces(pieces []ruling) []ruling {
	slices.SortStableFunc(pieces, func(a, b ruling) int { return cmp.Compare(a.from, b.from) })
	var joined []ruling
	for _, l := range pieces {
		if n := len(joined); n > 0 && l.from <= joined[n-1].to+reach {
			joined[n-1].to = max(joined[n-1].to, l.to)
			continue
		}
		joined = append(joined, l)
	}
	return joined
}

// touching groups lines that are connected by crossing or meeting. Groups keep the order of their first line.
func touching(lines []ruling) [][]ruling {
	const most = 3000 // lines of a page; a drawing with more is no table
	if len(lines) > most {
		return nil
	}
	group := make([]int, len(lines))
	for i := range group {
		group[i] = i
	}
	for i, h := range lines {
		for j := i + 1; j < len(lines); j++ {
			v := lines[j]
			if h.vertical != v.vertical && v.at >= h.from-reach && v.at <= h.to+reach && h.at >= v.from-reach && h.at <= v.to+reach {
				a, b := root(group, i), root(group, j)
				group[max(a, b)] = min(a, b)
			}
		}
	}
	var groups [][]ruling
	index := map[int]int{}
	for i, l := range lines {
		r := root(group, i)
		n, ok := index[r]
		if !ok {
			n = len(groups)
			index[r] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], l)
	}
	return groups
}

// root follows the links of a group to the line that stands for it.
func root(group []int, i int) int {
	for group[i] != i {
		group[i] = group[group[i]]
		i = group[i]
	}
	return i
}

// edges sorts coordinates and gives one for each cluster.
func edges(at []float64) []float64 {
	slices.Sort(at)
	var out []float64
	for _, x := range at {
		if n := len(out); n == 0 || x-out[n-1] > reach {
			out = append(out, x)
		}
	}
	return out
}

// slot gives the index of the interval between edges that holds x, -1 when it lies outside.
func slot(at []float64, x float64) int {
	i, _ := slices.BinarySearch(at, x)
	if i == 0 || i == len(at) {
		return -1
	}
	return i - 1
}

// take claims a glyph that lies in the table.
func (t *lattice) take(g glyph) bool {
	if slot(t.ys, g.centreY()) < 0 || slot(t.xs, g.centreX()) < 0 {
		return false
	}
	t.glyphs = append(t.glyphs, g)
	return true
}

// walled reports whether a line covers most of the stretch [from, to] at a place across it.
func walled(lines []ruling, at, from, to float64) bool {
	for _, l := range lines {
		if math.Abs(l.at-at) <= reach && min(l.to, to)-max(l.from, from) > (to-from)/2 {
			return true
		}
	}
	return false
}

// drawnCell is a cell of a lattice with the place of its top left corner.
type drawnCell struct {
	row, col int
	tableCell
	full bool // its last line reaches the edge, so that its words may go on overleaf
}

// cells gives the table's cells, row by row. A cell reaches right and down to the next wall.
func (t *lattice) cells() []drawnCell {
	t.drawBack()
	height, width := len(t.ys)-1, len(t.xs)-1
	inside := t.sorted()
	taken := make([][]bool, height)
	for r := range taken {
		taken[r] = make([]bool, width)
	}
	var cells []drawnCell
	for r := range height {
		for c := range width {
			if taken[r][c] {
				continue
			}
			bottom, right := t.extent(taken, r, c)
			var glyphs []glyph
			for y := r; y < bottom; y++ {
				for x := c; x < right; x++ {
					taken[y][x] = true
					glyphs = append(glyphs, inside[y][x]...)
				}
			}
			text, full := cellWords(glyphs, t.xs[right]-t.xs[c])
			cells = append(cells, drawnCell{r, c, tableCell{text: text, rowSpan: bottom - r, colSpan: right - c}, full})
		}
	}
	return cells
}

// sorted gives the glyphs by row and column.
func (t *lattice) sorted() [][][]glyph {
	inside := make([][][]glyph, len(t.ys)-1)
	for r := range inside {
		inside[r] = make([][]glyph, len(t.xs)-1)
	}
	for _, g := range t.glyphs {
		if row, col := slot(t.ys, g.centreY()), slot(t.xs, g.centreX()); row >= 0 && col >= 0 {
			inside[row][col] = append(inside[row][col], g)
		}
	}
	return inside
}

// extent finds the end of the cell that begins at row r and column c.
func (t *lattice) extent(taken [][]bool, r, c int) (bottom, right int) {
	right = c + 1
	for right < len(t.xs)-1 && !taken[r][right] && !walled(t.vertical, t.xs[right], t.ys[r], t.ys[r+1]) {
		right++
	}
	bottom = r + 1
	for bottom < len(t.ys)-1 && t.open(taken, bottom, c, right) {
		bottom++
	}
	return bottom, right
}

// open reports whether the cell above, of columns [left, right), goes on in a row: no line between, none inside.
func (t *lattice) open(taken [][]bool, row, left, right int) bool {
	for x := left; x < right; x++ {
		if taken[row][x] || walled(t.horizontal, t.ys[row], t.xs[x], t.xs[x+1]) {
			return false
		}
		if x > left && walled(t.vertical, t.xs[x], t.ys[row], t.ys[row+1]) {
			return false
		}
	}
	return true
}

// cellWords gives the lines of a cell of the given width. A line goes on in the next where not one more letter would have
// fitted, so that a wrapped label is one word again; digits are never joined to digits. full says that the last line has no room
// for one more letter.
func cellWords(glyphs []glyph, width float64) (text string, full bool) {
	const padding = 8.0 // points on both sides together; Word and WPS leave 10.8, browsers 2
	for _, line := range groupLines(glyphs) {
		words := tidy(line.text())
		if words == "" {
			continue
		}
		end, _ := utf8.DecodeLastRuneInString(text)
		digits := digit(end) && digit(rune(words[0]))
		switch {
		case text == "":
			text = words
		case full && !digits:
			text = joinWords(text, words)
		default:
			text += "\n" + words
		}
		full = line.right-line.left+line.size() > width-padding
	}
	return text, full
}
