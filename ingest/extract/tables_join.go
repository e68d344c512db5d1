package extract

import (
	"slices"
	"strings"
)

// join mends labels that the layout cut: pieces on several lines are put together, a cut label is completed, and the tails
// that follow its values are marked as belonging to it.
func (s *scanner) join() {
	for i := 0; i < len(s.out); i++ {
		t := &s.out[i]
		if t.kind == tokenLabel && t.end-t.start <= shortHead && s.textFollows(i) {
			s.joinPieces(i) // 其他 with 结果 on the next line is one head
			continue
		}
		if t.kind != tokenText || t.end-t.start > longCell || wordless(t.key) {
			continue
		}
		if s.joinPieces(i) || s.pasteTail(i) {
			continue
		}
		if s.valueFollows(i) {
			if full := s.completion(t.key); full != "" {
				t.kind, t.labels, t.whole = tokenLabel, s.x.find(full), full
			} else if near := s.x.nearest(t.key); near != "" {
				t.kind, t.labels, t.whole = tokenLabel, s.x.find(near), near
			}
		}
	}
}

// joinTails reads cells that hold a group's head and the label of its first row.
func (s *scanner) joinTails() {
	for i := range s.out {
		t := &s.out[i]
		if t.kind != tokenText || t.end-t.start > longCell || wordless(t.key) || !s.valueFollows(i) {
			continue
		}
		if tail := s.rowTail(t); tail != "" {
			t.kind, t.labels, t.whole = tokenLabel, s.x.find(tail), tail
		}
	}
}

// rowTail finds the row label that ends a cell which also holds its group head.
func (s *scanner) rowTail(t *token) string {
	if t.end-t.start > 60 {
		return ""
	}
	return s.x.inner(t.key, 6)
}

// shortHead is the longest label that may be the first half of another one.
const shortHead = 6

// textFollows says whether the next token that is not layout is a short text, which may end a label.
func (s *scanner) textFollows(i int) bool {
	for j := i + 1; j < len(s.out); j++ {
		switch s.out[j].kind {
		case tokenGap, tokenPipe:
			continue
		case tokenText:
			return s.out[j].end-s.out[j].start <= shortHead
		default:
			return false
		}
	}
	return false
}

// maxPieces bounds the lines that one label may be spread over: 本年度办理结果 printed downwards takes nine.
const maxPieces = 12

// maxPiece is the length of the longest piece: an official label with its remark in brackets has 47 runes.
const maxPiece = 47

// joinPieces tries to make a label of the text at i and the texts behind it.
func (s *scanner) joinPieces(i int) bool {
	t := &s.out[i]
	if !s.x.begun(t.key) {
		return false
	}
	text := slices.Clone(s.v.Runes[t.start:t.end])
	last, best := i, ""
	pieces := 1
	for j := i + 1; j < len(s.out) && pieces < maxPieces; j++ {
		u := &s.out[j]
		if u.kind == tokenGap || u.kind == tokenPipe {
			continue
		}
		if u.kind != tokenText && u.kind != tokenLabel || u.end-u.start > maxPiece {
			break
		}
		pieces++
		text = append(text, s.v.Runes[u.start:u.end]...)
		key := normalRunes(text)
		if len(s.x.find(key)) > 0 {
			last, best = j, key
		}
		if !s.x.begun(key) {
			break
		}
	}
	if best == "" {
		return false
	}
	t.kind, t.labels, t.key, t.whole, t.joined = tokenLabel, s.x.find(best), best, best, last-i
	for j := i + 1; j <= last; j++ {
		s.out[j].kind, s.out[j].labels = tokenGap, nil
		if s.out[j].layout != layoutLines {
			s.out[j].kind = tokenPipe
		}
	}
	return true
}

// pasteTail marks the tail of a cut label that stands behind the label's values.
func (s *scanner) pasteTail(i int) bool {
	t := &s.out[i]
	for j := i - 1; j >= 0 && i-j < 24; j-- {
		u := &s.out[j]
		if u.kind == tokenText && u.end-u.start > 30 {
			return false
		}
		if u.kind != tokenLabel {
			continue
		}
		if tailOf(u, s.v.Runes[t.start:t.end]) {
			t.kind = tokenGap
			return true
		}
		return false
	}
	return false
}

// tailOf says whether a text ends, or stands inside, the official spelling of the label that a token began.
func tailOf(t *token, text []rune) bool {
	if len(text) > 40 {
		return false
	}
	want := plainRunes(text)
	if want == "" {
		return true
	}
	for _, l := range t.labels {
		if strings.Contains(l.plain, want) {
			return true
		}
	}
	return false
}

// valueFollows says whether the next token that is not layout holds a value or an empty cell.
func (s *scanner) valueFollows(i int) bool { return s.valueBehind(i) >= 0 }

// valueBehind gives the next token that is not layout where it holds a value or is an empty cell, -1 where it is another.
func (s *scanner) valueBehind(i int) int {
	for j := i + 1; j < len(s.out); j++ {
		switch s.out[j].kind {
		case tokenGap, tokenPipe, tokenUnit:
			continue
		case tokenValue, tokenEmpty:
			return j
		default:
			return -1
		}
	}
	return -1
}
