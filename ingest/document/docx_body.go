package document

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// wordBody walks word/document.xml.
type wordBody struct {
	xml     *xml.Decoder
	styles  map[string]wordStyle
	numbers *wordNumbering
	depth   int
}

// document finds <w:body> and reads it.
func (w *wordBody) document() ([]part, error) {
	for {
		token, err := w.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "body" {
			return w.blocks()
		}
	}
}

// enter guards the recursion of the walk.
func (w *wordBody) enter() (leave func(), err error) {
	if w.depth++; w.depth > maxXMLDepth {
		return nil, errTooDeep
	}
	return func() { w.depth-- }, nil
}

// blocks reads paragraphs and tables up to the end of the element that holds them.
func (w *wordBody) blocks() ([]part, error) {
	leave, err := w.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	var parts []part
	err = eachChild(w.xml, func(e xml.StartElement) error {
		var more []part
		var err error
		switch e.Name.Local {
		case "p":
			more, err = w.paragraph()
		case "tbl":
			more, err = w.table()
		case "del", "moveFrom", "Fallback", "sectPr", "tcPr", "sdtPr", "sdtEndPr", "tblPr":
			return w.xml.Skip()
		default: // content controls, tracked insertions, alternatives: what they hold stands here
			more, err = w.blocks()
		}
		parts = append(parts, more...)
		return err
	})
	return parts, err
}

// wordParagraph gathers one paragraph.
type wordParagraph struct {
	text    strings.Builder
	chars   int // pieces of text with words in them
	bold    int // how many of them are bold
	level   int // of a heading, by style or outline
	style   wordStyle
	numID   string
	numLvl  int
	floated []part // text boxes anchored in the paragraph
}

func (w *wordBody) paragraph() ([]part, error) {
	p := &wordParagraph{numLvl: -1}
	if err := w.inline(p); err != nil {
		return nil, err
	}
	number := w.numbers.next(p)
	text := tidy(number + p.text.String())
	if tidy(p.text.String()) == "" {
		return p.floated, nil
	}
	return append([]part{headingOrParagraph(text, p.level, p.bold == p.chars)}, p.floated...), nil
}

// inline reads the runs of a paragraph, through links, fields and insertions.
func (w *wordBody) inline(p *wordParagraph) error {
	leave, err := w.enter()
	if err != nil {
		return err
	}
	defer leave()
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			return w.paragraphProperties(p)
		case "r":
			return w.run(p)
		case "del", "moveFrom", "sdtPr", "sdtEndPr", "rPr", "Fallback":
			return w.xml.Skip()
		}
		return w.inline(p)
	})
}

func (w *wordBody) paragraphProperties(p *wordParagraph) error {
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			p.style = w.styles[val(e)]
			if p.level == 0 {
				p.level = p.style.level
			}
		case "outlineLvl":
			p.level = outline(val(e))
		case "numPr":
			return eachChild(w.xml, func(e xml.StartElement) error {
				switch e.Name.Local {
				case "ilvl":
					p.numLvl = number(val(e))
				case "numId":
					p.numID = val(e)
				}
				return w.xml.Skip()
			})
		}
		return w.xml.Skip()
	})
}

// run reads the text of one run.
func (w *wordBody) run(p *wordParagraph) error {
	bold, hidden, struck := p.style.bold, false, false
	add := func(s string) {
		if hidden || struck {
			return
		}
		p.text.WriteString(s)
		if strings.TrimSpace(s) != "" {
			p.chars++
			if bold {
				p.bold++
			}
		}
	}
	return eachChild(w.xml, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			return eachChild(w.xml, func(e xml.StartElement) error {
				switch e.Name.Local {
				case "b":
					bold = on(e)
				case "vanish":
					hidden = on(e)
				case "strike", "dstrike":
					struck = struck || on(e)
				}
				return w.xml.Skip()
			})
		case "t":
			text, err := ownText(w.xml)
			add(text)
			return err
		case "tab", "ptab":
			add(" ")
		case "br", "cr":
			add("\n")
		case "noBreakHyphen":
			add("-")
		case "AlternateContent", "drawing", "pict", "object":
			boxes, err := w.textBoxes()
			p.floated = append(p.floated, boxes...)
			return err
		}
		return w.xml.Skip()
	})
}

// textBoxes finds the text boxes inside a drawing. Word writes each twice, the second time as Fallback for old readers.
func (w *wordBody) textBoxes() ([]part, error) {
	leave, err := w.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	var parts []part
	err = eachChild(w.xml, func(e xml.StartElement) error {
		var more []part
		var err error
		switch e.Name.Local {
		case "txbxContent":
			more, err = w.blocks()
		case "Fallback":
			return w.xml.Skip()
		default:
			more, err = w.textBoxes()
		}
		parts = append(parts, more...)
		return err
	})
	return parts, err
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// outline turns Word's outline level 0-8 into a heading level; 9 means body text.
func outline(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return min(n+1, 6)
}
