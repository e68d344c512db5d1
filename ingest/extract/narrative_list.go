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
	rawSum  disclosure.Value // of parts whose kind no metric counts
	partial bool             // 等, 包括: the list names some parts only
	inside  bool             // 其中 was read
	rest    bool             // 其他 was read, so that the list names all parts
	ways    int              // how many channels the sentence has named
	kinds   int              // how many kinds of information
}

var (
	// stated is the wording of a total of information disclosed (1-10, 14).
	stated = mustPattern(`(?:主动公开|公开|公之于众|发布|公布|公示|录入|上传|更新|新增|上网|提供|推送|刊登|发送|登载)[^,;#@]{0,26}#|#[条件份](?:各类)?(?:政府|政务)信息[^,;#@]{0,14}公开$|#条(?:各类)?信息(?:得到|实现|已|均|全部)*(?:向社会|对外|主动)+(?:公开|发布|公布)$|(?:信息|公开)(?:总)?(?:数量|条数|总数|数|总量)?(?:为|达|共|是|约|共计)?#|(?:公开|发布|录入|整理|上传|公布|更新)[^,;#@]{0,8}#[^,;#@]{0,2}(?:主动公开|政府|政务)?信息`)
	// publishVerb divides a clause into who and where, and what was published; anyInfo is the wording of the latter when it
	// is information as a whole and not of one kind (疫情信息).
	publishVerb = mustPattern(`公开|公之于众|发布|公布|公示|录入|上传|更新|新增|上网|提供|推送|刊登|发送|登载`)
	anyInfo     = mustPattern(`^(?:[^,;]*等(?:各类|方面|方面的|政府|类|相关)*信息|(?:了|的|各类|各种|各项|各|类|相关|有关|政府|政务|主动|信息|内容|范围内?|属于|已|本年度?|全年|当年|年度|[YOD]度?|以来|共计?|总计|合计|累计|达到?|为|约|计|数量|条数|数|总|量|有|是|仅|只|上|中|本机关|本级|应当|应|依法|全部|法定|自产|形成|制作|产生|生成|本单位|本部门|全[市县区镇乡省]|[市县区镇乡局]|部门|单位|级|次|出|新|类别|将?近|超过?|突破|逾|不足|不到|大约|接近|[高多已]达|稳步|逐年|明显|持续|大幅|有所|上升|增长|增加|减少|下降|提高|不少于|至少|量达|件|条|村务|、)*)$`)

	// counted is the wording of the number alone, behind a clause that says what is counted: …主动公开政府信息,共N条.
	counted = mustPattern(`^(?:总数|总量|数量|合计|总计|共计|共|全年|累计|达到|达|为|约|仍|仅|有|只|计)*#`)
	summed  = mustPattern(`^(?:总计|合计|共计|共)#`)
	// sumSaid is the wording of a sum of the figures in front of it; shareBefore is a share in front of its figure.
	sumSaid     = mustPattern(`^(?:两项|两者|二者|三者|几项|各项|以上|上述|全[县市区镇乡州旗])*(?:相加|合计|总计|共计|总共|一共|加起来)[^,;#@]{0,8}#|(?:相加|合计|加起来|加总),$`)
	shareBefore = mustPattern(`占[^,;#@]{0,8}@%$`)
	leading     = mustPattern(`(?:主动公开|公开|发布)[^,;#@]{0,12}(?:信息|内容|情况)(?:在?(?:总数|总量|数量|数)?(?:上)?(?:较|比|同比|与)[^,;#]{0,14}%?|(?:总数|总量|数量|数)?(?:明显|相对)?(?:偏少|不多|较少|有限)|数)?(?:[,:]|数\([^()]*\))$|公开(?:数量|量|总量)[^,;:#@]{0,14},$|(?:公开的?|各类|政府)信息(?:均|全部|都|悉数)(?:已)?(?:依法|按时|及时)?(?:向社会)?(?:公开|上网|公布),$`)
	// foreignVerb is a verb of a clause that is not about publishing.
	foreignVerb = mustPattern(`标语|横幅|转发|接收|印发[^,;#@开]{0,14}(?:通知|方案|预案|意见)$|召开|举办|受理|办理|收到|接到|答复|回复|征集|制定|出台|审查|审核|培训|检查|开设|设立|建立|配备|撤回|结转|处理|处罚|许可#|访问|点击|浏览|关注|粉丝|留言|申请|咨询|回应|解答|举报|投诉|信箱|热线|发放$|发放[^,;#@]*[^,;#@开]$|印制|活动|编制|印发[^,;]{0,6}(?:资料|手册|传单|单|册)|修订|梳理|查询|下载`)
	// foreignObject is what a clause counts that is no information.
	foreignObject = mustPattern(`#(?:条次|条|件|个|份)?[^,;#@]{0,16}(?:申请|复议|诉讼|投诉|留言|来信|提案|建议)`)
	// wholeArea is a subject whose figure speaks for the area even where it names a channel.
	wholeArea = mustPattern(`各级行政机关|各级政府|全[市县区州旗省]?各(?:级|部门|单位|乡镇|地)|全[市县区州旗省](?:各|共|累计)?[^,;#@]{0,6}(?:单位|部门)`)
	// quotedTitle is the title of a document, whose words are not about the number behind it.
	quotedTitle = mustPattern(`《[^》]*》|^[^《》]*》`)
	// shareOf is a share behind a part (18, 19).
	shareOf = mustPattern(`^[^,;#@]{0,2}(?:占|约占|所占)[^,;#@]{0,14}#%|^(?:比例|占比)[^,;#@]{0,6}#%`)
	// adopted is a part of what was published that another site took over (T14).
	adopted = mustPattern(`采用|采纳|录用|转载`)
	// bareShare is a share in brackets behind a part: 机构概况1420条(12.8%).
	bareShare = mustPattern(`^#%$`)
	// moreShares follows the first of several shares in one row, which is not that of the last part.
	moreShares = mustPattern(`^%?(?:、|和|及)@%`)
	// shareFirst is a kind behind its share and in front of its figure: 5%为规划计划类(20条).
	shareFirst = mustPattern(`@%(?:的)?(?:为|是|属于|系)([^,;:()@#]{2,48})\($`)
	merged2    = mustPattern(`(?:和|及|与|、|以及)`)
	fresh      = mustPattern(`其[他它](?:各)?(?:类|信息|内容)|其[他它]$`)
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
	if strings.Contains(text, "其中") || strings.Contains(text, "包括") || strings.Contains(text, "分别") {
		l.inside = true
	}
	if !n.aboutDisclosure(f, l) {
		return
	}
	if f.label == "" {
		if m := shareFirst.FindStringSubmatch(f.lead()); m != nil {
			f.label = m[1]
		}
	}
	label := quotedTitle.ReplaceAllString(ways(strings.TrimPrefix(f.label, "其中")), "")
	channels := n.channelsIn(label)
	kind, rule := n.category(f, label)
	known := rule != ""
	if len(channels) == 0 && !known && (bareFigure.MatchString(label) || putOnly.MatchString(label)) || restOnly.MatchString(label) {
		if way := n.wayBehind(f); way != "" {
			channels = []string{way}
		} else if restOnly.MatchString(label) && toOthers.MatchString(f.after()) {
			kind, rule, known = "other", ruleKind, true
		}
	}
	if len(channels) == 0 && !known {
		if way := n.wayAhead(f); way != "" {
			channels = []string{way}
		}
	}
	if len(channels) == 0 {
		if subject := n.carried(f); subject != "" && (!known || subject == "gazette") {
			channels = []string{subject}
		}
	}
	switch {
	case column(label), placeOfList.MatchString(label):
	case known && len(channels) == 0 && len(l.parts) == 0 && n.ofOffice(f, l):
		n.total(f, l)
	case kind == "other" && len(channels) == 0 && l.onlyChannels():
		n.channel(f, kind, l)
	case len(channels) == 2 && l.inside && slices.Contains(channels, "other"): // 通过微信及其他方式
		n.channel(f, "other", l)
	case len(channels) == 1 && (!known || l.onlyChannels() || !l.inside && !n.oneKind(f) || kind == "other"):
		n.channel(f, channels[0], l)
	case known && n.glossed(f, categoryPrefix+kind, l):
	case known:
		n.part(f, categoryPrefix+kind, rule, l)
		n.shareAhead(f, kind, l)
	case len(channels) == 0 && otherMedium.MatchString(label):
		l.unknown(f)
	case n.isTotal(f, l):
		n.total(f, l)
	default:
		l.unknown(f)
	}
}

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

