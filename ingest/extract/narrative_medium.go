package extract

import (
	"slices"
	"strings"

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
	paperName = mustPattern(`([省市州县区旗党校院])报((?:上)?(?:共|累计|全年|本年度?|年内)*(?:发布|刊登|刊发|登载|刊载|发表|公开)|$)`)
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
	ofPlatform = mustPattern(`(?:^|[^类个种各等级大的项@、及和与些述上几两三四])平台(?:上|全年|本年度?|年内|共|累计)*(?:公开|发布|上传)`)
	byLaw      = mustPattern(`主动公开`)
	// byTheList is a list as the measure: 按主动公开目录公开信息193条.
	byTheList = mustPattern(`(?:按|照|对照|根据)[^,;#@]{0,10}公开目录`)
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
	if n.siteAbove(label) {
		return []string{"unified_platform"}
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
	if len(found) == 0 && fieldSite.MatchString(label) {
		found = []string{"website"}
	}
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

// fieldSite is a web site named for its field or place without a word for a site: 遵义气象网.
var fieldSite = mustPattern(`(?:^|[,;:在由经]|通过)[^,;:#@、在由经和及与]{2,8}[^电路管水线渔铁官局联内外专铁气热队节布信]网(?:上)?(?:共|主动|公开|发布|登载|刊登|更新)*$`)

// everyWay is all the ways of publishing together: 网上网下合计318条.
var everyWay = mustPattern(`(?:网上(?:、|和|与)?网下|线上(?:、|和|与)?线下)[^,;:#@]{0,8}(?:合计|共计|总计|相加|一共|共)`)

// subset says whether a list holds nothing but the given words.
func subset(list []string, of ...string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(of, s) })
}

// accounts are the channels that push what they publish.
var accounts = map[string]bool{"wechat": true, "weibo": true, "app": true, "short_video": true}

// joins stand between the ways of an enumeration.
var joins = strings.NewReplacer("和", "、", "以及", "、", "及", "、", "与", "、")

// eachIsAccount says whether every way that a label enumerates is one the dictionary knows: 政府信息平台、微博、微信 has another in front.
func (g *grammar) eachIsAccount(label string) bool {
	if at := publishVerb.FindStringIndex(label); at != nil {
		label = label[:at[0]]
	}
	return !slices.ContainsFunc(strings.Split(joins.Replace(label), "、"), func(way string) bool { return len(kinds(way, g.channels)) == 0 })
}
