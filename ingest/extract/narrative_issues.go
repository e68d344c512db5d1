package extract

import "strings"

var (
	// pushedIssues is how often an account published, insideIssues how much of it there was in these issues: 公众号全年编发240期、735条.
	pushedIssues = mustPattern(`(?:公众号|微信|微博|推送|视频号|抖音|头条号)[^,;#@]{0,12}#(?:期|次|批次|期次)$`)
	insideIssues = mustPattern(`^(?:合计|共计|总计|共|计|推送|发布|信息|图文|消息)*#(?:条|篇|则)(?:信息|图文|消息|次)?$`)
)

// issued gives the number of pieces behind a number of issues the words of that, which counts no information then.
func issued(frames []frame) {
	for i := range frames[:max(len(frames)-1, 0)] {
		f, next := &frames[i], &frames[i+1]
		if !f.clauseHolds(pushedIssues) || !insideIssues.MatchString(next.clause) || next.byteAt <= f.byteAt ||
			strings.ContainsAny(f.m.text[f.byteAt+1:next.byteAt], ";:") {
			continue
		}
		f.passed = true
		next.label = f.label
		next.clause = f.label + string(markSelf) + next.unit
		next.from = f.from
	}
}

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
	label := lastClause(f.m.text[:p.byteAt])
	found := n.channelsIn(ways(label))
	if len(found) == 1 && (found[0] == "gazette" || (accounts[found[0]] || found[0] == "bulletin" && strings.Contains(label, "栏")) && f.label == "") {
		return found[0]
	}
	return ""
}
