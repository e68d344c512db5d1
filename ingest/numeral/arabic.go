package numeral

// digit gives the value of an Arabic digit of either width.
func digit(r rune) (int64, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int64(r - '0'), true
	case r >= '０' && r <= '９':
		return int64(r - '０'), true
	}
	return 0, false
}

func isDigit(r rune) bool { _, ok := digit(r); return ok }

// arabic reads digits, thousands marks, decimals and the multipliers behind them. A value of -1 marks a run of digits that
// counts nothing: too long, too small, or with a leading zero.
func arabic(text []rune, i int) (Number, bool) {
	n, whole := digits(text, i)
	if n.Value < 0 || whole && n.End-i > 1 && number(text[i:i+1]) == 0 { // 0731…, 000004: an identifier
		n.Value = -1
		return n, true
	}
	n.multiply(text)
	if whole {
		n.append(text)
	}
	n.settle()
	if n.Value > limit {
		n.Value = -1
	}
	return n, true
}

// restScale is the number of parts of a step that rest counts: as many decimals as 亿 can make whole, and two to round by.
const restScale = 10_000_000_000

// settle rounds what is left behind the decimals of the value. A number that would become zero states no value.
func (n *Number) settle() {
	if n.Value < 0 {
		return
	}
	if n.rest >= restScale/2 {
		n.Value++
	}
	n.rest, n.Rounded = 0, n.Rounded || n.rest > 0
	if n.Rounded && n.Value == 0 {
		n.Value, n.Rounded = -1, false
	}
}

// digits reads 1234, 1,234,567, 1 234 567 and 12.5. whole says that there is no decimal point.
func digits(text []rune, i int) (n Number, whole bool) {
	n.Start = i
	blanks := spacedEnd(text, i)
	for i < len(text) {
		if d, ok := digit(text[i]); ok {
			n.Value = n.Value*10 + d
			i++
		} else if i < blanks || grouped(text, i) {
			i++
		} else {
			break
		}
		if n.Value > limit/Scale {
			n.Value, n.End = -1, figureEnd(text, i)
			return n, true
		}
	}
	n.Value *= Scale
	if i+1 >= len(text) || !contains(".．", text[i]) || !isDigit(text[i+1]) {
		n.End = i
		return n, true
	}
	n.End = n.decimals(text, i+1)
	return n, false
}

// figureEnd finds the end of a figure that is too long to be read, so that none of its digits is taken for another.
func figureEnd(text []rune, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	if grouped(text, i) { // one look finds all the groups; a look at each mark would take the square of their number
		for i < len(text) && (isDigit(text[i]) || contains(",，", text[i]) && i+1 < len(text) && isDigit(text[i+1])) {
			i++
		}
	}
	if i+1 < len(text) && contains(".．", text[i]) && isDigit(text[i+1]) {
		for i++; i < len(text) && isDigit(text[i]); i++ {
		}
	}
	return i
}

// decimals reads the digits behind the point and gives their end.
func (n *Number) decimals(text []rune, i int) int {
	step, part := int64(Scale/10), int64(restScale/10)
	for ; i < len(text); i++ {
		d, ok := digit(text[i])
		switch {
		case !ok:
			return i
		case step > 0:
			n.Value += d * step
			step /= 10
		case part > 0:
			n.rest += d * part
			part /= 10
		case d > 0:
			n.Rounded = true
		}
	}
	return i
}

// grouped says whether text[i] is a thousands mark: one to three digits before it, exactly three behind it, and so on to the
// end of the group.
func grouped(text []rune, i int) bool {
	if i == 0 || i+3 >= len(text) || !contains(",，", text[i]) || !isDigit(text[i+1]) { // 咨询62,当面16次
		return false
	}
	first := i
	for first > 0 && isDigit(text[first-1]) {
		first--
	}
	if i-first > 3 || i == first || number(text[first:first+1]) == 0 && (first == 0 || !contains(",，", text[first-1])) {
		return false
	}
	for i < len(text) && contains(",，", text[i]) && i+1 < len(text) && isDigit(text[i+1]) {
		end := i + 1
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if end-i != 4 {
			return false
		}
		i = end
	}
	return true
}

