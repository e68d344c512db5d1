package document

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// readHTML reads a web page, a fragment of one, or what a word processor saved as one.
func readHTML(data []byte, doc *Document) ([]part, error) {
	return readPage(newlines(decodeInto(doc, data, declaredCharset(data))), doc)
}

// readPage reads a decoded page.
func readPage(text string, doc *Document) ([]part, error) {
	if err := mustBeText(text, undecodable(text)); err != nil {
		return nil, err
	}
	if overdressed(text) {
		text = undress(text)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		// The parser refuses pages with hundreds of elements inside each other, which come from <span> elements that nobody
		// closed. Without the elements that only dress the text the page is as flat as it looks.
		root, err = html.Parse(strings.NewReader(undress(text)))
	}
	if err != nil {
		return nil, unusable(ErrUnsupported, fmt.Sprintf("its elements are nested too deeply (%v)", err), "save the page again from a browser, or as text")
	}
	describe(root, doc)
	f := &flow{}
	f.children(root)
	return f.finish(), nil
}

// declaredCharset gives the charset that the page's own <meta> element names, "" when there is none.
func declaredCharset(data []byte) string {
	head := data[:min(len(data), 4096)]
	if !contains(head, "charset") {
		return ""
	}
	_, name, _ := charset.DetermineEncoding(head, "")
	return name
}

// mostOpen is how many formatting elements a page may leave open at once. <font> elements that nobody closes are common, but a
// dozen or two on one page.
const mostOpen = 60

// overdressed reports a page that leaves many formatting elements open at once. The parser must open all of them again in every
// paragraph that follows: four hundred of them make a page of one megabyte a hundred million nodes.
func overdressed(text string) bool {
	if formattingTags(text) <= mostOpen {
		return false // most pages, without the cost of looking at each tag
	}
	open, total := map[string]int{}, 0
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return false
		}
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, _ := tokens.TagName()
		switch {
		case !formatting[string(name)]:
		case kind == html.StartTagToken:
			open[string(name)]++
			if total++; total > mostOpen {
				return true
			}
		case open[string(name)] > 0:
			open[string(name)]--
			total--
		}
	}
}

// formattingTags counts what may be start tags of formatting elements, up to one more than mostOpen.
func formattingTags(text string) int {
	count := 0
	for count <= mostOpen {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			break
		}
		text = text[at+1:]
		end := 0
		for end < len(text) && end < 7 && (text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z') {
			end++
		}
		if end > 0 && end < 7 && formatting[strings.ToLower(text[:end])] {
			count++
		}
	}
	return count
}

// formatting lists the elements that the HTML standard opens again after a block ended inside them, but for <a> and <nobr>, of
// which only one can be open.
var formatting = map[string]bool{
	"b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "s": true, "small": true, "strike": true, "strong": true,
	"tt": true, "u": true,
}

// undress drops the tags that only change how text looks and keeps everything else as it was.
func undress(text string) string {
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := tokens.Raw()
		if kind == html.StartTagToken || kind == html.EndTagToken {
			name, _ := tokens.TagName()
			if dress[string(name)] {
				continue
			}
		}
		out.Write(raw)
	}
}

var dress = map[string]bool{
	"a": true, "abbr": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "ins": true, "label": true,
	"nobr": true, "o:p": true, "s": true, "small": true, "span": true, "st1:chsdate": true, "strike": true, "strong": true,
	"sub": true, "sup": true, "tt": true, "u": true,
}
