package extract

import (
	"sort"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// mendDates puts back the 年, 月 and 日 that some copies lost: 2012-, for 2012年, 全- for 全年, 3- 20 for 3月20日, 20119月 for
// 2011年9月.
func (v *View) mendDates() {
	v.apply("MISTYPED_YEAR", v.letterYears())
	edits := v.gluedDates()
	if years := v.dashYears(); len(years) > 0 {
		edits = append(edits, years...)
		edits = append(edits, v.replacements(loadDamage().lostYear)...)
		edits = append(edits, v.dashMonths()...)
	}
	if len(edits) == 0 {
		return
	}
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].start < edits[j].start })
	kept := edits[:0]
	var places []span
	for _, e := range edits {
		if n := len(kept); n > 0 && e.start < kept[n-1].end {
			continue
		}
		kept = append(kept, e)
		places = append(places, span{e.start, e.end})
	}
	piece := v.damagedPiece(places[0])
	v.report("LOST_CHARS", disclosure.SeverityWarning, "日期中缺字（如“"+piece+"”），已按上下文补读。",
		"Characters of dates are missing (“"+piece+"”); they were read from the context.", places...)
	v.apply("LOST_CHARS", kept)
}

// yearDigits is how many figures a year has.
const yearDigits = 4

// letterYears reads the letters that stand for figures in a year: 2O13年, 20l4年.
func (v *View) letterYears() []edit {
	var out []edit
	for i := yearDigits; i < len(v.Runes); i++ {
		from := i - yearDigits
		if v.Runes[i] != '年' || v.Runes[from] != '2' || from > 0 && wordRune(v.Runes[from-1]) {
			continue
		}
		year := strings.Map(figureOf, v.String(from, i))
		if _, err := strconv.Atoi(year); err == nil && strings.HasPrefix(year, "20") && year != v.String(from, i) {
			out = append(out, edit{from, i, year})
		}
	}
	return out
}

// figureOf gives the figure that a letter looks like.
func figureOf(r rune) rune {
	switch r {
	case 'O', 'o', 'О', 'о', '〇', '○', '零':
		return '0'
	case 'l', 'I':
		return '1'
	}
	return r
}

// damagedPiece quotes the stored characters of a damaged date with the digits in front, without which a lone dash says nothing.
func (v *View) damagedPiece(p span) string {
	for p.start > 0 && v.Runes[p.start-1] >= '0' && v.Runes[p.start-1] <= '9' {
		p.start--
	}
	return v.Evidence(p.start, p.end, "").Quote
}

// gluedDates reads 20119月, 20191231日 and 2018年1月日.
func (v *View) gluedDates() []edit {
	var out []edit
	for i := 0; i < len(v.Runes); i++ {
		if v.Runes[i] != '月' && v.Runes[i] != '日' {
			continue
		}
		from := i
		for from > 0 && v.Runes[from-1] >= '0' && v.Runes[from-1] <= '9' {
			from--
		}
		if v.Runes[i] == '日' && from == i { // 2018年1月日
			for from > 0 && i-from < 9 && (v.Runes[from-1] == '年' || v.Runes[from-1] == '月' || v.Runes[from-1] >= '0' && v.Runes[from-1] <= '9') {
				from--
			}
		}
		if i-from < 5 {
			continue
		}
		dates := numeral.ScanDates(v.Runes[from : i+1])
		if len(dates) == 1 && dates[0].Damaged && dates[0].Start == 0 {
			out = append(out, edit{from, i + 1, printDate(dates[0])})
		}
	}
	return out
}

func printDate(d numeral.Date) string {
	s := strconv.Itoa(d.Year) + "年"
	if d.Month > 0 {
		s += strconv.Itoa(d.Month) + "月"
	}
	if d.Day > 0 {
		s += strconv.Itoa(d.Day) + "日"
	}
	return s
}

// dashYears reads "2012-" before anything but a digit. Only digits or letters in front would make it part of a longer number.
func (v *View) dashYears() []edit {
	var out []edit
	for i := 4; i < len(v.Runes); i++ {
		if v.Runes[i] != '-' || i+1 >= len(v.Runes) {
			continue
		}
		if year, end := numeral.YearAt(v.Runes, i-4); end != i || year < 1990 || i > 4 && wordRune(v.Runes[i-5]) {
			continue
		}
		if next := v.Runes[i+1]; cjk(next) || strings.ContainsRune(",。、;(", next) {
			out = append(out, edit{i, i + 1, "年"})
		}
	}
	return out
}

func wordRune(r rune) bool {
	return latinOrFigure(r) || r == '-' || r == '/'
}

// dashMonths reads "3- 20 ," and "12-31-。" as 3月20日 and 12月31日 and "10-," and "10-份" as 10月, in a text whose years show the same
// damage.
func (v *View) dashMonths() []edit {
	var out []edit
	for i := 1; i+1 < len(v.Runes); i++ {
		if v.Runes[i] != '-' {
			continue
		}
		from := i
		for from > 0 && v.Runes[from-1] >= '0' && v.Runes[from-1] <= '9' {
			from--
		}
		month, err := strconv.Atoi(v.String(from, i))
		if err != nil || month < 1 || month > 12 || i-from > 2 || from > 0 && wordRune(v.Runes[from-1]) {
			continue
		}
		if strings.ContainsRune(",。份初底末中", v.Runes[i+1]) {
			out = append(out, edit{i, i + 1, "月"})
			continue
		}
		day := v.skipSpaces(i + 1)
		end := day
		for end < len(v.Runes) && v.Runes[end] >= '0' && v.Runes[end] <= '9' {
			end++
		}
		if d, err := strconv.Atoi(v.String(day, end)); err == nil && d >= 1 && d <= 31 && v.dayEnds(end, day > i+1) {
			out = append(out, edit{from, end + 1, strconv.Itoa(month) + "月" + strconv.Itoa(d) + "日"})
		}
	}
	return out
}

// dayEnds says whether the mark of a lost 日 stands behind a day's figures: the same dash, or the blank that stands in front of
// them too.
func (v *View) dayEnds(at int, blank bool) bool {
	if at+1 >= len(v.Runes) {
		return false
	}
	next := v.Runes[at+1]
	return blank && v.Runes[at] == ' ' || !blank && v.Runes[at] == '-' && (cjk(next) || strings.ContainsRune(",。、;)\n", next))
}
