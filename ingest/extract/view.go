package extract

import "gongkai/ingest/document"

// View is the text the extractor reads: the stored text with its width folded and its damage mended, rune by rune, and for
// every rune the place in the stored text it came from. Rules match on Runes; evidence is given in stored offsets.
type View struct {
	Runes []rune
	at    []span // at[i]: the stored runes that Runes[i] stands for
}

type span struct{ start, end int }

// NewView folds the width of a document's text. Offsets of every rune lead back to document.Text.
func NewView(doc *document.Document) *View {
	stored := []rune(doc.Text)
	v := &View{Runes: make([]rune, 0, len(stored)), at: make([]span, 0, len(stored))}
	for i, r := range stored {
		v.push(foldWidth(r), i, i+1)
	}
	return v
}

func (v *View) push(r rune, start, end int) {
	v.Runes = append(v.Runes, r)
	v.at = append(v.at, span{start, end})
}

// Stored gives the stored offsets of the runes [start, end) of the view. An empty range gives the place where it stands.
func (v *View) Stored(start, end int) (int, int) {
	if start >= len(v.at) {
		if len(v.at) == 0 {
			return 0, 0
		}
		last := v.at[len(v.at)-1].end
		return last, last
	}
	if end <= start {
		return v.at[start].start, v.at[start].start
	}
	return v.at[start].start, v.at[end-1].end
}

// String gives the runes [start, end) of the view.
func (v *View) String(start, end int) string { return string(v.Runes[start:end]) }

// foldWidth maps full-width ASCII and the ideographic space to their half-width twins.
func foldWidth(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0x00A0:
		return ' '
	}
	return r
}
