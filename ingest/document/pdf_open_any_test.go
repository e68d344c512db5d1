package document

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPDFLayoutOfAnything lays out words at any places of a page: every character must come out once, in a paragraph or a cell,
// unless it is part of a page number.
func TestPDFLayoutOfAnything(t *testing.T) {
	words := []string{"一、总体情况", "（一）予以公开", "1.属于", "12", "0", "-3", "条", "——", "总计", "申请人情况", "自然", "人", "9.5万元", "联系电话："}
	rapid.Check(t, func(t *rapid.T) {
		page := pdfPage{number: 1, width: 595, height: 842}
		count := 0
		for range rapid.IntRange(1, 40).Draw(t, "words") {
			x := float64(rapid.IntRange(1, 9).Draw(t, "x") * 60)
			y := float64(rapid.IntRange(20, 32).Draw(t, "y") * 12)
			for i, c := range []rune(rapid.SampledFrom(words).Draw(t, "word")) {
				left := x + float64(i)*10
				page.glyphs = append(page.glyphs, glyph{box: box{left, y, left + 10, y + 10}, char: c})
				count++
			}
		}
		parts, err := layOut([]pdfPage{page})
		if err != nil {
			t.Fatal(err)
		}
		doc := &Document{}
		if err := compose(parts, doc); err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, c := range doc.Text {
			if c > ' ' && c != '|' {
				got++
			}
		}
		if got != count {
			t.Fatalf("%d of %d characters are in the text %q", got, count, doc.Text)
		}
	})
}
