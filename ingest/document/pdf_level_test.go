package document

import (
	"strings"
	"testing"
)

// TestPDFNumbersBesideTheirLabel has numbers that stand a little higher than their labels and nearer to them than any line of text.
func TestPDFNumbersBesideTheirLabel(t *testing.T) {
	row := func(y int, label, a, b string) string {
		return show(80, y, 10, label) + show(255, y+7, 10, a) + show(355, y+7, 10, b)
	}
	doc := mustRead(t, "a.pdf", pdfOf("", show(80, 700, 10, "信息内容")+show(240, 700, 10, "制发件数")+show(340, 700, 10, "废止件数")+
		row(660, "规章", "12", "30")+row(630, "规范性文件", "10", "20")+row(600, "其他文件", "11", "25")))
	want := "信息内容|制发件数|废止件数\n规章|12|30\n规范性文件|10|20\n其他文件|11|25"
	if got := grids(doc); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestPDFNumbersBetweenTwoLabels has numbers half way between two labels: of which row they are cannot be seen.
func TestPDFNumbersBetweenTwoLabels(t *testing.T) {
	lines := level([]textLine{
		lineAt(100, 80, "规章"), lineAt(108, 255, "12"), lineAt(116, 80, "其他"),
	})
	if len(lines) != 3 {
		t.Errorf("%d lines, want 3", len(lines))
	}
}

// lineAt is a line of letters 10 points high and 10 wide.
func lineAt(top, left float64, text string) textLine {
	l := textLine{box: box{left, top, left, top + 10}}
	for _, r := range text {
		l.glyphs = append(l.glyphs, glyph{box: box{l.right, top, l.right + 10, top + 10}, char: r})
		l.right += 10
	}
	return l
}

// TestPDFNumbersWithoutAGap has two numbers that fill their cells: no column says where one ends, so that none is read.
func TestPDFNumbersWithoutAGap(t *testing.T) {
	row := func(y int, label, a, b string) string {
		return show(80, y, 10, label) + show(255, y, 10, a) + show(280, y, 10, b) + show(355, y, 10, "1")
	}
	doc := mustRead(t, "a.pdf", pdfOf("", show(80, 700, 10, "信息内容")+show(250, 700, 10, "企业")+show(278, 700, 10, "其他")+show(350, 700, 10, "总计")+
		row(680, "规章", "12", "30")+row(660, "规范性文件", "10", "20")+row(640, "其他文件", "11", "25")+
		show(80, 620, 10, "内部文件")+show(255, 620, 10, "1234567")+show(355, 620, 10, "1")))
	if got := grids(doc); !strings.HasSuffix(got, "其他文件|11|25|1\n内部文件 1234567 1|内部文件 1234567 1|内部文件 1234567 1|内部文件 1234567 1") {
		t.Errorf("%s", got)
	}
}

// TestPDFNumbersAboveTheirLabel has numbers whose line ends where that of their label begins, and some between the two lines of a label.
func TestPDFNumbersAboveTheirLabel(t *testing.T) {
	texts := func(lines []textLine) string {
		var all []string
		for _, l := range level(lines) {
			all = append(all, l.text())
		}
		return strings.Join(all, "/")
	}
	apart := []textLine{lineAt(95, 80, "本年数"), lineAt(120, 255, "12"), lineAt(130, 80, "许可"), lineAt(155, 255, "34"), lineAt(165, 80, "处罚")}
	if got := texts(apart); got != "本年数/许可 12/处罚 34" {
		t.Errorf("%s", got)
	}
	between := []textLine{lineAt(100, 80, "法规禁"), lineAt(110, 255, "12"), lineAt(120, 80, "止公开")}
	if got := texts(between); got != "法规禁/12/止公开" {
		t.Errorf("%s", got)
	}
}
