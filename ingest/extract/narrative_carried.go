package extract

import (
	"slices"
	"strings"
)

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
	if found := n.channelsIn(ways(lastClause(f.m.text[:stock.byteAt]))); len(found) == 1 {
		return found[0]
	}
	return ""
}

var (
	// continuing is a clause that goes on about the subject of the one before it.
	continuing = mustPattern(`^(?:全年|年内|共|累计|先后|陆续|今年|当年|其中|新|本年度?|Y年?度?|梳理|整理|、)*(?:公开|发布|推送|更新|发送|录入|上传|新增|编发|刊发|刊登|登载|刊载|发博|发文|推文|发出)`)
	// ownFigure is a figure about an account or a site itself.
	ownFigure = mustPattern(`^(?:共|计|合计)?@(?:期|册|本)$|[公政]报》?[”"]?(?:全年|本年度?|年内|共)*@期$|(?:访问|点击|浏览|阅读|下载|安装|关注|粉丝|听众|订阅|用户|更新|人气)[^,;#@]{0,10}@|(?:出版|编发|编印|出刊|发行|发放|赠阅|赠送|印数|消息)[^,;#@]{0,20}@[期万册份本]|网站?(?:共|现|设|有|开|立|置|辟|由|一级|二级|各类|主|子|建|新)*(?:栏目|频道|专栏|板块|版块|@[家个])|(?:微博|微信|公众号|抖音号?|视频号|新媒体)(?:账号|帐号)?@个`)
	// goingOn is the whole of what an account did, said behind a semicolon, than a clause that only compares: 与上年同期相比增加2.5万.
	goingOn = mustPattern(`^(?:全年|年内|本年度?|Y年?度?)(?:共|累计|总共|共计)*(?:发布|推送|发文|编发|公布|上传|更新)`)
	than    = mustPattern(`^(?:(?:同比|环比|比|较|与)[^,;#@]{0,14}(?:相比|同期|上年|去年|O)?[^,;#@]{0,6}|(?:年内|全年|本年度?|其中|Y年?度?)*(?:净|新|又)?)(?:增|减|多|少|升|降|涨|长)[^,;#@]{0,4}@[^,;#@]{0,4}$`)
	// begun is a clause that brings in an account, pushed what only an account does: 试运行微信,推送信息83条.
	begun  = mustPattern(`^[^,;#@、]{0,16}(?:微博|微信|公众号|客户端|app|抖音号?|视频号|头条号)(?:也|都|均)?(?:于|自)?[DY]?(?:已经?|正式)?(?:开通|上线|启用|运行|开办)[^,;#@]{0,6},$|^[^,;#@]{0,12}(?:开通|开设|试运行|启用|注册|建立|利用|依托|借助|运用|用好|打造|创办)[^,;#@、和及]{1,24},$`)
	pushed = mustPattern(`^(?:全年|年内|共|累计|先后|陆续|本年度?|Y年?度?)*(?:推送|编发|发送|推发|发出|发博|发微博|发帖|发推文)|^发布(?:了)?(?:各类|各种)?[^,;#@公开政主]{0,6}信息$`)
)

// manyAccounts is a clause that tells how many accounts there are and no more.
var manyAccounts = mustPattern(`^(?:全[省市县区州旗镇系][统]?)?(?:现有|共有|现|共|开设|开通|有)+(?:账号|帐号)?@(?:个|家)(?:账号|帐号)?$`)

// carriedSpan is how many clauses back a subject may stand.
const carriedSpan = 3

// carried finds the channel that is the subject of a clause without one of its own: 公众号订阅用户1.7万个,推送信息412篇. The
// clause before it must state a figure about that one channel.
func (n *narrator) carried(f *frame) string {
	if way := n.issuesOf(f); way != "" {
		return way
	}
	if strings.Contains(f.clause, "主动公开") || !continuing.MatchString(f.label) {
		return ""
	}
	if way := n.stockOf(f); way != "" {
		return way
	}
	head := f.m.text[:f.from]
	if way := n.begunWay(f); way != "" {
		return way
	}
	counted := false // a clause has stated a figure about the subject
	for range carriedSpan {
		mark := ","
		if strings.HasSuffix(head, "、") { // 《公报》出刊6期、刊登62条
			mark = "、"
		}
		before, ends := strings.CutSuffix(head, mark)
		if !ends && f.clauseHolds(goingOn) { // 公众号粉丝达31万;全年累计发布信息416条
			before, ends = strings.CutSuffix(head, ";")
		}
		if !ends {
			return ""
		}
		head = before
		at := strings.LastIndexAny(head, clauseMarks) + 1
		if than.MatchString(head[at:]) && at > 0 {
			head = head[:at-1]
			at = strings.LastIndexAny(head, clauseMarks) + 1
		}
		clause := head[at:]
		if manyAccounts.MatchString(clause) { // 政务新媒体方面,全市现有267个,发布信息21.4万条
			counted = true
			head = head[:at]
			continue
		}
		if !ownFigure.MatchString(clause) {
			found := n.channelsIn(ways(clause))
			if strings.IndexByte(clause, markNumber) < 0 && len(found) == 1 && (found[0] == "gazette" || counted && (accounts[found[0]] || found[0] == "new_media") && !looseUnits[f.unit]) {
				return found[0] // 《公报》双月出版,全年编发6期,刊登文件93条
			}
			return ""
		}
		counted = true
		if found := n.channelsIn(ways(clause)); len(found) > 0 {
			if at := strings.IndexByte(clause, markNumber); len(found) > 1 || leaflets.MatchString(clause[:max(at, 0)]) { // 发放宣传单5000份,公开信息20条
				return ""
			}
			return found[0]
		}
		head = head[:at]
	}
	return ""
}

// begunWay finds the account that the clause before brings in, or all accounts where it names several, for what only accounts do.
func (n *narrator) begunWay(f *frame) string {
	if !pushed.MatchString(f.label) {
		return ""
	}
	head := f.m.text[:f.from]
	if m := begun.FindString(head[strings.LastIndexAny(strings.TrimSuffix(head, ","), clauseMarks)+1:]); m != "" {
		if found := n.channelsIn(ways(m)); len(found) == 1 && accounts[found[0]] {
			return found[0]
		}
	}
	before, ok := strings.CutSuffix(head, ",")
	if !ok {
		return ""
	}
	found := n.channelsIn(ways(lastClause(before)))
	if slices.Equal(found, []string{"new_media"}) || len(found) > 1 && !slices.ContainsFunc(found, func(c string) bool { return !accounts[c] }) { // 微信公众号、视频号等平台…,全年推送信息100条
		return "new_media"
	}
	return ""
}
