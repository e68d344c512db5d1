package extract

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// Offices type the forms anew and shorten or change the labels of rows (信访投诉举报类申请, 补正后仍不明确, 国家秘密). Such a text in front of
// values is a row's label when it stands where that row stands in the form, between the rows before and behind, and shares most of its
// characters with it.

// The likeness of a text to a label, in characters that both have in the same order by those of the shorter one.
const (
	leastAlike     = 0.6 // of one of several rows that are missing there
	leastAlikeSole = 0.5 // where as many texts stand as rows are missing
	leastAlikeOwn  = 1.0 // where the text is the label of another row of the form, out of order
	leastShared    = 2   // characters
	tie            = 1e-3
)

// longestPlaced is the longest text that is taken for a label by its place.
const longestPlaced = 40

// labelPlaces finds such labels. A table ends where another label than a row's or a group's stands.
func (s *scanner) labelPlaces() {
	before := -1 // the row label read last; -1 when the table begins
	began := false
	var texts []int
	for i := range s.out {
		t := &s.out[i]
		switch {
		case t.kind == tokenText && s.mayLabel(i):
			texts = append(texts, i)
		case t.kind != tokenLabel || ordered(t.labels) && !s.valueFollows(i): // a group's head that is a row in another form
		case ordered(t.labels) && s.intrudes(before, i):
			texts = append(texts, i)
		case ordered(t.labels):
			s.place(texts, before, i, began)
			before, began, texts = i, true, texts[:0]
		case !slices.ContainsFunc(t.labels, func(l *label) bool { return l.kind == labelGroup || l.kind == labelApplicant }):
			s.place(texts, before, -1, began)
			before, began, texts = -1, false, texts[:0]
		case t.labels[0].kind == labelApplicant:
			before, began, texts = -1, true, texts[:0] // the rows begin behind the columns' heads
		}
	}
	s.place(texts, before, -1, began)
}

// intrudes says whether a row label stands among rows of a form that has no such row there, so that it is another row's name in this
// table: 同意公开 in place of 予以公开.
func (s *scanner) intrudes(before, i int) bool {
	if before < 0 || follows(s.out[before].labels, s.out[i].labels, true) {
		return false
	}
	for j := i + 1; j < len(s.out); j++ {
		if s.out[j].kind == tokenLabel && ordered(s.out[j].labels) && s.valueFollows(j) {
			return follows(s.out[before].labels, s.out[j].labels, false) && !follows(s.out[i].labels, s.out[j].labels, false)
		}
	}
	return false
}

// ordered says whether a label may be that of a row with a number in its form.
func ordered(ls []*label) bool {
	return slices.ContainsFunc(ls, func(l *label) bool { return l.kind == labelSingle || l.kind == labelMatrix })
}

// mayLabel says whether a text of words stands in front of values as a label does: in its own cell.
func (s *scanner) mayLabel(i int) bool {
	t := &s.out[i]
	if t.end-t.start > longestPlaced || wordless(t.key) || utf8.RuneCountInString(t.key) < leastShared {
		return false
	}
	next := s.valueBehind(i)
	if next < 0 {
		return false
	}
	if t.layout != layoutLines {
		return s.out[next].row == t.row
	}
	last := i > 0 && s.out[i-1].layout == layoutLines && (s.out[i-1].kind == tokenValue || s.out[i-1].kind == tokenEmpty)
	return last && s.out[next].layout == layoutLines // no piece of a label over several lines
}

// place makes labels of texts that stand between two row labels, -1 for none. Of several forms that have both rows the one whose rows the
// texts are likest to counts.
func (s *scanner) place(texts []int, before, behind int, began bool) {
	if len(texts) == 0 || !began || before < 0 && behind < 0 {
		return
	}
	var best []string // the row of each text, "" for none
	highest := 0.0
	for _, gap := range s.x.rowsBetween(s.labelsOf(before), s.labelsOf(behind)) {
		keys, sum := s.matched(texts, gap)
		if sum > highest {
			best, highest = keys, sum
		}
	}
	for k, key := range best {
		if key != "" {
			t := &s.out[texts[k]]
			t.kind, t.labels, t.whole = tokenLabel, s.x.find(key), key
		}
	}
}

// matched gives the official labels of the missing rows that texts stand for, in the order of both, and how alike they are together.
func (s *scanner) matched(texts []int, gap formGap) (keys []string, sum float64) {
	keys = make([]string, len(texts))
	missing := gap.rows
	sole := len(texts) == len(missing)
	for k, i := range texts {
		least := leastAlike
		switch {
		case len(at(s.out[i].labels, gap.of)) > 0:
			least = leastAlikeOwn
		case sole:
			least = leastAlikeSole
		}
		rows := missing
		if sole {
			rows, missing = missing[:1], missing[1:]
		}
		at, score := likest(s.out[i].key, rows)
		if score < least {
			continue
		}
		keys[k] = rows[at].keys[0]
		sum += score
		if !sole {
			missing = missing[at+1:]
		}
	}
	return keys, sum
}

