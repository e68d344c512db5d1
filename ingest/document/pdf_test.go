package document

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// pdfOf makes a PDF with one page for each content stream, A4, with a Chinese font that no file embeds as /F. Extra entries
// go into the page dictionaries.
func pdfOf(extra string, streams ...string) string {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R/DW 1000>>",
		"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
	}
	var kids strings.Builder
	for _, stream := range streams {
		n := len(objects) + 1
		fmt.Fprintf(&kids, "%d 0 R ", n)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R%s>>", n+1, extra),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(stream), stream))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(streams), kids.String())
	var out strings.Builder
	out.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.String()
}

// show writes text at a place of the page, measured from the bottom left as PDF does.
func show(x, y, size int, text string) string {
	var hex strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&hex, "%04X", u)
	}
	return fmt.Sprintf("BT /F %d Tf %d %d Td <%s> Tj ET\n", size, x, y, hex.String())
}

func stroke(x0, y0, x1, y1 int) string {
	return fmt.Sprintf("%d %d m %d %d l S\n", x0, y0, x1, y1)
}

func TestPDFParagraphs(t *testing.T) {
	// 35 characters of 12 points fill a line from 80 to 500; a paragraph begins two characters further in.
	full := func(c string) string { return strings.Repeat(c, 35) }
	first := show(104, 700, 12, strings.Repeat("甲", 33)) + show(80, 680, 12, full("乙")) + show(80, 660, 12, "丙丙。") +
		show(104, 640, 12, "一、总体情况") + show(104, 620, 12, strings.Repeat("丁", 33)) + show(290, 40, 9, "— 1 —")
	second := show(80, 780, 12, "戊戊12。") + show(104, 760, 12, "己己 34件。") + show(290, 40, 9, "2")
	doc := mustRead(t, "a.pdf", pdfOf("", first, second))
	want := strings.Repeat("甲", 33) + full("乙") + "丙丙。\n一、总体情况\n" + strings.Repeat("丁", 33) + "戊戊12。\n己己 34件。"
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Error(diff)
	}
	if doc.MediaType != "application/pdf" || doc.Blocks[1].Kind != Heading {
		t.Errorf("type %s, second block of kind %d; want application/pdf and a heading", doc.MediaType, doc.Blocks[1].Kind)
	}
}

func TestPDFRuledTable(t *testing.T) {
	// Three columns at 80, 200, 300, 400 and rows at 700, 670, 640, 610; the first cell is two rows high, the last row one cell wide.
	page := stroke(80, 700, 400, 700) + stroke(200, 670, 400, 670) + stroke(80, 640, 400, 640) + stroke(80, 610, 400, 610) +
		stroke(80, 700, 80, 610) + stroke(200, 700, 200, 640) + stroke(300, 700, 300, 640) + stroke(400, 700, 400, 610) +
		show(90, 680, 12, "项目") + show(210, 680, 12, "自然人") + show(310, 680, 12, "1") + show(210, 650, 12, "法人") +
		show(90, 620, 12, "合计12") + show(80, 580, 12, "表后")
	doc := mustRead(t, "a.pdf", pdfOf("", page))
	if diff := cmp.Diff("项目|自然人|1\n项目|法人|\n合计12|合计12|合计12", grids(doc)); diff != "" {
		t.Error(diff)
	}
	if want := "项目 | 自然人 | 1 |\n法人 |  |\n合计12 |\n表后"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
}