// aboutDisclosure says whether a count can be one of pieces of information.
func (n *narrator) aboutDisclosure(f *frame, l *list) bool {
	switch f.m.section {
	case sectionDisputes, sectionFees, sectionConsult, sectionProblems:
		return false
	case sectionRequests:
		if !strings.Contains(f.clause, "主动公开") {
			return false
		}
	}
	if f.unit == "" && !f.ends() || f.Value%numeral.Scale != 0 {
		return false
	}
	if infoUnits[f.unit] && ofKind.MatchString(f.label) && f.m.section != sectionRequests && categoriesIn(f.label, n.g) != "" {
		return true
	}
	if f.unit != "" && !infoUnits[f.unit] || looseUnits[f.unit] && !f.clauseHolds(publishing) || foreignVerb.MatchString(f.label) && !n.actsNamed(f) || f.clauseHolds(foreignObject) {
		return false
	}
	if f.m.section != sectionRequests && ofWay.MatchString(f.label) {
		return true
	}
	return f.topic == "disclosure" || f.topic == "" || l.inside && l.parent >= 0
}

// acts is what an office does, as the name of a kind of information: 行政处罚公示, 执法检查信息.
var acts = mustPattern(`^(?:其中|包括|主要|有|:)*[^,;:#@]{0,12}(?:处罚|检查|审批|许可|强制)(?:、[^,;:#@]{2,8})?(?:结果|案件|决定|文书)?(?:等[^,;:#@]{0,6})?(?:信息|公示|公告|类|文书|结果)(?:公开|发布)?(?:共|计|有|为|达|约)*$|^(?:其中|包括)?执法处罚(?:信息)?$`)

