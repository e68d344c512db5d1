package extract

import (
	"slices"

	"gongkai/ingest/disclosure"
)

// maxSettle bounds the combinations of readings that are tried; a table with more stays unresolved where rows disagree.
const maxSettle = 4000

// settle keeps, of the rows that can be read in several ways, the combinations that satisfy the table's column identities:
// 一 + 二 = （七）总计 + 四 (T3-E1) and （七）总计 = Σ of the results (T3-E2).
func (r *tableReader) settle(rows []matrixRowRead, n int) {
	r.propagate(rows, n)
	var open []int
	size := 1
	for i := range rows {
		if k := len(rows[i].readings); k > 1 {
			open = append(open, i)
			if size *= k; size > maxSettle {
				return
			}
		}
	}
	if len(open) == 0 {
		return
	}
	sums := r.columnSums(rows, n)
	var solutions [][]int
	pick := make([]int, len(open))
	var try func(k int)
	try = func(k int) {
		if k == len(open) {
			if sums.balanced() {
				solutions = append(solutions, append([]int(nil), pick...))
			}
			return
		}
		row := &rows[open[k]]
		for j, x := range row.readings {
			pick[k] = j
			r.addRow(sums, row.entry.label.metric, x, 1)
			try(k + 1)
			r.addRow(sums, row.entry.label.metric, x, -1)
		}
	}
	try(0)
	if len(solutions) == 0 {
		return
	}
	for k, i := range open {
		keep := map[int]bool{}
		for _, s := range solutions {
			keep[s[k]] = true
		}
		kept := rows[i].readings[:0:0]
		for j, x := range rows[i].readings {
			if keep[j] {
				kept = append(kept, x)
			}
		}
		rows[i].readings = kept
	}
}

// bounds are the least and the greatest number that a row's readings give each column.
type bounds struct{ low, high []disclosure.Value }

func (r *tableReader) boundsOf(readings []reading, n int) bounds {
	b := bounds{make([]disclosure.Value, n), make([]disclosure.Value, n)}
	for i := range n {
		for k, x := range readings {
			v := r.cellNumber(x[i])
			if k == 0 || v < b.low[i] {
				b.low[i] = v
			}
			if k == 0 || v > b.high[i] {
				b.high[i] = v
			}
		}
	}
	return b
}

// propagate drops readings that no combination of the other rows can balance: a result greater than its column's total
// leaves, and so on until nothing changes. It never drops the last reading of a row.
func (r *tableReader) propagate(rows []matrixRowRead, n int) {
	for changed := true; changed; {
		changed = false
		for _, id := range [][2][]string{{{rowReceived, rowCarriedIn}, {rowTotal, rowCarriedOut}}, {{rowTotal}, nil}} {
			changed = r.balance(rows, id[0], id[1], n) || changed
		}
	}
}

// balance applies one identity, Σ left = Σ right; without right terms it is the sum of all result rows.
func (r *tableReader) balance(rows []matrixRowRead, left, right []string, n int) bool {
	side := make([]int, len(rows)) // +1 left, -1 right
	for i := range rows {
		base := rows[i].entry.label.metric
		switch {
		case slices.Contains(left, base):
			side[i] = 1
		case slices.Contains(right, base), right == nil && base != rowReceived && base != rowCarriedIn && base != rowCarriedOut:
			side[i] = -1
		}
		if side[i] != 0 && (len(rows[i].readings) == 0 || rows[i].lost) {
			return false
		}
	}
	low, high := make([]disclosure.Value, n), make([]disclosure.Value, n)
	all := make([]bounds, len(rows))
	terms := [2]int{}
	for i := range rows {
		if side[i] == 0 {
			continue
		}
		terms[(side[i]+1)/2]++
		all[i] = r.boundsOf(rows[i].readings, n)
		for c := range n {
			l, h := all[i].low[c], all[i].high[c]
			if side[i] < 0 {
				l, h = -h, -l
			}
			low[c], high[c] = low[c]+l, high[c]+h
		}
	}
	if terms[0] < 2 || terms[1] < len(left) {
		return false
	}
	changed := false
	for i := range rows {
		if side[i] == 0 || len(rows[i].readings) < 2 {
			continue
		}
		kept := rows[i].readings[:0:0]
		for _, x := range rows[i].readings {
			if r.feasible(x, side[i], all[i], low, high) {
				kept = append(kept, x)
			}
		}
		if len(kept) > 0 && len(kept) < len(rows[i].readings) {
			rows[i].readings, changed = kept, true
		}
	}
	return changed
}

