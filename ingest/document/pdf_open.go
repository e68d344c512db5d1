package document

import (
	"math"
	"regexp"
	"slices"
)

// An open table has no lines at all: its columns are told by the numbers that stand one below the other, its rows by the numbers
// that stand abreast. Labels of several lines stand around their numbers, half above and half below, as word processors and
// browsers set them.

const (
	openRows    = 3   // lines with numbers that make a table, …
	openNumbers = 4   // … or numbers abreast in one line
	openHeader  = 10  // lines of headings at most
	openLines   = 500 // lines of a table on one page
	openGap     = 16  // lines of labels without numbers within a table at most
	wordGap     = 0.2
)

var (
	valueToken = regexp.MustCompile(`^(?:[-+－—]?[0-9][0-9,，.]*[%％]?(?:万元|元)?|零)$`)
	emptyToken = regexp.MustCompile(`^[/／—－-]$`) // what stands in a cell that has no number, among numbers
	unitToken  = regexp.MustCompile(`^[件条次篇个人期份场项元]$|^(?:人次|万元|[—－-]{1,4})$`)
	labelUnit  = regexp.MustCompile(`[（(](?:单位|單位)[:：].{1,4}[）)]$`) // a unit at the end of a label
	dashes     = regexp.MustCompile(`^[—－-]{1,4}$`)
)

// openLine is a line cut into words: at every gap, since the columns of numbers may stand close.
type openLine struct {
	textLine
	labels []textLine // what stands before the numbers
	values []textLine
}

// newOpenLine takes the numbers at the end of a line as values; what comes before is label.
func newOpenLine(l textLine) openLine {
	words := withUnits(l.cut(l.size() * wordGap))
	first, numbers := len(words), 0
	for ; first > 0; first-- {
		text := tidy(words[first-1].text())
		if valueToken.MatchString(text) {
			numbers++
		} else if !emptyToken.MatchString(text) {
			break
		}
	}
	if numbers == 0 {
		first = len(words)
	}
	if first == len(words) && first > 2 && dashes.MatchString(tidy(words[first-1].text())) {
		first-- // — stands where a heading among the rows has no number
	}
	if first == 0 && len(words) == 1 {
		return openLine{textLine: l, labels: words} // a number alone may be the page's or a date's
	}
	return openLine{textLine: l, labels: words[:first], values: words[first:]}
}

// openReader reads the lines of one page; each is cut into words once.
type openReader struct {
	known map[*glyph]openLine // by a line's first glyph
	tail  *openTail           // the table that may go on here
	grid  *openGrid           // the table read last, …
	head  string              // … and the letters above its first row
}

func (r *openReader) line(l textLine) openLine {
	first := &l.glyphs[0]
	o, ok := r.known[first]
	if !ok {
		o = newOpenLine(l)
		r.known[first] = o
	}
	return o
}

// table reads a table without lines that begins with the first line, and says how many lines belong to it; 0 when there is
// none.
func (r *openReader) table(lines []textLine) (table []part, used int) {
	read, firstRow := r.region(lines)
	if firstRow < 0 || !countsAsTable(read, firstRow) {
		return nil, 0
	}
	wrappedUnits(read[firstRow:])
	columns := withDashes(read, valueColumns(read), r.tail)
	if len(columns) > maxColumns || !headed(read[:firstRow], columns[0].from) {
		return nil, 0
	}
	r.grid = newOpenGrid(read[firstRow:], columns)
	if headings := read[:firstRow]; r.tail.goesOn(headings, r.grid) {
		for _, l := range headings {
			table = append(table, content(tidy(l.text()))...)
		}
		return append(table, r.grid.layout(nil)...), len(read)
	}
	r.grid.unproved = r.tail != nil && firstRow == 0 && r.tail.grid.seemsLike(r.grid)
	r.tail, r.head = nil, headLetters(read[:firstRow])
	return r.grid.layout(read[:firstRow]), len(read)
}

// region gives the lines from the first one to the last that has numbers or a unit, and which is the first with numbers; -1 when
// none is near.
func (r *openReader) region(lines []textLine) (read []openLine, firstRow int) {
	firstRow, end, left := -1, 0, math.Inf(1)
	for i, l := range lines[:min(len(lines), openLines)] {
		o := r.line(l)
		read = append(read, o)
		switch {
		case o.row():
			if firstRow < 0 {
				if firstRow = i; !headed(read[:i], o.values[0].left) {
					return nil, -1
				}
			}
			end, left = i+1, min(left, o.values[0].left)
			continue
		case o.unit(), o.unitAlone() != nil:
			end = i + 1
			continue
		}
		// Words among the numbers are the headings of another table, or prose.
		if firstRow < 0 && i >= openHeader || firstRow >= 0 && (i-end >= openGap || o.right > left) {
			break
		}
	}
	return read[:end], firstRow
}

