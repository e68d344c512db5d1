package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/numeral"
)

// everyOne begins a clause about all the cases that a sentence has counted: 全部予以公开, 均在期限内答复; finished is one that says they were dealt
// with.
var (
	everyOne = mustPattern(`^(?:(?:以上|上述|所有|全部|这些)(?:的)?)?(?:申请)?(?:目前|现|年内|年底前|最终|结果|截至D|截至年底|截至目前)?(?:已)?(?:均|都|全部|皆|一律|悉数)`)
	finished = mustPattern(`办结|期限内|时限内`)
)

// allOfThem reads what a clause without a number says of all applications when their parts stand between the total and it:
// 收到申请5件,当面4件,网上1件,全部予以公开. The parts must add up to the total, or the clause may be about the last of them. That they were
// dealt with may stand behind any clauses without a number: 收到申请5件,内容涉及征地,均已办结.
func (n *narrator) allOfThem(frames []frame) {
	for i := range frames {
		if frames[i].Value == 0 || !n.received(&frames[i]) {
			continue
		}
		sum := int64(0)
		for j := i; j < len(frames) && sum < frames[i].Value; j++ {
			if j > i {
				sum += frames[j].Value
			}
			if j > i && sum != frames[i].Value {
				continue
			}
			for _, clause := range clausesBehind(frames[i].m.text[frames[j].byteAt+1:]) {
				if j > i || finished.MatchString(clause) {
					n.ofAll(frames[i], clause, len(frames))
				}
			}
		}
	}
}

// ofAll reads a clause about all the applications that the number of f counts, as if it stood right behind the number.
func (n *narrator) ofAll(f frame, clause string, figures int) {
	f.clause = "申请" + string(markSelf) + f.unit + "," + clause
	f.label = "" // the clause is put together, so that it has no place of its own
	n.aftermath(&f, max(0, len(n.facts)-figures-1))
}

// allOfTheSuits reads such a clause behind the lawsuits told by the way they came, which add up to the total: 诉讼3件,复议后起诉1件、直接起诉2件,截至年底
// 均未审结.
func (n *narrator) allOfTheSuits(frames []frame) {
	for i := range frames {
		sum, row := int64(0), suits(frames[i+1:])
		for k := range row {
			sum += row[k].Value
		}
		if len(row) < 2 || sum != frames[i].Value {
			continue
		}
		for _, clause := range clausesBehind(frames[i].m.text[row[len(row)-1].byteAt+1:]) {
			for _, part := range row {
				n.saidOf(part, clause)
			}
		}
	}
}

// suits gives the numbers at the beginning of a list that are of lawsuits by the way they came.
func suits(frames []frame) []frame {
	for i := range frames {
		if frames[i].topic != "direct" && frames[i].topic != "after_review" {
			return frames[:i]
		}
	}
	return frames
}

// received says whether a number was read as that of the applications received.
func (n *narrator) received(f *frame) bool {
	for i := len(n.facts) - 1; f.Kind == numeral.Count && i >= 0 && n.facts[i].end > f.m.start; i-- { // facts are in the order of sentences
		c := n.facts[i]
		if c.metric == requestsReceived && c.start <= f.Start && f.End <= c.end && c.value != nil && *c.value != 0 {
			return true
		}
	}
	return false
}

// clausesBehind gives the clauses about all cases that follow the clause at the beginning of a text, up to the next number.
func clausesBehind(text string) []string {
	var out []string
	if k := strings.IndexByte(text, markNumber); k >= 0 {
		text = text[:strings.LastIndexAny(text[:k], clauseMarks)+1]
	}
	clauses := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' })
	for i, clause := range clauses {
		if i > 0 && others.MatchString(clause) {
			break
		}
		if i > 0 && everyOne.MatchString(clause) {
			out = append(out, clause)
		}
	}
	return out
}

var (
	// apiece ends the labels of several things that have the same number: 当面和网络提交各1件.
	apiece = mustPattern(`(?:各(?:有|为|是|占|公开|发布|计|提出|提交|申请)?|[均都](?:为|是))$`)
	// apieceLabel is a label that may stand so: a way of applying, an applicant, an outcome.
	apieceLabel = mustPattern(`当面|现场|电话|来访|咨询$|受理点|查阅点|查询点|受理窗口|网|信函|邮|传真|信件|书面|秘密|隐私|第[三X]|内部|过程|案卷|查询|维持|纠[正错]|撤销|其[他它]|公开$|提供$|处理$|补正|掌握|不存在|本机关|自然人|企业|机构|组织|起诉|审结|安全|稳定|禁止|出版物|反复|重新出具|获取|信访|重复|制发$|废止$|有效$`)
)

// eachOf gives a number that belongs to several labels a frame for every one of them.
func (n *narrator) eachOf(frames []frame) []frame {
	for i := 0; i < len(frames); i++ {
		f := frames[i]
		if !f.labelCan(apiece) {
			continue
		}
		at := apiece.FindStringIndex(f.label)
		if at == nil || i+1 < len(frames) && inOneRow(frames[i:i+2]) { // 各有3条、5条 are given in order
			continue
		}
		labels := strings.FieldsFunc(strings.ReplaceAll(strings.TrimPrefix(f.label[:at[0]], "其中"), "以及", "、"), func(r rune) bool { return r == '、' || r == '和' || r == '及' || r == '与' })
		if len(labels) < 2 || slices.ContainsFunc(labels, func(s string) bool { return !apieceLabel.MatchString(s) && !n.wayOrKind(s) }) {
			continue
		}
		parts := make([]frame, len(labels))
		for k, label := range labels {
			parts[k] = f
			parts[k].label = label
			parts[k].clause = label + string(markSelf) + f.unit
		}
		frames = slices.Replace(frames, i, i+1, parts...)
		i += len(parts) - 1
	}
	return frames
}

// wayOrKind says whether a label names one way of publishing or a kind of information.
func (n *narrator) wayOrKind(label string) bool {
	return categoriesIn(label, n.g) != "" || len(n.channelsIn(label)) == 1
}
