package extract

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
)

// cellValue is what one table cell holds.
type cellValue struct {
	status    disclosure.Status // reported, explicit_zero, blank, not_applicable
	value     disclosure.Value  // when the status carries one, in the printed unit; MaxValue when it is too large to be read
	unit      string            // unit printed inside the cell: 万元, 件
	digits    string            // the digits as printed, for cells whose separators were lost
	decimals  int               // how many of them stand behind the point
	annotated bool              // a remark in brackets follows the number
	signed    bool              // 增, 减, + or - stands before the number
	negative  bool              // 减 or - does
}

// cellUnits are the units that a value cell may carry, the longer first.
var cellUnits = []string{
	"亿元", "万元", "千元", "元", "万人次", "人次", "件次", "条次", "件", "条", "份", "篇", "则", "次", "期", "个", "宗", "起", "例", "项", "人", "场", "家", "册", "处", "名", "期次", "户", "笔", "批",
}

// unitRunes are the runes of cellUnits.
var unitRunes = func() [][]rune {
	out := make([][]rune, len(cellUnits))
	for i, u := range cellUnits {
		out[i] = []rune(u)
	}
	return out
}()

// unitHeads are the runes that a cell with nothing but a unit begins with.
var unitHeads = newRuneSet("(单" + strings.Join(cellUnits, ""))

var notApplicable = map[string]bool{
	"/": true, "-": true, "—": true, "——": true, "--": true, "\\": true, "不涉及": true, "不适用": true, "–": true, "―": true, "－": true,
	"———": true, "---": true, "N/A": true, "n/a": true, "─": true, "──": true, "//": true, "*": true, "不填": true, "−": true,
}

// maxCell is the longest cell that can hold a value, its remark included.
const maxCell = 40

// parseCell reads one cell. ok is false when the text is no value: a label, a sentence, a date, a heading.
func parseCell(text []rune) (c cellValue, ok bool) {
	text = trimCell(text)
	if len(text) == 0 {
		return cellValue{status: disclosure.StatusBlank}, true
	}
	if len(text) > maxCell {
		return c, false
	}
	digit := isDigit(text[0])
	if len(text) <= 3 && !digit {
		s := string(text)
		if notApplicable[s] {
			return cellValue{status: disclosure.StatusNotApplicable}, true
		}
		if s == "零" || s == "无" || s == "〇" || s == "没有" {
			return cellValue{status: disclosure.StatusExplicitZero}, true
		}
	}
	if !digit && !signHeads.has(text[0]) {
		return c, false // most cells are labels
	}
	text, c.annotated = cutRemark(text)
	sign, text := cutSign(text)
	c.signed = sign != 0
	text, c.unit = cutUnit(text)
	if !c.readDigits(text) {
		return cellValue{}, false
	}
	c.negative = sign < 0
	c.status = disclosure.StatusReported
	if strings.Trim(c.digits, "0") == "" {
		c.status = disclosure.StatusExplicitZero
	}
	var fits bool
	if c.value, _, fits = c.scaled(0); !fits {
		c.value = disclosure.MaxValue
	}
	return c, true
}

func trimCell(r []rune) []rune {
	for len(r) > 0 && isSpace(r[0]) {
		r = r[1:]
	}
	for len(r) > 0 && isSpace(r[len(r)-1]) {
		r = r[:len(r)-1]
	}
	return r
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0x3000 || r == 0xA0 || r >= 0x2000 && r <= 0x200B || r == 0xFEFF
}

// cutRemark takes a remark in brackets off the end: 22（其中修订16件） is 22. Words behind the bracket make it no remark.
func cutRemark(r []rune) ([]rune, bool) {
	open := slices.Index(r, '(')
	if open <= 0 {
		return r, false
	}
	if end := slices.Index(r[open:], ')'); end >= 0 && open+end != len(r)-1 {
		return r, false
	}
	return trimCell(r[:open]), true
}

// signs are the words and marks in front of a figure that tell a change, the longer first.
var signs = []struct {
	text []rune
	sign int
}{
	{[]rune("增加"), 1},
	{[]rune("减少"), -1},
	{[]rune("增"), 1},
	{[]rune("减"), -1},
	{[]rune("+"), 1},
	{[]rune("-"), -1},
	{[]rune("−"), -1},
	{[]rune("–"), -1},
	{[]rune("—"), -1},
	{[]rune("↑"), 1},
	{[]rune("↓"), -1},
}

var signHeads = newRuneSet("增减+-−–—↑↓")

// cutSign takes a sign off the front. A figure without one has sign 0.
func cutSign(r []rune) (int, []rune) {
	if len(r) == 0 || !signHeads.has(r[0]) {
		return 0, r
	}
	for _, s := range signs {
		if len(r) > len(s.text) && slices.Equal(r[:len(s.text)], s.text) {
			return s.sign, trimCell(r[len(s.text):])
		}
	}
	return 0, r
}

func cutUnit(r []rune) ([]rune, string) {
	for i, u := range unitRunes {
		if len(r) > len(u) && slices.Equal(r[len(r)-len(u):], u) {
			return trimCell(r[:len(r)-len(u)]), cellUnits[i]
		}
	}
	return r, ""
}

// maxDigits is how many digits a cell may print before the point: a longer run is a number of something, not a count.
const maxDigits = 14

// readDigits reads 1234, 1,234, 1 234 and 18.8710 into the cell.
func (c *cellValue) readDigits(r []rune) bool {
	point, group := false, -1 // group counts the digits behind the last comma; -1 before the first
	var buffer [maxCell]byte
	digits := buffer[:0]
	for i, d := range r {
		switch {
		case isDigit(d):
			if len(digits)-c.decimals >= maxDigits {
				return false
			}
			digits = append(digits, byte(d))
			switch {
			case point:
				c.decimals++
			case group >= 0:
				group++
			}
		case d == '.' && !point && i > 0 && i < len(r)-1 && isDigit(r[i-1]):
			point = true
		case (d == ',' || d == '\'') && !point && i > 0 && i < len(r)-1 && isDigit(r[i-1]) && (group < 0 || group == thousands):
			group = 0
		case isSpace(d):
		default:
			return false
		}
	}
	c.digits = string(digits)
	return c.digits != "" && (group < 0 || group == thousands) // 1,23 is no count
}

// thousands is how many digits stand between the marks of a long number.
const thousands = 3

// plainDigits is the length of a count that surely fits. Nearly all cells hold such a count.
const plainDigits = 9

// scaled gives the number times 10 to the power of shift. exact and fits are those of disclosure.ParseValue.
func (c *cellValue) scaled(shift int) (v disclosure.Value, exact, fits bool) {
	if c.digits == "" { // 零, 无
		return 0, true, true
	}
	if c.decimals == 0 && shift == 0 && len(c.digits) <= plainDigits {
		n, err := strconv.ParseInt(c.digits, 10, 64)
		if c.negative {
			n = -n
		}
		return disclosure.Count(n), true, err == nil
	}
	point := len(c.digits) - c.decimals
	text := c.digits[:point]
	if c.decimals > 0 {
		text += "." + c.digits[point:]
	}
	if v, exact, fits = disclosure.ParseValue(text, shift); c.negative {
		v = -v
	}
	return v, exact, fits
}
