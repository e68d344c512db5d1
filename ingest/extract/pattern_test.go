package extract

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestNeedOf reads by hand what each pattern cannot do without.
func TestNeedOf(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    string // "" when any text must be tried
	}{
		{`申请[^,;]{0,8}#`, "申请"},
		{`(?:收到|受理)[^,]{0,8}#`, "收到 受理"},
		{`收到(?:了)?申请`, "收到了申请 收到申请"},
		{`(?:收|受)(?:到|理)`, "收到 收理 受到 受理"},
		{`[市县]长#`, "县长# 市长#"},
		{`(?:共|有)*#`, ""},
		{`(?:共)+[^,]*条`, "共"},
		{`#{1,2}`, ""},
		{`公开|`, ""},
		{`(?i)email`, ""},
		{`\d{4}年`, "年"},
		{`一.*公开信息|二.*申请`, "公开信息 申请"},
		{`公开.*申请公开|申请`, "申请公开 申请"},
	} {
		got := allWords(mustPattern(c.pattern).need.key())
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.pattern, got, want)
		}
	}
}

// everyExpression gives all patterns of the grammar.
func everyExpression() []*pattern {
	return append(loadGrammar().allPatterns(), chapterMark, partMark, itemMark, inlineMark, saying, gluedYear, titleLine, crumb, listed, yearInTitle,
		fileEnd, extra, bodyName, publisher, media, delta, was, now, target, period, since, stated, anyInfo, leading, foreignVerb, shareOf,
		mixedWays, continuing)
}

func checkPatterns(t *testing.T, patterns []*pattern, text string) {
	t.Helper()
	for _, p := range patterns {
		if got, want := p.MatchString(text), p.re().MatchString(text); got != want {
			t.Errorf("%s on %q: %v, the expression itself %v", p.re(), text, got, want)
		}
	}
	worded := newWordedText(loadGrammar().words).of(text)
	for _, p := range loadGrammar().allPatterns() {
		if got, want := p.in(worded), p.re().MatchString(text); got != want {
			t.Errorf("%s by its words on %q: %v, the expression itself %v", p.re(), text, got, want)
		}
	}
}

// TestPatterns compares every pattern with its expression on the sentences of the tables, whole and column by column.
func TestPatterns(t *testing.T) {
	patterns := everyExpression()
	for _, name := range []string{"testdata/narrative.txt", "testdata/sentences.txt", "testdata/identity.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.NewReplacer("1", "#", "2", "@").Replace(string(data)), "\n") {
			checkPatterns(t, patterns, line)
			for _, column := range strings.Split(line, "\t") {
				checkPatterns(t, patterns, column)
			}
		}
	}
}

func FuzzPatterns(f *testing.F) {
	for _, s := range []string{"其中公开#条", "受理@件,申请#件", "2012年,#%", "(一)收到", "", "\xe6\x94", "增加#"} {
		f.Add(s)
	}
	patterns := everyExpression()
	f.Fuzz(func(t *testing.T, s string) { checkPatterns(t, patterns, s) })
}

// TestNeedMet tells texts that can hold a match from others by all the words of a pattern and not only by its best.
func TestNeedMet(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		met, plain    bool
	}{
		{`公开[^,]*信息`, "信息,公开", true, false}, // the order is for the expression to see
		{`公开[^,]*信息`, "公开", false, false},
		{`公开.*信息|申请.*件`, "申请信息", false, false},
		{`公开.*信息|申请.*件`, "申请一件", true, false},
		{`.*`, "", true, false},
		{`公开|申请[条件]`, "申请件", true, true},
		{`公开|申请[条件]`, "申请", false, true},
		{`公开$`, "公开了", true, false},
		{`𠀀(?:公开)?`, "𠀀", true, true},
	} {
		p := mustPattern(c.pattern)
		met := p.possible(newWordedText(newWordIndex([]*pattern{p})).of(c.text))
		if met != c.met || p.plain != c.plain {
			t.Errorf("%s on %q: met %v, plain %v, want %v, %v", c.pattern, c.text, met, p.plain, c.met, c.plain)
		}
	}
}

func TestLexicon(t *testing.T) {
	x := newLexicon([]string{"公开", "公开信息", "开信", "息", "𠀀a"})
	text := "公公开信息𠀀a"
	found := func(hits []hit, part func(from, to int) string) string {
		var out []string
		for _, h := range hits {
			if got := part(h.from, h.to); got != x.words[h.word] {
				t.Errorf("a hit of %q is at %q", x.words[h.word], got)
			}
			out = append(out, x.words[h.word])
		}
		return strings.Join(out, " ")
	}
	runes := []rune(text)
	const want = "公开信息 公开 开信 息 𠀀a"
	if got := found(x.find(text, nil), func(from, to int) string { return text[from:to] }); got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	if got := found(x.findRunes(runes), func(from, to int) string { return string(runes[from:to]) }); got != want {
		t.Errorf("found %s in runes, want %s", got, want)
	}
	if !x.any("小公开") || x.any("公信") || x.prefix("公开信息") != "公开信息" || x.prefix("a公开") != "" {
		t.Error("any or prefix is wrong")
	}
}

// TestPatternOfAnotherIndex asks a pattern about a text that was read with another index than its own, whose words tell nothing of it.
func TestPatternOfAnotherIndex(t *testing.T) {
	p, other := mustPattern(`公开[^,]*信息`), mustPattern(`申请`)
	newWordIndex([]*pattern{p})
	r := newWordedText(newWordIndex([]*pattern{other})).of("公开的信息")
	if !p.possible(r) || !p.in(r) || other.possible(r) {
		t.Errorf("possible %v, in %v, another pattern possible %v; want true, true, false", p.possible(r), p.in(r), other.possible(r))
	}
}
