package document

import (
	"math"
	"regexp"
	"slices"
)

// openGrid is an open table on its way into rows.
type openGrid struct {
	columns []stretch // of numbers, as wide as their headings
	marks   []stretch // of the numbers alone
	centres []float64 // of the columns of numbers in the rows that have all
	cuts    []float64 // where the part before the numbers falls into columns
	rows    []*openRow
	loose   []*openPiece // what stands in no row yet
	pitch   float64      // the smallest distance of two rows

	unproved bool // what the columns mean is not known
}

// openPiece is a piece of a label: what one line shows of one column.
type openPiece struct {
	textLine
	column int
	used   bool
}

// openRow is a row: the line of its numbers and the pieces of its labels by column.
type openRow struct {
	at     float64 // centre of the numbers
	size   float64
	labels [][]*openPiece
	values []textLine
}

// closer is how much closer the lines of one cell stand than rows do, at most.
const closer = 0.95

// beginning matches how a label begins: 一、 （一） 1. 其中.
var beginning = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}[.．、]|其中)`)

// firstOfGroup matches the label of a group's first row.
var firstOfGroup = regexp.MustCompile(`^[（(]?1[）).．、]`)

func newOpenGrid(lines []openLine, columns []stretch) *openGrid {
	t := &openGrid{columns: columns, marks: slices.Clone(columns), centres: columnCentres(lines), cuts: labelCuts(lines)}
	for _, l := range lines {
		pieces := t.pieces(l)
		if len(l.values) == 0 && !l.unit() {
			t.loose = append(t.loose, pieces...)
			continue
		}
		row := &openRow{at: l.centreY(), size: l.size(), labels: make([][]*openPiece, len(t.cuts)+1), values: l.values}
		if len(l.values) > 0 {
			row.at = l.values[0].centreY()
		}
		for _, p := range pieces {
			p.used = true
			row.labels[p.column] = append(row.labels[p.column], p)
		}
		t.rows = append(t.rows, row)
	}
	t.pitch = math.Inf(1)
	for i := 1; i < len(t.rows); i++ {
		t.pitch = min(t.pitch, t.rows[i].at-t.rows[i-1].at)
	}
	for i, row := range t.rows {
		t.complete(i, row)
	}
	t.group()
	return t
}

// labelCuts finds where the labels fall into columns: places that lie in a gap of at least two lines, the most supported first,
// two at most.
func labelCuts(lines []openLine) []float64 {
	const fewest, most = 2, 2
	var gaps []stretch
	for _, l := range lines {
		for i := 1; i < len(l.labels); i++ {
			gaps = append(gaps, stretch{l.labels[i-1].right, l.labels[i].left})
		}
	}
	var cuts []float64
	for len(cuts) < most {
		best, support := 0.0, 0
		begun, ended := ends(gaps)
		for _, g := range gaps {
			at := g.to - 0.5
			before, _ := slices.BinarySearch(begun, at)
			over, _ := slices.BinarySearch(ended, math.Nextafter(at, math.Inf(1)))
			if n := before - over; n > support {
				best, support = at, n
			}
		}
		if support < fewest {
			break
		}
		cuts = append(cuts, best)
		gaps = slices.DeleteFunc(gaps, func(g stretch) bool { return g.from < best && best < g.to })
	}
	slices.Sort(cuts)
	return cuts
}

// ends gives where gaps begin and where they end, each ascending: how many hold a place is then found without a look at each, which
// a page of 50,000 words would pay for with seconds.
func ends(gaps []stretch) (begun, ended []float64) {
	for _, g := range gaps {
		begun, ended = append(begun, g.from), append(ended, g.to)
	}
	slices.Sort(begun)
	slices.Sort(ended)
	return begun, ended
}

// pieces joins the words of a line's label that stand in one column. A word across a cut belongs to the column where it begins.
func (t *openGrid) pieces(l openLine) []*openPiece {
	var out []*openPiece
	for _, w := range l.labels {
		column := t.labelColumn(w)
		if n := len(out); n > 0 && out[n-1].column == column {
			out[n-1].glyphs = append(out[n-1].glyphs, w.glyphs...)
			out[n-1].box = out[n-1].union(w.box)
			continue
		}
		out = append(out, &openPiece{textLine: textLine{box: w.box, glyphs: slices.Clone(w.glyphs)}, column: column})
	}
	return out
}

// labelColumn gives the column of labels in which a word begins.
func (t *openGrid) labelColumn(w textLine) int {
	column := 0
	for column < len(t.cuts) && w.left >= t.cuts[column]-0.5 {
		column++
	}
	return column
}

// complete gathers the lines of a row's label: one above and one below at the same distance from its numbers, and so on.
func (t *openGrid) complete(i int, row *openRow) {
	top, bottom := math.Inf(-1), math.Inf(1) // the neighbouring rows
	if i > 0 {
		top = t.rows[i-1].at
	}
	if i+1 < len(t.rows) {
		bottom = t.rows[i+1].at
	}
	own := len(t.cuts) // the last column that has something in the line of the numbers
	for own > 0 && len(row.labels[own]) == 0 {
		own--
	}
	label := slices.Clone(row.labels[own])
	// The name of a group may stand where the row's own label of two lines has nothing.
	if above, below := t.pair(row, nil, own+1, top, bottom); above != nil {
		above.used, below.used = true, true
		label, own = []*openPiece{above, below}, above.column
	}
	for {
		above, below := t.pair(row, label, 0, top, bottom)
		if above == nil {
			break
		}
		above.used, below.used = true, true
		if len(label) == 0 {
			own = above.column
		}
		label = append(append([]*openPiece{above}, label...), below)
	}
	row.labels[own] = label
}

// pair finds the next line above and the next below the label's lines that belong to them. Without any line so far the two stand
// around the numbers.
func (t *openGrid) pair(row *openRow, label []*openPiece, column int, top, bottom float64) (above, below *openPiece) {
	from, to := row.at, row.at
	if len(label) > 0 {
		from, to = label[0].centreY(), label[len(label)-1].centreY()
	}
	for _, p := range t.loose {
		if p.used || p.column < column || p.centreY() <= top || p.centreY() >= bottom || len(label) > 0 && !abreast(p, label[0]) {
			continue
		}
		if p.centreY() < from-1 && (above == nil || p.centreY() > above.centreY() || p.centreY() == above.centreY() && p.column > above.column) {
			above = p
		}
	}
	if above == nil {
		return nil, nil
	}
	for _, p := range t.loose {
		if p.used || p == above || p.centreY() <= to+1 || p.centreY() >= bottom || !abreast(p, above) {
			continue
		}
		if below == nil || p.centreY() < below.centreY() {
			below = p
		}
	}
	if below == nil || math.Abs((above.centreY()+below.centreY())/2-row.at) > row.size*0.3 || beginning.MatchString(tidy(below.text())) {
		return nil, nil
	}
	distance := from - above.centreY()
	if len(label) == 0 {
		distance = below.centreY() - above.centreY()
	}
	if distance > t.pitch*closer || distance > 2*row.size {
		return nil, nil // lines of one label stand closer than rows
	}
	return above, below
}

// abreast reports whether two lines of a label begin at one place or stand around one axis.
func abreast(a, b *openPiece) bool {
	return math.Abs(a.left-b.left) < 2 || math.Abs(a.centreX()-b.centreX()) < 3
}

// group gives what is left over to the rows: the names of groups, which stand in the middle of their rows, to the row that
// begins the group.
func (t *openGrid) group() {
	for column := range t.cuts {
		var cell []*openPiece
		flush := func() {
			if len(cell) == 0 {
				return
			}
			if row := t.firstRowOf((cell[0].centreY() + cell[len(cell)-1].centreY()) / 2); row != nil && len(row.labels[column]) == 0 {
				row.labels[column] = cell
				for _, p := range cell {
					p.used = true
				}
			}
			cell = nil
		}
		for _, p := range t.loose {
			if p.used || p.column != column {
				continue
			}
			if len(cell) > 0 && (beginning.MatchString(tidy(p.text())) || p.top-cell[len(cell)-1].bottom > p.size()) {
				flush()
			}
			cell = append(cell, p)
		}
		flush()
	}
}

// firstRowOf finds the row nearest to a place and goes up from there to the first of its group.
func (t *openGrid) firstRowOf(at float64) *openRow {
	nearest := -1
	for i, r := range t.rows {
		if nearest < 0 || math.Abs(r.at-at) < math.Abs(t.rows[nearest].at-at) {
			nearest = i
		}
	}
	for i := nearest; i >= 0; i-- {
		if last := t.rows[i].labels[len(t.cuts)]; len(last) > 0 && firstOfGroup.MatchString(tidy(last[0].text())) {
			return t.rows[i]
		}
	}
	return t.rows[nearest]
}
