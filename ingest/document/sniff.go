package document

import (
	"bytes"
	"path/filepath"
	"strings"
)

// The media types that gongkai reads.
const (
	typeText  = "text/plain"
	typeHTML  = "text/html"
	typeMHTML = "multipart/related"
	typeDOCX  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeDOC   = "application/msword"
	typePDF   = "application/pdf"
	typeOFD   = "application/ofd"
	typeXLSX  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// foreign lists the first bytes of files that are no document.
var foreign = []struct {
	magic string
	what  string
}{
	{"\x89PNG", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"II*\x00", "a TIFF picture"},
	{"MM\x00*", "a TIFF picture"},
	{"\x7fELF", "a program"},
	{"MZ", "a program"},
	{"\x1f\x8b", "a gzip file"},
	{"\x28\xb5\x2f\xfd", "a zstd file"},
	{"Rar!", "a RAR archive"},
	{"7z\xbc\xaf", "a 7-Zip archive"},
	{"ID3", "a sound file"},
	{"SQLite format 3", "a database"},
}

// sniff names the media type of a file's bytes. The content decides; the name is asked only between plain text and a
// fragment of HTML.
func sniff(name string, data []byte) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", unusable(ErrEmpty, "it has no bytes but white space", "fetch it again")
	}
	head := data[:min(len(data), 4096)]
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) && looksBinary(head) {
			return "", unusable(ErrBinary, "it is "+f.what, "give the report as text, HTML, PDF, Word or Excel")
		}
	}
	if bytes.HasPrefix(head, []byte(`{\rtf`)) {
		return "", unusable(ErrUnsupported, "it is rich text (RTF)", "save it as .docx")
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return typePDF, nil
	}
	if bytes.HasPrefix(head, []byte(oleMagic)) {
		return sniffOLE(data)
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return sniffPack(data)
	}
	return sniffText(name, head), nil
}

// looksBinary tells a picture that starts with "MZ" from a text that does.
func looksBinary(head []byte) bool {
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' {
			return true
		}
	}
	return false
}

// sniffText tells plain text, HTML and saved web pages apart by the first bytes.
func sniffText(name string, head []byte) string {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil) // ASCII letters of UTF-16 are enough to see a tag
	}
	head = bytes.TrimSpace(head)
	if isMHTML(head) {
		return typeMHTML
	}
	if beginsWith(head, "<!doctype html", "<html", "<head", "<body") {
		return typeHTML
	}
	// A comment or an XML declaration may stand before the page.
	if beginsWith(head, "<!--", "<?xml") && (contains(head, "<html") || contains(head, "<!doctype html")) {
		return typeHTML
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text", ".md":
		return typeText
	case ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml":
		return typeHTML
	}
	if beginsWith(head, "<table", "<div", "<p>", "<p ", "<meta", "<title", "<style", "<h1", "<section", "<article") {
		return typeHTML
	}
	if contains(head, "<html") && contains(head, "<head") {
		return typeHTML
	}
	return typeText
}

// beginsWith says whether a text begins with one of some tags, in letters of either case.
func beginsWith(text []byte, tags ...string) bool {
	for _, tag := range tags {
		if len(text) >= len(tag) && bytes.EqualFold(text[:len(tag)], []byte(tag)) {
			return true
		}
	}
	return false
}

// contains says whether a word of small Latin letters stands in a text, in letters of either case. It looks at the places of
// the first letter only: a copy in lower case took a third of the time of reading a text.
func contains(text []byte, word string) bool {
	firsts := []byte{word[0]}
	if word[0] >= 'a' {
		firsts = append(firsts, word[0]-'a'+'A')
	}
	for _, first := range firsts {
		for rest := text; len(rest) >= len(word); rest = rest[1:] {
			at := bytes.IndexByte(rest[:len(rest)-len(word)+1], first)
			if at < 0 {
				break
			}
			if rest = rest[at:]; bytes.EqualFold(rest[:len(word)], []byte(word)) {
				return true
			}
		}
	}
	return false
}

// isMHTML reports a message header that announces a page with its pictures.
func isMHTML(head []byte) bool {
	if !contains(head, "mime-version:") {
		return false
	}
	header, _, _ := bytes.Cut(bytes.ReplaceAll(head, []byte("\r"), nil), []byte("\n\n"))
	return contains(header, "mime-version:") && contains(header, "content-type: multipart/related")
}
