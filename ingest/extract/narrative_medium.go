package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

var (
	// accountBehind and accountBefore are the name of an account beside the medium it is on: 公众号“浦口教育”. Its words say
	// nothing about what was published.
	accountBehind = mustPattern(`(公众号|公众平台|微信|微博|抖音号?|视频号|头条号?|快手号?|客户端|app)["“][^"“”]{1,60}["”]`)
	accountBefore = mustPattern(`(?:账号)?["“][^"“”]{1,60}["”](?:的)?((?:政务|官方)?(?:微信|公众号|微博|抖音|视频号|今日头条|头条|快手|客户端|app))`)
	// chatGroup is a group of a messenger, which is no account.
	chatGroup = mustPattern(`(?:微信|qq)(?:工作|服务|公开)?群`)
	// paperTitle is a newspaper, gazetteTitle a gazette, named by its title.
	paperTitle   = mustPattern(`《[^》]*?([^》简年月通预公政])报》`)
	gazetteTitle = mustPattern(`《[^》]*[公政]报》`)
	// paperName is the paper of a place by its name, as the one that prints: 新区报发布8条.
	paperName = mustPattern(`([省市州县区旗党])报((?:上)?(?:共|累计|全年)*(?:发布|刊登|刊发|登载|刊载|发表|公开)|$)`)
	// titledSite is a web site named like a book: 《怀化统计信息网》.
	titledSite = mustPattern(`《([^》]{2,16})网》(?:网站)?`)
	// mixedWays is an enumeration of ways of publishing: 通过微信群、公示板等方式公开.
	mixedWays = mustPattern(`(?:通过|利用|依托|运用|借助|采取|采用|在)([^,;#@]*、[^,;#@]*?)等(?:方式|形式|渠道|途径|平台|媒体|载体|媒介|阵地)?上?(?:共|累计|主动|及时|向社会|对外)*(?:公开|发布|公布|推送|更新)`)
	// twoWays joins two such ways by "and", unlisted is one that the dictionary does not know: 在门户网站和融合号等渠道发布.
	twoWays  = mustPattern(`(?:通过|利用|依托|运用|借助|采取|采用|在)([^,;#@、]*?)等(?:方式|形式|渠道|途径|平台|媒体|载体|媒介|阵地)上?(?:共|累计|主动|及时|向社会|对外)*(?:公开|发布|公布|推送|更新)`)
	unlisted = mustPattern(`(?:号|融媒体?|群|小程序|短信|大厅|喇叭|平台|查阅点)$`)
	// readingRooms are named beside a site as places where people read: 利用门户网站和公开查阅场所公开426条.
	readingRooms = mustPattern(`网(?:站|页)?(?:和|及|、|与|以及)[^,;:#@]{0,14}(?:查阅(?:点|场所|大厅|中心|室)|档案馆|图书馆|阅览室)`)
	// lowerSites are the sites of townships, which are no way of a county: 各乡镇网站1890条.
	lowerSites = mustPattern(`(?:各|@个|部分)?(?:乡镇|镇街|街镇|镇乡|镇村|各镇|各乡|各街道)[^,;:#@、和及]{0,8}网(?:站|页)`)
	// twoLevels are the sites of offices of two levels as all that an office has: 依托县镇两级政府网站,公开信息193条.
	twoLevels = mustPattern(`依托[^,;:#@]{0,8}[两三]级[^,;:#@]{0,8}网站`)
	// sameAccounts sums up accounts: 微信公众号、视频号等平台.
	sameAccounts = mustPattern(`[、和及与][^,;#@、]{2,12}等[^,;#@、]{0,6}(?:平台|账号|渠道|新媒体)|(?:微博|微信|公众号|抖音号?|视频号|快手号?|头条号?|美篇|新媒体|客户端|app)(?:、|和|及|与|以及)[^,;:#@、]{2,14}`)
	// otherAccount is an account of a sort that no metric counts by itself.
	otherAccount = mustPattern(`(?:今日)?头条号?|百家号|人民号|网易号|澎湃号|美篇`)
	// onNet says of accounts that they are on the net, which is no site: 微信、抖音等网络平台.
	onNet = mustPattern(`等(?:网络|互联网|线上)(平台|账号|新媒体)`)
	// boards are boards and walls for notices by any name: 政务公开揭示板, 公示墙.
	boards = mustPattern(`(?:公[开示告]|揭示|宣传|告示|布告|政务|村务|居务)(?:揭示|公示|公告|信息|宣传)?(?:板|牌|墙|榜|长廊)`)
	// newsMedia sums up papers and stations.
	newsMedia = mustPattern(`等[^,;#@、]{0,8}(?:媒体|央媒|省媒|官媒|党媒)`)
	// airMedia are stations called media: 江苏卫视等广播电视媒体.
	airMedia = mustPattern(`(?:广播|电视)媒体`)
	// otherMedium is a medium that no metric counts; what it published is no total.
	otherMedium = mustPattern(`(?:通过|利用|以)[^,;#@]{0,8}(?:发布会|会议|活动)[^,;#@]{0,4}(?:公开|发布|公布)|头条|两微|(?:^|[^社协大])会上|手上|口头公开|(?:通过|利用|依托)X”?(?:公开|发布|推送)|融媒|微门户|小程序|群(?:里|内|组)?(?:公开|发布|推送|发送|转发|共|累计)|大喇叭|短信`)
	// ofPlatform is what one platform that no metric counts published: 乡办公平台公开信息115条. byLaw are the words for all that the law wants open.
	ofPlatform = mustPattern(`(?:^|[^类个种各等级大的项@、及和与些述上几两三四])平台(?:上|全年|共|累计)*(?:公开|发布|上传)`)
	byLaw      = mustPattern(`主动公开`)
	// byTheList is a list as the measure: 按主动公开目录公开信息193条.
	byTheList = mustPattern(`(?:按|照|对照|根据)[^,;#@]{0,10}公开目录`)
	// continuing is a clause that goes on about the subject of the one before it.
	continuing = mustPattern(`^(?:全年|年内|共|累计|先后|陆续|今年|当年|其中|新|本年度?|Y年?度?|梳理|整理|、)*(?:公开|发布|推送|更新|发送|录入|上传|新增|编发|刊发|刊登|登载|刊载|发博|发文|推文|发出)`)
	// ownFigure is a figure about an account or a site itself.
	ownFigure = mustPattern(`^(?:共|计|合计)?@(?:期|册|本)$|[公政]报》?[”"]?(?:全年|共)*@期$|(?:访问|点击|浏览|阅读|下载|安装|关注|粉丝|听众|订阅|用户|更新|人气)[^,;#@]{0,10}@|(?:出版|编发|编印|出刊|发行|发放|赠阅|赠送|印数|消息)[^,;#@]{0,20}@[期万册份本]|网站?(?:共|现|设|有|开|立|置|辟|由|一级|二级|各类|主|子|建|新)*(?:栏目|频道|专栏|板块|版块|@[家个])|(?:微博|微信|公众号|抖音号?|视频号|新媒体)(?:账号|帐号)?@个`)
	// goingOn is the whole of what an account did, said behind a semicolon, than a clause that only compares: 与上年同期相比增加2.5万.
	goingOn = mustPattern(`^(?:全年|年内|本年度?|Y年?度?)(?:共|累计|总共|共计)*(?:发布|推送|发文|编发)`)
	than    = mustPattern(`^(?:(?:同比|环比|比|较|与)[^,;#@]{0,14}(?:相比|同期|上年|去年|O)?[^,;#@]{0,6}|(?:年内|全年|其中|Y年?度?)*(?:净|新|又)?)(?:增|减|多|少|升|降|涨|长)[^,;#@]{0,4}@[^,;#@]{0,4}$`)
	// begun is a clause that brings in an account, pushed what only an account does: 试运行微信,推送信息83条.
	begun  = mustPattern(`^[^,;#@、]{0,16}(?:微博|微信|公众号|客户端|app|抖音号?|视频号|头条号)(?:也|都|均)?(?:于|自)?[DY]?(?:已经?|正式)?(?:开通|上线|启用|运行|开办)[^,;#@]{0,6},$|^[^,;#@]{0,12}(?:开通|开设|试运行|启用|注册|建立|利用|依托|借助|运用|用好|打造|创办)[^,;#@、和及]{1,24},$`)
	pushed = mustPattern(`^(?:全年|年内|共|累计|先后|陆续|本年度?|Y年?度?)*(?:推送|编发|发送|推发|发出|发博|发微博|发帖|发推文)|^发布(?:了)?(?:各类|各种)?[^,;#@公开政主]{0,6}信息$`)
	// behindWay is how a number's way of publishing stands behind it: 188条见于官方微信, 60条张贴在公开栏.
	behindWay = mustPattern(`^(?:左右|以上|信息|则|均|都|全部|悉数|无一例外|系|是|被|已)*(?:借助|依靠|凭借|走的?是?|印成|制成|做成|发|在|由|通过|经|利用|依托|靠|以|用|至|到|于|上传|报送|粘贴|登在|见于|见诸|登载|刊登|刊发|刊载|张贴|发布|公布|公开|公示|挂|贴|上传|登|载|来自|属于?)[于在到至]?`)
	// listOnly is such a list and how much it names: 公开目录1204条.
	listOnly = mustPattern(`^(?:编制|编有|编写|现有|共有)?(?:政府|政务)?(?:信息)?公开目录(?:共|有|收录|计)*$`)
	// placeOfList is a list of documents as the place of publishing: 政府信息公开目录发布2110条.
	placeOfList = mustPattern(`公开目录[^,;#@系平]{0,6}(?:公开|发布|更新|录入)`)
)

