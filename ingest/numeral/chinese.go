package numeral

// hanDigit gives the value of a Chinese digit; formal and variant forms included.
func hanDigit(r rune) (int64, bool) {
	switch r {
	case '零', '〇', '○', '◯', 'Ｏ':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '两', '贰', '兩':
		return 2, true
	case '三', '叁':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

// hanPlace gives the weight of 十, 百, 千 and of the two contracted tens.
func hanPlace(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	}
	return 0
}

func isHan(r rune) bool {
	_, ok := hanDigit(r)
	return ok || hanPlace(r) > 0 || r == '廿' || r == '卅'
}

// chinese reads a number in Chinese numerals: 三, 十二, 二十, 廿三, 一百零五, 两千, 一万五千, 二〇一七.
func chinese(text []rune, i int) (Number, bool) {
	if !isHan(text[i]) && !bigStart(text, i) {
		return Number{}, false
	}
	if n, ok := positional(text, i); ok {
		return n, true
	}
	section, end, ok := hanSection(text, i)
	if !ok {
		return Number{}, false
	}
	n := Number{Start: i, End: end, Value: section * Scale, Chinese: true}
	n.hanMultiply(text, section)
	if n.Value > limit {
		n.Value = -1
	}
	return n, true
}

// hanMultiply applies 万 and 亿 and adds the part behind them. The 多 or 余 may stand between: 十余万.
func (n *Number) hanMultiply(text []rune, section int64) {
	total := int64(0)
	for n.End < len(text) {
		j := n.End
		if j+1 < len(text) && contains("余多", text[j]) && multiplier(text[j+1]) >= 10000 {
			n.Exactness = Approx
			j++
		}
		f := multiplier(text[j])
		if f < 10000 {
			return
		}
		total = min(total+section*f, limit/Scale+1) // beyond the limit it is no count
		n.End, n.Value = j+1, total*Scale
		next := n.End
		if next < len(text) && text[next] == '零' {
			next++
		}
		if next >= len(text) || !isHan(text[next]) {
			return
		}
		rest, end, ok := hanSection(text, next)
		if !ok {
			return
		}
		if end < len(text) && hanPlace(text[end-1]) == 0 && end == next+1 && multiplier(text[end]) == 0 && text[next-1] != '零' {
			rest *= f / 10 // 三万五
		}
		section, n.End = rest, end
		n.Value = (total + rest) * Scale
	}
}

// hanSection reads a number below ten thousand.
func hanSection(text []rune, i int) (value int64, end int, ok bool) {
	start, last := i, int64(10000)
	for i < len(text) {
		r := text[i]
		switch {
		case r == '廿' || r == '卅':
			if i > start {
				return value, i, true
			}
			value, last = 20, 10
			if r == '卅' {
				value = 30
			}
			i++
			continue
		case hanPlace(r) > 0: // 十 without a digit in front
			p := hanPlace(r)
			if p >= last || p > 10 && i == start && !loneBig(text, i) {
				return value, i, i > start
			}
			value, last = value+p, p
			i++
			continue
		}
		d, isD := hanDigit(r)
		if !isD {
			break
		}
		if i+1 < len(text) && hanPlace(text[i+1]) > 0 && d > 0 && hanPlace(text[i+1]) < last {
			last = hanPlace(text[i+1])
			value += d * last
			i += 2
			continue
		}
		if d == 0 && i > start { // the 零 of 一百零五
			if i+1 < len(text) && isHan(text[i+1]) && text[i+1] != r {
				i++
				continue
			}
			return value, i, true
		}
		if last == 1 {
			return value, i, true
		}
		value, last = value+d, 1
		i++
	}
	return value, i, i > start
}

// loneBig says whether a 百 or 千 without a digit is a number: 百余件, 近百, 上千.
func loneBig(text []rune, i int) bool {
	if i+1 < len(text) && contains("余多", text[i+1]) {
		return true
	}
	return i > 0 && contains("近上逾超数几", text[i-1])
}

// bigStart says whether a 万 or 亿 without a digit is a number: 万余条, 近万条, 上亿次.
func bigStart(text []rune, i int) bool {
	if text[i] != '万' && text[i] != '亿' {
		return false
	}
	return i+1 < len(text) && text[i+1] == '余' || i > 0 && contains("近上逾超", text[i-1])
}

// positional reads digits written one by one: 二〇一七, 二0一七, 一二三四五. Two digits alone (三五) are vague and three or more
// are a figure or a year.
func positional(text []rune, i int) (Number, bool) {
	value, j, han := int64(0), i, 0
	for j < len(text) {
		d, ok := hanDigit(text[j])
		if ok {
			han++
		} else if d, ok = digit(text[j]); !ok {
			break
		}
		if value > limit/Scale/10 {
			return Number{Start: i, End: j, Value: -1, Chinese: true}, true
		}
		value = value*10 + d
		j++
	}
	if j-i < 3 || han == 0 || j < len(text) && hanPlace(text[j]) > 0 {
		if bigStart(text, i) {
			return Number{Start: i, End: i + 1, Value: multiplier(text[i]) * Scale, Chinese: true}, true
		}
		return Number{}, false
	}
	return Number{Start: i, End: j, Value: value * Scale, Chinese: true}, true
}
