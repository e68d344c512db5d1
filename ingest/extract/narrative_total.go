package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

var (
	// stated is the wording of a total of information disclosed (1-10, 14).
	stated = mustPattern(`(?:主动公开|公开|公之于众|发布|公布|公示|录入|上传|更新|新增|上网|提供|推送|刊登|发送|登载)[^,;#@]{0,26}#|#[条件份](?:各类)?(?:政府|政务)信息[^,;#@]{0,14}公开$|#条(?:各类)?信息(?:得到|实现|已|均|全部)*(?:向社会|对外|主动)+(?:公开|发布|公布)$|#[条件份则](?:各类)?信息(?:由[^,;#@]{2,8}|在?Y年?度?(?:内|里)?|全年|本年度?|年内|已|均|全部)+主动(?:公开|发布|公布)$|(?:信息|公开)(?:总)?(?:数量|条数|总数|数|总量)?(?:为|达|共|是|约|共计|合计|总计|近|超)?#|(?:公开|发布|录入|整理|上传|公布|更新)[^,;#@]{0,8}#[^,;#@]{0,2}(?:主动公开|政府|政务)?信息`)
	// publishVerb divides a clause into who and where, and what was published; anyInfo is the wording of the latter when it
	// is information as a whole and not of one kind (疫情信息).
	publishVerb = mustPattern(`公开|公之于众|发布|公布|公示|录入|上传|更新|新增|上网|提供|推送|刊登|发送|登载|挂出|晒出`)
	anyInfo     = mustPattern(`^(?:(?:的)?(?:政府|政务|各[类种])(?:工作)?信息(?:和|及|、|与|以及)(?:各类)?(?:工作|政务|业务)?动态(?:类)?(?:信息)?(?:数量|总数|共计?|合计|总计|累计|达到?|约|为|有)*|[^,;]*(?:等(?:各类|方面|方面的|政府|类|相关)*|(?:和|及|以及|与)(?:其他)?各[类种](?:政府|政务)?)信息(?:数量|总数|共计?|合计|总计|累计|达到?|约|为|有)*|(?:信息)?公开目录(?:的)?信息|(?:了|的|各类|各种|各项|各|类|相关|有关|政府|政务|主动|信息|内容|范围内?|属于|已|本年度?|全年|年内|当年|年度|[YOD]度?|以来|共计?|总计|合计|累计|达到?|为|约|计|数量|条数|数|总|量|有|是|仅|只|上|中|本机关|本级|应当|应|依法|全部|法定|自产|形成|制作|产生|生成|本单位|本部门|全[市县区镇乡省]|[市县区镇乡局]|部门|单位|级|次|出|新|类别|将?近|超过?|突破|逾|一共|总共|不足|不到|大约|接近|[高多已]达|稳步|逐年|明显|持续|大幅|有所|上升|增长|增加|减少|下降|提高|不少于|至少|量达|件|条|村务|、)*)$`)
	// counted is the wording of the number alone, behind a clause that says what is counted: …主动公开政府信息,共N条.
	counted = mustPattern(`^(?:Y年?度?|今年|本年度?|总数|总量|数量|合计|总计|共计|共|全年|年内|累计|达到|达|为|约|仍|仅|有|只|计)*#`)
	summed  = mustPattern(`^(?:总计|合计|共计|共)#`)
	put     = mustPattern(`^(?:总共|总计|合计|共计|共)(?:公开|发布|公布)#`)
	// allPut enumerates what was published, in front of its sum: 按目录公布机构职能、政策等,总共公开28条.
	allPut = mustPattern(`(?:公布|公开|发布)[^,;#@]{2,24}等(?:信息|内容|方面)*,$`)
	// sumSaid is the wording of a sum of the figures in front of it; leading what a clause before the figure says of it.
	sumSaid = mustPattern(`^(?:两项|三项|两者|二者|三者|几项|各项|以上|上述|全(?:[省县市区镇乡州盟旗局]|系统))*(?:相加|合计|总计|共计|总共|一共|加起来|加总|合起来|累加|算起来)[^,;#@]{0,8}#|(?:相加|合计|加起来|加总),$`)
	leading = mustPattern(`(?:主动公开|公开|发布)[^,;#@]{0,12}(?:信息|内容|情况)(?:,(?:内容|主要|重点)*(?:涉及|涵盖|包括|包含)[^,;#@]{2,60}(?:等|方面|领域|内容))?(?:在?(?:总数|总量|数量|数)?(?:上)?(?:较|比|同比|与)[^,;#]{0,14}%?|(?:总数|总量|数量|数)?(?:明显|相对)?(?:偏少|不多|较少|有限)|数)?(?:[,:]|数\([^()]*\))$|(?:主动公开|公开)(?:的)?(?:政府)?(?:信息)?(?:的)?(?:数量|条数|件数|总数|总量|量)[^,;:#@]{0,14},$|(?:公开的?|各类|政府)信息(?:均|全部|都|悉数)(?:已)?(?:依法|按时|及时)?(?:向社会)?(?:公开|上网|公布),$`)
)

