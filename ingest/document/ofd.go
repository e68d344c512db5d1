package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
)

// An OFD file (GB/T 33190-2016) is what Chinese offices publish where others publish PDF: a zip archive of XML entries in which every
// character has its place on a page. Pages are laid out like those of a PDF.

// ofdPoints is the points in a millimetre, the unit of OFD.
const ofdPoints = 72 / 25.4

// ofdFile reads the entries of an OFD file.
type ofdFile struct {
	pack      *pack
	bold      map[string]bool          // by the ID of a font
	templates map[string]string        // entry of a template page by its ID
	area      box                      // of pages that do not say their own
	glyphs    int                      // characters so far
	objects   int                      // drawing objects so far
	loaded    map[string][]ofdTemplate // what template pages show, by entry
}

// ofdTemplate is what a template page shows.
type ofdTemplate struct {
	glyphs  []glyph
	rulings []ruling
}

// readOFD reads the text layer of an OFD file.
func readOFD(data []byte, doc *Document) ([]part, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	if p.has("Encryptions.xml") {
		return nil, unusable(ErrEncrypted, "the OFD file is encrypted", "save it without a password, or print it to PDF")
	}
	doc.Charset = charsetUTF8
	var root struct {
		Bodies []struct {
			Title    string `xml:"DocInfo>Title"`
			Author   string `xml:"DocInfo>Author"`
			Created  string `xml:"DocInfo>CreationDate"`
			Modified string `xml:"DocInfo>ModDate"`
			Root     string `xml:"DocRoot"`
		} `xml:"DocBody"`
	}
	f := &ofdFile{pack: p}
	if err := f.decode(ofdRoot, &root); err != nil {
		return nil, err
	}
	var pages []pdfPage
	for i, body := range root.Bodies {
		if i == 0 {
			doc.Title = tidy(body.Title)
			doc.keep("author", tidy(body.Author))
			doc.keep("created", tidy(body.Created))
			doc.keep("modified", tidy(body.Modified))
		}
		if pages, err = f.document(beside(ofdRoot, strings.TrimSpace(body.Root)), pages); err != nil {
			return nil, err
		}
	}
	if len(pages) == 0 {
		return nil, unusable(ErrTruncated, "the OFD file names no pages", "open it in a reader and print it to PDF")
	}
	return layOut(pages)
}

// ofdRoot is the entry that every OFD file begins with.
const ofdRoot = "OFD.xml"

// beside gives the entry that another one names: from its own folder, or from the root where the name begins with a slash.
func beside(entry, name string) string {
	if strings.HasPrefix(name, "/") {
		return strings.TrimPrefix(path.Clean(name), "/")
	}
	return path.Join(path.Dir(entry), name)
}

// decode reads an entry. One that is named and not there is damage: a page left out would be a shorter report.
func (f *ofdFile) decode(entry string, into any) error {
	data, err := f.pack.read(entry)
	if err != nil {
		return err
	}
	if data == nil {
		return unusable(ErrTruncated, fmt.Sprintf("the OFD file names %s, which it does not hold", entry), "fetch it again")
	}
	if err := newXML(data).Decode(into); err != nil {
		return brokenXML(entry, err)
	}
	return nil
}

