package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

const (
	categoryPrefix = "disclosure.category."
	channelPrefix  = "disclosure.channel."
	total          = "disclosure.total"
	shareSuffix    = ".share"
)

// list is an enumeration of parts behind the figure they belong to: 其中:A类N条,B类M条.
type list struct {
	parent  int              // index of the parent's fact; -1 when the parts have none
	parts   []int            // indices of the facts
	shares  []int            // indices of the facts of their shares
	rawSum  disclosure.Value // of parts whose kind no metric counts
	partial bool             // 等, 包括: the list names some parts only
	inside  bool             // 其中 was read
	rest    bool             // 其他 was read, so that the list names all parts
	ways    int              // how many channels the sentence has named
	kinds   int              // how many kinds of information
}

var (
	// foreignVerb is a verb of a clause that is not about publishing.
	foreignVerb = mustPattern(`^(?:全年|年内|共|累计|Y年?)*(?:审批|核准|批复|核发|审核发放)[^,;#@公类信结]{2,}$|链接|保留|备案|迁移|文件库[^,;#@]{0,4}收录|媒体解读|废止|现行有效|失效|直播|立项|立法|(?:主动|依申请)公开(?:信息)?目录$|解读(?:了)?(?:各类|重要|重大|惠民|涉企)*(?:政策|规范)性?文件|废止|现行有效|失效|订阅|征订|[厂居]务公开|[校院]务信息|标语|横幅|转发|接收|印发[^,;#@开]{0,14}(?:通知|方案|预案|意见)$|召开|举办|受理|办理|收到|接到|答复|回复|征集|制定|出台|审查|审核|培训|检查|抽查|开设|设立|建立|配备|撤回|结转|处理|处罚|许可#|访问|点击|浏览|关注|粉丝|听众|留言|申请|咨询|回应|解答|举报|投诉|信箱|热线|信访(?:件|事项)|(?:发放|散发|派发|分发)(?:$|[^,;#@]*[^,;#@开]$)|印制|活动|编制|印发[^,;]{0,6}(?:资料|手册|传单|单|册)|修订(?:[^信]|$)|梳理(?:[^更发公并]|$)|查询|下载`)
	// foreignObject is what a clause counts that is no information.
	foreignObject = mustPattern(`#(?:条次|条|件|个|份)?[^,;#@]{0,16}(?:申请|复议|诉讼|投诉|留言|来信|提案|建议)`)
	// wholeArea is a subject whose figure speaks for the area even where it names a channel.
	wholeArea = mustPattern(`政府(?:及|和|与)[^,;#@]{0,4}各部门|[市县区州省]直各(?:部门|单位)|各级行政机关|各级政府|全[市县区州旗省]?各(?:级|部门|单位|乡镇|地)|全[市县区州旗省](?:各|共|累计)?[^,;#@]{0,6}(?:单位|部门)`)
	// quotedTitle is the title of a document, whose words are not about the number behind it.
	quotedTitle = mustPattern(`《[^》]*》|^[^《》]*》`)
	// adopted is a part of what was published that another site took over (T14).
	adopted = mustPattern(`采用|采纳|录用|转载`)
	// merged2 joins two kinds in one label, fresh ends an enumeration of kinds with the others.
	merged2 = mustPattern(`(?:和|及|与|、|以及)`)
	fresh   = mustPattern(`其[他它](?:各)?(?:类|信息|内容)|其[他它]$`)
)

// openList begins the list that a sentence may hold. A sentence that begins with 其中 continues the total before it.
func (n *narrator) openList(m *masked, prev string) *list {
	l := &list{parent: -1}
	if prev != "" {
		l.parent, l.inside = n.lastTotal(), true
		if sorted.MatchString(m.text) {
			l.parent = n.lastWhole(l.parent)
		}
	}
	l.partial = strings.Contains(m.text, "等信息") || strings.Contains(m.text, "等政府信息") || strings.Contains(m.text, "主要包括") ||
		strings.Contains(m.text, "等类") || strings.Contains(m.text, "等栏目") || strings.Contains(m.text, "等内容") || strings.Contains(m.text, "如")
	return l
}

