package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPDFUnitBelowItsNumber has 元 in a line of its own because its cell was too narrow, and set apart from its number in another.
func TestPDFUnitBelowItsNumber(t *testing.T) {
	row := func(y int, label, unit, value string) string {
		return show(80, y, 10, label) + show(200, y, 10, unit) + show(300, y, 10, value)
	}
	page := row(720, "统计指标", "单位", "统计") + row(700, "培训人数", "人次", "82") + row(680, "会议人数", "人次", "43") + row(660, "收费金额", "万元", "500") +
		show(310, 648, 10, "万元") + row(628, "公开经费", "万元", "15000") + show(352, 628, 10, "万元") + row(608, "接待人数", "人次", "9")
	want := "统计指标|单位|统计\n培训人数|人次|82\n会议人数|人次|43\n收费金额|万元|500万元\n公开经费|万元|15000万元\n接待人数|人次|9"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

// TestPDFUnitsInLabels has one column of numbers whose units stand in the labels; the row of the heading among them has no number.
func TestPDFUnitsInLabels(t *testing.T) {
	row := func(y int, label, value string) string { return show(80, y, 10, label) + show(450, y, 10, value) }
	page := row(700, "（一）公开数（不同渠道计 1 条）（单位：条）", "7340") + row(680, "其中：发布数（单位：条）", "12") + row(660, "制发文件数（单位：件）", "") +
		row(640, "二、回应情况", "") + row(620, "（一）回应数（单位：次）", "9")
	want := "（一）公开数（不同渠道计 1 条）（单位：条）|7340\n其中：发布数（单位：条）|12\n制发文件数（单位：件）|\n二、回应情况|二、回应情况\n（一）回应数（单位：次）|9"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}
