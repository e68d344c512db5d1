package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// Clauses and sentences without a number go on about cases that were counted before them: 收到申请1件。镇政府当日予以公开。 or
// 行政复议、行政诉讼分别为2件、1件;复议均维持,诉讼由法院驳回。 They are read by the rules about all of the cases (aftermath), as
// if they stood right behind the number.

// toldOf are the counts that such clauses go on about, and the words that stand for their cases in the clause that the rules see.
var toldOf = []struct {
	metric, topic, word string
	clause              *pattern // of which cases the clause speaks, nil: a clause that names none
}{
	{"review.total", "review", "复议", mustPattern(`复议`)},
	{"litigation.total", "litigation", "诉讼", mustPattern(`诉讼|法院|官司`)},
	{requestsReceived, "requests", "申请", nil},
}

// expects says whether a sentence may go on about cases counted before it.
func (n *narrator) expects(s sentence) bool {
	for _, t := range n.told {
		if t != nil && t.section == s.section {
			return true
		}
	}
	return false
}

// told is a count of cases of which more may be said.
type told struct {
	frame   frame
	fact    int // its index in the list of facts
	section section
	passed  bool // a later sentence has been read
}

// tellings are the counts of toldOf that the sentences so far leave off with.
type tellings [3]*told

// remember keeps the counts that a number of a sentence was read as.
func (n *narrator) remember(f *frame, before int) {
	for i := before; i < len(n.facts); i++ {
		for k, of := range toldOf {
			if t := n.told[k]; t != nil && t.frame.m.start == f.m.start && t.frame.Value > f.Value {
				continue // 收到申请28件,其中县政府办公室收到11件: a part
			}
			if n.facts[i].metric == of.metric && f.Kind == numeral.Count && f.Value != 0 && !n.facts[i].weak {
				n.told[k] = &told{*f, i, f.m.section, false}
			}
		}
	}
}

// retell reads the clauses of a sentence that hold no number and go on about counted cases. A sentence is about the applications of
// the one before it only where it has no number at all.
func (n *narrator) retell(m *masked) {
	for k, of := range toldOf {
		t := n.told[k]
		if t == nil || t.section != m.section {
			n.told[k] = nil
			continue
		}
		same := t.frame.m.start == m.start
		if of.clause == nil {
			n.retellRequests(t, of.topic, of.word, m)
			continue
		}
		for from := 0; from < len(m.text); {
			to := len(m.text)
			if i := strings.IndexAny(m.text[from:], ";,"); i >= 0 {
				to = from + i
			}
			clause := m.text[from:to]
			behind := !same || from > t.frame.byteAt && (strings.Contains(clause, of.word) || !m.numberAround(t.frame.byteAt, from, to))
			if behind && of.clause.MatchString(clause) && strings.IndexByte(clause, markNumber) < 0 {
				n.goesOn(t, of.topic, of.word, m, from, to)
			}
			from = to + 1
		}
	}
}

// numberAround says whether numbers stand between a counted one and a clause and behind that, which then tells of the last one before it.
func (m *masked) numberAround(counted, from, to int) bool {
	return strings.IndexByte(m.text[counted+1:from], markNumber) >= 0 && strings.IndexByte(m.text[to:], markNumber) >= 0
}

// closing begins a sentence that says of all applications how they were dealt with.
var closing = mustPattern(`^(?:目前|截至D|年底前)?[,]?(?:以上|上述|全部|所有)?(?:申请)?(?:已|均|都|全部|悉数)+[^,;:。@]{0,14}(?:办结|办理完毕|按时|按期|期限|时限)[^,;:。@]{0,6}(?:$|[,;:])`)

// notOther takes out the words of other business that a clause about an application may hold: 通过网站提出, 建议向市国土局申请.
var notOther = strings.NewReplacer("网站", "", "建议向", "", "建议其", "", "建议申请人", "", "建议到", "")

// retellRequests reads the sentence behind one on applications as a whole, and of the later ones that which closes the account.
func (n *narrator) retellRequests(t *told, topic, word string, m *masked) {
	if t.frame.m.start == m.start {
		return
	}
	next := !t.passed
	t.passed = true
	switch at := closing.FindString(m.text); {
	case next && len(m.numbers) == 0 && !otherBusiness.MatchString(notOther.Replace(m.text)):
		n.goesOn(t, topic, word, m, 0, len(m.text))
	case at != "":
		n.goesOn(t, topic, word, m, 0, len(strings.TrimRight(at, ",;:")))
	}
}

// goesOn reads a stretch of a sentence as what is said of counted cases: of all of them, or of the only one.
func (n *narrator) goesOn(t *told, topic, word string, m *masked, from, to int) {
	text := strings.TrimPrefix(strings.TrimPrefix(m.text[from:to], "行政"), word)
	if t.frame.Value != numeral.Scale && !everyOf.MatchString(text) || others.MatchString(text) {
		return
	}
	f := t.frame
	f.topic, f.label = topic, "的"+word // the clause is put together, so that it has no place of its own
	f.index = len(f.m.numbers) - 1     // and no number behind it
	f.clause = word + string(markSelf) + f.unit + "," + text
	f.prev, f.nearby = "", f.clause
	before := len(n.facts)
	n.aftermath(&f, t.fact)
	end := m.place(from, to).end
	for i := before; i < len(n.facts); i++ {
		n.facts[i].end = max(n.facts[i].end, end)
	}
}