// ways rewrites a label so that its words are about the ways of publishing and what was published: names of accounts out,
// titles of papers by what they are.
func ways(label string) string {
	if strings.ContainsAny(label, "\"“") {
		label = accountBehind.ReplaceAllString(label, "$1")
		label = accountBefore.ReplaceAllString(label, "$1") // “番禺政府网”微信公众号 is no site
		label = quotedSite.ReplaceAllString(label, "${0}网站")
	}
	if strings.Contains(label, "网》") {
		label = titledSite.ReplaceAllString(label, "${1}网站")
	}
	if strings.Contains(label, "报") {
		label = paperName.ReplaceAllString(label, "${1}报纸$2")
	}
	if strings.Contains(label, "群") {
		label = chatGroup.ReplaceAllString(label, "民群")
	}
	label = strings.ReplaceAll(label, "微博公众号", "微博")
	label = strings.ReplaceAll(label, "会议公报", "会议纪要") // what a meeting decided is no gazette
	if strings.Contains(label, "》") {
		label = gazetteTitle.ReplaceAllString(label, "公报")
		label = paperTitle.ReplaceAllString(label, "报纸")
	}
	label = onNet.ReplaceAllString(label, "等$1")
	label = boards.ReplaceAllString(label, "公示栏")
	return strings.ReplaceAll(label, "融媒体", "融媒")
}

