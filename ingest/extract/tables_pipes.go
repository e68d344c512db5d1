package extract

import "slices"

// tabbed says whether a tab stands behind the first word of a line: then tabs separate cells and do not indent.
func tabbed(line []rune) bool {
	for len(line) > 0 && isSpace(line[0]) {
		line = line[1:]
	}
	return slices.Contains(line, '\t')
}

func isPipe(r rune) bool { return r == '|' || r == '│' || r == '┃' || r == '¦' }

// beforeLonePipe says whether the next line that holds anything holds one separator and nothing else.
func (s *scanner) beforeLonePipe(at int) bool {
	for ; at < len(s.v.Runes) && isSpace(s.v.Runes[at]); at++ {
	}
	if at == len(s.v.Runes) || !isPipe(s.v.Runes[at]) {
		return false
	}
	for at++; at < len(s.v.Runes) && s.v.Runes[at] != '\n'; at++ {
		if !isSpace(s.v.Runes[at]) {
			return false
		}
	}
	return true
}

// pipeFrame remembers how the rows of one pipe table begin and end: where rows have no separator at an edge, one that stands
// there marks an empty cell.
type pipeFrame struct {
	open, closed, bareEnd, closedEnd int
}

// pipes cuts a line at its separators; a separator at either edge is a frame and no cell.
func (s *scanner) pipes(start, end int, sep func(rune) bool) {
	from, to := start, end
	for from < end && isSpace(s.v.Runes[from]) && !sep(s.v.Runes[from]) {
		from++
	}
	for to > from && isSpace(s.v.Runes[to-1]) && !sep(s.v.Runes[to-1]) {
		to--
	}
	if isRule(s.v.Runes[from:to]) {
		return
	}
	if to-from == 1 {
		s.lonePipe(from)
		return
	}
	s.piped = false
	s.newRow()
	first, last := sep(s.v.Runes[from]), sep(s.v.Runes[to-1])
	startsRow := first && (s.frame.closed > 0 || s.frame.open == 0)
	endsRow := last && (s.frame.closedEnd > 0 || s.frame.bareEnd == 0)
	s.frame.count(startsRow, endsRow)
	if startsRow {
		from++
	}
	for i, col := from, 0; i <= to; i++ {
		if i < to && !sep(s.v.Runes[i]) {
			continue
		}
		if i == to && from == to && endsRow {
			break // the separator that ends the row
		}
		col += s.pipeCell(from, i, col)
		from = i + 1
	}
	s.sep = last
}

// pipeCell appends what stands between two separators and says how many cells it is: where the separators of a row were lost
// between its numbers, one for each.
func (s *scanner) pipeCell(start, end, col int) int {
	words := s.words(start, end)
	if len(words) < leastBare || slices.ContainsFunc(words, func(w span) bool {
		_, value := parseCell(s.v.Runes[w.start:w.end])
		return !value
	}) {
		s.cell(start, end, layoutPipes, col)
		return 1
	}
	for i, w := range words {
		s.cell(w.start, w.end, layoutPipes, col+i)
	}
	return len(words)
}

func (f *pipeFrame) count(first, last bool) {
	if first {
		f.closed++
	} else {
		f.open++
	}
	if last {
		f.closedEnd++
	} else {
		f.bareEnd++
	}
}

// lonePipe takes a separator on a line of its own: two of them without text between hold an empty cell.
func (s *scanner) lonePipe(at int) {
	n := len(s.out)
	switch {
	case s.piped && n > 0 && s.out[n-1].kind == tokenPipe:
		s.out[n-1].kind = tokenEmpty
	case s.sep:
		s.out = append(s.out, token{kind: tokenEmpty, layout: layoutPipes, row: s.row, table: s.table, start: at, end: at})
	}
	s.out = append(s.out, token{kind: tokenPipe, layout: layoutPipes, row: s.row, table: s.table, start: at, end: at})
	s.piped, s.sep = true, false
}

// isRule recognises the line of dashes under the head of a pipe table.
func isRule(r []rune) bool {
	run := 0
	for _, c := range r {
		switch {
		case c == '-':
			run++
		case isPipe(c) || c == ':' || isSpace(c):
		default:
			return false
		}
	}
	return run >= 3 && slices.ContainsFunc(r, isPipe) && slices.Contains(r, '-') && hasDashRun(r)
}

// hasDashRun says whether two dashes stand together: single ones mark cells that do not apply.
func hasDashRun(r []rune) bool {
	for i := 1; i < len(r); i++ {
		if r[i] == '-' && r[i-1] == '-' {
			return true
		}
	}
	return false
}

// commas cuts a line at its commas when every piece is a label, a value or a unit: a row of a table pasted from a file of
// comma-separated values. Such a row begins with a label and has a value or at least three pieces; one without a label
// stands right below another such row.
func (s *scanner) commas(start, end int) bool {
	below := s.comma
	s.comma = false
	if !slices.Contains(s.v.Runes[start:end], ',') {
		return false
	}
	pieces := s.commaPieces(start, end)
	if len(pieces) < 2 {
		return false
	}
	labels, values := s.tallyPieces(pieces)
	switch {
	case labels < 0:
		return false
	case labels == 0 && (!below || values < leastBare), labels > 0 && values == 0 && labels < 3:
		return false
	}
	s.newRow()
	for i, p := range pieces {
		s.cell(p.start, p.end, layoutPipes, i)
	}
	s.comma = true
	return true
}

// leastBare is how many numbers a row without a label holds: 1,234,567 is one number.
const leastBare = 5

// tallyPieces counts the labels and the values among the pieces of a line; -1 labels when a piece is neither or when more than
// a number of the row stands before its label.
func (s *scanner) tallyPieces(pieces []span) (labels, values int) {
	for i, p := range pieces {
		text := s.v.Runes[p.start:p.end]
		key := normalRunes(text)
		_, value := parseCell(text)
		switch {
		case value:
			values++
		case len(s.x.find(key)) > 0 || yearColumn(key) != nil:
			if labels == 0 && i > 1 || labels > 0 && values > 1 {
				return -1, 0
			}
			labels++
		case !isUnitCell(trimCell(text)):
			return -1, 0
		}
	}
	return labels, values
}

// commaPieces cuts a line at the commas outside brackets.
func (s *scanner) commaPieces(start, end int) []span {
	var out []span
	depth, from := 0, start
	for i := start; i < end; i++ {
		switch s.v.Runes[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, span{from, i})
				from = i + 1
			}
		}
	}
	return append(out, span{from, end})
}
