package document

import (
	"cmp"
	"slices"
	"strings"
)

// textLine is the glyphs of one line, from left to right.
type textLine struct {
	box
	glyphs []glyph
}

// groupLines sorts glyphs into lines, from the top. A glyph belongs to the line with which it shares more than half of the
// smaller height.
func groupLines(glyphs []glyph) []textLine {
	sorted := slices.Clone(glyphs)
	slices.SortStableFunc(sorted, func(a, b glyph) int { return cmp.Compare(a.centreY(), b.centreY()) })
	var lines []textLine
	for _, g := range sorted {
		if n := len(lines); n > 0 && sameRow(lines[n-1].box, g.box) {
			lines[n-1].glyphs = append(lines[n-1].glyphs, g)
			lines[n-1].box = lines[n-1].union(g.box)
			continue
		}
		lines = append(lines, textLine{box: g.box, glyphs: []glyph{g}})
	}
	for i := range lines {
		slices.SortStableFunc(lines[i].glyphs, func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
	}
	return lines
}

func sameRow(a, b box) bool {
	shared := min(a.bottom, b.bottom) - max(a.top, b.top)
	return shared > min(a.height(), b.height())/2
}

// size is the height of the line's letters in points: the median, because a line may hold small superscripts.
func (l textLine) size() float64 {
	heights := make([]float64, len(l.glyphs))
	for i, g := range l.glyphs {
		heights[i] = g.height()
	}
	slices.Sort(heights)
	return max(heights[len(heights)/2], 1)
}

// text joins the glyphs. A gap wider than a third of the letter size is a space; a narrower one is where the file has a space,
// but not between Chinese characters, which justified lines set apart.
func (l textLine) text() string {
	var out strings.Builder
	size := l.size()
	for i, g := range l.glyphs {
		if i > 0 {
			before := l.glyphs[i-1]
			gap := g.left - before.right
			chinese := wide(before.char) && wide(g.char) || amountUnit(before.char, g.char)
			if gap > size/3 || before.ends || g.spaced && !chinese && (gap > size/20 || g.hidden) {
				out.WriteByte(' ')
			}
		}
		out.WriteRune(g.char)
	}
	return out.String()
}

// amountUnit reports 元 or 万元 behind a digit, which word processors set apart from it.
func amountUnit(before, r rune) bool { return digit(before) && (r == '元' || r == '万') }

func (l textLine) bold() bool {
	for _, g := range l.glyphs {
		if !g.bold {
			return false
		}
	}
	return true
}

// cutShort reports a line whose end a clip path hides: nothing goes on after it.
func (l textLine) cutShort() bool { return len(l.glyphs) > 0 && l.glyphs[len(l.glyphs)-1].ends }

// pieces cuts the line at gaps wider than one and a half letters: the columns of a table without lines.
func (l textLine) pieces() []textLine { return l.cut(l.size() * 1.5) }

// cut parts a line at gaps wider than gap.
func (l textLine) cut(gap float64) []textLine {
	var out []textLine
	for i, g := range l.glyphs {
		if i == 0 || g.left-l.glyphs[i-1].right > gap || l.glyphs[i-1].ends {
			out = append(out, textLine{box: g.box})
		}
		last := &out[len(out)-1]
		last.glyphs = append(last.glyphs, g)
		last.box = last.union(g.box)
	}
	return out
}
