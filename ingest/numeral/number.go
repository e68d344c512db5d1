// Package numeral reads the numbers, dates and years that Chinese officials write: Arabic digits in both widths and with
// thousands marks, Chinese numerals, mixtures such as 3万5千 and 10余万, percentages, the words that make a number
// approximate, and dates with lost characters. It knows no metric and imports nothing of gongkai.
//
//	number.go     Number, Scan over running text, Parse for one cell
//	arabic.go     12, １２, 1,234, 1.2, and the 万 and 亿 behind them
//	chinese.go    两, 三十, 一百零五, 廿三, 二〇一七
//	qualifier.go  余, 多, 近, 约, 左右, 超过, 以上, 不足: how exact the number is
//	date.go       dates and years, complete and damaged
//	period.go     自…起至…止
package numeral

// Scale is the number of Value steps in one unit: values are whole numbers of millionths, which holds every count and amounts
// of 万元 to the 分.
const Scale = 1_000_000

// limit keeps a value, scaled, inside int64 with room to spare; a longer run of digits is an identifier and not a count.
const limit = int64(9e16)

// Exactness says how exact a number is stated to be.
type Exactness uint8

// The kinds of exactness.
const (
	Exact   Exactness = iota
	Approx            // 余 多 近 约 左右 上下
	AtLeast           // 超 超过 突破 以上 逾
	AtMost            // 不足 不到 以内
)

// Kind tells counts from ratios and from words that look like a number but state none.
type Kind uint8

// The kinds of number.
const (
	Count    Kind = iota
	Percent       // 12%, 百分之十二: Value is in percent
	Permille      // 3‰: Value is in per mille
	Range         // 3至5, 20-30, 7×24: no value
	Vague         // 数十, 若干, 三五: no value
)

// Number is one number found in a text.
type Number struct {
	Start     int   // runes [Start, End): digits, multipliers and percent sign, with 余 and 多 that touch them
	End       int   //
	Value     int64 // in millionths of a unit; 0 for Range and Vague
	Kind      Kind
	Exactness Exactness
	Chinese   bool // written without any Arabic digit
	Signed    bool // a sign stood in front (Parse only)
	Rounded   bool // more decimals are printed than Value holds: Value is the nearest

	rest int64 // decimals behind those of Value, in restScale parts of a step, until the multipliers are read
}

// Valued says whether the number states a value.
func (n Number) Valued() bool { return n.Kind != Range && n.Kind != Vague }

// Scan finds the numbers of a text from left to right. Numbers that are glued to a Latin letter (G206) are left out. Which
// numbers count something is for the caller to decide: Scan also returns the digits of dates, of document numbers and of
// labels.
func Scan(text []rune) []Number {
	var out []Number
	for i := 0; i < len(text); {
		if !begins(text[i]) {
			i++
			continue
		}
		n, ok := at(text, i)
		if !ok {
			i++
			continue
		}
		if !afterLetter(text, n.Start) {
			out = append(out, n)
		}
		i = n.End
	}
	return out
}

// beginnings are the runes that a number can begin with, as a set of bits: most of a text begins none.
var beginnings = func() (set [0x10000 / 64]uint64) {
	for r := rune(0); r < 0x10000; r++ {
		if isDigit(r) || isHan(r) || r == '万' || r == '亿' {
			set[r/64] |= 1 << (r % 64)
		}
	}
	for _, w := range vagueWords {
		set[w.runes[0]/64] |= 1 << (w.runes[0] % 64)
	}
	return set
}()

func begins(r rune) bool { return r >= 0 && r < 0x10000 && beginnings[r/64]>>(r%64)&1 != 0 }

// at reads the number that begins at text[i] together with the words around it.
func at(text []rune, i int) (Number, bool) {
	if n, ok := fraction(text, i); ok {
		return n, true
	}
	if n, ok := vague(text, i); ok {
		return n, true
	}
	n, ok := core(text, i)
	if !ok {
		return Number{}, false
	}
	if n.Value < 0 { // too long for a count, or too small for a value
		n.Kind, n.Value = Vague, 0
		return n, true
	}
	if end, ok := rangeEnd(text, n); ok {
		return Number{Start: n.Start, End: end, Kind: Range, Chinese: n.Chinese}, true
	}
	n = sign(text, n)
	n.qualify(text)
	return n, true
}

