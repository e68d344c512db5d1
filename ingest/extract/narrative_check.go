package extract

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// checkLists compares the parts of the lists with what they are parts of.
func (n *narrator) checkLists() {
	totals := n.totals()
	for _, l := range n.lists {
		if l.parent >= len(n.facts) || l.parent < 0 || n.dropped[l.parent] {
			continue
		}
		parent := n.facts[l.parent]
		if parent.value == nil {
			continue
		}
		n.checkShares(l, parent)
		n.checkSum(l, parent, categoryPrefix, "SUM_MISMATCH_CATEGORY", totals)
		n.checkSum(l, parent, channelPrefix, "SUM_MISMATCH_CHANNEL", totals)
	}
	n.checkParts("consultation.total", "consultation.onsite", "consultation.phone", "consultation.online", "consultation.letter")
	n.checkParts(requestsReceived, "requests.channel.in_person", "requests.channel.fax", "requests.channel.email",
		"requests.channel.online", "requests.channel.letter", "requests.channel.other")
}

// minParts is how many kinds a list must name before their sum says something.
const minParts = 3

// checkSum compares the sum of the parts of one kind with their parent.
func (n *narrator) checkSum(l list, parent candidate, prefix, code string, totals []int) {
	var sum disclosure.Value
	var ids, terms []string
	places := []span{{parent.start, parent.end}}
	for _, i := range l.parts {
		c := n.facts[i]
		if !strings.HasPrefix(c.metric, prefix) || c.metric == categoryPrefix+"key_areas" {
			continue
		}
		if c.value == nil || c.qualifier != disclosure.QualifierExact {
			return
		}
		sum = sum.Plus(*c.value)
		ids, terms = append(ids, c.metric), append(terms, c.value.String())
		places = append(places, span{c.start, c.end})
	}
	least := minParts
	if prefix == channelPrefix {
		least = 2
	}
	if len(ids) < least || parent.qualifier != disclosure.QualifierExact {
		return
	}
	if prefix == categoryPrefix && l.rawSum != 0 {
		sum, terms = sum.Plus(l.rawSum), append(terms, l.rawSum.String())
	}
	if sum == *parent.value || rounded(parent) || sum < *parent.value && !l.complete(prefix, sum, *parent.value) || n.otherwiseStated(l, parent, sum, totals) {
		return
	}
	severity := disclosure.SeverityError
	if prefix == channelPrefix {
		severity = disclosure.SeverityWarning
		if sum > *parent.value && n.countsOnce() {
			code, severity = "CHANNEL_SUM_EXCEEDS_TOTAL_DEDUP", disclosure.SeverityInfo
		}
	}
	f := n.v.finding(code, severity, fmt.Sprintf("分项之和 %s（%s）与总数 %s 不符。", sum, strings.Join(terms, "+"), parent.value),
		fmt.Sprintf("The parts add up to %s (%s), the total says %s.", sum, strings.Join(terms, "+"), parent.value), places...)
	f.Metrics, f.Left, f.Right = append([]string{parent.metric}, ids...), strings.Join(terms, "+"), parent.value.String()
	n.findings = append(n.findings, f)
}

// missingShare is the most that the parts of a list may fall short of their whole, as one in so many, when no rest is named:
// slips of the pen are smaller, and a list that falls short of more names some kinds only.
const missingShare = 10

// complete says whether a list that adds up to less than its whole was meant to name all of it. A list of ways is so only with its
// rest: a way that no metric counts (报刊、电视) leaves no figure behind.
func (l list) complete(prefix string, sum, whole disclosure.Value) bool {
	return !l.partial && (l.rest || prefix == categoryPrefix && whole-sum <= whole/missingShare)
}

// totals gives the places of the figures that were read as totals of what was published.
func (n *narrator) totals() []int {
	var out []int
	for i, c := range n.facts {
		if c.metric == total && c.value != nil {
			out = append(out, i)
		}
	}
	return out
}

// otherwiseStated says whether a list that does not add up to its parent is explained by another figure in front of it: it
// adds up to that one, or its parent is one of several ways, whose list may belong to them all or go on with the next way.
func (n *narrator) otherwiseStated(l list, parent candidate, sum disclosure.Value, totals []int) bool {
	way := strings.HasPrefix(parent.metric, channelPrefix)
	for _, i := range totals {
		if i >= l.parts[0] {
			break
		}
		if v := *n.facts[i].value; i != l.parent && (v == sum || way && sum < v) {
			return true
		}
	}
	return way && strings.HasPrefix(n.facts[l.parts[0]].metric, channelPrefix)
}

// countsOnce says whether the report counts an item once however many ways carry it, as the statistics of 2014 to 2018 do.
func (n *narrator) countsOnce() bool {
	const first, last = 2014, 2018
	return n.form == disclosure.FormStats2014 || n.form == disclosure.FormNarrative2008 && n.id.year >= first && n.id.year <= last
}

// rounded says whether a figure was printed in 万 or 亿, so that parts need not add up to it.
func rounded(c candidate) bool { return strings.ContainsAny(c.raw, "万亿") }

// checkParts compares a total with the ways it is split into, when at least two are stated.
func (n *narrator) checkParts(whole string, parts ...string) {
	t := n.chosen(whole)
	if t == nil || *t.value == 0 {
		return
	}
	var sum disclosure.Value
	ids := []string{whole}
	places := []span{{t.start, t.end}}
	for _, p := range parts {
		if c := n.chosen(p); c != nil {
			sum += *c.value
			ids, places = append(ids, p), append(places, span{c.start, c.end})
		}
	}
	if len(ids) < 3 || sum == *t.value {
		return
	}
	f := n.v.finding("SUM_MISMATCH_CHANNEL", disclosure.SeverityWarning, fmt.Sprintf("各方式之和 %s 与总数 %s 不符。", sum, t.value),
		fmt.Sprintf("The ways add up to %s, the total says %s.", sum, t.value), places...)
	f.Metrics, f.Left, f.Right = ids, sum.String(), t.value.String()
	n.findings = append(n.findings, f)
}

