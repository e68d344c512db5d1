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
	// sumShort is 计 alone for 共计, sumLead a sum in other words: ,总数为12件.
	sumShort = mustPattern(`(?:^|[^共合总累统估设预审会核])(计)@`)
	sumLead  = mustPattern(`(?:^|[,;:(])((?:总数|总量|合计数?|总计)(?:共)?(?:为|是|有))@`)
	// namely begins the parts of cases or of what was published, and of nothing else: 收到申请5件,即网上3件,信函2件.
	namely = mustPattern(`@[条件份篇次期场][^,;:()@#]{0,10}[,(:](即[,:]?)[^,;:()@#]{1,20}@[条件份篇次期场][^,;:()@#、]{0,6}(?:[,;(、)]|$)`)
	// changeAhead ends with a clause on a change, whose sum is the figure of the later year.
	changeAhead = mustPattern(`(?:增|减|上升|下降|多|少)[^;@]{0,4}@[^;]{0,8}$`)
)

// listLead says 其中 for other words that introduce parts, and 共 for those that introduce their sum.
func (m *masked) listLead() {
	m.say(partsAhead, "其中")
	m.say(namely, "其中")
	m.say(sumShort, "共")
	if found := m.find(sumLead, 0); found != nil && !changeAhead.MatchString(m.text[:found[0]]) {
		m.replace(found[2], found[3], "共")
	}
}

// say puts other words in place of a group of every match of a pattern.
func (m *masked) say(p *pattern, words string) {
	for from := 0; from < len(m.text); {
		found := m.find(p, from)
		if found == nil {
			return
		}
		start, end := found[0], found[0]
		for k := 2; k < len(found); k += 2 {
			if found[k] >= 0 {
				start, end = found[k], found[k+1]
			}
		}
		m.replace(start, end, words)
		from = max(start, from+1)
	}
}

// listMarks puts the usual marks between the parts of a list: 、 for 以及, a comma in front of 其中 right behind a figure and between figures in a
// row that semicolons part.
func (m *masked) listMarks() {
	for i := range m.numbers {
		n := &m.numbers[i]
		end := n.byteAt + 1 + len(n.unit)
		rest := m.text[end:]
		switch {
		case n.unit == "":
		case strings.HasPrefix(rest, "以及"):
			m.replace(end, end+len("以及"), "、")
		case strings.HasPrefix(rest, "其中") && !strings.HasPrefix(rest, "其中的"):
			m.replace(end, end, ",")
		case strings.HasPrefix(rest, ";"+string(markNumber)) && !strings.HasPrefix(rest, ";"+string(markNumber)+"%") && inOrder.MatchString(m.text[:end]):
			m.replace(end, end+1, "、")
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

// opensClause says whether a masked text ends where a part of a list can begin.
func opensClause(text string) bool {
	return text != "" && (strings.IndexByte(":;,(", text[len(text)-1]) >= 0 || strings.HasSuffix(text, "其中"))
}

// itemEnd gives the end of the number of a part that begins at the view's rune i: ①, (1), 1., (一); i when none begins there.
func (v *View) itemEnd(i, end int) int {
	if r := v.Runes[i]; r >= '①' && r <= '⒇' {
		return i + 1
	}
	if i > 0 && v.Runes[i] != '(' && !v.noisy(i) {
		return i
	}
	return i + len([]rune(itemNumber.FindString(v.String(i, min(end, i+longestItem)))))
}

// itemNumber is the number of a part, longestItem how many characters it has.
var itemNumber = mustPattern(`^(?:\([一二三四五六七八九十]{1,2}\)|\(?[0-9]{1,2}[.、)])`)

const longestItem = 5
