package extract

import (
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// frame is one number in its clause, as rules see it.
type frame struct {
	figure
	m      *masked
	index  int    // of the figure in the sentence
	from   int    // bytes of m.text: where the clause begins
	to     int    // and ends
	clause string // with # for this number
	topic  string
	form   disclosure.Form
	prev   string  // the sentence before, when this one continues it
	label  string  // the words in front of the number
	nearby string  // see near
	around *around // see clauseHolds
	listed bool    // one of the kinds that the sentence enumerates
	passed bool    // a part of the number behind it, which has taken its subject over
}

// clauseMarks end a clause.
const clauseMarks = ",;:()"

// lastClause is the clause in which a text ends.
func lastClause(text string) string { return text[strings.LastIndexAny(text, clauseMarks)+1:] }

// frames cuts a masked sentence into the clauses of its numbers. prev is the sentence before when this one continues it, before
// the subject of the sentence before in any case.
func (m *masked) frames(g *grammar, around *around, form disclosure.Form, prev, before string) []frame {
	out := make([]frame, 0, len(m.numbers))
	words := m.subjects(g)
	ended := endings{}
	for i := range m.numbers {
		n := m.numbers[i]
		f := frame{figure: n, m: m, index: i, form: form, prev: prev, around: around}
		f.from, f.to = m.clauseStart(i), m.clauseEnd(i)
		f.label = m.text[f.from:n.byteAt]
		subjectEnd := n.byteAt
		if from, label, ok := m.reasonAhead(f.from, n.byteAt); ok {
			f.from, f.label = from, label
		} else if from, label, ok := m.overBracket(f.from, n.byteAt); ok {
			if open := strings.LastIndexByte(m.text[:f.from], '('); columnCount.MatchString(m.text[open:f.from]) {
				subjectEnd = open // what columns are called is no subject
			}
			f.from, f.label = from, label
		} else if from, label, ok := m.foremost(f.from, n.byteAt); ok {
			f.from, f.label = from, label
		}
		f.clause = f.label + string(markSelf) + m.text[n.byteAt+1:f.to]
		f.topic = topicAt(words, subjectEnd)
		if f.topic == "" && strings.HasPrefix(m.text, "其中") {
			f.topic = before
		}
		if f.topic == "" && g.SectionTopics[m.section] == "" && topicWithin(words, n.byteAt, f.to) == "requests" {
			f.topic = "requests" // 收到的5件申请, 3件予以公开
		}
		if f.topic == "" && g.SectionTopics[m.section] == "" && before == "requests" && (!otherBusiness.MatchString(m.text) || outcomesTold.MatchString(m.text)) {
			f.topic = before
		}
		if f.topic == "" && before == "consultation" && (oneWayAsked.MatchString(f.label) || oneWayAsked.MatchString(f.subjectAhead())) {
			f.topic = before // 解答咨询512人次。现场解答307人次
		}
		if f.topic == "" {
			f.topic = m.runsOver(g)
		}
		if f.topic == "" || f.topic == "disclosure" && (m.section == sectionRequests || m.section == sectionConsult) && !strings.Contains(f.clause, "主动公开") {
			f.topic = g.SectionTopics[m.section]
		}
		f.topic = f.byWay(ended.of(&f))
		out = append(out, f)
	}
	settleDisputes(out)
	return out
}

// oneWayAsked is a clause about one way of asking, which goes on about the enquiries of the sentence before it.
var oneWayAsked = mustPattern(`^(?:其中)?[^,;:#@]{0,4}(?:现场|当面|来访|上门|来人|登门|窗口|电话|来电|致电|网上|网络|在线|来信|来函)[^,;:#@申投举]{0,8}$`)

// findAll gives the bounds of all matches of a pattern in a sentence.
func (m *masked) findAll(p *pattern) [][]int {
	if !m.can(p) {
		return nil
	}
	return p.FindAllStringIndex(m.text, -1)
}

// clauseStart finds the beginning of the clause of number i: behind the last mark, or behind the unit of the number before it.
func (m *masked) clauseStart(i int) int {
	at := m.numbers[i].byteAt
	from := strings.LastIndexAny(m.text[:at], clauseMarks) + 1
	if i > 0 && m.numbers[i-1].byteAt >= from {
		p := m.numbers[i-1]
		from = p.byteAt + 1 + len(p.unit)
		if strings.HasPrefix(m.text[from:], "%") {
			from++
		}
		if numberFirst(m.text[from:at]) {
			return at
		}
		for _, skip := range []string{"、", "和", "及", "与", "以及"} {
			if strings.HasPrefix(m.text[from:at], skip) {
				from += len(skip)
				break
			}
		}
	}
	return from
}

// numberFirst says whether the words between two numbers belong to the first: 9件不属于本机关公开、4件信息不存在.
func numberFirst(between string) bool {
	for _, and := range []string{"、", "和", "及", "另有", "还有"} {
		if words, ok := strings.CutSuffix(between, and); ok && words != "" && words != "以" {
			return true
		}
	}
	return false
}

// outOf stands behind a number of which the next number is a part: 61件中办结56件.
var outOf = mustPattern(`^(?:依申请公开)?(?:申请)?(?:之|当)?[中里](?:面|有)?`)

// clauseEnd finds the end of the clause of number i: the next mark or the next number.
func (m *masked) clauseEnd(i int) int {
	at := m.numbers[i].byteAt
	to := len(m.text)
	if k := strings.IndexAny(m.text[at+1:], clauseMarks); k >= 0 {
		to = at + 1 + k
	}
	if i+1 < len(m.numbers) && m.numbers[i+1].byteAt < to {
		to = m.numbers[i+1].byteAt
		from := at + 1 + len(m.numbers[i].unit)
		if of := outOf.FindString(m.text[from:to]); of != "" {
			return from + len(of)
		}
		for _, and := range []string{"、", "和", "及"} {
			if strings.HasPrefix(m.text[from:to], and) { // the words behind belong to the next number
				return from
			}
		}
	}
	return to
}

// ends says whether nothing that could be a unit stands behind a number without one of the known units.
func (f *frame) ends() bool {
	rest := f.m.text[f.byteAt+1:]
	return rest == "" || strings.IndexByte(clauseMarks, rest[0]) >= 0 || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "和") ||
		strings.HasPrefix(rest, "及") || strings.HasPrefix(rest, "其中")
}

