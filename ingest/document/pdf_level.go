package document

import (
	"cmp"
	"slices"
)

// level gives the numbers of a row to the line of its label where the two do not stand at one height: a cell is centred, the one beside
// it is not or holds an empty paragraph. That they are one row is proved by their lines: lines of one text never overlap, so that
// numbers which share height with one line alone, and stand beside it, belong to it.
func level(lines []textLine) []textLine {
	out := slices.Clone(lines)
	for i := 0; i < len(out); i++ {
		if !numbersOnly(out[i]) {
			continue
		}
		above, below := sharesRow(out, i, i-1), sharesRow(out, i, i+1)
		if !above && !below {
			above, below = touches(out, i, i-1, i+1), touches(out, i, i+1, i-1)
		}
		if above == below {
			continue // beside none, or between two
		}
		at := i + 1
		if above {
			at = i - 1
		}
		if len(newOpenLine(out[at]).values) > 0 || beyond(out, i, at) {
			continue // the label has numbers of its own, or others on its other side
		}
		label := &out[at]
		label.glyphs = append(slices.Clone(label.glyphs), out[i].glyphs...)
		slices.SortStableFunc(label.glyphs, func(a, b glyph) int { return cmp.Compare(a.left, b.left) })
		label.box = label.union(out[i].box)
		out = slices.Delete(out, i, i+1)
		i--
	}
	return out
}

// beyond reports whether a label that stands beside the numbers of line i has numbers on its other side too.
func beyond(lines []textLine, i, label int) bool {
	other := 2*label - i
	return other >= 0 && other < len(lines) && numbersOnly(lines[other]) && sharesRow(lines, other, label)
}

// touches reports whether the numbers of line i stand right above or below a label and beside it, and at least a line away from
// another line: the lines of one text do not touch, and numbers beside a label of two lines have one above and one below.
func touches(lines []textLine, i, label, other int) bool {
	if label < 0 || label >= len(lines) || gapBetween(lines[i], lines[label]) > 0 || overlapAcross(lines[i], lines[label]) {
		return false
	}
	return other < 0 || other >= len(lines) || gapBetween(lines[i], lines[other]) > lines[label].height()
}

// gapBetween is how far apart two lines are in height, negative where they share some.
func gapBetween(a, b textLine) float64 { return max(a.top, b.top) - min(a.bottom, b.bottom) }

// sharesRow reports whether two lines share enough height to be of one row and no width.
func sharesRow(lines []textLine, i, j int) bool {
	const least = 0.1 // of the smaller height; the lines of one text share none
	if j < 0 || j >= len(lines) {
		return false
	}
	a, b := lines[i], lines[j]
	return -gapBetween(a, b) >= least*min(a.height(), b.height()) && !overlapAcross(a, b)
}

// overlapAcross reports whether any character of one line stands above one of the other.
func overlapAcross(a, b textLine) bool {
	return slices.ContainsFunc(a.glyphs, func(g glyph) bool {
		return slices.ContainsFunc(b.glyphs, func(o glyph) bool { return g.left < o.right && o.left < g.right })
	})
}

// numbersOnly reports a line of nothing but numbers.
func numbersOnly(l textLine) bool {
	for _, w := range l.cut(l.size() * wordGap) {
		if !valueToken.MatchString(tidy(w.text())) {
			return false
		}
	}
	return true
}
