package document

import (
	"strconv"
	"strings"
)

// wordNumbering writes the numbers that Word puts before the paragraphs of a list. They are in no run: without them 一、总体情况
// would be stored as 总体情况, and （一） of a form's row would be lost.
type wordNumbering struct {
	lists  map[string][]wordLevel // by numId
	counts map[string][]int       // by abstract list, the last number given on each level
	shared map[string]string      // numId to abstract list: lists of one kind count on
}

// wordLevel is one level of a list: %1、 in 一, 二, 三 starting at 1.
type wordLevel struct {
	format string
	text   string
	start  int
}

// wordNumbers reads word/numbering.xml.
func wordNumbers(p *pack) (*wordNumbering, error) {
	const name = "word/numbering.xml"
	n := &wordNumbering{lists: map[string][]wordLevel{}, counts: map[string][]int{}, shared: map[string]string{}}
	data, err := p.read(name)
	if err != nil || data == nil {
		return n, err
	}
	var sheet struct {
		Abstract []struct {
			ID     string `xml:"abstractNumId,attr"`
			Levels []struct {
				Level  string  `xml:"ilvl,attr"`
				Start  wordVal `xml:"start"`
				Format wordVal `xml:"numFmt"`
				Text   wordVal `xml:"lvlText"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Nums []struct {
			ID       string  `xml:"numId,attr"`
			Abstract wordVal `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if err := newXML(data).Decode(&sheet); err != nil {
		return nil, brokenXML(name, err)
	}
	abstract := map[string][]wordLevel{}
	for _, a := range sheet.Abstract {
		levels := make([]wordLevel, 9)
		for _, l := range a.Levels {
			if i := number(l.Level); i >= 0 && i < len(levels) {
				levels[i] = wordLevel{format: l.Format.Val, text: l.Text.Val, start: number(l.Start.Val)}
			}
		}
		abstract[a.ID] = levels
	}
	for _, num := range sheet.Nums {
		n.lists[num.ID] = abstract[num.Abstract.Val]
		n.shared[num.ID] = num.Abstract.Val
	}
	return n, nil
}

// next gives the number that stands before a paragraph, "" when it is in no list or in one of bullets.
func (n *wordNumbering) next(p *wordParagraph) string {
	id, level := p.numID, max(p.numLvl, 0)
	if id == "" {
		id = p.style.numID
		if p.numLvl < 0 {
			level = p.style.numLvl
		}
	}
	levels := n.lists[id]
	if level >= len(levels) || level < 0 || p.chars == 0 {
		return ""
	}
	counts := n.counts[n.shared[id]]
	if counts == nil {
		counts = make([]int, len(levels))
		for i, l := range levels {
			counts[i] = l.start - 1
		}
		n.counts[n.shared[id]] = counts
	}
	counts[level]++
	for i := level + 1; i < len(levels); i++ {
		counts[i] = levels[i].start - 1
	}
	text := levels[level].text
	for i := range levels {
		mark := "%" + strconv.Itoa(i+1)
		if strings.Contains(text, mark) {
			text = strings.ReplaceAll(text, mark, ordinal(max(counts[i], levels[i].start), levels[i].format))
		}
	}
	if levels[level].format == "bullet" || levels[level].format == "none" {
		return ""
	}
	return text
}

// ordinal writes a list number the way Word's number format does. A format that official reports do not use is written in
// Arabic numerals.
func ordinal(n int, format string) string {
	const digits = "零一二三四五六七八九"
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital":
		if n < 1 || n > 99 {
			break
		}
		digit := func(i int) string { return string([]rune(digits)[i]) }
		tens, ones := n/10, n%10
		out := ""
		if tens > 1 {
			out = digit(tens)
		}
		if tens > 0 {
			out += "十"
		}
		if ones > 0 {
			out += digit(ones)
		}
		return out
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "lowerLetter":
		if n >= 1 && n <= 26 {
			return string(rune('a' + n - 1))
		}
	case "upperLetter":
		if n >= 1 && n <= 26 {
			return string(rune('A' + n - 1))
		}
	}
	return strconv.Itoa(n)
}