// actsNamed says whether the acts of a label are the kind of information that a part of a list counts.
func (n *narrator) actsNamed(f *frame) bool {
	return acts.MatchString(f.label) && (f.inParts() || strings.HasSuffix(f.label, "公开")) && categoriesIn(f.label, n.g) == "law_enforcement"
}

// ofKind is a kind of information called one: 便民服务、办事指南类189条.
var ofKind = mustPattern(`类(?:政府|政务)?(?:信息)?(?:的)?(?:占了?|有|共|为|计|是|则|达)*$`)

// ofWay is an account and what it does, whatever the sentence was about before: …申请5件;政务微信推送467条.
var ofWay = mustPattern(`^(?:政务|官方|政府|门户|全年|本年)*(?:微信|微博|微信公众号|公众号)[^,;:#@]{0,6}(?:推送|发布|更新|编发)`)

// looseUnits count information only beside a word of publishing: 微信公众号10个 are accounts.
var looseUnits = map[string]bool{"个": true, "项": true, "次": true, "部": true, "期": true}

var publishing = mustPattern(`信息|公开|发布|推送|公示`)

var infoUnits = map[string]bool{"条": true, "条次": true, "件": true, "件次": true, "份": true, "篇": true, "则": true, "项": true, "个": true, "次": true, "期": true, "部": true}

// allSites is a subject that is web sites, of all offices, and not the offices.
var allSites = mustPattern(`各级(?:各?部门|政府|行政机关|单位)?(?:的)?(?:门户)?网站`)

// channel adds the figure of one way of publishing; a subject that speaks for the area makes it the total as well.
func (n *narrator) channel(f *frame, slug string, l *list) {
	if !l.inside && slug == "website" && wholeArea.MatchString(f.near()) && !f.clauseHolds(allSites) {
		n.total(f, l)
		n.facts = append(n.facts, n.candidate(f, channelPrefix+slug, "narrative.27"))
		return
	}
	n.part(f, channelPrefix+slug, "narrative.27", l)
}

// isTotal says whether a clause states how much was disclosed in all.
func (n *narrator) isTotal(f *frame, l *list) bool {
	if (l.inside || looseUnits[f.unit]) && !strings.Contains(f.clause, "主动公开") {
		return false
	}
	if l.inside && l.parent >= 0 && strings.HasPrefix(n.facts[l.parent].metric, channelPrefix) { // a part of what one channel published
		return false
	}
	if f.clauseHolds(stated) && n.wholeInfo(f) {
		return strings.Contains(f.clause, "信息") || strings.Contains(f.clause, "主动公开") || strings.Contains(f.clause, "政务") ||
			strings.Contains(f.clause, "公开总量") || strings.Contains(f.clause, "实际公开") ||
			f.m.section == sectionProactiv && strings.Contains(f.clause, "公开")
	}
	if f.addsUp() && (publishVerb.MatchString(f.near()) || l.ways > 1 && l.kinds == 0) {
		n.sure[len(n.facts)] = true
		return true
	}
	if l.parent < 0 && len(l.parts) >= minParts && f.clauseHolds(summed) {
		return true
	}
	return f.clauseHolds(counted) && leading.MatchString(f.lead())
}

// wholeInfo says whether what a clause counts is information as a whole.
func (n *narrator) wholeInfo(f *frame) bool {
	object := f.label
	if verbs := publishVerb.FindAllStringIndex(object, -1); len(verbs) > 0 {
		object = object[verbs[len(verbs)-1][1]:]
	} else if i := strings.LastIndex(object, "年度"); i >= 0 {
		object = object[i:]
	}
	return anyInfo.MatchString(object) || n.ownField(object)
}

