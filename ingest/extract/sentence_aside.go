package extract

// comparison is a clause, or a bracket, that only compares the figure before it with another year's: 收到申请5件,同比增长25%,均为自然人.
// What the sentence goes on to say is said of the figure, so that the masked text leaves the comparison out; no metric is read from one.
var comparison = mustPattern(`[,(](?:同比|环比|(?:比|较|与|和|同)(?:O年?|上一?年|去年|前一?年|上一年度|往年)(?:度|同期|全年|度?同期|水平)?的?(?:相比|比较|相较)?)` +
	`[,]?(?:数量|总量|总数|申请量|增幅)?(?:大幅|略有|略|小幅|明显|显著|稳步|同比)?(?:增长|增加|增多|上升|提升|提高|增|升|下降|减少|降低|回落|下滑|减|降|多|少)(?:了|约|近|超|超过|为)*` +
	`@(?:%|倍|个?百分点|件次?|条次?|份|个|起|宗|人次?|次|期|篇|场|万元|元|例)*\)?`)

// credit is a clause that names under whom the work was done, between a subject and what it did: 县政府网站在县委的正确领导下,全年发布信息5条.
var credit = mustPattern(`在[^,;:()@]{2,40}(?:领导|指导|支持|关心|关怀|重视|帮助|努力|配合|统筹|部署|带领|监督|协调|推动)之?下,`)

// opening is a clause that a sentence begins with and that says how it goes on, by whose order or to what end something was done: 同时,
// 按照省政府统一部署,…. What the sentence says begins behind it. further is such a word for what comes on top of what was told before.
var (
	opening = mustPattern(`^(?:同时|此外|另外|除此[之以]外|其次|最后|总体(?:来看|来说|上看)|总的来[看说]|(?:据|经|根据|按照?)(?:初步|不完全|全面|认真|逐项|汇总|实际)*(?:统计|汇总|核实|核查|梳理|清理|了解|核对)|` +
		`按[^,;:()@YOFDV]{2,40}(?:要求|规定|部署|安排|精神|意见)|(?:按照|依照|遵照|根据|依据|本着|围绕|遵循|为了|为(?:进一步|切实|全面|做好|确保|保证|方便|便于|更好|提高|加强|推进|推动|促进|贯彻|落实|深化|规范|保障|加快|增强|充分|有效|积极|深入|扎实|不断|使|让))[^,;:()@YOFDV零]{2,40}),`)
	further = mustPattern(`(?:此|另|除此[之以])外,$`)
	// topical are words by which such a clause may name what the sentence is about, or why something was not given.
	titled  = mustPattern(`《[^《》]*》`)
	topical = mustPattern(`申请|复议|诉讼|公开|公布|发布|公示|网|微信|微博|公报|政报|信息|咨询|热线|信箱|留言|收费|费|培训|会|文件|规章|许可|处罚|强制|采购|投诉|举报|申诉|访谈|解读|建议|提案|第三方|第X|秘密|隐私|安全|稳定|不存在|过程|答复|类|结果|渠道|方式|内容|形式|载体|主体|来源|领域|栏目|[其那这]`)
)

// tallied is a clause in the middle that only says how the figures were come by.
var tallied = mustPattern(`,(?:据|经|根据|按照?)(?:初步|不完全|全面|认真|逐项|汇总|实际)*(?:统计|汇总|核实|核查|梳理|清理|核对),`)

// dropOpenings leaves the openings of a sentence out of its masked text.
func (m *masked) dropOpenings() {
	for {
		at := m.find(opening, 0)
		if at == nil || topical.MatchString(titled.ReplaceAllString(m.text[:at[1]], "")) {
			return
		}
		m.besides = m.besides || further.MatchString(m.text[:at[1]])
		m.cut(0, at[1])
	}
}

// everybody is who may apply, named in full: 收到公民、法人和其他组织提出的申请5件. It says nothing about who applied.
var everybody = mustPattern(`(?:收到|受理|接到|接收|办理|答复)(?:了)?(公民(?:、|和)法人(?:和|或者?|及|以及|、)其他组织(?:提出|提交|递交)?的)`)

// dropAsides leaves openings, comparisons and credits out of a masked sentence.
func (m *masked) dropAsides() {
	m.dropOpenings()
	if found := m.find(tallied, 0); found != nil {
		m.cut(found[0], found[1]-1)
	}
	m.cutAll(comparison, func(int) bool { return true })
	if found := m.find(credit, 0); found != nil {
		m.cut(found[0], found[1])
	}
	if found := m.find(everybody, 0); found != nil {
		m.cut(found[2], found[3])
	}
}

// cutAll leaves out the matches of a pattern that are a whole bracket or a whole clause and begin where they may.
func (m *masked) cutAll(p *pattern, may func(start int) bool) {
	for from := 0; ; {
		found := m.find(p, from)
		if found == nil {
			return
		}
		start, end := found[0], found[1]
		from = end
		closed := m.text[end-1] == ')'
		if closed != (m.text[start] == '(') || !closed && end < len(m.text) && m.text[end] != ',' && m.text[end] != ';' || !may(start) {
			continue
		}
		m.cut(start, end)
		from = start
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