// near is the sentence up to the end of the clause, with what it continues.
func (f *frame) near() string {
	if f.nearby == "" {
		f.nearby = f.prev + f.m.text[:f.byteAt] + string(markSelf) + f.m.text[f.byteAt+1:f.to]
	}
	return f.nearby
}

// lead is the sentence before the clause, with what it continues.
func (f *frame) lead() string {
	if f.prev == "" {
		return f.m.text[:f.from]
	}
	return f.prev + f.m.text[:f.from]
}

// after is the sentence behind the clause's unit.
func (f *frame) after() string { return f.m.text[f.byteAt+1+len(f.unit):] }

// fits says whether the words around a number are those of a rule that can read it (see ruleSets and patternIndex).
func (r *rule) fits(f *frame) bool {
	if !f.clauseHolds(r.match) || r.not != nil && f.clauseHolds(r.not) {
		return false
	}
	if r.lead != nil && !f.leadHolds(r.lead) || r.after != nil && !f.afterHolds(r.after) {
		return false
	}
	return (r.near == nil || f.nearHolds(r.near)) && (r.far == nil || !f.nearHolds(r.far))
}

// name is the name of a section in rules: text under no known heading is in none.
func (s section) name() section {
	if s == sectionNone {
		return "none"
	}
	return s
}

// place gives the runes of the view that the bytes [from, to) of the masked text came from.
func (m *masked) place(from, to int) span {
	for from < to && !utf8.RuneStart(m.text[from]) {
		from++
	}
	if to <= from {
		return span{int(m.at[from]), int(m.at[from])}
	}
	return span{int(m.at[from]), int(m.at[to-1]) + 1}
}

// quote is the part of the text that states the number of a frame: the clause up to the unit.
func (f *frame) quote() span {
	from := f.from
	for from < f.byteAt && strings.ContainsRune(":;,()、", rune(f.m.text[from])) {
		from++
	}
	p := f.m.place(from, f.byteAt+1)
	p.end = f.End
	if f.unit != "" {
		p.end = f.m.place(f.byteAt+1, f.byteAt+1+len(f.unit)).end
	}
	return p
}

// matchEnd is where the words end by which a rule knew the number, in runes of the view. What is said of all the cases counted
// stands behind the number: 收到申请6件,均为网络申请.
func (f *frame) matchEnd(r *rule) int {
	if f.label != f.m.text[f.from:f.byteAt] {
		return 0
	}
	at := r.match.re().FindStringIndex(f.clause)
	if at == nil || f.from+at[1] > f.to {
		return 0
	}
	end := f.m.place(f.from+at[0], f.from+at[1]).end
	if !r.Also || r.after == nil {
		return end
	}
	from := f.byteAt + 1 + len(f.unit)
	if at = r.after.FindStringIndex(f.after()); at == nil || strings.IndexByte(f.m.text[from:from+at[1]], markNumber) >= 0 {
		return end
	}
	said := strings.TrimRight(f.m.text[from:from+at[1]], clauseMarks)
	return max(end, f.m.place(from+at[0], from+len(said)).end)
}
