package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// checkOffsets asserts what every Document promises: blocks and cells lie in the text in order, a cell's offsets give its
// text, and a grid is a rectangle without holes in which each cell stands where its spans say.
func checkOffsets(t testing.TB, doc *Document) {
	t.Helper()
	runes := []rune(doc.Text)
	if !utf8.ValidString(doc.Text) {
		t.Fatalf("%s: text is not valid UTF-8", doc.Name)
	}
	before := 0
	for i, b := range doc.Blocks {
		if b.Start < before || b.End < b.Start || b.End > len(runes) {
			t.Fatalf("%s: block %d [%d,%d) after %d in text of %d runes", doc.Name, i, b.Start, b.End, before, len(runes))
		}
		if gap := string(runes[before:b.Start]); strings.TrimSpace(gap) != "" {
			t.Fatalf("%s: words %q before block %d are in no block", doc.Name, gap, i)
		}
		before = b.End
		if (b.Kind == Table) != (b.Grid != nil) {
			t.Fatalf("%s: block %d of kind %d has grid %v", doc.Name, i, b.Kind, b.Grid != nil)
		}
		if b.Grid != nil {
			checkGrid(t, doc.Name, b, runes)
		}
	}
	if rest := string(runes[before:]); strings.TrimSpace(rest) != "" {
		t.Fatalf("%s: words %q after the last block are in no block", doc.Name, rest)
	}
	for _, r := range doc.Repairs {
		if r.Start < 0 || r.End < r.Start || r.End > len(runes) {
			t.Fatalf("%s: repair %+v in text of %d runes", doc.Name, r, len(runes))
		}
	}
}

func checkGrid(t testing.TB, name string, b Block, runes []rune) {
	t.Helper()
	if len(b.Grid.Rows) == 0 || len(b.Grid.Rows) > maxRows {
		t.Fatalf("%s: grid of %d rows", name, len(b.Grid.Rows))
	}
	width := len(b.Grid.Rows[0])
	if width == 0 || width > maxColumns {
		t.Fatalf("%s: grid of %d columns", name, width)
	}
	for r, row := range b.Grid.Rows {
		if len(row) != width {
			t.Fatalf("%s: row %d has %d columns, the first has %d", name, r, len(row), width)
		}
		for c, cell := range row {
			if cell == nil {
				t.Fatalf("%s: no cell at row %d, column %d", name, r, c)
			}
			if r < cell.Row || r >= cell.Row+cell.RowSpan || c < cell.Col || c >= cell.Col+cell.ColSpan {
				t.Fatalf("%s: cell %+v stands at row %d, column %d", name, *cell, r, c)
			}
			if cell.Start < b.Start || cell.End > b.End {
				t.Fatalf("%s: cell %+v outside of its block [%d,%d)", name, *cell, b.Start, b.End)
			}
			if got := string(runes[cell.Start:cell.End]); got != cell.Text {
				t.Fatalf("%s: cell %+v has offsets of %q", name, *cell, got)
			}
		}
	}
}

func mustRead(t testing.TB, name, data string) *Document {
	t.Helper()
	doc, err := Read(name, []byte(data))
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	checkOffsets(t, doc)
	return doc
}

func TestTextIsStoredAsItIs(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"line feeds", "标题\n\n  一、概述\n", "标题\n\n  一、概述\n"},
		{"windows", "标题\r\n 条数\t12\r\n", "标题\n 条数\t12\n"},
		{"old mac", "标题\r12条", "标题\n12条"},
		{"odd spaces stay", "\u3000\u3000全年１２\u00a0条\u200b", "\u3000\u3000全年１２\u00a0条\u200b"},
		{"byte order mark goes", "\ufeff标题", "标题"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := mustRead(t, "a.txt", c.in)
			if doc.Text != c.want {
				t.Errorf("text %q, want %q", doc.Text, c.want)
			}
		})
	}
}

func TestTextBlocksAreLines(t *testing.T) {
	doc := mustRead(t, "a.txt", "标题\n\n  一、概述 \n12条")
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, string([]rune(doc.Text)[b.Start:b.End]))
	}
	if want := "标题/一、概述/12条"; strings.Join(got, "/") != want {
		t.Errorf("blocks %q, want %q", strings.Join(got, "/"), want)
	}
}

