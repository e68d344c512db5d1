package document

import (
	"slices"
	"strings"
)

// openTail is a table without lines that ended a page and may go on overleaf.
type openTail struct {
	at   int    // its place among the parts
	end  int    // how many parts there were when its last rows were added
	head string // the letters of its headings
	grid *openGrid
}

// goesOn reports whether a table has its numbers in columns of this one and no headings but a repetition of those, which may stand
// differently. It gives the table all columns of this one, because one may have no number on its page.
func (t *openTail) goesOn(headings []openLine, next *openGrid) bool {
	if t == nil || len(t.grid.cuts) != len(next.cuts) {
		return false
	}
	if len(headings) > 0 && headLetters(headings) != t.head {
		return false
	}
	from := 0
	for _, mark := range next.marks {
		for from < len(t.grid.marks) && t.grid.marks[from].to < mark.from {
			from++
		}
		if from == len(t.grid.marks) || t.grid.marks[from].from > mark.to {
			return false
		}
		from++
	}
	next.columns, next.marks = slices.Clone(t.grid.columns), slices.Clone(t.grid.marks)
	return true
}

// headLetters gives the letters of headings in one order: a repetition may break its lines elsewhere.
func headLetters(headings []openLine) string {
	var letters []rune
	for _, l := range headings {
		for _, g := range l.glyphs {
			letters = append(letters, g.char)
		}
	}
	slices.Sort(letters)
	return string(letters)
}

// openTable adds a table without lines, or its rows to the one that ended the page before where only headings stand between.
func (a *assembler) openTable(lines []textLine) (used int) {
	a.open.tail = a.tail
	if a.tail != nil && slices.ContainsFunc(a.parts[a.tail.end:], told) {
		a.open.tail = nil
	}
	table, used := a.open.table(lines)
	last := len(table) - 1
	if used == 0 {
		return 0
	}
	a.endParagraph()
	if last < 0 || table[last].kind != Table {
		a.parts = append(a.parts, table...)
		return used
	}
	if a.open.tail != nil {
		into := &a.parts[a.tail.at]
		into.rows = append(into.rows, table[last].rows...)
		a.parts = append(a.parts, table[:last]...)
		a.tail.end = len(a.parts)
		return used
	}
	a.parts = append(a.parts, table...)
	a.tail = &openTail{at: len(a.parts) - 1, end: len(a.parts), head: a.open.head, grid: a.open.grid}
	return used
}

// told reports what is no heading of a table's columns: a sentence, the heading of a section or another table.
func told(p part) bool {
	return p.kind == Table || boldLevel(p.text) == 2 || strings.HasSuffix(p.text, "。")
}
