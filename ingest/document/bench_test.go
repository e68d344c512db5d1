package document

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The benchmarks come in pairs over the same bytes: reading, and the least work that any reader must do. Their ratio holds on
// any machine.

func benchText() []byte {
	return []byte(strings.Repeat("　　2021年，全县主动公开政府信息3256条，其中通过政府网站公开2871条。\n\n受理依申请公开45件，按时答复率100%。\n", 5000))
}

func benchPage() []byte {
	var out strings.Builder
	out.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>年报</title></head><body><div class="main">`)
	for i := range 1500 {
		fmt.Fprintf(&out, "<p class=\"MsoNormal\" style=\"text-indent:2em\"><span lang=\"EN-US\">%d</span>年，全县主动公开政府信息<span>3256</span>条，按时答复。</p>\n", 2000+i)
		out.WriteString("<table border=\"1\"><tbody><tr><td rowspan=\"2\" style=\"width:20%\"><p>不予公开</p></td><td><p>国家秘密</p></td><td><p align=\"center\">1</p></td></tr>\n<tr><td><p>商业秘密</p></td><td><p align=\"center\">&nbsp;</p></td></tr></tbody></table>\n")
	}
	out.WriteString("</div></body></html>")
	return []byte(out.String())
}

func BenchmarkReadText(b *testing.B) { benchmarkRead(b, "a.txt", benchText()) }
func BenchmarkReadHTML(b *testing.B) { benchmarkRead(b, "a.html", benchPage()) }

func benchmarkRead(b *testing.B, name string, data []byte) {
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(name, data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScanText decodes every rune, which no reader of text can do without.
func BenchmarkScanText(b *testing.B) {
	data := benchText()
	b.SetBytes(int64(len(data)))
	lines := 0
	for b.Loop() {
		for _, r := range string(data) {
			if r == '\n' {
				lines++
			}
		}
	}
	if lines == 0 {
		b.Fatal("no lines")
	}
}

// BenchmarkScanHTML passes every token of the page.
func BenchmarkScanHTML(b *testing.B) {
	data := benchPage()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		tokens := html.NewTokenizer(strings.NewReader(string(data)))
		for tokens.Next() != html.ErrorToken {
			tokens.Token() // a tokenizer's work includes the attributes
		}
		if !errors.Is(tokens.Err(), io.EOF) {
			b.Fatal(tokens.Err())
		}
	}
}
