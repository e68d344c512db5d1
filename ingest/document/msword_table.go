package document

import (
	"slices"
)

// The characters that end a paragraph, a cell or row, and a section.
const (
	markParagraph = 0x0D
	markCell      = 0x07
	markSection   = 0x0C
)

// wordBuilder cuts the text of a Word file into parts. Its first level is the page, each further one a table inside a cell of the
// level before.
type wordBuilder struct {
	file   *wordFile
	levels []msWordLevel
}

// msWordLevel is what was gathered at one depth.
type msWordLevel struct {
	parts  []part      // the page or the cell being gathered
	row    [][]part    // the cells of the row so far
	rows   []msWordRow // the rows of the table so far
	edited bool        // something in the row was deleted or hidden
}

// msWordRow is a row with its cells' edges.
type msWordRow struct {
	cells [][]part
	props wordProps
}

func (b *wordBuilder) build() []part {
	b.levels = make([]msWordLevel, 1)
	text := b.file.text
	start := 0
	for i, u := range text {
		if u != markParagraph && u != markCell && u != markSection {
			continue
		}
		b.paragraph(start, i, b.file.props(i))
		start = i + 1
	}
	if start < len(text) {
		b.add(b.file.words(start, len(text)), 0)
	}
	b.descend(0)
	return b.levels[0].parts
}

// paragraph adds the words [from, to) that a mark ends: an ordinary one, the mark of a cell or that of a row.
func (b *wordBuilder) paragraph(from, to int, props wordProps) {
	depth := min(max(props.depth, 0), maxNesting)
	if depth == 0 && (props.inTable || b.file.text[to] == markCell) {
		depth = 1
	}
	b.descend(depth)
	level := &b.levels[depth]
	level.edited = level.edited || slices.Contains(b.file.text[from:to], unseenUnit)
	cellEnd := props.cellEnd || depth < 2 && b.file.text[to] == markCell
	switch {
	case props.rowEnd && depth > 0 && (cellEnd || depth > 1):
		if !level.edited || slices.ContainsFunc(level.row, func(cell []part) bool { return len(cell) > 0 }) { // else it was deleted
			level.rows = append(level.rows, msWordRow{cells: level.row, props: props})
		}
		level.row, level.edited = nil, false
	case cellEnd:
		b.add(b.file.words(from, to), props.level)
		level.row = append(level.row, level.parts)
		level.parts = nil
	default:
		b.add(b.file.words(from, to), props.level)
	}
}

// add adds words to the cell or page being gathered.
func (b *wordBuilder) add(words string, level int) {
	if words != "" {
		top := &b.levels[len(b.levels)-1]
		top.parts = append(top.parts, headingOrParagraph(words, level, false))
	}
}

// descend makes depth the innermost level: tables deeper than it end, and those it enters begin.
func (b *wordBuilder) descend(depth int) {
	for len(b.levels)-1 > depth {
		inner := b.levels[len(b.levels)-1]
		b.levels = b.levels[:len(b.levels)-1]
		outer := &b.levels[len(b.levels)-1]
		outer.parts = append(outer.parts, inner.table()...)
	}
	for len(b.levels)-1 < depth {
		b.levels = append(b.levels, msWordLevel{})
	}
}

// table turns the rows gathered into a table. Cells after the last whole row, which only a damaged file has, are kept as
// a row of their own.
func (l *msWordLevel) table() []part {
	if len(l.row) > 0 {
		l.rows = append(l.rows, msWordRow{cells: l.row})
	}
	var parts []part
	if len(l.rows) > 0 {
		parts = tableParts(mergeDown(onGrid(l.rows)))
	}
	return append(parts, l.parts...)
}

// onGrid finds the columns of each cell. The file gives no columns, only where in its row each cell begins and ends; a table's
// columns lie between all the edges of its rows.
func onGrid(sources []msWordRow) []wordRow {
	var all []int
	for _, row := range sources {
		all = append(all, row.props.edges...)
	}
	edges := distinct(all)
	rows := make([]wordRow, 0, len(sources))
	for _, source := range sources {
		var row wordRow
		if known := source.props; len(known.cells) == 0 || len(known.cells) < len(source.cells) {
			for _, content := range source.cells {
				row.put(tableCell{rowSpan: 1, colSpan: 1}, wordPlace{col: row.next}, content)
			}
		} else {
			placeCells(&row, source, edges)
		}
		rows = append(rows, row)
	}
	return rows
}

// placeCells puts the cells of a row whose edges are known.
func placeCells(row *wordRow, source msWordRow, edges []int) {
	props := source.props
	if first := column(edges, props.edges[0]); first > 0 {
		row.put(tableCell{rowSpan: 1, colSpan: first}, wordPlace{}, nil)
	}
	for i := 0; i < len(source.cells); {
		content, last := source.cells[i], i+1
		for last < len(source.cells) && props.cells[last].mergedLeft {
			content = append(content, source.cells[last]...)
			last++
		}
		from, to := column(edges, props.edges[i]), column(edges, props.edges[last])
		cell := tableCell{rowSpan: 1, colSpan: min(max(to-from, 1), maxColumns)}
		row.put(cell, wordPlace{col: row.next, continues: props.cells[i].mergedUp}, content)
		i = last
	}
}

// sameEdge is the distance in twips, a twentieth of a point, within which edges of different rows are one.
const sameEdge = 30

func distinct(edges []int) []int {
	slices.Sort(edges)
	var out []int
	for _, e := range edges {
		if n := len(out); n == 0 || e-out[n-1] > sameEdge {
			out = append(out, e)
		}
	}
	return out
}

// column gives the number of the column that begins at an edge.
func column(edges []int, edge int) int {
	i, found := slices.BinarySearch(edges, edge)
	if !found {
		i-- // edges within sameEdge stand for one, by the lowest of them
	}
	return max(i, 0)
}
