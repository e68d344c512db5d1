package extract

import (
	"slices"
	"sort"
	"strings"

	"gongkai/ingest/numeral"
)

// maskNoise finds the digits that count nothing: dates, numbers of documents, index numbers, telephones, post codes,
// addresses on the web, houses and rooms, ordinals and the labels of lists. Numbers inside are never figures.
func (v *View) maskNoise() {
	v.dates = numeral.ScanDates(v.Runes)
	for _, d := range v.dates {
		v.noise = append(v.noise, span{d.Start, d.End})
	}
	for i := 0; i < len(v.Runes); i++ {
		r := v.Runes[i]
		switch {
		case r >= '0' && r <= '9':
			end := v.digitRun(i)
			if p, ok := v.digitNoise(i, end); ok {
				v.noise = append(v.noise, p)
			}
			i = end - 1
		case r == '第':
			if end := v.ordinal(i + 1); end > i+1 {
				v.noise = append(v.noise, span{i, end})
			}
		case r == '"' || r == '“':
			if end := v.quotedFigure(i + 1); end > 0 {
				v.noise = append(v.noise, span{i, end})
			}
		}
	}
	v.noise = append(v.noise, v.markedNoise()...)
	slices.SortFunc(v.noise, func(a, b span) int { return a.start - b.start })
	v.noise = merge(v.noise)
}

// noisy says whether the rune i of the view is part of noise.
func (v *View) noisy(i int) bool {
	k := sort.Search(len(v.noise), func(k int) bool { return v.noise[k].end > i })
	return k < len(v.noise) && v.noise[k].start <= i
}

func (v *View) digitRun(i int) int {
	for i < len(v.Runes) && v.Runes[i] >= '0' && v.Runes[i] <= '9' {
		i++
	}
	return i
}

// hotlines are telephone numbers that are used as names.
var hotlines = map[string]bool{
	"12345": true, "12315": true, "12329": true, "12333": true, "12319": true, "12369": true, "12358": true, "12348": true,
	"12380": true, "12388": true, "12336": true, "12350": true, "12365": true, "12366": true, "12328": true, "12331": true,
	"96333": true, "12320": true, "12371": true, "96119": true, "12356": true, "12393": true, "12301": true, "12318": true,
}

// generalHotline is the one that takes what concerns any office; the others belong to branches of business.
const generalHotline = "12345"

const hotlineLength = 5

// lineName is how the name of a hotline goes on behind its number, lineNumber how the numbers of hotlines begin.
var (
	lineName   = mustPattern(`^[”"]?[^,;。:0-9]{0,8}(?:热线|电话)`)
	lineNumber = mustPattern(`^(?:12|95|96)`)
)

const longestLineName = 14

// calledLine says whether the five digits [i, end) are called the number of a hotline: 96166公交热线.
func (v *View) calledLine(i, end int) bool {
	return lineNumber.MatchString(v.String(i, end)) && lineName.MatchString(v.String(end, min(end+longestLineName, len(v.Runes))))
}

// digitNoise decides by its neighbours whether the digits [i, end) are noise.
func (v *View) digitNoise(i, end int) (span, bool) {
	length := end - i
	before, after := rune(0), rune(0)
	if i > 0 {
		before = v.Runes[i-1]
	}
	if end < len(v.Runes) {
		after = v.Runes[end]
	}
	phone, clock := v.telephone(i, end), v.clock(i, end)
	switch {
	case length == hotlineLength && !unitRune(after) && (hotlines[v.String(i, end)] || v.calledLine(i, end)):
		return span{i, end}, true
	case strings.ContainsRune("〔﹝[【", before) && length >= 4: // 〔2012〕118号, damaged 〔2012118号
		return span{i - 1, v.documentNumber(end)}, true
	case length >= 4 && strings.ContainsRune("〕﹞]】", after): // 闽政办2018〕43号
		return span{i, v.documentNumber(end)}, true
	case after == '号' || after == '室' || after == '楼' || after == '届':
		return span{i, end + 1}, true
	case length >= 7 && (v.Runes[i] == '0' || length >= 9) && !unitRune(after): // telephones, index numbers
		return span{i, end}, true
	case phone > end: // 0818—6972129, (0577) 67171113
		return span{i, phone}, true
	case (after == '-' || after == '/') && end+1 < len(v.Runes) && v.digitRun(end+1)-end > 5 && length >= 3: // 0718-6277499, 000014349/2021-32845
		return span{i, v.codeEnd(end)}, true
	case length == 1 && v.Runes[i] == '1' && before == '计' && unitRune(after) && (i < 2 || !strings.ContainsRune("共总合累", v.Runes[i-2])): // 相同信息计1条
		return span{i, end}, true
	case before == '.' && after == '.' || after == '@':
		return span{i, end}, true
	case clock > end: // 2026-01-21 12:23
		return span{i, clock}, true
	case end-i <= 2 && v.listLabel(i, end):
		return span{i, end + 1}, true
	case before == '(' && after == ')' && end-i <= 2 && v.lineStart(i-1):
		return span{i - 1, end + 1}, true
	}
	return span{}, false
}

