package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readText stores plain text as it is: decoded, with \r\n and \r as \n, and nothing else changed, so that offsets count the
// characters that an editor shows. Every line with words is a Paragraph.
func readText(data []byte, doc *Document) error {
	text := newlines(decodeInto(doc, data, ""))
	damaged := damage(text)
	if err := mustBeText(text, damaged != nil); err != nil {
		return err
	}
	doc.Text = text
	doc.Repairs = append(doc.Repairs, damaged...)
	doc.Blocks = lineBlocks(text)
	if len(doc.Blocks) == 0 {
		return unusable(ErrEmpty, "it has no words", "fetch it again")
	}
	return nil
}

func newlines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// lineBlocks gives a Paragraph for each line that carries words, without the white space at its edges.
func lineBlocks(text string) []Block {
	blocks := make([]Block, 0, 1+strings.Count(text, "\n"))
	for from, at := 0, 0; from < len(text); {
		line := text[from:]
		if k := strings.IndexByte(line, '\n'); k >= 0 {
			line = line[:k+1]
		}
		from += len(line)
		words, before, behind := trimmed(line)
		start := at + before
		end := start + runeCount(words)
		if words != "" {
			blocks = append(blocks, Block{Start: start, End: end})
		}
		at = end + behind
	}
	return blocks
}

// trimmed gives the words of a line without the white space at its edges, and how many characters that is at each.
func trimmed(line string) (words string, before, behind int) {
	const beyond = 0xE4 // no white space begins with this byte or a higher one, and most Chinese characters do
	for line != "" && line[0] < beyond && !printedASCII(line[0]) {
		r, size := utf8.DecodeRuneInString(line)
		if !unicode.IsSpace(r) {
			break
		}
		line, before = line[size:], before+1
	}
	for line != "" {
		last := len(line) - 1
		if printedASCII(line[last]) || line[last] >= utf8.RuneSelf && last >= 2 && line[last-2] >= beyond {
			break
		}
		r, size := utf8.DecodeLastRuneInString(line)
		if !unicode.IsSpace(r) {
			break
		}
		line, behind = line[:len(line)-size], behind+1
	}
	return line, before, behind
}

func printedASCII(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// mustBeText refuses what decodes but is no text: more than three control or undecodable characters, and more than one in
// fifty. damaged says whether there are undecodable ones.
func mustBeText(text string, damaged bool) error {
	if !damaged && plain(text) {
		return nil
	}
	const sample = 20_000
	seen, strange := 0, 0
	for _, r := range text {
		if r == utf8.RuneError || r < 0x20 && !unicode.IsSpace(r) || r == 0x7f {
			strange++
		}
		if seen++; seen == sample {
			break
		}
	}
	if strange > 3 && strange*50 > seen {
		return unusable(ErrBinary, "its bytes are no text in UTF-8, UTF-16, GB18030 or Big5", "give the report as text, HTML, PDF, Word or Excel")
	}
	return nil
}
