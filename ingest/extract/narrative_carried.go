package extract

import "strings"

// issuesOf finds the channel whose issues the number before counts: 《公报》4期公开公文58条, 公众号编发消息312期、1105条.
func (n *narrator) issuesOf(f *frame) string {
	if f.index == 0 || f.label != "" && !continuing.MatchString(f.label) {
		return ""
	}
	p := f.m.numbers[f.index-1]
	behind := p.byteAt + 1 + len(p.unit)
	if p.unit != "期" || behind > f.from || strings.Trim(f.m.text[behind:f.from], "、") != "" {
		return ""
	}
	start := strings.LastIndexAny(f.m.text[:p.byteAt], clauseMarks) + 1
	found := n.channelsIn(ways(f.m.text[start:p.byteAt]))
	if len(found) == 1 && (found[0] == "gazette" || (accounts[found[0]] || found[0] == "bulletin" && strings.Contains(f.m.text[start:p.byteAt], "栏")) && f.label == "") {
		return found[0]
	}
	return ""
}

// yearsOf begins a clause about the year's part of a stock, stocked is the clause in front that tells the stock of one way of publishing:
// 平台累计录入信息9800条,年内新录入2100条.
var (
	yearsOf = mustPattern(`^(?:其中)?(?:Y年?度?|今年|本年度?|当年|年内|全年)(?:新增?|又|共)?(?:公开|发布|录入|上传|更新|推送)`)
	stocked = mustPattern(`(?:累计|历年|至今|目前)[^,;:()#]{0,20}@[条件篇](?:信息)?,(?:其中)?$`)
)

// stockOf finds the channel whose stock stands in the clause before that of the year's part of it.
func (n *narrator) stockOf(f *frame) string {
	head := f.m.text[:f.from]
	if f.index == 0 || !yearsOf.MatchString(f.label) || !stocked.MatchString(head) {
		return ""
	}
	stock := f.m.numbers[f.index-1]
	if stock.unit != f.unit || stock.Value <= f.Value {
		return ""
	}
	start := strings.LastIndexAny(f.m.text[:stock.byteAt], clauseMarks) + 1
	if found := n.channelsIn(ways(f.m.text[start:stock.byteAt])); len(found) == 1 {
		return found[0]
	}
	return ""
}

// classes stands between a number of classes and the number of pieces in them: 12大类56项3792条.
var classes = mustPattern(`^个?大?[类项](?:共|合计|共计)?$`)

// classed gives the pieces behind a number of classes the words of that, which counts no information.
func classed(frames []frame) {
	for i := range frames[:max(len(frames)-1, 0)] {
		f, next := &frames[i], &frames[i+1]
		if f.label == "" || next.byteAt <= f.byteAt || !classes.MatchString(f.m.text[f.byteAt+1:next.byteAt]) {
			continue
		}
		f.passed = true
		next.label, next.from = f.label, f.from
		next.clause = next.label + string(markSelf) + next.m.text[next.byteAt+1:next.to]
	}
}
