package document

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// box is a rectangle on a page as it is shown: points from the left and from the top.
type box struct{ left, top, right, bottom float64 }

func (b box) height() float64  { return b.bottom - b.top }
func (b box) centreX() float64 { return (b.left + b.right) / 2 }
func (b box) centreY() float64 { return (b.top + b.bottom) / 2 }

func (b box) union(o box) box {
	return box{min(b.left, o.left), min(b.top, o.top), max(b.right, o.right), max(b.bottom, o.bottom)}
}

// glyph is one character of a page. Its box has the height of its font and not of its ink, so that a comma and a character on
// one line have the same top.
type glyph struct {
	box
	char   rune
	bold   bool
	spaced bool // the file has a space before it
	hidden bool // a clip path hides it: it stands at the edge of what is seen of its text
	ends   bool // the last of a text whose end is hidden: what follows stands in another cell
	index  int  // among the characters of its page, those that are not shown too
}

// pdfPage is what a page shows.
type pdfPage struct {
	number   int // from 1
	width    float64
	height   float64
	glyphs   []glyph
	rulings  []ruling
	pictures int
	unshown  int // pieces of text in fonts that the file names but does not hold, and that came out empty

	cuts []cutText // what clip paths cut, in no glyph so far
	wide bool      // several pages of a spreadsheet that stand side by side
}

// sheet turns the coordinates of a PDF page, which rise from the bottom and know nothing of the page's rotation, into those of
// the page as shown.
type sheet struct {
	width, height float64 // as shown
	rotation      int     // quarter turns clockwise
	left, bottom  float64 // where what is shown begins, in the page's own coordinates
}

func (s sheet) point(x, y float64) (float64, float64) {
	x, y = x-s.left, y-s.bottom
	switch s.rotation {
	case 1:
		return y, x
	case 2:
		return s.width - x, y
	case 3:
		return s.width - y, s.height - x
	}
	return x, s.height - y
}

func (s sheet) box(left, bottom, right, top float64) box {
	x0, y0 := s.point(left, bottom)
	x1, y1 := s.point(right, top)
	return box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

func readPDFPage(engine pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (pdfPage, error) {
	loaded, err := engine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return pdfPage{}, err
	}
	ref := requests.Page{ByReference: &loaded.Page}
	size, err := engine.GetPageSize(&requests.GetPageSize{Page: ref})
	if err != nil {
		return pdfPage{}, err
	}
	turned, err := engine.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: ref})
	if err != nil {
		return pdfPage{}, err
	}
	shown, err := engine.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: ref})
	if err != nil {
		return pdfPage{}, err
	}
	page := pdfPage{number: index + 1, width: size.Width, height: size.Height}
	s := sheet{
		width: size.Width, height: size.Height, rotation: int(turned.PageRotation),
		left: float64(shown.Rect.Left), bottom: float64(shown.Rect.Bottom),
	}
	if page.glyphs, err = pdfGlyphs(engine, ref, s); err != nil {
		return pdfPage{}, err
	}
	r := &rulingReader{engine: engine, sheet: s, page: &page, embedded: true}
	if err := r.read(ref); err != nil {
		return pdfPage{}, err
	}
	if err := takeCuts(engine, ref, &page, r.texts); err != nil {
		return pdfPage{}, err
	}
	page.clip()
	page.dropStruck()
	_, err = engine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return page, err
}

// clip drops what lies outside of the page, where nobody sees it: some programs draw a table to its end on each of its pages.
func (p *pdfPage) clip() {
	within := func(at, end float64) bool { return at >= 0 && at <= end }
	p.glyphs = slices.DeleteFunc(p.glyphs, func(g glyph) bool { return !within(g.centreX(), p.width) || !within(g.centreY(), p.height) })
	seen := p.rulings[:0]
	for _, l := range p.rulings {
		across, along := p.height, p.width
		if l.vertical {
			across, along = p.width, p.height
		}
		l.from, l.to = max(l.from, 0), min(l.to, along)
		if l.to-l.from >= shortest && within(l.at, across) {
			seen = append(seen, l)
		}
	}
	p.rulings = seen
}

// pdfGlyphs reads the characters of a page with their boxes. White space has no box worth having and is noted at the character
// after it.
func pdfGlyphs(engine pdfium.Pdfium, page requests.Page, s sheet) ([]glyph, error) {
	text, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err
	}
	count, err := engine.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, err
	}
	chars, err := pdfCharacters(engine, text.TextPage, count.Count)
	if err != nil {
		return nil, err
	}
	glyphs := make([]glyph, 0, len(chars))
	var mended []mendedLine
	bold, asked, spaced := false, false, false
	for i, r := range chars {
		if r <= ' ' || r == 0xA0 || r == 0x3000 || r == 0xFFFE {
			spaced = true
			asked = asked && r == ' ' // the font is asked for once a line: asking costs more than all else
			continue
		}
		if !asked {
			bold, asked = pdfBold(engine, text.TextPage, i), true
		}
		rect, err := engine.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text.TextPage, Index: i})
		if err != nil {
			continue // a character of no extent is not shown
		}
		b := rect.Rect
		g := glyph{
			box:  s.box(float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)),
			char: Unradical(r), bold: bold, spaced: spaced, index: i,
		}
		if oversized(g) {
			if origin, err := engine.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text.TextPage, Index: i}); err == nil {
				_, baseline := s.point(origin.X, origin.Y)
				mended = append(mended, mendedLine{was: g.box, baseline: baseline, size: g.right - g.left})
			}
		}
		glyphs = append(glyphs, g)
		spaced = false
	}
	mend(glyphs, mended)
	_, err = engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	return glyphs, err
}

// pdfCharacters gives the characters of a page by their index. They are asked for all at once; where some come out as more or less
// than one rune, which moves those behind them, and where one is not known, each is asked for by itself.
func pdfCharacters(engine pdfium.Pdfium, text references.FPDF_TEXTPAGE, count int) ([]rune, error) {
	if all, err := engine.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: text, StartIndex: 0, Count: count}); err == nil {
		if chars := []rune(all.Text); len(chars) == count && !slices.Contains(chars, utf8.RuneError) && !slices.Contains(chars, 0) {
			return chars, nil
		}
	}
	chars := make([]rune, count)
	for i := range chars {
		char, err := engine.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			return nil, err
		}
		if chars[i] = rune(uint32(char.Unicode)); chars[i] == 0 {
			chars[i] = utf8.RuneError // a glyph whose font does not say which character it is
		}
	}
	return chars, nil
}

// pdfBold reports whether a character is set in bold or in 黑体, the face of headings in official documents.
func pdfBold(engine pdfium.Pdfium, text references.FPDF_TEXTPAGE, index int) bool {
	info, err := engine.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: index})
	if err != nil {
		return false
	}
	const forceBold = 1 << 18 // font flags, PDF 32000-1 table 123
	return boldName(info.FontName) || info.Flags&forceBold != 0
}

// boldName reports the name of a font that is bold or 黑体.
func boldName(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "bold") || strings.Contains(name, "hei") || strings.Contains(name, "黑")
}
