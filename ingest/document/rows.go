package document

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// proseCell is the number of runes above which a cell is a column of the page's layout and no cell of a table. The longest
// label of an official form has 62, the longest annotated cell seen about 300.
const proseCell = 2000

// table reads a <table>. Rows of short cells become one Table part; a row that holds further tables, headings or long prose
// is page layout, and its content is given as if the row were not there.
func (f *flow) table(n *html.Node) []part {
	t := &tableBuilder{}
	for _, caption := range captions(n) {
		t.parts = append(t.parts, f.inside(caption)...)
	}
	rows := make([]layoutRow, 0, 16)
	columns := 0
	for _, tr := range rowNodes(n) {
		row := f.row(tr)
		columns = max(columns, len(row.cells))
		rows = append(rows, row)
	}
	for _, row := range rows {
		if columns < 2 || row.prose {
			t.layout(row)
		} else {
			t.rows = append(t.rows, row.cells)
		}
	}
	t.flush()
	return t.parts
}

// layoutRow is a row in both readings: as cells, and as what stands in them.
type layoutRow struct {
	cells  tableRow
	inside []part
	prose  bool
}

// tableBuilder gathers rows into Table parts between rows of layout.
type tableBuilder struct {
	parts []part
	rows  []tableRow
}

func (t *tableBuilder) flush() {
	if len(t.rows) > 0 {
		t.parts = append(t.parts, part{kind: Table, rows: t.rows})
		t.rows = nil
	}
}

func (t *tableBuilder) layout(row layoutRow) {
	t.flush()
	t.parts = append(t.parts, row.inside...)
}

// row reads the cells of a <tr>.
func (f *flow) row(tr *html.Node) layoutRow {
	var row layoutRow
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th || concealed(c) {
			continue
		}
		parts := f.inside(c)
		row.inside = append(row.inside, parts...)
		text, prose := cellText(parts)
		row.prose = row.prose || prose
		row.cells = append(row.cells, tableCell{
			text: text, header: c.DataAtom == atom.Th, rowSpan: span(c, "rowspan"), colSpan: span(c, "colspan"),
		})
	}
	return row
}

// inside reads the content of a cell or caption on its own.
func (f *flow) inside(n *html.Node) []part {
	inner := &flow{tables: f.tables + 1}
	inner.children(n)
	return inner.finish()
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

// span reads rowspan or colspan; what is no number counts as 1. rowspan=0 reaches to the end of the table.
func span(n *html.Node, key string) int {
	value := strings.TrimSpace(attribute(n, key))
	number, err := strconv.Atoi(value)
	switch {
	case err != nil || number < 0:
		return 1
	case number == 0 && key == "rowspan":
		return maxRows
	}
	return min(number, maxRows)
}

// rowNodes gives the <tr> elements of a table itself, not those of tables inside it.
func rowNodes(table *html.Node) []*html.Node {
	var rows []*html.Node
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || concealed(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, rowNodes(c)...)
		}
	}
	return rows
}

func captions(table *html.Node) []*html.Node {
	var found []*html.Node
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption && !concealed(c) {
			found = append(found, c)
		}
	}
	return found
}
