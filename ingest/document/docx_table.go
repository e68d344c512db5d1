package document

import "encoding/xml"

// wordRow is a row of a Word table, with the cells that continue a merge from above still in it.
type wordRow struct {
	layoutRow
	places []wordPlace // one for each cell
	next   int         // grid column after the last cell

	deleted bool // while changes were tracked
}

// wordPlace is where a cell stands on the table's grid.
type wordPlace struct {
	col       int
	continues bool // merged with the cell above
}

// put adds a cell to the row.
func (r *wordRow) put(cell tableCell, place wordPlace, content []part) {
	r.add(cell, content)
	r.places = append(r.places, place)
	r.next += max(cell.colSpan, 1)
}

// table reads a <w:tbl>.
func (w *wordBody) table() ([]part, error) {
	leave, err := w.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	var rows []wordRow
	if err := w.rows(&rows); err != nil {
		return nil, err
	}
	return tableParts(mergeDown(rows)), nil
}

// rows reads the rows of a table, through content controls and tracked changes.
func (w *wordBody) rows(rows *[]wordRow) error {
	leave, err := w.enter()
	if err != nil {
		return err
	}
	defer leave()
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			var row wordRow
			if err := w.cells(&row); err != nil {
				return err
			}
			if !row.deleted {
				*rows = append(*rows, row)
			}
			return nil
		case "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "del":
			return w.xml.Skip()
		}
		return w.rows(rows)
	})
}

func (w *wordBody) cells(row *wordRow) error {
	leave, err := w.enter()
	if err != nil {
		return err
	}
	defer leave()
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tc":
			return w.cell(row)
		case "trPr":
			return eachChild(w.xml, func(e xml.StartElement) error {
				if n := number(val(e)); e.Name.Local == "gridBefore" && n > 0 {
					row.put(tableCell{colSpan: min(n, maxColumns)}, wordPlace{}, nil)
				}
				row.deleted = row.deleted || e.Name.Local == "del"
				return w.xml.Skip()
			})
		case "tblPrEx", "sdtPr", "sdtEndPr", "del":
			return w.xml.Skip()
		}
		return w.cells(row)
	})
}

func (w *wordBody) cell(row *wordRow) error {
	leave, err := w.enter()
	if err != nil {
		return err
	}
	defer leave()
	cell := tableCell{rowSpan: 1, colSpan: 1}
	place := wordPlace{col: row.next}
	var content []part
	err = eachChild(w.xml, func(e xml.StartElement) error {
		var more []part
		var err error
		switch e.Name.Local {
		case "tcPr":
			return w.cellProperties(&cell, &place)
		case "p":
			more, err = w.paragraph()
		case "tbl":
			more, err = w.table()
		case "del", "sdtPr", "sdtEndPr":
			return w.xml.Skip()
		default:
			more, err = w.blocks()
		}
		content = append(content, more...)
		return err
	})
	row.put(cell, place, content)
	return err
}

func (w *wordBody) cellProperties(cell *tableCell, place *wordPlace) error {
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridSpan":
			cell.colSpan = min(max(number(val(e)), 1), maxColumns)
		case "vMerge":
			place.continues = val(e) != "restart"
		}
		return w.xml.Skip()
	})
}

// mergeDown turns the cells that continue a merge into row spans of the cell above them. One without a cell above it is an
// ordinary cell.
func mergeDown(rows []wordRow) []layoutRow {
	type origin struct{ row, cell int }
	out := make([]layoutRow, 0, len(rows))
	above := map[int]origin{} // by column, the cell that a merge in the next row would continue
	for r, row := range rows {
		next := map[int]origin{}
		merged := layoutRow{inside: row.inside, prose: row.prose}
		for i, cell := range row.cells {
			place := row.places[i]
			if from, ok := above[place.col]; ok && place.continues {
				out[from.row].cells[from.cell].rowSpan++
				next[place.col] = from
				continue
			}
			merged.cells = append(merged.cells, cell)
			next[place.col] = origin{r, len(merged.cells) - 1}
		}
		out = append(out, merged)
		above = next
	}
	return out
}
