package extract

import "slices"

// words cuts the runes [start, end) at white space, and once more where a value is glued to the label of the next row:
// 226其中：主动公开规范性文件数. They stand until the next call.
func (s *scanner) words(start, end int) []span {
	out := s.found[:0]
	for at := start; at < end; {
		for at < end && isSpace(s.v.Runes[at]) {
			at++
		}
		w := at
		for w < end && !isSpace(s.v.Runes[w]) {
			w++
		}
		if w == at {
			break
		}
		if cut := s.glued(at, w); cut > 0 {
			out = append(out, span{at, cut})
			at = cut
		}
		out = append(out, span{at, w})
		at = w
	}
	s.found = out
	return out
}

// glued gives the place in a word where a value ends and a row's label begins; 0 when there is none.
func (s *scanner) glued(start, end int) int {
	first := s.v.Runes[start]
	if !isDigit(first) && !isDash(first) || end-start < 5 {
		return 0
	}
	at := start
	for at < end && (isDigit(s.v.Runes[at]) || isDash(s.v.Runes[at]) || s.v.Runes[at] == '.') {
		at++
	}
	if s.v.Runes[at-1] == '.' || at == end {
		return 0 // an enumerator
	}
	if _, ok := parseCell(s.v.Runes[start:at]); !ok {
		return 0
	}
	if key := normalRunes(s.v.Runes[at:end]); !isRow(s.x.find(key)) && !s.isGroup(key) {
		return 0
	}
	return at
}

// spreadWords joins single characters that stand side by side into the word that was set wide: 指　　标. The joined words take the
// place of the others.
func (s *scanner) spreadWords(words []span) []span {
	out := words[:0]
	single := false
	for _, w := range words {
		text := s.v.Runes[w.start:w.end]
		_, value := parseCell(text)
		lone := len(text) == 1 && isHan(text[0]) && !value && !isUnitCell(text)
		if lone && single {
			out[len(out)-1].end = w.end
			continue
		}
		single = lone
		out = append(out, w)
	}
	return out
}

func (s *scanner) isGroup(key string) bool {
	ls := s.x.find(key)
	return len(ls) > 0 && ls[0].kind == labelGroup
}

// tally counts the words that are labels, and those that are labels, values or units.
func (s *scanner) tally(words []span) (labels, known int) {
	for _, w := range words {
		text := s.v.Runes[w.start:w.end]
		if key := normalRunes(text); len(s.x.find(key)) > 0 || yearColumn(key) != nil {
			labels, known = labels+1, known+1
			continue
		}
		if _, ok := parseCell(text); ok || isUnitCell(text) {
			known++
		}
	}
	return labels, known
}

// labelRow cuts a line of labels, values and units between spaces: the head of a table, or several rows. With three labels
// or more, one word in five may be something else.
func (s *scanner) labelRow(start, end int) bool {
	words := s.words(start, end)
	if len(words) < 2 {
		return false
	}
	words = s.spreadWords(words)
	if len(words) < 2 || len(s.x.find(normalRunes(s.v.Runes[start:end]))) > 0 {
		return false
	}
	labels, known := s.tally(words)
	if labels < 2 || known < len(words) && (labels < 3 || known*10 < len(words)*8) {
		return false
	}
	for i, w := range words {
		s.cell(w.start, w.end, layoutLines, i)
	}
	return true
}

// longLine cuts a line that may hold a whole report. Only when a table's words stand in it is it cut at white space.
func (s *scanner) longLine(start, end int) {
	s.newRow()
	words := s.words(start, end)
	if labels, known := s.tally(words); !s.holdsTable(start, end) && (labels < 3 || known*10 < len(words)*6) {
		s.out = append(s.out, token{kind: tokenText, row: s.row, table: s.table, start: start, end: end})
		return
	}
	for _, w := range words {
		s.newRow()
		s.cell(w.start, w.end, layoutLines, 0)
	}
}

// tableAnchors are words that stand in every table of a form and hardly in a sentence.
var tableAnchors = [][]rune{[]rune("信息内容"), []rune("统计指标"), []rune("指标名称"), []rune("结果维持"), []rune("商业企业"), []rune("单位数量")}

func (s *scanner) holdsTable(start, end int) bool {
	for _, a := range tableAnchors {
		for i := start; i+len(a) <= end; i++ {
			if s.v.Runes[i] == a[0] && slices.Equal(s.v.Runes[i:i+len(a)], a) {
				return true
			}
		}
	}
	return false
}
