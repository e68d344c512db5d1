package document

import (
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// clippedText is a text object of a page that a clip path cuts.
type clippedText struct {
	bounds responses.FPDFPageObj_GetBounds // by which the object is known again
	box    box                             // the same, as shown
	clip   box                             // around what the clip path shows
}

// clipped notes a text object that reaches beyond its clip path. The engine itself takes away the clip paths that hide nothing, so
// that few objects are asked for more than that. A text within a form is not looked at: its clip path has other coordinates.
func (r *rulingReader) clipped(ref references.FPDF_PAGEOBJECT) {
	clip, ok := r.clipBox(ref)
	if !ok {
		return
	}
	bounds, err := r.engine.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: ref})
	if err != nil {
		return // a text of no extent is not shown
	}
	b := r.sheet.box(float64(bounds.Left), float64(bounds.Bottom), float64(bounds.Right), float64(bounds.Top))
	if b.left >= clip.left && b.top >= clip.top && b.right <= clip.right && b.bottom <= clip.bottom {
		return
	}
	r.texts = append(r.texts, clippedText{bounds: *bounds, box: b, clip: clip})
}

// clipBox gives the rectangle around what the clip path of an object shows: all its paths apply. It is not ok where there is none.
func (r *rulingReader) clipBox(ref references.FPDF_PAGEOBJECT) (shown box, ok bool) {
	path, err := r.engine.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: ref})
	if err != nil {
		return box{}, false
	}
	paths, err := r.engine.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: path.ClipPath})
	if err != nil || paths.Count <= 0 {
		return box{}, false
	}
	shown = box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	for i := range paths.Count {
		segments, err := r.engine.FPDFClipPath_CountPathSegments(&requests.FPDFClipPath_CountPathSegments{ClipPath: path.ClipPath, PathIndex: i})
		if err != nil || segments.Count <= 0 {
			continue
		}
		var corners []point
		for j := range min(segments.Count, maxSegments) {
			segment, err := r.engine.FPDFClipPath_GetPathSegment(&requests.FPDFClipPath_GetPathSegment{ClipPath: path.ClipPath, PathIndex: i, SegmentIndex: j})
			if err != nil {
				return box{}, false
			}
			at, err := r.engine.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
			if err != nil {
				return box{}, false
			}
			x, y := r.sheet.point(float64(at.X), float64(at.Y))
			corners = append(corners, point{x, y})
		}
		b := boundsOf(corners)
		shown = box{max(shown.left, b.left), max(shown.top, b.top), min(shown.right, b.right), min(shown.bottom, b.bottom)}
	}
	return shown, true
}

// takeCuts moves the glyphs of clipped texts from the glyphs of a page to its cut texts.
func takeCuts(engine pdfium.Pdfium, page requests.Page, p *pdfPage, texts []clippedText) error {
	if len(texts) == 0 {
		return nil
	}
	text, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	cuts := make([]cutText, len(texts))
	left := p.glyphs[:0]
	for _, g := range p.glyphs {
		of := -1
		if slices.ContainsFunc(texts, func(t clippedText) bool { return t.box.near(g) }) {
			of = textOf(engine, text.TextPage, g, texts)
		}
		if of < 0 {
			left = append(left, g)
			continue
		}
		cuts[of].glyphs = append(cuts[of].glyphs, g)
	}
	p.glyphs = left
	for i, t := range cuts {
		if len(t.glyphs) > 0 {
			t.clip = texts[i].clip
			p.cuts = append(p.cuts, t)
		}
	}
	_, err = engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	return err
}

// near reports a glyph that may be part of a text. The box of a text is that of its ink, which is smaller than those of its characters and
// in a font that the file does not hold lacks the last one.
func (b box) near(g glyph) bool {
	width, height := g.right-g.left, g.height()
	return g.left-width < b.right && b.left < g.right+width && b.top-height <= g.centreY() && g.centreY() <= b.bottom+height
}

// textOf gives the clipped text that a glyph is part of, -1 when it is part of none.
func textOf(engine pdfium.Pdfium, page references.FPDF_TEXTPAGE, g glyph, texts []clippedText) int {
	object, err := engine.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: page, Index: g.index})
	if err != nil {
		return -1
	}
	bounds, err := engine.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object.TextObject})
	if err != nil {
		return -1
	}
	return slices.IndexFunc(texts, func(t clippedText) bool { return t.bounds == *bounds })
}
