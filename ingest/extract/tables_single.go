package extract

import (
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
)

// singleRow is one row of a table that prints one metric a row: the indicators of 2008, the statistics of 2014.
type singleRow struct {
	tok   int
	label *label
	head  *tableHead
}

// tableHead is the head of such a table: the roles of its columns in order.
type tableHead struct {
	columns []headColumn
	last    int // the token of the last head; -1 when there is none
}

type headColumn struct {
	role columnRole
	name string
}

func newHead() *tableHead { return &tableHead{last: -1} }

// open says whether the head's last column stands right before the token at i.
func (h *tableHead) open(ts []token, i int) bool {
	if h.last < 0 {
		return false
	}
	for j := h.last + 1; j < i; j++ {
		switch ts[j].kind {
		case tokenGap, tokenPipe, tokenUnit, tokenEmpty:
		case tokenText:
			if ts[j].end-ts[j].start > 12 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// add gives the head with one more column, or a new head when the old one is closed. Texts that stand between two heads of
// one row are columns too, of an unknown kind.
func (h *tableHead) add(ts []token, i int, l *label) *tableHead {
	out := newHead()
	if h.open(ts, i) && (l.column != columnName || len(h.columns) == 0) {
		out.columns = append(out.columns, h.columns...)
		if n := len(out.columns); spansBelow(ts, h.last, i) && out.columns[n-1].role == columnValue {
			out.columns = out.columns[:n-1]
		}
		for j := h.last + 1; j < i; j++ {
			if ts[j].kind == tokenText && ts[j].key != "" {
				out.columns = append(out.columns, headColumn{columnOther, ts[j].key})
			}
		}
	}
	out.columns = append(out.columns, headColumn{l.column, l.name})
	out.last = i
	if ts[i].layout == layoutLines {
		return out
	}
	rest := i + 1
	for ; rest < len(ts) && ts[rest].row == ts[i].row && ts[rest].kind != tokenLabel; rest++ {
	}
	if rest < len(ts) && ts[rest].row == ts[i].row {
		return out // more heads follow and collect the texts between
	}
	for j := i + 1; j < rest; j++ {
		if ts[j].kind == tokenText && ts[j].key != "" {
			out.columns = append(out.columns, headColumn{columnOther, ts[j].key})
		}
	}
	return out
}

// spansBelow says whether the head at token last is a common head over several columns whose own heads, among them the one at
// i, stand in the next row: 统计数 over 本级, 部门 and 合计. A row of one cell is a line of a layout that has no rows.
func spansBelow(ts []token, last, i int) bool {
	return ts[i].layout != layoutLines && ts[i].table == ts[last].table && ts[i].row == ts[last].row+1 &&
		last > 0 && ts[last-1].row == ts[last].row && ts[last-1].kind != tokenPipe
}

// values gives the columns that hold cells behind a row's label: all but name and unit, and codes only behind the name.
func (h *tableHead) values() []headColumn {
	var out []headColumn
	named := false
	for _, c := range h.columns {
		switch {
		case c.role == columnName:
			named = true
			out = nil
		case c.role == columnUnit:
		case c.role == columnCode && !named:
		default:
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return []headColumn{{columnValue, ""}}
	}
	return out
}

// readSingles reads the rows of the one-value tables.
func (r *tableReader) readSingles() {
	filled := 0
	runs := make([]run, len(r.singles))
	for i, s := range r.singles {
		runs[i] = withWords(r.ts, gather(r.ts, s.tok, max(2, len(s.head.values()))), max(1, len(s.head.values())))
		if len(runs[i].cells) > 0 {
			filled++
		}
	}
	if filled == 0 && len(r.singles) < 3 {
		return // a heading that looks like a row
	}
	r.out.seen[tableSingle] = len(r.singles) > 2 || filled > 2
	done := map[string]bool{}
	wide := wideRows(r.ts, runs)
	for i, s := range r.singles {
		if filled < 3 && !firmRow(r.ts, runs[i]) || done[s.label.metric] && len(runs[i].cells) == 0 {
			continue
		}
		if r.readSingle(s, runs[i], wide) {
			done[s.label.metric] = true
		}
	}
}

// firmRow says whether label and value stand in one row of a table, which a sentence cannot look like.
func firmRow(ts []token, r run) bool {
	return r.firm && len(r.cells) > 0 && ts[r.cells[0]].row == ts[r.at].row
}

// wideRows says whether most rows hold more than one value although no head names several columns.
func wideRows(ts []token, runs []run) bool {
	many, some := 0, 0
	for _, r := range runs {
		n := 0
		for _, c := range r.cells {
			if ts[c].kind == tokenValue {
				n++
			}
		}
		if n > 0 {
			some++
		}
		if n > 1 {
			many++
		}
	}
	return many*2 > some && some > 2
}

func (r *tableReader) readSingle(s singleRow, got run, wide bool) bool {
	columns := s.head.values()
	cells := r.dropCode(s.label, got.cells, columns)
	for got.firm && len(cells) > len(columns) && r.ts[cells[len(cells)-1]].kind == tokenEmpty {
		cells = cells[:len(cells)-1]
	}
	named := len(s.head.columns) > 0
	switch {
	case len(cells) == 0:
		if !got.firm {
			return false
		}
		r.emit(s.label.metric, cellOf{tok: -1}, r.place(s, headColumn{}), s.tok)
		r.use(s.tok, s.tok)
		return true
	case !named && wide && len(cells) > 1:
		r.tally.ambiguous++
		r.unresolved(s.label.metric, r.place(s, headColumn{}), s.tok, cells)
	case named && len(cells) < len(columns) && len(cells) != essential(columns):
		r.unresolved(s.label.metric, r.place(s, headColumn{}), s.tok, cells)
	default:
		if named && len(cells) < len(columns) {
			columns = keepEssential(columns)
		}
		r.readColumns(s, cells, columns)
	}
	r.use(s.tok, min(got.last, cells[min(len(cells), len(columns))-1]))
	return true
}

// ofYear says whether a column's name begins with the year reported on.
func (r *tableReader) ofYear(name string) bool {
	return r.year > 0 && strings.HasPrefix(name, strconv.Itoa(r.year))
}

// readColumns picks the year's value among a row's columns: the total, else the column named for the year or the only value
// column, and 历年累计 for its twin.
func (r *tableReader) readColumns(s singleRow, cells []int, columns []headColumn) {
	pick, values, named := -1, 0, false
	for i, c := range columns[:min(len(columns), len(cells))] {
		switch c.role {
		case columnTotal:
			pick, values = i, 1
			named = true
		case columnValue:
			if pick < 0 || !named && r.ofYear(c.name) {
				pick = i
			}
			named = named || r.ofYear(c.name)
			values++
		case columnCumulative:
			if twin, ok := r.x.twins[s.label.metric]; ok {
				r.emit(twin, cellOf{tok: cells[i]}, r.place(s, c), s.tok)
				r.out.candidates[len(r.out.candidates)-1].scope = disclosure.ScopeCumulative
			}
		}
	}
	if pick < 0 && len(columns) == 1 {
		pick, values = 0, 1
	}
	if pick < 0 || !named && values > 1 {
		r.tally.ambiguous++
		r.unresolved(s.label.metric, r.place(s, headColumn{}), s.tok, cells)
		return
	}
	r.emit(s.label.metric, cellOf{tok: cells[pick]}, r.place(s, columns[pick]), s.tok)
}

func (r *tableReader) place(s singleRow, c headColumn) place {
	return place{
		kind: tableSingle, row: s.label.name, column: c.name,
		rule: string(s.label.form) + "." + strconv.Itoa(s.label.row),
	}
}

// dropCode leaves out the row's printed code when the head does not announce a column for it.
func (r *tableReader) dropCode(l *label, cells []int, columns []headColumn) []int {
	if len(cells) < 2 || len(cells) <= len(columns) && hasCode(columns) {
		return cells
	}
	first := &r.ts[cells[0]]
	if l.code != "" && first.value.digits == l.code && !hasCode(columns) {
		return cells[1:]
	}
	return cells
}

func hasCode(columns []headColumn) bool {
	for _, c := range columns {
		if c.role == columnCode {
			return true
		}
	}
	return false
}

// essential counts the columns that always hold something: all but remarks.
func essential(columns []headColumn) int { return len(keepEssential(columns)) }

func keepEssential(columns []headColumn) []headColumn {
	var out []headColumn
	for _, c := range columns {
		if c.name != "备注" {
			out = append(out, c)
		}
	}
	return out
}
