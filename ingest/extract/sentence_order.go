package extract

import (
	"slices"
	"strings"

	"gongkai/ingest/numeral"
)

// namedThing is a thing of which a sentence may tell the number before or behind its name: 收到5件申请, 收到申请5件. The rules know the second
// order best, so that a masked sentence is brought into it.
type namedThing struct {
	noun *pattern // behind the unit of the number
	verb *pattern // what ends the words before the number
}

// soMany is what may stand between a verb and a number, whose is from whom what was received came.
const (
	soMany = `(?:了|过|到)?(?:共|共计|总计|合计|累计|各类)*$`
	whose  = `(?:群众|网民|公众|公民|市民|居民|村民|企业|社会|自然人)*(?:提出|提交|反映)?(?:的)?`
)

// namedThings are such things and what is done to them or by them.
var namedThings = []namedThing{
	{
		mustPattern(`^(?:依申请公开|政府信息公开|信息公开|政务公开|申请公开|公开)?(?:政府信息|信息|书面)?(?:的)?申请(?:件|事项|表|书)?|^(?:政府信息)?依申请公开(?:件|事项)?`),
		mustPattern(`(?:(?:收到|接到|受理|接收|接受|办理|处理|办结|答复|回复|新收|收办|收)` + whose + `|当面提出的|当面|网络|网上|在线|信函|邮寄|传真|电子邮件)` + soMany + `|^(?:全年|年内|本年度?|Y年度?|共|共计|总计|合计|累计|共有)+$`),
	},
	{
		mustPattern(`^(?:各类|各种|有关|相关|主动公开|公开)?(?:政府|政务)?信息(?:内容)?`),
		mustPattern(`(?:发布|公开|公布|推送|刊登|刊发|更新|上传|公示|转发|编发|发送)` + soMany),
	},
	{
		mustPattern(`^(?:涉及|关于|有关|因)?(?:政府信息公开|信息公开|政务公开)?(?:的|类|引发|引起)*(?:行政)?(?:复议|诉讼)(?:案件|申请|案)?|^(?:应诉案件|官司)`),
		mustPattern(`(?:发生|引发|引起|导致|产生|收到|接到|受理|涉及|提起|被申请|出现|办理|办结|有)(?:了|过)?(?:涉及|因|关于|有关)?(?:政府信息公开|信息公开|政务公开)?(?:工作|申请)?(?:的|类|被提起|引发|引起)*` + soMany + `|(?:提起|起诉)的$|^(?:其中|另有)?$`),
	},
	{
		mustPattern(`^(?:政府)?新闻发布会`),
		mustPattern(`(?:召开|举办|举行|组织|开)` + soMany),
	},
	{
		mustPattern(`^(?:信息公开|政府信息公开|政务公开|业务|专题|专门|集中|工作|[、和及])*培训(?:班|会|活动)?`),
		mustPattern(`(?:召开|举办|举行|组织|开展|开办|办)` + soMany),
	},
	{
		mustPattern(`^(?:政府信息公开|信息公开|政务公开|专题|专门|工作|推进|协调|调度|部署|[、和及])*(?:会议|推进会|工作会|协调会|部署会|调度会|座谈会|专题会|例会)`),
		mustPattern(`(?:召开|举办|举行|组织|开)` + soMany),
	},
	{
		mustPattern(`^(?:专职|兼职|专兼职)(?:工作)?人员`),
		mustPattern(`(?:配备|安排|明确|确定|落实|设|设有|设立|设置|有)` + soMany),
	},
	{
		mustPattern(`^(?:政策|文件)*解读(?:材料|稿件|文章|信息)?`),
		mustPattern(`(?:发布|公布|公开|制作|编发|撰写|推出|推送|刊发|开展)` + soMany),
	},
	{
		mustPattern(`^(?:群众|网民|公众|市民|居民)*(?:来信|留言|信件)`),
		mustPattern(`(?:收到|接到|受理|接收|办理|处理|办结|答复|回复|回应)` + whose + soMany),
	},
	{
		mustPattern(`^(?:群众|公众|市民|政府信息公开|信息公开|有关|相关|的|类)*(?:举报投诉|投诉举报|举报|投诉)`),
		mustPattern(`(?:收到|接到|受理|接收|办理|处理|发生)` + whose + soMany),
	},
	{
		mustPattern(`^(?:行政)?规范性文件`),
		mustPattern(`(?:制发|制定|印发|出台|公开|发布|公布)` + soMany),
	},
	{
		mustPattern(`^(?:在线)?访谈(?:节目|活动)?`),
		mustPattern(`(?:开展|举办|组织|举行|播出)` + soMany),
	},
}

// denial is a word by which a clause denies what it goes on to name: 未发生1件行政复议.
const denial = "未没无不"

// and is what may stand between two numbers of one row with their names: 发生2件行政复议、1件行政诉讼.
var and = mustPattern(`^(?:、|和|及|与|以及)$`)

// namesFirst puts the numbers of a masked sentence behind the names of what they count.
func (m *masked) namesFirst() {
	row := 0 // where the number before ends that was put behind its name
	for i := range m.numbers {
		n := &m.numbers[i]
		if n.unit == "" || n.Kind != numeral.Count {
			continue
		}
		start := strings.LastIndexAny(m.text[:n.byteAt], clauseMarks) + 1
		unitEnd := n.byteAt + 1 + len(n.unit)
		goesOn := row > start && and.MatchString(m.text[row:n.byteAt])
		name := nameBehind(m.text[start:n.byteAt], m.text[unitEnd:], goesOn)
		if name == 0 || strings.ContainsAny(strings.ReplaceAll(m.text[start:n.byteAt], "未经", ""), denial) {
			continue
		}
		m.swap(n.byteAt, unitEnd, unitEnd+name)
		n.byteAt += name
		row = unitEnd + name
	}
}

// nameBehind gives the length of the name, behind a number and its unit, of what they count; 0 when the clause goes on behind it or does
// something else before. goesOn says that the words before do not matter, since a row goes on.
func nameBehind(before, behind string, goesOn bool) int {
	for _, thing := range namedThings {
		name := len(thing.noun.FindString(behind))
		if name == 0 || name < len(behind) && !strings.ContainsRune(clauseMarks+"、", []rune(behind[name:])[0]) {
			continue
		}
		if goesOn || thing.verb.MatchString(before) {
			return name
		}
	}
	return 0
}

// swap exchanges the bytes [from, mid), a number and its unit, with the bytes [mid, to), a name. The name is then found where the number
// begins and the unit where the name ends, so that what quotes them quotes all of it.
func (m *masked) swap(from, mid, to int) {
	m.text = m.text[:from] + m.text[mid:to] + m.text[from:mid] + m.text[to:]
	first, last := m.at[from], m.at[to-1]
	name := slices.Repeat([]int32{first}, to-mid)
	rest := slices.Repeat([]int32{last}, mid-from)
	rest[0] = first
	copy(m.at[from:], name)
	copy(m.at[from+len(name):], rest)
}
