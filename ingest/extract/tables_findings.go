package extract

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// consume turns the tokens that belong to tables into spans; what lies between two of them without a sentence belongs to
// the table as well. A heading by itself that reads like a label, as 四、其他, is a heading.
func (r *tableReader) consume() {
	var open *span
	closed := func() {
		if text := r.v.String(open.start, open.end); strings.ContainsRune(text, '\n') || !chapterMark.MatchString(text) {
			r.out.consumed = append(r.out.consumed, *open)
		}
		open = nil
	}
	for i := range r.ts {
		t := &r.ts[i]
		switch {
		case r.used[i]:
			if open == nil {
				open = &span{t.start, t.end}
			}
			open.end = max(open.end, t.end)
		case t.kind == tokenText && t.end-t.start > 30, t.kind == tokenText && r.nearestUsed(i) > 6:
			if open != nil {
				closed()
			}
		}
	}
	if open != nil {
		closed()
	}
}

// nearestUsed gives the number of tokens to the next one that belongs to a table.
func (r *tableReader) nearestUsed(i int) int {
	for j := i + 1; j < len(r.ts); j++ {
		if r.used[j] {
			return j - i
		}
		if j-i > 6 {
			break
		}
	}
	return len(r.ts)
}

// report turns the tally into findings.
func (r *tableReader) report() {
	t := &r.tally
	if t.blank > 0 {
		r.find("BLANK_CELLS", disclosure.SeverityInfo, fmt.Sprintf("表中有 %d 个空白单元格，按空白保存，不当作 0。", t.blank),
			fmt.Sprintf("Blank cells of the tables: %d; they are kept as blank and not as 0.", t.blank), t.blankMetrics, nil)
	}
	if t.notApplicable > 0 {
		r.find("NOT_APPLICABLE_MARKS", disclosure.SeverityInfo, fmt.Sprintf("表中有 %d 个单元格填“/”或“—”，表示不适用。", t.notApplicable),
			fmt.Sprintf("Cells of the tables that hold / or — and do not apply: %d.", t.notApplicable), nil, nil)
	}
	if t.ambiguous > 0 {
		r.find("VALUE_COLUMN_AMBIGUOUS", disclosure.SeverityWarning, "表格有几个数值栏而没有合计栏，无法确定哪一栏是本报告的数，未予采用。",
			"A table has several columns of values and none for their total; which one is the report's cannot be told, so none is used.",
			nil, r.places(func(c *candidate) bool { return c.status == disclosure.StatusUnresolved && c.table == singleTable }))
	}
	if t.dropped > 0 || t.unresolved > t.ambiguous {
		r.find("CELLS_DROPPED", disclosure.SeverityWarning, "表格的单元格有丢失，部分数字无法确定属于哪一栏，未予采用。",
			"Cells of a table were lost; figures whose column cannot be decided are not used.", nil, r.places(func(c *candidate) bool {
				return c.status == disclosure.StatusUnresolved && (t.ambiguous == 0 || c.table != singleTable)
			}))
	}
	if len(t.annotated) > 0 {
		r.find("CELL_ANNOTATION", disclosure.SeverityInfo, "单元格的数字后带有括注，只取括注前的数字。",
			"A remark in brackets follows the number of a cell; the number before it is used.", nil, r.evidence(t.annotated))
	}
	if len(t.unitInCell) > 0 {
		r.find("UNIT_IN_CELL", disclosure.SeverityInfo, "单元格内自带单位，已按指标单位换算，并保留原文。",
			"A cell carries its own unit; the amount was converted to the metric's unit and the original kept.", nil, r.evidence(t.unitInCell))
	}
	if len(t.totalBlank) > 0 {
		rows := r.rowsOf(t.totalBlank)
		named := strings.Join(rows[:min(len(rows), namedRows)], "、")
		r.find("TOTAL_CELL_BLANK", disclosure.SeverityWarning, fmt.Sprintf("有 %d 行分栏有数而总计栏空白，如“%s”。", len(rows), named),
			fmt.Sprintf("Rows whose total cell is blank although its parts are filled: %d, among them “%s”.", len(rows), named), t.totalBlank,
			r.places(func(c *candidate) bool { return slices.Contains(t.totalBlank, c.metric) }))
	}
	if t.colspan {
		r.find("HEADER_DATA_COLSPAN_MISMATCH", disclosure.SeverityInfo, "表头与数据行的合并单元格不一致，按单元格次序对应。",
			"Head and data rows span different columns; cells were matched by their order.", nil, nil)
	}
	for _, tok := range t.unread {
		e := r.evidence([]int{tok})
		words := r.v.Evidence(r.ts[tok].start, r.ts[tok].end, "").Quote
		r.find("CELL_UNREADABLE", disclosure.SeverityWarning, "单元格中的“"+words+"”不是该项目的数字，未予采用。",
			"“"+words+"” in a cell is no figure of its item; it is not used.", nil, e)
	}
	for _, s := range t.vague {
		r.find("APPROX_VALUE", disclosure.SeverityInfo, "单元格中的数字为约数。", "The figure in a cell is approximate.", []string{s.metric}, r.evidence([]int{s.tok}))
	}
	for _, s := range t.rounded {
		r.find("APPROX_VALUE", disclosure.SeverityInfo, "金额按指标单位换算后超过六位小数，按六位小数保存，并保留原文。",
			"In the metric's unit the amount has more than six decimals; it is kept with six, and as printed.", []string{s.metric}, r.evidence([]int{s.tok}))
	}
	for _, s := range t.suspect {
		r.find("UNIT_SUSPECT", disclosure.SeverityWarning, "采购总金额按万元计算明显偏大，疑为以元填报，未予采用。",
			"The procurement amount is implausible in 万元 and was probably typed in 元; it is not used.", []string{s.metric}, r.evidence([]int{s.tok}))
	}
	r.reportPages()
	r.reportEmptyTables()
	if r.cutOff() {
		r.find("EXCERPT_TRUNCATED", disclosure.SeverityWarning, "文本在申请情况表中间结束，报告不完整。",
			"The text ends in the middle of the applications table; the report is incomplete.", nil, nil)
	}
}

