package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// readDOCX reads a Word file of 2007 and later.
func readDOCX(data []byte, doc *Document) ([]part, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	doc.Charset = charsetUTF8
	main := "word/document.xml"
	if !p.has(main) {
		main = "word/document2.xml" // what Office on the web writes
	}
	body, err := p.read(main)
	if err != nil {
		return nil, err
	}
	w := &wordBody{}
	if w.styles, err = wordStyles(p); err != nil {
		return nil, err
	}
	if w.numbers, err = wordNumbers(p); err != nil {
		return nil, err
	}
	if err := coreProperties(p, doc); err != nil {
		return nil, err
	}
	w.xml = newXML(body)
	parts, err := w.document()
	if err != nil {
		return nil, brokenXML(main, err)
	}
	return parts, nil
}

// maxXMLDepth is how deeply elements may stand inside each other; real files stay below 60.
const maxXMLDepth = 300

var errTooDeep = fmt.Errorf("elements are nested more than %d deep", maxXMLDepth)

func brokenXML(name string, err error) error {
	if errors.Is(err, errTooDeep) {
		return unusable(ErrUnsupported, fmt.Sprintf("%s: %v", name, err), "save the document again")
	}
	return unusable(ErrTruncated, fmt.Sprintf("%s cannot be read (%v)", name, err), "open the file in Word and save it again")
}

// newXML decodes an entry of an office file. Strict, because a broken entry must not pass as a shorter document.
func newXML(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		all, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		text, _ := Decode(all, label)
		return strings.NewReader(text), nil
	}
	return d
}

// eachChild calls visit for every element inside the one that the decoder has just entered, until that one ends. visit must
// consume its element to the end.
func eachChild(d *xml.Decoder, visit func(xml.StartElement) error) error {
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// ownText reads the characters of the element that the decoder has just entered, those of the elements inside left out.
func ownText(d *xml.Decoder) (string, error) {
	var out strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			out.Write(t)
		case xml.StartElement:
			if err := d.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return out.String(), nil
		}
	}
}

// val gives the attribute w:val, in which an element of WordprocessingML has its value.
func val(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

// on reads a switch such as <w:b/> or <w:b w:val="0"/>.
func on(e xml.StartElement) bool { return onValue(val(e)) }

func onValue(value string) bool {
	switch value {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// coreProperties fills the title and what else an office file says about itself.
func coreProperties(p *pack, doc *Document) error {
	data, err := p.read("docProps/core.xml")
	if err != nil || data == nil {
		return err
	}
	var core struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Created  string `xml:"created"`
		Modified string `xml:"modified"`
	}
	// The properties are a courtesy: a report is not refused for broken ones, and what was read of them is kept.
	_ = newXML(data).Decode(&core)
	doc.Title = tidy(core.Title)
	doc.keep("author", tidy(core.Creator))
	doc.keep("created", tidy(core.Created))
	doc.keep("modified", tidy(core.Modified))
	return nil
}
