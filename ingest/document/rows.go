package document

import (
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

// tableParts gives rows of short cells as Table parts. A table of one column, and a row that holds further tables, headings
// or long prose, is page layout: its content is given as if the row were not there.
func tableParts(rows []layoutRow) []part {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row.cells))
	}
	var parts []part
	var table []tableRow
	flush := func() {
		if len(table) > 0 {
			parts = append(parts, part{kind: Table, rows: table})
			table = nil
		}
	}
	for _, row := range rows {
		if columns < 2 || row.prose {
			flush()
			parts = append(parts, row.inside...)
		} else {
			table = append(table, row.cells)
		}
	}
	flush()
	return parts
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