// mixed says whether a label enumerates ways of publishing of which at least one is no channel of the dictionary.
func (g *grammar) mixed(label string) bool {
	if readingRooms.MatchString(label) || twoLevels.MatchString(label) {
		return true
	}
	m := mixedWays.FindStringSubmatch(label)
	if m == nil {
		pair := twoWays.FindStringSubmatch(label)
		return pair != nil && slices.ContainsFunc(strings.Split(joins.Replace(pair[1]), "、"), func(way string) bool {
			return len(kinds(way, g.channels)) == 0 && unlisted.MatchString(way)
		})
	}
	for _, way := range strings.Split(m[1], "、") {
		if len(kinds(way, g.channels)) == 0 {
			return true
		}
	}
	return false
}

// channelsIn names the ways of publishing in a label. The portal of another place is a platform of a higher level.
func (n *narrator) channelsIn(label string) []string {
	if m := portal.FindStringSubmatch(label); m != nil {
		if n.id.issuer.Region == "" || !strings.HasPrefix(n.id.issuer.Region, m[1]) {
			return []string{"unified_platform"}
		}
		return []string{"website"}
	}
	if everyWay.MatchString(label) {
		return nil
	}
	if lowerSites.MatchString(label) && n.id.issuer.Level != disclosure.LevelTownship {
		return nil
	}
	if otherWays.MatchString(label) && !strings.Contains(label, "以及") {
		return []string{"other"}
	}
	if otherAccount.MatchString(label) && sameAccounts.MatchString(label) {
		label = otherAccount.ReplaceAllString(label, "新媒体")
	}
	if n.g.mixed(label) {
		return nil
	}
	found := kinds(strings.ReplaceAll(label, "栏目", "--"), n.g.channels)
	switch {
	case len(found) == 1 && found[0] == "website" && n.ownSite(label), len(found) == 2 && quotedSite.MatchString(label) && subset(found, "website", "dept_site"):
		return []string{"dept_site"}
	case len(found) == 2 && slices.Contains(found, "press") && slices.Contains(found, "broadcast") && pressed.MatchString(label):
		return []string{"news_media"}
	case len(found) == 2 && slices.Contains(found, "website") && slices.Contains(found, "unified_platform") && !strings.ContainsAny(label, "、和及与,"):
		return []string{"unified_platform"} // the platform on a site: 挂到市政府门户网站政府信息公开平台
	case airMedia.MatchString(label) && subset(found, "news_media", "broadcast"):
		return []string{"broadcast"}
	case len(found) > 1 && sameAccounts.MatchString(label) && n.g.eachIsAccount(label) && subset(found, "wechat", "weibo", "short_video", "app", "new_media"):
		return []string{"new_media"}
	case slices.Contains(found, "news_media") && newsMedia.MatchString(label) && subset(found, "news_media", "press", "broadcast"):
		return []string{"news_media"}
	case slices.Contains(found, "credit_platform") && subset(found, "credit_platform", "website"):
		return []string{"credit_platform"} // the platform is a web site
	}
	return found
}

