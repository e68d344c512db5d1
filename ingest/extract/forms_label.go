package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// normalLabel reduces a printed label to what forms share: no white space, no brackets with their content, no quotes and
// other punctuation, no enumerator in front, 其它 as 其他. (11)其它原因 and 其它原因 give 其他原因; ［（七）总 计］ gives 总计.
func normalLabel(s string) string { return normalRunes([]rune(s)) }

func normalRunes(in []rune) string {
	var buf [keyRunes]rune
	return strings.TrimPrefix(string(normalInto(buf[:0], in)), "其中")
}

// keyRunes is as long as nearly all cells are.
const keyRunes = 64

// read gives the normalised text of a cell and what it means as a label, nil when it is none. Texts that are labels are not written
// anew.
func (x *forms) read(text []rune) (key string, labels []*label) {
	var buf [keyRunes]rune
	var written [3 * keyRunes]byte
	out := written[:0]
	for _, r := range normalInto(buf[:0], text) {
		out = utf8.AppendRune(out, r)
	}
	out = bytes.TrimPrefix(out, []byte("其中"))
	if labels = x.labels[string(out)]; labels != nil {
		return labels[0].key, labels
	}
	return string(out), nil
}

// normalInto appends the runes of the normalised text, 其中 in front left standing.
func normalInto(out, in []rune) []rune {
	depth := 0
	for _, r := range in {
		if r >= 0x80 && !isHan(r) {
			r = foldWidth(r)
		}
		switch {
		case r == '(' || r == '[' || r == '〔' || r == '﹝' || r == '【':
			depth++
		case r == ')' || r == ']' || r == '〕' || r == '﹞' || r == '】':
			if depth == 0 && onlyEnumerator(out) {
				out = out[:0] // 1) and 一) without the opening bracket
			}
			depth = max(0, depth-1)
		case depth > 0:
		case isLabelRune(r):
			if r == '它' && len(out) > 0 && out[len(out)-1] == '其' {
				r = '他'
			}
			out = append(out, r)
		case isEnumeratorMark(r) && onlyEnumerator(out):
			out = out[:0]
		}
	}
	if n := len(out); n > 2 && out[n-1] == '量' && out[n-2] == '数' { // 行政申诉数量 is 行政申诉数
		out = out[:n-1]
	}
	return trimEnumerator(out)
}

// trimEnumerator drops digits or circled numbers that stand right before the words, and 其中 with an enumerator behind it.
func trimEnumerator(r []rune) []rune {
	for again := true; again; {
		again = false
		if len(r) > 2 && r[0] == '其' && r[1] == '中' && (isDigit(r[2]) || isCircled(r[2])) {
			r, again = r[2:], true
		}
		i := 0
		for i < len(r) && (isDigit(r[i]) || isCircled(r[i])) {
			i++
		}
		if i > 0 && i < len(r) && isHan(r[i]) && i <= 2 {
			r, again = r[i:], true
		}
	}
	return r
}

// onlyEnumerator says whether the text so far is a number word that an enumerator mark may end: 一 in 一、, 1 in 1., 其中 in 其中：.
func onlyEnumerator(r []rune) bool {
	if len(r) > 5 {
		return false
	}
	if len(r) >= 2 && r[0] == '其' && r[1] == '中' {
		r = r[2:]
	}
	for _, c := range r {
		if !isDigit(c) && !isCircled(c) && !hanNumerals.has(c) {
			return false
		}
	}
	return true
}

func isEnumeratorMark(r rune) bool { return enumeratorMarks.has(r) }

var (
	hanNumerals     = newRuneSet("一二三四五六七八九十")
	enumeratorMarks = newRuneSet("、.．:：")
)

func isLabelRune(r rune) bool {
	return isHan(r) || isDigit(r) || isCircled(r) || asciiLetter(r)
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF || r == '〇' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isCircled covers ① ⑴ ⒈ ㈠ and their relatives.
func isCircled(r rune) bool {
	return r >= 0x2460 && r <= 0x24FF || r >= 0x3220 && r <= 0x3229 || r >= 0x3280 && r <= 0x3289
}

// plainRunes keeps words and digits only, brackets' content included.
func plainRunes(in []rune) string {
	out := make([]rune, 0, len(in))
	for _, r := range in {
		if r = foldWidth(r); isLabelRune(r) {
			out = append(out, r)
		}
	}
	return string(out)
}
