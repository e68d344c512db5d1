package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/numeral"
)

// The marks that stand in a masked sentence for what patterns need not spell out. Letters of the text are in lower case
// there, so that a capital is always a mark.
const (
	markSelf   = '#' // the number that a pattern reads
	markNumber = '@' // another number
	markYear   = 'Y' // the year of the report
	markPast   = 'O' // an earlier year
	markFuture = 'F' // a later year
	markDate   = 'D' // a date without a year
	markNoise  = 'X' // digits that count nothing
	markLine   = 'B' // the number of a hotline of one branch of business: 12315, 12333
	markVague  = 'V' // 数十, 若干, 3至5
)

// masked is a sentence as patterns see it: no spaces, every number one mark, every date one mark.
type masked struct {
	sentence
	text    string      // the masked text
	at      []int32     // at[i]: the view rune that byte i of text came from
	numbers []figure    // in order
	turns   bool        // the next sentence turns to the report's year
	besides bool        // it goes on about what there is on top of what was told before
	words   *wordedText // one for all sentences, see can
}

// figure is one number of a masked sentence.
type figure struct {
	numeral.Number
	byteAt int    // place of its mark in masked.text
	unit   string // the unit behind it as the text has it, as long as the common one in masked.text; "" when there is none
}

// mask makes the masked text of a sentence. year is the report's year, 0 when unknown; words, if any, keeps the words of the text.
func (v *View) mask(s sentence, year int, words *wordedText) masked {
	m := masked{sentence: s, at: make([]int32, 0, 3*(s.end-s.start)+1), words: words}
	b := &strings.Builder{}
	b.Grow(3 * (s.end - s.start))
	runes := v.Runes[s.start:s.end]
	numbers := numeral.Scan(runes)
	dates := wholeYears(runes, v.datesIn(s.start, s.end))
	dropped := shortBrackets(runes)
	for i := 0; i < len(runes); {
		at := int32(s.start + i)
		if end := v.itemEnd(s.start+i, s.end) - s.start; end > i && opensClause(b.String()) {
			dropped = slices.DeleteFunc(dropped, func(k int) bool { return k >= i && k < end })
			i = end // 其中:①网上3件;②信函2件 says what 其中:网上3件;信函2件 does
			continue
		}
		if len(dropped) > 0 && dropped[0] == i {
			dropped = dropped[1:]
			i++
			continue
		}
		for len(dates) > 0 && dates[0].Start < i {
			dates = dates[1:]
		}
		for len(numbers) > 0 && numbers[0].Start < i {
			numbers = numbers[1:]
		}
		switch {
		case len(dates) > 0 && dates[0].Start == i:
			m.put(b, dateMark(dates[0], year), at)
			i = yearWord(runes, dates[0])
		case v.noisy(s.start+i) && runes[i] != '第':
			end := v.noiseEnd(s.start+i, s.end)
			if mark := v.noiseMark(s.start+i, end); m.lastRune(b) != mark {
				m.put(b, mark, at)
			}
			i = end - s.start
		case len(numbers) > 0 && numbers[0].Start == i && shortYear(runes, numbers[0], year) != 0:
			m.put(b, dateMark(numeral.Date{Year: shortYear(runes, numbers[0], year)}, year), at)
			i = yearWord(runes, numeral.Date{End: numbers[0].End + 1})
		case len(numbers) > 0 && numbers[0].Start == i && counts(runes, numbers[0]):
			if last := smallChange(runes, numbers); last > 0 {
				numbers[0].Value += numbers[1].Value / jiaoInYuan
				m.number(b, numbers[0], s.start)
				m.put(b, '元', int32(s.start+last))
				i = last + 1
				continue
			}
			m.number(b, numbers[0], s.start)
			i = numbers[0].End
		case runes[i] == ' ' && blankBetween(runes, i, m.lastNumber(s.start)):
			m.put(b, ',', at)
			i++
		case runes[i] == ' ' || runes[i] == '\t' || runes[i] == '\n', repeated(runes, i), i > 1 && runes[i] == ',' && runes[i-1] == '中' && runes[i-2] == '其':
			i++ // 其中,新闻发布会2场 says what 其中新闻发布会2场 does
		case i > 0 && runes[i] == '—' && i+1 < len(runes) && runes[i+1] == '—':
			m.put(b, ',', at) // a dash parts clauses: 不予公开为零——6件当中…
			i += 2
		case runes[i] == ':' && m.labels(runes, numbers, dates, i):
			i++ // 受理申请:3件 says what 受理申请3件 does
		case dashAt(runes, i):
			m.put(b, ':', at) // 不予公开——内部事务2件 says what 不予公开:内部事务2件 does
			i += dashLength
		default:
			i += m.word(b, runes[i:], at)
		}
	}
	m.text = b.String()
	m.at = append(m.at, int32(s.end))
	m.turns = v.turnsAt(s.end, year)
	for i := range m.numbers {
		if n := &m.numbers[i]; n.unit == "" {
			n.unit = unitAt(m.text, n.byteAt+1)
		}
	}
	if words != nil {
		words.of(m.text)
	}
	m.dropAsides()
	m.dropShares()
	m.namesFirst()
	m.linkless()
	m.unparted()
	m.coursesOf()
	m.onceEach()
	m.listMarks()
	m.listLead()
	return m
}

// dashes is what one of the two characters of a dash may be, dashLength how many it has.
var dashes = newRuneSet("—―─⸺-")

const dashLength = 2

// dashAt says whether a dash begins at i that opens an explanation of the words or of the figure before it.
func dashAt(runes []rune, i int) bool {
	return i > 0 && i+dashLength < len(runes) && dashes.has(runes[i]) && dashes.has(runes[i+1]) &&
		(cjk(runes[i-1]) && runes[i-1] != '年' && runes[i-1] != '月' && runes[i-1] != '日' || runes[i-1] == ')') && cjk(runes[i+2])
}

