package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
)

var (
	// sumStart is where a sum over several years begins: 《条例》施行以来, 三年来, “十二五”期间.
	sumStart = mustPattern(`(?:^|O[^;#@]{0,30})[自从](?:那|此|其|该)[^,;#@]{0,6}(?:以来|至今|起|开始)|[自从][^,;#@]{0,6}O[^,;#@]{0,24}[至到](?:Y|今|目前)|[自从][^,;#@]{0,6}O[^;#@]{0,20}(?:以来|至今|起|开始)|O[^,;#@]{0,20}(?:以来|至今)|O(?:至|到|-|—|~)Y|(?:施行|实施|颁布|公布|生效)(?:之日)?起(?:截?至|到|算)?|(?:条例|规定|办法)》?[^,;#@]{0,4}(?:施行|实施|颁布|颁行|出台)(?:[^,;#@]{0,8}(?:以来|至今)|后?的?@多?年[多间来])|@[多余]?个?年(?:多来|以来|来|间|中|内)|[几数多]年(?:来|间)|历年(?:来|累计|合计|共|主动|公开|公布|发布|上网|上传|录入|信息|政府信息|政务信息|总|存量|以来)|近@年|X”?期间|(?:上线|开通|建站|开站|建成|运行|成立|启动|开办|设立|创刊|创办|改版|建立|开播|施行|实施|启用)(?:以来|,?至今)`)
	// yearOwn is a word for the report's year behind such a beginning.
	yearOwn = mustPattern(`今年|本年|当年|全年|年内|Y`)
	// until stands before a year that is only the end of a sum.
	until = mustPattern(`(?:截至|截止|截止到|截至到|[至到自从])$`)
	// sumAhead is a sum that the year's own figure follows: 累计出版230期,其中2015年出版12期.
	sumAhead  = mustPattern(`(?:累计|历年|总|共有|现有)[^,;#@]{0,16}#`)
	yearAhead = mustPattern(`^[^,;@]{0,6}[,;(](?:其中|仅)?[,:]?(?:(?:Y|今年|本年|当年)[^,;@]{0,24}|(?:全年|本年度?|年内)(?:新|又)[^,;@]{0,20})@`)
	// soFar is a sum up to the day of writing.
	soFar = mustPattern(`(?:截至|截止|截止到|到)目前[^;#@]{0,20}#`)
)

// monthAhead is a month of the report's year in front of such a beginning, whose sum is the year's: 自6月开通以来.
var monthAhead = mustPattern(`[自从]D(?:月份?|[上中下]旬|初|底)?(?:起|正式)?[^,;#@]{0,8}$`)

// openText is the part of a text that brackets closed in it do not hold.
func openText(text string) string {
	for {
		end := strings.IndexByte(text, ')')
		if end < 0 {
			return text
		}
		start := strings.LastIndexByte(text[:end], '(')
		if start < 0 {
			return text
		}
		text = text[:start] + text[end+1:]
	}
}

// sums says whether a number adds up several years.
func (f *frame) sums() bool {
	head := openText(f.m.text[:f.byteAt])
	var starts [][]int
	if len(head) < f.byteAt || f.m.can(sumStart) {
		starts = sumStart.FindAllStringIndex(head, -1)
	}
	from := 0
	switch {
	case len(starts) > 0 && !monthAhead.MatchString(head[:starts[len(starts)-1][0]]):
		from = starts[len(starts)-1][1]
	case !f.clauseHolds(sumAhead) && !f.nearHolds(soFar) || !yearAhead.MatchString(f.after()):
		return false
	}
	for _, own := range yearOwn.FindAllStringIndex(head[from:], -1) {
		if !until.MatchString(head[:from+own[0]]) {
			return false
		}
	}
	return true
}

// heaping is the wording of what has grown by and by: 公开信息总量累计达到68915条.
var heaping = mustPattern(`(?:累计|累积)[^,;#@]{0,16}#|#[^,;#@]{0,4}(?:累计|累积)|存量[^,;#@]{0,6}#`)

