package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
)

// minMarks is how many labels of the tables before 2019 must stand in a report to tell its form: sentences quote one or two.
const minMarks = 2

// decideForm finds the form: by the labels of its tables, then by the headings that only the national formats print, then
// by the words that announce a lost table. A year decides between 2019 and 2021 only when no label does.
func (r *tableReader) decideForm(votes map[disclosure.Form]int) (form disclosure.Form, lost bool) {
	modern := votes[disclosure.Form2019] + votes[disclosure.Form2021]
	older := votes[disclosure.FormIndicators2008] + votes[disclosure.FormStats2014]
	switch {
	case len(r.matrix) > 3 || modern > 1 || r.out.found[tableArticle20] && (modern > 0 || older < minMarks):
		return r.modern, false
	case older >= minMarks && len(r.singles) > 2:
		return r.older, false
	}
	text := squeezed(r.v)
	switch {
	case containsAny(text, r.x.file.ModernHeadings) && (r.year == 0 || r.year >= firstModernYear):
		return r.modern, true
	case r.year >= firstModernYear && containsAny(text, r.x.file.LaterHeadings):
		return r.modern, true
	}
	return r.announced(text)
}

// announced tells whether a report names a statistics table that the text does not hold. A line of its own is the table's
// title and tells the form; a mention in a sentence does not.
func (r *tableReader) announced(text string) (form disclosure.Form, lost bool) {
	for _, w := range r.x.file.Forms {
		if !containsAny(text, w.Table) {
			continue
		}
		lost = true
		if !r.titled(w.Table) {
			continue
		}
		if w.Form == disclosure.FormStats2014 && r.year > 0 && r.year < firstStatsYear {
			return disclosure.FormIndicators2008, true // the title was in use before the national table
		}
		return w.Form, true
	}
	return disclosure.FormNarrative2008, lost
}

// titled says whether a line consists of one of the phrases and little else.
func (r *tableReader) titled(phrases []string) bool {
	for i := range r.ts {
		t := &r.ts[i]
		if t.kind == tokenText && t.end-t.start <= maxTitle && containsAny(t.key, phrases) {
			return true
		}
	}
	return false
}

const (
	maxTitle       = 30   // runes of a table's title with its year
	firstStatsYear = 2014 // first year reported in the national statistics table
)

// firstModernYear is the first year reported in the national formats.
const firstModernYear = 2019

// firstYearOf2021 is the first year of the form of 2021, which counts regulations and documents of the year otherwise.
const firstYearOf2021 = 2021

// squeezed is the view without white space and punctuation, to find headings however they are printed.
func squeezed(v *View) string {
	var b strings.Builder
	b.Grow(len(v.Runes) * 3)
	for _, c := range v.Runes {
		if isHan(c) || isDigit(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// missing tells which tables of the form left no trace at all.
func (r *tableReader) missing(form disclosure.Form, lost bool) {
	modern := form == disclosure.Form2019 || form == disclosure.Form2021
	if lost && !modern {
		r.find("TABLE_MISSING", disclosure.SeverityWarning, "报告提到统计表，但文中没有表格。",
			"The report announces a statistics table, but the text holds none.", nil, nil)
		return
	}
	if !modern {
		return
	}
	var zh, en []string
	for _, t := range []struct {
		kind   tableKind
		zh, en string
	}{
		{tableArticle20, "第二十条", "Article 20"},
		{tableMatrix, "申请情况", "applications"},
		{tableDisputes, "复议诉讼", "disputes"},
	} {
		if !r.out.seen[t.kind] {
			zh, en = append(zh, t.zh), append(en, t.en)
		}
	}
	if len(zh) > 0 {
		r.find("TABLE_MISSING", disclosure.SeverityWarning, "规定格式的表格缺失："+strings.Join(zh, "、")+"。表中各项按未报告处理。",
			"Tables of the national format are missing: "+strings.Join(en, ", ")+". Their cells count as not reported.", nil, nil)
	}
}
