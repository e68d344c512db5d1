package extract

import (
	"strings"
	"unicode"
)

// dropPageMarks takes out lines that hold a page number (— 5 —, 第 4 页, 3/12) and the page numbers that a copy put into the
// middle of a sentence ("访问量达⏎2、到 269380 人次").
func (v *View) dropPageMarks() {
	var edits []edit
	for start := 0; start < len(v.Runes); {
		end := start
		for end < len(v.Runes) && v.Runes[end] != '\n' {
			end++
		}
		if v.pageLine(start, end) {
			edits = append(edits, edit{start, end, ""})
		} else if e, ok := v.brokenBy(start, end); ok {
			edits = append(edits, e)
		}
		start = end + 1
	}
	v.apply("PAGE_NUMBER", edits)
}

// longestTag is the longest tag that a page without its markup still shows.
const longestTag = 120

// dropTags takes out the tags that are left in the text of a page.
func (v *View) dropTags() {
	var edits []edit
	for i := 0; i+2 < len(v.Runes); i++ {
		if v.Runes[i] != '<' || v.Runes[i+1] != '/' && !asciiLetter(v.Runes[i+1]) {
			continue
		}
		for end := i + 2; end < min(len(v.Runes), i+longestTag) && v.Runes[end] != '<' && v.Runes[end] != '\n'; end++ {
			if v.Runes[end] == '>' {
				edits = append(edits, edit{i, end + 1, ""})
				i = end
				break
			}
		}
	}
	v.apply("PAGE_FURNITURE", edits)
}

func asciiLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// maxPageLine is the longest line that can be a page number.
const maxPageLine = 16

var pageDashes = newRuneSet("-—–―－")

// pageLine says whether a line is a page number with its ornaments.
func (v *View) pageLine(start, end int) bool {
	for start < end && unicode.IsSpace(v.Runes[start]) {
		start++
	}
	for end > start && unicode.IsSpace(v.Runes[end-1]) {
		end--
	}
	if start == end || end-start > maxPageLine || v.Runes[start] != '第' && !pageDashes.has(v.Runes[start]) {
		return false
	}
	line := v.String(start, end)
	if strings.HasPrefix(line, "第") && strings.Contains(line, "页") {
		return strings.Trim(line, "第共页0123456789 /,、") == ""
	}
	inner := strings.Trim(line, "-—–―－ ")
	if v.Runes[start] == '第' || v.Runes[start] != v.Runes[end-1] {
		return false
	}
	return inner != "" && strings.Trim(inner, "0123456789") == ""
}

// minBrokenLine is how long the line must be that a page number broke off: shorter ones are headings and cells.
const minBrokenLine = 5

// brokenBy finds a page number that stands in the middle of a sentence at the beginning of the line [start, end).
func (v *View) brokenBy(start, end int) (edit, bool) {
	i := v.skipSpaces(start)
	from := i
	for i < end && v.Runes[i] >= '0' && v.Runes[i] <= '9' {
		i++
	}
	if i == from || i-from > 2 || i+1 >= end || v.Runes[i] != '、' || start < minBrokenLine {
		return edit{}, false
	}
	last := start - 1
	for last > 0 && (v.Runes[last] == '\n' || v.Runes[last] == ' ') {
		last--
	}
	head := last
	for head > 0 && v.Runes[head-1] != '\n' {
		head--
	}
	if last-head+1 < minBrokenLine || strings.ContainsRune("。;:!?.)》”", v.Runes[last]) || !cjk(v.Runes[last]) || !v.goesOn(last) {
		return edit{}, false
	}
	return edit{last + 1, i + 1, ""}, true
}

// unfinished are the characters that no sentence and no heading ends in.
const unfinished = "的达到了在是和与及为共约由将对从向以于被"

// goesOn says whether the line that ends at last cannot be complete.
func (v *View) goesOn(last int) bool { return strings.ContainsRune(unfinished, v.Runes[last]) }
