package document

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// assembler puts the pages of a PDF together: lines into paragraphs, also across pages, and tables that go on overleaf into one.
type assembler struct {
	parts []part

	// the paragraph being gathered
	text string
	last textLine
	full bool // the last line reached the right edge, so that the next may go on
	bold bool

	running runningLines
	open    openReader // of this page
	tail    *openTail  // the table without lines that ended the page before
	tables  []*lattice // the pieces of the table at the end so far: one, or one on each page
}

// page adds one page.
func (a *assembler) page(p *pdfPage) {
	a.open = openReader{known: map[*glyph]openLine{}}
	if a.tail != nil && (a.tail.end != len(a.parts) || a.text != "") {
		a.tail = nil // something came after it
	}
	tables := lattices(p.rulings)
	var free []glyph
	for _, g := range p.glyphs {
		claimed := slices.ContainsFunc(tables, func(t *lattice) bool { return t.take(g) })
		if !claimed {
			free = append(free, g)
		}
	}
	lines := slices.DeleteFunc(level(groupLines(free)), func(l textLine) bool { return furniture(p, l) || a.running.repeats(p, l) })
	margin := margins(slices.DeleteFunc(slices.Clone(lines), func(l textLine) bool { return a.running.has(p, l) }))
	if p.wide {
		margin.to = math.Inf(1) // the rows of a spreadsheet go on in no other row
	}
	first := true // nothing of this page was added yet
	for len(lines) > 0 || len(tables) > 0 {
		if len(tables) > 0 && (len(lines) == 0 || tables[0].top <= lines[0].centreY()) {
			a.drawn(tables[0], first)
			tables = tables[1:]
			first = false
			continue
		}
		before := slices.IndexFunc(lines, func(l textLine) bool { return len(tables) > 0 && l.centreY() > tables[0].top })
		if before < 0 {
			before = len(lines)
		}
		lines = lines[a.lines(lines[:before], margin, first):]
		first = false
	}
}

// drawn adds a table of ruling lines, or goes on with the one that ended the page before.
func (a *assembler) drawn(t *lattice, first bool) {
	if first && len(a.tables) > 0 && goesOn(a.tables, t) {
		a.tables = append(a.tables, t)
		return
	}
	a.endParagraph()
	a.endTable()
	a.tables = []*lattice{t}
}

// lines adds the first line or the first lines of those given, and says how many it took.
func (a *assembler) lines(lines []textLine, margin stretch, first bool) int {
	a.endTable()
	if used := a.openTable(lines); used > 0 {
		return used
	}
	if rows, used := columnTable(lines); used > 0 {
		a.endParagraph()
		a.parts = append(a.parts, tableParts(rows)...)
		return used
	}
	a.line(lines[0], margin, first)
	return 1
}

// line goes on with the paragraph or begins the next one. Chinese paragraphs begin with an indent of two characters and fill
// their lines to the right edge.
func (a *assembler) line(l textLine, margin stretch, first bool) {
	size := l.size()
	text := tidy(l.text())
	if text == "" {
		return
	}
	indented := l.left > margin.from+0.8*size
	near := first || l.top-a.last.bottom < 1.5*size
	sameSize := a.text != "" && math.Abs(a.last.size()-size) < 0.2*size
	if a.text != "" && (a.full || a.broke(l, margin)) && !a.last.cutShort() && !indented && near && sameSize && a.bold == l.bold() {
		a.text = joinWords(a.text, text)
	} else {
		a.endParagraph()
		a.text, a.bold = text, l.bold()
	}
	a.last = l
	a.full = l.right > margin.to-2*size && len(l.pieces()) < 3 // a row of a table does not go on
}

// broke reports whether the line before ended early because the number or Latin word that begins this one had no room: those are not
// parted over lines.
func (a *assembler) broke(l textLine, margin stretch) bool {
	end, _ := utf8.DecodeLastRuneInString(a.text)
	word := l.glyphs[0].box
	for _, g := range l.glyphs {
		if wide(g.char) || g.left-word.right > l.size()/3 {
			break
		}
		word = word.union(g.box)
	}
	return !wide(l.glyphs[0].char) && a.last.right+word.right-word.left > margin.to && !strings.ContainsRune("。；：！？", end)
}

// joinWords joins the end of a line with the next: without a space where either side is Chinese. Digits stay apart from digits:
// word processors break no number over lines, so that these are two.
func joinWords(a, b string) string {
	end, _ := utf8.DecodeLastRuneInString(a)
	start, _ := utf8.DecodeRuneInString(b)
	if end < utf8.RuneSelf && start < utf8.RuneSelf {
		return a + " " + b
	}
	return a + b
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func (a *assembler) endParagraph() {
	if a.text != "" {
		// Fonts that browsers print have no name that says bold; a line numbered 一、 that ends short is a heading all the same.
		alone := boldLevel(a.text) == 2 && !a.full
		a.parts = append(a.parts, headingOrParagraph(a.text, 0, a.bold || alone))
	}
	a.text, a.full = "", false
}

func (a *assembler) endTable() {
	a.parts = append(a.parts, tableParts(overleaf(a.tables))...)
	a.tables = nil
}

func (a *assembler) finish() []part {
	a.endParagraph()
	a.endTable()
	return a.parts
}

// margins gives the left and right edge of the text of a page: of its longer lines, because a title or date stands apart.
func margins(lines []textLine) stretch {
	m := stretch{math.Inf(1), math.Inf(-1)}
	for _, l := range lines {
		m.to = max(m.to, l.right)
		if len(l.glyphs) >= 10 {
			m.from = min(m.from, l.left)
		}
	}
	return m
}

// pageNumber matches what is printed at the foot of pages: — 5 —, - 5 -, 第 5 页, 第5页 共9页, 5/9, 5.
var pageNumber = regexp.MustCompile(`^(?:[-—–－·~]*\s*(\d{1,4})\s*[-—–－·~]*|第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|(\d{1,4})\s*/\s*\d{1,4})$`)

// furniture reports a page number in the outer tenth of a page: marked as one, or the bare number of this very page. It is no
// part of the text; in a table it would be taken for a value.
func furniture(p *pdfPage, l textLine) bool {
	if !p.outer(l.centreY()) {
		return false
	}
	text := tidy(l.text())
	m := pageNumber.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	number, err := strconv.Atoi(m[1] + m[2] + m[3])
	return err == nil && (number == p.number || strings.Trim(text, "0123456789") != "")
}