// totalRow is the row of the form that counts what was published, wherever it is named; onApplications begins a sentence on applications.
var (
	totalRow       = mustPattern(`^其中主动公开政府信息(?:总)?数(?:量)?(?:共|为|是)*$`)
	onApplications = mustPattern(`^[。;]?在?依申请公开(?:方面|工作方面|上|工作上)[,:][^;]*(?:收到|受理|接到)[^;]*申请@`)
)

// keptBack is information that an office did not publish: 拒绝公开的信息24条.
var keptBack = mustPattern(`(?:拒绝|不予|免予|不宜|暂不|暂缓|不能|不得|未)(?:以|予)?(?:主动)?(?:公开|发布|公布)(?:的)?(?:政府|政务)?(?:信息|文件|事项|内容|的)*$`)

// beside begins a sentence about what was done besides what was counted before: 此外,教育信息网还发布要闻378条、图片232条,总计610条.
var beside = mustPattern(`^(?:此外|另外|同时|与此同时|除此之外|除此以外|除上述[^,;#@]{0,8}外)(?:,|[^,;#@]{0,16}还)`)

// partOfAll is what the law obliges to publish, as one kind of several: 其中新闻动态8条,法定主动公开内容63条.
var partOfAll = mustPattern(`^(?:发布|公开)?(?:其[他它])?法定[^,;#@]{0,6}公开(?:的)?(?:内容|信息|事项)(?:类)?(?:共|计|有|为)*$`)

// namedSite begins a sentence about one site with a name of its own, siteGoesOn a clause that goes on about it: “国际服务门户”增设外文版
// 后,发布各类信息共13528条.
var (
	namedSite  = mustPattern(`^(?:其中)?[“"][^”"]*(?:门户|平台|频道|专栏|专区|云)[^”"]*[”"]`)
	siteGoesOn = mustPattern(`^(?:全年|年内|共|累计|本年度?|Y年?度?)*(?:发布|更新|推送|上传|刊发)[^,;#@]{0,10}#`)
)

// onNamedSite says whether a figure is what such a site published.
func (n *narrator) onNamedSite(f *frame) bool {
	return f.from > 0 && namedSite.MatchString(f.m.text) && f.clauseHolds(siteGoesOn)
}

