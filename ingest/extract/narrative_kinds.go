package extract

import (
	"cmp"
	"slices"
	"strings"
)

// The rules by which a figure is that of a kind of information: its name, the last noun of a name no dictionary holds.
const (
	ruleKind = "narrative.17"
	ruleHead = "narrative.17.head"
)

// category names the kind of information that stands in front of a number or, in N条为A类, behind it, and the rule that knew it;
// "" when none stands there.
func (n *narrator) category(f *frame, label string) (kind, rule string) {
	label = inYear.ReplaceAllString(siteOf.ReplaceAllString(label, ""), "")
	if officeOnly.MatchString(label) {
		return "", ""
	}
	if f.inParts() && ownBusiness.MatchString(label) {
		return "business", ruleHead
	}
	if strings.Contains(label, "网") {
		label = sitesOf.ReplaceAllString(label, "")
	}
	if found := categoriesIn(officeName.ReplaceAllString(label, "$1"), n.g); found != "" {
		return found, ruleKind
	}
	if found := kindByHead(f, label); found != "" {
		return found, ruleHead
	}
	if found := n.rootKind(f, label); found != "" {
		return found, ruleHead
	}
	if subject := f.subjectAhead(); subject != "" {
		if found := categoriesIn(subject, n.g); found != "" {
			return found, ruleKind
		}
	}
	behind := f.clause[strings.IndexByte(f.clause, markSelf)+1+len(f.unit):]
	if namesKind.MatchString(behind) || partOnly.MatchString(label) && kindOnly.MatchString(behind) {
		if found := categoriesIn(behind, n.g); found != "" {
			return found, ruleKind
		}
	}
	return "", ""
}

// inYear is when something was done, which makes no name of a kind with the verb behind it: 全年报送信息23条 are no 年报.
var inYear = mustPattern(`(?:全|今|当|去|本)年(?:度)?`)

// officeOnly is an office and no more, whose field is no kind either: 其中县财政局92条.
var officeOnly = mustPattern(`^(?:其中)?[^,;:#@、]{2,20}(?:局|厅|委|办|办公室|中心|大队|支队|镇|乡|街道)(?:有|共|计|为|则)*$`)

// officeName is the office that publishes, whose field of work is no kind of information: 市环保局共主动公开1562条.
var officeName = mustPattern(`^[^,;:#@、]{0,24}(?:局|厅|委|委员会|办|办公室|中心|系统)(?:本级|机关|自身)*((?:共|累计|主动|全年|年内|今年|本年度?|Y年?度?|依法|及时|对外|向社会|公开|发布)+)`)

// sitesOf are the sites of offices wherever a label names them: 在市政府信息公开网站和市民政局网站上主动公开信息268条.
var sitesOf = mustPattern(`[^,;:#@、在和及与]{1,14}(?:局|厅|委|委员会|办|政府|街道)(?:的|门户|官方|政务|信息|公众)*(?:网站|网页|官网|网)(?:上)?`)

// siteOf is the site of an office at the beginning of a label, whose name is no kind of information either: 通过市环保局网站, 县人民政府网.
var siteOf = mustPattern(`^(?:其中|包括)?(?:(?:通过|利用|依托|在|经|于|由)[^,;:#@、公开]{2,16}|[^,;:#@、公开]{0,16}(?:局|厅|委|办|政府|街道)(?:的|门户|官方|政务|信息|公众)*)(?:网站|网页|官网|网)|^(?:其中|包括)?(?:通过|在)?[“"][^”"]{1,16}网(?:站)?[”"](?:网站)?`)

// ownBusiness is the business of an office, whatever field it is in: 国土业务, 档案业务类.
var ownBusiness = mustPattern(`^(?:其中|包括)?[^,;:#@、]{2,6}业务(?:类)?(?:信息)?(?:共|计|有|为)*$`)

// headWord is the noun by which a kind of a department's own business is one of the kinds of every office: 水利动态, 抽检公告.
var headWord = mustPattern(`[^,;:#@、]{1,12}?(动态|新闻|快讯|资讯|公告|公示|通告|通知)(?:类)?(?:信息)?(公开|发布)?(?:共|计|有|为|达|约)*$`)

