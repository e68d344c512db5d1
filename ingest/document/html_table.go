package document

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a <table>.
func (f *flow) table(n *html.Node) []part {
	var parts []part
	for _, caption := range captions(n) {
		parts = append(parts, f.inside(caption)...)
	}
	nodes := rowNodes(n)
	rows := make([]layoutRow, 0, len(nodes))
	for _, tr := range nodes {
		rows = append(rows, f.row(tr))
	}
	return append(parts, tableParts(rows)...)
}

// row reads the cells of a <tr>.
func (f *flow) row(tr *html.Node) layoutRow {
	var row layoutRow
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th || concealed(c) {
			continue
		}
		row.add(tableCell{header: c.DataAtom == atom.Th, rowSpan: span(c, "rowspan"), colSpan: span(c, "colspan")}, f.inside(c))
	}
	return row
}

// inside reads the content of a cell or caption on its own.
func (f *flow) inside(n *html.Node) []part {
	inner := &flow{tables: f.tables + 1, line: f.line[:0]} // the line outside was ended by the table: its buffer is free
	inner.children(n)
	parts := inner.finish()
	f.line = inner.line[:0]
	return parts
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