// likest finds the row that a text is likest to; the likeness is 0 when two are equally so.
func likest(text string, rows []formRow) (at int, score float64) {
	several := false
	for k, r := range rows {
		a := r.alike(text)
		if a > score {
			at, score, several = k, a, false
		} else if a == score {
			several = true
		}
	}
	if several {
		return 0, 0
	}
	return at, score
}

func (s *scanner) labelsOf(i int) []*label {
	if i < 0 {
		return nil
	}
	return s.out[i].labels
}

// formRows are the rows of one kind of one form in order, each with all its spellings.
type formRows struct {
	form disclosure.Form
	kind labelKind
	rows []formRow
}

type formRow struct {
	row  int
	keys []string // the official label's first
}

// addRowOrder puts the rows of the forms in order, once all labels are known.
func (x *forms) addRowOrder(official map[rowKey]label) {
	for _, kind := range []labelKind{labelSingle, labelMatrix} {
		for _, w := range x.file.Forms {
			t := formRows{form: w.Form, kind: kind}
			for at, l := range official {
				if at.form == w.Form && l.kind == kind {
					t.rows = append(t.rows, formRow{at.row, x.spellings(l)})
				}
			}
			slices.SortFunc(t.rows, func(a, b formRow) int { return cmp.Compare(a.row, b.row) })
			x.inOrder = append(x.inOrder, t)
			x.markPlaces(len(x.inOrder))
		}
	}
}

// markPlaces tells the labels of the form's rows that were put in order last where these stand.
func (x *forms) markPlaces(rows int) {
	t := x.inOrder[rows-1]
	for _, ls := range x.labels {
		for _, l := range ls {
			if l.kind != t.kind || l.form != t.form {
				continue
			}
			if at := slices.IndexFunc(t.rows, func(r formRow) bool { return r.row == l.row }); at >= 0 {
				l.rows, l.place = rows, at
			}
		}
	}
}

// spellings gives the normalised official label of a row and its variants.
func (x *forms) spellings(l label) []string {
	first := normalLabel(l.name)
	keys := []string{first}
	for key, ls := range x.labels {
		if key != first && slices.ContainsFunc(ls, func(o *label) bool {
			return o.kind == l.kind && o.form == l.form && o.row == l.row && o.metric == l.metric
		}) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys[1:])
	return keys
}

// at gives the places of a row by its label in the form's rows with a number, which several rows may have (其他情形数).
func at(labels []*label, rows int) []int {
	var found []int
	for _, l := range labels {
		if l.rows == rows {
			found = append(found, l.place)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// follows says whether a form prints one row behind another, next to it if so asked.
func follows(before, behind []*label, next bool) bool {
	for _, a := range before {
		for _, b := range behind {
			if a.rows != 0 && a.rows == b.rows && (b.place == a.place+1 || !next && b.place > a.place) {
				return true
			}
		}
	}
	return false
}

// formGap are the rows of a form between two of its rows, in order.
type formGap struct {
	of   int // 1 + the place of the form's rows among forms.inOrder
	rows []formRow
}

// rowsBetween gives the rows between two rows in each form that has both; nil stands for the begin or the end of the table.
func (x *forms) rowsBetween(before, behind []*label) []formGap {
	var found []formGap
	for i := range x.inOrder {
		t := &x.inOrder[i]
		starts, ends := []int{-1}, []int{len(t.rows)}
		if before != nil {
			starts = at(before, i+1)
		}
		if behind != nil {
			ends = at(behind, i+1)
		}
		for _, from := range starts {
			if k := slices.IndexFunc(ends, func(to int) bool { return to > from }); k >= 0 {
				found = append(found, formGap{i + 1, t.rows[from+1 : ends[k]]})
			}
		}
	}
	return found
}

// alike says how much of the shorter of a text and a row's label, in the likest of its spellings, stands in the longer one in the same
// order: 0 to 1, and a little more the less else the longer one holds (行政申诉数量 is 行政申诉数 rather than 对首次处理不满意的行政申诉数).
func (r formRow) alike(key string) float64 {
	best := 0.0
	text := []rune(key)
	for _, k := range r.keys {
		label := []rune(k)
		if n := shared(text, label); n >= leastShared {
			best = max(best, float64(n)/float64(min(len(text), len(label)))+tie*float64(n)/float64(max(len(text), len(label))))
		}
	}
	return best
}

// shared is the length of the longest common subsequence of two texts.
func shared(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, r := range a {
		corner := 0
		for j := range b {
			above := row[j+1]
			if r == b[j] {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			corner = above
		}
	}
	return row[len(b)]
}