func TestCharset(t *testing.T) {
	const simplified, traditional = "某县人民政府信息公开工作年度报告：受理申请12件。", "某縣政府資訊公開年度報告：收到申請12件，已經答復。"
	encode := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	gb := encode(simplifiedchinese.GB18030.NewEncoder().String(simplified))
	gbTraditional := encode(simplifiedchinese.GBK.NewEncoder().String(traditional))
	big5 := encode(traditionalchinese.Big5.NewEncoder().String(traditional))
	le := encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(simplified + "\n"))
	be := encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(simplified))
	cases := []struct{ name, data, text, charset string }{
		{"utf-8", simplified, simplified, "utf-8"},
		{"gb18030", gb, simplified, "gb18030"},
		{"gbk with traditional script", gbTraditional, traditional, "gb18030"},
		{"big5", big5, traditional, "big5"},
		{"utf-16 little endian without mark", le, simplified + "\n", "utf-16le"},
		{"utf-16 big endian with mark", be, simplified, "utf-16be"},
		{"ten characters of gb18030", encode(simplifiedchinese.GB18030.NewEncoder().String("岳阳县政府公开报告")), "岳阳县政府公开报告", "gb18030"},
		{"table with three characters", encode(simplifiedchinese.GB18030.NewEncoder().String("0|1|2|3\n行政许可 12 5")), "0|1|2|3\n行政许可 12 5", "gb18030"},
		{"utf-8 cut in a character", simplified + "年"[:2], simplified + "\ufffd", "utf-8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := mustRead(t, "a.txt", c.data)
			if doc.Text != c.text || doc.Charset != c.charset {
				t.Errorf("%s %q, want %s %q", doc.Charset, doc.Text, c.charset, c.text)
			}
		})
	}
}

func TestUndecodableBytesAreRepairs(t *testing.T) {
	doc := mustRead(t, "a.txt", strings.Repeat("政府信息公开", 40)+"\xff\xff12条")
	if len(doc.Repairs) != 1 {
		t.Fatalf("repairs %+v, want one", doc.Repairs)
	}
	if r := doc.Repairs[0]; r.Kind != "undecodable_bytes" || r.Start != 240 {
		t.Errorf("repair %+v, want undecodable_bytes at 240", r)
	}
}

func TestReasons(t *testing.T) {
	cases := []struct{ name, data, want string }{
		{"a.txt", "", "EMPTY"},
		{"a.txt", " \n\t", "EMPTY"},
		{"a.html", "<html><body><script>var a=1</script></body></html>", "EMPTY"},
		{"a.txt", "\x89PNG\r\n\x1a\n\x00\x00", "BINARY"},
		{"a.txt", strings.Repeat("\x01\x02\x03", 50), "BINARY"},
		{"a.rtf", `{\rtf1\ansi hello}`, "UNSUPPORTED"},
		{"a.txt", strings.Repeat("0", MaxSize+1), "TOO_LARGE"},
	}
	for _, c := range cases {
		_, err := Read(c.name, []byte(c.data))
		if got := Reason(err); got != c.want {
			t.Errorf("Read(%s, %.20q): %v, reason %q, want %q", c.name, c.data, err, got, c.want)
		}
		if err != nil && !strings.HasPrefix(err.Error(), c.name+": ") {
			t.Errorf("error %q does not begin with the name", err)
		}
	}
	if _, err := ReadFile(filepath.Join(t.TempDir(), "none.txt")); err == nil || Reason(err) != "" {
		t.Errorf("missing file: %v, reason %q; want an error without a reason", err, Reason(err))
	}
}

func TestSeeds(t *testing.T) {
	seeds, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil || len(seeds) == 0 {
		t.Skip("no seed reports beside the project")
	}
	for _, seed := range seeds {
		doc, err := ReadFile(seed)
		if err != nil {
			t.Fatal(err)
		}
		checkOffsets(t, doc)
		data, err := os.ReadFile(seed)
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.ReplaceAll(string(data), "\r\n", "\n"); doc.Text != want {
			t.Errorf("%s: stored text is not the file's", seed)
		}
	}
}
