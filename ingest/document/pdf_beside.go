package document

import (
	"math"
	"slices"
)

// A spreadsheet that is wider than the paper is printed on pages that stand side by side: one has the columns to the right of another's.
// Read one by one, their numbers would have no labels.

// standing says where a page stands: so many points to the right of another, which stands to the right of none.
type standing struct {
	page int // index
	by   float64
}

const (
	besideBack  = 100  // pages before one that are looked at
	besideNear  = 0.7  // points by which places differ that are the same
	besideApart = 20.0 // points between pages at least
	besideTexts = 200  // texts of a page that are asked where it stands
	besideSame  = 60   // places of one character at one height; where there are more they prove nothing
)

// besideReader finds out which pages stand side by side.
type besideReader struct {
	pages  []pdfPage
	places []standing
	index  []glyphPlaces // of the pages, where any has cut texts
	tables map[int][]*lattice
}

// placePages gives the cut texts of pages back to them and says where each page stands.
func placePages(pages []pdfPage) []standing {
	r := &besideReader{pages: pages, places: make([]standing, len(pages)), index: make([]glyphPlaces, len(pages)), tables: map[int][]*lattice{}}
	cut := slices.ContainsFunc(pages, func(p pdfPage) bool { return len(p.cuts) > 0 })
	for i := range pages {
		if cut {
			r.index[i] = glyphsByPlace(&pages[i])
		}
		r.places[i] = standing{page: i}
		if place, ok := r.byTexts(i); ok {
			r.places[i] = place
		} else if place, ok := r.byRows(i); ok {
			r.places[i] = place
		}
		r.dropRest(i)
	}
	for i := range pages {
		pages[i].settle()
	}
	return r.places
}

// byTexts finds where a page stands by the texts whose beginning is hidden on it: they stand on the page to the left too.
func (r *besideReader) byTexts(of int) (place standing, ok bool) {
	const fewest = 3 // characters that prove anything
	var found []standing
	var votes []int
	cuts := r.pages[of].cuts
	for _, t := range cuts[:min(len(cuts), besideTexts)] {
		if t.begins() || len(t.glyphs) < fewest {
			continue
		}
		for i := max(0, of-besideBack); i < of; i++ {
			for _, left := range r.index[i].lefts(t.glyphs[0]) {
				by := left - t.glyphs[0].left
				if by < besideApart || !r.index[i].has(t, by) {
					continue
				}
				p := standing{r.places[i].page, r.places[i].by + by}
				n := slices.IndexFunc(found, func(o standing) bool { return o.page == p.page && math.Abs(o.by-p.by) < 2*besideNear })
				if n < 0 {
					n = len(found)
					found, votes = append(found, p), append(votes, 0)
				}
				votes[n]++
			}
		}
	}
	if len(found) == 0 {
		return standing{}, false
	}
	most := slices.Max(votes)
	best := slices.Index(votes, most)
	return found[best], !slices.Contains(votes[best+1:], most)
}

// dropRest drops the texts of a page that begin on a page to its left, where they stand too.
func (r *besideReader) dropRest(of int) {
	var left []int
	for i := max(0, of-besideBack); i < of; i++ {
		if r.places[i].page == r.places[of].page && r.places[of].by-r.places[i].by >= besideApart {
			left = append(left, i)
		}
	}
	p := &r.pages[of]
	p.cuts = slices.DeleteFunc(p.cuts, func(t cutText) bool {
		there := false
		for _, i := range left {
			by := r.places[of].by - r.places[i].by
			if t.begins() || !r.index[i].has(t, by) {
				continue
			}
			there = true
			for c, o := range r.pages[i].cuts {
				if o.isAt(t, by) && o.begins() && slices.ContainsFunc(t.glyphs, t.seen) {
					r.pages[i].cuts[c].whole = true
				}
			}
		}
		return there
	})
}

// isAt reports whether another text is this one, so far to the left.
func (t cutText) isAt(o cutText, by float64) bool {
	a, b := t.glyphs[0], o.glyphs[0]
	return a.char == b.char && math.Abs(a.left-b.left-by) < besideNear && math.Abs(a.centreY()-b.centreY()) < 1
}

// glyphPlaces finds the characters of a page by their place.
type glyphPlaces map[glyphPlace][]float64

// glyphPlace is a character at a height of the page, rounded to points.
type glyphPlace struct {
	char rune
	y    int
}

func glyphsByPlace(p *pdfPage) glyphPlaces {
	places := glyphPlaces{}
	places.add(p.glyphs)
	for _, t := range p.cuts {
		places.add(t.glyphs)
	}
	return places
}

func (f glyphPlaces) add(glyphs []glyph) {
	for _, g := range glyphs {
		at := glyphPlace{g.char, int(math.Round(g.centreY()))}
		f[at] = append(f[at], g.left)
	}
}

// lefts gives where a character stands at the height of a glyph, nothing where it stands everywhere.
func (f glyphPlaces) lefts(g glyph) []float64 {
	y := int(math.Round(g.centreY()))
	above, same, below := f[glyphPlace{g.char, y - 1}], f[glyphPlace{g.char, y}], f[glyphPlace{g.char, y + 1}]
	if len(above)+len(same)+len(below) > besideSame {
		return nil
	}
	return slices.Concat(above, same, below)
}

// has reports whether a text stands there too, so far to the right.
func (f glyphPlaces) has(t cutText, by float64) bool {
	return !slices.ContainsFunc(t.glyphs, func(g glyph) bool {
		return !slices.ContainsFunc(f.lefts(g), func(left float64) bool { return math.Abs(left-g.left-by) < besideNear })
	})
}
