package extract

import (
	"slices"
	"sync"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/numeral"
)

// View is the text the extractor reads: the stored text with its width folded and its damage mended, rune by rune, and for
// every rune the place in the stored text it came from. Rules match on Runes; evidence is given in stored offsets.
type View struct {
	Runes    []rune
	Repairs  []disclosure.Repair  // what was read differently from what is stored
	Findings []disclosure.Finding // what the damage means for a reader of the report

	at      []storedSpan   // at[i]: the stored runes that Runes[i] stands for
	stored  string         // document.Text
	byteAt  []int32        // byteAt[i]: where rune i of the stored text begins; its length at the end
	cached  string         // see text
	bytes   []int32        // bytes[i]: where Runes[i] begins in cached; its length at the end
	damaged bool           // words of clean.yaml stand in the text
	dates   []numeral.Date // all dates of the view
	noise   []span         // runes of the view whose digits count nothing: numbers of documents, telephones, addresses; sorted
	spam    []span         // places of the view where a foreign phrase stands instead of the words; sorted
}

type span struct{ start, end int }

// storedSpan is a span in half the memory: there is one for every rune, and no text has more than document.MaxSize of them.
type storedSpan struct{ start, end int32 }

// views are read again with the next report: one takes a fifth of all the memory that reading a report needs, nearly all of it for the
// numbers of a rune each, which the next report overwrites.
var views = sync.Pool{New: func() any { return new(View) }}

// release takes back a view that nothing reads any more. Its words and findings are let go; only the room for numbers is kept.
func (v *View) release() {
	*v = View{
		Runes: v.Runes[:0], at: v.at[:0], byteAt: v.byteAt[:0], bytes: v.bytes[:0], noise: v.noise[:0], spam: v.spam[:0],
	}
	views.Put(v)
}

// NewView reads a document's text: folds the width, simplifies traditional script, takes out what publishers and mirrors
// injected, and mends lost characters of dates. Whatever is changed is in Repairs, and offsets of every rune lead back to
// document.Text. It takes time linear in the text.
func NewView(doc *document.Document) *View {
	v := views.Get().(*View)
	v.stored = doc.Text
	open := false // a quotation begun with a mark that does not say whether it opens or closes
	for k, r := range doc.Text {
		i := len(v.byteAt)
		v.byteAt = append(v.byteAt, int32(k))
		if r >= 0x80 && (r < 0x4E00 || r > 0x9FFF) { // the rest prints, and as it is
			if zeroWidth(r) {
				continue
			}
			r = foldWidth(r)
		}
		switch r {
		case '"':
			open = !open
			r = quoteMark(open)
		case '\n':
			open = false
		}
		v.Runes, v.at = append(v.Runes, r), append(v.at, storedSpan{int32(i), int32(i + 1)})
	}
	v.byteAt = append(v.byteAt, int32(len(doc.Text)))
	for _, mend := range []func(){v.dropTags, v.simplify, v.dropPinyin, v.dropAsks, v.readWords, v.maskSpam, v.dropInserts, v.dropPageMarks, v.dropBreaks, v.mendDates, v.findMojibake} {
		mend()
	}
	v.maskNoise()
	return v
}

// Stored gives the stored offsets of the runes [start, end) of the view. An empty range gives the place where it stands.
func (v *View) Stored(start, end int) (int, int) {
	if start >= len(v.at) {
		if len(v.at) == 0 {
			return 0, 0
		}
		last := int(v.at[len(v.at)-1].end)
		return last, last
	}
	if end <= start {
		return int(v.at[start].start), int(v.at[start].start)
	}
	return int(v.at[start].start), int(v.at[end-1].end)
}

// String gives the runes [start, end) of the view.
func (v *View) String(start, end int) string {
	text := v.text()
	return text[v.bytes[start]:v.bytes[end]]
}

