package extract

import (
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// verdict is what the surroundings of a number say before any rule is asked.
type verdict uint8

const (
	guardPass      verdict = iota
	guardSkip              // a difference, a target, last year's figure: no figure of this report
	guardOtherYear         // a sentence about another year
)

var (
	// delta is a difference to the year before (39): 同比增加n条, 比上年多n件. 增加到 is none.
	delta = mustPattern(`(?:净增加?|增加|减少|增长|上升|下降|多出|多|少|增量|增幅|回落|提高|降低|提升)(?:了|约|为|近)?#|(?:同比|环比|比上年|比去年|较上年|较去年|比O|较O)[^,;#@]{0,6}(?:增|减|多|少|升|降)[^,;#@到至]{0,3}#`)
	// was is the earlier end of a change (38): 由M条增加到N条.
	was = mustPattern(`(?:由|从)[^,;#@]{0,12}#[^,;@]{0,10}$`)
	now = mustPattern(`^[^,;@]{0,10}(?:(?:增加|上升|增长|提升|提高|减少|下降|降低)(?:到|至|为)?|(?:整合|清理|精简|压缩|压减|缩减|归并|优化|变更|调整)(?:到|至|为|成)|[增减升降跌落](?:到|至|为))`)
	// denied is a single case that a denial counts: 未发生一起.
	denied = mustPattern(`(?:未|没有?|无|不存在)(?:曾)?(?:因[^,;#@]{1,20})?(?:发生|收到|出现|接到|受理|有|引发|引起|产生|提起|被提起|形成|涉及)?过?(?:任何|哪怕)?$`)
	// target is a promise (T6).
	target = mustPattern(`(?:力争|争取|确保|拟[^制稿定写]|明年|预计|目标|(?:计划|拟|预计)F|^计划(?:在|于|新增|举办|公开|发布))[^,;#@]{0,24}#`)
	// promise begins a part of a sentence whose later clauses promise as well: 力争公开800条,组织培训3次.
	promise = mustPattern(`(?:^|[,;。])(?:下一?步,|计划|拟)?(?:明年|来年|力争|争取)[^;。]*,[^;。]*$`)
	// comingYear begins such a part about the year to come, whose later clauses look back only where they name the report's year or what was done:
	// 明年每月不少于5条,全年举办发布会1次.
	comingYear = mustPattern(`(?:^|[,;。])(?:下一?步,|计划|拟)?(?:明年|来年)[^;。]*,[^;。]*$`)
	turnedBack = mustPattern(`Y|本年|今年|已`)
	// aim is a promise behind its figure: 公开100条的目标已完成.
	aim = mustPattern(`#[^,;#@]{0,10}(?:目标|任务数|指标任务|的任务)`)
	// theirs is what came in in an earlier year, told in the middle of a clause: 县国土局2011年收到的2件.
	theirs = mustPattern(`O(?:年度?)?(?:全年)?(?:收到|接到|受理|收悉|提出|发生|办理)的#`)
	// against is a figure of the year before as what the year's own is measured by: 较上年的12件增加7件.
	against = mustPattern(`(?:较|比|与|于)之?(?:去年|上年度?|上一年度?|O年?度?)(?:同期)?的?#`)
	// leftOut is what is said of a figure that belongs to none of the report's: 另发布单位信息406条,不计入上述数字.
	leftOut = mustPattern(`^(?:均|都|皆|则)?(?:不|未)(?:计入|列入|纳入|统计在|包括在)|^[^,;#@]{0,4}(?:[只仅])(?:计算?|统计|算)(?:为)?(?:一|@)次|^[^;。#@]{0,6}[,(](?:[^,;。#@]{0,14},)?[^,;。#@]{0,8}(?:不|未)(?:计入|列入|纳入|统计在|包括在|包含在|含在|在此列|在统计|在[^,;。#@]{0,10}(?:统计|之内|范围))` +
		`|^[^;。#@]{0,16}[,(](?:此类|这类|这个|这些|此项|这项|该数|此数|上述)[^,;。#@]{0,6}不(?:属|算|是)[^,;。#@]{0,8}(?:信息公开|政府信息)`)
	// restLeftOut names something else that the figure does not hold: 主动公开122条(链接信息不包含在内).
	restLeftOut = mustPattern(`^[,(][^,;。#@这该此其上以均都也尚暂]{2,8}(?:不|未)(?:包括|包含|计算|统计|计入|列入|纳入)`)
	// leftOutAll says so of several figures, behind the last of them: 复议13件、诉讼7件,不在此列. ownAccount is a clause of which it cannot be
	// said, or what brings in others of which it is.
	leftOutAll = mustPattern(`[,(](?:这部分|这些|这几项|这类|此类|以上|上述|该)?(?:[^,;。#@]{0,4})?(?:均|都|皆|全部)?(?:(?:不|未)在(?:此列|其列|其内|此内)|(?:另案|另行|单独|另外|分开)(?:统计|计算|列报|上报|报送)` +
		`|(?:不|未)(?:计入|列入|纳入|统计在|包括在)[^,;。#@]{0,8}(?:公开|本报告|上述|统计|此列)|不属于?[^,;。#@]{0,8}(?:报告|统计)[^,;。#@]{0,6}(?:范围|口径|之列|内容))`)
	ownAccount = mustPattern(`公开|政府信息|政务信息|[,(](?:另|此外)`)
	// none1 is a denial behind a single case: 一起也没有.
	none1 = mustPattern(`^(?:也|都|亦|均)(?:没|未|无)|^(?:没|未)(?:有|能|开|发生|收到|接到|办|召开|举)`)
	// elseAhead opens a bracket with figures that are published elsewhere: 全县数据由县政府另行公布(全县公开信息30412条). elseBehind says behind a
	// figure that what it counts are no applications for information, whatever they are.
	elseAhead  = mustPattern(`(?:另行|单独|另外|分别)(?:公布|公开|发布|通报|统计|编制|报告|反映)[^,;:()#]{0,6}\([^()]*$`)
	elseBehind = mustPattern(`^[^,;:()#@]{0,6}[,(](?:[^,;#@]{0,14},)?(?:均|都|皆|全部|并|亦|也|该类|此类|这类|这些)*(?:不属于?|不是|不算|并?非(?:专指|都是|全是)?)(?:政府)?(?:信息|政务)公开(?:的)?(?:申请|事项|范畴|工作)(?:$|[,;)])|^[^,;:()#@]{0,6}[,(](?:并)?非专指(?:政府)?信息公开|^\([^()#@]{0,14}(?:另行|单独|另外)(?:公布|公开|发布|通报|统计)`)
	// notThere is how an application ended, which denies no case: 信息不存在一件.
	notThere = mustPattern(`(?:信息|材料|资料|文件|内容|事项|[”"告知])不存在(?:的)?$|^(?:其中)?(?:的)?不存在(?:的)?$`)
	// notOne stands before a denied case counted by a digit: 未收到1件. 信息不存在1件 denies none.
	notOne = mustPattern(`(?:未|没有?)(?:曾)?(?:发生|收到|出现|接到|受理|引发|引起|产生)过?$`)
	// noneOf is a denial of a case counted by a digit: 1件申请都没有收到. 1件均未审结 is none.
	noneOf = mustPattern(`#[件起例宗个条次][^,;#@]{0,20}(?:也|都|均)(?:没有?|未)(?:能|曾)?(?:收到|接到|受理|发生|出现)`)
	// oneOf is a denial of a single case with what is denied between: 一件申请都没有收到.
	oneOf = mustPattern(`#[件起例宗个条次][^,;#@]{0,20}(?:也|都|均)(?:没|未|无)`)
	// period is the year that a clause begins with, by its number or by its place beside the report's year.
	period = mustPattern(`(?:^|[,;:(])(?:截至|截止|截止到|在|于|而|其中|仅|到|至|[我本][局县市区镇乡办委厅])?(?:(?:刚刚|已经)?过去的)?(?:([YOF]|来年|新的?一年|未来一年|今后一年)|(去年|上年度?|上一年度?|前一年度?|往年|以往|前些年|前几年)|(今年|本年度?|当年))`)
	// present is a word for the report's year. Beside one, 去年 is the year before; alone it is what a clerk who writes in
	// January calls the report's year.
	present = mustPattern(`今年|本年|当年|Y`)
	// since marks an earlier year that is the beginning of a sum and not the period.
	since = mustPattern(`(?:自|从)O|O(?:至|到|-|—|~)(?:[^OD]|$)|O[^,;#@]{0,16}(?:以来|至今|起|结转|转结|转来|转入|遗留|未办[结完]|没办[结完])|O度?(?:的)?(?:结转|转结)`)
	// atPresent begins a clause about how things are now, whatever happened in the year named before it: 于2008年开始…,现有兼职人员16名.
	atPresent = mustPattern(`[,;](?:现有|现已有|现共有|现设|现配|目前|如今|现在)`)
	// yearFirst begins a part of a sentence about an earlier year.
	yearFirst = mustPattern(`^(?:其中)?(?:在|于)?(?:O|去年|上年|上一年|前一年)`)
	// done is what was done in a later year, which a report cannot know; planned is what is to be done then.
	done    = mustPattern(`(?:公开|发布|收到|受理)[^,;#@]{0,10}#`)
	planned = mustPattern(`将|计划|拟|力争|预计|确保|争取|目标|结转|继续`)
	// carried is what came over from the year before.
	carried = mustPattern(`结转|转结|转入|未办[结完]|没办[结完]|没有办[结完]|尚未办|遗留|转到|承接|接续`)
	// past says that a sentence in the chapter on problems looks back, standing that it tells how things are.
	past     = mustPattern(`Y|全年|本年|年内[只仅]|已|共`)
	standing = mustPattern(`仅|只有|现有|目前`)
)

// area is a figure of a whole province, city or county, named by its rank.
var area = mustPattern(`(?:^|[^在为居于是占按])全(国|省|州|市|县|区)(?:各级|同期|共|累计|主动|公开|发布|总|平台|政府|行政机关|各地|一年)[^,;。#@]{0,16}#`)

// elsewhere says whether a number is one of a larger area than the issuer's, named for comparison: 市级平台同期全市公开12万条 in a
// county's report.
func (n *narrator) elsewhere(f *frame) bool {
	if !f.clauseHolds(area) {
		return false
	}
	m := area.FindStringSubmatch(f.clause)
	issuer := n.id.issuer
	own, _ := utf8.DecodeLastRuneInString(issuer.Region)
	switch m[1] {
	case "国":
		return issuer.Region != ""
	case "省":
		return own == '市' || own == '县' || own == '州' || own == '旗'
	case "市", "州":
		return own == '县' || own == '旗' || n.besideOwn(f)
	}
	return n.besideOwn(f)
}

// ownBehind is what a department says of itself behind a figure of the whole area.
var ownBehind = mustPattern(`[,;(](?:其中)?(?:,)?[我本](?:局|委|办|厅|院|中心|单位|部门|机关)(?:机关)?(?:[^,;#@]{0,10}(?:公开|发布|公布)[^,;#@]{0,8})?@`)

// besideOwn says whether a department tells a figure of the whole area to set its own beside it.
func (n *narrator) besideOwn(f *frame) bool {
	return n.id.issuer.Level == disclosure.LevelDepartment && ownBehind.MatchString(f.after())
}

// guard decides whether a number can be a figure of the report's year.
func (f *frame) guard() verdict {
	if f.passed || f.Kind == numeral.Count && f.unit == "" && yearLike(f) {
		return guardSkip
	}
	if f.clauseHolds(delta) || f.clauseHolds(target) || f.promisedBefore() || f.clauseHolds(aim) || f.clauseHolds(against) ||
		f.deniedOne() || f.leftOut() || f.leftOutWithOthers() || f.leadHolds(elseAhead) || f.afterHolds(elseBehind) {
		return guardSkip
	}
	if f.clauseHolds(was) && f.index+1 < len(f.m.numbers) && now.MatchString(f.after()) {
		return guardSkip
	}
	return f.yearGuard()
}

// leftOut says whether a figure is said to belong to none of the report's.
func (f *frame) leftOut() bool {
	return f.m.can(leftOut) && leftOut.MatchString(f.after()) && (!restLeftOut.MatchString(f.after()) || strings.HasPrefix(f.label, "另"))
}

// leftOutWithOthers says whether a figure is one of several that belong to none of the report's.
func (f *frame) leftOutWithOthers() bool {
	if !f.m.can(leftOutAll) {
		return false
	}
	after := f.after()
	at := leftOutAll.FindStringIndex(after)
	return at != nil && strings.IndexByte(after[:at[0]], ';') < 0 && !ownAccount.MatchString(after[:at[0]]) && !ownAccount.MatchString(f.clause)
}

// deniedOne says whether a number only counts the single case that a denial denies.
func (f *frame) deniedOne() bool {
	if f.Chinese {
		return denied.MatchString(f.label) && !notThere.MatchString(f.label) || none1.MatchString(f.after()) || f.clauseHolds(oneOf)
	}
	return f.Value == numeral.Scale && f.Kind == numeral.Count && (notOne.MatchString(f.label) || f.clauseHolds(noneOf))
}

// promisedBefore says whether a clause of the same part of the sentence has begun to promise, and this one does not look back.
func (f *frame) promisedBefore() bool {
	if f.leadHolds(comingYear) {
		return !f.clauseHolds(turnedBack)
	}
	return f.leadHolds(promise) && !f.clauseHolds(past)
}

// yearGuard looks at the last year that the sentence names at the beginning of a clause before the number.
func (f *frame) yearGuard() verdict {
	if f.clauseHolds(theirs) {
		return guardOtherYear
	}
	head := openText(f.m.text[:f.byteAt])
	if len(head) == f.byteAt && !f.m.can(period) {
		return guardPass // nothing was taken out, so that the words in front are the sentence's own
	}
	at := periodIn(head)
	if at == nil || aside(head, at[0]) {
		return guardPass
	}
	year, before := submatch(head, at, 1), submatch(head, at, 2)
	switch {
	case before != "":
		if (f.m.turns || f.m.holds(present)) && !carried.MatchString(clauseFrom(head+f.m.text[f.byteAt:], at[:2])) {
			return guardSkip
		}
	case year == string(markPast):
		if !since.MatchString(head) && !atPresent.MatchString(head[at[1]:]) {
			return guardOtherYear
		}
	case year != "" && year != string(markYear): // or 在新的一年里
		if f.clauseHolds(done) && !planned.MatchString(f.near()) && f.m.section != sectionProblems {
			return guardOtherYear
		}
		return guardSkip
	}
	return guardPass
}

// aside says whether the year named at a place of the text before a number is only compared with a figure in front of it, and the comparison is
// over: 公开9460条,2014年为8915条;重点领域2205条.
func aside(head string, at int) bool {
	over := strings.LastIndexAny(head, ";:")
	if over <= at {
		return false
	}
	part := head[strings.LastIndexAny(head[:at], ";:")+1 : at]
	return strings.IndexByte(part, markNumber) >= 0 && !yearFirst.MatchString(part)
}

// compared is a figure of another year that a clause names for comparison and no more: 上年为25条.
var compared = mustPattern(`^(?:截至|截止|截止到|在|于|而|其中)?(?:[OF]|去年|上年度?|上一年度?|前一年度?)年?度?(?:同期|全年|同时期)?(?:的|数)*(?:则|仅|只)?(?:为|是|有|共|:)*@`)

// periodIn finds the mark of the period in which the number at the end of head lies: the last one that is not in a clause which only
// compares.
func periodIn(head string) []int {
	marks := period.FindAllStringSubmatchIndex(head, -1)
	for i := len(marks) - 1; i >= 0; i-- {
		from := marks[i][0]
		if strings.IndexByte(clauseMarks, head[from]) >= 0 {
			from++
		}
		rest := head[from:]
		if strings.IndexByte(head[:from], markNumber) >= 0 && compared.MatchString(rest) {
			if k := strings.IndexAny(rest, clauseMarks); k >= 0 && !strings.HasPrefix(rest[k+1:], "其中") {
				continue
			}
		}
		return marks[i]
	}
	return nil
}

// submatch is group k of a match, "" when it took no part.
func submatch(text string, at []int, k int) string {
	if at[2*k] < 0 {
		return ""
	}
	return text[at[2*k]:at[2*k+1]]
}

// yearLike says whether a number without a unit is printed like a year.
func yearLike(f *frame) bool {
	v := f.Value / numeral.Scale
	return f.Value%numeral.Scale == 0 && v >= 1990 && v <= 2035 && f.Exactness == numeral.Exact && f.End-f.Start == 4
}

// ahead begins a sentence about what is to come.
var ahead = mustPattern(`^(?:下一步|下步|今后|打算|计划|拟|接下来|下一阶段)`)

// looksBack says whether a sentence in the chapter on problems and plans states what was done.
func looksBack(text string) bool {
	if strings.ContainsRune(text, markFuture) {
		return false
	}
	if ahead.MatchString(text) {
		return false
	}
	return past.MatchString(text) || standing.MatchString(text) && !planned.MatchString(text)
}
