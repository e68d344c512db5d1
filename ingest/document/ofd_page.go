package document

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ofdPageReader walks the objects of one page.
type ofdPageReader struct {
	file  *ofdFile
	page  *pdfPage
	xml   *xml.Decoder
	lines *rulingReader
	depth int
}

// walk reads a page from its first element to its last.
func (r *ofdPageReader) walk() error {
	for {
		token, err := r.xml.Token()
		if atEnd(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := r.element(e); err != nil {
				return err
			}
		}
	}
}

// element reads an element: an object, or what holds objects.
func (r *ofdPageReader) element(e xml.StartElement) error {
	if r.depth++; r.depth > maxXMLDepth {
		return errTooDeep
	}
	defer func() { r.depth-- }()
	switch e.Name.Local {
	case "PhysicalBox":
		text, err := ownText(r.xml)
		b := ofdBox(text, box{0, 0, r.page.width, r.page.height})
		r.page.width, r.page.height = b.right-b.left, b.height()
		return err
	case "Template":
		if err := r.file.template(xmlAttr(e, "TemplateID"), r.page); err != nil {
			return err
		}
		return r.xml.Skip()
	case "ImageObject":
		r.page.pictures++
		return r.xml.Skip()
	case "TextObject", "PathObject":
		if r.file.objects++; r.file.objects > maxPDFGlyphs || xmlAttr(e, "Visible") == "false" {
			return r.xml.Skip()
		}
		if e.Name.Local == "TextObject" {
			return r.text(e)
		}
		return r.path(e)
	}
	return eachChild(r.xml, r.element) // Page, Content, Layer, PageBlock and what else stands around objects
}

// placed gives the transformation from an object's own coordinates to points of the page.
func placed(e xml.StartElement) affine {
	m := identity
	if n := ofdNumbers(xmlAttr(e, "CTM")); len(n) == 6 {
		m = affine{n[0], n[1], n[2], n[3], n[4], n[5]}
	}
	b := ofdBox(xmlAttr(e, "Boundary"), box{})
	return m.then(affine{a: ofdPoints, d: ofdPoints, e: b.left, f: b.top})
}

// ofdPen is where the next characters of a text object stand.
type ofdPen struct {
	affine
	x, y   float64
	size   float64
	across float64 // how much wider than high letters are drawn
	bold   bool
}

// text reads a text object: runs of characters, each with the place of its first and the steps to the next ones.
func (r *ofdPageReader) text(e xml.StartElement) error {
	pen := ofdPen{affine: placed(e), across: 1, bold: r.file.bold[xmlAttr(e, "Font")]}
	if n := ofdNumbers(xmlAttr(e, "Size")); len(n) == 1 {
		pen.size = n[0]
	}
	if n := ofdNumbers(xmlAttr(e, "HScale")); len(n) == 1 && n[0] > 0 {
		pen.across = n[0]
	}
	if weight, err := strconv.Atoi(xmlAttr(e, "Weight")); err == nil && weight >= 600 {
		pen.bold = true
	}
	return eachChild(r.xml, func(e xml.StartElement) error {
		if e.Name.Local != "TextCode" {
			return r.xml.Skip()
		}
		words, err := ownText(r.xml)
		if err != nil {
			return err
		}
		return r.run(&pen, e, words)
	})
}

