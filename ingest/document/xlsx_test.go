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

func TestXLSXWholeReport(t *testing.T) {
	// A report in one sheet: title and sentence stand apart, a narrow table follows a heading right below a blank row, and a wide table
	// comes after it. The narrow table has its own two columns, and its last row has no value; the list of single values is a table's.
	sheet := func(book *excelize.File) error {
		for cell, value := range map[string]any{
			"A1": "某县2021年年度报告", "A3": "全年公开12条。", "A5": "三、申请情况", "A6": "项目", "B6": "总计", "A7": "新收", "B7": 3, "A8": "结转",
			"A10": "四、复议情况", "A12": "维持", "B12": "纠正", "C12": "其他", "D12": "总计", "A13": 1, "C13": 2, "D13": 3,
		} {
			if err := book.SetCellValue("Sheet1", cell, value); err != nil {
				return err
			}
		}
		return nil
	}
	doc := mustRead(t, "a.xlsx", workbook(t, sheet))
	want := "某县2021年年度报告\n全年公开12条。\n三、申请情况\n项目 | 总计 |\n新收 | 3 |\n结转 |  |\n四、复议情况\n维持 | 纠正 | 其他 | 总计 |\n1 |  | 2 | 3 |"
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Error(diff)
	}
}

func TestXLSXHiddenRowsAndColumns(t *testing.T) {
	sheet := func(book *excelize.File) error {
		for cell, value := range map[string]any{"A1": "项目", "B1": "旧数", "C1": "总计", "A2": "草稿", "B2": 8, "C2": 99, "A3": "新收", "B3": 7, "C3": 12} {
			if err := book.SetCellValue("Sheet1", cell, value); err != nil {
				return err
			}
		}
		if err := book.SetColVisible("Sheet1", "B", false); err != nil {
			return err
		}
		return book.SetRowVisible("Sheet1", 2, false)
	}
	if diff := cmp.Diff("项目||总计\n||\n新收||12", grids(mustRead(t, "a.xlsx", workbook(t, sheet)))); diff != "" {
		t.Error(diff)
	}
}
