package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
)

// pick puts the best statement of every metric first and marks the others weak. Two kinds of one list that map to the same
// metric have no figure each: the metric is unresolved.
func (n *narrator) pick() {
	n.dropBesideDenied()
	n.dropContradictions()
	n.dropResultsOfNone()
	n.dropOtherCases()
	n.dropHeads()
	n.ownBeforeArea()
	n.unresolveTwins()
	n.unresolveWays()
	n.joinOutcomes()
	n.sortsOfMeetings()
	best := map[string]int{}
	for i := range n.facts {
		c := &n.facts[i]
		if c.weak || n.dropped[i] {
			continue
		}
		j, seen := best[c.metric]
		if !seen {
			best[c.metric] = i
			continue
		}
		if n.rank(i) > n.rank(j) {
			n.facts[j].weak = true
			best[c.metric] = i
			continue
		}
		c.weak = true
	}
}

// ownTier is the wording of what the seat of an area did by itself.
var ownTier = mustPattern(`[省市县区州旗]本级(?:[^及和与、]|$)|本级机关`)

var (
	// areaAct is what all bodies of an area did, told by an office beside what it did itself; ownAct names that office.
	areaAct = mustPattern(`^(?:Y年?|全年|本年度?|[0-9]{4}年)?全[省市县区州旗盟](?:上下|各级|各单位|各部门|各地)*(?:共|累计|全年|新|一年|总计)*(?:收到|收悉|受理|接到|接获|接收|公开|发布|公布|登载|举办|组织|召开|发生|接待)`)
	// areaBodies begins a sentence about all bodies of an area, whose sites published more than the office did.
	areaBodies = mustPattern(`全[省市县区州旗盟](?:各|[0-9]+个)(?:单位|部门|乡镇|街道|地)[^。]{0,40}(?:公开|发布|公布)`)
	ownAct     = mustPattern(`[我本](?:局|办|委|厅|院|中心|单位|部门|机关|站|所)`)
)

// ownBeforeArea puts what a department says of itself before what it tells of the whole area.
func (n *narrator) ownBeforeArea() {
	if n.id.issuer.Level != disclosure.LevelDepartment {
		return
	}
	own := map[string]bool{} // metrics
	for i, c := range n.facts {
		if !n.dropped[i] && ownAct.MatchString(n.v.String(c.start, c.end)) {
			own[c.metric] = true
		}
	}
	for i := range n.facts {
		c := &n.facts[i]
		if own[c.metric] && areaAct.MatchString(n.v.String(c.start, c.end)) {
			c.weak = true
		}
		if own[total] && strings.HasPrefix(c.metric, channelPrefix) && areaBodies.MatchString(n.v.sentenceOf(*c)) {
			n.dropped[i] = true
		}
	}
}

// dropHeads takes out figures of kinds that only the last noun of their names tells where a kind's own name states the metric.
func (n *narrator) dropHeads() {
	named := map[string]bool{} // metrics
	for _, c := range n.facts {
		if c.rule != ruleHead {
			named[c.metric] = true
		}
	}
	for i, c := range n.facts {
		if c.rule == ruleHead && named[c.metric] {
			n.dropped[i] = true
		}
	}
}

// rank orders statements of one metric: wording before guess, number before denial, exact before approximate.
func (n *narrator) rank(i int) int {
	c, r := &n.facts[i], 0
	if ownTier.MatchString(n.v.String(c.start, c.end)) { // 市本级举办4期…全市共举办63期
		r -= 32
	}
	if n.sure[i] || strings.HasPrefix(c.metric, "hotline.") && strings.Contains(n.v.String(c.start, c.end), generalHotline) {
		r += 16
	}
	if c.rule != "narrative.10" && c.rule != "narrative.57" {
		r += 8
	}
	if c.status == disclosure.StatusReported {
		r += 4
	}
	if c.qualifier != disclosure.QualifierNoneStated {
		r += 2
	}
	if c.qualifier == disclosure.QualifierExact {
		r++
	}
	return r
}

// dropContradictions takes out figures of cases that the same sentence denies (84).
func (n *narrator) dropContradictions() {
	for i, c := range n.facts {
		if c.status != disclosure.StatusReported || !disputed(c.metric) || n.dropped[i] {
			continue
		}
		for _, j := range n.nearby(i) {
			d := n.facts[j]
			if c.metric != d.metric || d.status != disclosure.StatusExplicitZero || !n.v.sameSentence(c, d) {
				continue
			}
			n.dropped[i], n.dropped[j] = true, true
			n.findings = append(n.findings, n.v.finding("CONTRADICTION_IN_TEXT", disclosure.SeverityError,
				"同一句话前后矛盾，该数字未采用。", "One sentence states and denies the same cases; the figure is not used.",
				span{c.start, c.end}, span{d.start, d.end}))
		}
	}
}

// dropResultsOfNone takes out results of applications where the report says that there were none and nothing came over from the year before: what
// was not disclosed then is information that offices keep to themselves (没有依申请公开的情况。不予公开的有10条).
func (n *narrator) dropResultsOfNone() {
	none := false
	for i, c := range n.facts {
		switch {
		case n.dropped[i] || !strings.HasPrefix(c.metric, "requests.") || strings.HasPrefix(c.metric, resultPrefix):
		case c.metric == requestsReceived && c.status == disclosure.StatusExplicitZero:
			none = true
		case c.status == disclosure.StatusReported:
			return
		}
	}
	for i, c := range n.facts {
		if none && strings.HasPrefix(c.metric, resultPrefix) && c.status == disclosure.StatusReported {
			n.dropped[i] = true
		}
	}
}