// singleTable is the table number of the forms with one metric a row.
const singleTable = 1

// places gives where the cells stand that match, each place once.
func (r *tableReader) places(match func(*candidate) bool) []disclosure.Evidence {
	var out []disclosure.Evidence
	for i := range r.out.candidates {
		c := &r.out.candidates[i]
		if !match(c) {
			continue
		}
		start, end := r.v.Stored(c.start, c.end)
		if !slices.ContainsFunc(out, func(e disclosure.Evidence) bool { return e.Start == start }) {
			out = append(out, disclosure.Evidence{Start: start, End: end})
		}
	}
	return out
}

// namedRows is how many rows a finding names; it quotes them all.
const namedRows = 2

// rowsOf gives the labels of the rows that hold the metrics, in the order of the table.
func (r *tableReader) rowsOf(metrics []string) []string {
	var out []string
	for i := range r.out.candidates {
		if c := &r.out.candidates[i]; slices.Contains(metrics, c.metric) && !slices.Contains(out, c.row) {
			out = append(out, c.row)
		}
	}
	return out
}

// cutOff says whether the text ends inside the applications table: nothing follows its last cell, and its last row is missing.
func (r *tableReader) cutOff() bool {
	for _, e := range r.matrix {
		if e.label.metric == rowCarriedOut {
			return false
		}
	}
	for i := len(r.ts) - 1; i >= 0 && len(r.matrix) > 0; i-- {
		switch t := &r.ts[i]; {
		case r.used[i]:
			return i >= r.matrix[0].tok && len(r.dispute) == 0
		case t.kind == tokenText && t.end-t.start > 12:
			return false
		}
	}
	return false
}

func (r *tableReader) find(code string, severity disclosure.Severity, zh, en string, metrics []string, evidence []disclosure.Evidence) {
	r.out.findings = append(r.out.findings, disclosure.Finding{
		Code: code, Severity: severity, MessageZH: zh, MessageEN: en, Metrics: metrics, Evidence: evidence,
	})
}