// everyWay is all the ways of publishing together: 网上网下合计318条.
var everyWay = mustPattern(`(?:网上(?:、|和|与)?网下|线上(?:、|和|与)?线下)[^,;:#@]{0,8}(?:合计|共计|总计|相加|一共|共)`)

var (
	// siteName is a site by its name; ownName one that the office calls its own.
	siteName = mustPattern(`([^,;:#@、“"通过在]{2,14})网`)
	ownName  = mustPattern(`[我本](?:局|委|办|厅|院|中心|部门|单位|机关)(?:的|自办|自建|主办|开办)*(?:[“"][^”"]{1,16}网|网页|主页)`)
	// generalSite are the words of a site's name that tell nothing about whose it is.
	generalSite = strings.NewReplacer("政府", "", "政务", "", "信息", "", "公众", "", "门户", "", "公开", "", "官方", "", "管理", "")
	// publicSite is a site named in quotes that is shared by many offices.
	publicSite = mustPattern(`中国|政务|人民|信用|公共资源|采购|招标|公开网`)
	// pressed sums up papers and stations without the word media: 报纸电台等公开38条.
	pressed = mustPattern(`(?:报|报纸|报刊|电视台?|电台|广播)等(?:主动|共|累计)*(?:公开|发布|刊发|刊播|刊登)?(?:信息)?$`)
)

// ownSite says whether a site named in a label is the reporting department's own and not the government's: it is called by a name of its own in
// quotes, or its name has a word of the department's, as 滕州教育信息网 has of 滕州市教育局.
func (n *narrator) ownSite(label string) bool {
	if ownName.MatchString(label) {
		return true
	}
	m := siteName.FindStringSubmatch(label)
	if n.id.issuer.Level != disclosure.LevelDepartment || m == nil || strings.Contains(m[1], "政府") {
		return false
	}
	if quotedSite.MatchString(label) && !publicSite.MatchString(label) {
		return true
	}
	_, office, ok := strings.Cut(n.id.issuer.Name, n.id.issuer.Region) // 无锡市锡山区教育局: of 锡山区, behind the city
	if !ok {
		office = n.id.issuer.Name
	}
	name := []rune(generalSite.Replace(strings.TrimPrefix(m[1], n.id.issuer.Region)))
	for i := 1; i < len(name); i++ {
		if strings.Contains(office, string(name[i-1:i+1])) {
			return true
		}
	}
	return false
}

// subset says whether a list holds nothing but the given words.
func subset(list []string, of ...string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(of, s) })
}

// accounts are the channels that push what they publish.
var accounts = map[string]bool{"wechat": true, "weibo": true, "app": true, "short_video": true}

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

// joins stand between the ways of an enumeration.
var joins = strings.NewReplacer("和", "、", "以及", "、", "及", "、", "与", "、")

// eachIsAccount says whether every way that a label enumerates is one the dictionary knows: 政府信息平台、微博、微信 has another in front.
func (g *grammar) eachIsAccount(label string) bool {
	if at := publishVerb.FindStringIndex(label); at != nil {
		label = label[:at[0]]
	}
	return !slices.ContainsFunc(strings.Split(joins.Replace(label), "、"), func(way string) bool { return len(kinds(way, g.channels)) == 0 })
}

var (
	// restOnly is a clause that counts what an enumeration has left; putOnly one that says no more than that it was put somewhere.
	restOnly = mustPattern(`^(?:其余|剩余|剩下|余下|另|另外|另有|还有|尚有)(?:的)?$`)
	putOnly  = mustPattern(`^(?:全年|年内|共|累计|主动|及时|本年度?|Y年?度?)*(?:挂网|播出|播发|播放|刊播|刊载|刊发|登出|贴出|上传|报送|推送|刊登|登载|张贴|挂出|投放|发布|公开|公布|更新)(?:了|各类|信息|政府信息|政务信息)*$`)
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
	if pushed.MatchString(f.label) {
		if m := begun.FindString(head[strings.LastIndexAny(strings.TrimSuffix(head, ","), clauseMarks)+1:]); m != "" {
			if found := n.channelsIn(ways(m)); len(found) == 1 && accounts[found[0]] {
				return found[0]
			}
		}
	}
	if before, ok := strings.CutSuffix(head, ","); ok && pushed.MatchString(f.label) {
		found := n.channelsIn(ways(before[strings.LastIndexAny(before, clauseMarks)+1:]))
		if slices.Equal(found, []string{"new_media"}) || len(found) > 1 && !slices.ContainsFunc(found, func(c string) bool { return !accounts[c] }) { // 微信公众号、视频号等平台…,全年推送信息100条
			return "new_media"
		}
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
			if len(found) > 1 {
				return ""
			}
			return found[0]
		}
		head = head[:at]
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
