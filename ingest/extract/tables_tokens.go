package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// tokenKind says what a cell of a table in any layout turned out to be.
type tokenKind uint8

const (
	tokenText  tokenKind = iota // words that are no label: a sentence, a unit, the tail of a wrapped label
	tokenLabel                  // a label of some form
	tokenValue                  // a value cell that holds something
	tokenEmpty                  // a cell that surely exists and is empty
	tokenGap                    // a blank line: an empty cell or mere layout
	tokenUnit                   // a unit in a column of its own
	tokenPage                   // page furniture between cells
	tokenPipe                   // a separator on a line of its own
)

// layout says how a table was printed.
type layout uint8

const (
	layoutLines layout = iota // one cell a line, or cells with spaces between them
	layoutPipes               // cells between | or tabs
	layoutGrid                // a real table with cells
)

// token is one cell, whatever the layout: HTML tables, pipes, tabs and one-cell-a-line texts all become one stream of tokens.
type token struct {
	kind       tokenKind
	layout     layout
	row        int // number of the printed row; tokens of one row have the same number
	table      int // number of the grid or run of lines, counted from 0
	start, end int // span in the view, without white space at the edges
	col        int // grid column, or order in the row
	key        string
	labels     []*label
	value      cellValue
	whole      string // official spelling when the label was cut
	joined     int    // tokens behind this one that belong to its label
}

// tokens turns the view into cells. Grids come from the document; all other text is cut by lines. The buffer is used for the
// result.
func (v *View) tokens(doc *document.Document, buffer []token) []token {
	s := &scanner{v: v, x: mustForms(), out: buffer[:0]}
	at := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != document.Table || b.Grid == nil {
			continue
		}
		start, end := v.within(b.Start, b.End)
		if start < at {
			continue // a table inside a cell of the one before
		}
		s.lines(at, start)
		s.grid(b.Grid)
		at = max(at, end)
	}
	s.lines(at, len(v.Runes))
	s.join()
	s.labelPlaces()
	s.joinTails()
	return s.out
}

// within gives the runes of the view that stand for the stored runes [start, end).
func (v *View) within(start, end int) (int, int) {
	return v.from(start), v.from(end)
}

// from gives the first rune of the view that stands at or behind a stored offset.
func (v *View) from(stored int) int {
	low, high := 0, len(v.Runes)
	for low < high {
		mid := (low + high) / 2
		if s, _ := v.Stored(mid, mid+1); s < stored {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

type scanner struct {
	v      *View
	x      *forms
	out    []token
	row    int
	table  int
	piped  bool // the line before held one separator and nothing else
	sep    bool // the line before ended with a separator
	comma  bool // the line before was a row of cells between commas
	frame  pipeFrame
	plain  int    // up to here lines with separators are known to be no table with wrapped rows
	found  []span // see words
	ending []span // see valuesFrom
}

func (s *scanner) newRow() { s.row++ }

// cell classifies the runes [start, end) and appends them.
func (s *scanner) cell(start, end int, lay layout, col int) {
	start, end = s.trim(start, end)
	t := token{layout: lay, row: s.row, table: s.table, start: start, end: end, col: col}
	text := s.v.Runes[start:end]
	switch c, ok := parseCell(text); {
	case len(text) == 0:
		t.kind, t.value = tokenEmpty, c
	case isPageMark(text):
		t.kind = tokenPage
	case ok:
		t.kind, t.value = tokenValue, c
	case isUnitCell(text):
		t.kind = tokenUnit
	default:
		t.key, t.labels = s.x.read(text)
		if t.labels == nil {
			t.labels = yearColumn(t.key)
		}
		if t.labels != nil {
			t.kind = tokenLabel
		}
	}
	s.out = append(s.out, t)
}

func (s *scanner) trim(start, end int) (int, int) {
	for start < end && isSpace(s.v.Runes[start]) {
		start++
	}
	for end > start && isSpace(s.v.Runes[end-1]) {
		end--
	}
	return start, end
}

func isUnitCell(text []rune) bool {
	if len(text) > 7 || !unitHeads.has(text[0]) {
		return false
	}
	if text[0] == '(' && text[len(text)-1] == ')' {
		text = text[1 : len(text)-1]
	}
	for _, u := range unitRunes {
		if slices.Equal(text, u) {
			return true
		}
	}
	s := string(text)
	return s == "条/次" || s == "单位:万元" || s == "单位:元"
}

// yearColumn reads a column head like 2009年度 or 2013年.
func yearColumn(key string) []*label {
	if !strings.Contains(key, "年") {
		return nil
	}
	r := []rune(key)
	if len(r) < 5 || len(r) > 8 || !isDigit(r[3]) || r[4] != '年' {
		return nil
	}
	switch string(r[4:]) {
	case "年", "年度", "年数", "年度数":
		return []*label{{kind: labelColumn, name: key, plain: key, column: columnValue}}
	}
	return nil
}

// isPageMark recognises — 5 —, -5-, 第 4 页, 第4页共10页, Page 5.
func isPageMark(text []rune) bool {
	if len(text) > 16 {
		return false
	}
	first, last := text[0], text[len(text)-1]
	if !isDash(first) && first != '第' && first != '共' {
		return false
	}
	digits := 0
	for _, r := range text {
		if isDigit(r) {
			digits++
		}
	}
	if digits == 0 || digits > 8 {
		return false
	}
	switch {
	case isDash(first) && isDash(last) && digits <= 3:
		for _, r := range text {
			if !isDash(r) && !isDigit(r) && !isSpace(r) {
				return false
			}
		}
		return true
	case first == '第' && last == '页', first == '共' && last == '页':
		return true
	}
	return false
}

func isDash(r rune) bool {
	return r == '-' || r == '—' || r == '–' || r == '―' || r == '─' || r == '·'
}

// grid cuts a real table: each cell once, in the row where it stands.
func (s *scanner) grid(g *document.Grid) {
	s.table++
	for y, row := range g.Rows {
		s.newRow()
		var before *document.Cell
		for x, c := range row {
			if c == nil || c == before || c.Row < y {
				before = c
				continue
			}
			before = c
			start, end := s.v.within(c.Start, c.End)
			if end-start > longCell {
				s.lines(start, end) // a layout table around running text
				s.newRow()
				continue
			}
			s.cell(start, end, layoutGrid, x)
		}
	}
	s.table++
	s.newRow()
}

// longCell is the length from which a cell is read as text: the longest official label has 47 runes.
const longCell = 160

// tokenStatus gives the disclosure status of a cell's token.
func (t *token) tokenStatus() disclosure.Status {
	switch t.kind {
	case tokenEmpty, tokenGap:
		return disclosure.StatusBlank
	case tokenText, tokenLabel:
		return disclosure.StatusUnresolved
	case tokenValue, tokenUnit, tokenPage, tokenPipe:
	}
	return t.value.status
}
