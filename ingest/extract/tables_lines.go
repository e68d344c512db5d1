package extract

import "slices"

// lines cuts running text into cells: lines with pipes or tabs at their separators, other short lines at the values that
// end them, and long lines at white space when they hold a whole table.
func (s *scanner) lines(start, end int) {
	for at := start; at < end; {
		eol := at
		for eol < end && s.v.Runes[eol] != '\n' {
			eol++
		}
		if to := s.wrappedRows(at, eol, end); to > at {
			eol = to
		} else {
			s.line(at, eol)
		}
		at = eol + 1
	}
	s.piped = false
}

func (s *scanner) line(start, end int) {
	line := s.v.Runes[start:end]
	pipe, tab := slices.ContainsFunc(line, isPipe), tabbed(line)
	switch {
	case pipe:
		s.pipes(start, end, isPipe)
		return
	case (s.piped || s.sep) && len(trimCell(line)) == 0:
		return // a blank line between pipes is layout
	case tab && len(line) <= longCell:
		s.pipes(start, end, func(r rune) bool { return r == '\t' })
		return
	}
	if len(trimCell(line)) > 0 {
		s.frame, s.sep = pipeFrame{}, false
	}
	start, end = s.trim(start, end)
	switch {
	case start == end:
		s.newRow()
		s.out = append(s.out, token{kind: tokenGap, row: s.row, table: s.table, start: start, end: end})
	case end-start > longCell:
		s.longLine(start, end)
	case s.commas(start, end):
	case s.piped || s.beforeLonePipe(end):
		// the text of a cell whose separators stand on lines of their own
		if !s.piped {
			s.newRow()
		}
		s.cell(start, end, layoutPipes, 0)
	default:
		s.newRow()
		s.shortLine(start, end)
	}
	s.piped = false
}

// shortLine cuts a line of at most longCell runes. Values at its end become cells of their own when what stands before
// them is a label: 规章 0 0 0 and 申请总数 条 12.
func (s *scanner) shortLine(start, end int) {
	cut := s.valuesFrom(start, end)
	left := end
	if len(cut) > 0 {
		left = cut[0].start
	}
	a, b := s.trim(start, left)
	if a == b {
		s.spans(cut, len(cut) > 1)
		return
	}
	if len(cut) == 0 {
		if !s.labelRow(start, end) && !s.gluedRow(start, end) {
			s.cell(start, end, layoutLines, 0)
		}
		return
	}
	for b > a && (s.v.Runes[b-1] == ':' || isSpace(s.v.Runes[b-1])) {
		b--
	}
	switch {
	case s.labelRow(start, end):
	case s.gluedFirst(a, b):
		s.spans(cut, false)
	case s.endsLabel(a, b):
		s.cell(a, b, layoutLines, 0)
		s.spans(cut, false)
	case s.leftLabels(a, b):
		s.spans(cut, false)
	default:
		s.cell(start, end, layoutLines, 0)
	}
}

// endsLabel says whether the runes [start, end) end a label that the line before began.
func (s *scanner) endsLabel(start, end int) bool {
	for i := len(s.out) - 1; i >= 0; i-- {
		t := &s.out[i]
		switch {
		case t.kind == tokenGap:
			continue
		case t.kind == tokenLabel && isRow(t.labels):
			return tailOf(t, s.v.Runes[start:end])
		case t.kind == tokenText && t.end-t.start <= longCell:
			key := normalLabel(s.v.String(t.start, t.end) + s.v.String(start, end))
			return isRow(s.x.find(key))
		}
		return false
	}
	return false
}

// spans appends value cells. multi marks a line of only numbers, which may also be one number with spaces in it.
func (s *scanner) spans(cut []span, multi bool) {
	for i, c := range cut {
		s.cell(c.start, c.end, layoutLines, i)
		if multi {
			s.out[len(s.out)-1].joined = len(cut) - 1 - i
		}
	}
}

// valuesFrom finds the cells that end a line: values and units separated by white space, and a value behind a colon. They stand until
// the next call.
func (s *scanner) valuesFrom(start, end int) []span {
	cut := s.ending[:0]
	for at := end; at > start; {
		w := at
		for w > start && !isSpace(s.v.Runes[w-1]) && s.v.Runes[w-1] != ':' {
			w--
		}
		word := s.v.Runes[w:at]
		if len(word) > 0 {
			if _, ok := parseCell(word); !ok && !isUnitCell(word) {
				break
			}
			cut = append(cut, span{w, at})
		}
		at = w
		for at > start && (isSpace(s.v.Runes[at-1]) || s.v.Runes[at-1] == ':') {
			at--
		}
		if len(word) == 0 && at == w {
			break
		}
	}
	slices.Reverse(cut)
	s.ending = cut
	return cut
}