// chosen gives the exact figure of a metric that stands, the last of several, nil when there is none.
func (n *narrator) chosen(metric string) *candidate {
	for i := len(n.facts) - 1; i >= 0; i-- {
		if c := &n.facts[i]; c.metric == metric && !c.weak && !n.dropped[i] && c.value != nil && c.qualifier == disclosure.QualifierExact {
			return c
		}
	}
	return nil
}

// shareTolerance is the difference in percentage points that rounding explains (forms.md 2.2).
const shareTolerance = 0.06

// checkShares compares the printed shares of a list with the figures.
func (n *narrator) checkShares(l list, parent candidate) {
	if parent.qualifier != disclosure.QualifierExact || *parent.value == 0 {
		return
	}
	for _, i := range l.parts {
		part := n.facts[i]
		if part.value == nil {
			continue
		}
		share, ok := n.shareOf(i)
		if !ok {
			continue
		}
		want := 100 * part.value.Float() / parent.value.Float()
		off := math.Abs(share.value.Float() - want)
		step := printedStep(*share.value)
		if off <= math.Max(shareTolerance, step/2) {
			continue
		}
		code, severity := "SHARE_MISMATCH", disclosure.SeverityWarning
		if off < step {
			code, severity = "SHARE_ROUNDING", disclosure.SeverityInfo
		}
		f := n.v.finding(code, severity, fmt.Sprintf("所印占比 %s%% 与 %s/%s=%.2f%% 不符。", share.value, part.value, parent.value, want),
			fmt.Sprintf("The printed share %s%% differs from %s/%s = %.2f%%.", share.value, part.value, parent.value, want),
			span{part.start, part.end}, span{share.start, share.end})
		f.Metrics, f.Left, f.Right = []string{share.metric, part.metric, parent.metric}, share.value.String(), fmt.Sprintf("%.2f", want)
		n.findings = append(n.findings, f)
	}
}

// shareOf finds the share that was read behind the part i.
func (n *narrator) shareOf(i int) (candidate, bool) {
	for j := i + 1; j < len(n.facts) && j <= i+2; j++ {
		if n.facts[j].metric == n.facts[i].metric+shareSuffix {
			return n.facts[j], true
		}
	}
	return candidate{}, false
}

// printedStep is the value of the last printed decimal: 1 for 7%, 0.1 for 28.6%.
func printedStep(v disclosure.Value) float64 {
	step := 1.0
	for unit := disclosure.Value(disclosure.ValueScale); unit > 1 && v%unit != 0; unit /= 10 {
		step /= 10
	}
	return step
}

// report adds the findings about the figures as a whole.
func (n *narrator) report() {
	var approx, both, pasted []candidate
	ambiguous := map[string]bool{}
	for i, c := range n.facts {
		if n.dropped[i] || c.weak {
			continue
		}
		if c.rule == "narrative.T12" {
			pasted = append(pasted, c)
		}
		switch c.qualifier {
		case disclosure.QualifierApprox, disclosure.QualifierAtLeast, disclosure.QualifierAtMost:
			approx = append(approx, c)
		case disclosure.QualifierCumulativeAmbiguous:
			ambiguous[c.metric] = true
		}
		if c.metric == "disclosure.total_cumulative" || c.metric == total {
			both = append(both, c)
		}
	}
	if n.id.issuer.Level == disclosure.LevelTownship || n.id.issuer.Level == disclosure.LevelDepartment {
		n.about("IDENTITY_MISMATCH", "句中的受理机关不是本机关，疑似套用模板。", "The sentence names another body as the one addressed; it may be pasted.", pasted)
	}
	n.about("APPROX_VALUE", "数字为约数。", "The figure is approximate.", approx)
	var unclear []candidate
	hasTotal, hasSum := false, false
	for _, c := range both {
		hasTotal = hasTotal || c.metric == total
		hasSum = hasSum || c.metric != total
		if ambiguous[c.metric] {
			unclear = append(unclear, c)
		}
	}
	n.about("CUMULATIVE_AMBIGUOUS", "“累计”未说明起始时间，可能是本年数也可能是历年累计数。", "It is not said since when the figure is counted.", unclear)
	if hasTotal && hasSum {
		n.about("CUMULATIVE_AND_CURRENT_BOTH_PRESENT", "同时给出历年累计数和本年数，已分别记录。", "The report states a sum since the start and the year's own figure.", both)
	}
	if len(n.outside) > 0 {
		n.findings = append(n.findings, n.v.finding("YEAR_CONFLICT_BODY", disclosure.SeverityWarning,
			"正文中有其他年度的数字，未采用。", "Figures of another year stand in the text and were left out.", n.outside...))
	}
}

// about adds one finding about several figures.
func (n *narrator) about(code, zh, en string, list []candidate) {
	if len(list) == 0 {
		return
	}
	var places []span
	ids := map[string]bool{}
	for _, c := range list {
		places = append(places, span{c.start, c.end})
		ids[c.metric] = true
	}
	f := n.v.finding(code, disclosure.SeverityInfo, zh, en, places...)
	for id := range ids {
		f.Metrics = append(f.Metrics, id)
	}
	sort.Strings(f.Metrics)
	n.findings = append(n.findings, f)
}
