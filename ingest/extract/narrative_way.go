package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// behindWay is how a number's way of publishing stands behind it: 188条见于官方微信, 60条张贴在公开栏.
var behindWay = mustPattern(`^(?:左右|同时|先后|以上|信息|则|均|都|全部|悉数|无一例外|系|是|被|已)*(?:借助|依靠|凭借|走的?是?|印成|制成|做成|发|在|由|通过|经|利用|依托|靠|以|用|至|到|于|上传|报送|粘贴|登在|见于|见诸|上了|登上|进了|印进|传到|登载|刊登|刊发|刊载|张贴|发布|公布|公开|公示|挂|贴|上传|登|载|来自|属于?)[于在到至]?`)

// wayOnly is a clause that names where something is published and no more: 通过县政府网站,全年公开信息300条; 网站是公开的主渠道,….
var wayOnly = mustPattern(`^(?:[一二三四五六七八九十]是)?(?:通过|在|利用|依托|借助|于|以|用好|(?:充分|有效|积极|继续|切实)?发挥)[^,;:#@、和及等]{2,24}$|^(?:公开|发布)?(?:渠道|方式|途径|形式)?以?[^,;:#@、和及等]{2,12}为[主辅]$|^[^,;:#@、和及等]{2,12}(?:作为|是|为|成为)[^,;:#@、和及]{0,12}(?:平台|渠道|阵地|载体|窗口|途径|媒介|第X[^,;:#@、]{0,3})$|^[一二三四五六七八九十]是(?:通过|在|利用|依托|借助|用好)?[^,;:#@、和及等]{0,12}(?:网站?|媒体|栏|公报|微信|微博|公众号|报纸|报刊|电视台?|广播|显示屏|电子屏)$|^[^,;:#@、和及等]{2,14}网站?(?:开设|设有|设置|设立|开辟|新设|改版|建有)[^,;:#@]{0,20}$|^[^,;:#@、和及等]{2,12}(?:占大头|次之|居首|最多|最少|占[^,;:#@]{0,3}多数|占主导)$` +
	`|^[^,;:#@、和及等]{0,8}(?:采用|采取|利用|以)[^,;:#@、和及等]{2,14}的?(?:形式|方式)(?:为主)?$|^网上公开(?:主要)?(?:依托|利用|通过|以)[^,;:#@、和及等]{2,20}(?:进行|实施|开展)?$|(?:开设|开通|创办|建立|运营)的[^,;:#@、]{0,8}(?:微博|微信|公众号)$`)

// passingBy is a clause between the way of publishing and its figure that names neither: 开设了水利头条、水事要览等板块; 公开力度比以往更大.
var passingBy = mustPattern(`^(?:开设|设置|设立|开辟|设有)了?[^;:#@]{0,60}(?:栏目|板块|版块|专栏|专题|频道|模块)$|^[^,;:#@]{0,8}(?:力度|质量|水平|影响力?|作用|速度|时效性?)[^,;:#@]{2,14}$`)

// severalWays is a clause that names several places of publishing and no more: 借助微博、微信等新媒体平台,全年发布信息654条.
var severalWays = mustPattern(`^(?:通过|在|利用|依托|借助|运用|用好)[^,;:#@]{2,40}$`)

// mediaOnly says whether a clause names several accounts or media, which together are one way of publishing, and no more.
func (n *narrator) mediaOnly(clause string) bool {
	if !severalWays.MatchString(clause) {
		return false
	}
	found := n.channelsIn(ways(clause))
	return slices.Equal(found, []string{"new_media"}) || slices.Equal(found, []string{"news_media"})
}

