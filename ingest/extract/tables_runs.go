package extract

import (
	"slices"

	"gongkai/ingest/disclosure"
)

// run is what stands behind a row's label up to the next label: the cells of the row, if the layout kept them all.
type run struct {
	at    int   // the label's token
	cells []int // value and empty tokens, in order
	gaps  []int // the same with the blank lines among them; nil when there are none
	firm  bool  // the cells stood between separators, so an empty one could not get lost
	pages []int // page marks among the cells
	last  int   // the last token that belongs to the row
}

// gather collects the cells behind the label token at i. want is the number of columns: a printed row that holds as many
// ends the run, and no more than a few cells over it are taken.
func gather(ts []token, i, want int) run {
	r := run{at: i, last: i, firm: ts[i].layout != layoutLines}
	over := want + 12
scan:
	for j := i + 1; j < len(ts) && len(r.cells) < over; j++ {
		t := &ts[j]
		if r.firm && t.row != ts[r.last].row && (len(r.cells) >= want || t.layout == layoutGrid || t.table != ts[i].table) {
			break
		}
		switch t.kind {
		case tokenValue, tokenEmpty:
			if r.cells == nil {
				r.cells = make([]int, 0, want)
			}
			r.cells, r.last = append(r.cells, j), j
			if r.gaps != nil {
				r.gaps = append(r.gaps, j)
			}
		case tokenGap:
			if r.gaps == nil {
				r.gaps = slices.Clone(r.cells)
			}
			r.gaps = append(r.gaps, j)
		case tokenPage:
			r.pages = append(r.pages, j)
		case tokenPipe, tokenUnit:
		case tokenLabel:
			if sameLabel(&ts[i], t) && len(r.cells) == 0 {
				continue // a label repeated over the columns it spans
			}
			break scan
		case tokenText:
			if t.end-t.start > 12 || len(t.key) > 0 && len(r.cells) > 0 && len(r.cells) >= want {
				break scan
			}
			if len(t.key) > 0 && len(r.cells) > 0 && t.end-t.start > 3 {
				break scan
			}
		}
	}
	for len(r.gaps) > 0 && ts[r.gaps[len(r.gaps)-1]].kind == tokenGap {
		r.gaps = r.gaps[:len(r.gaps)-1]
	}
	return r
}

func sameLabel(a, b *token) bool { return a.key == b.key && a.row == b.row }

// cellOf is one column's cell in one reading of a row: a token, or none for a cell that the layout lost.
type cellOf struct {
	tok   int // index of the token; -1 for a blank that left no trace
	digit int // 1-based digit of the token when the row's cells were printed without separators; 0 for the whole token
}

// reading is one way to lay a row's tokens over its columns.
type reading []cellOf

// fit lays the cells of a run over n columns. It gives every reading that the layout allows; one when the row is whole.
// trail is the number of empty cells that pad the table's rows at their end, as far as the other rows tell; -1 when they do
// not.
func fit(ts []token, r run, n, trail int) []reading {
	cells := r.cells
	if joined := joinNumbers(ts, cells, n); joined != nil {
		cells = joined
	}
	if len(cells) == n {
		return []reading{wholeRow(cells)}
	}
	if len(cells) > n {
		return windows(ts, cells, n, trail, r.firm)
	}
	if filled := fillGaps(ts, r, n); filled != nil {
		return []reading{filled}
	}
	return nil
}

// trailing gives the number of empty cells that pad every row at its end: the row with the fewest cells has no others.
func trailing(runs []run, n int) int {
	least := -1
	for _, r := range runs {
		if k := len(r.cells) - n; r.firm && k >= 0 && (least < 0 || k < least) {
			least = k
		}
	}
	return least
}

func wholeRow(cells []int) reading {
	out := make(reading, len(cells))
	for i, c := range cells {
		out[i] = cellOf{tok: c}
	}
	return out
}

// windows drops cells at the edges. Where separators pad a row the dropped cells are empty; in a line layout the first n
// cells are the row and what follows belongs to the text behind it. A row with more numbers than columns has no reading.
func windows(ts []token, cells []int, n, trail int, firm bool) []reading {
	if !firm {
		return []reading{wholeRow(cells[:n])}
	}
	first, last := 0, len(cells)
	for first < last && ts[cells[first]].kind == tokenEmpty {
		first++
	}
	for last > first && ts[cells[last-1]].kind == tokenEmpty {
		last--
	}
	if first == last {
		return []reading{wholeRow(cells[:n])} // nothing but empty cells
	}
	if at := len(cells) - n - trail; trail >= 0 && at >= 0 && at <= first && at+n >= last {
		return []reading{wholeRow(cells[at : at+n])}
	}
	var out []reading
	for at := 0; at+n <= len(cells); at++ {
		if at <= first && at+n >= last {
			out = append(out, wholeRow(cells[at:at+n]))
		}
	}
	return out
}

