package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	nethtml "golang.org/x/net/html"

	"gongkai/ingest/document"
	"gongkai/ingest/extract"
)

// kind is a kind of file with the reports of the extraction's corpus, and the least work that any reader of it must do.
type kind struct {
	name  string
	files [][]byte
	scan  func(b *testing.B, data []byte)
}

// kinds gives the corpus as it is, as text and as web pages, and the web pages once more as Word, Excel and PDF files.
func kinds(t testing.TB) []kind {
	pages := corpus(t, "html")
	docx, xlsx, pdf := kind{name: "docx", scan: scanPack}, kind{name: "xlsx", scan: scanPack}, kind{name: "pdf", scan: document.PlainText}
	for _, page := range pages {
		doc, err := document.Read("a.html", page)
		if err != nil {
			t.Fatal(err)
		}
		docx.files = append(docx.files, []byte(document.Word(t, wordBody(doc))))
		xlsx.files = append(xlsx.files, []byte(document.Workbook(t, func(book *excelize.File) error { return fillSheet(book, doc) })))
		pdf.files = append(pdf.files, []byte(document.PDFOf("", pdfPages(doc)...)))
	}
	return []kind{{"txt", corpus(t, "txt"), scanText}, {"html", pages, scanHTML}, docx, xlsx, pdf}
}

func corpus(t testing.TB, ending string) [][]byte {
	t.Helper()
	paths, err := filepath.Glob("../extract/testdata/corpus/*." + ending)
	if err != nil || len(paths) < 5 {
		t.Fatalf("the corpus has %d files of kind %s (%v), want at least 5", len(paths), ending, err)
	}
	var out [][]byte
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

// eachBlock hands out what a document says, part by part: words, or the rows of a table.
func eachBlock(doc *document.Document, words func(string), rows func([][]*document.Cell)) {
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		if b.Grid != nil {
			rows(b.Grid.Rows)
			continue
		}
		words(string(runes[b.Start:b.End]))
	}
}

func wordBody(doc *document.Document) string {
	var out strings.Builder
	paragraph := func(text string) {
		fmt.Fprintf(&out, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", html.EscapeString(text))
	}
	eachBlock(doc, paragraph, func(rows [][]*document.Cell) {
		out.WriteString("<w:tbl>")
		for y, row := range rows {
			out.WriteString("<w:tr>")
			for x, c := range row {
				if c.Col != x {
					continue
				}
				merge := map[bool]string{true: `<w:vMerge w:val="restart"/>`, false: "<w:vMerge/>"}[c.Row == y]
				fmt.Fprintf(&out, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr>`, c.ColSpan, merge)
				paragraph(map[bool]string{true: c.Text}[c.Row == y])
				out.WriteString("</w:tc>")
			}
			out.WriteString("</w:tr>")
		}
		out.WriteString("</w:tbl>")
	})
	return out.String()
}

func fillSheet(book *excelize.File, doc *document.Document) (err error) {
	line := 0
	set := func(x, y int, text string) {
		if name, bad := excelize.CoordinatesToCellName(x+1, y+1); bad == nil && err == nil {
			err = book.SetCellStr("Sheet1", name, text)
		}
	}
	eachBlock(doc, func(text string) {
		set(0, line, text)
		line++
	}, func(rows [][]*document.Cell) {
		for y, row := range rows {
			for x, c := range row {
				if c.Row == y && c.Col == x {
					set(x, line+y, c.Text)
				}
			}
		}
		line += len(rows)
	})
	return err
}

// pdfPages sets a document in lines of 40 characters and ruled tables, 45 lines a page.
func pdfPages(doc *document.Document) []string {
	const perLine, perPage, height, wide = 40, 45, 16, 495
	var pages []string
	line := perPage
	next := func() (y int) {
		if line++; line > perPage {
			pages, line = append(pages, ""), 1
		}
		return 800 - line*height
	}
	put := func(piece string) { pages[len(pages)-1] += piece }
	eachBlock(doc, func(text string) {
		for runes := []rune(text); len(runes) > 0; runes = runes[min(len(runes), perLine):] {
			y := next()
			put(document.Show(50, y, 12, string(runes[:min(len(runes), perLine)])))
		}
	}, func(rows [][]*document.Cell) {
		for i, row := range rows {
			y, width := next(), wide/len(row)
			for x, c := range row {
				put(document.Stroke(50+x*width, y-4, 50+x*width, y-4+height))
				if c.Row == i && c.Col == x && c.Text != "" {
					put(document.Show(52+x*width, y, 6, strings.ReplaceAll(c.Text, "\n", "")))
				}
			}
			put(document.Stroke(50+wide, y-4, 50+wide, y-4+height) + document.Stroke(50, y-4, 50+wide, y-4) + document.Stroke(50, y-4+height, 50+wide, y-4+height))
		}
	})
	return pages
}

// scanText decodes every rune, which no reader of text can do without.
func scanText(_ *testing.B, data []byte) {
	lines := 0
	for _, r := range string(data) {
		if r == '\n' {
			lines++
		}
	}
	runtime.KeepAlive(lines)
}

// scanHTML passes every token of a page with its attributes.
func scanHTML(b *testing.B, data []byte) {
	tokens := nethtml.NewTokenizer(bytes.NewReader(data))
	for tokens.Next() != nethtml.ErrorToken {
		tokens.Token()
	}
	if !errors.Is(tokens.Err(), io.EOF) {
		b.Fatal(tokens.Err())
	}
}

// scanPack unpacks an office file and passes every token of its parts.
func scanPack(b *testing.B, data []byte) {
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range pack.File {
		part, err := f.Open()
		if err != nil {
			b.Fatal(err)
		}
		tokens := xml.NewDecoder(part)
		for err == nil {
			_, err = tokens.RawToken()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

// BenchmarkReport reads and extracts the reports of each kind on one core. read/scan is the time of reading, all/scan that of
// reading and extraction, as a ratio to a pass of the kind's tokenizer over the same bytes, for PDF to the words of every page
// as the engine gives them without their places. Of all passes the fastest counts, so
// that what else the machine does disturbs the ratios least.
func BenchmarkReport(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, k := range kinds(b) {
		b.Run(k.name, func(b *testing.B) { benchmarkKind(b, k) })
	}
}

func benchmarkKind(b *testing.B, k kind) {
	const never = time.Duration(math.MaxInt64)
	scan, read, all := never, never, never
	for b.Loop() {
		var pass, reading, total time.Duration
		for _, data := range k.files {
			start := time.Now()
			k.scan(b, data)
			pass += time.Since(start)
			start = time.Now()
			doc, err := document.Read("a."+k.name, data)
			if err != nil {
				b.Fatal(err)
			}
			reading += time.Since(start)
			if r := extract.Report(doc); len(r.Facts) == 0 {
				b.Fatalf("%s: no facts", k.name)
			}
			total += time.Since(start)
		}
		scan, read, all = min(scan, pass), min(read, reading), min(all, total)
	}
	size := 0
	for _, data := range k.files {
		size += len(data)
	}
	b.ReportMetric(float64(len(k.files))/all.Seconds(), "reports/s")
	b.ReportMetric(float64(size)/1e6/all.Seconds(), "MB/s")
	b.ReportMetric(float64(size)/1e6/read.Seconds(), "read-MB/s")
	b.ReportMetric(read.Seconds()/scan.Seconds(), "read/scan")
	b.ReportMetric(all.Seconds()/scan.Seconds(), "all/scan")
}
