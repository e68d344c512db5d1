package dashboard

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/ingest/disclosure"
)

func TestMarkedText(t *testing.T) {
	for _, c := range []struct {
		name, text string
		spans      []span
		layout     textLayout
		want       string
	}{
		{"one number", "共7954条", []span{{start: 1, end: 5, class: "obs", id: "obs-a"}}, layoutProse, `<p>共<mark class="obs" id="obs-a">7954</mark>条</p>`},
		{
			"nested", "12件(7件)",
			[]span{{start: 4, end: 6, class: "obs", id: "b"}, {start: 0, end: 7, class: "obs", id: "a"}},
			layoutProse,
			`<p><mark class="obs" id="a">12件(</mark><mark class="obs"><mark class="obs" id="b">7件</mark></mark><mark class="obs">)</mark></p>`,
		},
		{
			"overlapping", "abcd",
			[]span{{start: 0, end: 3, class: "obs", id: "a"}, {start: 2, end: 4, class: "alt", id: "b"}},
			layoutProse,
			`<p><mark class="obs" id="a">ab</mark><mark class="obs"><mark class="alt" id="b">c</mark></mark><mark class="alt">d</mark></p>`,
		},
		{"outside the text", "ab", []span{{start: -3, end: 1, class: "obs", id: "a"}, {start: 5, end: 9, class: "obs"}}, layoutProse, `<p><mark class="obs" id="a">a</mark>b</p>`},
		{"markup stays text", "<b>&", nil, layoutProse, `<p>&lt;b&gt;&amp;</p>`},
		{"repaired", "2012-,", []span{{start: 4, end: 5, class: "repair", after: "年"}}, layoutProse, `<p>2012<span class="repair">-</span><ins>年</ins>,</p>`},
		{"left out", "广告", []span{{start: 0, end: 2, class: "repair"}}, layoutProse, `<p><del class="repair">广告</del></p>`},
		{"bars", "数 | 条 | 3 |", nil, layoutProse, `<div class="scroll"><table class="stored"><tbody><tr><td>数 </td><td> 条 </td><td> 3 </td></tr> </tbody></table></div>`},
		{"one bar is no table", "a|b", nil, layoutProse, `<p>a|b</p>`},
		{"csv with a quoted comma", `a,"b,c"`, nil, layoutCSV, `<div class="scroll"><table class="stored"><tbody><tr><td>a</td><td>&#34;b,c&#34;</td></tr> </tbody></table></div>`},
		{"link", "7", []span{{start: 0, end: 1, class: "obs", id: "x", href: "#row-x", title: `a"b`}}, layoutProse, `<p><mark class="obs" id="x" title="a&#34;b"><a href="#row-x">7</a></mark></p>`},
	} {
		got := strings.TrimSpace(strings.ReplaceAll(string(markedText(c.text, c.spans, c.layout)), "\n", " "))
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestMarkedTextKeepsEveryWord: whatever is marked, the words of the text stay in their order, every mark is closed, and every
// id stands once.
func TestMarkedTextKeepsEveryWord(t *testing.T) {
	tag := regexp.MustCompile(`<(/?)([a-z]+)[^>]*>`)
	id := regexp.MustCompile(` id="([^"]*)"`)
	blank := regexp.MustCompile(`\s`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("年7条<&,( \n甲乙")), 0, 60, -1).Draw(t, "text")
		n := len([]rune(text))
		var spans []span
		for i := range rapid.IntRange(0, 8).Draw(t, "spans") {
			start := rapid.IntRange(-2, n+2).Draw(t, "start")
			spans = append(spans, span{start: start, end: start + rapid.IntRange(0, 20).Draw(t, "length"), class: "obs", id: string(rune('a' + i))})
		}
		out := string(markedText(text, spans, layoutProse))
		words := html.UnescapeString(tag.ReplaceAllString(out, ""))
		if blank.ReplaceAllString(words, "") != blank.ReplaceAllString(text, "") {
			t.Fatalf("%q became %q", text, words)
		}
		var open []string
		for _, m := range tag.FindAllStringSubmatch(out, -1) {
			switch {
			case m[1] == "":
				open = append(open, m[2])
			case len(open) == 0 || open[len(open)-1] != m[2]:
				t.Fatalf("%s closes %v in %s", m[2], open, out)
			default:
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Fatalf("%v stay open in %s", open, out)
		}
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(out, -1) {
			if seen[m[1]] {
				t.Fatalf("id %s twice in %s", m[1], out)
			}
			seen[m[1]] = true
		}
	})
}

// TestQuotedAt finds words where the evidence says, the nearest ones where the text is another than the evidence knew, and none where
// they are gone.
func TestQuotedAt(t *testing.T) {
	text := []rune("共收到申请12件,办结12件。")
	for _, c := range []struct {
		e     disclosure.Evidence
		start int
		ok    bool
	}{
		{disclosure.Evidence{Quote: "12件", Start: 5, End: 8}, 5, true},
		{disclosure.Evidence{Quote: "12件", Start: 7, End: 10}, 5, true},
		{disclosure.Evidence{Quote: "12件", Start: 10, End: 13}, 11, true},
		{disclosure.Evidence{Quote: "12件", Start: 400, End: 403}, 11, true},
		{disclosure.Evidence{Quote: "13件", Start: 5, End: 8}, 0, false},
		{disclosure.Evidence{Start: 3, End: 5}, 3, true}, // a place without words
	} {
		if start, ok := quotedAt(text, c.e); start != c.start || ok != c.ok {
			t.Errorf("%q at %d: %d %v, want %d %v", c.e.Quote, c.e.Start, start, ok, c.start, c.ok)
		}
	}
}