// maxExtra is how many cells too many a row may hold for its readings to be tried: a doubled cell, a page number.
const maxExtra = 2

// thinned gives every way to leave out the cells that a row has too many.
func thinned(cells []int, n int) []reading {
	if len(cells) <= n || len(cells) > n+maxExtra {
		return nil
	}
	var out []reading
	var take func(from int, r reading)
	take = func(from int, r reading) {
		switch {
		case len(r) == n:
			out = append(out, slices.Clone(r))
		case len(cells)-from >= n-len(r):
			take(from+1, append(r, cellOf{tok: cells[from]}))
			take(from+1, r)
		}
	}
	take(0, nil)
	return out
}

// joinNumbers puts the numbers of one line together when that gives exactly n cells: 1 234 is one cell where the row has
// one column, and seven numbers in a line are a row where it has seven.
func joinNumbers(ts []token, cells []int, n int) []int {
	if len(cells) <= n {
		return nil
	}
	var out []int
	for i := 0; i < len(cells); i++ {
		out = append(out, cells[i])
		t := &ts[cells[i]]
		if t.joined > 0 && t.kind == tokenValue {
			i += t.joined
		}
	}
	if len(out) != n || len(out) == len(cells) {
		return nil
	}
	for _, c := range out {
		if k := ts[c].joined; k > 0 && ts[c].kind == tokenValue {
			if c+k >= len(ts) || !bareNumbers(ts[c:c+k+1]) {
				return nil
			}
			ts[c] = mergeNumbers(ts[c : c+k+1])
		}
	}
	return out
}

// bareNumbers says whether the tokens can be the groups of one number: digits only, and three in every group but the first.
func bareNumbers(ts []token) bool {
	const group, most = 3, 4
	for i, t := range ts {
		size := len(t.value.digits)
		if t.kind != tokenValue || size != t.end-t.start || size > group || i > 0 && size < group {
			return false
		}
	}
	return len(ts) <= most
}

// mergeNumbers reads the groups of one number: 1 234 is 1234.
func mergeNumbers(ts []token) token {
	out := ts[0]
	for _, t := range ts[1:] {
		out.value.digits += t.value.digits
		out.end = t.end
	}
	var fits bool
	if out.value.value, _, fits = out.value.scaled(0); !fits {
		out.value.value = disclosure.MaxValue
	}
	out.joined = 0
	return out
}

// fillGaps reads blank lines as the empty cells of a row that is short without them. Where blank lines also separate the
// cells, an empty one leaves two more.
func fillGaps(ts []token, r run, n int) reading {
	if r.firm || len(r.gaps) <= len(r.cells) {
		return nil
	}
	if len(r.gaps) == n {
		return wholeRow(r.gaps)
	}
	var out []int
	blanks := 0
	for _, g := range r.gaps {
		if ts[g].kind == tokenGap {
			blanks++
			if blanks%2 == 0 {
				out = append(out, g)
			}
			continue
		}
		if blanks%2 == 0 && blanks > 0 {
			return nil
		}
		blanks = 0
		out = append(out, g)
	}
	if len(out) != n {
		return nil
	}
	return wholeRow(out)
}

// splitDigits reads a cell of exactly n digits as n cells whose separators were lost: 0000000.
func splitDigits(ts []token, cells []int, n int) reading {
	if len(cells) != 1 {
		return nil
	}
	c := cells[0]
	if t := &ts[c]; t.kind != tokenValue || len(t.value.digits) != n || t.end-t.start != n {
		return nil
	}
	out := make(reading, n)
	for i := range out {
		out[i] = cellOf{tok: c, digit: i + 1}
	}
	return out
}

// spread gives every way to lay fewer cells over n columns in order, the missing ones blank; nil beyond a bound.
func spread(cells []int, n int) []reading {
	if len(cells) >= n || len(cells) == 0 {
		return nil
	}
	var out []reading
	var place func(from int, r reading)
	place = func(from int, r reading) {
		if len(r) == n {
			if from == len(cells) {
				out = append(out, slices.Clone(r))
			}
			return
		}
		if from < len(cells) {
			place(from+1, append(r, cellOf{tok: cells[from]}))
		}
		if n-len(r) > len(cells)-from {
			place(from, append(r, cellOf{tok: -1}))
		}
	}
	place(0, nil)
	return out
}