// lastTotal finds the fact that a list in the next sentence belongs to.
func (n *narrator) lastTotal() int {
	for i := len(n.facts) - 1; i >= 0; i-- {
		if parentable(n.facts[i].metric) {
			return i
		}
	}
	return -1
}

// sorted begins a sentence that sorts all that was published: 按类别看,….
var sorted = mustPattern(`^[按从](?:类别|内容|渠道|信息)`)

// lastWhole finds the total of what was published, otherwise the given fact.
func (n *narrator) lastWhole(otherwise int) int {
	for i := len(n.facts) - 1; i >= 0; i-- {
		if n.facts[i].metric == total {
			return i
		}
	}
	return otherwise
}

func parentable(metric string) bool {
	return metric == total || strings.HasPrefix(metric, channelPrefix) || metric == categoryPrefix+"key_areas"
}

// disclosed reads a number that no rule claims as a total, a channel, a kind of information or a share.
func (n *narrator) disclosed(f *frame, l *list) {
	if f.Kind != numeral.Count {
		n.share(f, l)
		return
	}
	text := f.m.text[:f.byteAt]
	f.listed = l.kinds > 0
	if !l.inside && (strings.Contains(text, "其中") || strings.Contains(text, "包括") || strings.Contains(text, "分别")) {
		l.inside = true
	}
	if !n.aboutDisclosure(f, l) {
		return
	}
	f.labelInFull()
	if hasInfo.MatchString(f.label) {
		if f.label = f.partAhead() + f.label; hasInfo.MatchString(f.label) {
			l.unknown(f)
			return
		}
	}
	label := quotedTitle.ReplaceAllString(ways(strings.TrimPrefix(f.label, "其中")), "")
	label = byTheList.ReplaceAllString(label, "")
	channels := n.channelsIn(label)
	kind, rule := n.category(f, catalogue.ReplaceAllString(label, ""))
	if allKinds.MatchString(label) || byWays.MatchString(text) {
		kind, rule = "", ""
	}
	known := rule != ""
	if len(channels) == 0 && !known && (bareFigure.MatchString(label) || putOnly.MatchString(label)) || restOnly.MatchString(label) {
		if way := n.wayBehind(f); way != "" {
			channels = []string{way}
		} else if restOnly.MatchString(label) && toOthers.MatchString(f.after()) {
			kind, rule, known = "other", ruleKind, true
		}
	}
	if len(channels) == 0 {
		channels = n.channelsAround(f, known)
	}
	switch {
	case column(label), placeOfList.MatchString(label), !f.inParts() && len(l.parts) == 0 && listOnly.MatchString(label):
	case known && len(channels) == 0 && len(l.parts) == 0 && n.ofOffice(f, l):
		n.total(f, l)
	case kind == "other" && len(channels) == 0 && l.onlyChannels():
		n.channel(f, kind, l)
	case len(channels) == 2 && l.inside && slices.Contains(channels, "other"): // 通过微信及其他方式
		n.channel(f, "other", l)
	case len(channels) == 1 && channels[0] == "dept_site" && rule == ruleKind && n.ownKind(label): // 在本局网站公开环境信息19条 in the report of an office for the environment
		n.part(f, categoryPrefix+kind, rule, l)
		n.channel(f, channels[0], l)
	case len(channels) == 1 && (!known || l.onlyChannels() || !l.inside && !n.oneKind(f) || kind == "other"):
		n.channel(f, channels[0], l)
	case known && (n.glossed(f, categoryPrefix+kind, l) || n.withinKind(f, categoryPrefix+kind, l)):
	case known:
		n.part(f, categoryPrefix+kind, rule, l)
		n.shareAhead(f, kind, l)
		if kind == "news" && len(channels) == 1 && !l.inside && n.allOfWay(f) { // what a site publishes is news
			n.facts = append(n.facts, n.candidate(f, channelPrefix+channels[0], "narrative.27"))
		}
	case len(channels) == 0 && n.sumOfWay(f, l):
	case len(channels) == 0 && (otherMedium.MatchString(label) || f.index > 0 && ofColumn.MatchString(label)):
		l.unknown(f)
	case len(channels) == 0 && ofPlatform.MatchString(label) && !f.clauseHolds(byLaw):
		l.unknown(f)
	case n.isTotal(f, l):
		n.total(f, l)
	default:
		l.unknown(f)
	}
}

