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
	if err := mustBeText(text); err != nil {
		return err
	}
	doc.Text = text
	doc.Repairs = append(doc.Repairs, damage(text)...)
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
	at := 0
	for line := range strings.Lines(text) {
		rest := strings.TrimLeftFunc(line, unicode.IsSpace)
		words := strings.TrimRightFunc(rest, unicode.IsSpace)
		start := at + runeCount(line[:len(line)-len(rest)])
		end := start + runeCount(words)
		if words != "" {
			blocks = append(blocks, Block{Start: start, End: end})
		}
		at = end + runeCount(rest[len(words):])
	}
	return blocks
}

// runeCount counts the runes of valid UTF-8 by the bytes that begin one: four times as fast on Chinese text as decoding.
func runeCount(valid string) int {
	n := 0
	for i := range len(valid) {
		if valid[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// plain says of nearly every text, by its bytes and without decoding them, that it has no control and no undecodable
// characters.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < 0x20 && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return !strings.Contains(text, "\uFFFD")
}

// mustBeText refuses what decodes but is no text: more than three control or undecodable characters, and more than one in
// fifty.
func mustBeText(text string) error {
	if plain(text) {
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
