package dashboard

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"gongkai/ingest/disclosure"
)

// xlsxRows is the most rows a worksheet holds beneath its header.
const xlsxRows = 1_048_575

// writeXLSX writes a workbook with the sheets data and metadata. Numbers are numbers and texts are texts; one that would act as a
// formula once the workbook is saved as CSV stands behind an apostrophe, as in the CSV.
func writeXLSX(w *answerWriter) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // removes temporary files; the answer is written by then
	if err := book.SetSheetName("Sheet1", "data"); err != nil {
		return err
	}
	if _, err := book.NewSheet("metadata"); err != nil {
		return err
	}
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "gongkai", Title: w.query.endpoint.ID, Version: w.query.release.ID}); err != nil {
		return err
	}
	rows, err := w.sheet(book, "data", w.answer.columns)
	if err != nil {
		return err
	}
	if err := w.metadataSheet(book, rows); err != nil {
		return err
	}
	return book.Write(w.out)
}

func (w *answerWriter) sheet(book *excelize.File, name string, columns []string) (rowPage, error) {
	sheet, err := book.NewStreamWriter(name)
	if err != nil {
		return rowPage{}, err
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return rowPage{}, err
	}
	header := make([]any, len(columns))
	for i, c := range columns {
		header[i] = c
	}
	if err := sheet.SetRow("A1", header); err != nil {
		return rowPage{}, err
	}
	line := 1
	rows, err := w.each(func(cells []any) error {
		if line++; line > xlsxRows+1 {
			return newProblem(problemTooLarge, "超过一张工作表的 %d 行；请用 csv。", "more than the %d rows of a worksheet; ask for csv.", xlsxRows)
		}
		record := make([]any, len(cells))
		for i, c := range cells {
			record[i] = xlsxCell(c)
		}
		return sheet.SetRow(fmt.Sprintf("A%d", line), record)
	})
	if err != nil {
		return rows, err
	}
	return rows, sheet.Flush()
}

// metadataSheet says what the data are: release, request, rows, and what each column means. It is written without a stream:
// excelize packs several streams in random order, and the same answer must have the same bytes.
func (w *answerWriter) metadataSheet(book *excelize.File, rows rowPage) error {
	q := w.query
	lines := [][]any{
		{"release", q.release.ID},
		{"url", q.canonicalURL()},
		{"rows", rows.count},
		{"complete", rows.next == ""},
	}
	if c := w.answer.coverage; c != nil {
		lines = append(lines, []any{"expected", c.Expected}, []any{"reported", c.Reported})
	}
	lines = append(lines, []any{}, []any{"column", "type", textIn(q.lang, "含义", "meaning")})
	for _, c := range w.spec.describe(w.answer.columns, q.lang) {
		lines = append(lines, []any{c["name"], c["type"], c["meaning"]})
	}
	for i, line := range lines {
		if err := book.SetSheetRow("metadata", fmt.Sprintf("A%d", i+1), &line); err != nil {
			return err
		}
	}
	return nil
}

// xlsxCell is a cell as Excel has it: numbers stay numbers, a missing value is an empty cell.
func xlsxCell(v any) any {
	switch x := v.(type) {
	case nil, int, float64, bool:
		return x
	case disclosure.Value:
		return x.Float()
	}
	return plainText(v)
}