// run adds the characters of a TextCode. A run without a place goes on where the one before began.
func (r *ofdPageReader) run(pen *ofdPen, e xml.StartElement, words string) error {
	if n := ofdNumbers(xmlAttr(e, "X")); len(n) == 1 {
		pen.x = n[0]
	}
	if n := ofdNumbers(xmlAttr(e, "Y")); len(n) == 1 {
		pen.y = n[0]
	}
	if r.file.glyphs+utf8.RuneCountInString(words) > maxPDFGlyphs {
		return errOFDGlyphs
	}
	runes := []rune(words)
	dx, dy := ofdSteps(xmlAttr(e, "DeltaX"), len(runes)-1), ofdSteps(xmlAttr(e, "DeltaY"), len(runes)-1)
	x, y, spaced := pen.x, pen.y, false
	for i, char := range runes {
		advance := pen.size * pen.across
		if !wide(char) {
			advance /= 2 // most digits and letters are half as wide as high; the step to the next one says it exactly
		}
		step := advance
		if i < len(dx) {
			step = dx[i]
			if step > 0 {
				advance = min(advance, step)
			}
		} else if len(dy) > 0 {
			step = 0 // the line runs downwards
		}
		if char <= ' ' || char == 0xA0 || char == 0x3000 {
			spaced = true
		} else {
			r.page.glyphs = append(r.page.glyphs, glyph{box: pen.box(x, y, advance), char: Unradical(char), bold: pen.bold, spaced: spaced})
			spaced = false
			r.file.glyphs++
		}
		x += step
		if i < len(dy) {
			y += dy[i]
		}
	}
	return nil
}

// box gives the rectangle of a character on the page whose baseline begins at a place.
func (p *ofdPen) box(x, y, advance float64) box {
	const above, below = 0.88, 0.12 // of the letter size
	x0, y0 := p.apply(x, y-above*p.size)
	x1, y1 := p.apply(x+advance, y+below*p.size)
	return box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// ofdSteps reads the steps between characters, at most as many as given: numbers, or g, a count and the number that is repeated so
// often.
func ofdSteps(text string, most int) []float64 {
	var steps []float64
	fields := strings.Fields(text)
	for i := 0; i < len(fields) && len(steps) < most; i++ {
		times, field := 1, fields[i]
		if strings.EqualFold(field, "g") && i+2 < len(fields) {
			count, err := strconv.Atoi(fields[i+1])
			if err != nil {
				break
			}
			times, field = count, fields[i+2]
			i += 2
		}
		n := ofdNumbers(field)
		if len(n) != 1 {
			break
		}
		for ; times > 0 && len(steps) < most; times-- {
			steps = append(steps, n[0])
		}
	}
	return steps
}

// longestPath is the bytes of a path that may be lines of a table; a longer one is a drawing.
const longestPath = 1 << 20

// path adds the lines of a path object.
func (r *ofdPageReader) path(e xml.StartElement) error {
	stroked, filled := xmlAttr(e, "Stroke") != "false", xmlAttr(e, "Fill") == "true"
	matrix := placed(e)
	return eachChild(r.xml, func(e xml.StartElement) error {
		if e.Name.Local != "AbbreviatedData" || !stroked && !filled {
			return r.xml.Skip()
		}
		data, err := ownText(r.xml)
		if err != nil {
			return err
		}
		if len(data) <= longestPath {
			r.outlines(data, matrix, stroked)
		}
		return nil
	})
}

// ofdOperands says how many numbers follow each operator of a path.
var ofdOperands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}

// ofdOperator sets operators apart that a writer glued to their numbers: M0 0L10 0.
var ofdOperator = regexp.MustCompile(`[SMLQBACZsmlqbacz]`)

// outlines reads the connected pieces of a path. A curve counts as the straight line between its ends, which is slanted or no
// ruling at all.
func (r *ofdPageReader) outlines(data string, matrix affine, stroked bool) {
	fields := strings.Fields(ofdOperator.ReplaceAllString(data, " $0 "))
	var piece []point
	flush := func() {
		r.lines.outline(piece, stroked)
		piece = piece[:0]
	}
	for i, segments := 0, 0; i < len(fields) && segments < maxSegments; segments++ {
		operands, known := ofdOperands[strings.ToUpper(fields[i])]
		operator := strings.ToUpper(fields[i])
		n := ofdNumbers(strings.Join(fields[i+1:min(i+1+operands, len(fields))], " "))
		i += 1 + operands
		if !known || len(n) < operands {
			break
		}
		switch operator {
		case "C", "Z":
			if len(piece) > 0 {
				piece = append(piece, piece[0])
			}
			continue
		case "S", "M":
			flush()
		}
		x, y := matrix.apply(n[operands-2], n[operands-1])
		if math.Abs(x) < 1e6 && math.Abs(y) < 1e6 {
			piece = append(piece, point{x, y})
		}
	}
	flush()
}