// papers are documents of no named sort, as a part of what was published: 部门文件264条, 公文88条.
var papers = mustPattern(`^(?:其中|包括|包含|主要|有|:)*(?:[^,;:#@、转印制收发受依不主]{0,6})(?:文件|公文)(?:类)?(?:信息)?(?:公开)?(?:共|计|有|为|达|约)*$`)

// kindByHead names the kind that the last noun of a part's label tells.
func kindByHead(f *frame, label string) string {
	if f.inParts() && papers.MatchString(label) {
		return "policy_docs"
	}
	m := headWord.FindStringSubmatch(label)
	if m == nil || m[2] == "" && !f.inParts() || publishVerb.MatchString(strings.TrimSuffix(label[:strings.LastIndex(label, m[1])], m[1])) {
		return ""
	}
	switch m[1] {
	case "公告", "公示", "通告", "通知":
		return "notice"
	}
	return "news"
}

// parts begins the parts of what a number counts, up to the last of them.
var parts = mustPattern(`(?:其中|包括|分别|构成(?:为|如下)?[:,]|分为[:,]?|具体(?:为|是|如下)[:,]?|^(?:主要|公开的?|信息)*(?:内容|类别)(?:有|为|是|如下|主要)*:|^[按从分就][^,;:#@]{1,6}[,:]|信息(?:里头?|中|当中|之中|里面),|@[条件份篇](?:信息)?[:(])[^。]*$`)

// inParts says whether a number is one of the parts of another.
func (f *frame) inParts() bool {
	return f.listed || parts.MatchString(f.m.text[:f.byteAt])
}

// namesKind begins the words that name the kind of a number in front of them.
var namesKind = mustPattern(`^(?:则|均|都|可|被)?(?:为|是|属|归|列|系|涉及|反映)`)

// A number in front of its kind has at most these words before it and nothing but the kind behind it: 包括20条政策文件、30条财政信息.
var (
	partOnly = mustPattern(`^(?:其中|包括|包含|主要|有|含|另有|及|为|是|和|:)*$`)
	kindOnly = mustPattern(`^[^,;:#@公开发布]{2,14}(?:信息|文件|动态|公告|、|和|及|与)$`)
)

// bareFigure is a clause that states a figure whose subject is the clause before: 工作动态占大头,为1105条.
var bareFigure = mustPattern(`^(?:(?:同时|另|并|还)*(?:选取|挑选|择要|精选|选择)?其中的?|(?:大部分|多数|半数以上|绝大多数|[一二三四五六七八九十]{1,2}分之[一二三四五六七八九十]{1,2})(?:即|为|计|的)?|即|仍|则|已|共|计|共计|合计|总计|为|有|是|达到|达|约|占到?了?|仅有?|只有|各类信息)*$`)

// labelOnly ends a text with the name of one part of a list that parts the names from their figures by commas: 县政府网站,1204条;局网站,356条.
var labelOnly = mustPattern(`(?:^|[:;])(?:[^,;:()#@]{2,10}|[一二三四五六七八九十]是[^,;:()#@开发]{2,16}),$`)

// placed is a clause that gives a kind its place among the others or calls it the rest, so that the bare figure behind it is its own:
// 通知公告次之,310条.
var placed = mustPattern(`^(?:其中)?[^,;:#@]{2,14}(?:最多|居首|为首|居多|次之|居次|其次|再次|最少|垫底|(?:列|居|排|位居|位列)第?X)$|^(?:其余|剩余|余下)(?:的)?(?:均|都|则)?(?:为|是|属于?)[^,;:#@]{2,10}$`)

// subjectAhead is the clause before a number's clause that has no subject of its own, without a share that it states.
func (f *frame) subjectAhead() string {
	if !bareFigure.MatchString(f.label) || f.from == 0 {
		return ""
	}
	head := f.m.text[:f.from-1]
	clause := lastClause(head)
	if mark := f.m.text[f.from-1]; (mark != ',' || f.label == "" && !labelOnly.MatchString(f.m.text[:f.from]) && !placed.MatchString(clause)) && (mark != '(' || !strings.HasPrefix(f.after(), ")")) {
		return ""
	}
	if i := strings.IndexByte(clause, markNumber); i >= 0 && !strings.HasPrefix(clause[i+1:], "%") {
		return ""
	}
	return clause
}

