package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// valuesOnly gives the rows of the tables of a document without their labels: what stands behind the last cell that has a Chinese
// character.
func valuesOnly(doc *Document) string {
	var rows []string
	for _, row := range strings.Split(looseRows(doc), "\n") {
		last := strings.LastIndexFunc(row, wide)
		_, values, _ := strings.Cut(row[last+1:], "|")
		rows = append(rows, values)
	}
	return strings.Join(rows, "\n")
}

// TestPDFOfSpreadsheet has a report of five pages: three with the columns and the words to the right of the first two.
func TestPDFOfSpreadsheet(t *testing.T) {
	source, err := readProduced(t, "report.html")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := readProduced(t, "calc.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(valuesOnly(source), valuesOnly(doc)); diff != "" {
		t.Error(diff)
	}
	for _, words := range []string{
		"\n根据《中华人民共和国政府信息公开条例》的规定，编制本报告。统计期限自2021年1月1日起至12月31日止。\n", // begins on page 1, ends on page 4
		"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 |",                   // runs over cells and pages
		"3.危及“三安全一稳定” | 0 |", // cut by its cell
	} {
		if n := strings.Count(doc.Text, words); n != 1 {
			t.Errorf("%q stands %d times in the text %s", words, n, doc.Text)
		}
	}
}

// clipped draws within a cell of 60 by 20 points only.
func clipped(x, y int, content string) string {
	return fmt.Sprintf("q %d %d 60 20 re W n\n%sQ\n", x, y, content)
}

// ruled draws a table: columns at xs, rows at ys.
func ruled(xs, ys []int) string {
	var out strings.Builder
	for _, y := range ys {
		out.WriteString(stroke(xs[0], y, xs[len(xs)-1], y))
	}
	for _, x := range xs {
		out.WriteString(stroke(x, ys[0], x, ys[len(ys)-1]))
	}
	return out.String()
}

func TestPDFTextThatIsClipped(t *testing.T) {
	page := ruled([]int{80, 140, 200, 260}, []int{700, 680, 660, 640}) +
		clipped(80, 680, show(82, 685, 10, "其他行政法规禁止公开")) + show(145, 685, 10, "12") + show(205, 685, 10, "34") +
		clipped(80, 660, show(82, 665, 10, "保护第三方合法权益")) + show(205, 665, 10, "56") + // the tail would stand in an empty cell
		show(82, 645, 10, "合计") + clipped(140, 640, show(165, 645, 10, "人数不详其中12件")+show(10, 645, 10, "999")) + show(205, 645, 10, "90") +
		clipped(80, 500, show(300, 505, 10, "无人看见"))
	doc := mustRead(t, "a.pdf", pdfOf("", page))
	want := "其他行政法规禁止公开|12|34\n保护第三方合法权益||56\n合计|人数不详其中12件|90"
	if diff := cmp.Diff(want, grids(doc)); diff != "" {
		t.Error(diff)
	}
	for _, hidden := range []string{"999", "无人看见"} {
		if strings.Contains(doc.Text, hidden) {
			t.Errorf("%s is hidden and yet in the text %s", hidden, doc.Text)
		}
	}
}

