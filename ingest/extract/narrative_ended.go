package extract

import "strings"

// endings knows which of the reviews and lawsuits of a sentence there were any of, so that how they ended is said of those:
// 行政复议5宗、行政诉讼0宗,其中维持原答复2宗.
type endings struct {
	some map[string]bool // by subject: whether the sentence counts any
}

// otherDispute gives the kind of dispute that reports name beside another.
var otherDispute = map[string]string{"litigation": "review", "review": "litigation"}

// disputeNamed are the words by which a clause says itself which disputes it counts; noReviews and noLawsuits deny a kind of them.
var (
	disputeNamed = mustPattern(`复议|诉讼|起诉|官司|法院|被诉|应诉|败诉|胜诉|撤诉|判决|裁定`)
	noReviews    = mustPattern(`(?:无|没有|未发生|未出现|未产生|不存在)(?:行政)?复议(?:案件|案|申请|事项)?(?:发生)?[,;:(]`)
	noLawsuits   = mustPattern(`(?:无|没有|未发生|未出现|未产生|不存在)(?:行政)?诉讼(?:案件|案|事项)?(?:发生)?[,;:(]`)
)

// of gives the subject of a number: that of its words, or the other kind of dispute where the sentence has denied the first one.
func (e *endings) of(f *frame) string {
	other, dispute := otherDispute[f.topic]
	if !dispute {
		return f.topic
	}
	if e.some == nil {
		e.some = map[string]bool{}
	}
	if disputeNamed.MatchString(f.label) {
		e.some[f.topic] = e.some[f.topic] || f.Value != 0
		return f.topic
	}
	if any, counted := e.some[f.topic]; e.some[other] && (counted && !any || !counted && e.denied(f)) {
		return other
	}
	return f.topic
}

// directWay and reviewedWay are the way by which lawsuits came, behind their number: 2件为未经复议直接起诉,均被驳回.
var (
	directWay   = mustPattern(`^(?:其中|另有?)?#[件宗起例]?(?:案件|诉讼|行政诉讼)?(?:系|为|是|属于?)*(?:未经复议)?直接(?:向[^,;#@]{0,6}法院)?(?:起诉|提起|诉)`)
	reviewedWay = mustPattern(`^(?:其中|另有?)?#[件宗起例]?(?:案件|诉讼|行政诉讼)?(?:系|为|是|属于?)*(?:先经|经过?)?复议后再?(?:起诉|提起|诉讼)`)
)

// byWay gives the subject of a number of lawsuits: the way by which they came, if it is named behind the number, or the lawsuits as a whole behind a
// bracket that told the ways: 行政诉讼4件(直接起诉3件、复议后起诉1件),结果维持3件.
func (f *frame) byWay(topic string) string {
	switch topic {
	case "litigation", "direct", "after_review", "review":
	default:
		return topic
	}
	switch {
	case directWay.MatchString(f.clause):
		return "direct"
	case reviewedWay.MatchString(f.clause):
		return "after_review"
	case (topic == "direct" || topic == "after_review") && waysInBracket.MatchString(f.m.text[:f.from]) && !disputeNamed.MatchString(f.label):
		return "litigation"
	}
	return topic
}

// waysInBracket ends with a bracket that told both ways of suing.
var waysInBracket = mustPattern(`\([^()]*直接[^()]*@[^()]*复议后[^()]*@[^()]*\)[^()]*$|\([^()]*复议后[^()]*@[^()]*直接[^()]*@[^()]*\)[^()]*$`)

// denied says whether the sentence has denied the kind of dispute that a number's words are about.
func (e *endings) denied(f *frame) bool {
	head := f.m.text[:f.byteAt]
	if !strings.ContainsAny(head, "无没未不") {
		return false
	}
	if f.topic == "review" {
		return noReviews.MatchString(head)
	}
	return noLawsuits.MatchString(head)
}

// settleDisputes lets arithmetic say of which disputes a row of results is told when a sentence counts both kinds before it: 复议2件、诉讼1件,
// 其中维持2件、正在审理1件 is told of all of them, so that no number is one kind's.
func settleDisputes(frames []frame) {
	counted := map[string]int64{}
	for i := 0; i < len(frames); i++ {
		f := &frames[i]
		if _, dispute := otherDispute[f.topic]; !dispute {
			continue
		}
		if disputeNamed.MatchString(f.label) {
			if _, again := counted[f.topic]; again {
				return
			}
			counted[f.topic] = f.Value
			continue
		}
		end, sum := resultsFrom(frames, i)
		own, other := counted[f.topic], counted[otherDispute[f.topic]]
		if own > 0 && other > 0 && sum != own && (sum > own || sum == other) {
			topic := ""
			if sum == other {
				topic = otherDispute[f.topic]
			}
			for k := i; k < end; k++ {
				frames[k].topic = topic
			}
		}
		i = end - 1
	}
}

// resultsFrom gives the end of the row of results of one kind of dispute that begins with a frame, and their sum.
func resultsFrom(frames []frame, from int) (end int, sum int64) {
	topic := frames[from].topic
	for end = from; end < len(frames) && frames[end].topic == topic && !disputeNamed.MatchString(frames[end].label); end++ {
		sum += frames[end].Value
	}
	return end, sum
}