// isTotal says whether a clause states how much was disclosed in all.
func (n *narrator) isTotal(f *frame, l *list) bool {
	if (l.inside || looseUnits[f.unit]) && !strings.Contains(f.clause, "主动公开") {
		return false
	}
	if l.inside && l.parent >= 0 && strings.HasPrefix(n.facts[l.parent].metric, channelPrefix) && !totalRow.MatchString(f.label) { // a part of what one channel published
		return false
	}
	if keptBack.MatchString(f.label) { // what was not published
		return false
	}
	if !f.clauseHolds(byLaw) && onApplications.MatchString(f.m.text) { // what applicants were given
		return false
	}
	if (len(l.parts) > 0 || f.index > 0) && partOfAll.MatchString(f.label) || n.onNamedSite(f) {
		return false
	}
	if f.clauseHolds(stated) && n.wholeInfo(f) {
		return strings.Contains(f.clause, "信息") || strings.Contains(f.clause, "主动公开") || strings.Contains(f.clause, "政务") ||
			strings.Contains(f.clause, "公开总量") || strings.Contains(f.clause, "公开总数") || strings.Contains(f.clause, "实际公开") ||
			f.m.section == sectionProactiv && strings.Contains(f.clause, "公开") || allPut.MatchString(f.lead()) && f.clauseHolds(put)
	}
	if beside.MatchString(f.m.text) && n.lastWhole(-1) >= 0 {
		return false
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
	if kindPut.MatchString(f.label) {
		return false
	}
	object = kindBeside.ReplaceAllString(object, "$1")
	if strings.Contains(f.clause, "主动公开") {
		object = strings.TrimSuffix(object, "简报") // 主动公开政府信息简报111篇
	}
	return anyInfo.MatchString(object) || n.ownField(object)
}

// kindPut is information of one kind that is put up: 许可类信息公示1203条.
var kindPut = mustPattern(`[^,;:#@各分等种]{2}类(?:政府|政务)?信息(?:主动)?(?:公开|公示|发布|公布)(?:了|共|共计|达|有|为)*$`)

// kindBeside is a kind named beside all information: 各类信息和工作动态类信息.
var kindBeside = mustPattern(`(各类(?:政府|政务)?信息)(?:和|及|与|以及)[^,;:#@]{2,10}信息`)

// fieldInfo is information named by the field of work that it is about.
var fieldInfo = mustPattern(`^(?:了|的|各类|各项|全年|年内|本年度?)*((?:财政|民政)|[^,;#@的各类政主信]{2,6})(?:政府|政务|公开|类|工作|相关)?信息(?:共|共计|总数|总量|达到?|为|合计|约)*$`)

// fields are the fields of work that are not called as the office is.
var fields = map[string]string{"警务": "公安", "涉税": "税务", "涉农": "农", "涉林": "林"}

// ofOffice says whether a kind of information that a clause publishes is all that its office publishes: no total stands before it.
func (n *narrator) ofOffice(f *frame, l *list) bool {
	if l.inside || l.parent >= 0 || n.beforeOthers(f) {
		return false
	}
	verbs := publishVerb.FindAllStringIndex(f.label, -1)
	if len(verbs) == 0 || !n.ownField(f.label[verbs[len(verbs)-1][1]:]) {
		return false
	}
	said := n.lastTotal()
	return said < 0 || n.facts[said].metric == total && n.facts[said].value != nil && *n.facts[said].value == disclosure.Value(f.Value) // in another chapter again
}

// beforeOthers says whether a figure begins a row of kinds, of which its own is one: 公开气象服务信息180条,人事信息26条.
func (n *narrator) beforeOthers(f *frame) bool {
	if f.index+1 >= len(f.m.numbers) {
		return false
	}
	words := f.m.text[f.m.clauseStart(f.index+1):f.m.numbers[f.index+1].byteAt]
	between := f.m.text[f.byteAt+1 : f.m.numbers[f.index+1].byteAt]
	return categoriesIn(words, n.g) != "" && strings.TrimPrefix(between, f.unit) == ","+words && !strings.Contains(words, "其中") && !strings.Contains(words, "包括")
}

// ownKind says whether what a label says was published is of the field of the office that reports.
func (n *narrator) ownKind(label string) bool {
	verbs := publishVerb.FindAllStringIndex(label, -1)
	return len(verbs) > 0 && n.ownField(label[verbs[len(verbs)-1][1]:])
}

// ownField says whether the object of a clause is the field of the office that reports, whose information is all there is: 环境信息 in the
// report of an office for the environment.
func (n *narrator) ownField(object string) bool {
	m := fieldInfo.FindStringSubmatch(object)
	if m == nil || n.id.issuer.Level != disclosure.LevelDepartment {
		return false
	}
	field := []rune(m[1])
	if of := fields[m[1]]; of != "" {
		return strings.Contains(n.id.issuer.Name, of)
	}
	return strings.Contains(n.id.issuer.Name, string(field[:2])) || abbreviates(field[:2], []rune(strings.TrimPrefix(n.id.issuer.Name, n.id.issuer.Region)))
}

// abbreviates says whether two characters stand for a name that begins with the first of them: 环保 for 环境保护局, 人社 for 人力资源和社会保障局.
func abbreviates(short, name []rune) bool {
	return len(name) > 0 && short[0] == name[0] && slices.Contains(name[1:], short[1])
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

// sumOfWay reads a number that adds up the kinds in front of it, all published in one way, as the figure of that way, which none of the
// kinds is: 在信用平台公开许可1860条、处罚915条,合计2775条.
func (n *narrator) sumOfWay(f *frame, l *list) bool {
	count := f.addends()
	if count < 2 {
		return false
	}
	first := f.m.numbers[f.index-count]
	named := n.channelsIn(ways(f.m.text[f.m.clauseStart(f.index-count):first.byteAt]))
	if len(named) != 1 {
		return false
	}
	for i := f.index - count + 1; i < f.index; i++ {
		if words := f.m.text[f.m.clauseStart(i):f.m.numbers[i].byteAt]; len(n.channelsIn(ways(words))) > 0 || publishVerb.MatchString(words) {
			return false
		}
	}
	for i := len(n.facts) - 1; i >= 0 && n.facts[i].end > first.Start; i-- {
		if n.facts[i].metric == channelPrefix+named[0] {
			n.dropped[i] = true
		}
	}
	n.channel(f, named[0], l)
	return true
}

// addsUp says whether a number is said to be the sum of the two or more numbers in front of it, and is.
func (f *frame) addsUp() bool { return f.addends() > 1 }

// addends gives how many of the numbers in front of a number it is said to be the sum of and is, 0 when it is no sum.
func (f *frame) addends() int {
	count := f.addedUp()
	if count > 0 && (f.clauseHolds(sumSaid) || sumSaid.MatchString(f.lead())) {
		return count
	}
	return 0
}

// addedUp gives how many of the numbers in front of a number add up to it, 0 when they do not.
func (f *frame) addedUp() int {
	var sum int64
	for i := f.index - 1; i >= 0; i-- {
		other := f.m.numbers[i]
		if other.Kind != numeral.Count || other.unit != f.unit {
			return 0
		}
		sum += other.Value
		if sum == f.Value && i < f.index-1 {
			return f.index - i
		}
	}
	return 0
}