// catalogue is the system in which information is published, whose name is no kind of it. allKinds is information of all kinds, whatever
// kinds are named before it: 公开工作动态和各类政府信息660条, 更新信息公开目录信息.
var (
	catalogue = mustPattern(`信息公开目录[^,;:#@、公]{0,4}(?:系统|平台)`)
	allKinds  = mustPattern(`(?:政府|政务|各[类种])(?:工作)?信息(?:和|及|、|与|以及)(?:各类)?(?:工作|政务|业务)?动态(?:类)?(?:信息)?(?:数量|总数|共计?|合计|总计|累计|达到?|约|为|有)*$|(?:和|及|以及|与)(?:其他)?各[类种](?:政府|政务)?信息(?:数量|总数|共计?|合计|总计|累计|达到?|约|为|有)*$|信息公开目录(?:的)?信息(?:共计?|合计|总计|累计|达到?|约|为|有)*$`)
)

// byWays begins an enumeration of ways of publishing, whose words for what was published there are no kinds: 按渠道统计,局网站发布1105条,….
var byWays = mustPattern(`(?:^|[,;:。])(?:[一二三四五六七八九十]是)?(?:按|从|就|分)(?:公开|发布|信息)*(?:渠道|载体|途径|平台|方式|形式)(?:来?看|统计|划分|来?分|计|类别|区分)*[,:][^。:]*$`)

// allOfWay says whether a figure is the only one that a sentence gives of what one way published: the next pieces of information it
// counts are another way's.
func (n *narrator) allOfWay(f *frame) bool {
	for i := f.index + 1; i < len(f.m.numbers); i++ {
		words := f.m.text[f.m.clauseStart(i):f.m.numbers[i].byteAt]
		if unit := f.m.numbers[i].unit; infoUnits[unit] && !looseUnits[unit] && !strings.Contains(words, "留言") {
			return len(n.channelsIn(ways(words))) > 0
		}
	}
	return true
}

// ofColumn is a part of a site, of which a figure behind another is: …3562条,公开专栏信息发布量达856条.
var ofColumn = mustPattern(`(?:专栏|栏目|频道|版块|板块)(?:信息)?(?:发布|公开|更新|推送)`)

// hasInfo says that there is information of a kind that stands at the beginning of the part of the sentence: 一是机构概况,含职能等情况,有信息
// 10条.
var (
	hasInfo  = mustPattern(`^(?:现|共|共有|计)?有(?:政府|政务)?信息$`)
	counting = mustPattern(`^[一二三四五六七八九十]{1,2}是`)
)

// glossed says whether a number in brackets is a part of the kind in front of them: 环境保护类31条(环评12条、环境质量19条).
func (n *narrator) glossed(f *frame, metric string, l *list) bool {
	head := f.m.text[:f.byteAt]
	open := strings.LastIndexByte(head, '(')
	if open < 0 || strings.IndexByte(head[open:], ')') >= 0 || len(l.parts) == 0 {
		return false
	}
	at := f.m.place(open, open+1).start
	return slices.ContainsFunc(l.parts, func(i int) bool { return n.facts[i].metric == metric && n.facts[i].start < at })
}

// withinKind says whether a number behind 其中 is a part of the kind in front of it: 工作动态165条,其中乡镇动态102条.
func (n *narrator) withinKind(f *frame, metric string, l *list) bool {
	at := strings.LastIndex(f.m.text[:f.byteAt], "其中")
	if at < 0 || len(l.parts) == 0 {
		return false
	}
	last := n.facts[l.parts[len(l.parts)-1]]
	return last.metric == metric && last.start >= f.m.start && last.end <= f.m.place(at, at+1).start
}

