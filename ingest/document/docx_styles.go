package document

import (
	"encoding/xml"
	"strings"
)

// wordStyle is what a paragraph style means for reading.
type wordStyle struct {
	level  int // of a heading, else 0
	bold   bool
	numID  string
	numLvl int
	parent string
}

// wordStyles reads word/styles.xml by style id. A style without a heading level, weight or list takes its parent's.
func wordStyles(p *pack) (map[string]wordStyle, error) {
	const name = "word/styles.xml"
	data, err := p.read(name)
	if err != nil || data == nil {
		return nil, err
	}
	var sheet struct {
		Styles []struct {
			ID   string `xml:"styleId,attr"`
			Type string `xml:"type,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
			BasedOn struct {
				Val string `xml:"val,attr"`
			} `xml:"basedOn"`
			PPr struct {
				Outline *struct {
					Val string `xml:"val,attr"`
				} `xml:"outlineLvl"`
				NumPr struct {
					Lvl struct {
						Val string `xml:"val,attr"`
					} `xml:"ilvl"`
					ID struct {
						Val string `xml:"val,attr"`
					} `xml:"numId"`
				} `xml:"numPr"`
			} `xml:"pPr"`
			RPr struct {
				Bold *struct {
					Val string `xml:"val,attr"`
				} `xml:"b"`
			} `xml:"rPr"`
		} `xml:"style"`
	}
	if err := newXML(data).Decode(&sheet); err != nil {
		return nil, brokenXML(name, err)
	}
	styles := make(map[string]wordStyle, len(sheet.Styles))
	for _, s := range sheet.Styles {
		if s.Type != "paragraph" {
			continue
		}
		style := wordStyle{parent: s.BasedOn.Val, numID: s.PPr.NumPr.ID.Val, numLvl: number(s.PPr.NumPr.Lvl.Val)}
		if s.PPr.Outline != nil {
			style.level = outline(s.PPr.Outline.Val)
		} else {
			style.level = namedLevel(s.Name.Val)
		}
		if b := s.RPr.Bold; b != nil {
			style.bold = on(xml.StartElement{Attr: []xml.Attr{{Name: xml.Name{Local: "val"}, Value: b.Val}}})
		}
		styles[s.ID] = style
	}
	for id := range styles {
		inherit(styles, id)
	}
	return styles, nil
}

// inherit fills a style from its ancestors, at most ten of them because a damaged sheet can be a circle.
func inherit(styles map[string]wordStyle, id string) {
	style := styles[id]
	parent, ok := styles[style.parent]
	for range 10 {
		if !ok {
			break
		}
		if style.level == 0 {
			style.level = parent.level
		}
		if style.numID == "" {
			style.numID, style.numLvl = parent.numID, parent.numLvl
		}
		style.bold = style.bold || parent.bold
		parent, ok = styles[parent.parent]
	}
	styles[id] = style
}

// namedLevel reads the level from a style called "heading 2", "标题 2" or "Title".
func namedLevel(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "title" || name == "标题" {
		return 1
	}
	for _, prefix := range []string{"heading", "标题"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n := number(strings.TrimSpace(rest)); n >= 1 && n <= 9 {
				return min(n, 6)
			}
		}
	}
	return 0
}