// dropOtherCases takes out cases of a sentence that does not speak of disclosure where another sentence denies those about disclosure:
// 未发生信息公开行政诉讼。全年应诉行政诉讼7起,均为拆迁纠纷。
func (n *narrator) dropOtherCases() {
	anchor := n.g.Business.anchor
	var denied []string // families of metrics
	for i, zero := range n.facts {
		family, isTotal := strings.CutSuffix(zero.metric, "total")
		if isTotal && zero.status == disclosure.StatusExplicitZero && !n.dropped[i] && (disputed(zero.metric) || family == "complaints.") &&
			!slices.Contains(denied, family) && anchor.MatchString(n.v.sentenceOf(zero)) {
			denied = append(denied, family)
		}
	}
	if denied == nil {
		return
	}
	for i, c := range n.facts {
		of := func(family string) bool { return strings.HasPrefix(c.metric, family) }
		if c.status == disclosure.StatusReported && !n.sure[i] && slices.ContainsFunc(denied, of) && !anchor.MatchString(n.v.sentenceOf(c)) {
			n.dropped[i] = true
		}
	}
}

// dropBesideDenied takes out cases of no named kind behind which the same sentence denies those about disclosure: 受理投诉37件,没有信息公开方面的
// 投诉.
func (n *narrator) dropBesideDenied() {
	for i, zero := range n.facts {
		if zero.status != disclosure.StatusExplicitZero || !disputed(zero.metric) && zero.metric != "complaints.total" || !n.g.Business.anchor.MatchString(n.v.String(zero.start, zero.end)) {
			continue
		}
		for _, j := range n.nearby(i) {
			c := n.facts[j]
			if c.metric == zero.metric && c.status == disclosure.StatusReported && c.end <= zero.start && !n.sure[j] && n.v.sameSentence(c, zero) &&
				!n.g.Business.anchor.MatchString(n.v.String(c.start, c.end)) {
				n.dropped[j] = true
			}
		}
	}
}

// sentenceOf gives the sentence that a candidate stands in.
func (v *View) sentenceOf(c candidate) string {
	from, to := c.start, c.end
	for from > 0 && c.start-from < longestSentence && !sentenceEnds.has(v.Runes[from-1]) {
		from--
	}
	for to < len(v.Runes) && to-c.end < longestSentence && !sentenceEnds.has(v.Runes[to]) {
		to++
	}
	return v.String(from, to)
}

// sentenceEnds are the characters that no sentence goes beyond.
var sentenceEnds = newRuneSet("。!?\n")

// nearby gives the facts that can stand in the sentence of fact i, which are neighbours: facts are in the order of sentences.
func (n *narrator) nearby(i int) []int {
	var out []int
	near := func(j int) bool {
		d := n.facts[j].start - n.facts[i].start
		return d <= 2*longestSentence && -d <= 2*longestSentence
	}
	for j := i - 1; j >= 0 && near(j); j-- {
		out = append(out, j)
	}
	for j := i + 1; j < len(n.facts) && near(j); j++ {
		out = append(out, j)
	}
	return out
}

// disputed says whether a metric counts reviews, lawsuits or appeals.
func disputed(metric string) bool {
	return strings.HasPrefix(metric, "review.") || strings.HasPrefix(metric, "litigation.") || strings.HasPrefix(metric, "appeals.")
}

// enquired says whether a metric counts enquiries or complaints.
func enquired(metric string) bool {
	return strings.HasPrefix(metric, "consultation.") || strings.HasPrefix(metric, "complaints.")
}

// sameSentence says whether no full stop stands between two candidates.
func (v *View) sameSentence(a, b candidate) bool {
	from, to := min(a.end, b.end), max(a.start, b.start)
	if to-from > 2*longestSentence {
		return false
	}
	return from >= to || !strings.ContainsAny(v.String(from, to), "。!?\n")
}

// unresolveTwins handles a list that names two parts of one kind with different figures: neither is the kind's figure.
func (n *narrator) unresolveTwins() {
	for _, l := range n.lists {
		seen := map[string]int{}
		for _, i := range l.parts {
			if n.dropped[i] {
				continue
			}
			c := &n.facts[i]
			j, twice := seen[c.metric]
			if !twice || !strings.HasPrefix(c.metric, categoryPrefix) {
				seen[c.metric] = i
				continue
			}
			if c.value != nil && n.facts[j].value != nil && *c.value == *n.facts[j].value {
				continue // printed twice
			}
			for _, k := range []int{i, j} {
				d := &n.facts[k]
				d.unresolve()
				if k+1 < len(n.facts) && n.facts[k+1].metric == d.metric+shareSuffix {
					n.dropped[k+1] = true
				}
			}
		}
	}
}

// sumWays are the ways of publishing of which a sentence may tell several one by one, as 抖音156条,视频号89条: the figure of the way would be
// their sum.
var sumWays = []string{channelPrefix + "broadcast", channelPrefix + "short_video", channelPrefix + "press", channelPrefix + "bulletin", channelPrefix + "news_media"}

// unresolveWays takes the figures out of such ways that a sentence names side by side: neither is all that was published so.
func (n *narrator) unresolveWays() {
	for i := 1; i < len(n.facts); i++ {
		a, b := &n.facts[i-1], &n.facts[i]
		if a.metric != b.metric || !slices.Contains(sumWays, a.metric) || a.value == nil || b.value == nil || *a.value == *b.value ||
			n.dropped[i-1] || n.dropped[i] || !n.v.sameSentence(*a, *b) || strings.Contains(n.v.String(a.end, b.end), "其中") {
			continue
		}
		for _, c := range []*candidate{a, b} {
			c.unresolve()
		}
	}
}
