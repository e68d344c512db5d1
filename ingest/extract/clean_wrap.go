package extract

import (
	"slices"
	"strings"
)

// pageWidth is how long the lines of a text are that was broken at a width, in characters or in columns of which a Chinese character takes two.
type pageWidth struct {
	most    int
	columns bool
}

const (
	// narrowestPage and widestPage bound the widths of pages, in characters.
	narrowestPage, widestPage = 18, 70
	// ragged is how much shorter than the longest a full line is: words and closing marks are kept together.
	ragged = 3
	// minFull is how many lines must be full.
	minFull = 3
)

// dropBreaks joins the lines of sentences that were broken at the width of a page, so that figures and words are read which the breaks
// cut. A line break is no damage and no repair.
func (v *View) dropBreaks() {
	lines := v.lineSpans()
	w, broken := v.width(lines)
	var edits []edit
	for i := 0; i+1 < len(lines); i++ {
		prev, next := lines[i], lines[i+1]
		if broken && v.full(prev, w) && v.runsOn(prev, next) || v.cutsFigure(prev, next) {
			prev = v.trim(prev.start, prev.end)
			edits = append(edits, edit{prev.end, v.trim(next.start, next.end).start, ""})
		}
	}
	v.apply("", edits)
}

// lineSpans gives the lines of the view that hold more than blanks.
func (v *View) lineSpans() []span {
	var out []span
	for start := 0; start < len(v.Runes); {
		end := start
		for end < len(v.Runes) && v.Runes[end] != '\n' {
			end++
		}
		if p := v.trim(start, end); p.end > p.start {
			out = append(out, span{start, p.end})
		}
		start = end + 1
	}
	return out
}

// width gives the width at which the lines of a text were broken: nothing is longer, and many lines that end in no stop are as long.
func (v *View) width(lines []span) (pageWidth, bool) {
	for _, w := range []pageWidth{{}, {columns: true}} {
		for _, l := range lines {
			if !v.cells(l) {
				w.most = max(w.most, v.length(l, w))
			}
		}
		full, long := 0, 0
		for _, l := range lines {
			if v.full(l, w) {
				full++
			}
			if v.length(l, w) > w.most/2 && !v.stops(l) {
				long++
			}
		}
		unit := 1
		if w.columns {
			unit = 2
		}
		if w.most >= narrowestPage*unit && w.most <= widestPage*unit && full >= minFull && full*2 > long {
			return w, true
		}
	}
	return pageWidth{}, false
}

// length is how long a line is.
func (v *View) length(l span, w pageWidth) int {
	n := l.end - l.start
	if w.columns {
		for _, r := range v.Runes[l.start:l.end] {
			if r >= 0x80 || strings.ContainsRune(",;:()!?", r) {
				n++
			}
		}
	}
	return n
}

// full says whether a line reaches the width and ends within a sentence.
func (v *View) full(l span, w pageWidth) bool { return v.length(l, w) >= w.most-ragged && !v.stops(l) }

// stops says whether a line ends a sentence or is a row of cells.
func (v *View) stops(l span) bool {
	return strings.ContainsRune("。;!?:", v.Runes[l.end-1]) || v.cells(l)
}

// cells says whether a line is a row of cells.
func (v *View) cells(l span) bool {
	return slices.ContainsFunc(v.Runes[l.start:l.end], func(r rune) bool { return r == '|' || r == '\t' })
}

// decimalAhead begins a line with a decimal, which is no number of an item.
var decimalAhead = mustPattern(`^[0-9]{1,2}[.][0-9]`)

// runsOn says whether the line next goes on with the sentence of the full line prev.
func (v *View) runsOn(prev, next span) bool {
	p, q := v.trim(prev.start, prev.end), v.trim(next.start, next.end)
	if strings.Count(v.String(p.end, q.start), "\n") > 2 || v.cells(q) || v.titled(p, q) {
		return false
	}
	head := v.String(q.start, min(q.end, q.start+8))
	if isDigit(v.Runes[p.end-1]) && isDigit(v.Runes[q.start]) || decimalAhead.MatchString(head) {
		return true
	}
	return !chapterMark.MatchString(head) && !partMark.MatchString(head) && !itemMark.MatchString(head) && !strings.HasPrefix(head, "【")
}

var (
	// figureOpen ends a line with a figure that goes on on the next one, figureRest begins that line with the rest of it: …发布信息1 / 502条.
	figureOpen = mustPattern(`\p{Han}[0-9]{1,6}(?:[,.][0-9]{0,3})?$|\p{Han}[一二两三四五六七八九十百千零]$`)
	figureRest = mustPattern(`^(?:[,.]?[0-9]{1,4}(?:[,.][0-9]{1,4})?|[一二三四五六七八九十百千零]{1,6})[万亿]?[余多]?(?:[条件份篇次期场宗起元名封个%]|人次)`)
)

// yearOpen ends a line with what may be a year and not the beginning of a figure.
var yearOpen = mustPattern(`(?:19|20)[0-9]{2}$`)

// longestFigure is how many characters of a line the two patterns look at.
const longestFigure = 12

// cutsFigure says whether the break between two lines of a paragraph stands within a figure, whatever the width of the page.
func (v *View) cutsFigure(prev, next span) bool {
	p, q := v.trim(prev.start, prev.end), v.trim(next.start, next.end)
	open := v.String(max(p.start, p.end-longestFigure), p.end)
	return figureOpen.MatchString(open) && !yearOpen.MatchString(open) && figureRest.MatchString(v.String(q.start, min(q.end, q.start+longestFigure))) &&
		!v.cells(p) && (v.wrapped(p, q) || p.end-p.start >= minWrapped)
}
