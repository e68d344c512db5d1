package document

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// The limits on a PDF.
const (
	maxPDFPages  = 2000
	maxPDFGlyphs = 2_000_000
)

// readPDF reads the text layer of a PDF: glyphs with their places become lines, paragraphs and, where lines are ruled or
// columns keep apart, tables.
func readPDF(data []byte, doc *Document) ([]part, error) {
	doc.Charset = charsetUTF8
	var pages []pdfPage
	err := withPDFium(func(engine pdfium.Pdfium) error {
		opened, err := engine.OpenDocument(&requests.OpenDocument{File: &data})
		if err != nil {
			return pdfOpenError(err)
		}
		describePDF(engine, opened.Document, doc)
		pages, err = allPages(engine, opened.Document)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		if p.unshown > 0 {
			doc.Repairs = append(doc.Repairs, Repair{Kind: "text_without_font", Read: fmt.Sprintf("page %d: %d", p.number, p.unshown)})
		}
	}
	return layOut(pages)
}

func pdfOpenError(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return unusable(ErrEncrypted, "the PDF asks for a password", "print it to a new PDF without one")
	}
	return unusable(ErrTruncated, fmt.Sprintf("the PDF cannot be opened (%v)", err), "fetch it again")
}

// describePDF fills the title and what else the PDF says about itself.
func describePDF(engine pdfium.Pdfium, ref references.FPDF_DOCUMENT, doc *Document) {
	tag := func(name string) string {
		meta, err := engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: ref, Tag: name})
		if err != nil {
			return ""
		}
		return tidy(meta.Value)
	}
	doc.Title = tag("Title")
	doc.keep("author", tag("Author"))
	doc.keep("created", tag("CreationDate"))
	doc.keep("modified", tag("ModDate"))
}

func allPages(engine pdfium.Pdfium, ref references.FPDF_DOCUMENT) ([]pdfPage, error) {
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: ref})
	if err != nil {
		return nil, unusable(ErrTruncated, fmt.Sprintf("its pages cannot be counted (%v)", err), "fetch it again")
	}
	if count.PageCount > maxPDFPages {
		return nil, unusable(ErrTooLarge, fmt.Sprintf("%d pages, at most %d are read", count.PageCount, maxPDFPages), "extract the report's own pages")
	}
	pages := make([]pdfPage, 0, count.PageCount)
	glyphs := 0
	for i := range count.PageCount {
		page, err := readPDFPage(engine, ref, i)
		if err != nil {
			return nil, unusable(ErrTruncated, fmt.Sprintf("page %d cannot be read (%v)", i+1, err), "print it to a new PDF")
		}
		if glyphs += len(page.glyphs); glyphs > maxPDFGlyphs {
			return nil, unusable(ErrTooLarge, fmt.Sprintf("more than %d characters", maxPDFGlyphs), "extract the report's own pages")
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// A text that was distilled again can name some characters by their place in a font: 三 comes out as O and 。 as 2, which no reader of
// numbers could tell from a figure. It also has letters such as ÿ and Ā, which no report has more than a few of.
const (
	fewStrange   = 7   // letters in the whole file may be names or units, …
	strangeShare = 300 // … and one in as many Chinese characters, …
	shortShare   = 30  // … or in a short text, one in so many
)

// miswritten counts the accented Latin letters, the characters of private use but those of symbol fonts, and the Chinese characters of a file. Pages in another language have no Chinese beside
// them.
func miswritten(pages []pdfPage) (strange, chinese int) {
	for _, p := range pages {
		for _, g := range p.glyphs {
			switch {
			case g.char >= 0xE000 && g.char < 0xF000:
				strange++
			case wide(g.char):
				chinese++
			case g.char >= 0xA1 && g.char < 0x250 && !strings.ContainsRune("§©®°±²³·×÷", g.char):
				strange++
			}
		}
	}
	if chinese < strange {
		return 0, chinese
	}
	return strange, chinese
}

// layOut turns pages into parts. A file whose pages have pictures and almost no characters is a scan, and one whose fonts do
// not say what they show is no better.
func layOut(pages []pdfPage) ([]part, error) {
	places := placePages(pages)
	const fewest = 10 // characters a page; a scan has none, or a stamped page number
	glyphs, nameless, pictures := 0, 0, 0
	for _, p := range pages {
		glyphs += len(p.glyphs)
		pictures += p.pictures
		for _, g := range p.glyphs {
			if g.char == utf8.RuneError {
				nameless++
			}
		}
	}
	if nameless > glyphs/2 {
		return nil, unusable(ErrGarbled, "its fonts do not say which characters they show", "recognise its text (OCR) first")
	}
	if strange, chinese := miswritten(pages); strange > fewStrange && strange*strangeShare > chinese || strange > 2 && strange*shortShare > chinese {
		return nil, unusable(ErrGarbled, fmt.Sprintf("its fonts name wrong characters: %d among the Chinese ones are in no Chinese text", strange), "take the file it was made from, or recognise its text (OCR) first")
	}
	if pictures > 0 && glyphs < fewest*len(pages) {
		return nil, unusable(ErrScanned, fmt.Sprintf("%d pages of pictures with %d characters", len(pages), glyphs), "recognise its text (OCR) first")
	}
	a := &assembler{running: findRunning(pages)}
	pages = joined(pages, places, a.running)
	for i := range pages {
		a.page(&pages[i])
	}
	return a.finish(), nil
}
