package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// proseCell is the number of runes above which a cell is a column of the page's layout and no cell of a table. The longest
// label of an official form has 62, the longest annotated cell seen about 300.
const proseCell = 2000

// layoutRow is a row in both readings: as cells, and as what stands in them.
type layoutRow struct {
	cells  tableRow
	inside []part
	prose  bool
}

// add puts a cell with the given content at the end of the row.
func (r *layoutRow) add(cell tableCell, content []part) {
	text, prose := cellText(content)
	cell.text = text
	r.cells = append(r.cells, cell)
	r.inside = append(r.inside, content...)
	r.prose = r.prose || prose
}

// tableParts gives rows of short cells as Table parts. A row that holds further tables, headings or long prose is page layout,
// and so are successive rows of one cell: their content is given as if the rows were not there.
func tableParts(rows []layoutRow) []part {
	var parts []part
	for len(rows) > 0 {
		end := slices.IndexFunc(rows, func(r layoutRow) bool { return r.prose })
		if end < 0 {
			end = len(rows)
		}
		parts = append(parts, segmentParts(rows[:end])...)
		if end < len(rows) {
			parts = append(parts, rows[end].inside...)
			end++
		}
		rows = rows[end:]
	}
	return parts
}

// segmentParts gives successive rows without prose: a table, if any of them has two cells.
func segmentParts(rows []layoutRow) []part {
	if !slices.ContainsFunc(rows, func(r layoutRow) bool { return len(r.cells) > 1 }) {
		var parts []part
		for _, row := range rows {
			parts = append(parts, row.inside...)
		}
		return parts
	}
	table := make([]tableRow, 0, len(rows))
	for _, row := range rows {
		table = append(table, row.cells)
	}
	return []part{{kind: Table, rows: table}}
}

// cellText joins the lines of a cell and reports whether the cell is layout.
func cellText(parts []part) (text string, prose bool) {
	lines := make([]string, 0, len(parts))
	length := 0
	for _, p := range parts {
		if p.kind == Table || p.named && p.level <= 3 && len(parts) > 1 {
			prose = true
		}
		lines = append(lines, p.text)
		length += utf8.RuneCountInString(p.text)
	}
	return strings.Join(lines, "\n"), prose || length > proseCell
}
