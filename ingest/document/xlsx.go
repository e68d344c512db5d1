package document

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"github.com/xuri/excelize/v2"
)

// The limits on a workbook, which the library holds in memory many times larger than its bytes.
const (
	maxWorkbook  = 32 << 20 // bytes unpacked
	maxSheetWork = 5_000_000
)

// plainSheet matches the names that Excel and WPS give to sheets nobody named.
var plainSheet = regexp.MustCompile(`^(?i:sheet|工作表|表)\s*\d*$`)

// readXLSX reads an Excel workbook: each visible sheet is a table, under a heading when the sheet was given a name. Values are
// those that Excel shows.
func readXLSX(data []byte, doc *Document) ([]part, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	if err := coreProperties(p, doc); err != nil {
		return nil, err
	}
	doc.Charset = charsetUTF8
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxWorkbook})
	switch {
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, unusable(ErrEncrypted, "the workbook asks for a password", "save it without one")
	case err != nil:
		return nil, unusable(ErrTruncated, fmt.Sprintf("the workbook cannot be read (%v)", err), "open it in Excel and save it again")
	}
	defer func() { _ = book.Close() }() // removes temporary files, of which reading makes none
	var parts []part
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err == nil && !visible {
			continue
		}
		found, err := sheetParts(book, name)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 && !plainSheet.MatchString(name) {
			parts = append(parts, part{kind: Heading, level: 1, named: true, text: tidy(name)})
		}
		parts = append(parts, found...)
	}
	return parts, nil
}

// sheetParts reads a sheet from the first row with a value to the last.
func sheetParts(book *excelize.File, sheet string) ([]part, error) {
	values, err := sheetValues(book, sheet)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	merges, err := book.GetMergeCells(sheet, true)
	if err != nil {
		return nil, brokenSheet(sheet, err)
	}
	area, err := newMergedArea(values, merges)
	if err != nil {
		return nil, brokenSheet(sheet, err)
	}
	return layOutSheet(values, area), nil
}

func brokenSheet(sheet string, err error) error {
	return unusable(ErrTruncated, fmt.Sprintf("sheet %q cannot be read (%v)", sheet, err), "open the workbook in Excel and save it again")
}

// hiddenColumns says which columns of a sheet are not shown, of those that a table may have.
func hiddenColumns(book *excelize.File, sheet string, width int) []bool {
	hidden := make([]bool, width)
	for c := range min(width, maxColumns) {
		name, err := excelize.ColumnNumberToName(c + 1)
		if err != nil {
			continue
		}
		visible, err := book.GetColVisible(sheet, name)
		hidden[c] = err == nil && !visible
	}
	return hidden
}

// sheetValues reads the shown values as a rectangle; what a hidden row or column holds is not shown. A sheet can claim a million
// rows of sixteen thousand columns in a few bytes, so the cells looked at are counted.
func sheetValues(book *excelize.File, sheet string) ([][]string, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, brokenSheet(sheet, err)
	}
	defer func() { _ = rows.Close() }()
	var values [][]string
	width, looked, used := 0, 0, 0
	for rows.Next() {
		line, err := rows.Columns()
		if err != nil {
			return nil, brokenSheet(sheet, err)
		}
		if looked += 1 + len(line); looked > maxSheetWork {
			return nil, unusable(ErrTooLarge, fmt.Sprintf("sheet %q has more than %d cells", sheet, maxSheetWork), "save only the report's sheet")
		}
		if rows.GetRowOpts().Hidden {
			line = nil
		}
		for len(line) > 0 && line[len(line)-1] == "" {
			line = line[:len(line)-1]
		}
		if len(line) > 0 {
			used = len(values) + 1
		}
		width = max(width, len(line))
		values = append(values, line)
	}
	if err := rows.Error(); err != nil {
		return nil, brokenSheet(sheet, err)
	}
	values = values[:used]
	if used*width > maxSheetWork {
		return nil, unusable(ErrTooLarge, fmt.Sprintf("sheet %q spans %d rows and %d columns", sheet, used, width), "save only the report's sheet")
	}
	hidden := hiddenColumns(book, sheet, width)
	for r, line := range values {
		full := make([]string, width)
		for c, value := range line {
			if !hidden[c] {
				full[c] = tidy(value)
			}
		}
		values[r] = full
	}
	return values, nil
}

// mergedArea says for each position of a sheet how far its cell reaches and which positions other cells cover.
type mergedArea struct {
	covered [][]bool // by a cell further left or above
	below   [][]bool // by a cell of a row above
	rowSpan [][]int
	colSpan [][]int
}

func newMergedArea(values [][]string, merges []excelize.MergeCell) (*mergedArea, error) {
	a := &mergedArea{}
	for _, line := range values {
		a.covered = append(a.covered, make([]bool, len(line)))
		a.below = append(a.below, make([]bool, len(line)))
		a.rowSpan = append(a.rowSpan, make([]int, len(line)))
		a.colSpan = append(a.colSpan, make([]int, len(line)))
	}
	for _, m := range merges {
		left, top, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return nil, err
		}
		right, bottom, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return nil, err
		}
		a.merge(top-1, left-1, bottom, right)
	}
	return a, nil
}

// merge marks one merged range, cut to the rectangle. A range that overlaps an earlier one is ignored, as Excel does.
func (a *mergedArea) merge(top, left, bottom, right int) {
	if top >= len(a.covered) || left >= len(a.covered[top]) || a.covered[top][left] || a.rowSpan[top][left] > 0 {
		return
	}
	bottom, right = min(bottom, len(a.covered)), min(right, len(a.covered[top]))
	a.rowSpan[top][left], a.colSpan[top][left] = bottom-top, right-left
	for r := top; r < bottom; r++ {
		for c := left; c < right; c++ {
			if r != top || c != left {
				a.covered[r][c], a.below[r][c] = true, r > top
			}
		}
	}
}