func (r *tableReader) evidence(toks []int) []disclosure.Evidence {
	out := make([]disclosure.Evidence, 0, len(toks))
	for _, i := range toks {
		start, end := r.v.Stored(r.ts[i].start, r.ts[i].end)
		out = append(out, disclosure.Evidence{Start: start, End: end})
	}
	return out
}

// reportPages tells of page numbers between the cells of a table: those still in the view, and those it took out.
func (r *tableReader) reportPages() {
	var at []disclosure.Evidence
	for i := range r.ts {
		if r.ts[i].kind == tokenPage && r.between(i) {
			at = append(at, r.evidence([]int{i})...)
		}
	}
	for _, m := range r.v.Repairs {
		if m.Kind == "PAGE_NUMBER" && r.inTable(r.v.from(m.Start)) {
			at = append(at, disclosure.Evidence{Start: m.Start, End: m.End})
		}
	}
	if len(at) == 0 {
		return
	}
	r.out.findings = append(r.out.findings, disclosure.Finding{
		Code: "PAGE_NUMBER_IN_TABLE", Severity: disclosure.SeverityInfo, MessageZH: "表格中夹有页码，已剔除。",
		MessageEN: "Page numbers stand inside a table and were left out.", Evidence: at,
	})
}

// repeatedHead is how many runes the head of a table has at most that is printed again behind a page break.
const repeatedHead = 150

// sectionLine is a line that begins with the number of a section.
var sectionLine = mustPattern(`\n[ 　]*[一二三四五六七八九十]{1,2}、`)

// inTable says whether a rune of the view stands inside a consumed table, or in front of the head that is printed again where the
// table goes on.
func (r *tableReader) inTable(at int) bool {
	spans := r.out.consumed
	i := sort.Search(len(spans), func(i int) bool { return spans[i].end > at })
	switch {
	case i == len(spans):
		return false
	case spans[i].start < at:
		return true
	}
	return i > 0 && at-spans[i-1].end <= 1 && spans[i].start-at <= repeatedHead && !sectionLine.MatchString(r.v.String(at, spans[i].start))
}

// nearPage is how many tokens from a page number the next cell of the table may stand, and headReach how many when the table's head
// is printed again behind it: its labels, and as many other words.
const nearPage, headReach = 4, 20

// between says whether tokens of a table stand close before and behind a token.
func (r *tableReader) between(i int) bool {
	before := false
	for j := max(0, i-nearPage); j < i; j++ {
		before = before || r.used[j]
	}
	words := 0
	for j := i + 1; before && j < min(len(r.ts), i+headReach) && words <= nearPage; j++ {
		if r.used[j] {
			return true
		}
		if r.ts[j].kind != tokenLabel {
			words++
		}
	}
	return false
}

// reportEmptyTables tells of tables whose labels are there and whose values are not.
func (r *tableReader) reportEmptyTables() {
	for _, t := range []struct {
		kind   tableKind
		zh, en string
	}{
		{tableSingle, "统计表只有项目名称，没有数字。", "The statistics table has its labels but no values."},
		{tableArticle20, "第二十条表只有项目名称，没有数字。", "The Article 20 table has its labels but no values."},
		{tableMatrix, "申请情况表只有项目名称，没有数字。", "The applications table has its labels but no values."},
		{tableDisputes, "行政复议、行政诉讼表只有项目名称，没有数字。", "The disputes table has its labels but no values."},
	} {
		if !r.out.seen[t.kind] || r.out.found[t.kind] || r.marked(t.kind) {
			continue
		}
		r.find("TABLE_WITHOUT_VALUES", disclosure.SeverityWarning, t.zh, t.en, nil, nil)
	}
}

// marked says whether a table has cells that exist, blank ones or such whose column cannot be told: then it is not stripped.
func (r *tableReader) marked(kind tableKind) bool {
	for _, c := range r.out.candidates {
		if c.table == (place{kind: kind}).tableNumber() && !c.status.Valued() {
			return true
		}
	}
	return false
}