func TestPDFTableOfBoxes(t *testing.T) {
	// Cells as stroked rectangles, in a coordinate system of their own, and as thin filled rectangles: what Word and WPS write.
	boxes := "q 1 0 0 1 80 600 cm 0 0 100 30 re S 100 0 100 30 re S 0 30 200 30 re S Q\n"
	bars := "80 600 200 0.5 re f 80 630 200 0.5 re f 80 660 200 0.5 re f 80 600 0.5 60 re f 180 600 0.5 30 re f 280 600 0.5 60 re f\n"
	words := show(90, 640, 12, "标题") + show(90, 610, 12, "公开") + show(190, 610, 12, "12")
	for name, lines := range map[string]string{"boxes": boxes, "bars": bars} {
		if diff := cmp.Diff("标题|标题\n公开|12", grids(mustRead(t, "a.pdf", pdfOf("", lines+words)))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestPDFTableGoesOnOverleaf(t *testing.T) {
	// A group cell over two rows on each page, and a value column: the group is one cell, the empty value stays empty.
	piece := func(group, a, b, value string) string {
		return stroke(80, 800, 300, 800) + stroke(150, 770, 300, 770) + stroke(80, 740, 300, 740) +
			stroke(80, 800, 80, 740) + stroke(150, 800, 150, 740) + stroke(250, 800, 250, 740) + stroke(300, 800, 300, 740) +
			show(90, 780, 12, group) + show(160, 780, 12, a) + show(260, 780, 12, value) + show(160, 750, 12, b) + show(260, 750, 12, "7")
	}
	doc := mustRead(t, "a.pdf", pdfOf("", piece("不予", "国家秘密", "商业秘密", "5"), piece("", "个人隐私", "内部事务", "")))
	if diff := cmp.Diff("不予|国家秘密|5\n不予|商业秘密|7\n不予|个人隐私|\n不予|内部事务|7", grids(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestPDFWrongNamesOfCharacters(t *testing.T) {
	// What a second distilling made of 国、（、）、，of a report, beside a report with the letters that reports do have.
	page := func(text string) []pdfPage {
		p := pdfPage{number: 1, width: 595, height: 842}
		for i, r := range []rune(text) {
			x, y := float64(80+12*(i%35)), float64(80+20*(i/35))
			p.glyphs = append(p.glyphs, glyph{box: box{x, y, x + 12, y + 12}, char: r})
		}
		return []pdfPage{p}
	}
	if _, err := layOut(page("ÿ一Ā公开12条2ÿ二Ā收到申请34件2ÿOĀ办结ÿó院ÿĀ")); Reason(err) != "GARBLED" {
		t.Errorf("%v, want GARBLED", err)
	}
	if _, err := layOut(page("（一）公开12条，气温8℃~21℃，100m²，政务·公开，±5%；Über")); err != nil {
		t.Error(err)
	}
}

func TestPDFRowCutByPageIsOneRow(t *testing.T) {
	// A row whose label stands on one page and its values on the next, in each way that programs cut it: the values alone overleaf, the
	// rest of the label with them, a strip of 5 points left below or above.
	upper := func(bottom int, last string) string {
		return stroke(80, 800, 300, 800) + stroke(80, 770, 300, 770) + stroke(80, bottom, 300, bottom) + stroke(80, 800, 80, bottom) +
			stroke(240, 800, 240, bottom) + stroke(300, 800, 300, bottom) + show(90, 780, 12, "国家秘密") + show(260, 780, 12, "5") + show(84, 750, 12, last)
	}
	lower := func(top int, label, value string) string {
		return stroke(80, top, 300, top) + stroke(80, 770, 300, 770) + stroke(80, 740, 300, 740) + stroke(80, top, 80, 740) +
			stroke(240, top, 240, 740) + stroke(300, top, 300, 740) + show(84, 780, 12, label) + show(260, 780, 12, value) +
			show(90, 750, 12, "合计") + show(260, 750, 12, "12")
	}
	cases := []struct{ name, upper, lower, want string }{
		{"values overleaf", upper(740, "内部事务"), lower(800, "", "7"), "国家秘密|5\n内部事务|7\n合计|12"},
		{"label goes on", upper(740, "要求行政机关确认或重新出具"), lower(800, "已获取信息", "7"), "国家秘密|5\n要求行政机关确认或重新出具已获取信息|7\n合计|12"},
		{"strips", upper(740, "内部事务") + stroke(80, 735, 300, 735), lower(800, "个人隐私", "7") + stroke(80, 805, 300, 805), "国家秘密|5\n内部事务|\n个人隐私|7\n合计|12"},
		{"two rows", upper(740, "内部事务"), lower(800, "个人隐私", "7"), "国家秘密|5\n内部事务|\n个人隐私|7\n合计|12"},
		{"a row of blanks", upper(740, "内部事务"), lower(800, "", ""), "国家秘密|5\n内部事务|\n|\n合计|12"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, grids(mustRead(t, "a.pdf", pdfOf("", c.upper, c.lower)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPDFRunningLines(t *testing.T) {
	// What a browser prints around each page, and a table that goes on overleaf: the header is kept once before it, the footer once after.
	page := func(number int, a, b string) string {
		return show(30, 825, 8, "某县年度报告 11/22/26") + show(30, 12, 8, fmt.Sprintf("www.example.gov.cn/1.html %d/2", number)) +
			stroke(80, 800, 300, 800) + stroke(80, 770, 300, 770) + stroke(80, 740, 300, 740) + stroke(80, 800, 80, 740) +
			stroke(240, 800, 240, 740) + stroke(300, 800, 300, 740) + show(90, 780, 12, a) + show(260, 780, 12, "12") + show(90, 750, 12, b) + show(260, 750, 12, "13")
	}
	doc := mustRead(t, "a.pdf", pdfOf("", page(1, "国家秘密", "商业秘密"), page(2, "个人隐私", "内部事务")))
	want := "某县年度报告 11/22/26\n国家秘密 | 12 |\n商业秘密 | 13 |\n个人隐私 | 12 |\n内部事务 | 13 |\nwww.example.gov.cn/1.html 2/2"
	if diff := cmp.Diff(want, doc.Text); diff != "" {
		t.Error(diff)
	}
}

func TestPDFDrawnBeyondThePage(t *testing.T) {
	// A page shown from (100, 100) on: what stands outside of it is not seen, and a table is where it is shown.
	page := show(110, 700, 12, "看见") + show(20, 700, 12, "不见") + show(110, 50, 12, "不见")
	if got := mustRead(t, "a.pdf", pdfOf("/CropBox[100 100 500 800]", page)).Text; got != "看见" {
		t.Errorf("text %q, want 看见", got)
	}
}

func TestPDFNumberWithoutRoomGoesOn(t *testing.T) {
	// A telephone number that did not fit: the line before it ends early.
	page := show(80, 700, 12, strings.Repeat("甲", 35)) + show(80, 680, 12, strings.Repeat("乙", 32)) + show(80, 660, 12, "5623417，公开") +
		show(80, 640, 12, "全年公开") + show(80, 620, 12, "12条。")
	if got, want := mustRead(t, "a.pdf", pdfOf("", page)).Text, strings.Repeat("甲", 35)+strings.Repeat("乙", 32)+"5623417，公开\n全年公开\n12条。"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestPDFFontsThatStateTooMuchHeight(t *testing.T) {
	// Two lines of 12 points whose boxes overlap: 34 points high, as a font states that a printing library wrote. The line of the
	// second is at 120 from the top; a digit in the same font has the same top and bottom.
	glyphs := []glyph{{box: box{80, 78, 92, 112}, char: '标'}, {box: box{80, 97, 92, 131}, char: '本'}, {box: box{92, 97, 98, 131}, char: '5'}}
	if !oversized(glyphs[1]) || oversized(glyphs[2]) || oversized(glyph{box: box{80, 97, 92, 114}, char: '本'}) {
		t.Fatal("only a Chinese character more than twice as high as wide tells such a font")
	}
	mend(glyphs, []mendedLine{{was: glyphs[0].box, baseline: 101, size: 12}, {was: glyphs[1].box, baseline: 120, size: 12}})
	lines := groupLines(glyphs)
	if len(lines) != 2 || lines[0].text() != "标" || lines[1].text() != "本5" {
		t.Errorf("%d lines, want 标 and 本5", len(lines))
	}
}

func TestPDFTableWithoutLines(t *testing.T) {
	page := show(80, 700, 12, "指标") + show(200, 700, 12, "单位") + show(300, 700, 12, "数值") +
		show(80, 680, 12, "公开数") + show(200, 680, 12, "万条") + show(300, 680, 12, "120")
	if diff := cmp.Diff("指标|单位|数值\n公开数|万条|120", grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}

func TestPDFRotatedPage(t *testing.T) {
	// On a page turned by 90 degrees, lines that are read one below the other stand side by side.
	page := "q 0 1 -1 0 100 80 cm " + show(0, 0, 12, "First 12") + "Q q 0 1 -1 0 140 80 cm " + show(0, 0, 12, "Second 34") + "Q"
	if got := mustRead(t, "a.pdf", pdfOf("/Rotate 90", page)).Text; got != "First 12\nSecond 34" {
		t.Errorf("text %q", got)
	}
}

func TestPDFReasons(t *testing.T) {
	picture := "q 400 0 0 600 50 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
	encrypted := strings.Replace(pdfOf("", show(80, 700, 12, "一")), "/Root 1 0 R",
		"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>", 1)
	cases := []struct{ name, data, want string }{
		{"scan", pdfOf("", picture), "SCANNED"},
		{"password", encrypted, "ENCRYPTED"},
		{"garbage", "%PDF-1.4\n" + strings.Repeat("x", 500), "TRUNCATED"},
		{"blank page", pdfOf("", ""), "EMPTY"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read("a.pdf", []byte(c.data)); Reason(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestPDFKeepsNumbersApart(t *testing.T) {
	// A space of half a letter: too narrow for a gap between columns, but 12 and 345 are two numbers.
	page := show(80, 700, 12, "公开12") + "BT /F 6 Tf 128 700 Td <0020> Tj ET\n" + show(131, 700, 12, "345")
	if got := mustRead(t, "a.pdf", pdfOf("", page)).Text; got != "公开12 345" {
		t.Errorf("text %q, want 公开12 345", got)
	}
}

func TestPDFTextWithoutFontIsReported(t *testing.T) {
	// A lone character of a font that is not in the file does not come out; two together do.
	doc := mustRead(t, "a.pdf", pdfOf("", show(80, 700, 12, "公开")+show(80, 600, 12, "条")))
	if diff := cmp.Diff([]Repair{{Kind: "text_without_font", Read: "page 1: 1"}}, doc.Repairs); diff != "" || doc.Text != "公开" {
		t.Errorf("text %q, repairs %s", doc.Text, diff)
	}
}

func TestPDFsAtOnce(t *testing.T) {
	data := pdfOf("", show(80, 700, 12, "全年公开12条"))
	for i := range 2 * pdfInstances {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			if got := mustRead(t, "a.pdf", data).Text; got != "全年公开12条" {
				t.Errorf("text %q", got)
			}
		})
	}
}
