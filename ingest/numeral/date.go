package numeral

// Date is a date or a part of one in a text. Parts that the text does not state are 0.
type Date struct {
	Start   int // runes [Start, End)
	End     int
	Year    int
	Month   int
	Day     int
	Damaged bool // characters are missing: 20119月, 201911日, 2018年1月日
}

// The years that a report or one of its dates can name. The regulation is of 2007; older years occur in the names of acts.
const (
	minYear = 1949
	maxYear = 2049
)

// Complete says whether year, month and day are all stated.
func (d Date) Complete() bool { return d.Year > 0 && d.Month > 0 && d.Day > 0 }

// Before compares complete dates.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// ScanDates finds dates, years and months of a text from left to right: 2012年3月28日, 2012-03-28, 2012/3/28, 二〇一三年三月,
// 二0一七年, 3月20日, 一三-三-二十七, and the damaged 20119月, 201911日, 2018年1月日. A bare 2012 without 年 is no date.
func ScanDates(text []rune) []Date {
	var out []Date
	run := 0 // the end of the figures around i
	for i := 0; i < len(text); {
		if !begins(text[i]) || !isDigit(text[i]) && !isHan(text[i]) || i > 0 && isDigit(text[i-1]) {
			i++
			continue
		}
		if i >= run {
			if run = figuresEnd(text, i); !dateGoesOn(text, run) {
				i = run
				continue
			}
		}
		d, ok := dateAt(text, i)
		if !ok {
			i++
			continue
		}
		out = append(out, d)
		i = d.End
	}
	return out
}

// figuresEnd gives the end of the digits of any script that begin at text[i].
func figuresEnd(text []rune, i int) int {
	for i < len(text) && begins(text[i]) && (isDigit(text[i]) || isHan(text[i])) {
		i++
	}
	return i
}

// dateGoesOn says whether a date can go on behind the figures that end at text[i]. Behind most figures stands what they count.
func dateGoesOn(text []rune, i int) bool {
	if i == len(text) {
		return false
	}
	if contains("-/.—－．", text[i]) {
		return true
	}
	i = skipSpaces(text, i)
	return i < len(text) && (text[i] == '年' || text[i] == '月' || text[i] == '日')
}

func dateAt(text []rune, i int) (Date, bool) {
	for _, read := range []func([]rune, int) (Date, bool){withYear, separated, damaged, hanSeparated, withoutYear} {
		if d, ok := read(text, i); ok {
			return d, true
		}
	}
	return Date{}, false
}

// figure reads the digits of a year, a month or a day in any script: at most four of them. The width is 0 when there are none,
// as at the end of the text.
func figure(text []rune, i int) (value, end, width int) {
	if i >= len(text) {
		return 0, i, 0
	}
	j := i
	for j < len(text) && isDigit(text[j]) {
		j++
	}
	if j > i && (j >= len(text) || !isHan(text[j])) {
		if j-i > 4 {
			return 0, i, 0
		}
		for k := i; k < j; k++ {
			d, _ := digit(text[k])
			value = value*10 + int(d)
		}
		return value, j, j - i
	}
	if n, ok := positional(text, i); ok && n.Value > 0 && n.End-n.Start == 4 {
		return int(n.Value / Scale), n.End, 4
	}
	if v, end, ok := hanSection(text, i); ok && v < 100 {
		return int(v), end, end - i
	}
	return 0, i, 0
}

// YearAt reads a four-digit year of any script at text[i]; end is 0 when there is none.
func YearAt(text []rune, i int) (year, end int) {
	if i >= len(text) {
		return 0, 0
	}
	v, end, width := figure(text, i)
	if width != 4 || v < minYear || v > maxYear {
		return 0, 0
	}
	return v, end
}

// withYear reads 2012年, 2012年3月, 2012年3月28日; a month or day whose digits are lost makes the date damaged.
func withYear(text []rune, i int) (Date, bool) {
	year, end := YearAt(text, i)
	if end == 0 {
		return Date{}, false
	}
	j := skipSpaces(text, end)
	if j >= len(text) || text[j] != '年' {
		return Date{}, false
	}
	d := Date{Start: i, End: j + 1, Year: year}
	d.part(text, '月', 12, &d.Month)
	if d.Month > 0 {
		d.part(text, '日', 31, &d.Day)
		if d.Day == 0 {
			d.part(text, '号', 31, &d.Day)
		}
		if d.Day == 0 && d.End < len(text) && text[d.End] == '日' {
			d.End, d.Damaged = d.End+1, true
		}
	}
	return d, true
}

