package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// outcomeWord is how a review or a lawsuit ended or before which court it was. Several of them are counted as one figure: 维持 and 驳回 are both
// litigation.result.upheld.
var outcomeWord = mustPattern(`维持|驳回|胜诉|纠[正错]|撤销|责令|变更|确认违法|败诉|撤诉|撤回|终止|调解|和解|[一二终再]审`)

// joinOutcomes handles a sentence that counts two sorts of cases of one figure side by side: 行政诉讼3件,维持1件、驳回2件. The figure is their sum
// where the sentence has counted that many cases, else it is in neither.
func (n *narrator) joinOutcomes() {
	for i := range n.facts {
		if !n.outcome(i) {
			continue
		}
		row := []int{i}
		for _, j := range n.nearby(i) {
			if j > i && n.outcome(j) && n.sameFigure(i, j) {
				row = append(row, j)
			}
		}
		if len(row) > 1 {
			n.joinRow(row)
		}
	}
}

// outcome says whether fact i is a number of cases that ended in one way.
func (n *narrator) outcome(i int) bool {
	c := &n.facts[i]
	return disputed(c.metric) && strings.Contains(c.metric, ".result.") && c.status == disclosure.StatusReported && !c.weak && !n.dropped[i]
}

// sameFigure says whether two facts of one sentence count different sorts of cases for one metric.
func (n *narrator) sameFigure(i, j int) bool {
	a, b := &n.facts[i], &n.facts[j]
	if a.metric != b.metric || a.start == b.start || !n.v.sameSentence(*a, *b) {
		return false
	}
	if strings.ContainsRune(n.v.String(min(a.end, b.start), b.start), '(') {
		return false // the second is a part of the first
	}
	one, other := outcomeWord.FindString(n.v.String(a.start, a.end)), outcomeWord.FindString(n.v.String(b.start, b.end))
	return one != "" && other != "" && one != other
}

// joinRow makes one fact of those of a row, its first.
func (n *narrator) joinRow(row []int) {
	first := &n.facts[row[0]]
	sum := *first.value
	for _, j := range row[1:] {
		sum = sum.Plus(*n.facts[j].value)
	}
	for _, j := range row[1:] {
		n.dropped[j] = true
		first.end = max(first.end, n.facts[j].end)
	}
	if n.countedBefore(row[0], sum) {
		first.value = &sum
		return
	}
	first.unresolve()
}

// countedBefore says whether the sentence of fact i has counted so many cases before it of which it tells how they ended.
func (n *narrator) countedBefore(i int, cases disclosure.Value) bool {
	return slices.ContainsFunc(n.nearby(i), func(j int) bool {
		c := &n.facts[j]
		family, isTotal := strings.CutSuffix(c.metric, "total")
		return j < i && isTotal && strings.HasPrefix(n.facts[i].metric, family) && c.value != nil && *c.value == cases && n.v.sameSentence(n.facts[i], *c)
	})
}
