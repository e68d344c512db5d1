package document

import (
	"slices"
)

// wordBuilder cuts the text of a Word file into parts.
type wordBuilder struct {
	file  *wordFile
	parts []part

	cell []part      // the cell being gathered
	row  [][]part    // the cells of the row so far
	rows []msWordRow // the rows of the table so far
}

// msWordRow is a row with its cells' edges.
type msWordRow struct {
	cells [][]part
	props wordProps
}

func (b *wordBuilder) build() []part {
	const paragraph, cellEnd, section = 0x0D, 0x07, 0x0C
	text := b.file.text
	start := 0
	for i, u := range text {
		if u != paragraph && u != cellEnd && u != section {
			continue
		}
		b.paragraph(start, i, b.file.props(i), u == cellEnd)
		start = i + 1
	}
	if start < len(text) {
		b.add(b.file.words(start, len(text)), 0)
	}
	b.endTable()
	return b.parts
}

// paragraph adds the words [from, to) that a mark ends: an ordinary one, the mark of a cell or that of a row.
func (b *wordBuilder) paragraph(from, to int, props wordProps, cellEnd bool) {
	words := b.file.words(from, to)
	switch {
	case cellEnd && props.rowEnd:
		b.rows = append(b.rows, msWordRow{cells: b.row, props: props})
		b.row = nil
	case cellEnd:
		b.add(words, props.level)
		b.row = append(b.row, b.cell)
		b.cell = nil
	case props.inTable || props.depth > 0:
		b.add(words, props.level)
	default:
		b.endTable()
		b.add(words, props.level)
		b.parts = append(b.parts, b.cell...)
		b.cell = nil
	}
}

func (b *wordBuilder) add(words string, level int) {
	if words != "" {
		b.cell = append(b.cell, headingOrParagraph(words, level, false))
	}
}

// endTable turns the rows gathered into a table. Cells after the last whole row, which only a damaged file has, are kept as
// a row of their own.
func (b *wordBuilder) endTable() {
	if len(b.row) > 0 {
		b.rows = append(b.rows, msWordRow{cells: b.row})
		b.row = nil
	}
	if len(b.rows) > 0 {
		b.parts = append(b.parts, tableParts(mergeDown(b.onGrid()))...)
		b.rows = nil
	}
	b.parts = append(b.parts, b.cell...)
	b.cell = nil
}

// onGrid finds the columns of each cell. The file gives no columns, only where in its row each cell begins and ends; a table's
// columns lie between all the edges of its rows.
func (b *wordBuilder) onGrid() []wordRow {
	var all []int
	for _, row := range b.rows {
		all = append(all, row.props.edges...)
	}
	edges := distinct(all)
	rows := make([]wordRow, 0, len(b.rows))
	for _, source := range b.rows {
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