// counter is the label of a page's own counter, longestCounter how many characters it has: 点击:632次.
var counter = mustPattern(`(?:点击|浏览|阅读|访问|人气)(?:数|量|率|次数)?$`)

const longestCounter = 4

// titleEnds are the marks that may end a label: 《公报》:6期.
var titleEnds = newRuneSet("》”)")

// labels says whether the colon at i stands between a label and its number: 受理申请:3件. Behind a number it begins the parts of that:
// 2件申请:1件.
func (m *masked) labels(runes []rune, numbers []numeral.Number, dates []numeral.Date, i int) bool {
	next := i + 1
	for next < len(runes) && runes[next] == ' ' {
		next++
	}
	if i == 0 || !cjk(runes[i-1]) && !titleEnds.has(runes[i-1]) || len(dates) > 0 && dates[0].Start <= next || counter.MatchString(string(runes[max(0, i-longestCounter):i])) {
		return false
	}
	at := slices.IndexFunc(numbers, func(n numeral.Number) bool { return n.Start >= next })
	if at < 0 || numbers[at].Start != next || !numbers[at].Valued() || !counts(runes, numbers[at]) {
		return false
	}
	for j := i - 1; j >= 0 && !strings.ContainsRune(clauseMarks, runes[j]); j-- {
		if len(m.numbers) > 0 && m.start+j < m.numbers[len(m.numbers)-1].End {
			return partBetween.MatchString(string(runes[j+1 : i])) // 3件、信函申请:2件
		}
	}
	return true
}

// partBetween is what stands between a number and the label of the next part of its list.
var partBetween = mustPattern(`^(?:人次|[条件份篇次期宗起个])?(?:、|和|及)[^@0-9]+$`)

// jiaoInYuan is how many 角 make one 元.
const jiaoInYuan = 10

// smallChange gives the place of the 角 that ends an amount in two units, 九元六角, of which the first number counts the 元; 0 for any other.
func smallChange(runes []rune, numbers []numeral.Number) int {
	if len(numbers) < 2 || numbers[0].End >= len(runes) || runes[numbers[0].End] != '元' || numbers[1].Start != numbers[0].End+1 {
		return 0
	}
	if last := numbers[1].End; last < len(runes) && runes[last] == '角' && numbers[1].Kind == numeral.Count && numbers[1].Value < jiaoInYuan*numeral.Scale {
		return last
	}
	return 0
}

// repeated says whether a comma, semicolon or stop stands there for the second time: ,, is one comma.
func repeated(runes []rune, i int) bool {
	return i > 0 && runes[i] == runes[i-1] && strings.ContainsRune(",;、:", runes[i])
}

// datesIn gives the dates of a stretch of the view, their places counted from its beginning.
func (v *View) datesIn(start, end int) []numeral.Date {
	from := sort.Search(len(v.dates), func(k int) bool { return v.dates[k].End > start })
	to := from
	for to < len(v.dates) && v.dates[to].Start < end {
		to++
	}
	if from == to {
		return nil
	}
	if v.dates[from].Start < start || v.dates[to-1].End > end {
		return numeral.ScanDates(v.Runes[start:end]) // the stretch cuts a date
	}
	out := slices.Clone(v.dates[from:to])
	for i := range out {
		out[i].Start, out[i].End = out[i].Start-start, out[i].End-start
	}
	return out
}

func (m *masked) lastRune(b *strings.Builder) rune {
	if b.Len() == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(b.String())
	return r
}

func (m *masked) put(b *strings.Builder, r rune, at int32) {
	n, _ := b.WriteRune(r)
	for range n {
		m.at = append(m.at, at)
	}
}

func (m *masked) number(b *strings.Builder, n numeral.Number, offset int) {
	at := int32(offset + n.Start)
	if !n.Valued() {
		m.put(b, markVague, at)
		return
	}
	f := figure{Number: n, byteAt: b.Len()}
	f.Start, f.End = n.Start+offset, n.End+offset
	m.numbers = append(m.numbers, f)
	m.put(b, markNumber, at)
	if n.Kind != numeral.Count {
		m.put(b, '%', int32(offset+n.End-1))
	}
}

// word puts the next rune of a sentence, or the common word for the words that begin there, and tells how many runes it took.
func (m *masked) word(b *strings.Builder, rest []rune, at int32) int {
	same := loadSynonyms()
	if strings.HasSuffix(b.String(), string(markNumber)) {
		if len(rest) > 1 && rest[0] == '场' && rest[1] == '次' { // 3场次 are 3场
			m.put(b, rest[0], at+1)
			return 2
		}
		if unit, ok := same.units[rest[0]]; ok {
			m.numbers[len(m.numbers)-1].unit = string(rest[0])
			m.put(b, unit, at)
			return 1
		}
	}
	common, length := same.at(rest)
	if length == 0 {
		m.put(b, shown(rest[0]), at)
		return 1
	}
	if len(common) == 0 {
		return length
	}
	first := len(m.at)
	for i, r := range common {
		place := at + int32(min(i, length-1))
		if i == len(common)-1 {
			place = at + int32(length-1) // so that the whole word is quoted
		}
		m.put(b, r, place)
	}
	m.at[first] = at // the whole word is quoted also for a common word of one character
	return length
}

// shown is a rune of the text as masked text shows it: marks and capitals out of the way.
func shown(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == markSelf || r == markNumber:
		return '*'
	}
	return r
}

func dateMark(d numeral.Date, year int) rune {
	switch {
	case d.Year == 0:
		return markDate
	case year == 0 || d.Year == year:
		return markYear
	case d.Year < year:
		return markPast
	}
	return markFuture
}
