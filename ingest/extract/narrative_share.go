package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

var (
	// shareBefore is a share in front of its figure.
	shareBefore = mustPattern(`占[^,;#@]{0,8}@%$`)
	// shareOf is a share behind a part (18, 19).
	shareOf = mustPattern(`^[^,;#@]{0,2}(?:占|约占|所占)[^,;#@]{0,14}#%|^(?:比例|占比)[^,;#@]{0,6}#%`)
	// bareShare is a share in brackets behind a part: 机构概况1420条(12.8%).
	bareShare = mustPattern(`^#%$`)
	// moreShares follows the first of several shares in one row, which is not that of the last part.
	moreShares = mustPattern(`^%?(?:、|和|及)@%`)
	// shareFirst is a kind behind its share and in front of its figure: 5%为规划计划类(20条).
	shareFirst = mustPattern(`@%(?:的)?(?:为|是|属于|系)([^,;:()@#]{2,48})\($`)
)

// share adds the share of the part in front of it.
func (n *narrator) share(f *frame, l *list) {
	if n.shareAlone(f, l) {
		return
	}
	inBrackets := f.clauseHolds(bareShare) && f.from > 0 && f.m.text[f.from-1] == '('
	if len(l.parts) == 0 || !inBrackets && !f.clauseHolds(shareOf) || moreShares.MatchString(f.after()) {
		return
	}
	part := n.facts[l.parts[len(l.parts)-1]]
	if !strings.HasPrefix(part.metric, categoryPrefix) || !n.rightBehind(f, part) {
		return
	}
	metric, ok := shareMetric(strings.TrimPrefix(part.metric, categoryPrefix))
	if !ok {
		return
	}
	c := n.candidate(f, metric, "narrative.18")
	c.parent = part.metric
	l.shares = append(l.shares, len(n.facts))
	n.facts = append(n.facts, c)
}

// ofAll is the share of a kind of which no figure is printed: 机构职能类占4.28%.
var ofAll = mustPattern(`^(?:其中)?([^,;:()#@占]{2,20}(?:类|信息))(?:约)?占(?:比|比例)?(?:为|了|总数的|总量的|总体的|全部信息的|到|达)*#%$`)

// kindName is a clause that names a kind of information and no more.
var kindName = mustPattern(`^(?:其中)?([^,;:#@]{2,16}(?:类信息|信息|类))$`)

// shareAlone adds the share of a kind whose figure is not printed, behind the total or in the sentence behind it. The kind may stand in a
// clause of its own: 规划计划类信息,占总体比例为9%.
func (n *narrator) shareAlone(f *frame, l *list) bool {
	m := ofAll.FindStringSubmatch(f.clause)
	if ahead := f.clauseAhead(); m == nil && f.clauseHolds(shareOf) && !publishVerb.MatchString(ahead) {
		m = kindName.FindStringSubmatch(ahead)
	}
	if m == nil || f.topic != "disclosure" && f.topic != "" || f.m.section == sectionRequests || f.m.section == sectionDisputes || f.m.section == sectionConsult ||
		n.lastTotal() < 0 || shareFollowed.MatchString(f.after()) {
		return false
	}
	metric, ok := shareMetric(categoriesIn(m[1], n.g))
	if !ok {
		return false
	}
	c := n.candidate(f, metric, "narrative.18")
	c.parent = n.facts[n.lastTotal()].metric
	l.shares = append(l.shares, len(n.facts))
	n.facts = append(n.facts, c)
	return true
}

// shareFollowed begins the figure of a kind behind its share.
var shareFollowed = mustPattern(`^%?[,(](?:计|共|有|为|即|共计)?@[条件份篇]`)

// rightBehind says whether no other number of the sentence stands between a part and a frame: the share of a kind that no metric counts is
// not that of the kind before it.
func (n *narrator) rightBehind(f *frame, part candidate) bool {
	return f.index == 0 || f.m.numbers[f.index-1].End <= part.end || f.m.numbers[f.index-1].Kind != numeral.Count
}

// partAhead is a part of cases that the clause in front of a figure gives the share of: 自然人占92%.
var partAhead = mustPattern(`^(?:其中)?([^,;:()@#占]{2,20})(?:约)?占(?:比|比例)?(?:[^,;:()@#]{0,8}(?:总数|总量|全部|申请|办结数|总件数))?(?:的|为|约|达|到)*@%(?:左右)?$`)

// sharesFirst gives the numbers of applications and disputes that stand behind their shares the words in front of the share:
// 自然人占92%,共46件.
func sharesFirst(frames []frame) {
	for i := 1; i < len(frames); i++ {
		f := &frames[i]
		if frames[i-1].Kind != numeral.Percent || f.Kind != numeral.Count || f.topic == "disclosure" || f.topic == "" {
			continue
		}
		if m := partAhead.FindStringSubmatch(f.subjectAhead()); m != nil {
			f.label = m[1]
			f.clause = f.label + string(markSelf) + f.unit
			f.from = frames[i-1].from
		}
	}
}

// shareMetric names the share of a kind of information.
func shareMetric(kind string) (string, bool) {
	metric := categoryPrefix + kind + shareSuffix
	_, ok := disclosure.MustDictionary().Metric(metric)
	return metric, ok
}

// shareAhead adds the share that stands between a kind and its figure: 政策法规类占14.3%,计60条.
func (n *narrator) shareAhead(f *frame, kind string, l *list) {
	metric, ok := shareMetric(kind)
	if !ok || f.index == 0 || len(l.parts) == 0 || n.facts[l.parts[len(l.parts)-1]].metric != categoryPrefix+kind {
		return
	}
	g := *f
	g.index--
	g.figure = f.m.numbers[g.index]
	g.from = strings.LastIndexAny(f.m.text[:g.byteAt], clauseMarks) + 1
	ahead := f.subjectAhead()
	before := ahead != "" && (strings.HasSuffix(f.m.text[:f.from], ahead+",") || strings.HasSuffix(f.m.text[:f.from], ahead+"(")) && shareBefore.MatchString(ahead)
	if g.Kind != numeral.Percent || !before && !shareFirst.MatchString(f.lead()) {
		return
	}
	c := n.candidate(&g, metric, "narrative.18")
	c.parent = categoryPrefix + kind
	l.shares = append(l.shares, len(n.facts))
	n.facts = append(n.facts, c)
}
