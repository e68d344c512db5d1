package extract

import (
	"strings"
	"unicode/utf8"

	"gongkai/ingest/numeral"
)

// The words for the year that a sentence is about stand in the masked text as few as they can be: 自2012年1月1日起至2012年12月31日止, 2012年度 and
// 12年 are the mark of that year.

// wholeYears makes one date of each period that covers a year, so that its end is no other time.
func wholeYears(runes []rune, dates []numeral.Date) []numeral.Date {
	for _, p := range numeral.Periods(runes, dates) {
		if p.Year() == 0 {
			continue
		}
		for i := range dates {
			if dates[i].Start != p.Start {
				continue
			}
			d := numeral.Date{Start: p.Start, End: p.End, Year: p.Year()}
			if d.End < len(runes) && runes[d.End] == '止' {
				d.End++
			}
			if d.Start > 0 && (runes[d.Start-1] == '自' || runes[d.Start-1] == '从') {
				d.Start--
			}
			dates = append(append(dates[:i:i], d), dates[i+2:]...)
			break
		}
	}
	return dates
}

// yearWord gives the end of the 度 behind a date that is only a year. 2012年度报告 names a report, and keeps it.
func yearWord(runes []rune, d numeral.Date) int {
	if d.Month != 0 || d.End+1 >= len(runes) || runes[d.End] != '度' || reportWords.has(runes[d.End+1]) {
		return d.End
	}
	return d.End + 1
}

// reportWords begin what is made once a year: 年度报告, 年度计划, 年度总结, 年度考核, 年度预算, 年度决算.
var reportWords = newRuneSet("报计总考预决工")

const (
	yearsInCentury = 100
	firstShortYear = firstYear % yearsInCentury
)

// shortYearAhead stands in front of a year of two digits, shortYearEnds behind it where it is one: 08年,我局…; 在12年,…. 12年来 is a time.
var (
	shortYearAhead = newRuneSet(",;:(。在于至到自从")
	shortYearEnds  = newRuneSet(",我全本共底至到")
)

// shortYear gives the year of two digits that begins a clause or stands before 度, 0 when the number there is none.
func shortYear(runes []rune, n numeral.Number, year int) int {
	short := int(n.Value / numeral.Scale)
	if year == 0 || n.End-n.Start != 2 || n.Kind != numeral.Count || n.Chinese || n.End+1 >= len(runes) || runes[n.End] != '年' {
		return 0
	}
	first := n.Start == 0 || shortYearAhead.has(runes[n.Start-1])
	named := runes[n.End+1] == '度' || first && shortYearEnds.has(runes[n.End+1])
	if !named || short < firstShortYear || short > year%yearsInCentury+1 {
		return 0
	}
	return year - year%yearsInCentury + short
}

// turn begins a sentence about the report's year behind one about the year before; longestTurn is how far it is looked for.
var turn = mustPattern(`^[。;!\s]*(?:而|但)?(?:今年|本年|当年|这一年度|本?报告(?:期|年度)|本?统计(?:期|年度))`)

const longestTurn = 8

// turnsAt says whether the text behind a sentence turns to the report's year, by a word or by the year.
func (v *View) turnsAt(end, year int) bool {
	next := v.String(end, min(end+longestTurn, len(v.Runes)))
	if turn.MatchString(next) {
		return true
	}
	at := end + utf8.RuneCountInString(next) - utf8.RuneCountInString(strings.TrimLeft(next, "。;! \n\t"))
	named, _ := numeral.YearAt(v.Runes, at)
	return year != 0 && named == year
}
