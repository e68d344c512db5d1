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
	inBrackets := f.clauseHolds(bareShare) && f.from > 0 && f.m.text[f.from-1] == '('
	if len(l.parts) == 0 || !inBrackets && !f.clauseHolds(shareOf) || moreShares.MatchString(f.after()) {
		return
	}
	part := n.facts[l.parts[len(l.parts)-1]]
	if !strings.HasPrefix(part.metric, categoryPrefix) {
		return
	}
	metric := part.metric + shareSuffix
	if _, ok := disclosure.MustDictionary().Metric(metric); !ok {
		return
	}
	c := n.candidate(f, metric, "narrative.18")
	c.parent = part.metric
	n.facts = append(n.facts, c)
}

// shareAhead adds the share that stands between a kind and its figure: 政策法规类占14.3%,计60条.
func (n *narrator) shareAhead(f *frame, kind string, l *list) {
	metric := categoryPrefix + kind + shareSuffix
	if _, ok := disclosure.MustDictionary().Metric(metric); !ok || f.index == 0 || len(l.parts) == 0 || n.facts[l.parts[len(l.parts)-1]].metric != categoryPrefix+kind {
		return
	}
	g := *f
	g.index--
	g.figure = f.m.numbers[g.index]
	g.from = strings.LastIndexAny(f.m.text[:g.byteAt], clauseMarks) + 1
	ahead := f.subjectAhead()
	before := ahead != "" && strings.HasSuffix(f.m.text[:f.from], ahead+",") && shareBefore.MatchString(ahead)
	if g.Kind != numeral.Percent || !before && !shareFirst.MatchString(f.lead()) {
		return
	}
	c := n.candidate(&g, metric, "narrative.18")
	c.parent = categoryPrefix + kind
	n.facts = append(n.facts, c)
}
