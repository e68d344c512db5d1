package numeral

// word is a word beside a number and what it makes of the number.
type word struct {
	text string
	as   Exactness
}

// before are the words in front of a number, the longer ones first so that 不超过 is not read as 超过.
var before = words(
	word{"不超过", AtMost}, word{"不多于", AtMost}, word{"未超过", AtMost}, word{"最多", AtMost}, word{"不足", AtMost},
	word{"不到", AtMost}, word{"至多", AtMost}, word{"不少于", AtLeast}, word{"不低于", AtLeast}, word{"少于", AtMost},
	word{"不下", AtLeast}, word{"超过", AtLeast}, word{"突破", AtLeast}, word{"多于", AtLeast}, word{"至少", AtLeast},
	word{"大于", AtLeast}, word{"逾", AtLeast}, word{"超", AtLeast}, word{"上", AtLeast}, word{"大约", Approx},
	word{"大概", Approx}, word{"将近", Approx}, word{"接近", Approx}, word{"约为", Approx}, word{"约有", Approx}, word{"约达", Approx},
	word{"约", Approx}, word{"近", Approx},
)

// behind are the words after a number or after its unit.
var behind = words(
	word{"左右", Approx}, word{"上下", Approx}, word{"以上", AtLeast}, word{"以内", AtMost}, word{"以下", AtMost},
)

// vagueWords look like numbers and state none.
var vagueWords = words(
	word{"数十", Approx}, word{"数百", Approx}, word{"数千", Approx}, word{"数万", Approx}, word{"几十", Approx},
	word{"几百", Approx}, word{"几千", Approx}, word{"几万", Approx}, word{"若干", Approx}, word{"半数", Approx},
)

type compiled struct {
	runes []rune
	as    Exactness
}

func words(list ...word) []compiled {
	out := make([]compiled, len(list))
	for i, w := range list {
		out[i] = compiled{[]rune(w.text), w.as}
	}
	return out
}

// unitReach is how many letters of a unit may stand between a number and 左右 or 以上: 条, 人次, 万人次.
const unitReach = 3

// qualify looks at the words around a number. 余 and 多 that touch it become part of it.
func (n *Number) qualify(text []rune) {
	if j := skipSpaces(text, n.End); j < len(text) && n.Kind == Count && moreWord(text, j) {
		n.Exactness = Approx
		n.End = j + 1
		n.afterMore(text)
	}
	if w, ok := match(text, wordEnd(text, n.Start), before, true); ok && (w.runes[0] != '上' || n.lone(text)) {
		n.Exactness = w.as
		return
	}
	if n.Exactness != Exact {
		return
	}
	for j := n.End; j <= n.End+unitReach && j < len(text); j++ {
		if w, ok := match(text, j, behind, false); ok {
			n.Exactness = w.as
			return
		}
		if !letter(text[j]) {
			return
		}
		if contains("余", text[j]) && j > n.End { // 1400条余
			n.Exactness = Approx
			return
		}
	}
}

// wordEnd gives the end of the word before the number at i, from which a blank may part it: 大约 2.2万.
func wordEnd(text []rune, i int) int {
	for i > 0 && text[i-1] == ' ' {
		i--
	}
	return i
}

// lone says whether the number is a bare 百, 千 or 万, before which 上 means "at least": 上百件. In 网上12件 it means nothing.
func (n *Number) lone(text []rune) bool {
	return n.Chinese && contains("百千万", text[n.Start])
}

// moreWord says whether text[i] is a 余 or 多 that belongs to the number before it. 多 must stand before a unit: 5多媒体 has none.
func moreWord(text []rune, i int) bool {
	switch text[i] {
	case '余', '餘':
		return true
	case '多':
		return i+1 < len(text) && letter(text[i+1]) && !contains("数元功媒样达", text[i+1])
	}
	return false
}

// afterMore takes a 万 or 亿 behind 余 or 多 that the digits had not reached (十余万 in Chinese numerals).
func (n *Number) afterMore(text []rune) {
	if n.End < len(text) {
		if f := multiplier(text[n.End]); f >= 10000 && n.Value <= limit/f {
			n.Value *= f
			n.End++
		}
	}
}

// match finds the first word of the list that ends (back) or begins at i.
func match(text []rune, i int, list []compiled, back bool) (compiled, bool) {
	for _, w := range list {
		from := i
		if back {
			from = i - len(w.runes)
		}
		if from < 0 || from+len(w.runes) > len(text) || !equal(text[from:from+len(w.runes)], w.runes) {
			continue
		}
		if back && from > 0 && w.runes[0] == '近' && contains("最附", text[from-1]) { // 最近3年, 附近
			return compiled{}, false
		}
		if back && from > 0 && w.runes[0] == '约' && contains("预节合条契集制", text[from-1]) { // 预约, 节约, 集约
			return compiled{}, false
		}
		return w, true
	}
	return compiled{}, false
}

// vague reads 数十, 若干, 三五 and the like, with the units of magnitude behind them.
func vague(text []rune, i int) (Number, bool) {
	if w, ok := match(text, i, vagueWords, false); ok && !tensBehind(text, i) {
		return Number{Start: i, End: magnitudeEnd(text, i+len(w.runes)), Kind: Vague, Chinese: true}, true
	}
	if twoDigits(text, i) { // 三五, 二三十
		return Number{Start: i, End: magnitudeEnd(text, i+2), Kind: Vague, Chinese: true}, true
	}
	return Number{}, false
}

// tensBehind says whether 数 ends the word before a number from eleven to nineteen: 信息数十三条.
func tensBehind(text []rune, i int) bool {
	if text[i] != '数' || i+2 >= len(text) || text[i+1] != '十' {
		return false
	}
	digit, ok := hanDigit(text[i+2])
	return ok && digit != 0
}

// magnitudeEnd gives the end of the units of magnitude that begin at text[i].
func magnitudeEnd(text []rune, i int) int {
	for i < len(text) && (multiplier(text[i]) > 0 || hanPlace(text[i]) > 0) {
		i++
	}
	return i
}

// twoDigits recognises 三五, 七八: two neighbouring Chinese digits that name a range.
func twoDigits(text []rune, i int) bool {
	if i+1 >= len(text) {
		return false
	}
	a, okA := hanDigit(text[i])
	b, okB := hanDigit(text[i+1])
	if !okA || !okB || a == 0 || b == 0 {
		return false
	}
	if i > 0 && isHan(text[i-1]) {
		return false
	}
	if i+2 < len(text) {
		if _, ok := hanDigit(text[i+2]); ok || isDigit(text[i+2]) {
			return false
		}
	}
	return true
}

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// letter says whether a rune can be part of a unit.
func letter(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }
