package extract

import (
	"sync"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// tables is what the tables of one report state.
type tables struct {
	form       disclosure.Form // by labels, headings and announced tables
	candidates []candidate
	consumed   []span // runes of the view that belong to tables; sentences between them are left out
	findings   []disclosure.Finding
	found      map[tableKind]bool // tables of which at least one value was read
	seen       map[tableKind]bool // tables of which at least a row's label stands in the text
}

// tableKind names the tables of the forms.
type tableKind uint8

const (
	tableSingle tableKind = iota + 1
	tableArticle20
	tableMatrix
	tableDisputes
)

// readTables reads every table of a report, in any layout. year decides between the forms of 2019 and 2021 when no label
// does; 0 when it is unknown.
func readTables(v *View, doc *document.Document, year int) tables {
	buffer := tokenBuffers.Get().(*[]token)
	r := &tableReader{
		v: v, x: mustForms(), ts: v.tokens(doc, *buffer), year: year,
		out: tables{found: map[tableKind]bool{}, seen: map[tableKind]bool{}},
	}
	defer func() {
		clear(r.ts) // or it would keep the labels' strings
		*buffer = r.ts[:0]
		tokenBuffers.Put(buffer)
	}()
	r.out.candidates = newCandidates()
	votes := r.vote()
	r.classify()
	r.readSingles()
	r.readArticle20()
	r.readMatrix()
	r.readDisputes()
	r.consume()
	form, lost := r.decideForm(votes)
	r.out.form = form
	r.missing(form, lost)
	r.report()
	return r.out
}

// tokenBuffers are kept from report to report: the tokens of one take a fifth of all the memory that reading it needs, and
// nothing of them outlives the reading.
var tokenBuffers = sync.Pool{New: func() any { return new([]token) }}

type tableReader struct {
	v    *View
	x    *forms
	ts   []token
	year int
	out  tables

	modern  disclosure.Form // form_2019 or form_2021 for the tables since 2019
	older   disclosure.Form // indicators_2008 or stats_2014 for the tables before
	singles []singleRow
	items   []itemRow
	matrix  []matrixEntry
	heads   []int // applicant columns seen, as positions in forms.yaml
	dispute []disputeHead
	used    []bool // tokens that belong to a table
	tally   tally
}

// tally counts what the findings report.
type tally struct {
	blank, notApplicable, dropped, unresolved int
	ambiguous                                 int   // rows among the unresolved that have several values and no head to choose by
	annotated, unitInCell                     []int // tokens
	suspect, rounded, vague                   []suspectCell
	unread                                    []int // tokens
	colspan                                   bool
	totalBlank                                []string // metrics
	blankMetrics                              []string
}

type suspectCell struct {
	tok    int
	metric string
}

// vote lets the labels that only one form prints decide the form.
func (r *tableReader) vote() map[disclosure.Form]int {
	votes := map[disclosure.Form]int{}
	for i := range r.ts {
		t := &r.ts[i]
		if t.kind != tokenLabel {
			continue
		}
		key := t.key
		if t.whole != "" {
			key = t.whole
		}
		for _, f := range r.x.marks[key] {
			votes[f]++
		}
		for _, l := range t.labels {
			if l.kind == labelMatrix && l.metric == "requests.result.other.overdue_correction" {
				votes[disclosure.Form2021] += 2
			}
			if l.kind == labelHead {
				votes[l.form]++
			}
		}
	}
	r.modern = disclosure.Form2019
	if votes[disclosure.Form2021] > votes[disclosure.Form2019] || votes[disclosure.Form2021] == votes[disclosure.Form2019] && r.year >= 2021 {
		r.modern = disclosure.Form2021
	}
	r.older = disclosure.FormIndicators2008
	if votes[disclosure.FormStats2014] > votes[disclosure.FormIndicators2008] {
		r.older = disclosure.FormStats2014
	}
	return votes
}

// classify walks over the labels in order and sorts them into tables; a label with several meanings takes the one of the
// table it stands in.
func (r *tableReader) classify() {
	r.used = make([]bool, len(r.ts))
	mode := tableKind(0)
	head := newHead()
	order := rowOrder{byColumn: map[int]int{}}
	for i := range r.ts {
		t := &r.ts[i]
		if t.kind != tokenLabel {
			continue
		}
		l := r.meaning(i, mode, order.above(t))
		if l == nil {
			continue
		}
		switch l.kind {
		case labelSingle:
			mode = tableSingle
			order.took(t, l.row)
			r.singles = append(r.singles, singleRow{tok: i, label: l, head: head})
		case labelColumn:
			if mode == tableSingle || l.column == columnName || head.open(r.ts, i) {
				if mode != tableSingle || l.column == columnName {
					mode = tableSingle
				}
				head = head.add(r.ts, i, l)
				r.used[i] = true
			}
		case labelArticle20:
			mode = tableArticle20
			r.items = append(r.items, itemRow{tok: i, key: keyOf(t)})
		case labelHead:
			mode = tableArticle20
			r.used[i] = true
		case labelMatrix:
			mode = tableMatrix
			r.matrix = append(r.matrix, matrixEntry{tok: i, label: l})
		case labelApplicant:
			if mode != tableMatrix && (l.metric == "total" || l.metric == "other_org") {
				if mode == tableDisputes {
					r.dispute = append(r.dispute, disputeHead{tok: i, label: l})
				}
				continue
			}
			mode = tableMatrix
			r.heads = append(r.heads, l.index)
			r.used[i] = true
		case labelOutcome, labelBlock:
			mode = tableDisputes
			r.dispute = append(r.dispute, disputeHead{tok: i, label: l})
		case labelGroup:
			r.used[i] = mode != 0
		}
	}
}

// rowOrder follows the official numbers of the rows of a one-value table, which may be printed in two halves side by side.
type rowOrder struct {
	last, row int
	abreast   bool // a printed row held two rows of the form
	byColumn  map[int]int
}

// above gives the number of the row that stands above a label.
func (o *rowOrder) above(t *token) int {
	if o.abreast {
		return o.byColumn[t.col]
	}
	return o.last
}

func (o *rowOrder) took(t *token, row int) {
	o.abreast = o.abreast || o.row == t.row && o.last > 0
	o.last, o.row, o.byColumn[t.col] = row, t.row, row
}

func keyOf(t *token) string {
	if t.whole != "" {
		return t.whole
	}
	return t.key
}

// meaning picks one meaning of the label at i.
func (r *tableReader) meaning(i int, mode tableKind, lastSingle int) *label {
	ls := r.ts[i].labels
	if len(ls) == 1 {
		return ls[0]
	}
	if l := r.meaningIn(i, ls, mode); l != nil {
		return l
	}
	var best *label
	for _, l := range ls {
		if l.kind != labelSingle {
			continue
		}
		switch {
		case best == nil:
			best = l
		case (l.form == r.older) != (best.form == r.older):
			if l.form == r.older {
				best = l
			}
		case best.row <= lastSingle && l.row > lastSingle:
			best = l // 其他情形数 stands under 复议 first and under 诉讼 next
		}
	}
	if best != nil {
		return best
	}
	return firstOf(ls)
}

// meaningIn picks the meaning that belongs to the table the label stands in.
func (r *tableReader) meaningIn(i int, ls []*label, mode tableKind) *label {
	var row, head *label
	for _, l := range ls {
		switch {
		case mode == tableMatrix && l.kind == labelMatrix && (row == nil || l.form == r.modern):
			row = l
		case mode == tableMatrix && l.kind == labelApplicant:
			head = l
		case mode == tableDisputes && l.kind == labelOutcome:
			return l
		case mode == tableSingle && l.kind == labelColumn:
			head = l
		}
	}
	if row != nil && (head == nil || r.numbered(i) || r.holdsRow(i)) {
		return row
	}
	return head
}

// numbered says whether an enumerator stands before the words of a label: 3.其他 is a row where 其他 is a column.
func (r *tableReader) numbered(i int) bool {
	c := r.v.Runes[r.ts[i].start]
	return isDigit(c) || c == '(' || isCircled(c)
}

// holdsRow says whether a number stands behind the label at i, or as many empty cells as only a row has.
func (r *tableReader) holdsRow(i int) bool {
	cells := gather(r.ts, i, len(r.x.file.Applicants)).cells
	return len(cells) >= len(r.x.file.Applicants) || len(trimmedCells(r.ts, run{cells: cells})) > 0
}

// firstOf prefers rows of the form over heads.
func firstOf(ls []*label) *label {
	best := ls[0]
	for _, l := range ls[1:] {
		if l.kind < best.kind {
			best = l
		}
	}
	return best
}
