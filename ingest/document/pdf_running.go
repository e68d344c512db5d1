package document

import (
	"fmt"
	"strings"
)

// runningLines are the lines that stand at one place of several pages: headers and footers, and what browsers print around a page
// (its title, address and the time). Between the pieces of a table they would part it.
type runningLines map[string]*runningLine

// runningLine is where a line stands first and last.
type runningLine struct{ pages, first, last int }

// findRunning looks at the outer tenths of the pages.
func findRunning(pages []pdfPage) runningLines {
	found := runningLines{}
	for _, p := range pages {
		var outer []glyph
		for _, g := range p.glyphs {
			if p.outer(g.centreY()) {
				outer = append(outer, g)
			}
		}
		for _, l := range groupLines(outer) {
			key := runningKey(l)
			if key == "" {
				continue
			}
			if found[key] == nil {
				found[key] = &runningLine{first: p.number}
			}
			if found[key].last != p.number {
				found[key].pages++
			}
			found[key].last = p.number
		}
	}
	for key, l := range found {
		if l.pages < 2 || 2*l.pages < len(pages) {
			delete(found, key)
		}
	}
	return found
}

// outer reports a place in the outer tenth of a page.
func (p *pdfPage) outer(y float64) bool { return y < p.height*0.1 || y > p.height*0.9 }

// runningKey gives the place and the words of a line without its digits, which count pages; "" for a line of digits alone.
func runningKey(l textLine) string {
	const close = 4.0 // points
	words := strings.Trim(strings.Map(func(r rune) rune {
		if digit(r) {
			return -1
		}
		return r
	}, tidy(l.text())), " /-—.,:")
	if words == "" {
		return ""
	}
	return fmt.Sprintf("%.0f %s", l.centreY()/close, words)
}

// repeats reports a line that another page shows too: a header but for its first page, a footer but for its last, so that their words
// are kept once and stand outside of what goes on over the pages.
func (r runningLines) repeats(p *pdfPage, l textLine) bool {
	if !r.has(p, l) {
		return false
	}
	known := r[runningKey(l)]
	return l.centreY() < p.height/2 && p.number > known.first || l.centreY() > p.height/2 && p.number < known.last
}

// has reports a line that stands on other pages too.
func (r runningLines) has(p *pdfPage, l textLine) bool {
	return len(r) > 0 && p.outer(l.centreY()) && r[runningKey(l)] != nil
}
