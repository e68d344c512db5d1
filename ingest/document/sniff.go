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
	lower := lowerASCII(bytes.TrimSpace(head))
	if isMHTML(lower) {
		return typeMHTML
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return typeHTML
		}
	}
	// A comment or an XML declaration may stand before the page.
	if bytes.HasPrefix(lower, []byte("<!--")) || bytes.HasPrefix(lower, []byte("<?xml")) {
		if bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<!doctype html")) {
			return typeHTML
		}
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text", ".md":
		return typeText
	case ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml":
		return typeHTML
	}
	for _, tag := range []string{"<table", "<div", "<p>", "<p ", "<meta", "<title", "<style", "<h1", "<section", "<article"} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return typeHTML
		}
	}
	if bytes.Contains(lower, []byte("<html")) && bytes.Contains(lower, []byte("<head")) {
		return typeHTML
	}
	return typeText
}

// lowerASCII gives the text with its Latin letters in lower case, which is all that tags and headers need. bytes.ToLower decodes
// every Chinese character, which took a third of the time of reading a text.
func lowerASCII(text []byte) []byte {
	out := make([]byte, len(text))
	for i, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return out
}

// isMHTML reports a message header that announces a page with its pictures.
func isMHTML(lower []byte) bool {
	if !bytes.Contains(lower, []byte("mime-version:")) {
		return false
	}
	header, _, _ := bytes.Cut(bytes.ReplaceAll(lower, []byte("\r"), nil), []byte("\n\n"))
	return bytes.Contains(header, []byte("mime-version:")) && bytes.Contains(header, []byte("content-type: multipart/related"))
}
