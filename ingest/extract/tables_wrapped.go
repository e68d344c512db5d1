package extract

import "slices"

// wrappedRows cuts a framed pipe table whose rows run over several lines, and gives the end of the table; start when the text
// there, whose first line ends at eol, is no such table. In it a line break is no more than a space, and a row ends where a
// separator ends one line and another begins the next, as far from the margin as the first of all; one farther off ends an empty
// cell.
func (s *scanner) wrappedRows(start, eol, end int) int {
	edge := s.pipeAt(start, eol) - start
	if start < s.plain || edge < 0 {
		return start
	}
	to, wrapped := s.framed(start, end)
	if !wrapped {
		s.plain = to
		return start
	}
	s.piped, s.sep = false, false
	s.newRow()
	from, col := s.pipeAt(start, to)+1, 0
	for i := from; i < to; i++ {
		if !isPipe(s.v.Runes[i]) {
			continue
		}
		s.cell(from, i, layoutPipes, col)
		from, col = i+1, col+1
		if next := s.pipeAt(i+1, to); next >= 0 && s.indent(i+1, next) == edge {
			s.newRow()
			i, from, col = next, next+1, 0
		}
	}
	return to
}

// framed finds the end of the lines with separators that begin at start, and says whether they are a framed table with wrapped
// rows: the first begins and the last ends with a separator, and somewhere a line without one at its beginning stands below a
// line with one at its end.
func (s *scanner) framed(start, end int) (to int, wrapped bool) {
	to = start
	closed := false // the line before ended with a separator
	for at := start; at < end; {
		eol := at
		for eol < end && s.v.Runes[eol] != '\n' {
			eol++
		}
		a, b := s.trim(at, eol)
		if a < b {
			pipe := s.pipeAt(at, eol)
			if !slices.ContainsFunc(s.v.Runes[a:b], isPipe) {
				break
			}
			wrapped = wrapped || closed && pipe < 0
			closed = isPipe(s.v.Runes[b-1])
		}
		to = eol
		at = eol + 1
	}
	return to, wrapped && closed
}

// pipeAt gives the place of the separator that the runes [from, to) begin with, white space aside; -1 when they begin otherwise.
func (s *scanner) pipeAt(from, to int) int {
	for from < to && isSpace(s.v.Runes[from]) {
		from++
	}
	if from < to && isPipe(s.v.Runes[from]) {
		return from
	}
	return -1
}

// indent counts the white space between the last line break in [from, to) and to; -1 when no line ends there.
func (s *scanner) indent(from, to int) int {
	for i := to; i > from; i-- {
		if s.v.Runes[i-1] == '\n' {
			return to - i
		}
	}
	return -1
}
