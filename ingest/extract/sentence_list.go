package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// Lists are punctuated and introduced in many ways that say the same. The masked text has one of them: commas between the parts, 其中
// in front of them.

var (
	// partsAhead begins the parts of the figure before it in other words than 其中: 公开信息120条,具体为:机构职能12条,政策法规30条.
	partsAhead = mustPattern(`(?:(?:^|[,(:])((?:具体|细分|细化)(?:来看|而言|来说|来讲|看|包括|为|是|有|分布为|情况为|情况如下|如下)?[,:]?(?:包括|为|是|有)?[,:]?)` +
		`|(?:@[^,;:()@#]{0,10}[,(:]|^)((?:主要)?(?:包括|包含|分为|构成为|构成是)[,:]?|主要(?:为|有|是)[,:]?|(?:分别|依次)(?:是|为|有)?[,:]|分别(?:是|为|有))` +
		`|@[^,;:()@#]{0,10}[,(:]((?:按|从)(?:照)?(?:类别|内容|渠道|信息|类型|方式|形式|结果|载体|领域|来源|途径)[^,;:()@#]{0,6}[,:]))` +
		`[^,;:()@#]{1,20}(?:\([^()@#]{1,20}\))?@[^,;:()@#、]{0,6}(?:[,;(、)]|$)`)
	// sumLead is a sum in other words than 共: ,总数为12件.
	sumLead = mustPattern(`(?:^|[,;:(])((?:总数|总量|合计数?|总计)(?:共)?(?:为|是|有))@`)
	// namely begins the parts of cases or of what was published, and of nothing else: 收到申请5件,即网上3件,信函2件.
	namely = mustPattern(`@[条件份篇次期场][^,;:()@#]{0,10}[,(:](即[,:]?)[^,;:()@#]{1,20}@[条件份篇次期场][^,;:()@#、]{0,6}(?:[,;(、)]|$)`)
	// changeAhead ends with a clause on a change, whose sum is the figure of the later year.
	changeAhead = mustPattern(`(?:增|减|上升|下降|多|少)[^;@]{0,4}@[^;]{0,8}$`)
)

// listLead says 其中 for other words that introduce parts, and 共 for those that introduce their sum.
func (m *masked) listLead() {
	m.say(partsAhead, "其中")
	m.say(namely, "其中")
	if found := sumLead.FindStringSubmatchIndex(m.text); found != nil && !changeAhead.MatchString(m.text[:found[0]]) {
		m.replace(found[2], found[3], "共")
	}
}

// say puts other words in place of a group of every match of a pattern.
func (m *masked) say(p *pattern, words string) {
	for from := 0; from < len(m.text); {
		found := p.FindStringSubmatchIndex(m.text[from:])
		if found == nil {
			return
		}
		start, end := found[0], found[0]
		for k := 2; k < len(found); k += 2 {
			if found[k] >= 0 {
				start, end = found[k], found[k+1]
			}
		}
		m.replace(from+start, from+end, words)
		from += max(start, 1)
	}
}

// listAnd says 、 for 以及 between two parts of a list: 网上3件以及信函2件.
func (m *masked) listAnd() {
	for i := range m.numbers {
		n := &m.numbers[i]
		if end := n.byteAt + 1 + len(n.unit); n.unit != "" && strings.HasPrefix(m.text[end:], "以及") {
			m.replace(end, end+len("以及"), "、")
		}
	}
}

// blankParts is a row of two or more parts with blanks between them in place of commas, from the blank behind the first of them on.
var blankParts = mustPattern(`^ {1,4}["“《\p{Han}][^ ,;:。()0-9]{0,23}[0-9][0-9,.]{0,9}[万余多]{0,2}(?:[条件份篇次期场人名宗起个](?:次)?)?(?:[ ,;。()、\n]|$)`)

// longestBlankPart is how many characters such a part has.
const longestBlankPart = 48

// blankBetween says whether the blank at i stands between two parts of a list: 网上3件 信函2件. One of a figure that is set off by blanks does not.
func blankBetween(runes []rune, i int, last numeral.Number) bool {
	if last.End == 0 || last.Chinese || i-last.End > 2 || i == last.End || last.Start == 0 || !cjk(runes[last.Start-1]) {
		return false
	}
	return blankParts.MatchString(string(runes[i:min(i+longestBlankPart, len(runes))]))
}

// replace puts other words in place of the bytes [start, end) of the masked text, in which no number stands.
func (m *masked) replace(start, end int, words string) {
	at := make([]int32, len(words))
	for i := range at {
		at[i] = m.at[start]
	}
	m.text = m.text[:start] + words + m.text[end:]
	m.at = append(m.at[:start:start], append(at, m.at[end:]...)...)
	for i := range m.numbers {
		if m.numbers[i].byteAt >= end {
			m.numbers[i].byteAt += len(words) - (end - start)
		}
	}
}

// lastNumber is the number that was masked last, in runes of the sentence; the zero Number before the first.
func (m *masked) lastNumber(offset int) numeral.Number {
	if len(m.numbers) == 0 {
		return numeral.Number{}
	}
	n := m.numbers[len(m.numbers)-1].Number
	n.Start, n.End = n.Start-offset, n.End-offset
	return n
}
