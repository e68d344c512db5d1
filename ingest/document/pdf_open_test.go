package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The engine leaves out single characters of a font that is not in the file: labels here have two at least.

// TestPDFOpenTable reads a table without lines as browsers print it: headings of several lines, the name of a group in the middle
// of its rows, a label of two lines around its numbers, an empty cell, a heading above a column that has no number at all.
func TestPDFOpenTable(t *testing.T) {
	rows := show(80, 740, 10, "三、收到申请情况") +
		show(300, 720, 10, "申请人情况") +
		show(250, 696, 10, "公民") + show(250, 684, 10, "个人") + show(300, 696, 10, "商业") + show(300, 684, 10, "企业") +
		show(350, 690, 10, "其他") + show(400, 690, 10, "总计") +
		show(80, 660, 10, "一、新收申请") + show(255, 660, 10, "12") + show(305, 660, 10, "3") + show(405, 660, 10, "15") +
		show(80, 640, 10, "（一）予以公开") + show(255, 640, 10, "8") + show(405, 640, 10, "8") +
		show(130, 620, 10, "1.属于国家秘密") + show(255, 620, 10, "0") + show(305, 620, 10, "0") + show(405, 620, 10, "0") +
		show(80, 606, 10, "（二）不") + show(130, 606, 10, "2.其他法律法规") + show(80, 594, 10, "予公开") + show(130, 594, 10, "禁止公开") +
		show(255, 600, 10, "4") + show(305, 600, 10, "3") + show(405, 600, 10, "7") +
		show(130, 580, 10, "3.保护第三方") + show(255, 580, 10, "1") + show(405, 580, 10, "1") +
		show(80, 550, 10, "四、复议情况")
	doc := mustRead(t, "a.pdf", pdfOf("", rows))
	want := strings.Join([]string{
		"||公民个人|商业企业|其他|总计",
		"一、新收申请|一、新收申请|12|3||15",
		"（一）予以公开|（一）予以公开|8|||8",
		"（二）不予公开|1.属于国家秘密|0|0||0",
		"|2.其他法律法规禁止公开|4|3||7",
		"|3.保护第三方|1|||1",
	}, "\n")
	if diff := cmp.Diff(want, grids(doc)); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(doc.Text, "三、收到申请情况\n申请人情况\n") || !strings.HasSuffix(doc.Text, "四、复议情况") {
		t.Errorf("what stands around the table: %q", doc.Text)
	}
}

// TestPDFOpenTableOverleaf has a table that goes on overleaf under the same headings, which break their lines elsewhere, with no number in
// its second column there; and then a table of other headings, which is another one.
func TestPDFOpenTableOverleaf(t *testing.T) {
	row := func(y int, label, a, b, c string) string {
		out := show(80, y, 10, label) + show(255, y, 10, a)
		if b != "" {
			out += show(325, y, 10, b)
		}
		return out + show(405, y, 10, c)
	}
	first := show(80, 700, 10, "指标") + show(240, 700, 10, "区政府办") + show(310, 700, 10, "区直单位") + show(400, 700, 10, "合计") +
		row(680, "当面申请", "12", "30", "42") + row(660, "传真申请", "10", "20", "30") + row(640, "网络申请", "11", "0", "11")
	second := show(80, 780, 10, "指标") + show(240, 787, 10, "区政") + show(240, 773, 10, "府办") + show(310, 780, 10, "区直单位") + show(400, 780, 10, "合计") +
		row(750, "信函申请", "31", "", "31") + row(730, "其他申请", "15", "", "15") + row(710, "按时办结", "16", "", "16")
	doc := mustRead(t, "a.pdf", pdfOf("", first, second))
	want := "指标|区政府办|区直单位|合计\n当面申请|12|30|42\n传真申请|10|20|30\n网络申请|11|0|11\n信函申请|31||31\n其他申请|15||15\n按时办结|16||16"
	if diff := cmp.Diff(want, grids(doc)); diff != "" {
		t.Error(diff)
	}
	other := strings.ReplaceAll(second, show(400, 780, 10, "合计"), show(400, 780, 10, "费用"))
	if got := grids(mustRead(t, "a.pdf", pdfOf("", first, other))); !strings.Contains(got, "网络申请|11|0|11\n\n") {
		t.Errorf("a table with other headings went on with the one before:\n%s", got)
	}
}