// gluedRow cuts a line whose value stands right behind its label: 收到申请数12件.
func (s *scanner) gluedRow(start, end int) bool {
	if !slices.ContainsFunc(s.v.Runes[start:end], isDigit) {
		return false
	}
	at := end
	for at > start && !isHan(s.v.Runes[at-1]) || at > start && at == end && isHan(s.v.Runes[at-1]) && s.unitBefore(at) > 0 {
		if n := s.unitBefore(at); at == end && n > 0 {
			at -= n
			continue
		}
		at--
	}
	if at <= start+3 || at == end || !isDigit(s.v.Runes[at]) || openBracket(s.v.Runes[start:at]) {
		return false
	}
	if _, ok := parseCell(s.v.Runes[at:end]); !ok {
		return false
	}
	if key := normalRunes(s.v.Runes[start:at]); !isRow(s.x.find(key)) || len([]rune(key)) < 4 {
		return false
	}
	s.cell(start, at, layoutLines, 0)
	s.cell(at, end, layoutLines, 1)
	return true
}

// gluedFirst appends a label and the first of a row's values where no space stands between them, as in text taken from a PDF:
// 规章0 0 0. It says whether the runes [start, end) are of that kind.
func (s *scanner) gluedFirst(start, end int) bool {
	at := end
	for at > start && isDigit(s.v.Runes[at-1]) {
		at--
	}
	if at == end || at < start+2 || len(s.x.find(normalRunes(s.v.Runes[start:end]))) > 0 || openBracket(s.v.Runes[start:at]) {
		return false
	}
	if key := normalRunes(s.v.Runes[start:at]); isRow(s.x.find(key)) || s.endsLabel(start, at) {
		s.cell(start, at, layoutLines, 0)
	} else if !s.leftLabels(start, at) {
		return false
	}
	s.cell(at, end, layoutLines, 1)
	return true
}

// openBracket says whether a text ends inside brackets, as in 计1条 of a label's remark.
func openBracket(r []rune) bool {
	depth := 0
	for _, c := range r {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return depth > 0
}

func (s *scanner) unitBefore(at int) int {
	for _, u := range unitRunes {
		if at >= len(u) && slices.Equal(s.v.Runes[at-len(u):at], u) {
			return len(u)
		}
	}
	return 0
}

// leftLabels appends the label that the runes [start, end) hold before the values of a line: the whole text, what follows
// a space in it, or what ends it behind a group head. It says whether there is one.
func (s *scanner) leftLabels(start, end int) bool {
	for at := start; at < end; at++ {
		if at > start && !isSpace(s.v.Runes[at-1]) {
			continue
		}
		key := normalRunes(s.v.Runes[at:end])
		if ls := s.x.find(key); isRow(ls) {
			s.cell(at, end, layoutLines, 0)
			return true
		}
		if full := s.completion(key); full != "" {
			s.cut(at, end, full)
			return true
		}
	}
	key := normalRunes(s.v.Runes[start:end])
	for _, full := range []string{s.x.inner(key, 4), s.x.nearest(key)} {
		if full != "" {
			s.cut(start, end, full)
			return true
		}
	}
	return false
}

// completion gives the label that a cut text begins.
func (s *scanner) completion(key string) string {
	if len([]rune(key)) < shortestPiece {
		return ""
	}
	return s.x.complete(key)
}

// shortestPiece is the shortest beginning of a label that can be told from other words: 当面申 of 当面申请数.
const shortestPiece = 3

// cut appends a label token whose printed text is only a part of the label's key or more than it.
func (s *scanner) cut(start, end int, key string) {
	s.out = append(s.out, token{
		kind: tokenLabel, row: s.row, table: s.table, start: start, end: end, key: key, labels: s.x.find(key), whole: key,
	})
}

func isRow(ls []*label) bool {
	for _, l := range ls {
		if l.kind == labelSingle || l.kind == labelMatrix || l.kind == labelArticle20 {
			return true
		}
	}
	return false
}