// feasible says whether the other rows can balance a reading in every column; low and high are the sums of all rows' bounds.
func (r *tableReader) feasible(x reading, side int, own bounds, low, high []disclosure.Value) bool {
	for c := range x {
		v, l, h := r.cellNumber(x[c]), own.low[c], own.high[c]
		if side < 0 {
			v, l, h = -v, -h, -l
		}
		if low[c]-l+v > 0 || high[c]-h+v < 0 {
			return false
		}
	}
	return true
}

// columnSum holds, per column, the sides of T3-E1 and T3-E2.
type columnSum struct {
	in, out, total, results []disclosure.Value
	rows                    map[string]int
}

// balanced checks both identities; each only when the rows it needs were read.
func (c *columnSum) balanced() bool { return c.balancedIn(len(c.total)) }

// balancedIn checks them in the first columns alone.
func (c *columnSum) balancedIn(columns int) bool {
	for i := range columns {
		if c.rows[rowTotal] > 0 && c.rows[rowReceived] > 0 && c.in[i] != c.total[i]+c.out[i] {
			return false
		}
		if c.rows[rowTotal] > 0 && c.results[i] != c.total[i] {
			return false
		}
	}
	return true
}

// columnSums adds the rows that have one reading.
func (r *tableReader) columnSums(rows []matrixRowRead, n int) *columnSum {
	s := &columnSum{
		in: make([]disclosure.Value, n), out: make([]disclosure.Value, n), total: make([]disclosure.Value, n),
		results: make([]disclosure.Value, n), rows: map[string]int{},
	}
	for i := range rows {
		if len(rows[i].readings) == 1 {
			r.addRow(s, rows[i].entry.label.metric, rows[i].readings[0], 1)
		}
	}
	return s
}

func (r *tableReader) addRow(s *columnSum, base string, x reading, sign int) {
	side := s.results
	switch base {
	case rowReceived, rowCarriedIn:
		side = s.in
	case rowCarriedOut:
		side = s.out
	case rowTotal:
		side = s.total
	}
	s.rows[base] += sign
	for i, c := range x {
		side[i] += disclosure.Value(sign) * r.cellNumber(c)
	}
}

// attachDetached gives rows whose labels were printed in one block and whose values in another their cells, in order, when
// the counts match; the reading stands only if T3-E2 then holds for every column.
func (r *tableReader) attachDetached(rows []matrixRowRead, n int) {
	var block []int
	var attached [][]int
	for i := range rows {
		block = append(block, i)
		if len(rows[i].got.cells) == 0 {
			continue
		}
		loose := r.looseCells(rows[i].entry.tok)
		if len(block) > 1 && len(loose) == n*len(block) {
			for k, j := range block {
				rows[j].got.cells = loose[k*n : (k+1)*n]
				rows[j].readings = []reading{wholeRow(rows[j].got.cells)}
				rows[j].forced = true
			}
			attached = append(attached, block)
		} else if len(block) > 1 && len(loose) > n && len(block) > 2 {
			for _, j := range block {
				rows[j].lost = true // their order cannot be told
			}
		}
		block = nil
	}
	if len(attached) == 0 {
		return
	}
	for i := range rows {
		if rows[i].readings == nil {
			rows[i].readings = fit(r.ts, rows[i].got, n, -1)
		}
	}
	if sums := r.columnSums(rows, n); sums.rows[rowTotal] > 0 && sums.balanced() {
		return
	}
	for _, b := range attached {
		for _, j := range b {
			rows[j].lost = true
		}
	}
}

// looseCells gives all cells behind a label up to the next label or sentence.
func (r *tableReader) looseCells(tok int) []int {
	var out []int
	for j := tok + 1; j < len(r.ts); j++ {
		switch t := &r.ts[j]; t.kind {
		case tokenValue, tokenEmpty:
			out = append(out, j)
		case tokenLabel:
			return out
		case tokenText:
			if t.end-t.start > 12 && !r.headPieces(t) {
				return out
			}
		}
	}
	return out
}

// headPieces says whether a text holds nothing but characters of column heads, as where a narrow head was read line by line:
// 总计 结果 结果 其他 尚未.
func (r *tableReader) headPieces(t *token) bool {
	for _, c := range r.v.Runes[t.start:t.end] {
		if isHan(c) && !r.x.headRunes[c] || isDigit(c) {
			return false
		}
	}
	return true
}
