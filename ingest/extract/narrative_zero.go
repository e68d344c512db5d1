package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// denials are the characters without which words deny nothing.
var denials = newRuneSet("未没无零不免空")

// denies says whether a sentence can deny something, in words or by the number zero.
func (m *masked) denies() bool {
	return slices.ContainsFunc(m.numbers, func(f figure) bool { return f.Value == 0 }) || denials.in(m.text)
}

// negatives reads what a sentence denies: 未收到申请, 未发生行政复议, and a section whose body is only 无.
func (n *narrator) negatives(m *masked) {
	switch {
	case m.first && bareNone(m.text):
		n.noneStated(m, disclosure.QualifierNoneStated)
		return
	case m.first && len(m.numbers) == 1 && m.numbers[0].Value == 0 && bareZero.MatchString(m.text):
		n.noneStated(m, disclosure.QualifierExact)
		return
	}
	if m.section != sectionProblems && strings.IndexByte(m.text, ':') >= 0 {
		n.labelled(m)
	}
	if m.section == sectionProblems && !looksBack(m.text) || !m.denies() {
		return
	}
	n.candidates = n.g.zeros.candidates(n.sentence.of(m.text), n.g.denied.by(m.section.name()), n.candidates)
	for _, i := range n.candidates {
		z := n.g.Zeros[i]
		if m.section == sectionProblems && len(z.In) == 0 {
			continue
		}
		if z.Any != nil && !slices.ContainsFunc(z.Any, func(a string) bool { return strings.Contains(m.text, a) }) {
			continue
		}
		at := z.match.FindStringIndex(m.text)
		if at == nil || z.not != nil && (z.not.MatchString(clauseFrom(m.text, at)) || z.not.MatchString(labelAhead(m.text, at[0]))) || !m.zeroOnly(z, at) || exception(m.text, at) || m.counted(at[1]) || promised.MatchString(m.text[:at[0]]) || n.deniesOtherWork(m, z, at) {
			continue
		}
		for _, metric := range z.Metrics {
			if (m.besides || further.MatchString(m.text[:at[0]])) && n.countedSome(metric) {
				continue
			}
			n.zero(feeIn(m.heading+":"+m.text[:at[1]], metric), "narrative."+z.ID, m.place(at[0], at[1]), disclosure.QualifierExact)
		}
	}
}

// countedSome says whether a sentence has counted some of what a metric counts, so that a denial behind 此外 is about others.
func (n *narrator) countedSome(metric string) bool {
	return slices.ContainsFunc(n.facts, func(c candidate) bool { return c.metric == metric && c.value != nil && *c.value != 0 })
}

// processingFee is a text whose last named fee is that for handling an application, by which 收费 behind it is meant: 信息处理费收费通知2份,实际收费.
var processingFee = mustPattern(`信息(?:公开)?处理费[^检复邮成工其]*$`)

// feeIn gives the metric of fees that a denial at the end of a text is about.
func feeIn(head, metric string) string {
	if metric == "fees.application.amount" && processingFee.MatchString(head) {
		return "fees.info_processing.amount"
	}
	return metric
}

// promised begins what is to be so next year: 力争投诉为零.
var promised = mustPattern(`力争|争取|明年|下一年[^度]|下一步`)

// labelAhead is the label in front of the clause that a match begins in, as it is a part of what the denial is about: 信息处理费:本年度未收取.
func labelAhead(text string, at int) string {
	if strings.IndexByte(clauseMarks, text[at]) >= 0 {
		at++
	}
	at = strings.LastIndexAny(text[:at], clauseMarks) + 1
	head, ok := strings.CutSuffix(text[:at], ":")
	if !ok {
		return ""
	}
	return lastClause(head)
}

// clauseFrom is a match with the rest of its clause.
func clauseFrom(text string, at []int) string {
	if strings.IndexByte(clauseMarks, text[at[1]-1]) >= 0 {
		return text[at[0] : at[1]-1]
	}
	end := len(text)
	if k := strings.IndexAny(text[at[1]:], clauseMarks); k >= 0 {
		end = at[1] + k
	}
	return text[at[0]:end]
}

