package extract

// comparison is a clause, or a bracket, that only compares the figure before it with another year's: 收到申请5件,同比增长25%,均为自然人.
// What the sentence goes on to say is said of the figure, so that the masked text leaves the comparison out; no metric is read from one.
var comparison = mustPattern(`[,(](?:同比|环比|(?:比|较|与|和|同)(?:O年?|上一?年|去年|前一?年|上一年度|往年)(?:度|同期|全年|度?同期|水平)?的?(?:相比|比较|相较)?)` +
	`[,]?(?:数量|总量|总数|申请量|增幅)?(?:大幅|略有|略|小幅|明显|显著|稳步|同比)?(?:增长|增加|增多|上升|提升|提高|增|升|下降|减少|降低|回落|下滑|减|降|多|少)(?:了|约|近|超|超过|为)*` +
	`@(?:%|倍|个?百分点|件次?|条次?|份|个|起|宗|人次?|次|期|篇|场|万元|元|例)*\)?`)

// credit is a clause that names under whom the work was done, between a subject and what it did: 县政府网站在县委的正确领导下,全年发布信息5条.
var credit = mustPattern(`在[^,;:()@]{2,40}(?:领导|指导|支持|关心|关怀|重视|帮助|努力|配合|统筹|部署|带领|监督|协调|推动)之?下,`)

// dropAsides leaves comparisons and credits out of a masked sentence.
func (m *masked) dropAsides() {
	for from := 0; ; {
		found := comparison.FindStringIndex(m.text[from:])
		if found == nil {
			break
		}
		start, end := from+found[0], from+found[1]
		from = end
		if closed := m.text[end-1] == ')'; closed != (m.text[start] == '(') || !closed && end < len(m.text) && m.text[end] != ',' && m.text[end] != ';' {
			continue
		}
		m.cut(start, end)
		from = start
	}
	if found := credit.FindStringIndex(m.text); found != nil {
		m.cut(found[0], found[1])
	}
}

// cut takes the bytes [start, end) out of the masked text, with the numbers in them.
func (m *masked) cut(start, end int) {
	m.text = m.text[:start] + m.text[end:]
	m.at = append(m.at[:start], m.at[end:]...)
	kept := m.numbers[:0]
	for _, n := range m.numbers {
		switch {
		case n.byteAt < start:
			kept = append(kept, n)
		case n.byteAt >= end:
			n.byteAt -= end - start
			kept = append(kept, n)
		}
	}
	m.numbers = kept
}