// fieldInfo is information named by the field of work that it is about.
var fieldInfo = mustPattern(`^(?:了|的|各类|各项|全年|本年度?)*([^,;#@的各类政主信]{2,6})(?:政府|政务|公开|类|工作|相关)?信息(?:共|共计|总数|总量|达到?|为|合计|约)*$`)

// ofOffice says whether a kind of information that a clause publishes is all that its office publishes: no total stands before it.
func (n *narrator) ofOffice(f *frame, l *list) bool {
	verbs := publishVerb.FindAllStringIndex(f.label, -1)
	return !l.inside && l.parent < 0 && len(verbs) > 0 && n.lastTotal() < 0 && n.ownField(f.label[verbs[len(verbs)-1][1]:])
}

// ownField says whether the object of a clause is the field of the office that reports, whose information is all there is: 环境信息 in the
// report of an office for the environment.
func (n *narrator) ownField(object string) bool {
	m := fieldInfo.FindStringSubmatch(object)
	if m == nil || n.id.issuer.Level != disclosure.LevelDepartment {
		return false
	}
	field := []rune(m[1])
	return strings.Contains(n.id.issuer.Name, string(field[:2]))
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

// total adds a total, or a channel's figure where the heading is about one channel.
func (n *narrator) total(f *frame, l *list) {
	metric, _ := n.ofYears(f, total)
	c := n.candidate(f, metric, "narrative.1")
	if f.unit == "" && c.qualifier == disclosure.QualifierExact {
		c.qualifier = disclosure.QualifierUnitLost
	}
	if !strings.Contains(f.near(), "主动公开") {
		c.rule = "narrative.10"
	}
	l.parent = len(n.facts)
	l.inside = false
	if !f.clauseHolds(summed) {
		l.parts = nil
	}
	n.facts = append(n.facts, c)
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

// share adds the share of the part in front of it.
func (n *narrator) share(f *frame, l *list) {
	inBrackets := f.clauseHolds(bareShare) && f.from > 0 && f.m.text[f.from-1] == '('
	if len(l.parts) == 0 || !inBrackets && !f.clauseHolds(shareOf) || moreShares.MatchString(f.after()) {
		return
	}
	part := n.facts[l.parts[len(l.parts)-1]]
	if !strings.HasPrefix(part.metric, categoryPrefix) {
		return
	}
	metric := part.metric + shareSuffix
	if _, ok := disclosure.MustDictionary().Metric(metric); !ok {
		return
	}
	c := n.candidate(f, metric, "narrative.18")
	c.parent = part.metric
	n.facts = append(n.facts, c)
}

// shareAhead adds the share that stands between a kind and its figure: 政策法规类占14.3%,计60条.
func (n *narrator) shareAhead(f *frame, kind string, l *list) {
	metric := categoryPrefix + kind + shareSuffix
	if _, ok := disclosure.MustDictionary().Metric(metric); !ok || f.index == 0 || len(l.parts) == 0 || n.facts[l.parts[len(l.parts)-1]].metric != categoryPrefix+kind {
		return
	}
	g := *f
	g.index--
	g.figure = f.m.numbers[g.index]
	g.from = strings.LastIndexAny(f.m.text[:g.byteAt], clauseMarks) + 1
	ahead := f.subjectAhead()
	before := ahead != "" && strings.HasSuffix(f.m.text[:f.from], ahead+",") && shareBefore.MatchString(ahead)
	if g.Kind != numeral.Percent || !before && !shareFirst.MatchString(f.lead()) {
		return
	}
	c := n.candidate(&g, metric, "narrative.18")
	c.parent = categoryPrefix + kind
	n.facts = append(n.facts, c)
}

// addsUp says whether a number is said to be the sum of the two or more numbers in front of it, and is.
func (f *frame) addsUp() bool {
	if !f.clauseHolds(sumSaid) && !sumSaid.MatchString(f.lead()) {
		return false
	}
	var sum int64
	for i := f.index - 1; i >= 0; i-- {
		other := f.m.numbers[i]
		if other.Kind != numeral.Count || other.unit != f.unit {
			return false
		}
		sum += other.Value
		if sum == f.Value && i < f.index-1 {
			return true
		}
	}
	return false
}

// closeList keeps the list of a sentence for the checks of its sums.
func (n *narrator) closeList(l *list) {
	if len(l.parts) > 0 {
		n.lists = append(n.lists, *l)
	}
}
