package numeral

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// render prints a number the way testdata/numbers.txt states it.
func render(n Number) string {
	s := decimal(n.Value)
	switch n.Kind {
	case Range:
		s = "range"
	case Vague:
		s = "vague"
	case Percent:
		s += "%"
	case Permille:
		s += "‰"
	}
	switch n.Exactness {
	case Approx:
		s += " approx"
	case AtLeast:
		s += " at_least"
	case AtMost:
		s += " at_most"
	}
	if n.Rounded {
		s += " rounded"
	}
	return s
}

func decimal(v int64) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	whole, frac := v/Scale, v%Scale
	s := sign + itoa(whole)
	if frac > 0 {
		s += "." + strings.TrimRight(itoa(Scale + frac)[1:], "0")
	}
	return s
}

func itoa(v int64) string {
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}

// table calls f for every case of a file: text, tab, expectation. Lines that begin with # are comments.
func table(t *testing.T, name string, f func(t *testing.T, text, want string)) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		text, want, ok := strings.Cut(lines.Text(), "\t")
		if !ok || strings.HasPrefix(text, "#") {
			continue
		}
		t.Run(text, func(t *testing.T) { f(t, text, strings.TrimSpace(want)) })
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestScan(t *testing.T) {
	table(t, "testdata/numbers.txt", func(t *testing.T, text, want string) {
		var got []string
		for _, n := range Scan([]rune(text)) {
			got = append(got, render(n))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("got %q, want %q", g, want)
		}
	})
}

func TestParse(t *testing.T) {
	table(t, "testdata/cells.txt", func(t *testing.T, text, want string) {
		got := "none"
		if n, rest, ok := Parse(text); ok {
			got = strings.TrimSpace(render(n) + " " + rest)
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// Every number that is printed in Arabic digits with thousands marks is read back.
func TestScanReadsGroupedDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64Range(0, 999_999_999).Draw(t, "n")
		digits := itoa(want)
		var b strings.Builder
		for i, r := range digits {
			if i > 0 && (len(digits)-i)%3 == 0 {
				b.WriteByte(',')
			}
			b.WriteRune(r)
		}
		got := Scan([]rune("公开" + b.String() + "条"))
		if len(got) != 1 || got[0].Value != want*Scale || got[0].Exactness != Exact {
			t.Fatalf("%s gives %+v", b.String(), got)
		}
	})
}

// Every number below ten million that is spelled in Chinese numerals is read back.
func TestScanReadsChineseNumerals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64Range(1, 9_999_999).Draw(t, "n")
		got := Scan([]rune("共" + spell(want) + "件"))
		if len(got) != 1 || got[0].Value != want*Scale {
			t.Fatalf("%s (%d) gives %+v", spell(want), want, got)
		}
	})
}

// spell writes a number in Chinese numerals.
func spell(v int64) string {
	if v >= 10000 {
		s := spell(v/10000) + "万"
		if v%10000 == 0 {
			return s
		}
		if v%10000 < 1000 {
			s += "零"
		}
		return s + spell(v%10000)
	}
	names := []rune("零一二三四五六七八九")
	s, zero := "", false
	for _, p := range []struct {
		weight int64
		name   string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := v / p.weight % 10
		if d == 0 {
			zero = s != ""
			continue
		}
		if zero {
			s, zero = s+"零", false
		}
		s += string(names[d]) + p.name
	}
	return s
}

// A line of nothing but groups of digits is one number that counts nothing. Looking at all the groups from each of them would take
// minutes here.
func TestScanManyGroups(t *testing.T) {
	text := []rune("1" + strings.Repeat(",234", 300_000))
	if got := Scan(text); len(got) != 1 || got[0].Kind != Vague || got[0].End != len(text) {
		t.Errorf("%d numbers", len(got))
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"3万5千余件", "1,23,456", "百分之", "二〇一", "十余万", "9999999999999999999999", "千分之百", "上百万", "2000.1."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := []rune(s)
		last := 0
		for _, n := range Scan(text) {
			if n.Start < last || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("%q: number at [%d,%d) after %d", s, n.Start, n.End, last)
			}
			if n.Value < 0 {
				t.Fatalf("%q: negative value %d", s, n.Value)
			}
			last = n.End
		}
		for _, d := range ScanDates(text) {
			if d.End <= d.Start || d.End > len(text) {
				t.Fatalf("%q: date at [%d,%d)", s, d.Start, d.End)
			}
		}
		Parse(s)
	})
}

func BenchmarkScan(b *testing.B) {
	text := []rune(strings.Repeat("全市主动公开政府信息9,219条,其中概况类267条;网站访问量10余万人次,召开新闻发布会三次。", 50))
	b.SetBytes(int64(len(string(text))))
	for b.Loop() {
		Scan(text)
	}
}

// A comma behind a number that no digits follow ends the clause and is no thousands mark.
func TestScanLeavesTheCommaOfAClause(t *testing.T) {
	for _, text := range []string{"14,均已答复", "14，均已答复", "1,234,均已答复"} {
		n := Scan([]rune(text))
		if len(n) != 1 || n[0].End != strings.Index(strings.ReplaceAll(text, "，", ","), ",均") {
			t.Errorf("%s: got %+v, want one number that ends before the comma", text, n)
		}
	}
}
