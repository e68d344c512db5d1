package document

import "strings"

// wordStyle is what a paragraph style means for reading.
type wordStyle struct {
	level  int // of a heading, else 0
	bold   bool
	numID  string
	numLvl int
	parent string
}

// wordVal is an element whose value is in its attribute w:val.
type wordVal struct {
	Val string `xml:"val,attr"`
}

// styleSheet is word/styles.xml as far as it matters.
type styleSheet struct {
	Styles []struct {
		ID      string  `xml:"styleId,attr"`
		Type    string  `xml:"type,attr"`
		Name    wordVal `xml:"name"`
		BasedOn wordVal `xml:"basedOn"`
		PPr     struct {
			Outline *wordVal `xml:"outlineLvl"`
			NumPr   struct {
				Level wordVal `xml:"ilvl"`
				ID    wordVal `xml:"numId"`
			} `xml:"numPr"`
		} `xml:"pPr"`
		RPr struct {
			Bold *wordVal `xml:"b"`
		} `xml:"rPr"`
	} `xml:"style"`
}

// wordStyles reads word/styles.xml by style id. A style without a heading level, weight or list takes its parent's.
func wordStyles(p *pack) (map[string]wordStyle, error) {
	const name = "word/styles.xml"
	data, err := p.read(name)
	if err != nil || data == nil {
		return nil, err
	}
	var sheet styleSheet
	if err := newXML(data).Decode(&sheet); err != nil {
		return nil, brokenXML(name, err)
	}
	styles := make(map[string]wordStyle, len(sheet.Styles))
	for _, s := range sheet.Styles {
		if s.Type != "paragraph" {
			continue
		}
		style := wordStyle{parent: s.BasedOn.Val, numID: s.PPr.NumPr.ID.Val, numLvl: number(s.PPr.NumPr.Level.Val)}
		if s.PPr.Outline != nil {
			style.level = outline(s.PPr.Outline.Val)
		} else {
			style.level = namedLevel(s.Name.Val)
		}
		if b := s.RPr.Bold; b != nil {
			style.bold = onValue(b.Val)
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