// core reads digits with their multipliers: 12, 1.2万, 3万5千, 一百零五.
func core(text []rune, i int) (Number, bool) {
	if isDigit(text[i]) {
		return arabic(text, i)
	}
	return chinese(text, i)
}

// sign turns a count with a percent or per mille sign behind it into a ratio.
func sign(text []rune, n Number) Number {
	j := skipSpaces(text, n.End)
	if j >= len(text) {
		return n
	}
	switch text[j] {
	case '%', '％', '﹪':
		n.Kind, n.End = Percent, j+1
	case '‰':
		n.Kind, n.End = Permille, j+1
	}
	return n
}

// fraction reads 百分之… and 千分之….
func fraction(text []rune, i int) (Number, bool) {
	if i+3 >= len(text) || text[i+1] != '分' || text[i+2] != '之' || (text[i] != '百' && text[i] != '千') {
		return Number{}, false
	}
	n := Number{Value: 100 * Scale, End: i + 4}
	if text[i+3] != '百' {
		var ok bool
		if n, ok = core(text, i+3); !ok || n.Value < 0 {
			return Number{}, false
		}
	}
	n.Start, n.Kind = i, Percent
	if text[i] == '千' {
		n.Kind = Permille
	}
	return n, true
}

// rangeMarks stand between the two ends of a range; a hyphen or a tilde may be of any width.
const rangeMarks = "至到-–—~～－×*"

// rangeEnd finds the end of a range that n begins: 3至5, 20-30, 7×24.
func rangeEnd(text []rune, n Number) (int, bool) {
	j := n.End
	if j+1 >= len(text) || !contains(rangeMarks, text[j]) {
		return 0, false
	}
	for j+1 < len(text) && contains("-–—－", text[j]) && text[j] == text[j+1] {
		j++
	}
	if j+1 >= len(text) {
		return 0, false
	}
	m, ok := core(text, j+1)
	if !ok || m.Value < 0 || m.Chinese != n.Chinese {
		return 0, false
	}
	return m.End, true
}

// Parse reads a table cell that holds one number and nothing else but an optional sign (+, -, 增, 减, ↑, ↓), spaces between
// digits and a rest behind the number, which is returned: "251000元" gives 251000 and "元", "减35" gives -35 and "". It reports
// false for a cell that does not begin with a number.
func Parse(cell string) (Number, string, bool) {
	text := compact([]rune(cell))
	i, negative, signed := cellSign(text)
	if i >= len(text) {
		return Number{}, "", false
	}
	n, ok := at(text, i)
	if !ok || n.Start != i || !n.Valued() {
		return Number{}, "", false
	}
	n.Signed = signed
	if negative {
		n.Value = -n.Value
	}
	return n, string(text[n.End:]), true
}

func cellSign(text []rune) (next int, negative, signed bool) {
	for i, r := range text {
		switch r {
		case '-', '－', '−', '减', '↓':
			negative, signed = true, true
		case '+', '＋', '增', '↑':
			signed = true
		case '加', '少':
			if !signed {
				return i, false, false
			}
		default:
			return i, negative, signed
		}
	}
	return len(text), negative, signed
}

// compact drops white space at the edges and between digits: inside one cell "1 234" is one number.
func compact(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for _, r := range text {
		if !isSpace(r) {
			out = append(out, r)
		}
	}
	return out
}

func afterLetter(text []rune, i int) bool {
	if i == 0 {
		return false
	}
	r := text[i-1]
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u3000' || r == '\u00A0'
}

func skipSpaces(text []rune, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\u3000' || text[i] == '\u00A0') {
		i++
	}
	return i
}

func contains(set string, r rune) bool {
	for _, s := range set {
		if s == r {
			return true
		}
	}
	return false
}