var (
	// restOnly is a clause that counts what an enumeration has left; putOnly one that says no more than that it was put somewhere.
	restOnly = mustPattern(`^(?:其余|剩余|剩下|余下|另|另外|另有|还有|尚有)(?:的)?$`)
	putOnly  = mustPattern(`^(?:全年|年内|共|累计|主动|及时|本年度?|Y年?度?)*(?:挂网|播出|播发|播放|刊播|刊载|刊发|登出|贴出|上传|报送|推送|刊登|登载|张贴|挂出|投放|发布|公开|公布|更新)(?:了|的|各类|有关|相关|信息|内容|政府信息|政务信息|数量?|共计?|为|达|有)*$`)
	// toOthers puts such a rest among the other kinds.
	toOthers = mustPattern(`^[^;]{0,24}(?:归入|列入|划入|归为|属于?|均为|都是|为)其[他它](?:类|信息|类信息)?(?:[,;]|$)`)
	// otherWays sums up ways of publishing as others: 报刊广播等其他方式.
	otherWays = mustPattern(`等?其[他它](?:各种|公开)?(?:方式|渠道|形式|途径|平台|载体|媒介)(?:主动|共|累计)*(?:公开|发布|公布)?(?:信息|政府信息)?(?:共|的|有|为|计)*$`)
)

// wayAhead names the one way of publishing that the clause before a number's clause is about.
func (n *narrator) wayAhead(f *frame) string {
	ahead := f.subjectAhead()
	head := f.m.text[:f.from]
	switch {
	case strings.HasSuffix(head, ",") && (ahead == "" || passingBy.MatchString(ahead)):
		if ahead = n.wayClause(f); ahead == "" {
			return ""
		}
	case strings.HasSuffix(head, ":") && ahead == "" && putOnly.MatchString(f.label):
		ahead = head[strings.LastIndexAny(head[:len(head)-1], clauseMarks)+1 : len(head)-1]
		if utf8.RuneCountInString(ahead) > longestWay {
			return ""
		}
	}
	if found := n.channelsIn(ways(ahead)); len(found) == 1 && !strings.HasSuffix(ahead, "建设中") { // work on a site is no way of publishing
		return found[0]
	}
	return ""
}

// longestWay is how many characters the name of a way of publishing has that stands before a colon: 微信公众号:发布信息212条.
const longestWay = 16

// wayClause gives the clause in front of a number's clause that names where something is published and no more.
func (n *narrator) wayClause(f *frame) string {
	head, ok := strings.CutSuffix(f.m.text[:f.from], ",")
	for range carriedSpan {
		if !ok {
			return ""
		}
		at := strings.LastIndexAny(head, clauseMarks) + 1
		if wayOnly.MatchString(head[at:]) || n.mediaOnly(head[at:]) {
			return head[at:]
		}
		if !passingBy.MatchString(head[at:]) {
			return ""
		}
		head, ok = strings.CutSuffix(head[:at], ",")
	}
	return ""
}

// wayBehind names the one way of publishing behind a number.
func (n *narrator) wayBehind(f *frame) string {
	behind := f.clause[strings.IndexByte(f.clause, markSelf)+1+len(f.unit):]
	if rest := f.m.text[f.to:]; behind == "" && strings.HasPrefix(rest, ")") && f.from > 0 && f.m.text[f.from-1] == '(' { // 绝大多数(4860条)登在网站上
		behind = rest[1:]
		if k := strings.IndexAny(behind, clauseMarks); k >= 0 {
			behind = behind[:k]
		}
	}
	if strings.IndexByte(behind, markNumber) >= 0 || !behindWay.MatchString(behind) || adopted.MatchString(behind) {
		return ""
	}
	if found := n.channelsIn(ways(behind)); len(found) == 1 {
		return found[0]
	}
	return ""
}

// channelsAround gives the way of publishing that the words around a number name for it when its label names none.
func (n *narrator) channelsAround(f *frame, known bool) []string {
	if !known {
		if way := n.wayAhead(f); way != "" {
			return []string{way}
		}
	}
	if subject := n.carried(f); subject != "" && (!known || subject == "gazette") {
		return []string{subject}
	}
	return nil
}
