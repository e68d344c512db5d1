package document

import (
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// ruling is a straight line of a page: at is its place on the axis it stands across, from and to its ends on the other.
type ruling struct {
	vertical bool
	at       float64
	from, to float64
}

const (
	thin         = 3.0    // points: a filled rectangle no thicker than this is a line
	shortest     = 2.0    // points: a shorter line is a dot of a dashed one or decoration
	maxObjects   = 20_000 // drawing objects looked at on a page
	maxSegments  = 20_000 // segments looked at in one path
	maxFormDepth = 5
)

// rulingReader finds the lines drawn on a page and counts its pictures.
type rulingReader struct {
	engine  pdfium.Pdfium
	sheet   sheet
	page    *pdfPage
	objects int

	embedded bool // see unshown
	texts    []clippedText
}

// affine is a transformation of the plane: x' = ax + cy + e, y' = bx + dy + f.
type affine struct{ a, b, c, d, e, f float64 }

var identity = affine{a: 1, d: 1}

func newAffine(m structs.FPDF_FS_MATRIX) affine {
	return affine{float64(m.A), float64(m.B), float64(m.C), float64(m.D), float64(m.E), float64(m.F)}
}

func (m affine) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// then gives the transformation that does m first and n second.
func (m affine) then(n affine) affine {
	return affine{
		a: n.a*m.a + n.c*m.b, b: n.b*m.a + n.d*m.b,
		c: n.a*m.c + n.c*m.d, d: n.b*m.c + n.d*m.d,
		e: n.a*m.e + n.c*m.f + n.e, f: n.b*m.e + n.d*m.f + n.f,
	}
}

func (r *rulingReader) read(page requests.Page) error {
	count, err := r.engine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return err
	}
	for i := range min(count.Count, maxObjects) {
		object, err := r.engine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return err
		}
		if err := r.object(object.PageObject, identity, 0); err != nil {
			return err
		}
	}
	return nil
}

func (r *rulingReader) object(ref references.FPDF_PAGEOBJECT, outer affine, depth int) error {
	if r.objects++; r.objects > maxObjects {
		return nil
	}
	kind, err := r.engine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: ref})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		r.page.pictures++
		return nil
	case enums.FPDF_PAGEOBJ_TEXT:
		if r.unshown(ref) {
			r.page.unshown++
		}
		if depth == 0 {
			r.clipped(ref)
		}
		return nil
	case enums.FPDF_PAGEOBJ_PATH, enums.FPDF_PAGEOBJ_FORM:
	default:
		return nil
	}
	m, err := r.engine.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref})
	if err != nil {
		return err
	}
	matrix := newAffine(m.Matrix).then(outer)
	if kind.Type == enums.FPDF_PAGEOBJ_PATH {
		return r.path(ref, matrix)
	}
	if depth == maxFormDepth {
		return nil
	}
	count, err := r.engine.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: ref})
	if err != nil {
		return err
	}
	for i := range min(count.Count, maxObjects) {
		inner, err := r.engine.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: ref, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := r.object(inner.PageObject, matrix, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// unshown reports a piece of text that the engine leaves out: a single character in a font that the file does not hold. Longer
// pieces come out whole. A single space looks the same, so that this is a warning and no proof of a loss. Either of the two
// questions may rule it out; the one that did so for the piece before is asked first.
func (r *rulingReader) unshown(ref references.FPDF_PAGEOBJECT) bool {
	if r.embedded {
		r.embedded = r.fontEmbedded(ref)
		return !r.embedded && r.empty(ref)
	}
	if !r.empty(ref) {
		return false
	}
	r.embedded = r.fontEmbedded(ref)
	return !r.embedded
}

// empty reports a piece of text without width.
func (r *rulingReader) empty(ref references.FPDF_PAGEOBJECT) bool {
	bounds, err := r.engine.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: ref})
	return err == nil && bounds.Right <= bounds.Left
}