// TestPDFPagesSideBySide has a table whose last columns are on the second page, then one that goes on there with labels of its own.
func TestPDFPagesSideBySide(t *testing.T) {
	ys := []int{700, 680, 655, 640, 620}
	left := ruled([]int{80, 200, 260}, ys) + show(85, 685, 10, "项目") + show(205, 685, 10, "个人") +
		show(85, 663, 10, "新收申请") + show(205, 663, 10, "12") + show(85, 643, 10, "上年结转") + show(205, 643, 10, "3") +
		show(85, 625, 10, "办理结果") + show(205, 625, 10, "15")
	right := func(labels ...string) string {
		page := ruled([]int{80, 160, 240}, ys) + show(85, 685, 10, "企业") + show(165, 685, 10, "总计")
		for i, y := range []int{663, 643, 625} {
			page += show(110, y, 10, fmt.Sprint(20+i)) + show(165, y, 10, fmt.Sprint(40+i))
			if i < len(labels) {
				page += show(85, y, 10, labels[i])
			}
		}
		return page
	}
	for _, c := range []struct{ name, second, want string }{
		{"columns to the right", right(), "项目|个人|企业|总计\n新收申请|12|20|40\n上年结转|3|21|41\n办理结果|15|22|42"},
		{"a table of its own", right("甲乙", "丙丁", "戊己"), "项目|个人\n新收申请|12\n上年结转|3\n办理结果|15\n\n企业|总计\n甲乙 20|40\n丙丁 21|41\n戊己 22|42"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, grids(mustRead(t, "a.pdf", pdfOf("", left, c.second)))); diff != "" {
				t.Error(diff)
			}
		})
	}
	// Two pages to the left would do: it is not known which.
	got := grids(mustRead(t, "a.pdf", pdfOf("", left, strings.ReplaceAll(left, "0032", "0039"), right())))
	if !strings.Contains(got, "企业|总计\n20|40\n") {
		t.Errorf("columns were given to one of two tables:\n%s", got)
	}
}

// TestPDFTextOverCells has words that run over an empty cell and a number that has no room in its own.
func TestPDFTextOverCells(t *testing.T) {
	page := ruled([]int{80, 140, 200, 260}, []int{700, 680, 660, 640}) +
		show(85, 685, 10, "全年收到公开申请") + show(205, 685, 10, "34") + show(85, 665, 10, "合计") + show(150, 665, 10, "7") + show(205, 665, 10, "8") +
		show(85, 645, 10, "经费") + show(196, 645, 10, "7654321") // the font is as wide as high: 196 to 266
	page = strings.Replace(page, show(196, 645, 10, "7654321"), show(193, 645, 9, "7654321"), 1)
	want := "全年收到公开申请||34\n合计|7|8\n经费||7654321"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

// TestPDFDashesBesideNumbers has dashes at the left of the cells in whose right the numbers stand, under one heading.
func TestPDFDashesBesideNumbers(t *testing.T) {
	row := func(y int, label, unit, value string) string {
		x := 300
		if value == "——" {
			x = 250
		}
		return show(80, y, 10, label) + show(200, y, 10, unit) + show(x, y, 10, value)
	}
	page := show(80, 720, 10, "统计指标") + show(200, 720, 10, "单位") + show(250, 720, 10, "统计") + row(700, "一、主动公开", "——", "——") +
		row(680, "（一）公开数", "人次", "82") + row(660, "（二）发布数", "人次", "43") + row(640, "二、回应解读", "——", "——") + row(620, "（一）回应数", "人次", "17")
	want := "统计指标|单位|统计\n一、主动公开|——|——\n（一）公开数|人次|82\n（二）发布数|人次|43\n二、回应解读|——|——\n（一）回应数|人次|17"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

// TestPDFNumbersOverleafOfTheirHeadings has headings that fill their cells at the end of a page: the numbers overleaf are not the rest of
// them.
func TestPDFNumbersOverleafOfTheirHeadings(t *testing.T) {
	xs := []int{80, 125, 170, 215}
	first := ruled(xs, []int{100, 80, 60}) + show(82, 85, 10, "行政复议") + show(127, 85, 10, "行政诉讼") + show(172, 85, 10, "行政赔偿") +
		show(82, 65, 10, "结果维持") + show(127, 65, 10, "结果纠正") + show(172, 65, 10, "尚未审结")
	second := ruled(xs, []int{780, 760}) + show(82, 765, 10, "376") + show(127, 765, 10, "97") + show(172, 765, 10, "121")
	want := "行政复议|行政诉讼|行政赔偿\n结果维持|结果纠正|尚未审结\n376|97|121"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", first, second)))); diff != "" {
		t.Error(diff)
	}
}