// countsAsTable asks for several rows of numbers, or several numbers abreast, or a heading for each number; and where one number
// stands behind each label for a column of units.
func countsAsTable(lines []openLine, firstRow int) bool {
	rows, abreast, units := 0, 0, 0
	for _, l := range lines[firstRow:] {
		if !l.row() {
			continue
		}
		rows++
		abreast = max(abreast, len(l.values))
		if l.unit() {
			units++
		}
	}
	if abreast < 2 {
		return units >= openRows
	}
	return rows >= openRows || abreast >= openNumbers || labelled(lines, firstRow, abreast)
}

// labelled reports whether the line above the first row has a word for every number and one for the labels.
func labelled(lines []openLine, firstRow, abreast int) bool {
	return firstRow > 0 && abreast > 1 && len(lines[firstRow-1].cut(lines[firstRow-1].size())) == abreast+1
}

// row reports a line with numbers that could be a row of a table.
func (l openLine) row() bool { return len(l.values) > 1 || len(l.values) > 0 && len(l.labels) > 0 }

// unit reports a line that has a unit, with a number behind it or without.
func (l openLine) unit() bool {
	if len(l.labels) == 0 {
		return false
	}
	last := tidy(l.labels[len(l.labels)-1].text())
	return len(l.labels) > 1 && unitToken.MatchString(last) || labelUnit.MatchString(last)
}

// valueColumns gives the stretches of the page's width in which numbers stand one below the other.
func valueColumns(lines []openLine) []stretch {
	if columns := fullColumns(lines); columns != nil {
		return columns
	}
	var all []stretch
	for _, l := range lines {
		for _, v := range l.values {
			all = append(all, stretch{v.left, v.right})
		}
	}
	return merged(all)
}

// fullColumns gives the columns by the rows with the most numbers, when there are several of them: their first numbers are one column,
// and so on. A long number may reach over the column beside it, so that stretches alone would make one column of two. It is nil where
// the numbers do not keep to columns.
func fullColumns(lines []openLine) []stretch {
	const fewest = 2 // rows
	var columns []stretch
	rows := 0
	for _, l := range lines {
		if len(l.values) < max(len(columns), 2) {
			continue
		}
		if len(l.values) > len(columns) {
			columns, rows = make([]stretch, len(l.values)), 0
		}
		for i, v := range l.values {
			if rows == 0 {
				columns[i] = stretch{v.left, v.right}
			}
			columns[i].from, columns[i].to = min(columns[i].from, v.left), max(columns[i].to, v.right)
		}
		rows++
	}
	for i := 1; i < len(columns); i++ {
		if columns[i].from <= (columns[i-1].from+columns[i-1].to)/2 || columns[i-1].to >= (columns[i].from+columns[i].to)/2 {
			return nil
		}
	}
	if rows < fewest || slices.ContainsFunc(lines, func(l openLine) bool { return !inColumns(l.values, columns) }) {
		return nil
	}
	return columns
}

// inColumns reports whether each number of a line overlaps a column and no two are aligned with the same one.
func inColumns(values []textLine, columns []stretch) bool {
	last := -1
	for _, v := range values {
		c := aligned(columns, v)
		if c <= last || v.right < columns[c].from || v.left > columns[c].to {
			return false
		}
		last = c
	}
	return true
}

// aligned gives the column with whose numbers a number is aligned best: at its left, at its right or in its middle.
func aligned(columns []stretch, v textLine) int {
	away := func(s stretch) float64 {
		return min(math.Abs(s.from-v.left), math.Abs(s.to-v.right), math.Abs((s.from+s.to)/2-v.centreX()))
	}
	best := 0
	for i, s := range columns {
		if away(s) < away(columns[best]) {
			best = i
		}
	}
	return best
}

// headed reports whether the lines above the first row are headings of its columns: of several words, or above the numbers alone.
func headed(lines []openLine, numbers float64) bool {
	for _, l := range lines {
		if boldLevel(tidy(l.text())) == 2 || len(l.cut(l.size())) < 2 && l.left < numbers-2*l.size() {
			return false
		}
	}
	return true
}