// part reads a month or a day with the character behind it.
func (d *Date) part(text []rune, mark rune, most int, into *int) {
	j := skipSpaces(text, d.End)
	if j >= len(text) {
		return
	}
	v, end, _ := figure(text, j)
	end = skipSpaces(text, end)
	if v >= 1 && v <= most && end < len(text) && text[end] == mark {
		*into, d.End = v, end+1
	}
}

// separated reads 2012-03-28, 2012/3/28, 2012.3.28.
func separated(text []rune, i int) (Date, bool) {
	year, end := YearAt(text, i)
	if end == 0 || end+2 >= len(text) || !contains("-/.－．", text[end]) {
		return Date{}, false
	}
	mark := text[end]
	month, end2, w := figure(text, end+1)
	if w == 0 || w > 2 || month < 1 || month > 12 || end2 >= len(text) || text[end2] != mark {
		return Date{}, false
	}
	day, end3, w := figure(text, end2+1)
	if w == 0 || w > 2 || day < 1 || day > 31 {
		return Date{}, false
	}
	return Date{Start: i, End: end3, Year: year, Month: month, Day: day}, true
}

// hanSeparated reads 一三-三-二十七, the way some offices sign: the year has two digits.
func hanSeparated(text []rune, i int) (Date, bool) {
	if i+2 >= len(text) {
		return Date{}, false
	}
	a, okA := hanDigit(text[i])
	b, okB := hanDigit(text[i+1])
	if !okA || !okB || !contains("-－—", text[i+2]) {
		return Date{}, false
	}
	month, end, ok := hanSection(text, min(i+3, len(text)-1))
	if !ok || month < 1 || month > 12 || end >= len(text) || !contains("-－—", text[end]) || end+1 >= len(text) {
		return Date{}, false
	}
	day, end, ok := hanSection(text, end+1)
	if !ok || day < 1 || day > 31 {
		return Date{}, false
	}
	return Date{Start: i, End: end, Year: 2000 + int(a*10+b), Month: int(month), Day: int(day)}, true
}

// withoutYear reads 3月20日 and 9月.
func withoutYear(text []rune, i int) (Date, bool) {
	d := Date{Start: i, End: i}
	d.part(text, '月', 12, &d.Month)
	if d.Month == 0 || d.End < len(text) && text[d.End] == '均' {
		return Date{}, false
	}
	d.part(text, '日', 31, &d.Day)
	return d, true
}

// damaged reads a run of five to eight digits that begins with a year and stands before 月 or 日: the 年 or the 月 between
// has been lost. What cannot be split in one way only keeps the year alone.
func damaged(text []rune, i int) (Date, bool) {
	j := i
	for j < len(text) && isDigit(text[j]) {
		j++
	}
	if j-i < 5 || j-i > 8 || j >= len(text) || text[j] != '月' && text[j] != '日' {
		return Date{}, false
	}
	year := number(text[i : i+4])
	if year < 1990 || year > maxYear {
		return Date{}, false
	}
	d := Date{Start: i, End: j + 1, Year: year, Damaged: true}
	rest := text[i+4 : j]
	if text[j] == '月' {
		if m := number(rest); len(rest) <= 2 && m >= 1 && m <= 12 {
			d.Month = m
			d.part(text, '日', 31, &d.Day)
			return d, true
		}
		return Date{}, false
	}
	d.Month, d.Day = split(rest)
	return d, d.Month > 0 || len(rest) == 3
}

// split parts the digits of month and day: 11 is 1 and 1, 1231 is 12 and 31; 111 could be 1-11 or 11-1 and gives neither.
func split(rest []rune) (month, day int) {
	found := 0
	for cut := 1; cut < len(rest) && cut <= 2; cut++ {
		m, d := number(rest[:cut]), number(rest[cut:])
		if len(rest)-cut > 2 || m < 1 || m > 12 || d < 1 || d > 31 {
			continue
		}
		month, day = m, d
		found++
	}
	if found != 1 {
		return 0, 0
	}
	return month, day
}

func number(text []rune) int {
	v := 0
	for _, r := range text {
		d, _ := digit(r)
		v = v*10 + int(d)
	}
	return v
}
