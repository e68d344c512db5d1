package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// risen is what stands before the later end of a change when its subject stands before the earlier one.
var risen = mustPattern(`^(?:而|到|则|已)*(?:Y年?度?|今年|本年度?|当年)?(?:的)?(?:则|已|共|总数|总量|数量|达|又|再)*(?:(?:增加|上升|增长|提升|提高|减少|下降|降低|回落|扩大|整合|集约|合并|撤并|精简|压缩|压减|缩减|归并|优化|变更|调整)(?:到|至|为|成)|[增减升降](?:到|至|为)|(?:激增|猛增|骤增|锐减|骤减)(?:到|至|为)?|达到?|为|是)(?:了|Y的?|年[末底]的?|(?:目前|现在|如今|现有)的?)?$`)

// receives is the verb of a subject whose year stands in its middle.
var receives = mustPattern(`收到|受理|接到`)

// earlier is what stands between the subject of a change and the earlier figure.
var earlier = mustPattern(`(?:[由从较比与于,]+之?)?(?:去年|上年度?|上一年度?|前一年|O年?度?)(?:同期)?(?:的)?([^,;#@]{0,4})$|[由从][^,;#@]{0,6}$`)

// exactly stands before the exact figure of what the clause before tells roughly: 访问量逾百万人次,准确数字为1083425人次.
var exactly = mustPattern(`^(?:其)?(?:准确|精确|确切|具体|实际)(?:的)?(?:数字|数据|数值|数量|数|统计数)(?:则)?(?:为|是|达|有)?$`)

// changed reads 主动公开信息由M条增加到N条 (38) and 去年公开信息M条,今年升至N条: the later number has the earlier one's subject.
func changed(frames []frame) {
	for i := 1; i < len(frames); i++ {
		head, f := &frames[i-1], &frames[i]
		if head.Exactness != numeral.Exact && head.unit == f.unit && exactly.MatchString(f.label) {
			head.passed, f.topic = true, head.topic
			f.takeSubject(head, head.label)
			continue
		}
		if !risen.MatchString(f.label) {
			continue
		}
		subject, ok := head.earlierSubject()
		if !ok && i > 1 && delta.MatchString(head.clause) { // 较上年的M件增加n件,达到N件
			subject, ok = frames[i-2].earlierSubject()
		}
		if !ok {
			continue
		}
		head.passed = head.passed || fromTo.MatchString(head.label) && sameThing(head.unit, f.unit)
		f.takeSubject(head, subject)
	}
}

// takeSubject gives a number the words of the one before it.
func (f *frame) takeSubject(head *frame, subject string) {
	f.label = subject
	f.clause = f.label + string(markSelf) + f.m.text[f.byteAt+1:f.to]
	f.from = head.from
}

// tidied is what was done to things that became fewer by it: 对全县政务新媒体开展清理整合,由46个减到17个.
var tidied = mustPattern(`^(?:对)?([^,;#@]{2,16}?)(?:开展|进行|实施|予以)(?:了)?(?:全面|集中)?(?:清理|整合|规范|精简|压缩|关停|归并|优化|整治|整顿|撤并)+$`)

// fromTo is what stands before the earlier end of a change, which is no figure of the year.
var fromTo = mustPattern(`[由从][^,;#@]{0,10}$`)

// lastYear is the name of an earlier year at the beginning of a clause.
var lastYear = mustPattern(`^(?:O年?度?|去年|上年度?|上一年度?)`)

// earlierSubject gives the same also where the sentence names the earlier year at the beginning of a clause: 2014年,全县公开信息M条;2015年增至
// N条.
func (f *frame) earlierSubject() (string, bool) {
	subject, ok := f.subject()
	if !ok && f.yearGuard() != guardPass {
		return lastYear.ReplaceAllString(f.label, ""), f.label != ""
	}
	return subject, ok
}

// subject gives the words that say what the earlier end of a change counts.
func (f *frame) subject() (string, bool) {
	at := earlier.FindStringSubmatchIndex(f.label)
	if at == nil {
		if m := period.FindStringSubmatch(f.label); m != nil && (m[2] != "" || m[1] == string(markPast)) {
			return strings.TrimLeft(f.label[strings.Index(f.label, m[0])+len(m[0]):], ",年度"), true
		}
		return "", false
	}
	if at[0] > 0 {
		verb := submatch(f.label, at, 1) // 我局去年收到M件,今年增至N件
		if !receives.MatchString(verb) {
			verb = ""
		}
		return f.label[:at[0]] + verb, true
	}
	if verb := submatch(f.label, at, 1); receives.MatchString(verb) { // 2014年我局收到M件,今年增至N件
		return verb, true
	}
	if f.from == 0 { // the words stand in the clause before: 公开量上升,由M条增加到N条
		return "", false
	}
	before := tidied.ReplaceAllString(lastClause(f.m.text[:f.from-1]), "$1")
	return before, before != "" && strings.IndexByte(before, markNumber) < 0
}
