package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// inTotal is the wording of a number that adds up the cases in front of it: ,合计2件; ,两者共225件.
var inTotal = mustPattern(`^(?:以上|上述|两[项者类]|三[项者类]|几项|各项|各类|全年|本年度?|年内|加起来|相加|办理结果|需办理的?|应办理的?|则|合并|办理|答复)*(?:合计|总计|共计|总共|一共|共|计|总数|总量|合并|加总|合起来|加起来|相加|累加|算起来|汇总)(?:共|合计|总计|为|是|达|有|需办理|应办理|办理|处理|答复|办结|数|申请)*#(?:件次|件|宗|起|例|条|份|人次|次)?(?:申请)?$`)

// whole is a figure and the parts that add up to it.
type whole struct {
	metric string
	parts  []string
}

const resultPrefix = "requests.result."

// wholes are the figures that a sum behind its parts can state; the first whose parts were read and add up is meant. A sum of
// another list is left to the rules.
var wholes = []whole{
	{resultPrefix + "granted_and_partial.total", []string{resultPrefix + "granted.total", resultPrefix + "partial.total"}},
	{handledTotal, []string{requestsReceived, "requests.carried_in.total"}},
	{resultPrefix + "total.total", []string{
		resultPrefix + "granted.total", resultPrefix + "partial.total", resultPrefix + "granted_and_partial.total", resultPrefix + "denied.subtotal.total",
		resultPrefix + "not_available.subtotal.total", resultPrefix + "not_processed.subtotal.total", resultPrefix + "other.subtotal.total",
		resultPrefix + "already_public.total", resultPrefix + "not_exist.total", resultPrefix + "not_this_agency.total",
		resultPrefix + "amend_required.total", resultPrefix + "redirected.total", resultPrefix + "unclear.total",
	}},
	{resultPrefix + "total.total", []string{ // with the reasons where no sum of them is given
		resultPrefix + "granted.total", resultPrefix + "partial.total", resultPrefix + "denied.subtotal.total",
		resultPrefix + "not_available.not_held.total", resultPrefix + "not_available.needs_creation.total",
		resultPrefix + "not_available.unclear_after_correction.total", resultPrefix + "not_processed.petition.total",
		resultPrefix + "not_processed.repeat.total", resultPrefix + "not_processed.publication.total", resultPrefix + "other.subtotal.total",
	}},
	{requestsReceived, []string{
		"requests.channel.in_person", "requests.channel.fax", "requests.channel.email", "requests.channel.online", "requests.channel.letter",
		"requests.channel.other",
	}},
	{requestsReceived, []string{
		"requests.received.natural_person", "requests.received.enterprise", "requests.received.research", "requests.received.social_welfare",
		"requests.received.legal_service", "requests.received.other_org", "requests.applicants.org_total",
	}},
	{"review.total", []string{"review.result.upheld", "review.result.corrected", "review.result.other", "review.result.pending"}},
	{"litigation.total", []string{"litigation.direct.total", "litigation.after_review.total"}},
	{"litigation.total", []string{"litigation.result.upheld", "litigation.result.corrected", "litigation.result.other", "litigation.result.pending"}},
	{total, []string{
		channelPrefix + "website", channelPrefix + "dept_site", channelPrefix + "unified_platform", channelPrefix + "gazette", channelPrefix + "weibo",
		channelPrefix + "wechat", channelPrefix + "press", channelPrefix + "broadcast", channelPrefix + "bulletin", channelPrefix + "news_media",
		channelPrefix + "new_media", channelPrefix + "other",
	}},
	{"consultation.total", []string{"consultation.onsite", "consultation.phone", "consultation.online", "consultation.letter"}},
}

// statedFrom gives the place of the first fact that a sum of this sentence can add up. A sentence that begins with a sum adds up
// what the one before has stated.
func (n *narrator) statedFrom(m *masked) int {
	n.begun[0], n.begun[1] = n.begun[1], len(n.facts)
	if sumFirst.MatchString(m.text) {
		return n.begun[0]
	}
	return n.begun[1]
}

// sumFirst begins a sentence with a sum.
var sumFirst = mustPattern(`^(?:以上|上述|两[项者类]|各项|办理结果|[三四五六几]个?|渠道|方式|互不重复|,|均)*(?:合计|总计|共计|总共|一共|共)`)

// added reads a number that is the sum of parts which its sentence has stated, from the place first of the list of facts on.
func (n *narrator) added(f *frame, first int) bool {
	if f.Kind != numeral.Count || f.Value == 0 {
		return false
	}
	if metric := n.ofBodies(f, first); metric != "" {
		n.sure[len(n.facts)] = true
		n.facts = append(n.facts, n.candidate(f, metric, "narrative.sum"))
		return true
	}
	if !f.clauseHolds(inTotal) && !strings.HasSuffix(f.lead(), "合计,") {
		return false
	}
	for _, w := range wholes {
		if !n.addUp(w.parts, disclosure.Value(f.Value), first) {
			continue
		}
		n.sure[len(n.facts)] = true
		n.facts = append(n.facts, n.candidate(f, w.metric, "narrative.sum"))
		return true
	}
	return false
}

// byBodies are the figures that a sentence tells body by body before their sum: 市里召开发布会8场,各县召开12场,全市合计20场.
var byBodies = []string{
	"response.press_conferences.total", "response.online_interviews.total", "response.interpretation_articles", "response.hot_topics",
	"training.sessions", "training.participants", "meetings.sessions", "mailbox.received", "hotline.received", "messages.received",
	"consultation.total", requestsReceived, "review.total", "litigation.total", "complaints.total", "org.reading_points",
}

// bodiesIn names the whole area behind the figures of its bodies.
var bodiesIn = mustPattern(`^(?:全(?:省|州|市|盟|县|旗|区|镇|乡|系统|局)|两级|三级|上下)`)

// ofBodies gives the figure that a number sums up for the whole area where the first of the numbers in front of it was read as that
// figure and none of the others as another, or without a word of the area where all of them were; "" when it is no such sum.
func (n *narrator) ofBodies(f *frame, first int) string {
	count := f.addends()
	alone := !f.clauseHolds(bodiesIn)
	if count < 2 || alone && !f.clauseHolds(inTotal) {
		return ""
	}
	from, metric, read := f.m.numbers[f.index-count].Start, "", 0
	for _, c := range n.facts[first:] {
		if c.end <= from || c.value == nil || c.weak {
			continue
		}
		of := strings.Replace(c.metric, ".principal", ".total", 1) // 局长在线访谈2次,科长在线访谈3次,合计5次
		if metric != "" && of != metric || !slices.Contains(byBodies, of) {
			return ""
		}
		metric = of
		read++
	}
	if alone && read != count { // 在线访谈2次,座谈会3次,合计5次
		return ""
	}
	return metric
}

// addUp says whether at least two of the metrics were stated from the place first on and their figures make the sum.
func (n *narrator) addUp(metrics []string, sum disclosure.Value, first int) bool {
	stated := map[string]disclosure.Value{}
	var added disclosure.Value
	for _, c := range n.facts[first:] {
		if _, twice := stated[c.metric]; twice || c.value == nil || !slices.Contains(metrics, c.metric) {
			continue
		}
		stated[c.metric] = *c.value
		added = added.Plus(*c.value)
	}
	return len(stated) > 1 && added == sum
}
