package extract

import (
	"strconv"

	"gongkai/ingest/disclosure"
)

// matrixEntry is one row of the applications table of the forms since 2019.
type matrixEntry struct {
	tok   int
	label *label
}

// matrixRowRead is such a row with the readings that its layout allows.
type matrixRowRead struct {
	entry    matrixEntry
	got      run
	readings []reading
	forced   bool // only an identity can confirm the reading: collapsed digits, detached rows
	lost     bool // the row's values are somewhere behind a block of labels and cannot be told apart
}

const (
	rowReceived   = "requests.received"
	rowCarriedIn  = "requests.carried_in"
	rowCarriedOut = "requests.carried_out"
	rowTotal      = "requests.result.total"
)

// readMatrix reads the applications table: at most 25 rows of seven columns.
func (r *tableReader) readMatrix() {
	if len(r.matrix) == 0 {
		return
	}
	r.out.seen[tableMatrix] = len(r.matrix) > 3
	columns := r.applicants()
	if rows := r.byOrder(len(columns)); rows != nil {
		for _, row := range rows {
			r.emitRow(row, columns)
		}
		return
	}
	rows := r.matrixRows(len(columns))
	if !anyCells(rows) {
		r.useHeads(rows)
		return
	}
	r.attachDetached(rows, len(columns))
	runs := make([]run, len(rows))
	for i := range rows {
		runs[i] = rows[i].got
	}
	trail := trailing(runs, len(columns))
	for i := range rows {
		if rows[i].lost {
			rows[i].readings = nil
			continue
		}
		r.narrow(&rows[i], len(columns), trail)
	}
	r.settle(rows, len(columns))
	for _, row := range rows {
		r.emitRow(row, columns)
	}
}

// applicants gives the columns: all seven, or those that the head names when one of them was left out and the rows agree.
func (r *tableReader) applicants() []applicant {
	all := r.x.file.Applicants
	seen := map[int]bool{}
	var named []applicant
	for _, i := range r.heads {
		if !seen[i] {
			seen[i] = true
		}
	}
	for i, a := range all {
		if seen[i] || a.ID == "total" {
			named = append(named, a)
		}
	}
	if len(named) < 5 || len(named) == len(all) {
		return all
	}
	full, short := 0, 0
	for _, e := range r.matrix {
		switch n := len(trimmedCells(r.ts, gather(r.ts, e.tok, len(all)))); {
		case n >= len(all):
			full++
		case n == len(named):
			short++
		}
	}
	if short > full {
		return named
	}
	return all
}

