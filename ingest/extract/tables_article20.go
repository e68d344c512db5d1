package extract

import (
	"gongkai/ingest/disclosure"
)

// itemRow is one row of the Article 20 blocks: 规章, 行政许可 and the others.
type itemRow struct {
	tok int
	key string
}

// readArticle20 reads section 二 of the forms since 2019.
func (r *tableReader) readArticle20() {
	if len(r.items) == 0 {
		return
	}
	if !r.hasHeads() {
		r.modern = r.modernByShape()
	}
	done := map[string]bool{}
	for _, item := range r.items {
		p, ok := r.x.article20[r.formAbove(item.tok)][item.key]
		if !ok || done[p.row.Labels[0]] {
			continue
		}
		got := withWords(r.ts, gather(r.ts, item.tok, len(p.columns)), len(p.columns))
		if len(got.cells) == 0 && (!got.firm || len(r.items) < 3) {
			continue
		}
		done[p.row.Labels[0]] = true
		r.readItem(item, p, got)
	}
	r.out.seen[tableArticle20] = len(done) > 2 || r.hasHeads()
	r.tally.colspan = r.tally.colspan || r.shiftedHeads()
}

func (r *tableReader) readItem(item itemRow, p article20Place, got run) {
	n := len(p.columns)
	at := func(i int) place {
		return place{
			kind: tableArticle20, row: p.row.Labels[0], column: p.columns[i], unit: r.headUnit(item.tok, p.columns[i]),
			rule: string(r.modern) + ".2." + p.item,
		}
	}
	readings := fit(r.ts, got, n, len(got.cells)-n) // the first cell stands right behind its label
	if !got.firm && len(got.cells) > n && !r.lastItem(item.tok) && joinNumbers(r.ts, got.cells, n) == nil {
		readings = nil // more numbers than columns, and nothing tells which is the row's
	}
	switch {
	case len(got.cells) == 0 || len(readings) > 0:
		for i, metric := range p.row.Metrics {
			c := cellOf{tok: -1}
			if len(readings) > 0 && sameColumn(readings, i) {
				c = readings[0][i]
			} else if len(readings) > 0 {
				r.unresolved(metric, at(i), item.tok, got.cells)
				continue
			}
			r.emit(metric, c, at(i), item.tok)
		}
	default:
		r.tally.dropped++
		for i, metric := range p.row.Metrics {
			r.unresolved(metric, at(i), item.tok, got.cells)
		}
	}
	last := got.last
	if len(readings) > 0 {
		last = lastToken(readings[0], item.tok)
	}
	r.use(item.tok, last)
}

// formAbove gives the form whose column heads stand in the block above a row; the report's when there are none. Some reports
// mix blocks of both forms.
func (r *tableReader) formAbove(tok int) disclosure.Form {
	votes, seen := 0, 0
	for j := tok - 1; j >= 0 && tok-j < 30; j-- {
		t := &r.ts[j]
		if t.kind != tokenLabel {
			continue
		}
		l := t.labels[0]
		if l.kind != labelHead {
			if seen > 0 {
				break
			}
			continue
		}
		seen++
		if l.form == disclosure.Form2019 {
			votes++
		} else {
			votes--
		}
	}
	switch {
	case votes > 0:
		return disclosure.Form2019
	case votes < 0:
		return disclosure.Form2021
	}
	return r.modern
}

// lastItem says whether a row is the last one of the blocks, behind which other text may begin with a number.
func (r *tableReader) lastItem(tok int) bool { return r.items[len(r.items)-1].tok == tok }

// sameColumn says whether all readings agree on a column.
func sameColumn(readings []reading, i int) bool {
	for _, x := range readings[1:] {
		if x[i] != readings[0][i] {
			return false
		}
	}
	return true
}

func lastToken(x reading, label int) int {
	last := label
	for _, c := range x {
		last = max(last, c.tok)
	}
	return last
}

// hasHeads says whether any head of an Article 20 column was recognised.
func (r *tableReader) hasHeads() bool {
	for i := range r.ts {
		if t := &r.ts[i]; t.kind == tokenLabel && t.labels[0].kind == labelHead {
			return true
		}
	}
	return false
}

// modernByShape decides between the forms of 2019 and 2021 by the number of cells behind the rows that only differ in it:
// 行政许可 has three columns in the one and one in the other.
func (r *tableReader) modernByShape() disclosure.Form {
	votes := 0
	for _, item := range r.items {
		p19, ok19 := r.x.article20[disclosure.Form2019][item.key]
		p21, ok21 := r.x.article20[disclosure.Form2021][item.key]
		if !ok19 || !ok21 || len(p19.columns) == len(p21.columns) {
			continue
		}
		switch n := len(gather(r.ts, item.tok, 3).cells); {
		case n >= len(p19.columns):
			votes++
		case n == len(p21.columns):
			votes--
		}
	}
	switch {
	case votes > 0:
		return disclosure.Form2019
	case votes < 0:
		return disclosure.Form2021
	}
	return r.modern
}

// headUnit gives the unit that the nearest head above a row prints for a money column: 本年收费金额（单位：元）.
func (r *tableReader) headUnit(tok int, column string) string {
	if column != "本年收费金额" && column != "采购总金额" {
		return ""
	}
	for j := tok - 1; j >= 0 && tok-j < 30; j-- {
		t := &r.ts[j]
		if t.kind != tokenLabel || t.labels[0].kind != labelHead {
			continue
		}
		return moneyUnit(r.v.Runes[t.start:t.end])
	}
	return ""
}

// moneyUnit finds 万元 or 元 in a head; "" when it prints neither.
func moneyUnit(head []rune) string {
	for i, c := range head {
		if c != '元' {
			continue
		}
		if i > 0 && head[i-1] == '万' {
			return "万元"
		}
		return "元"
	}
	return ""
}

// shiftedHeads says whether a head of a real table stands over another grid column than the cells below it.
func (r *tableReader) shiftedHeads() bool {
	heads := map[int]bool{}
	row := -1
	for i := range r.ts {
		t := &r.ts[i]
		if t.layout != layoutGrid {
			continue
		}
		if t.kind == tokenLabel && t.labels[0].kind == labelHead {
			if t.row != row {
				heads, row = map[int]bool{}, t.row
			}
			heads[t.col] = true
			continue
		}
		if row >= 0 && t.row == row+1 && (t.kind == tokenValue || t.kind == tokenEmpty) && len(heads) > 1 && !heads[t.col] {
			return true
		}
	}
	return false
}