// Evidence quotes the stored text of the runes [start, end) of the view.
func (v *View) Evidence(start, end int, rule string) disclosure.Evidence {
	from, to := v.Stored(start, end)
	return disclosure.Evidence{Quote: v.quoted(from, to), Start: from, End: to, Rule: rule}
}

// quoted gives the stored runes [from, to).
func (v *View) quoted(from, to int) string { return v.stored[v.byteAt[from]:v.byteAt[to]] }

// text is the whole view as a string. All other strings of the view are parts of it.
func (v *View) text() string {
	if v.cached == "" {
		text := make([]byte, 0, len(v.stored))
		v.bytes = slices.Grow(v.bytes[:0], len(v.Runes)+1)
		for _, r := range v.Runes {
			v.bytes = append(v.bytes, int32(len(text)))
			text = utf8.AppendRune(text, r)
		}
		v.cached, v.bytes = string(text), append(v.bytes, int32(len(text)))
	}
	return v.cached
}

// edit is one change to the view: the runes [start, end) are read as read.
type edit struct {
	start, end int
	read       string
}

// apply makes changes that are in order and do not overlap. Runes that replace others stand for all of them; each change is
// recorded as a repair of the given kind, or not at all where there is none.
func (v *View) apply(kind string, edits []edit) {
	if len(edits) == 0 {
		return
	}
	runes, at := make([]rune, 0, len(v.Runes)), make([]storedSpan, 0, len(v.at))
	last := 0
	for _, e := range edits {
		if e.start < last || e.end > len(v.Runes) {
			continue
		}
		runes, at = append(runes, v.Runes[last:e.start]...), append(at, v.at[last:e.start]...)
		from, to := v.Stored(e.start, e.end)
		for i, r := range []rune(e.read) {
			runes = append(runes, r)
			if e.end-e.start == len([]rune(e.read)) {
				at = append(at, v.at[e.start+i])
			} else {
				at = append(at, storedSpan{int32(from), int32(to)})
			}
		}
		if kind != "" {
			v.Repairs = append(v.Repairs, disclosure.Repair{Kind: kind, Start: from, End: to, Read: e.read})
		}
		last = e.end
	}
	v.Runes, v.at, v.cached = append(runes, v.Runes[last:]...), append(at, v.at[last:]...), ""
}

// report adds a finding whose evidence is the given places of the view.
func (v *View) report(code string, severity disclosure.Severity, zh, en string, places ...span) {
	v.Findings = append(v.Findings, v.finding(code, severity, zh, en, places...))
}

// quotes is the largest number of places that one finding quotes.
const quotes = 5

// finding makes a finding whose evidence is the given places of the view.
func (v *View) finding(code string, severity disclosure.Severity, zh, en string, places ...span) disclosure.Finding {
	f := disclosure.Finding{Code: code, Severity: severity, MessageZH: zh, MessageEN: en}
	for _, p := range places[:min(len(places), quotes)] {
		if p.end > p.start {
			f.Evidence = append(f.Evidence, v.Evidence(p.start, p.end, ""))
		}
	}
	return f
}

// zeroWidth names the runes that print nothing and split words: joiners, the byte order mark, soft hyphens.
func zeroWidth(r rune) bool {
	return r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0x00AD || r == 0x2060
}

// quoteMark is the quotation mark that opens or closes.
func quoteMark(open bool) rune {
	if open {
		return '“'
	}
	return '”'
}

// foldWidth maps full-width ASCII and the spaces of other widths to their half-width twins, and the radicals that PDF files
// print for common characters (⽇ for 日) to those characters.
func foldWidth(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0x00A0 || r >= 0x2000 && r <= 0x200A || r == 0x202F:
		return ' '
	case r == '﹪':
		return '%'
	case r == '『' || r == '「' || r == '‘' || r == '〝':
		return '“'
	case r == '』' || r == '」' || r == '’' || r == '〞':
		return '”'
	case r >= 0x2E80 && r <= 0x2FD5:
		return document.Unradical(r)
	}
	return r
}