// categoriesIn decides which kind a label names: the last of the longest words; 其他 beside another kind takes the whole, and two
// other kinds joined in one label are no kind (23).
func categoriesIn(label string, g *grammar) string {
	if _, same, ok := strings.Cut(label, "即"); ok { // 行政职责类即业务类
		label = same
	}
	if i := strings.LastIndex(label, "等"); i >= 0 && (strings.Contains(label, "、") || strings.Contains(label[i:], "类")) { // 低保、救灾等民生类; 文件、财务、人事等信息 is no kind
		label = label[i+len("等"):]
	}
	label = concerning.ReplaceAllString(label, "")
	label = strings.ReplaceAll(label, "人民政府", "政府") // whose second half is not 民政
	label = strings.ReplaceAll(label, "惠农区", "区")   // a district
	label = policyWork.ReplaceAllString(label, "$1$2")
	if notKind.MatchString(label) || withReadings.MatchString(label) || strings.Contains(label, "计划生育") { // 执行计划生育政策情况 is none of policies
		return ""
	}
	if kindBeside.MatchString(label) {
		return ""
	}
	if head, ok := strings.CutSuffix(label, "工作信息"); ok && len(kinds(head, g.categories)) > 0 { // 人事工作信息 is about staff
		label = head
	}
	if newsOf.MatchString(label) { // 教育动态, whose field is not what it is
		return "news"
	}
	found := kinds(label, g.categories)
	switch {
	case len(found) == 0:
		return ""
	case len(found) == 1:
		return found[0]
	case fresh.MatchString(label):
		return "other"
	}
	if strings.Count(label, "、") >= severalKinds { // 教育、社保、农村、计生类 is no kind of them
		return ""
	}
	if strings.Contains(label, "类") && merged2.MatchString(label) && strings.Count(label, "类") > 1 {
		return ""
	}
	return found[0]
}

// policyWork is the work under a policy, which is about its field and no text of a policy: 执行计划生育政策情况; and the auditing of budgets.
var policyWork = mustPattern(`(?:执行|落实|贯彻)([^,;:#@、]{2,12})政策(?:的)?(?:情况|类)|预算执行(?:情况)?(?:的|和其[他它]财政收支的?)?(审计)`)

// concerning is what documents are about, which is not what they are: 与规范性文件有关的通知公告.
var concerning = mustPattern(`(?:与|同|跟)[^,;:#@]{2,16}(?:有关|相关)的`)

// newsOf is the news of one field of work.
var newsOf = mustPattern(`^(?:其中|包括)?[^,;:#@、和及与]{2}动态(?:类)?(?:信息)?(?:共|计|有|为)*$`)

// notKind is all but one kind: 非业务类.
var notKind = mustPattern(`^(?:其中|另有)?非[^,;:#@、]{2,6}(?:类|信息)`)

// withReadings counts documents together with what interprets them.
var withReadings = mustPattern(`(?:文件|公文)(?:和|及|与|、|以及)(?:其)?(?:政策)?解读`)

// severalKinds is how many marks stand between the kinds of a label that joins too many to be called by one.
const severalKinds = 2

// kinds gives the different things that the words of a label stand for; a word that shares characters with a longer one does not count. The
// longest word comes first, of two as long the one that stands first.
func kinds(label string, words labelWords) []string {
	var buffer [8]hit
	found := words.lexicon.find(label, buffer[:0])
	slices.SortStableFunc(found, func(a, b hit) int { return cmp.Compare(a.word, b.word) }) // the longest words first
	hits := found[:0]
	for i, h := range found {
		again := i > 0 && h.word == found[i-1].word // only the first place of a word counts
		if !again && !slices.ContainsFunc(hits, func(o hit) bool { return h.from < o.to && h.to > o.from }) {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if d := (b.to - b.from) - (a.to - a.from); d != 0 {
			return d
		}
		return a.from - b.from
	})
	var out []string
	for _, h := range hits {
		if is := words.is[h.word]; !slices.Contains(out, is) {
			out = append(out, is)
		}
	}
	return out
}
