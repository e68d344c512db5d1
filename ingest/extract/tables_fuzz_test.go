package extract

import (
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// FuzzTables feeds the table reader any text: it must end, keep its spans inside the view and in order, and give only metrics
// of the dictionary, valued as their status says.
func FuzzTables(f *testing.F) {
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		for _, l := range layoutCases {
			_, text := modernReport(form, 3, 0.6).text(l)
			f.Add(text)
		}
	}
	f.Add("规章|\n|\n|0|||\n行政许可\t\t\n总计 1 2 3\n其中:1.当面申请数 条")
	f.Add("结果维持\n结果纠正\n其他结果\n1\n2\n3\n（二）部分公开（区分\n0000000\n")
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := document.Read("case.txt", []byte(text))
		if err != nil {
			return
		}
		v := NewView(doc)
		got := readTables(v, doc, 0)
		last := 0
		for _, s := range got.consumed {
			if s.start < last || s.end < s.start || s.end > len(v.Runes) {
				t.Fatalf("span %v after %d in a view of %d runes", s, last, len(v.Runes))
			}
			last = s.end
		}
		dict := disclosure.MustDictionary()
		for _, c := range got.candidates {
			if _, ok := dict.Metric(c.metric); !ok {
				t.Errorf("unknown metric %s", c.metric)
			}
			if c.status.Valued() != (c.value != nil) || c.start < 0 || c.end > len(v.Runes) || c.start > c.end {
				t.Errorf("%s: status %s, value %v, span %d-%d", c.metric, c.status, c.value, c.start, c.end)
			}
		}
	})
}
