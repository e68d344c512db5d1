package document

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flow walks a page and gathers its visible text: words into lines, lines and tables into parts. White space is collapsed
// the way a browser does, and a line break of the source between two Chinese characters is no space.
type flow struct {
	parts []part
	line  []byte
	chars int  // characters of the line that are not white space
	bold  int  // how many of them are bold
	space gap  // white space waiting for the next word
	last  rune // the last character of the line

	strong int // depth of elements that make text bold
	pre    int // depth of elements that keep line breaks
	level  int // of the heading element the walk is in, 0 outside
	tables int // depth of tables
}

// gap is white space between words.
type gap uint8

const (
	noGap    gap = iota
	breakGap     // only line breaks of the source and the indent after them
	spaceGap
)

// unseen lists elements whose content no reader of the page sees as text.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Video: true, atom.Audio: true, atom.Map: true,
	atom.Select: true, atom.Textarea: true, atom.Button: true, atom.Input: true, atom.Title: true, atom.Meta: true, atom.Link: true,
	atom.Datalist: true, atom.Frameset: true, atom.Noframes: true,
}

// blockElements lists the elements that begin and end a line.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Div: true, atom.Dl: true, atom.Dt: true,
	atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Html: true, atom.Legend: true,
	atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true,
	atom.Tr: true, atom.Ul: true, atom.Br: true,
}

func (f *flow) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.node(c)
	}
}

func (f *flow) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.text(n.Data)
	case html.ElementNode:
		if unseen[n.DataAtom] || concealed(n) {
			return
		}
		f.element(n)
	}
}

func (f *flow) element(n *html.Node) {
	if n.DataAtom == atom.Table && f.tables < maxNesting {
		f.endLine()
		f.parts = append(f.parts, f.table(n)...)
		return
	}
	block := blockElements[n.DataAtom]
	if block {
		f.endLine()
	}
	undo := f.style(n)
	f.children(n)
	if block {
		f.endLine()
	}
	undo()
}

// style notes what an element does to the text inside it and gives the function that takes it back.
func (f *flow) style(n *html.Node) (undo func()) {
	before := *f
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		f.strong++
	case atom.Pre:
		f.pre++
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.level = int(n.Data[1] - '0')
	default:
		if style := attribute(n, "style"); style != "" && boldStyle(style) {
			f.strong++
		} else {
			return func() {}
		}
	}
	return func() { f.strong, f.pre, f.level = before.strong, before.pre, before.level }
}

func boldStyle(style string) bool {
	_, weight, ok := strings.Cut(strings.ToLower(style), "font-weight:")
	if !ok {
		return false
	}
	weight = strings.TrimSpace(weight)
	return strings.HasPrefix(weight, "bold") || strings.HasPrefix(weight, "7") || strings.HasPrefix(weight, "6")
}

// concealed reports an element that the page hides, or whose text is a navigation bar.
func concealed(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all") {
				return true
			}
		}
	}
	// The trail of links above a page often names the issuer, so that kind of <nav> stays.
	return n.DataAtom == atom.Nav && !strings.Contains(strings.ToLower(attribute(n, "class")+attribute(n, "aria-label")), "crumb")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text adds a text node to the line.
func (f *flow) text(words string) {
	for i, r := range words {
		switch r {
		case '\n':
			if f.pre > 0 {
				f.endLine()
				continue
			}
			f.space = max(f.space, breakGap)
		case ' ', '\t', '\f', '\r':
			// The indent of the next source line belongs to its break.
			if f.space != breakGap {
				f.space = spaceGap
			}
		case 0xA0:
			f.space = spaceGap
		case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD: // of no width
		default:
			f.char(r, words[i:])
		}
	}
}

// char adds one visible character; rest begins with its bytes.
func (f *flow) char(r rune, rest string) {
	chinese := wide(f.last) && wide(r)
	if len(f.line) > 0 && (f.space == spaceGap || f.space == breakGap && !chinese) {
		f.line = append(f.line, ' ')
	}
	f.space = noGap
	if r < utf8.RuneSelf {
		f.line = append(f.line, byte(r))
	} else {
		_, size := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && size == 1 {
			f.line = utf8.AppendRune(f.line, r)
		} else {
			f.line = append(f.line, rest[:size]...)
		}
	}
	f.last = r
	if r != 0x3000 {
		f.chars++
		if f.strong > 0 {
			f.bold++
		}
	}
}

// wide reports a character of full width, between which Chinese text has no spaces.
func wide(r rune) bool { return r >= 0x2E80 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF }

// endLine turns the line so far into a part.
func (f *flow) endLine() {
	if f.chars > 0 {
		text := strings.Trim(string(f.line), " \u3000")
		f.parts = append(f.parts, headingOrParagraph(text, f.level, f.bold == f.chars))
	}
	f.line, f.chars, f.bold, f.space, f.last = f.line[:0], 0, 0, noGap, 0
}

// finish gives the parts gathered so far.
func (f *flow) finish() []part {
	f.endLine()
	return f.parts
}

// headingOrParagraph decides by the heading element it stood in or, for the many pages that have none, by being short,
// wholly bold and no sentence.
func headingOrParagraph(text string, level int, bold bool) part {
	const longest = 40 // runes; the longest official heading has 31
	named := level > 0
	if !named && bold && utf8.RuneCountInString(text) <= longest && !strings.ContainsAny(text, "。；：，") {
		level = boldLevel(text)
	}
	if level > 0 {
		return part{kind: Heading, level: level, named: named, text: text}
	}
	return part{kind: Paragraph, text: text}
}

// boldLevel ranks a heading that is only bold by how it is numbered: 一、 above （一） above the rest.
func boldLevel(text string) int {
	const numerals = "一二三四五六七八九十"
	rest := strings.TrimLeft(text, numerals)
	switch {
	case rest != text && strings.HasPrefix(rest, "、"):
		return 2
	case strings.HasPrefix(text, "（") || strings.HasPrefix(text, "("):
		return 3
	}
	return 4
}