// clockDigits is how many digits the parts of a time of day have.
const clockDigits = 2

// clock gives the end of the time of day that begins with the digits [i, end), end when they begin none.
func (v *View) clock(i, end int) int {
	if end-i > clockDigits || !v.below(i, end, "24") || i > 0 && cjk(v.Runes[i-1]) {
		return end
	}
	for end < len(v.Runes) && v.Runes[end] == ':' && v.digitRun(end+1) == end+1+clockDigits && v.below(end+1, end+1+clockDigits, "60") {
		end += 1 + clockDigits
	}
	if end < len(v.Runes) && unitRune(v.Runes[end]) {
		return i
	}
	return end
}

// below says whether the digits [i, end) are a number of at most two digits below a bound of two.
func (v *View) below(i, end int, bound string) bool {
	digits := v.String(i, end)
	return len(digits) < len(bound) || digits < bound
}

const (
	// shortestNumber is the shortest number of a subscriber behind a code of an area.
	shortestNumber = 7
	// longestJoin is how many dashes, blanks and brackets join them.
	longestJoin = 3
)

// telephone gives the end of the telephone number whose area code is [i, end), or end when it is none. A line may end at its dash.
func (v *View) telephone(i, end int) int {
	if v.Runes[i] != '0' || end-i < 3 || end-i > 4 {
		return end
	}
	at, dashed, broken := end, false, false
	for at < min(end+longestJoin, len(v.Runes)) && (pageDashes.has(v.Runes[at]) || strings.ContainsRune(" )\n", v.Runes[at])) {
		dashed, broken = dashed || pageDashes.has(v.Runes[at]), broken || v.Runes[at] == '\n'
		at++
	}
	number := v.digitRun(at)
	if at == end || number-at < shortestNumber || broken && !dashed {
		return end
	}
	return number
}

var countable = newRuneSet("条件份篇则次期宗起例人个万元项名场册家%")

// unitRune says whether a rune can begin the unit of a count of information, requests or visits.
func unitRune(r rune) bool {
	return countable.has(r)
}

// documentNumber gives the end of a document number whose year ends at i: 〕118号.
func (v *View) documentNumber(i int) int {
	for i < len(v.Runes) && strings.ContainsRune("〕﹞]】) ", v.Runes[i]) {
		i++
	}
	i = v.digitRun(i)
	if i < len(v.Runes) && v.Runes[i] == '号' {
		i++
	}
	return i
}

// codeEnd gives the end of a run of digits joined by - and /.
func (v *View) codeEnd(i int) int {
	for i < len(v.Runes) && (v.Runes[i] >= '0' && v.Runes[i] <= '9' || v.Runes[i] == '-' || v.Runes[i] == '/') {
		i++
	}
	return i
}

// listLabel says whether the digits [i, end) number an item: "1." or "2、" or "3)" at the beginning of a line or behind a
// full stop, before something that is no digit.
func (v *View) listLabel(i, end int) bool {
	if end+1 >= len(v.Runes) || !strings.ContainsRune(".、)", v.Runes[end]) {
		return false
	}
	next := v.Runes[end+1]
	return v.lineStart(i) && (next < '0' || next > '9')
}

// lineStart says whether only spaces or a full stop stand between the line's beginning and i.
func (v *View) lineStart(i int) bool {
	for i > 0 && v.Runes[i-1] == ' ' {
		i--
	}
	return i == 0 || strings.ContainsRune("\n。;:!?|", v.Runes[i-1])
}

