package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ofdOf makes an OFD file with one page for each list of objects, and one template page that a page may name by ID 90.
func ofdOf(t testing.TB, template string, pages ...string) string {
	const space = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	page := func(objects string) string {
		return `<ofd:Page` + space + `><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="5" Type="Body">` +
			objects + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	var list strings.Builder
	entries := []string{"Doc_0/Tpl/T.xml", page(template)}
	for i, objects := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/P%d.xml"/>`, i+10, i)
		entries = append(entries, fmt.Sprintf("Doc_0/Pages/P%d.xml", i), page(objects))
	}
	entries = append(
		entries,
		"OFD.xml", `<ofd:OFD`+space+`><ofd:DocBody><ofd:DocInfo><ofd:Title>某县年报</ofd:Title><ofd:Author>某县办公室</ofd:Author></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml", `<ofd:Document`+space+`><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`+
			`<ofd:TemplatePage ID="90" BaseLoc="Tpl/T.xml"/></ofd:CommonData><ofd:Pages>`+list.String()+`</ofd:Pages></ofd:Document>`,
		"Doc_0/PublicRes.xml", `<ofd:Res`+space+`><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/><ofd:Font ID="4" FontName="黑体"/></ofd:Fonts></ofd:Res>`,
	)
	return packed(t, entries...)
}

// ofdText sets words of 4 mm at a place; digits are half as wide.
func ofdText(x, y float64, font int, words string) string {
	step := 4
	if words[0] < 0x80 {
		step = 2
	}
	return fmt.Sprintf(`<ofd:TextObject ID="7" Boundary="%g %g 100 5" Font="%d" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g %d %d">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, font, len([]rune(words))-1, step, words)
}

func ofdLine(x, y, right, down float64) string {
	return fmt.Sprintf(`<ofd:PathObject ID="8" Boundary="%g %g %g %g" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L %[3]g %[4]g</ofd:AbbreviatedData></ofd:PathObject>`, x, y, right, down)
}

func TestOFDText(t *testing.T) {
	// A heading in 黑体, two runs in points under a transformation (as converters from PDF write), of which the second has no place of its
	// own line, and an object that is not shown.
	first := ofdText(30, 30, 4, "一、总体情况") +
		`<ofd:TextObject ID="9" CTM="0.5 0 0 0.5 -10 20" Boundary="30 40 100 5" Font="3" Size="8"><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>` +
		`<ofd:TextCode X="20" Y="-32" DeltaX="8 8 8 4 4">全年公开12</ofd:TextCode><ofd:TextCode X="68">条。</ofd:TextCode></ofd:TextObject>` +
		`<ofd:TextObject ID="6" Visible="false" Boundary="30 50 100 5" Font="3" Size="4"><ofd:TextCode X="0" Y="4">不见</ofd:TextCode></ofd:TextObject>`
	doc := mustRead(t, "a.ofd", ofdOf(t, "", first))
	if diff := cmp.Diff("一、总体情况\n全年公开12 条。", doc.Text); diff != "" {
		t.Error(diff)
	}
	if doc.MediaType != "application/ofd" || doc.Title != "某县年报" || doc.Meta["author"] != "某县办公室" || doc.Blocks[0].Kind != Heading {
		t.Errorf("type %s, title %q, author %q, first block of kind %d", doc.MediaType, doc.Title, doc.Meta["author"], doc.Blocks[0].Kind)
	}
}

func TestOFDTable(t *testing.T) {
	// Lines as strokes, as a thin filled rectangle and as a stroked box whose operators are glued to their numbers; the frame comes from
	// the template. The first cell is two rows high.
	template := `<ofd:PageBlock ID="1"><ofd:PathObject ID="2" Boundary="30 40 90 30"><ofd:AbbreviatedData>M0 0L90 0L90 30L0 30C</ofd:AbbreviatedData></ofd:PathObject></ofd:PageBlock>`
	page := `<ofd:Template TemplateID="90" ZOrder="Background"/>` + ofdLine(60, 50, 60, 0) + ofdLine(60, 40, 0, 30) +
		`<ofd:PathObject ID="4" Boundary="90 40 0.2 30" Fill="true" Stroke="false"><ofd:AbbreviatedData>M 0 0 L 0.2 0 L 0.2 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>` +
		ofdLine(30, 60, 90, 0) + ofdText(32, 44, 3, "申请人") + ofdText(62, 43, 3, "自然人") + ofdText(92, 43, 3, "1") + ofdText(62, 53, 3, "法人") +
		ofdText(32, 63, 3, "总计") + ofdText(92, 63, 3, "45")
	doc := mustRead(t, "a.ofd", ofdOf(t, template, page))
	if diff := cmp.Diff("申请人|自然人|1\n申请人|法人|\n总计||45", grids(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestOFDSteps(t *testing.T) {
	for text, want := range map[string][]float64{
		"g 3 4": {4, 4, 4}, "1.5 G 2 3 2": {1.5, 3, 3, 2}, "g 1000000000 1": {1, 1, 1, 1, 1}, "4 x 4": {4}, "g 2": nil, "": nil,
	} {
		if diff := cmp.Diff(want, ofdSteps(text, 5)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestOFDReasons(t *testing.T) {
	picture := `<ofd:ImageObject ID="11" Boundary="0 0 210 297" ResourceID="12"/>`
	lost := strings.Repeat("\ue11e\ue236浏览", 3)
	cases := []struct{ name, data, want string }{
		{"scan", ofdOf(t, "", picture), "SCANNED"},
		{"private characters", ofdOf(t, "", ofdText(30, 30, 3, lost)+ofdText(30, 40, 3, lost)), "GARBLED"},
		{"encrypted", packed(t, "OFD.xml", "<OFD/>", "Encryptions.xml", "<x/>"), "ENCRYPTED"},
		{"page missing", packed(t, "OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>", "D.xml", `<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>`), "TRUNCATED"},
		{"page broken", ofdOf(t, "", "<ofd:TextObject>"), "TRUNCATED"},
		{"no pages", packed(t, "OFD.xml", "<OFD/>"), "TRUNCATED"},
		{"blank", ofdOf(t, "", ""), "EMPTY"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read("a.ofd", []byte(c.data)); Reason(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}
