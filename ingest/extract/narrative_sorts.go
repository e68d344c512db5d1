package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// Meetings, courses, reading points and calls for opinions are counted whatever their sort (form rows 57, 63 and 64, pattern 46), and a clerk
// may count them sort by sort.

// sortsOfMeetings gives the figure of a sentence that counts things of several such sorts in one row without their sum:
// 推进会2次、专题会议4次 are six meetings. Meetings counted at several places of a sentence are not summed up, as the same may be meant.
func (n *narrator) sortsOfMeetings() {
	n.sumRow("training.sessions", func(i, j int) {
		if besides.MatchString(n.v.String(n.facts[j].start, n.facts[j].end)) {
			n.facts[i].unresolve()
			n.facts[j].unresolve()
		}
	})
	n.sumRow("org.reading_points", func(_, _ int) {})
	n.sumRow("decision.consultations", func(_, _ int) {})
	n.sumRow("meetings.sessions", func(i, j int) {
		n.facts[i].unresolve()
		n.facts[j].unresolve()
	})
}

// sumRow adds up the figures of a metric that stand in one row, and does otherwise with two of one sentence that stand apart.
func (n *narrator) sumRow(metric string, otherwise func(i, j int)) {
	first := -1
	for i := range n.facts {
		c := &n.facts[i]
		if c.metric != metric || n.dropped[i] || c.weak || c.value == nil && first < 0 || n.summedUp(i) {
			continue
		}
		if first < 0 && again.MatchString(n.v.String(c.start, c.end)) {
			n.facts[i].unresolve()
		}
		if first < 0 || c.value == nil || !n.v.sameSentence(n.facts[first], *c) {
			first = i
			continue
		}
		if strings.HasPrefix(n.v.String(c.start, c.end), "其中") {
			c.weak = true // a part of those before it
			continue
		}
		if n.inRow(first, i) {
			n.join(first, i)
			continue
		}
		otherwise(first, i)
		first = i
	}
}

// besides begins a course beside those counted before: 举办培训班2期,另举办专题讲座3期.
var besides = mustPattern(`^(?:此外,?)?(?:又|另|另外|还|再)(?:先后|分别|专门)?(?:举办|组织|开展|开设|承办|办)`)

// rowMarks may stand between the figures of one row. Behind a comma a course may be told once more, with who took part: 举办培训班2期,培训2期60人.
const (
	rowMarks = "、和及与 "
	comma    = ","
)

// inRow says whether the figures of two facts stand in one row: nothing but a mark is between them, and both are exact.
func (n *narrator) inRow(i, j int) bool {
	a, b := n.facts[i], n.facts[j]
	if a.value == nil || a.end > b.start || a.qualifier != disclosure.QualifierExact || b.qualifier != disclosure.QualifierExact || b.start-a.end > 1 {
		return false
	}
	marks := rowMarks
	if a.metric == "meetings.sessions" || a.metric == "decision.consultations" {
		marks += comma
	}
	return strings.Trim(n.v.String(a.end, b.start), marks) == "" && !again.MatchString(n.v.String(b.start, b.end))
}

// join makes one fact of two that stand in one row.
func (n *narrator) join(i, j int) {
	a, b := &n.facts[i], n.facts[j]
	sum := a.value.Plus(*b.value)
	a.value, a.end = &sum, b.end
	a.raw = n.v.String(a.start, a.end)
	n.dropped[j] = true
}

// again is the wording of a meeting beside others that no number counts: 2月召开公开工作会议;9月又召开一次调度会.
var again = mustPattern(`[又再]次?(?:召开|开)`)

// summedUp says whether fact i stands in the sentence of a sure fact of its metric, the sum of its parts.
func (n *narrator) summedUp(i int) bool {
	if n.sure[i] {
		return true
	}
	return slices.ContainsFunc(n.nearby(i), func(j int) bool {
		return n.sure[j] && n.facts[j].metric == n.facts[i].metric && n.v.sameSentence(n.facts[i], n.facts[j])
	})
}