// onlyChannels says whether a list has named ways of publishing and nothing else, so that its 其他 is another way.
func (l *list) onlyChannels() bool {
	return l.ways > 1 && l.kinds == 0
}

// unknown adds a part whose kind no metric counts.
func (l *list) unknown(f *frame) {
	if f.clauseHolds(adopted) {
		return
	}
	l.rest = l.rest || strings.Contains(f.label, "其他") || strings.Contains(f.label, "其余")
	if l.inside && l.parent >= 0 && f.unit != "" && f.Kind == numeral.Count && infoUnits[f.unit] {
		l.rawSum = l.rawSum.Plus(disclosure.Value(f.Value))
	}
}

// ofKind is a kind of information called one: 便民服务、办事指南类189条.
var ofKind = mustPattern(`类(?:政府|政务)?(?:信息)?(?:的)?(?:占了?|有|共|为|计|是|则|达)*$`)

// ofWay is an account and what it does, whatever the sentence was about before: …申请5件;政务微信推送467条.
var ofWay = mustPattern(`^(?:政务|官方|政府|门户|全年|年内|本年)*(?:微信|微博|微信公众号|公众号)[^,;:#@]{0,6}(?:推送|发布|更新|编发)`)

// pushedInfo is an account and the information it published, which is what it is under any heading.
var pushedInfo = mustPattern(`(?:微信|微博|公众号)(?:公众|平台|账号|号)*(?:全年|本年度?|年内|共|累计|主动)*(?:推送|发布|公开)(?:各类|各种|相关|[^,;:#@、咨询投诉举报]{0,4})?信息(?:共|达|累计)*#条`)

// allSites is a subject that is web sites, of all offices, and not the offices.
var allSites = mustPattern(`各级(?:各?部门|政府|行政机关|单位)?(?:的)?(?:门户)?网站`)

// throughSite says that the figure is of what the sites published.
var throughSite = mustPattern(`通过[^,;#@、]{0,10}网站?(?:主动)?(?:公开|发布)`)

// channel adds the figure of one way of publishing; a subject that speaks for the area makes it the total as well.
func (n *narrator) channel(f *frame, slug string, l *list) {
	if !l.inside && slug == "website" && wholeArea.MatchString(f.near()) && !f.clauseHolds(allSites) && !f.clauseHolds(throughSite) {
		n.total(f, l)
		n.facts = append(n.facts, n.candidate(f, channelPrefix+slug, "narrative.27"))
		return
	}
	n.part(f, channelPrefix+slug, "narrative.27", l)
}

// oneKind says whether a clause says of one kind of information how much of it a channel published: 在网站公开财政预决算2条.
func (n *narrator) oneKind(f *frame) bool {
	verbs := publishVerb.FindAllStringIndex(f.label, -1)
	if len(verbs) == 0 {
		return false
	}
	object := f.label[verbs[len(verbs)-1][1]:]
	return categoriesIn(object, n.g) != "" && !anyInfo.MatchString(object)
}

// part adds a part of a list.
func (n *narrator) part(f *frame, metric, rule string, l *list) {
	if _, ok := n.ofYears(f, metric); !ok {
		return
	}
	c := n.candidate(f, metric, rule)
	l.rest = l.rest || strings.Contains(f.label, "其他") || strings.Contains(f.label, "其余")
	if l.parent >= 0 && l.inside {
		c.parent = n.facts[l.parent].metric
		c.weak = c.parent == metric // 各级网站公开N条,其中市政府网站M条: one of the sites
	}
	at := len(n.facts)
	n.facts = append(n.facts, c)
	if strings.HasPrefix(metric, channelPrefix) {
		l.ways++
	} else {
		l.kinds++
	}
	if strings.HasPrefix(metric, channelPrefix) && !l.inside {
		l.parent, l.parts = at, nil
		return
	}
	l.parts = append(l.parts, at)
}

// closeList keeps the list of a sentence for the checks of its sums.
func (n *narrator) closeList(l *list) {
	if len(l.parts) > 0 {
		n.lists = append(n.lists, *l)
	}
}
