package dashboard

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// span is a piece of a report's stored text that is marked: runes [start, end).
type span struct {
	start, end int
	class      string // obs, alt, finding, repair
	id         string // of the element; "" for none
	title      string
	href       string // where a click on the marked words leads
	after      string // printed behind the piece: what damaged words were read as
}

// textLayout says how the lines of a stored text are read.
type textLayout uint8

// The layouts: a document's prose with tables in disguise, or the rows of an imported CSV.
const (
	layoutProse textLayout = iota
	layoutCSV
)

// markedText writes a report's text as html with every span marked. Lines that are table rows in disguise (cells between
// tabs or bars) become tables, so that numbers stand under each other. Spans may overlap and nest; each keeps its id at its
// first rune. Offsets outside the text are cut to it.
func markedText(text string, spans []span, layout textLayout) template.HTML {
	w := &markWriter{runes: []rune(text), spans: cutSpans(spans, len([]rune(text))), layout: layout}
	for start := 0; start <= len(w.runes); {
		end := start
		for end < len(w.runes) && w.runes[end] != '\n' {
			end++
		}
		w.line(start, end)
		start = end + 1
	}
	w.closeTable()
	return template.HTML(w.out.String()) //nolint:gosec // every piece of text is escaped by markWriter
}

// cutSpans keeps what lies in the text, sorted by start, the longer first, so that spans open in nesting order.
func cutSpans(spans []span, n int) []span {
	var out []span
	for _, s := range spans {
		s.start, s.end = max(s.start, 0), min(s.end, n)
		if s.start < s.end {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	return out
}

type markWriter struct {
	runes   []rune
	spans   []span
	active  []span // spans that began before the place being written and have not ended
	layout  textLayout
	next    int // first span that has not begun
	out     strings.Builder
	inTable bool
}

// line writes one line of the text as a paragraph or as a table row.
func (w *markWriter) line(start, end int) {
	cells := w.cells(start, end)
	if len(cells) < 2 {
		w.closeTable()
		if strings.TrimSpace(string(w.runes[start:end])) == "" {
			w.piece(start, end)
			return
		}
		w.out.WriteString("<p>")
		w.piece(start, end)
		w.out.WriteString("</p>\n")
		return
	}
	if !w.inTable {
		w.out.WriteString(`<div class="scroll"><table class="stored"><tbody>`)
		w.inTable = true
	}
	w.out.WriteString("<tr>")
	for _, c := range cells {
		w.out.WriteString("<td>")
		w.piece(c[0], c[1])
		w.out.WriteString("</td>")
	}
	w.out.WriteString("</tr>\n")
}

// cells splits a line at the commas of a CSV outside quotes, at tabs, or at bars when there are at least two of them: [start, end) of each cell. A separator at the
// end of the line closes the last cell and opens no other.
func (w *markWriter) cells(start, end int) [][2]int {
	tabs, bars := 0, 0
	for _, r := range w.runes[start:end] {
		switch r {
		case '\t':
			tabs++
		case '|':
			bars++
		}
	}
	var sep rune
	switch {
	case w.layout == layoutCSV:
		sep = ','
	case tabs > 0:
		sep = '\t'
	case bars > 1:
		sep = '|'
	default:
		return nil
	}
	var out [][2]int
	from := start
	quoted := false
	for i := start; i < end; i++ {
		if w.layout == layoutCSV && w.runes[i] == '"' {
			quoted = !quoted
		}
		if w.runes[i] == sep && !quoted {
			out = append(out, [2]int{from, i})
			from = i + 1
		}
	}
	if strings.TrimSpace(string(w.runes[from:end])) != "" {
		out = append(out, [2]int{from, end})
	}
	return out
}

func (w *markWriter) closeTable() {
	if w.inTable {
		w.out.WriteString("</tbody></table></div>\n")
		w.inTable = false
	}
}

// piece writes the runes [start, end), cut at every place where a span begins or ends.
func (w *markWriter) piece(start, end int) {
	for at := start; at < end; {
		w.drop(at)
		var opened []span
		for w.next < len(w.spans) && w.spans[w.next].start <= at {
			if s := w.spans[w.next]; s.end > at {
				opened = append(opened, s)
			}
			w.next++
		}
		stop := end
		if w.next < len(w.spans) {
			stop = min(stop, w.spans[w.next].start)
		}
		for _, s := range append(slices.Clone(w.active), opened...) {
			stop = min(stop, s.end)
		}
		w.segment(at, stop, opened)
		w.active = append(w.active, opened...)
		at = stop
	}
}

// drop forgets the spans that ended at or before a place.
func (w *markWriter) drop(at int) {
	w.active = slices.DeleteFunc(w.active, func(s span) bool { return s.end <= at })
}

// segment writes text that every one of the active and opened spans covers. Opened spans carry their id; those that began
// earlier are drawn again without it. The innermost span with an address makes the text a link.
func (w *markWriter) segment(start, end int, opened []span) {
	closing, href := "", ""
	mark := func(s span, id string) {
		tag := map[string]string{"repair": "span", "finding": "span"}[s.class]
		if tag == "" {
			tag = "mark"
		}
		if s.class == "repair" && s.after == "" {
			tag = "del"
		}
		w.out.WriteString("<" + tag + ` class="` + s.class + `"`)
		if id != "" {
			w.out.WriteString(` id="` + template.HTMLEscapeString(id) + `"`)
		}
		if s.title != "" {
			w.out.WriteString(` title="` + template.HTMLEscapeString(s.title) + `"`)
		}
		w.out.WriteString(">")
		closing = "</" + tag + ">" + closing
		if s.href != "" {
			href = s.href
		}
	}
	for _, s := range w.active {
		mark(s, "")
	}
	for _, s := range opened {
		mark(s, s.id)
	}
	if href != "" {
		w.out.WriteString(`<a href="` + template.HTMLEscapeString(href) + `">`)
		closing = "</a>" + closing
	}
	w.out.WriteString(template.HTMLEscapeString(string(w.runes[start:end])))
	w.out.WriteString(closing)
	for _, s := range append(slices.Clone(w.active), opened...) {
		if s.after != "" && s.end == end {
			w.out.WriteString("<ins>" + template.HTMLEscapeString(s.after) + "</ins>")
		}
	}
}

// quotedAt gives the place of quoted words in a text: where the evidence says, or, when a newer reading of the same file has stored
// another text than a release knew, the nearest place where the words stand. Words that are not there are not marked at all.
func quotedAt(text []rune, e disclosure.Evidence) (int, bool) {
	quote := []rune(e.Quote)
	if len(quote) == 0 || len(quote) != e.End-e.Start {
		return e.Start, e.Quote == "" && e.End > e.Start
	}
	is := func(at int) bool {
		return at >= 0 && at+len(quote) <= len(text) && slices.Equal(text[at:at+len(quote)], quote)
	}
	for off := 0; off <= max(e.Start, len(text)-e.Start); off++ {
		if is(e.Start + off) {
			return e.Start + off, true
		}
		if is(e.Start - off) {
			return e.Start - off, true
		}
	}
	return 0, false
}

// reportSpans collects what is marked in a report: its numbers and their alternatives, what findings point at, and repairs.
func (s *Server) reportSpans(p *page, d analytics.ReportDetail) []span {
	var out []span
	text := []rune(d.Text)
	mark := func(e disclosure.Evidence, m span) {
		if start, ok := quotedAt(text, e); ok {
			m.start, m.end = start, start+e.End-e.Start
			out = append(out, m)
		}
	}
	for _, f := range d.Facts {
		title := joinText(s.measure(f.Metric).Name.In(p.Lang), s.factValue(p, f))
		if f.Evidence != nil {
			mark(*f.Evidence, span{class: "obs", id: "obs-" + f.ID, title: title, href: "#row-" + f.ID})
		}
		for _, a := range f.Alternatives {
			mark(a.Evidence, span{
				class: "alt", href: "#row-" + f.ID,
				title: p.say("report.alternative", s.measure(f.Metric).Name.In(p.Lang), a.Value.String()),
			})
		}
	}
	for i, f := range d.Findings {
		for j, e := range f.Evidence {
			id := ""
			if j == 0 {
				id = findingAnchor(i)
			}
			mark(e, span{class: "finding", id: id, title: findingMessage(p, f)})
		}
	}
	for _, r := range d.Repairs {
		title, read := p.say("report.repair_out"), strings.Trim(r.Read, "〓 ") // 〓 stands for words that nobody can know
		if read != "" {
			title = p.say("report.repair_read", read)
		}
		out = append(out, span{start: r.Start, end: r.End, class: "repair", title: title, after: read})
	}
	return out
}

func findingMessage(p *page, f disclosure.Finding) string {
	return disclosure.Text{ZH: f.MessageZH, EN: f.MessageEN}.In(p.Lang)
}
