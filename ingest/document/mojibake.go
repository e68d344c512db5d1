package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// undoneKind is the Repair of a text that was once read with a wrong charset and stored so.
const undoneKind = "wrong_charset_undone"

// misreadings are the ways in which a text is read with a wrong charset and loses nothing by it: back gives the bytes as they
// were, again reads them rightly.
var misreadings = []struct {
	name  string
	back  func(string) ([]byte, bool)
	again func([]byte) (string, bool)
}{
	{"utf-8 read as gb18030", toGB18030, asUTF8},
	{"utf-8 read as windows-1252", toWindows1252, asUTF8},
	{"gb18030 read as windows-1252", toWindows1252, asGB18030},
}

const (
	mostMisreadings = 2    // one after the other
	prose           = 0.15 // plausibility of Chinese prose, with room: it has 0.3 to 0.6
)

// undoMisreading gives a text as it was before it was read with a wrong charset and stored so, and tells what had happened, last
// first. Only a text that comes back whole, to its last character, and then is Chinese prose is changed: what lost
// characters cannot be told from what never had them.
func undoMisreading(text string) (mended, how string) {
	for range mostMisreadings {
		better, name := undoOne(text)
		if name == "" {
			break
		}
		text, how = better, strings.TrimPrefix(how+", "+name, ", ")
	}
	return text, how
}

func undoOne(text string) (better, how string) {
	before := plausibility(opening(text))
	if before >= prose {
		return "", ""
	}
	for _, m := range misreadings {
		data, ok := m.back(text)
		if !ok {
			continue
		}
		again, ok := m.again(data)
		if !ok || again == text {
			continue
		}
		// The first of two misreadings gives no prose yet, but it gives another misreading.
		if _, next := undoTwice(again); plausibility(again) >= prose || next {
			return strings.TrimPrefix(again, "\uFEFF"), m.name
		}
	}
	return "", ""
}

// undoTwice reports whether a text is prose after one more misreading is undone.
func undoTwice(text string) (string, bool) {
	for _, m := range misreadings {
		if data, ok := m.back(text); ok {
			if again, ok := m.again(data); ok && plausibility(again) >= prose {
				return again, true
			}
		}
	}
	return "", false
}

// proseInUTF8 tells nearly every text in one pass: UTF-8 without a byte order mark that opens with Chinese prose, which nothing was
// done to. Any other is looked at more closely.
func proseInUTF8(data []byte) bool {
	if bytes.HasPrefix(data, []byte(byteOrderMark)) || utf16Charset(data) != "" {
		return false
	}
	head := len(opening(data))
	score, valid := survey(data[:head])
	return valid && score >= prose && utf8.Valid(data[head:])
}

// opening gives as much of a text as tells prose from what is none.
func opening[T string | []byte](text T) T {
	const enough = 8192
	if len(text) <= enough {
		return text
	}
	end := enough
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// toGB18030 gives the bytes as browsers and Windows read them: € is the single byte 0x80, and what the standard leaves to users is
// in the private area of Unicode, which the encoder of the library does not know.
func toGB18030(text string) ([]byte, bool) {
	encoder := simplifiedchinese.GB18030.NewEncoder()
	data := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			data = append(data, byte(r))
		case r == '€':
			data = append(data, 0x80)
		case r >= 0xE000 && r <= 0xE765:
			data = append(data, userDefined(r)...)
		default:
			b, err := encoder.Bytes(utf8.AppendRune(nil, r))
			if err != nil || r == utf8.RuneError {
				return nil, false
			}
			data = append(data, b...)
		}
	}
	return data, true
}

// userDefined gives the two bytes of a character of the three areas for users (GB 18030-2005, 4.4).
func userDefined(r rune) []byte {
	n := int(r - 0xE000)
	const row = 94
	switch {
	case n < 6*row:
		return []byte{byte(0xAA + n/row), byte(0xA1 + n%row)}
	case n < 13*row:
		n -= 6 * row
		return []byte{byte(0xF8 + n/row), byte(0xA1 + n%row)}
	}
	n -= 13 * row
	second := 0x40 + n%96
	if second >= 0x7F {
		second++
	}
	return []byte{byte(0xA1 + n/96), byte(second)}
}

// toWindows1252 takes the bytes that the charset leaves undefined for themselves, as browsers do.
func toWindows1252(text string) ([]byte, bool) {
	data := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r < 0x100 {
			b, ok = byte(r), true
		}
		if !ok {
			return nil, false
		}
		data = append(data, b)
	}
	return data, true
}

func asUTF8(data []byte) (string, bool) { return string(data), utf8.Valid(data) }

func asGB18030(data []byte) (string, bool) {
	text := decodeAs(simplifiedchinese.GB18030, data)
	return text, !strings.ContainsRune(text, utf8.RuneError)
}

// decodeInto decodes the bytes of a text or page, undoes an earlier misreading, and notes charset and repair in the document.
func decodeInto(doc *Document, data []byte, declared string) string {
	if proseInUTF8(data) {
		doc.Charset = charsetUTF8
		return string(data)
	}
	text, charset := Decode(data, declared)
	doc.Charset = charset
	mended, how := undoMisreading(text)
	if how != "" {
		doc.Repairs = append(doc.Repairs, Repair{Kind: undoneKind, Read: how})
	}
	return mended
}
