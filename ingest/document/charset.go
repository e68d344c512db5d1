package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// The charsets that Decode names.
const (
	charsetUTF8    = "utf-8"
	charsetUTF16LE = "utf-16le"
	charsetUTF16BE = "utf-16be"
	charsetGB18030 = "gb18030"
	charsetBig5    = "big5"
)

// byteOrderMark is what some programs write in front of UTF-8.
const byteOrderMark = "\xef\xbb\xbf"

// damageKind is the Repair of bytes that no charset explains: they stand as U+FFFD.
const damageKind = "undecodable_bytes"

// Decode turns bytes of unknown charset into text and names the charset: utf-8, utf-16le, utf-16be, gb18030 (also for what is
// labelled gb2312 or gbk) or big5. A byte order mark is not part of the text. Bytes that are valid UTF-8 are UTF-8 whatever
// declared says; else declared, the label of a <meta> element or header and "" when there is none, settles only a draw between
// GB18030 and Big5. Bytes that the charset does not have become U+FFFD.
func Decode(data []byte, declared string) (text, charset string) {
	if rest, ok := bytes.CutPrefix(data, []byte(byteOrderMark)); ok {
		return strings.ToValidUTF8(string(rest), "\uFFFD"), charsetUTF8
	}
	if charset = utf16Charset(data); charset != "" {
		return decodeUTF16(data, charset), charset
	}
	if utf8.Valid(data) {
		return string(data), charsetUTF8
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\uFFFD"), charsetUTF8
	}
	return decodeLegacy(data, declared)
}

// utf16Charset finds UTF-16 by its byte order mark or, without one, by zero bytes that make sense as no other text.
func utf16Charset(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return charsetUTF16LE
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return charsetUTF16BE
	}
	// Chinese prose in UTF-16 has a zero byte in every line feed, digit and Latin letter; no other text has any.
	head := data[:min(len(data), 4096)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	little, big := plausibility(decodeUTF16(head, charsetUTF16LE)), plausibility(decodeUTF16(head, charsetUTF16BE))
	const enough = 0.1 // prose has 0.3 to 0.6, bytes that are no text nearly 0
	switch {
	case little > max(big, enough):
		return charsetUTF16LE
	case big > enough:
		return charsetUTF16BE
	}
	return ""
}

func decodeUTF16(data []byte, charset string) string {
	order := unicode.LittleEndian
	if charset == charsetUTF16BE {
		order = unicode.BigEndian
	}
	return decodeAs(unicode.UTF16(order, unicode.UseBOM), data)
}

// mostlyUTF8 accepts UTF-8 that was cut in the middle of a character or has a few foreign bytes: at least fifty good
// multi-byte characters for each bad byte. GB18030 read as UTF-8 is bad nearly everywhere.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good >= 50*bad || good >= 5 && bad <= 3 && endsInBrokenRune(data, bad)
}

// endsInBrokenRune reports whether all the bad bytes are the last ones.
func endsInBrokenRune(data []byte, bad int) bool {
	return bad < len(data) && utf8.Valid(data[:len(data)-bad])
}

func decodeLegacy(data []byte, declared string) (string, string) {
	gb := decodeAs(simplifiedchinese.GB18030, data)
	big5 := decodeAs(traditionalchinese.Big5, data)
	gbScore, big5Score := plausibility(gb), plausibility(big5)
	if strings.Contains(strings.ToLower(declared), "big5") {
		big5Score += 0.05
	} else {
		gbScore += 0.05
	}
	if big5Score > gbScore {
		return big5, charsetBig5
	}
	return gb, charsetGB18030
}

func decodeAs(enc encoding.Encoding, data []byte) string {
	// A decoder of x/text replaces what it cannot read by U+FFFD and fails only for a destination that is too short.
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return ""
	}
	return string(out)
}

// commonCharacters are frequent in any Chinese prose and in administrative prose, in both scripts. A text read with the wrong
// charset shows almost none of them.
const commonCharacters = "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過" +
	"民政府信息公开開报報告县縣市区區局办辦机機关關申请請复復议議诉訴讼訟度行部门門予受理件数數量总總计計月日第条條规規" +
	"章文网網站务務及等本表示无無零全依法律制重点點情况況其实實施建设設加强強进進步由与與或收新处處"

// commonSet has a bit for each of commonCharacters, all of which are in the basic plane.
var commonSet = func() *[1 << 10]uint64 {
	set := &[1 << 10]uint64{}
	for _, r := range commonCharacters {
		set[r/64] |= 1 << (r % 64)
	}
	return set
}()

// commonBit is 1 for one of commonCharacters, for a character of the basic plane. It takes no branch: half of a text is common, and
// a processor that guesses which half is wrong each second time.
func commonBit(r rune) int { return int(commonSet[r>>6&(1<<10-1)] >> (r & 63) & 1) }

// plausibility scores a decoding: the share of common characters minus twice the share of undecodable ones, over the characters
// beyond ASCII.
func plausibility(text string) float64 {
	score, _ := survey([]byte(text))
	return score
}

// survey gives the plausibility of a text and says whether it is valid UTF-8, as far as the sample goes that tells the former.
func survey(text []byte) (score float64, valid bool) {
	const sample = 20_000 // characters; more do not change the verdict
	beyond, common, bad := 0, 0, 0
	for i := 0; i < len(text) && beyond < sample; {
		lead := text[i]
		if lead < utf8.RuneSelf {
			i++
			continue
		}
		beyond++
		if lead > 0xE0 && lead < 0xED && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 { // nearly all that is Chinese
			common += commonBit(rune(lead&0xF)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F))
			i += 3
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return 0, false
		case r == utf8.RuneError:
			bad++
		case r <= 0xFFFF:
			common += commonBit(r)
		}
		i += size
	}
	if beyond == 0 {
		return 0, true
	}
	return float64(common-2*bad) / float64(beyond), true
}

// undecodable says whether a text holds U+FFFD. Its last two bytes are rarer than its first, which begins every comma.
func undecodable(text string) bool {
	const lost = "\uFFFD"
	return strings.Contains(text, lost[1:]) && strings.Contains(text, lost)
}

// damage records every run of U+FFFD in the text as a Repair, so that a number beside one is not trusted blindly.
func damage(text string) []Repair {
	if !undecodable(text) {
		return nil
	}
	var repairs []Repair
	at := 0
	for _, r := range text {
		if r == utf8.RuneError {
			if n := len(repairs); n > 0 && repairs[n-1].End == at {
				repairs[n-1].End++
			} else {
				repairs = append(repairs, Repair{Kind: damageKind, Start: at, End: at + 1})
			}
		}
		at++
	}
	return repairs
}