// excepted ends what stands in front of a denial that is about the rest only.
var excepted = mustPattern(`(?:外,?|(?:其余|其[他它])(?:的|各?(?:部门|单位|机关|乡镇|街道|局|科室|申请人?|时间|年份))?(?:均|都|则|皆|全部)?)$`)

// exceptBehind begins what was done in spite of a denial: 各部门均不收费,仅房管局收40元.
var exceptBehind = mustPattern(`^(?:[^,;:()#@]{0,8}[,;])?(?:仅|只有|唯|惟)[^,;:()#@]{1,16}收[^,;:()#@]{0,12}@万?元`)

// exception says whether the denial has an exception or is about what was not done in time: 除…外未, 未收到…以外的.
func exception(text string, at []int) bool {
	head := text[:at[0]]
	if exceptBehind.MatchString(text[at[1]:]) {
		return true
	}
	return excepted.MatchString(head) && !further.MatchString(head) || strings.Contains(text[at[0]:at[1]], "以外")
}

// counts1 is the beginning of the text behind a denial that goes on with a figure of the last thing it names.
var counts1 = mustPattern(`^(?:案件|案|申请|事项)?(?:为|共|有|计)*@`)

// counted says whether a figure other than zero stands right behind a denial, which then ends before it: 未发生行政复议,行政诉讼1件.
func (m *masked) counted(end int) bool {
	at := counts1.FindStringIndex(m.text[end:])
	if at == nil {
		return false
	}
	for i := range m.numbers {
		if m.numbers[i].byteAt == end+at[1]-1 {
			return m.numbers[i].Value != 0
		}
	}
	return false
}

// zeroOnly says whether the numbers inside a match are zero, or single cases that the denial counts (未发生一起).
func (m *masked) zeroOnly(z *zeroRule, at []int) bool {
	for i := range m.numbers {
		f := m.numbers[i]
		if f.byteAt < at[0] || f.byteAt >= at[1] {
			continue
		}
		if f.Value != 0 && ofEarlierYear(m.text[:f.byteAt]) { // 上一年度2件,本年度没有
			continue
		}
		if z.Zero && f.Value != 0 || !z.Zero && f.Value != 0 && f.Value != numeral.Scale {
			return false
		}
	}
	return true
}

// ofEarlierYear says whether a text has come to an earlier year.
func ofEarlierYear(head string) bool {
	at := periodIn(head)
	return at != nil && (submatch(head, at, 2) != "" || submatch(head, at, 1) == string(markPast))
}

// nothing is a body that denies whatever its heading names.
var nothing = mustPattern(`^(?:[^,;:()#@]{2,12}方面,)?(?:[我本全](?:机关|单位|部门|街道|街|[局县市区镇乡省厅委办处院所]))?(?:(?:以上|上述|此类)(?:情形|情况|事项|案件)?|以上各项|上述各项|[二两三四]者|[二两三四]项|[二两三四]类(?:案件|情况|情形)|这[二两三]?类(?:案件|情况|情形))?(?:截至D|在?Y年?度?(?:内)?|本年度?|全年|一年来|年内|当年|今年|目前)?(?:[我本全](?:机关|单位|部门|街道|街|[局县市区镇乡省厅委办处院所]))?(?:@[件起宗例桩次])?(?:均|都|皆|全|也|尚|从|暂)?(?:无|没有|零|为零|未发生|没有?发生|未有发生|未曾发生|没有?出现|未出现|无发生|未涉及|不涉及|不存在)(?:过)?(?:此类|该类|这类|相关|上述|以上|此|这方面的?)*(?:情况|情形|案件|事项|问题|现象)?(?:,历年累计(?:亦|也|均|都)?(?:为零|是零|没有|无|未发生|为@件?))?$`)