// trimmedCells leaves out empty cells at the end of a row.
func trimmedCells(ts []token, got run) []int {
	cells := got.cells
	for len(cells) > 0 && ts[cells[len(cells)-1]].kind == tokenEmpty {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// matrixRows gathers each row's cells once; a row that stands twice, as after a page break, keeps its first with cells.
func (r *tableReader) matrixRows(n int) []matrixRowRead {
	rows := make([]matrixRowRead, 0, len(r.matrix))
	index := map[string]int{}
	for _, e := range r.matrix {
		got := withWords(r.ts, gather(r.ts, e.tok, n), n)
		base := e.label.metric
		if at, ok := index[base]; ok {
			if have := len(rows[at].got.cells); have == 0 && len(got.cells) > 0 || have < n && len(got.cells) >= n && got.firm {
				rows[at] = matrixRowRead{entry: e, got: got} // what stood there before was a heading: 六、其他 and its 无
			}
			continue
		}
		if base == "requests.result.other.subtotal" && len(got.cells) == 0 && r.modern == disclosure.Form2021 {
			continue // the group head of the 2021 form
		}
		index[base] = len(rows)
		rows = append(rows, matrixRowRead{entry: e, got: got})
	}
	return rows
}

func anyCells(rows []matrixRowRead) bool {
	for _, row := range rows {
		if len(row.got.cells) > 0 {
			return true
		}
	}
	return false
}

func (r *tableReader) useHeads(rows []matrixRowRead) {
	for _, row := range rows {
		r.use(row.entry.tok, row.entry.tok)
	}
}

// narrow fits a row's cells to the columns. Where the layout leaves several readings, or one that only the arithmetic can
// confirm, those whose total is the sum of the applicants (T3-E3) are kept.
func (r *tableReader) narrow(row *matrixRowRead, n, trail int) {
	if row.readings == nil {
		row.readings = r.ways(row, n)
	}
	if len(row.readings) == 1 && !row.forced {
		// One reading's arithmetic is checked later and is not ours to mend, unless it shows that a cell was lost.
		if r.shifted(row.readings[0]) {
			row.readings, row.forced = nil, true
		}
		return
	}
	if len(row.readings) == 0 {
		return
	}
	if kept := r.holding(row.readings, row.forced); len(kept) > 0 || row.forced {
		row.readings = kept
	}
	if len(row.readings) > 1 && !row.forced {
		row.readings = fit(r.ts, row.got, n, trail)
	}
}

// shifted says whether the total seems to stand left of its column: it is blank, and the last cell before it is the sum of
// the others.
func (r *tableReader) shifted(x reading) bool {
	last := len(x) - 1
	if r.cellStatus(x[last]) != disclosure.StatusBlank {
		return false
	}
	for last >= 0 && r.cellStatus(x[last]) == disclosure.StatusBlank {
		last--
	}
	if last < 1 || r.cellNumber(x[last]) == 0 {
		return false
	}
	var sum disclosure.Value
	for _, c := range x[:last] {
		sum += r.cellNumber(c)
	}
	return sum == r.cellNumber(x[last])
}

// ways gives the readings of a row: as its layout tells when it is whole; else its digits one by one, its cells spread over
// the columns, or the cells it has too many left out, which the arithmetic must confirm.
func (r *tableReader) ways(row *matrixRowRead, n int) []reading {
	cells := row.got.cells
	out := fit(r.ts, row.got, n, -1)
	row.forced = r.collapsed(row)
	whole := len(out) > 0 && (row.got.firm || len(out[0]) == len(cells) || len(cells) < n || len(joinNumbers(r.ts, cells, n)) == n)
	if whole {
		return out
	}
	row.forced = true
	switch {
	case len(cells) == 1 && splitDigits(r.ts, cells, n) != nil:
		return []reading{splitDigits(r.ts, cells, n)}
	case len(cells) < n:
		return spread(cells, n)
	case len(out) > 0 && r.sumHolds(out[0]) && r.cellStatus(out[0][n-1]) != disclosure.StatusBlank:
		return out // what follows the row belongs to something else
	}
	return thinned(cells, n)
}

// holding gives the readings that satisfy T3-E3; those with a total other than 0 are proof, and alone if there are any.
// strict ones must state a total, blank proves nothing.
func (r *tableReader) holding(readings []reading, strict bool) []reading {
	var kept, proved []reading
	for _, x := range readings {
		if !r.sumHolds(x) || strict && r.cellStatus(x[len(x)-1]) == disclosure.StatusBlank {
			continue
		}
		kept = append(kept, x)
		if r.cellNumber(x[len(x)-1]) != 0 {
			proved = append(proved, x)
		}
	}
	if len(proved) > 0 {
		return proved
	}
	return kept
}

// collapsed says whether a row's cells stood in one line of numbers.
func (r *tableReader) collapsed(row *matrixRowRead) bool {
	return len(row.got.cells) > 1 && r.ts[row.got.cells[0]].joined > 0
}

// sumHolds checks T3-E3 on one reading; blank counts as 0, and a blank total is no statement.
func (r *tableReader) sumHolds(x reading) bool {
	total := x[len(x)-1]
	if r.cellStatus(total) == disclosure.StatusBlank {
		return true
	}
	var sum disclosure.Value
	for _, c := range x[:len(x)-1] {
		sum += r.cellNumber(c)
	}
	return sum == r.cellNumber(total)
}

func (r *tableReader) cellStatus(c cellOf) disclosure.Status {
	if c.tok < 0 {
		return disclosure.StatusBlank
	}
	return r.ts[c.tok].tokenStatus()
}

// cellNumber is a cell's number for checks, where blank counts as 0.
func (r *tableReader) cellNumber(c cellOf) disclosure.Value {
	if c.tok < 0 || r.ts[c.tok].kind != tokenValue {
		return 0
	}
	if c.digit > 0 {
		return disclosure.Count(int64(r.ts[c.tok].value.digits[c.digit-1] - '0'))
	}
	return r.ts[c.tok].value.value
}

// emitRow turns the surviving readings of a row into candidates: where they agree on a cell it is read, else unresolved.
func (r *tableReader) emitRow(row matrixRowRead, columns []applicant) {
	base := row.entry.label.metric
	last := row.entry.tok
	p := place{
		kind: tableMatrix, row: row.entry.label.name, rule: string(r.modern) + ".3." + strconv.Itoa(row.entry.label.row),
	}
	for i, a := range columns {
		p.column = a.Labels[0]
		metric := r.x.cells[matrixCell{base, a.ID}]
		switch {
		case len(row.got.cells) == 0 && row.readings == nil && !row.lost:
			r.emit(metric, cellOf{tok: -1}, p, row.entry.tok)
		case len(row.readings) == 0 || !r.agree(row.readings, i):
			r.unresolved(metric, p, row.entry.tok, row.got.cells)
		default:
			c := row.readings[0][i]
			r.emit(metric, c, p, row.entry.tok)
			if i == len(columns)-1 && r.cellStatus(c) == disclosure.StatusBlank && r.anyNumber(row.readings[0]) {
				r.tally.totalBlank = append(r.tally.totalBlank, metric)
			}
		}
	}
	if len(row.readings) > 0 {
		for _, c := range row.readings[0] {
			if c.tok >= 0 {
				r.used[c.tok] = true
			}
		}
		if row.got.at == row.entry.tok && !row.forced {
			last = max(last, lastToken(row.readings[0], last))
		}
	}
	if row.forced {
		if len(row.got.cells) < len(columns) {
			r.tally.dropped++
		}
		for _, c := range row.got.cells {
			r.used[c] = true
		}
	}
	r.use(row.entry.tok, last)
}

// agree says whether all readings give a column the same number and status.
func (r *tableReader) agree(readings []reading, i int) bool {
	for _, x := range readings[1:] {
		if r.cellStatus(x[i]) != r.cellStatus(readings[0][i]) || r.cellNumber(x[i]) != r.cellNumber(readings[0][i]) {
			return false
		}
	}
	return true
}

func (r *tableReader) anyNumber(x reading) bool {
	for _, c := range x {
		if r.cellNumber(c) != 0 {
			return true
		}
	}
	return false
}
