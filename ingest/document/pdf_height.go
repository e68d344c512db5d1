package document

import "math"

// Some programs write fonts whose stated height is two or three times that of their letters, as a library does that many viewers
// print with: the boxes of two lines then overlap, and their characters would be read as one line.

// mendedLine is what is known of the characters that have one such height: where their line really stands.
type mendedLine struct {
	was      box     // of a Chinese character, as the font states it
	baseline float64 // from the top of the page
	size     float64 // of the letters: a Chinese character is as high as wide
}

// oversized reports a Chinese character whose box is more than twice as high as wide. Ordinary fonts have up to 1.5.
func oversized(g glyph) bool { return wide(g.char) && g.height() > 2*(g.right-g.left) }

// mend gives the characters of such fonts the height of their letters, also the digits among them, whose boxes have the same top and
// bottom.
func mend(glyphs []glyph, lines []mendedLine) {
	const above, below = 0.88, 0.12 // of a Chinese character, from its baseline
	if len(lines) == 0 {
		return
	}
	type extent struct{ top, bottom int }
	of := func(b box) extent { return extent{int(math.Round(4 * b.top)), int(math.Round(4 * b.bottom))} }
	known := make(map[extent]mendedLine, len(lines))
	for _, l := range lines {
		known[of(l.was)] = l
	}
	for i := range glyphs {
		if l, ok := known[of(glyphs[i].box)]; ok {
			glyphs[i].top, glyphs[i].bottom = l.baseline-above*l.size, l.baseline+below*l.size
		}
	}
}
