package extract

import (
	"iter"

	"gongkai/ingest/disclosure"
)

// figureRow is a printed row of an applications table that holds a figure for every column, with its label or without.
type figureRow struct {
	cells []int
	entry *matrixEntry // nil where the label stands elsewhere: wrapped over lines before or behind the row, or cut
}

// byOrder reads an applications table whose labels were torn from their figures, as copies of PDF pages do: the printed rows
// of figures are laid over the rows of the form in order. Rows that kept their labels must stand at their places, between two
// of them there must be as many rows as the form has, and the identities must hold; otherwise it gives nil and the labels decide.
func (r *tableReader) byOrder(n int) []matrixRowRead {
	figures := r.figureRows(n)
	for _, form := range []disclosure.Form{r.modern, otherModern[r.modern]} {
		if rows := r.overForm(figures, r.x.matrixRows[form], n); rows != nil {
			r.modern = form // the number of its rows tells it
			return rows
		}
	}
	return nil
}

// otherModern gives the other of the two forms with an applications table.
var otherModern = map[disclosure.Form]disclosure.Form{
	disclosure.Form2019: disclosure.Form2021, disclosure.Form2021: disclosure.Form2019,
}

// overForm lays rows of figures over the rows of one form.
func (r *tableReader) overForm(figures []figureRow, form []matrixRow, n int) []matrixRowRead {
	at := placesOf(figures, form)
	if at == nil {
		return nil
	}
	known := map[string]matrixEntry{}
	for _, e := range r.matrix {
		if _, ok := known[e.label.metric]; !ok {
			known[e.label.metric] = e
		}
	}
	rows := make([]matrixRowRead, len(figures))
	for i, f := range figures {
		entry := matrixEntry{tok: f.cells[0], label: &label{kind: labelMatrix, metric: form[at[i]].base, name: form[at[i]].label, row: form[at[i]].row}}
		if e, ok := known[entry.label.metric]; ok {
			entry.label = e.label
		}
		if f.entry != nil {
			entry = *f.entry
		}
		rows[i] = matrixRowRead{
			entry: entry, got: run{at: entry.tok, cells: f.cells, firm: true, last: f.cells[n-1]}, readings: []reading{wholeRow(f.cells)}, forced: true,
		}
		if !r.sumHolds(rows[i].readings[0]) {
			return nil
		}
	}
	if sums := r.columnSums(rows, n); sums.rows[rowTotal] == 0 || !sums.balancedIn(n-1) { // the last column may be blank, and T3-E3 stands for it
		return nil
	}
	return rows
}

// figureRows collects the printed rows between the table before and the table behind that hold n cells, at most the last of them
// empty.
func (r *tableReader) figureRows(n int) []figureRow {
	labels := map[int]*matrixEntry{} // by the number of the printed row
	for i := range r.matrix {
		row := r.ts[r.matrix[i].tok].row
		if _, ok := labels[row]; !ok {
			labels[row] = &r.matrix[i]
		}
	}
	start, end := r.matrix[0].tok, len(r.ts)
	for start > 0 && (r.ts[start-1].kind != tokenLabel || r.ts[start-1].labels[0].kind >= labelApplicant) {
		start-- // the labels of the first rows may have been torn off, too
	}
	for _, d := range r.dispute {
		if d.tok > r.matrix[0].tok {
			end = min(end, d.tok)
		}
	}
	var out []figureRow
	for from, to := range r.printedRows(start, end) {
		var cells []int
		for j := from; j < to; j++ {
			if k := r.ts[j].kind; k == tokenValue || k == tokenEmpty && len(cells) > 0 {
				cells = append(cells, j)
			}
		}
		if cells = trimmedTo(r.ts, cells, n); cells != nil {
			out = append(out, figureRow{cells, labels[r.ts[from].row]})
		}
	}
	return out
}

// printedRows gives the bounds of each printed row of the tokens [start, end).
func (r *tableReader) printedRows(start, end int) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for from := start; from < end; {
			to := from
			for to < end && r.ts[to].row == r.ts[from].row {
				to++
			}
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// trimmedTo gives the first n cells of a row when the others are empty and none of them is but the last; nil otherwise.
func trimmedTo(ts []token, cells []int, n int) []int {
	if len(cells) < n {
		return nil
	}
	for i, c := range cells {
		if empty := ts[c].kind == tokenEmpty; i < n-1 && empty || i >= n && !empty {
			return nil
		}
	}
	return cells[:n]
}

// placesOf gives each printed row its row of the form; nil when none lacks a label or when their numbers do not match.
func placesOf(figures []figureRow, form []matrixRow) []int {
	index := map[string]int{}
	for i, f := range form {
		index[f.base] = i
	}
	at := make([]int, len(figures))
	loose, from, place := 0, 0, 0 // the first row and the first place that are still open
	for i := 0; i <= len(figures); i++ {
		next := len(form)
		if i < len(figures) {
			if figures[i].entry == nil {
				loose++
				continue
			}
			k, ok := index[figures[i].entry.label.metric]
			if !ok || k < place {
				return nil
			}
			next = k
		}
		if i > from && i-from != next-place {
			return nil
		}
		for k := from; k < i; k++ {
			at[k] = place + k - from
		}
		if i < len(figures) {
			at[i] = next
		}
		from, place = i+1, next+1
	}
	if loose == 0 {
		return nil
	}
	return at
}
