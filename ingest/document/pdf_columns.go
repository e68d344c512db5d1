package document

import (
	"cmp"
	"slices"
)

// columnTable reads a table that has no lines: at least two lines one below the other that fall apart into three or more pieces,
// which keep to columns. It gives the number of lines that belong to it, 0 when the first line begins no table.
func columnTable(lines []textLine) (rows []layoutRow, used int) {
	const fewestPieces, fewestLines = 3, 2
	var pieces [][]textLine
	for _, l := range lines {
		p := l.pieces()
		if len(p) < fewestPieces || len(p) > maxColumns {
			break
		}
		pieces = append(pieces, p)
	}
	for len(pieces) >= fewestLines {
		if columns, ok := columnsOf(pieces); ok {
			return columnRows(pieces, columns), len(pieces)
		}
		pieces = pieces[:len(pieces)-1]
	}
	return nil, 0
}

// stretch is a stretch of the page's width.
type stretch struct{ from, to float64 }

// merged gives the stretches that a list covers, from left to right; those that overlap are one. It sorts the list.
func merged(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var columns []stretch
	for _, s := range all {
		if n := len(columns); n > 0 && s.from < columns[n-1].to {
			columns[n-1].to = max(columns[n-1].to, s.to)
			continue
		}
		columns = append(columns, s)
	}
	return columns
}

// columnsOf merges the stretches that pieces cover into columns. It fails where two pieces of one line fall into one column:
// then the gaps are those of justified prose and not of a table.
func columnsOf(lines [][]textLine) ([]stretch, bool) {
	var all []stretch
	for _, line := range lines {
		for _, p := range line {
			all = append(all, stretch{p.left, p.right})
		}
	}
	columns := merged(all)
	for _, line := range lines {
		last := -1
		for _, p := range line {
			c := columnAt(columns, p)
			if c == last {
				return nil, false
			}
			last = c
		}
	}
	return columns, true
}

func columnAt(columns []stretch, p textLine) int {
	return slices.IndexFunc(columns, func(s stretch) bool { return p.left >= s.from && p.right <= s.to })
}

func columnRows(lines [][]textLine, columns []stretch) []layoutRow {
	rows := make([]layoutRow, 0, len(lines))
	for _, line := range lines {
		texts := make([]string, len(columns))
		for _, p := range line {
			texts[columnAt(columns, p)] = tidy(p.text())
		}
		var row layoutRow
		for _, text := range texts {
			var content []part
			if text != "" {
				content = []part{{kind: Paragraph, text: text}}
			}
			row.add(tableCell{rowSpan: 1, colSpan: 1}, content)
		}
		rows = append(rows, row)
	}
	return rows
}
