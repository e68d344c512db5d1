package document

import (
	"cmp"
	"math"
	"slices"
)

// Programs that print spreadsheets write a text whole wherever a part of it is seen, and hide the rest with a clip path: what has no room in
// its cell, and what stands in columns of another page. What is hidden is no text of the place where it would stand.

// cutText is a piece of text of one line of which a clip path hides a part or all.
type cutText struct {
	clip   box
	glyphs []glyph // the hidden ones too
	whole  bool    // the page to the right shows the rest
}

// seen reports a glyph that the clip shows. A clip that cuts the height of a line hides nothing of it: the boxes of fonts are higher than
// their letters.
func (t cutText) seen(g glyph) bool {
	return t.clip.left <= g.centreX() && g.centreX() <= t.clip.right && t.clip.top < g.bottom && g.top < t.clip.bottom
}

// begins reports whether the beginning is seen.
func (t cutText) begins() bool { return t.seen(t.glyphs[0]) }

// settle gives the cut texts of a page back to it. Those that the page to the right goes on with stand as they are; of the others, what
// is hidden is put where the rest is seen, in whose cell it belongs. A text of which nothing is seen is none of this page.
func (p *pdfPage) settle() {
	var line cutText
	end := func() {
		switch {
		case line.whole:
			p.glyphs = append(p.glyphs, line.glyphs...)
		case slices.ContainsFunc(line.glyphs, line.seen):
			p.glyphs = append(p.glyphs, line.squeezed()...)
		}
	}
	for _, t := range p.cuts {
		// Programs write a text in pieces of one font.
		if !t.whole && !line.whole && t.clip == line.clip && follows(line.glyphs, t.glyphs[0]) {
			line.glyphs = append(line.glyphs, t.glyphs...)
			continue
		}
		end()
		line = cutText{t.clip, slices.Clone(t.glyphs), t.whole}
	}
	end()
	p.cuts = nil
}

// follows reports whether a glyph goes on with a line, without a gap wider than a letter.
func follows(line []glyph, g glyph) bool {
	if len(line) == 0 {
		return false
	}
	last := line[len(line)-1]
	return sameRow(last.box, g.box) && math.Abs(g.left-last.right) < last.height()
}

// squeezed gives the glyphs so that the hidden ones stand at the edge of what is seen, as near to their place as can be.
func (t cutText) squeezed() []glyph {
	const step, room = 1e-4, 0.5 // points: they keep their order
	glyphs := slices.Clone(t.glyphs)
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
	first := slices.IndexFunc(glyphs, t.seen)
	begin := t.clip.left
	if first > 0 {
		begin = max(begin, glyphs[first-1].right-room)
	}
	end := math.Inf(1)
	for i := range glyphs {
		g := &glyphs[i]
		if t.seen(*g) {
			g.left = max(g.left, begin+room)
			continue
		}
		at := begin
		if i > first {
			end = min(end, g.left, t.clip.right-room)
			at = end
		}
		g.left, g.hidden = at+step*float64(i), true
		g.right = g.left + step
		g.ends = i == len(glyphs)-1
	}
	return glyphs
}
