package extract

import "strings"

// behindBracket is what a label goes on with behind a bracket that explains its first words: 环境质量(空气、水)信息.
var behindBracket = mustPattern(`^(?:发布|公开|公布|刊登|刊发|推送|上传|主动|上|全年|本年度?|年内|累计|更新|等|类|方面|的|各类|有关|相关|内容|信息|文件|(?:专项)?(?:工作)?经费|数量|数|共计|合计|总计|共|有|为|计|则|达|突破|超过?|逾|高达|近|约|仅)*$`)

// columnCount is how many columns a site has, which a bracket may say of what was published: (共有4个一级栏目,33个二级栏目)合计76855条.
var columnCount = mustPattern(`@个[^,;#@()]{0,6}(?:栏目|板块|版块|频道|专栏|类别)`)

// labelsAhead is the part of an enumeration of kinds before its last one.
var labelsAhead = mustPattern(`^.*@[条件份篇则个次期](?:信息)?、`)

// howMany is a bracket that tells how many there are of what stands before it: 微信公众号(1个)发布信息149条.
var howMany = mustPattern(`^\((?:共|计)?@[个家]\)$`)

// ofOffices takes out whose information it is: 微博账号(1个)发布政府信息149条.
var ofOffices = strings.NewReplacer("政府", "", "政务", "")

// overBracket gives the words around a bracket without figures in front of a number as its label.
func (m *masked) overBracket(from, at int) (start int, label string, ok bool) {
	if from == 0 || m.text[from-1] != ')' {
		return 0, "", false
	}
	open := strings.LastIndexByte(m.text[:from], '(')
	words := m.text[from:at]
	if open >= 0 && howMany.MatchString(m.text[open:from]) {
		words = ofOffices.Replace(words)
	}
	if !behindBracket.MatchString(words) {
		return 0, "", false
	}
	if open < 0 || strings.IndexByte(columnCount.ReplaceAllString(m.text[open:from], ""), markNumber) >= 0 && !ownFigure.MatchString(m.text[open:from]) && !howMany.MatchString(m.text[open:from]) && !m.partOfOutcome(open, from) {
		return 0, "", false
	}
	start = strings.LastIndexAny(m.text[:open], clauseMarks) + 1
	if row := labelsAhead.FindStringIndex(m.text[start:open]); row != nil { // 领导信息9条、统计信息(价格数据)13条
		start += row[1]
	}
	words = m.text[start:open]
	if words == "" || strings.IndexByte(words, markNumber) >= 0 {
		return 0, "", false
	}
	return start, words + m.text[from:at], true
}

// itsPart is a bracket that tells a part of what stands before it and is counted behind it: 其他处理(含申请人主动撤回6件)9件.
var itsPart = mustPattern(`^\((?:其中)?(?:含|包括|包含)[^()]*\)$`)

// partOfOutcome says whether a bracket tells a part of the applications that ended as the words before it say.
func (m *masked) partOfOutcome(open, to int) bool {
	return itsPart.MatchString(m.text[open:to]) && outcomeAhead.MatchString(m.text[:open])
}

// outcomeLength is how many characters the name of an outcome of applications has.
const outcomeLength = 4

// outcomeAhead is how applications ended in front of a bracket, oneReason a bracket that gives one reason for it.
var (
	outcomeAhead = mustPattern(`(?:不予公开|无法提供|不予处理|其[他它]处理)$`)
	oneReason    = mustPattern(`^\((?:涉及|[^()#@、和及或等]){2,}\)$`)
)

// reasonAhead gives the reason in a bracket in front of a number as its label where the sentence tells one outcome reason by reason, so
// that none of the numbers counts it as a whole: 不予公开(商业秘密)1件,不予公开(个人隐私)2件.
func (m *masked) reasonAhead(from, at int) (start int, label string, ok bool) {
	if from == 0 || m.text[from-1] != ')' || !behindBracket.MatchString(m.text[from:at]) {
		return 0, "", false
	}
	open := strings.LastIndexByte(m.text[:from], '(')
	if open < 0 || !oneReason.MatchString(m.text[open:from]) {
		return 0, "", false
	}
	outcome := outcomeAhead.FindString(m.text[:open])
	if outcome == "" || strings.Count(m.text, outcome+"(") < 2 {
		return 0, "", false
	}
	return open + 1, m.text[open+1:from-1] + m.text[from:at], true
}
