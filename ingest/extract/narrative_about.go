package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// aboutDisclosure says whether a count can be one of pieces of information.
func (n *narrator) aboutDisclosure(f *frame, l *list) bool {
	switch f.m.section {
	case sectionDisputes, sectionFees, sectionConsult, sectionProblems:
		return f.m.section != sectionProblems && pushedInfo.MatchString(f.clause)
	case sectionRequests:
		if !strings.Contains(f.clause, "主动公开") {
			return false
		}
	}
	if f.unit == "" && !f.ends() || f.Value%numeral.Scale != 0 || f.unit == "个" && f.clauseHolds(facilities) {
		return false
	}
	if f.unit == "份" && leaflets.MatchString(f.label) || strings.HasSuffix(f.label, "者") || toAbove.MatchString(f.label) || (handedIn.MatchString(f.label) || briefings.MatchString(f.m.text[:f.byteAt])) && f.afterHolds(takenUp) {
		return false
	}
	if infoUnits[f.unit] && (f.unit != "个" || f.clauseHolds(publishing)) && ofKind.MatchString(f.label) && f.m.section != sectionRequests && (categoriesIn(f.label, n.g) != "" || n.g.roots.kindOf(f.label) != "") {
		return true
	}
	if f.unit != "" && !infoUnits[f.unit] || looseUnits[f.unit] && !f.clauseHolds(publishing) || foreignVerb.MatchString(n.behindEtc(f.label)) && !n.actsNamed(f) && !informed.MatchString(f.label) && !otherWays.MatchString(f.label) || f.clauseHolds(foreignObject) {
		return false
	}
	if pasted.MatchString(f.label) && (f.unit != "条" || !putOnly.MatchString(f.label)) && !otherWays.MatchString(f.label) && !f.clauseHolds(ofInformation) {
		return false
	}
	if f.m.section != sectionRequests && (ofWay.MatchString(f.label) || f.onKeyAreas()) {
		return true
	}
	return f.topic == "disclosure" || f.topic == "" || l.inside && l.parent >= 0 || f.topic == "conference" && f.unit == "条" && f.inParts() ||
		f.topic == "service" && f.unit == "条" && n.wayOrKind(ways(f.subjectAhead()+f.label))
}

// examples are what a kind of information is about, in front of its name: 领导活动等工作动态信息. What an office receives or holds is none.
var examples = mustPattern(`^[^,;:#@到理待开办织收]*等([^,;:#@等]{2,})$`)

// behindEtc gives the name of a kind of information without the examples in front of it, whose verbs tell nothing about the figure.
func (n *narrator) behindEtc(label string) string {
	if m := examples.FindStringSubmatch(label); m != nil && categoriesIn(m[1], n.g) != "" {
		return m[1]
	}
	return label
}

// facilities are what an office has or follows and does not publish, counted with 个: 公开平台2个, 按照两个通知要求.
var facilities = mustPattern(`(?:平台|载体|渠道|网站|栏目|专栏|账号|窗口|场所|系统)(?:共|共有|有|达|为|各)*#个(?:$|[^类信])|#个(?:通知|文件|办法|规定|条例)`)

// leaflets are printed for people, who are given many of one sort: 宣传单5000份.
var leaflets = mustPattern(`(?:宣传单|传单|宣传册|手册|宣传资料|明白纸|明白卡|折页|公开信|一封信|单页)(?:共|计|达|约|近|等)*$`)

// toAbove is information handed to another office, which is not published by that: 向县安监局报送安全生产信息15条.
var toAbove = mustPattern(`向(?:上级|上|[^,;:#@、]{1,14}(?:局|厅|委|办|办公室|政府|部门|单位|机关|处|科))[^,;:#@、网站公开]{0,6}(?:报送|上报|呈报|报备|报告)[^,;:#@、公开]*$|向[^,;:#@、]{1,20}(?:投稿|供稿|投送|荐稿)[^,;:#@、公开]{0,6}$`)

// handedIn is what was sent to a site that took up a part of it: 向县政府门户网站报送信息120条,被采用100条.
var (
	handedIn = mustPattern(`(?:报送|上报|提供|投送|报)(?:[^,;:#@、公开]{0,12}网(?:站)?)?(?:了|各类|各种|政务|政府|动态|工作)*信息(?:共|计|累计)*$`)
	takenUp  = mustPattern(`^[,;(](?:其中)?(?:共|已)?(?:被)?[^,;#@]{0,8}(?:采用|采纳|录用|刊用|采编|选用)`)
)

// briefings are written for those above, who take some of them up: 编发简报36期、信息210条,被市政府采用12条.
var briefings = mustPattern(`(?:编发|编写|编报|撰写|报送|上报|整理)[^,;#@]{0,8}(?:简报|专报|快报)@[期份条篇][、,和](?:政务)?信息(?:共|计)*$`)

// pasted is paper put up, which is disclosure where the clause says so: 张贴防火公告300份.
var (
	pasted        = mustPattern(`张贴[^,;#@栏牌墙屏]*$`)
	ofInformation = mustPattern(`公开|信息|政务|公示|发布|公布|栏|橱窗|展板|政策`)
)

// informed ends an enumeration of what was published, whatever is done in it: 公布低保评议发放、依法治理等政务信息.
var informed = mustPattern(`(?:公开|公布|发布)[^,;:#@]*、[^,;:#@]*等(?:各类|各项|方面|方面的|相关|有关)*(?:政务|政府)?信息(?:共计?|合计|总计|达|约|有)*$`)

// acts is what an office does, as the name of a kind of information: 行政处罚公示, 执法检查信息.
var acts = mustPattern(`^(?:其中|包括|主要|有|:)*[^,;:#@]{0,12}(?:处罚|检查|审批|许可|强制)(?:(?:、|及|和|与)[^,;:#@]{2,8})?(?:结果|案件|决定|文书)?(?:等[^,;:#@]{0,6})?(?:信息|公示|公告|类|文书|结果)(?:公开|发布)?(?:共|计|有|为|达|约)*$|^(?:其中|包括)?执法处罚(?:信息)?$`)

// actsNamed says whether the acts of a label are the kind of information that a part of a list counts.
func (n *narrator) actsNamed(f *frame) bool {
	return acts.MatchString(f.label) && (f.inParts() || strings.HasSuffix(f.label, "公开")) && categoriesIn(f.label, n.g) == "law_enforcement"
}

// looseUnits count information only beside a word of publishing: 微信公众号10个 are accounts.
var looseUnits = map[string]bool{"个": true, "项": true, "次": true, "部": true, "期": true}

var publishing = mustPattern(`信息|公开|发布|推送|公示`)

var infoUnits = map[string]bool{"条": true, "条次": true, "件": true, "件次": true, "份": true, "篇": true, "则": true, "项": true, "个": true, "次": true, "期": true, "部": true}