// mostGroups is how many groups of three a count can have.
const mostGroups = 4

// spacedEnd finds the end of a number at text[i] that is grouped by threes with blanks (1 234条), as GB/T 15835-2011, 5.1 has it;
// it gives 0 for any other. The figures of a row stand apart by blanks too: these group only where every group but the first has three
// digits and either the number touches what stands before it and the word behind it, or it stands apart from one of them or both
// (总数 1 234 条) and what follows is one that is counted.
func spacedEnd(text []rune, i int) int {
	if i == 0 || number(text[i:i+1]) == 0 {
		return 0
	}
	apart := isSpace(text[i-1])
	if apart && (i == 1 || !letter(text[i-2]) || contains("第表图页", text[i-2]) || measured(text[i-2]) && (i == 2 || !letter(text[i-3]))) {
		return 0
	}
	end, groups := i, 0
	for groups < mostGroups {
		from := end
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if size := end - from; size > 3 || groups > 0 && size != 3 {
			return 0
		}
		groups++
		if end+1 >= len(text) || text[end] != ' ' || !isDigit(text[end+1]) {
			break
		}
		end++
	}
	behind := figureEnd(text, end)
	if behind+1 < len(text) && text[behind] == ' ' {
		apart = true
		behind++
	}
	if groups == 1 || behind >= len(text) || !letter(text[behind]) || apart && !measured(text[behind]) {
		return 0
	}
	return end
}

// measured says whether a rune is a unit of counts or begins one, or enlarges the number before it.
func measured(r rune) bool {
	return contains("条件份篇则次期宗起例桩项个人名场家处册封位户本部万亿元余多", r)
}

// multiplier gives the factor of 百, 千, 万 and 亿.
func multiplier(r rune) int64 {
	switch r {
	case '百':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 10000
	case '亿', '億':
		return 100000000
	}
	return 0
}

// multiply takes the multipliers behind the digits, and the 余 or 多 between: 10余万, 3.79亿, 12万. A lone 百 or 千 in front of
// another word (百姓, 千米) stays outside.
func (n *Number) multiply(text []rune) {
	j := skipSpaces(text, n.End)
	if j+1 < len(text) && contains("余多", text[j]) && multiplier(text[j+1]) >= 10000 {
		n.Exactness = Approx
		j++
	}
	if j >= len(text) {
		return
	}
	f := multiplier(text[j])
	if f == 0 || f < 10000 && j != n.End {
		return
	}
	if f < 10000 && j+1 < len(text) && contains("姓米克瓦家", text[j+1]) {
		return
	}
	if n.Value > limit/f {
		n.Value = -1
		n.End = j + 1
		return
	}
	more := n.rest * f
	n.Value, n.rest, n.End = n.Value*f+more/restScale, more%restScale, j+1
	if f == 100 || f == 1000 { // 5百万, 3千万
		if j+1 < len(text) && multiplier(text[j+1]) >= 10000 {
			n.multiply(text)
		}
	}
}

// append takes the smaller part of a mixed number: 3万5千, 1亿2000万.
func (n *Number) append(text []rune) {
	if n.End >= len(text) || n.Value < 0 || multiplier(text[n.End-1]) < 10000 || !isDigit(text[n.End]) {
		return
	}
	unit := multiplier(text[n.End-1]) * Scale
	part, whole := digits(text, n.End)
	if part.Value < 0 || !whole {
		return
	}
	end := part.End
	part.multiply(text)
	if part.Value < 0 || part.Value >= unit || part.End == end && unit/10 > part.Value {
		return // 3万5: the second figure belongs to something else
	}
	n.Value += part.Value
	n.End = part.End
	if part.Exactness != Exact {
		n.Exactness = part.Exactness
	}
}
