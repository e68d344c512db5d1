package document

import "slices"

// tableRow is a row of a table as its format states it: only the cells that begin in it.
type tableRow []tableCell

// tableCell is a cell before its spans are expanded. Spans below 1 count as 1.
type tableCell struct {
	text    string
	rowSpan int
	colSpan int
	header  bool
}

// placement is a table whose cells know their places.
type placement struct {
	width  int
	grid   [][]*Cell // the rectangle; nil where the table has a hole
	placed [][]*Cell // by row, the cells that begin in it
}

// place finds the position of every cell as a browser does: a cell takes the first free column of its row. A span is cut
// where it would run into another cell, past the last row, past column maxColumns, or past the last column in which a cell
// begins: a title row with colspan=1000 makes no table of 1000 columns.
func place(rows []tableRow) placement {
	p := placement{grid: make([][]*Cell, len(rows)), placed: make([][]*Cell, len(rows))}
	var above []*Cell // above[col]: the cell whose row span may reach down into the next row
	for r, row := range rows {
		line := make([]*Cell, 0, len(above))
		for col, cell := range above {
			if cell != nil && cell.Row+cell.RowSpan > r {
				line = put(line, col, cell)
			}
		}
		col := 0
		for _, raw := range row {
			for col < len(line) && line[col] != nil {
				col++
			}
			cell := newCell(raw, r, col, len(rows))
			p.placed[r] = append(p.placed[r], cell)
			if col >= maxColumns {
				continue
			}
			line = cover(line, cell)
			p.width = max(p.width, cell.Col+1)
		}
		p.grid[r], above = line, line
	}
	p.square()
	return p
}

func newCell(raw tableCell, row, col, rows int) *Cell {
	return &Cell{
		Text: raw.text, Header: raw.header, Row: row, Col: col,
		RowSpan: min(max(raw.rowSpan, 1), rows-row),
		ColSpan: min(max(raw.colSpan, 1), max(maxColumns-col, 1)),
	}
}

// put stores a cell at a column, lengthening the line as needed.
func put(line []*Cell, col int, cell *Cell) []*Cell {
	for len(line) <= col {
		line = append(line, nil)
	}
	line[col] = cell
	return line
}

// cover puts a cell at the columns it spans, up to the first that is taken.
func cover(line []*Cell, cell *Cell) []*Cell {
	for i := range cell.ColSpan {
		col := cell.Col + i
		if i > 0 && col < len(line) && line[col] != nil {
			cell.ColSpan = i
			break
		}
		line = put(line, col, cell)
	}
	return line
}

// square gives every row the table's width and cuts the column spans that reach beyond it.
func (p *placement) square() {
	for r, line := range p.grid {
		if len(line) > p.width {
			line = slices.Clone(line[:p.width]) // lets go of the columns that an absurd colspan asked for
		}
		for len(line) < p.width {
			line = append(line, nil)
		}
		p.grid[r] = line
		for _, cell := range p.placed[r] {
			cell.ColSpan = min(cell.ColSpan, max(p.width-cell.Col, 1))
		}
	}
}