// heaped says whether a number is said to have grown by and by with no word that this was within the year.
func (f *frame) heaped() bool {
	if !f.clauseHolds(heaping) {
		return false
	}
	head := openText(f.m.text[:f.byteAt])
	head = head[strings.LastIndexByte(head, ';')+1:]
	for _, own := range yearOwn.FindAllStringIndex(head, -1) {
		if !until.MatchString(head[:own[0]]) && strings.IndexByte(head[own[1]:], markNumber) < 0 {
			return false
		}
	}
	return true
}

// heap takes the sums of years out of the year's figures: one that has grown by and by is such a sum where a smaller figure of the same
// metric is the year's by its words.
func (n *narrator) heap() {
	var least map[string]disclosure.Value
	for i := range n.facts {
		c := &n.facts[i]
		if c.heaped && i > 0 && !n.sure[i] && n.goesOnAbout(i) {
			n.dropped[i] = true
			continue
		}
		if !c.heaped || c.value == nil || n.dropped[i] || strings.HasSuffix(c.metric, cumulativeSuffix) {
			continue
		}
		if least == nil {
			least = n.yearsOwn()
		}
		if own, ok := least[c.metric]; !ok || own >= *c.value {
			continue
		}
		metric := c.metric + cumulativeSuffix
		if _, ok := disclosure.MustDictionary().Metric(metric); !ok {
			n.dropped[i] = true
			continue
		}
		c.metric, c.scope = metric, disclosure.ScopeCumulative
	}
}

// goesOnAbout says whether a total that names nothing it counts stands behind the smaller figure of one channel, whose sum it is:
// 门户网站公开信息820条,累计公开6120条.
func (n *narrator) goesOnAbout(i int) bool {
	c, before := n.facts[i], n.facts[i-1]
	return c.metric == total && c.value != nil && strings.HasPrefix(before.metric, channelPrefix) && before.value != nil && *before.value < *c.value &&
		n.v.sameSentence(before, c) && !strings.Contains(n.v.String(c.start, c.end), "信息") && !strings.Contains(n.v.String(c.start, c.end), "主动")
}

// yearsOwn gives for each metric the smallest figure but zero that is the year's by its words and no sum of years.
func (n *narrator) yearsOwn() map[string]disclosure.Value {
	least := map[string]disclosure.Value{}
	for _, o := range n.facts {
		if o.heaped || o.value == nil || *o.value == 0 || !ofYear.MatchString(n.v.String(o.start, o.end)) {
			continue
		}
		if own, ok := least[o.metric]; !ok || *o.value < own {
			least[o.metric] = *o.value
		}
	}
	return least
}

// ofYear is a word by which a figure is the year's.
var ofYear = mustPattern(`全年|年度|本年|今年|当年|年内|新增|新公开|[0-9]{4}年`)

const cumulativeSuffix = "_cumulative"

// firstYear is the year in which the Regulation came into force: no sum since then is longer than that report's year.
const firstYear = 2008

// ofYears gives the metric that a number counts which may add up several years: its cumulative twin, or none where a metric of
// one year has no twin.
func (n *narrator) ofYears(f *frame, metric string) (string, bool) {
	if f.Value == 0 || strings.HasSuffix(metric, cumulativeSuffix) || n.id.year <= firstYear && n.id.year != 0 && !strings.HasPrefix(metric, "disclosure.") {
		return metric, true
	}
	m, ok := disclosure.MustDictionary().Metric(metric)
	if !ok || m.Kind != disclosure.KindFlow && m.Kind != disclosure.KindAmount || !f.sums() {
		return metric, true
	}
	_, ok = disclosure.MustDictionary().Metric(metric + cumulativeSuffix)
	return metric + cumulativeSuffix, ok
}

// metricsOf gives the metrics that a rule makes of a number, ofYears of each.
func (n *narrator) metricsOf(r *rule, f *frame) []string {
	var out []string
	for _, stated := range r.metrics {
		if metric, ok := n.ofYears(f, stated); ok {
			out = append(out, metric)
		}
	}
	return out
}