// TestPDFOpenTableColumns has a number so long that it reaches over the column beside its own, cells that say / for no number, and
// a row of two numbers that are aligned with the outer columns.
func TestPDFOpenTableColumns(t *testing.T) {
	row := func(y int, label string, values ...string) string {
		out := show(80, y, 10, label)
		for i, v := range values {
			if v != "" {
				out += show(250+30*i, y, 10, v)
			}
		}
		return out
	}
	page := row(700, "一、新收申请", "12", "34", "56") + row(680, "二、上年结转", "1234", "", "78") + row(660, "（一）予以公开", "10", "/", "20") +
		row(640, "（二）部分公开", "11", "", "21")
	want := "一、新收申请|12|34|56\n二、上年结转|1234||78\n（一）予以公开|10|/|20\n（二）部分公开|11||21"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

// TestPDFOpenTableOfUnits reads a table of one column of numbers: the units tell the rows without a number.
func TestPDFOpenTableOfUnits(t *testing.T) {
	row := func(y int, label, unit, value string) string {
		out := show(80, y, 10, label) + show(300, y, 10, unit)
		if value != "" {
			out += show(400, y, 10, value)
		}
		return out
	}
	page := row(700, "统计指标", "单位", "统计数") + row(680, "一、主动公开情况", "——", "——") + row(660, "（一）主动公开信息数", "人次", "226") +
		row(640, "其中：规范性文件数", "人次", "") + row(620, "制发文件总数", "万元", "0") + row(600, "二、回应解读", "人次", "17")
	want := "统计指标|单位|统计数\n一、主动公开情况|——|——\n（一）主动公开信息数|人次|226\n其中：规范性文件数|人次|\n制发文件总数|万元|0\n二、回应解读|人次|17"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

// TestPDFProseIsNoTable has sentences that end in numbers, and a list of telephone numbers.
func TestPDFProseIsNoTable(t *testing.T) {
	page := show(104, 700, 12, "全年收到申请12件，同比增长8%，其中网上9件，当面3") + show(80, 680, 12, "件。") + show(104, 660, 12, "联系电话： 5123456") +
		show(104, 640, 12, "传真： 5123457") + show(104, 620, 12, "邮编： 414100")
	if got := grids(mustRead(t, "a.pdf", pdfOf("", page))); got != "" {
		t.Errorf("read as a table:\n%s", got)
	}
}

// TestPDFTablesBelowEachOther has two tables whose inner lines stand almost on one axis, the lower one a little to the left: a
// line of one is no part of the other's.
func TestPDFTablesBelowEachOther(t *testing.T) {
	table := func(top, middle int, a, b string) string {
		return stroke(80, top, 300, top) + stroke(80, top-30, 300, top-30) + stroke(80, top-60, 300, top-60) +
			stroke(80, top, 80, top-60) + stroke(middle, top, middle, top-60) + stroke(300, top, 300, top-60) +
			show(90, top-20, 10, a) + show(200, top-20, 10, "1") + show(90, top-50, 10, b) + show(200, top-50, 10, "2")
	}
	doc := mustRead(t, "a.pdf", pdfOf("", table(700, 154, "甲甲", "乙乙")+table(500, 153, "丙丙", "丁丁")))
	if diff := cmp.Diff("甲甲|1\n乙乙|2\n丙丙|1\n丁丁|2", strings.ReplaceAll(grids(doc), "\n\n", "\n")); diff != "" {
		t.Error(diff)
	}
}