// fontEmbedded reports a piece of text whose font the file holds, or does not name.
func (r *rulingReader) fontEmbedded(ref references.FPDF_PAGEOBJECT) bool {
	font, err := r.engine.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: ref})
	if err != nil {
		return true
	}
	embedded, err := r.engine.FPDFFont_GetIsEmbedded(&requests.FPDFFont_GetIsEmbedded{Font: font.Font})
	return err != nil || embedded.IsEmbedded
}

// point is a corner of a path, as shown.
type point struct{ x, y float64 }

// piece is a connected part of a path: its corners and the segments that end there.
type piece struct {
	corners  []point
	segments []references.FPDF_PATHSEGMENT
}

// path adds the lines of a path: its straight edges when it is stroked, and a filled rectangle that is thin.
func (r *rulingReader) path(ref references.FPDF_PAGEOBJECT, matrix affine) error {
	mode, err := r.engine.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: ref})
	if err != nil {
		return err
	}
	filled := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !mode.Stroke && !filled {
		return nil
	}
	count, err := r.engine.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: ref})
	if err != nil {
		return err
	}
	var p piece
	for i := range min(count.Count, maxSegments) {
		segment, err := r.engine.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: ref, Index: i})
		if err != nil {
			return err
		}
		if i > 0 { // the first always begins a piece
			kind, err := r.engine.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
			if err != nil {
				return err
			}
			if kind.Type == enums.FPDF_SEGMENT_MOVETO {
				if err := r.piece(p, mode.Stroke); err != nil {
					return err
				}
				p = piece{p.corners[:0], p.segments[:0]}
			}
		}
		at, err := r.engine.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		x, y := r.sheet.point(matrix.apply(float64(at.X), float64(at.Y)))
		p.corners, p.segments = append(p.corners, point{x, y}), append(p.segments, segment.PathSegment)
	}
	return r.piece(p, mode.Stroke)
}

// piece adds the lines of a piece. Whether a segment closes it is asked only where its edges count one by one.
func (r *rulingReader) piece(p piece, stroked bool) error {
	if !stroked || len(p.corners) < 2 || boundsOf(p.corners).line() {
		r.outline(p.corners, stroked)
		return nil
	}
	outline := make([]point, 0, len(p.corners)+1)
	for i, corner := range p.corners {
		outline = append(outline, corner)
		closed, err := r.engine.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: p.segments[i]})
		if err != nil {
			return err
		}
		if closed.IsClose {
			outline = append(outline, p.corners[0])
		}
	}
	r.outline(outline, stroked)
	return nil
}

func boundsOf(corners []point) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range corners {
		b = b.union(box{p.x, p.y, p.x, p.y})
	}
	return b
}

// line says whether a box is so thin that it is a line across or down.
func (b box) line() bool {
	width, height := b.right-b.left, b.height()
	return height <= thin && width > height || width <= thin && height > width
}

// outline adds the lines of one connected piece of a path.
func (r *rulingReader) outline(points []point, stroked bool) {
	if len(points) < 2 {
		return
	}
	b := boundsOf(points)
	switch width := b.right - b.left; {
	case b.line() && width > b.height():
		r.add(ruling{at: b.centreY(), from: b.left, to: b.right})
	case b.line():
		r.add(ruling{vertical: true, at: b.centreX(), from: b.top, to: b.bottom})
	case stroked:
		for i := 1; i < len(points); i++ {
			r.edge(points[i-1], points[i])
		}
	}
}

// edge adds a straight edge along an axis; slanted ones are no rulings.
func (r *rulingReader) edge(p, q point) {
	switch {
	case math.Abs(p.y-q.y) < 1:
		r.add(ruling{at: (p.y + q.y) / 2, from: min(p.x, q.x), to: max(p.x, q.x)})
	case math.Abs(p.x-q.x) < 1:
		r.add(ruling{vertical: true, at: (p.x + q.x) / 2, from: min(p.y, q.y), to: max(p.y, q.y)})
	}
}

func (r *rulingReader) add(line ruling) {
	if line.to-line.from >= shortest {
		r.page.rulings = append(r.page.rulings, line)
	}
}
