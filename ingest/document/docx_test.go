package document

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// packed makes an office file of names and contents.
func packed(t testing.TB, entries ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// word wraps the content of a body into a Word file, with further entries.
func word(t testing.TB, body string, more ...string) string {
	t.Helper()
	return packed(t, append([]string{
		"[Content_Types].xml", "<Types/>",
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="urn:w" xmlns:mc="urn:mc"><w:body>` + body + `</w:body></w:document>`,
	}, more...)...)
}

const wordList = `<w:numbering xmlns:w="urn:w"><w:abstractNum w:abstractNumId="0">` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>` +
	`</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

func listed(level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestDOCXText(t *testing.T) {
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	cases := []struct{ name, body, want string }{
		{"runs join", "<w:p>" + run("18085") + run("95") + "</w:p>", "1808595"},
		{"links, fields and insertions", "<w:p><w:hyperlink>" + run("一") + "</w:hyperlink><w:fldSimple>" + run("二") + "</w:fldSimple><w:ins>" + run("三") + "</w:ins></w:p>", "一二三"},
		{"text that is struck out", "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>999</w:t></w:r><w:r><w:rPr><w:strike w:val=\"false\"/></w:rPr><w:t>12</w:t></w:r>" + run("条") + "</w:p>", "12条"},
		{"deleted and hidden text", "<w:p><w:del><w:r><w:delText>一</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>二</w:t></w:r>" + run("三") + "</w:p>", "三"},
		{"field codes", "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7") + "</w:p>", "7"},
		{"breaks and tabs", "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", "一\n二 三"},
		{"text box once", "<w:p>" + run("一") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>" + run("盒") + "</w:p></w:txbxContent></w:drawing></mc:Choice>" +
			"<mc:Fallback><w:pict><w:txbxContent><w:p>" + run("盒") + "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "一\n盒"},
		{"content control", "<w:sdt><w:sdtPr/><w:sdtContent><w:p>" + run("一") + "</w:p></w:sdtContent></w:sdt>", "一"},
		{"list numbers", listed("0", "总体情况") + listed("1", "主动公开") + listed("1", "依申请公开") + listed("0", "问题") + listed("1", "改进"), "一、总体情况\n（一）主动公开\n（二）依申请公开\n二、问题\n（一）改进"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := mustRead(t, "a.docx", word(t, c.body, "word/numbering.xml", wordList)).Text; got != c.want {
				t.Errorf("text %q, want %q", got, c.want)
			}
		})
	}
}

func wordCell(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>"
}

func TestDOCXGrid(t *testing.T) {
	const span2, restart, goesOn = `<w:gridSpan w:val="2"/>`, `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	table := "<w:tbl><w:tblPr/><w:tblGrid/>" +
		"<w:tr>" + wordCell(restart+span2, "项目") + wordCell(span2, "申请人") + "</w:tr>" +
		"<w:tr>" + wordCell(goesOn+span2, "") + wordCell("", "自然人") + wordCell("", "法人") + "</w:tr>" +
		"<w:tr>" + wordCell(restart, "结果") + wordCell("", "公开") + wordCell("", "1") + wordCell("", "") + "</w:tr>" +
		"<w:tr>" + wordCell(goesOn, "") + wordCell("", "不公开") + wordCell("", "3") + wordCell("", "4") + "</w:tr>" +
		"<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>" + wordCell("", "5") + wordCell("", "6") + "</w:tr>" +
		"</w:tbl>"
	doc := mustRead(t, "a.docx", word(t, table))
	want := "项目|项目|申请人|申请人\n项目|项目|自然人|法人\n结果|公开|1|\n结果|不公开|3|4\n||5|6"
	if diff := cmp.Diff(want, grids(doc)); diff != "" {
		t.Error(diff)
	}
	if want := "项目 | 申请人 |\n自然人 | 法人 |\n结果 | 公开 | 1 |  |\n不公开 | 3 | 4 |\n | 5 | 6 |"; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
}

func TestDOCXHeadings(t *testing.T) {
	styles := `<w:styles xmlns:w="urn:w"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="x"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style></w:styles>`
	body := `<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>` +
		`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>二、丁</w:t></w:r></w:p>` +
		`<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>二、戊</w:t></w:r></w:p>`
	doc := mustRead(t, "a.docx", word(t, body, "word/styles.xml", styles, "docProps/core.xml",
		`<p:coreProperties xmlns:p="urn:p" xmlns:d="urn:d"><d:title>某县年报</d:title><d:creator>县政府办</d:creator></p:coreProperties>`))
	var got []int
	for _, b := range doc.Blocks {
		got = append(got, b.Level)
	}
	if diff := cmp.Diff([]int{1, 1, 3, 2, 0}, got); diff != "" {
		t.Error(diff)
	}
	if doc.Title != "某县年报" || doc.Meta["author"] != "县政府办" {
		t.Errorf("title %q, meta %v", doc.Title, doc.Meta)
	}
}

func TestDOCXReasons(t *testing.T) {
	whole := word(t, "<w:p><w:r><w:t>一</w:t></w:r></w:p>")
	cases := []struct{ name, data, want string }{
		{"cut file", whole[:len(whole)/2], "TRUNCATED"},
		{"cut entry", packed(t, "word/document.xml", "<w:document><w:body><w:p>"), "TRUNCATED"},
		{"no body", packed(t, "word/document.xml", "<w:document></w:document>"), "TRUNCATED"},
		{"no words", word(t, "<w:p/>"), "EMPTY"},
		{"bomb", packed(t, "word/document.xml", strings.Repeat(" ", 11<<20)), "TOO_LARGE"},
		{"deep", word(t, strings.Repeat("<w:sdt>", 400)+strings.Repeat("</w:sdt>", 400)), "UNSUPPORTED"},
		{"other archive", packed(t, "a.txt", "一"), "UNSUPPORTED"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read("a.docx", []byte(c.data)); Reason(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestOrdinal(t *testing.T) {
	// The names of formats and what they print: ECMA-376 part 1, 17.18.59 ST_NumberFormat.
	cases := []struct {
		n      int
		format string
		want   string
	}{
		{1, "decimal", "1"},
		{3, "chineseCounting", "三"},
		{10, "chineseCountingThousand", "十"},
		{15, "japaneseCounting", "十五"},
		{20, "chineseCounting", "二十"},
		{21, "taiwaneseCounting", "二十一"},
		{100, "chineseCounting", "100"}, // beyond what reports number
		{2, "decimalEnclosedCircle", "②"},
		{2, "lowerLetter", "b"},
		{26, "upperLetter", "Z"},
		{27, "upperLetter", "27"},
		{4, "upperRoman", "4"},
	}
	for _, c := range cases {
		if got := ordinal(c.n, c.format); got != c.want {
			t.Errorf("ordinal(%d, %s) = %q, want %q", c.n, c.format, got, c.want)
		}
	}
}
