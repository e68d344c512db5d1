package extract

import (
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/document"
)

func TestNewView(t *testing.T) {
	cases(t, "testdata/view.txt", 5, func(t *testing.T, column []string) {
		v := NewView(&document.Document{Text: strings.ReplaceAll(column[1], "⏎", "\n")})
		if got := strings.ReplaceAll(v.text(), "\n", "⏎"); got != column[2] {
			t.Errorf("reads %q, want %q", got, column[2])
		}
		var kinds, codes []string
		for _, r := range v.Repairs {
			if !slices.Contains(kinds, r.Kind) {
				kinds = append(kinds, r.Kind)
			}
		}
		for _, f := range v.Findings {
			codes = append(codes, f.Code)
		}
		if got := dash(strings.Join(kinds, " ")); got != column[3] {
			t.Errorf("repairs %s, want %s", got, column[3])
		}
		if got := dash(strings.Join(codes, " ")); got != column[4] {
			t.Errorf("findings %s, want %s", got, column[4])
		}
		checkPlaces(t, v)
	})
}

// checkPlaces says whether every rune of a view leads to a place of the stored text, in order, and every repair and finding
// lies inside it.
func checkPlaces(t *testing.T, v *View) {
	t.Helper()
	if len(v.at) != len(v.Runes) {
		t.Fatalf("%d places for %d runes", len(v.at), len(v.Runes))
	}
	last := int32(0)
	for i, p := range v.at {
		if p.start < 0 || int(p.end) > len(v.byteAt)-1 || p.end <= p.start || p.end < last {
			t.Fatalf("rune %d stands for [%d,%d) of %d, the one before it ended at %d", i, p.start, p.end, len(v.byteAt)-1, last)
		}
		last = p.end
	}
	for _, r := range v.Repairs {
		if r.Start < 0 || r.End > len(v.byteAt)-1 || r.End <= r.Start {
			t.Errorf("repair %s at [%d,%d) of %d", r.Kind, r.Start, r.End, len(v.byteAt)-1)
		}
	}
	for _, f := range v.Findings {
		for _, e := range f.Evidence {
			if e.Quote != v.quoted(e.Start, e.End) {
				t.Errorf("%s quotes %q, the text says %q", f.Code, e.Quote, v.quoted(e.Start, e.End))
			}
		}
	}
}

// TestNoise says which digits count nothing (layouts.md C2, D; narrative.md T2, T3, T10).
func TestNoise(t *testing.T) {
	for _, c := range []struct{ text, noise string }{
		{"岳县政办函〔2012〕118号", "〔2012〕118号"},
		{"岳县政办函〔2012118号", "〔2012118号"},
		{"闽政办2018〕43号", "2018〕43号"},
		{"国务院令第492号", "第492号"},
		{"索引号000014349/2021-32845", "索引号000014349/2021-32845"},
		{"电话:0718-6277499", "电话:0718-6277499"},
		{"咨询电话05987500615", "电话05987500615"},
		{"请咨询,0818—6972129", "0818—6972129"},
		{"(0577) 67171113", "0577) 67171113"},
		{"010——65248582", "010——65248582"},
		{"请咨询,0577-\n67222285", "0577-\n67222285"},
		{"编码 0101 2012条", ""},
		{"电话35人次", ""},
		{"接到12345热线20件", "12345"},
		{"公开12345条", ""},
		{"浏览次数: 17 次", "浏览次数: 17"},
		{"浏览次数达17次", ""},
		{"地址501室", "501室"},
		{"第二十条公开12条", "第二十条"},
		{"计1条,共12条", "1"},
		{"共计1条", ""},
		{"1.公开12条", "1."},
		{"(2)公开12条", "(2)"},
		{"“十四五”规划", "“十四五"},
		{"2012年公开12条", "2012年"},
	} {
		v := NewView(&document.Document{Text: c.text})
		var got []string
		for _, n := range v.noise {
			got = append(got, v.String(n.start, n.end))
		}
		if g := strings.Join(got, "|"); g != c.noise {
			t.Errorf("%s: noise %q, want %q", c.text, g, c.noise)
		}
	}
}