// labelledNone is a line that names what its section counts and denies it: 行政复议:无. ofCases are words of labels that name a part of the
// cases or what is no count.
var (
	labelledNone = mustPattern(`^([^,;:()#@]{2,20}):(?:均|都)?(?:为)?(?:(?:无|没有|零|未发生|不涉及|不存在|未收取?|没有收取|未作出|未实施)(?:此类|相关)?(?:情况|情形|案件)?|@(?:件|宗|起|例|条|次|人次|元|万元)?)[.;,]?$`)
	ofCases      = mustPattern(`当面|现场|网上|网络|传真|信函|邮|目录|维持|纠|撤|败诉|胜诉|结果|审结|办结|答复|不予|未予|同意|结转|后|直接|率|制度|渠道|方式|途径|标准|依据|处理费|建议|问题|热线|信箱|(?:复议|诉讼|咨询|收费|减免|投诉|举报|申诉)[^和、及与况形]{3}`)
	// ofApplications are labels of applications beside those that end with the word.
	ofApplications  = mustPattern(`申请[^和、及与况形]{3}`)
	allApplications = mustPattern(`申请(?:公开)?(?:政府)?(?:信息)?(?:情况|数量|件数|总数|数)?$`)
)

// labelled makes zeros of what the labels of a line deny.
func (n *narrator) labelled(m *masked) {
	at := 0
	for part := range strings.FieldsFuncSeq(m.text, func(r rune) bool { return r == ';' || r == ',' }) {
		at += strings.Index(m.text[at:], part)
		label := labelledNone.FindStringSubmatch(part)
		if label == nil || ofCases.MatchString(label[1]) || ofApplications.MatchString(label[1]) && !allApplications.MatchString(label[1]) {
			continue
		}
		switch figure := strings.IndexByte(part, markNumber); {
		case figure < 0:
			n.noneOf(m, label[1], span{at, at + len(part)}, disclosure.QualifierNoneStated)
		case m.zeroAt(at + figure):
			n.noneOf(m, label[1], span{at, at + len(part)}, disclosure.QualifierExact)
		}
	}
}

// zeroAt says whether the number whose mark stands at a byte of the text is zero.
func (m *masked) zeroAt(at int) bool {
	return slices.ContainsFunc(m.numbers, func(f figure) bool { return f.byteAt == at && f.Value == 0 })
}

// bareZero is a body that counts nothing: 0件。 均为零。
var bareZero = mustPattern(`^(?:均|都|皆|全部|共|总数|数量)*(?:(?:为|是|有)@(?:件|条|次|人次|万?元)?|@(?:件|人次|万?元))[.;,]?$`)

// bareNone says whether a section's body denies without naming what: 无, 无。, 本年度无.
func bareNone(text string) bool {
	return nothing.MatchString(strings.TrimRight(text, ".;,"))
}

// noneStated makes zeros of the countable things that the heading of an empty section names.
func (n *narrator) noneStated(m *masked, q disclosure.Qualifier) {
	if m.heading == "" {
		n.noneOf(m, m.chapter, span{0, len(m.text)}, q)
		return
	}
	n.noneOf(m, m.heading, span{0, len(m.text)}, q)
}

// noneOf makes zeros of the countable things that a heading or a label names; said are the bytes of the text that deny them.
func (n *narrator) noneOf(m *masked, heading string, said span, q disclosure.Qualifier) {
	for _, r := range n.g.NoneStated {
		if !slices.ContainsFunc(r.Words, func(w string) bool { return strings.Contains(heading, w) }) {
			continue
		}
		if len(r.Metrics) == 1 && r.Metrics[0] == requestsReceived && strings.Contains(heading, "复议") {
			continue // 因申请被提起复议的情况
		}
		for _, metric := range r.Metrics {
			n.zero(metric, "narrative.96", m.place(said.start, said.end), q)
		}
	}
}

const requestsReceived = "requests.received.total"

// zero adds an explicit zero.
func (n *narrator) zero(metric, rule string, at span, q disclosure.Qualifier) {
	v := disclosure.Value(0)
	n.facts = append(n.facts, candidate{
		metric: metric, value: &v, status: disclosure.StatusExplicitZero, qualifier: q, scope: n.id.scope,
		start: at.start, end: at.end, from: disclosure.FromNarrative, rule: rule,
	})
}
