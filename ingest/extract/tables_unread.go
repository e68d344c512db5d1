package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// withWords adds the cells that hold words in place of a figure (见附表, 约50) to a row between separators, when the row is whole with
// them: such a cell is there and must not count as lost or blank.
func withWords(ts []token, r run, want int) run {
	held := len(r.cells)
	for held > 0 && ts[r.cells[held-1]].kind == tokenEmpty { // 25 | |: the row is filled up behind its last figure
		held--
	}
	if !r.firm || held >= want {
		return r
	}
	var cells []int
	words := false
	for j := r.at + 1; j < len(ts) && ts[j].row == ts[r.at].row; j++ {
		switch t := &ts[j]; t.kind {
		case tokenValue, tokenEmpty:
			cells = append(cells, j)
		case tokenText:
			if t.end-t.start > longestWords {
				return r
			}
			cells, words = append(cells, j), true
		case tokenLabel:
			switch {
			case sameLabel(&ts[r.at], t):
			case wordless(t.key): // 5*, (5): the number of a row to the eye, but not in a cell of one
				cells, words = append(cells, j), true
			default:
				return r
			}
		case tokenGap, tokenUnit, tokenPage, tokenPipe:
		}
	}
	for len(cells) > want && ts[cells[len(cells)-1]].kind == tokenEmpty {
		cells = cells[:len(cells)-1]
	}
	if !words || len(cells) != want {
		return r
	}
	r.cells, r.gaps, r.last = cells, nil, cells[want-1]
	return r
}

// wordless says whether a label's key has no Chinese character.
func wordless(key string) bool {
	return strings.IndexFunc(key, cjk) < 0
}

// longestWords is the length of the longest words that stand in a cell for a figure; longer ones are a note.
const longestWords = 12

// vagueBefore and vagueBehind are the words and marks that make a figure approximate or a bound.
var vagueBefore, vagueBehind = []vagueWord{
	{"大约", disclosure.QualifierApprox},
	{"约", disclosure.QualifierApprox},
	{"近", disclosure.QualifierApprox},
	{"≈", disclosure.QualifierApprox},
	{"超过", disclosure.QualifierAtLeast},
	{"超", disclosure.QualifierAtLeast},
	{"至少", disclosure.QualifierAtLeast},
	{"≥", disclosure.QualifierAtLeast},
	{"不足", disclosure.QualifierAtMost},
	{"≤", disclosure.QualifierAtMost},
}, []vagueWord{
	{"左右", disclosure.QualifierApprox},
	{"上下", disclosure.QualifierApprox},
	{"余", disclosure.QualifierApprox},
	{"多", disclosure.QualifierApprox},
	{"以上", disclosure.QualifierAtLeast},
	{"以内", disclosure.QualifierAtMost},
}

type vagueWord struct {
	text      string
	qualifier disclosure.Qualifier
}

// vagueCell reads a figure with such a word: 约50, 3000多件. ok is false for other words.
func vagueCell(text []rune) (c cellValue, q disclosure.Qualifier, ok bool) {
	for _, w := range vagueBefore {
		if n := len([]rune(w.text)); len(text) > n && string(text[:n]) == w.text {
			c, ok = parseCell(text[n:])
			return c, w.qualifier, ok && c.digits != "" && !c.signed
		}
	}
	number, unit := cutUnit(text)
	for _, w := range vagueBehind {
		n := len([]rune(w.text))
		if len(number) <= n || string(number[len(number)-n:]) != w.text {
			continue
		}
		c, ok = parseCell(slices.Concat(number[:len(number)-n], []rune(unit)))
		return c, w.qualifier, ok && c.digits != "" && !c.signed
	}
	return c, "", false
}

// fillWords reads a cell that holds words: a vague figure, or nothing that could be read.
func (r *tableReader) fillWords(out *candidate, c cellOf, p place, m *disclosure.Metric) {
	t := &r.ts[c.tok]
	v, qualifier, ok := vagueCell(r.v.Runes[t.start:t.end])
	if !ok {
		r.unread(out, c.tok)
		return
	}
	t.value = v
	if r.fill(out, c, p, m); out.status.Valued() {
		out.qualifier = qualifier
		r.tally.vague = append(r.tally.vague, suspectCell{c.tok, m.ID})
	}
}

// unread marks a cell whose content is no figure of its metric.
func (r *tableReader) unread(out *candidate, tok int) {
	t := &r.ts[tok]
	out.start, out.end = t.start, t.end
	out.value, out.status, out.qualifier, out.raw = nil, disclosure.StatusUnresolved, disclosure.QualifierExact, r.v.String(t.start, t.end)
	r.tally.unread = append(r.tally.unread, tok)
}

// misfit says whether what is printed can be no figure of the metric: a part of a case, money for cases, cases for money.
func misfit(m *disclosure.Metric, v disclosure.Value, unit string) bool {
	money := moneyPower[unit] != 0
	switch m.Kind {
	case disclosure.KindAmount:
		return unit != "" && !money
	case disclosure.KindFlow, disclosure.KindStock, disclosure.KindPeak:
		return money || v%disclosure.ValueScale != 0
	default:
		return false
	}
}