// ordinal gives the end of the number behind 第, with one character of what is numbered: 第二十条, 第492号.
func (v *View) ordinal(i int) int {
	i = v.skipSpaces(i)
	end := i
	for end < len(v.Runes) && (v.Runes[end] >= '0' && v.Runes[end] <= '9' || strings.ContainsRune("一二三四五六七八九十百零〇", v.Runes[end])) {
		end++
	}
	if end == i || end >= len(v.Runes) {
		return end
	}
	return v.moreOrdinals(end + 1)
}

// moreOrdinals gives the end of the ordinals that go on behind one without a 第 of their own: 第三十一条、三十二条和三十三条.
func (v *View) moreOrdinals(end int) int {
	kind := v.Runes[end-1]
	for kind == '条' && end < len(v.Runes) && strings.ContainsRune("、和及与或至", v.Runes[end]) {
		at := end + 1
		for at < len(v.Runes) && (v.Runes[at] >= '0' && v.Runes[at] <= '9' || strings.ContainsRune("一二三四五六七八九十百", v.Runes[at])) {
			at++
		}
		if at == end+1 || at >= len(v.Runes) || v.Runes[at] != kind {
			return end
		}
		end = at + 1
	}
	return end
}

// quotedFigure gives the end of a quoted word that begins with a figure: “十四五”, “5·15”, “12345…热线”, “六稳六保”.
func (v *View) quotedFigure(i int) int {
	const longest = 12
	if i >= len(v.Runes) || !strings.ContainsRune("0123456789一二两三四五六七八九十", v.Runes[i]) {
		return 0
	}
	for _, word := range []string{"三公", "一把手"} { // a kind of information, a head of office
		if strings.HasPrefix(v.String(i, min(i+3, len(v.Runes))), word) {
			return 0
		}
	}
	for end := i; end < min(i+longest, len(v.Runes)); end++ {
		if v.Runes[end] == '"' || v.Runes[end] == '”' {
			return end
		}
		if v.Runes[end] == '\n' {
			return 0
		}
	}
	return 0
}

// markers stand in front of codes and counters of the page.
var markers = []string{
	"索引号", "索取号", "备案号", "ICP备", "公网安备", "网站标识码", "信用代码", "浏览次数:", "点击数:", "点击量:", "阅读次数:", "访问次数:",
	"阅读:", "浏览:", "浏览量:", "点击率:", "http://", "https://", "www.", "文号", "发布日期", "发文日期", "成文日期",
}

// callMarkers stand in front of telephone numbers and post codes; fewer than minCall digits behind them count something
// (电话35人次).
var callMarkers = []string{"电话", "传真", "邮编", "邮政编码", "QQ", "手机", "联系方式"}

const minCall = 5

// pageCounters stand in front of how often a page was opened where they stand by themselves in its furniture: |访问量:214.
var pageCounters = []string{"访问量:"}

var markerWords = newLexicon(slices.Concat(markers, callMarkers, pageCounters))

// markedNoise masks the rest of the field behind a marker.
func (v *View) markedNoise() []span {
	var out []span
	for _, h := range markerWords.findRunes(v.Runes) {
		end := v.fieldEnd(h.to)
		if h.word >= len(markers)+len(callMarkers) {
			if v.apart(h.from) && (end == len(v.Runes) || !unitRune(v.Runes[end])) {
				out = append(out, span{h.from, end})
			}
			continue
		}
		if h.word < len(markers) || v.digitCount(h.to, end) >= minCall && !v.people(end) {
			out = append(out, span{h.from, end})
		}
	}
	return out
}

// apart says whether the rune i begins a line or a field of one.
func (v *View) apart(i int) bool { return i == 0 || strings.ContainsRune("\n |", v.Runes[i-1]) }

// people says whether what stands behind a number says that it counts people: 电话112000人次.
func (v *View) people(end int) bool { return end < len(v.Runes) && v.Runes[end] == '人' }

func (v *View) digitCount(start, end int) int {
	n := 0
	for _, r := range v.Runes[start:end] {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// fieldEnd gives the end of the code behind a marker: punctuation, then letters, digits and what joins them.
func (v *View) fieldEnd(i int) int {
	for i < len(v.Runes) && strings.ContainsRune(":( )[]【】", v.Runes[i]) {
		i++
	}
	for i < len(v.Runes) && (wordRune(v.Runes[i]) || strings.ContainsRune("._?=&#:%@", v.Runes[i])) {
		i++
	}
	return i
}
