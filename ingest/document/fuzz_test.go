package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// survive asserts what holds for any bytes: a Document that keeps its promises and is the same when read again, or an error
// with a reason.
func survive(t *testing.T, name string, data []byte) {
	t.Helper()
	doc, err := Read(name, data)
	if err != nil {
		if Reason(err) == "" {
			t.Fatalf("error without a reason: %v", err)
		}
		return
	}
	checkOffsets(t, doc)
	again, err := Read(name, data)
	if err != nil {
		t.Fatalf("second reading: %v", err)
	}
	if diff := cmp.Diff(doc, again); diff != "" {
		t.Fatalf("second reading differs: %s", diff)
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<table><tr><td rowspan=2>甲<td colspan=3>乙<tr><td>1<td>2</table>",
		"<div><table><tr><td><table><tr><td>1<td>2</table><td>x</table><p><b>一、总体情况</b>",
		"<html><head><title>t</title><meta charset=gbk></head><body><pre>a\nb</pre><td><caption><select><svg><td>",
		"<table><caption>c<tr><th rowspan=0>a<th colspan=-1>b<tr hidden><td>z</table>",
		"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x\n--b--",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, "a.html", data) })
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"标题\r\n 12条\n", "\xff\xfe\x00\x4e1\x00", "\xb9\xab\xbf\xaa12\xcc\xf5", "\xad\xd3\xc1p", "\xef\xbb\xbf一", "\xe5\x85"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, "a.txt", data) })
}

func FuzzDOCX(f *testing.F) {
	f.Add(listed("0", "总体")+"<w:tbl><w:tr>"+wordCell(`<w:vMerge w:val="restart"/>`, "甲")+wordCell(`<w:gridSpan w:val="2"/>`, "乙")+"</w:tr><w:tr>"+wordCell("<w:vMerge/>", "")+"</w:tr></w:tbl>", wordList)
	f.Add("<w:p><w:r><w:t>一</w:t><w:br/></w:r></w:p>", `<w:numbering><w:num w:numId="3"/></w:numbering>`)
	f.Fuzz(func(t *testing.T, body, numbering string) {
		survive(t, "a.docx", []byte(word(t, body, "word/numbering.xml", numbering, "word/styles.xml", body)))
	})
}

func FuzzMSWord(f *testing.F) {
	f.Add(msWord(flagTable1, cellPara("甲"), cellPara("乙"), rowEnd([]int16{0, 100, 200}, 0, 2), para{"一\x13x\x14y\x15\r", nil}))
	f.Add(msWord(flagTable1, para{"一\r", le(uint16(sprmHuge), uint32(0))}))
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, "a.doc", data) })
}

func FuzzXLSX(f *testing.F) {
	const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><v>1</v></c></row></sheetData>` +
		`<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`
	f.Add(sheet)
	f.Fuzz(func(t *testing.T, sheet string) {
		survive(t, "a.xlsx", []byte(packed(t,
			"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
			"_rels/.rels", `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml", sheet)))
	})
}

// FuzzPDF finds what gongkai does with the pages that the engine makes of damaged files.
func FuzzPDF(f *testing.F) {
	f.Add([]byte(pdfOf("", stroke(80, 700, 400, 700)+stroke(80, 640, 400, 640)+stroke(80, 700, 80, 640)+stroke(200, 700, 200, 640)+stroke(400, 700, 400, 640)+
		show(90, 680, 12, "项目")+show(210, 680, 12, "12"), show(80, 700, 12, "一、总体情况"))))
	f.Add([]byte(pdfOf("/Rotate 270", "q 1e9 0 0 1e-9 1e20 0 cm "+show(0, 0, 12, "12")+"Q 0 0 m 1e30 0 l S")))
	cut := clipped(80, 680, show(82, 685, 10, "其他行政法规禁止公开")) + stroke(82, 689, 122, 689)
	f.Add([]byte(pdfOf("", cut, clipped(20, 680, show(-40, 685, 10, "其他行政法规禁止公开")))))
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, "a.pdf", append([]byte("%PDF-1.4\n"), data...)) })
}

func FuzzOFD(f *testing.F) {
	f.Add(ofdText(30, 30, 4, "一、总体情况")+ofdLine(60, 40, 0, 30)+`<ofd:Template TemplateID="90"/>`, ofdText(62, 43, 3, "12"))
	f.Add(`<ofd:TextObject CTM="1e5 0 0 1e-9 0 1e6" Boundary="0 0 1 1" Size="1e6"><ofd:TextCode X="1" DeltaX="g 9 -1" DeltaY="1">条12</ofd:TextCode></ofd:TextObject>`,
		`<ofd:Template TemplateID="90"/><ofd:PathObject Boundary="1 1 1 1"><ofd:AbbreviatedData>S 0 0 B 1 1 2 2 3 3 A 1 1 0 0 0 5 5 Q 1 1 2 2 C</ofd:AbbreviatedData></ofd:PathObject>`)
	f.Fuzz(func(t *testing.T, page, template string) { survive(t, "a.ofd", []byte(ofdOf(t, template, page))) })
}
