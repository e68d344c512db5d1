package document

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// checkCharacters compares what is told of a text by its bytes with what decoding it character by character tells.
func checkCharacters(t *testing.T, data []byte) {
	t.Helper()
	text := strings.ToValidUTF8(string(data), "\uFFFD")
	if got, want := runeCount(text), utf8.RuneCountInString(text); got != want {
		t.Errorf("%q has %d characters, want %d", text, got, want)
	}
	control := func(r rune) bool { return r < 0x20 && r != '\n' && r != '\t' || r == 0x7f }
	if got, want := plain(text), !strings.ContainsFunc(text, control); got != want {
		t.Errorf("%q is plain: %v, want %v", text, got, want)
	}
	words, before, behind := trimmed(text)
	if want := strings.TrimFunc(text, unicode.IsSpace); words != want || before+utf8.RuneCountInString(words)+behind != utf8.RuneCountInString(text) ||
		!strings.HasPrefix(string([]rune(text)[before:]), words) {
		t.Errorf("%q trimmed is %q behind %d and before %d characters, want %q", text, words, before, behind, want)
	}
	if _, valid := survey(data); valid != utf8.Valid(data) && len(data) < 20_000 {
		t.Errorf("%q is valid: %v", data, valid)
	}
	lower := bytes.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, []byte(text))
	for _, word := range []string{"<html", "mime-version:", "charset", "一"} {
		if got, want := contains([]byte(text), word), bytes.Contains(lower, []byte(word)); got != want {
			t.Errorf("%q contains %q: %v, want %v", text, word, got, want)
		}
		if got, want := beginsWith([]byte(text), "x", word), bytes.HasPrefix(lower, []byte(word)) || bytes.HasPrefix(lower, []byte("x")); got != want {
			t.Errorf("%q begins with %q: %v, want %v", text, word, got, want)
		}
	}
}

var characterSeeds = []string{
	"", "公开12条,", "\u3000\u2003 公开\u00a0\n", "\x1b", "12345678\x7f", "12345678\n\x0b12345", "\t\n\r\n", "\xe5\x85", "\xed\xa0\x80一", "\uFFFD", "𠀀é", "é",
	"<HtMl ", "x<ht<html>", "MIME-Version: 1.0", "ſmime-verſion:", "CHARSET=K", "\x80\xbf", "一二三四五六七八九十\x01", "\ufeff一", "   ", "\u1680一\u1680",
}

func TestCharacters(t *testing.T) {
	for _, text := range characterSeeds {
		checkCharacters(t, []byte(text))
	}
}

func FuzzCharacters(f *testing.F) {
	for _, text := range characterSeeds {
		f.Add([]byte(text))
	}
	f.Fuzz(checkCharacters)
}

// TestProseInUTF8 lets only what needs no closer look pass at once.
func TestProseInUTF8(t *testing.T) {
	const prose = "县政府信息公开工作年度报告。我县共公开政府信息12条"
	for _, c := range []struct {
		data string
		want bool
	}{
		{prose, true},
		{strings.Repeat(prose, 500), true},
		{strings.Repeat(prose, 500) + "\xe5\x85", false},
		{"x" + strings.Repeat("\x80", 9000), false},
		{"\xef\xbb\xbf" + prose, false},
		{"plain English, which may have been read wrongly", false},
		{"\xff\xfe" + prose, false},
	} {
		if got := proseInUTF8([]byte(c.data)); got != c.want {
			t.Errorf("%.60q: %v, want %v", c.data, got, c.want)
		}
	}
}
