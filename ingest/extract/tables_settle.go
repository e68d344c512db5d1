package extract

import "gongkai/ingest/disclosure"

// maxSettle bounds the combinations of readings that are tried; a table with more stays unresolved where rows disagree.
const maxSettle = 20000

// settle keeps, of the rows that can be read in several ways, the combinations that satisfy the table's column identities:
// 一 + 二 = （七）总计 + 四 (T3-E1) and （七）总计 = Σ of the results (T3-E2).
func (r *tableReader) settle(rows []matrixRowRead, n int) {
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

// columnSum holds, per column, the sides of T3-E1 and T3-E2.
type columnSum struct {
	in, out, total, results []disclosure.Value
	rows                    map[string]int
}

// balanced checks both identities; each only when the rows it needs were read.
func (c *columnSum) balanced() bool {
	for i := range c.total {
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
			if t.end-t.start > 12 {
				return out
			}
		}
	}
	return out
}
