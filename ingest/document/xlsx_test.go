package document

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbook makes an Excel file.
func workbook(t testing.TB, fill func(*excelize.File) error, options ...excelize.Options) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	if err := fill(book); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out, options...); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func formSheet(book *excelize.File) error {
	if err := book.SetSheetName("Sheet1", "附表"); err != nil {
		return err
	}
	for cell, value := range map[string]any{"B2": "项目", "C2": "申请人", "C3": "自然人", "D3": "法人", "B4": "新收", "C4": 1234, "B5": "结果\n公开", "D5": 0} {
		if err := book.SetCellValue("附表", cell, value); err != nil {
			return err
		}
	}
	for _, merge := range [][2]string{{"B2", "B3"}, {"C2", "D2"}} {
		if err := book.MergeCell("附表", merge[0], merge[1]); err != nil {
			return err
		}
	}
	style, err := book.NewStyle(&excelize.Style{NumFmt: 3}) // #,##0
	if err != nil {
		return err
	}
	if err := book.SetCellStyle("附表", "C4", "C4", style); err != nil {
		return err
	}
	if _, err := book.NewSheet("空"); err != nil {
		return err
	}
	if _, err := book.NewSheet("藏"); err != nil {
		return err
	}
	if err := book.SetCellValue("藏", "A1", "不见"); err != nil {
		return err
	}
	return book.SetSheetVisible("藏", false)
}

func TestXLSX(t *testing.T) {
	doc := mustRead(t, "a.xlsx", workbook(t, formSheet))
	if diff := cmp.Diff("|项目|申请人|申请人\n|项目|自然人|法人\n|新收|1,234|\n|结果⏎公开||0", grids(doc)); diff != "" {
		t.Error(diff)
	}
	if doc.Blocks[0].Kind != Heading || len(doc.Blocks) != 2 {
		t.Errorf("%d blocks, want the sheet's name as a heading and one table", len(doc.Blocks))
	}
}

func TestXLSXReasons(t *testing.T) {
	far := func(book *excelize.File) error {
		for _, cell := range []string{"A1", "XFD1048576"} {
			if err := book.SetCellValue("Sheet1", cell, 1); err != nil {
				return err
			}
		}
		return nil
	}
	whole := workbook(t, formSheet)
	cases := []struct{ name, data, want string }{
		{"no values", workbook(t, func(*excelize.File) error { return nil }), "EMPTY"},
		{"far corner", workbook(t, far), "TOO_LARGE"},
		{"password", workbook(t, formSheet, excelize.Options{Password: "x"}), "ENCRYPTED"},
		{"cut", whole[:len(whole)-100], "TRUNCATED"},
		{"broken sheet", packed(t, "xl/workbook.xml", "<workbook><sheets"), "TRUNCATED"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read("a.xlsx", []byte(c.data)); Reason(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}