// document reads the pages of one document of the file.
func (f *ofdFile) document(entry string, pages []pdfPage) ([]pdfPage, error) {
	var d struct {
		Area      string   `xml:"CommonData>PageArea>PhysicalBox"`
		Public    []string `xml:"CommonData>PublicRes"`
		Own       []string `xml:"CommonData>DocumentRes"`
		Templates []struct {
			ID   string `xml:"ID,attr"`
			Base string `xml:"BaseLoc,attr"`
		} `xml:"CommonData>TemplatePage"`
		Pages []struct {
			Base string `xml:"BaseLoc,attr"`
		} `xml:"Pages>Page"`
	}
	if err := f.decode(entry, &d); err != nil {
		return nil, err
	}
	f.area = ofdBox(d.Area, box{0, 0, 210 * ofdPoints, 297 * ofdPoints})
	f.bold, f.templates, f.loaded = map[string]bool{}, map[string]string{}, map[string][]ofdTemplate{}
	for _, name := range append(d.Public, d.Own...) {
		f.fonts(beside(entry, strings.TrimSpace(name)))
	}
	for _, t := range d.Templates {
		f.templates[t.ID] = beside(entry, t.Base)
	}
	for _, p := range d.Pages {
		if len(pages) == maxPDFPages {
			return nil, unusable(ErrTooLarge, fmt.Sprintf("more than %d pages", maxPDFPages), "extract the report's own pages")
		}
		page := pdfPage{number: len(pages) + 1}
		if err := f.page(beside(entry, p.Base), &page); err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// fonts notes which fonts of a list of resources are bold or 黑体. A list that cannot be read costs no text.
func (f *ofdFile) fonts(entry string) {
	var list struct {
		Fonts []struct {
			ID   string `xml:"ID,attr"`
			Name string `xml:"FontName,attr"`
			Bold bool   `xml:"Bold,attr"`
		} `xml:"Fonts>Font"`
	}
	if err := f.decode(entry, &list); err != nil {
		return
	}
	for _, font := range list.Fonts {
		f.bold[font.ID] = font.Bold || boldName(font.Name)
	}
}

// page reads what a page and its templates show.
func (f *ofdFile) page(entry string, page *pdfPage) error {
	data, err := f.pack.read(entry)
	if err != nil {
		return err
	}
	if data == nil {
		return unusable(ErrTruncated, fmt.Sprintf("the OFD file names %s, which it does not hold", entry), "fetch it again")
	}
	page.width, page.height = f.area.right-f.area.left, f.area.height()
	r := &ofdPageReader{file: f, page: page, xml: newXML(data), lines: &rulingReader{page: page}}
	if err := r.walk(); err != nil {
		if Reason(err) != "" {
			return err
		}
		return brokenXML(entry, err)
	}
	return nil
}

// template adds what a template page shows. Pages share templates, which are read once.
func (f *ofdFile) template(id string, page *pdfPage) error {
	entry, ok := f.templates[id]
	if !ok {
		return nil
	}
	if f.loaded[entry] == nil {
		f.loaded[entry] = []ofdTemplate{} // a template that names itself shows nothing more
		shown := pdfPage{}
		if err := f.page(entry, &shown); err != nil {
			return err
		}
		f.loaded[entry] = []ofdTemplate{{shown.glyphs, shown.rulings}}
	}
	for _, t := range f.loaded[entry] {
		if f.glyphs += len(t.glyphs); f.glyphs > maxPDFGlyphs {
			return errOFDGlyphs
		}
		page.glyphs, page.rulings = append(page.glyphs, t.glyphs...), append(page.rulings, t.rulings...)
	}
	return nil
}

var errOFDGlyphs = unusable(ErrTooLarge, fmt.Sprintf("more than %d characters", maxPDFGlyphs), "extract the report's own pages")

// ofdBox reads x, y, width and height in millimetres as a rectangle in points.
func ofdBox(text string, otherwise box) box {
	n := ofdNumbers(text)
	if len(n) < 4 {
		return otherwise
	}
	return box{n[0] * ofdPoints, n[1] * ofdPoints, (n[0] + n[2]) * ofdPoints, (n[1] + n[3]) * ofdPoints}
}

// ofdNumbers reads numbers with spaces between them, up to the first that is none.
func ofdNumbers(text string) []float64 {
	var numbers []float64
	for _, field := range strings.Fields(text) {
		n, err := strconv.ParseFloat(field, 64)
		if err != nil || math.IsNaN(n) || n > 1e6 || n < -1e6 {
			break
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// atEnd reports the end of the entry, which ends a walk.
func atEnd(err error) bool { return errors.Is(err, io.EOF) }

// xmlAttr gives an attribute of an element, "" when there is none.
func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
