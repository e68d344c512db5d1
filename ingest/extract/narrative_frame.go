package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

// frame is one number in its clause, as rules see it.
type frame struct {
	figure
	m      *masked
	index  int    // of the figure in the sentence
	from   int    // bytes of m.text: where the clause begins
	to     int    // and ends
	clause string // with # for this number
	topic  string
	form   disclosure.Form
	prev   string  // the sentence before, when this one continues it
	label  string  // the words in front of the number
	nearby string  // see near
	around *around // see clauseHolds
	passed bool    // a part of the number behind it, which has taken its subject over
}

// clauseMarks end a clause.
const clauseMarks = ",;:()"

// frames cuts a masked sentence into the clauses of its numbers. prev is the sentence before when this one continues it, before
// the subject of the sentence before in any case.
func (m *masked) frames(g *grammar, around *around, form disclosure.Form, prev, before string) []frame {
	out := make([]frame, 0, len(m.numbers))
	words := m.subjects(g)
	ended := endings{}
	for i := range m.numbers {
		n := m.numbers[i]
		f := frame{figure: n, m: m, index: i, form: form, prev: prev, around: around}
		f.from, f.to = m.clauseStart(i), m.clauseEnd(i)
		f.label = m.text[f.from:n.byteAt]
		subjectEnd := n.byteAt
		if from, label, ok := m.reasonAhead(f.from, n.byteAt); ok {
			f.from, f.label = from, label
		} else if from, label, ok := m.overBracket(f.from, n.byteAt); ok {
			if open := strings.LastIndexByte(m.text[:f.from], '('); columnCount.MatchString(m.text[open:f.from]) {
				subjectEnd = open // what columns are called is no subject
			}
			f.from, f.label = from, label
		} else if from, label, ok := m.foremost(f.from, n.byteAt); ok {
			f.from, f.label = from, label
		}
		f.clause = f.label + string(markSelf) + m.text[n.byteAt+1:f.to]
		f.topic = topicAt(words, subjectEnd)
		if f.topic == "" && strings.HasPrefix(m.text, "其中") {
			f.topic = before
		}
		if f.topic == "" && g.SectionTopics[m.section] == "" && topicWithin(words, n.byteAt, f.to) == "requests" {
			f.topic = "requests" // 收到的5件申请, 3件予以公开
		}
		if f.topic == "" && g.SectionTopics[m.section] == "" && before == "requests" && (!otherBusiness.MatchString(m.text) || outcomesTold.MatchString(m.text)) {
			f.topic = before
		}
		if f.topic == "" {
			f.topic = m.runsOver(g)
		}
		if f.topic == "" || f.topic == "disclosure" && (m.section == sectionRequests || m.section == sectionConsult) && !strings.Contains(f.clause, "主动公开") {
			f.topic = g.SectionTopics[m.section]
		}
		f.topic = ended.of(&f)
		out = append(out, f)
	}
	settleDisputes(out)
	return out
}

// runInHeads are the subjects of which a heading may be the only word: 12345热线:全年受理诉求20.1万件.
var runInHeads = []string{"hotline", "mailbox", "messages"}

// runsOver gives the subject that the heading of a sentence names alone.
func (m *masked) runsOver(g *grammar) string {
	words := topicsIn(m.heading, g)
	topic := topicAt(words, len(m.heading))
	if !slices.Contains(runInHeads, topic) || slices.ContainsFunc(words, func(w topicWord) bool { return slices.Contains(runInHeads, w.topic) && w.topic != topic }) {
		return ""
	}
	return topic
}

// behindBracket is what a label goes on with behind a bracket that explains its first words: 环境质量(空气、水)信息.
var behindBracket = mustPattern(`^(?:发布|公开|公布|刊登|刊发|推送|上传|主动|上|全年|累计|更新|等|类|方面|的|各类|信息|文件|(?:专项)?(?:工作)?经费|数量|数|共计|合计|总计|共|有|为|计|则|达|突破|超过?|逾|高达|近|约|仅)*$`)

// columnCount is how many columns a site has, which a bracket may say of what was published: (共有4个一级栏目,33个二级栏目)合计76855条.
var columnCount = mustPattern(`@个[^,;#@()]{0,6}(?:栏目|板块|版块|频道|专栏|类别)`)

// labelsAhead is the part of an enumeration of kinds before its last one.
var labelsAhead = mustPattern(`^.*@[条件份篇则个次期](?:信息)?、`)

// howMany is a bracket that tells how many there are of what stands before it: 微信公众号(1个)发布信息149条.
var howMany = mustPattern(`^\((?:共|计)?@[个家]\)$`)

// overBracket gives the words around a bracket without figures in front of a number as its label.
func (m *masked) overBracket(from, at int) (start int, label string, ok bool) {
	if from == 0 || m.text[from-1] != ')' || !behindBracket.MatchString(m.text[from:at]) {
		return 0, "", false
	}
	open := strings.LastIndexByte(m.text[:from], '(')
	if open < 0 || strings.IndexByte(columnCount.ReplaceAllString(m.text[open:from], ""), markNumber) >= 0 && !ownFigure.MatchString(m.text[open:from]) && !howMany.MatchString(m.text[open:from]) && !m.partOfOutcome(open, from) {
		return 0, "", false
	}
	start = strings.LastIndexAny(m.text[:open], clauseMarks) + 1
	if row := labelsAhead.FindStringIndex(m.text[start:open]); row != nil { // 领导信息9条、统计信息(价格数据)13条
		start += row[1]
	}
	words := m.text[start:open]
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

// otherBusiness is what a sentence on other work than applications speaks of, which does not carry on about them.
var otherBusiness = mustPattern(`留言|信箱|热线|提案|建议|信访|会议|培训|新闻|解读|微信|微博|网站|发布|公众号|许可|审批|工单|来信|复议|诉讼|投诉|举报|咨询|元`)

// outcomesTold are words for how applications ended, which no other business has: 办结8件:予以公开3件,属于信访不予处理1件.
var outcomesTold = mustPattern(`[,:;(](?:其中)?(?:予以公开|部分公开|不予公开|无法提供|不予处理)@`)

// notThat is information that was asked for and is none or not held, which is no subject.
var notThat = mustPattern(`(?:不是|不属于?|所指|不掌握)[^,;#@]{0,12}(?:政府信息|机关公开|公开的)`)

// sentOn is where an applicant was told to ask, complain or sue, which is no subject either: 告知申请人向市国土局咨询.
var sentOn = mustPattern(`(?:告知|建议|引导)[^,;#@]{0,24}(?:咨询|投诉|举报|反映|复议|诉讼)`)

// oneApplying is a word of those who apply for a review as much as of those who apply for information.
const oneApplying = "申请人"

// subjects gives the subjects that a sentence names. The applicant behind a review or a lawsuit is none of his own.
func (m *masked) subjects(g *grammar) []topicWord {
	words := topicsIn(m.text, g)
	for _, at := range m.findAll(notThat) {
		words = slices.DeleteFunc(words, func(w topicWord) bool { return w.topic == "disclosure" && w.end > at[0] && w.end <= at[1] })
	}
	for _, at := range m.findAll(sentOn) {
		words = slices.DeleteFunc(words, func(w topicWord) bool { return w.end > at[0] && w.end <= at[1] && w.topic != "requests" })
	}
	if !strings.Contains(m.text, oneApplying) {
		return words
	}
	return slices.DeleteFunc(words, func(w topicWord) bool {
		from := w.end - w.length
		return strings.HasPrefix(m.text[from:], oneApplying) && w.length <= len(oneApplying) &&
			(m.section == sectionDisputes || ofReview.MatchString(m.text[:from]))
	})
}

// ofReview is a text that has come to a review or a lawsuit and has named no application since.
var ofReview = mustPattern(`(?:复议|诉讼)(?:案件|案)?@[件起宗例][^。申]*$`)

// findAll gives the bounds of all matches of a pattern in a sentence.
func (m *masked) findAll(p *pattern) [][]int {
	if !m.can(p) {
		return nil
	}
	return p.FindAllStringIndex(m.text, -1)
}

// clauseStart finds the beginning of the clause of number i: behind the last mark, or behind the unit of the number before it.
func (m *masked) clauseStart(i int) int {
	at := m.numbers[i].byteAt
	from := strings.LastIndexAny(m.text[:at], clauseMarks) + 1
	if i > 0 && m.numbers[i-1].byteAt >= from {
		p := m.numbers[i-1]
		from = p.byteAt + 1 + len(p.unit)
		if strings.HasPrefix(m.text[from:], "%") {
			from++
		}
		if numberFirst(m.text[from:at]) {
			return at
		}
		for _, skip := range []string{"、", "和", "及", "与", "以及"} {
			if strings.HasPrefix(m.text[from:at], skip) {
				from += len(skip)
				break
			}
		}
	}
	return from
}

// numberFirst says whether the words between two numbers belong to the first: 9件不属于本机关公开、4件信息不存在.
func numberFirst(between string) bool {
	for _, and := range []string{"、", "和", "及", "另有", "还有"} {
		if words, ok := strings.CutSuffix(between, and); ok && words != "" && words != "以" {
			return true
		}
	}
	return false
}

// outOf stands behind a number of which the next number is a part: 61件中办结56件.
var outOf = mustPattern(`^(?:依申请公开)?(?:申请)?(?:之|当)?[中里](?:面|有)?`)

// clauseEnd finds the end of the clause of number i: the next mark or the next number.
func (m *masked) clauseEnd(i int) int {
	at := m.numbers[i].byteAt
	to := len(m.text)
	if k := strings.IndexAny(m.text[at+1:], clauseMarks); k >= 0 {
		to = at + 1 + k
	}
	if i+1 < len(m.numbers) && m.numbers[i+1].byteAt < to {
		to = m.numbers[i+1].byteAt
		from := at + 1 + len(m.numbers[i].unit)
		if of := outOf.FindString(m.text[from:to]); of != "" {
			return from + len(of)
		}
		for _, and := range []string{"、", "和", "及"} {
			if strings.HasPrefix(m.text[from:to], and) { // the words behind belong to the next number
				return from
			}
		}
	}
	return to
}

// topicWord is a subject named at a place of the sentence.
type topicWord struct {
	end, length int
	topic       string
}

// topicsIn finds the subjects that a text names.
func topicsIn(text string, g *grammar) []topicWord {
	hits := g.topics.lexicon.find(text, nil)
	out := make([]topicWord, len(hits))
	for i, h := range hits {
		out[i] = topicWord{h.to, h.to - h.from, g.topics.is[h.word]}
	}
	return out
}

// topicAt gives the subject that is named last before at; of two that end at one place the longer word counts.
func topicAt(words []topicWord, at int) string {
	best := topicWord{}
	for _, w := range words {
		if w.end <= at && (w.end > best.end || w.end == best.end && w.length > best.length) {
			best = w
		}
	}
	return best.topic
}

// topicWithin gives the subject that is named last in a part of the text.
func topicWithin(words []topicWord, from, to int) string {
	return topicAt(slices.DeleteFunc(slices.Clone(words), func(w topicWord) bool { return w.end-w.length < from }), to)
}

func lastTopic(text string, g *grammar) string {
	if text == "" {
		return ""
	}
	return topicAt(topicsIn(text, g), len(text))
}

// ends says whether nothing that could be a unit stands behind a number without one of the known units.
func (f *frame) ends() bool {
	rest := f.m.text[f.byteAt+1:]
	return rest == "" || strings.IndexByte(clauseMarks, rest[0]) >= 0 || strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "和") ||
		strings.HasPrefix(rest, "及") || strings.HasPrefix(rest, "其中")
}

// near is the sentence up to the end of the clause, with what it continues.
func (f *frame) near() string {
	if f.nearby == "" {
		f.nearby = f.prev + f.m.text[:f.byteAt] + string(markSelf) + f.m.text[f.byteAt+1:f.to]
	}
	return f.nearby
}

// lead is the sentence before the clause, with what it continues.
func (f *frame) lead() string {
	if f.prev == "" {
		return f.m.text[:f.from]
	}
	return f.prev + f.m.text[:f.from]
}

// after is the sentence behind the clause's unit.
func (f *frame) after() string { return f.m.text[f.byteAt+1+len(f.unit):] }

// fits says whether the words around a number are those of a rule that can read it (see ruleSets and patternIndex).
func (r *rule) fits(f *frame) bool {
	if !f.clauseHolds(r.match) || r.not != nil && f.clauseHolds(r.not) {
		return false
	}
	if r.lead != nil && !f.leadHolds(r.lead) || r.after != nil && !f.afterHolds(r.after) {
		return false
	}
	return (r.near == nil || f.nearHolds(r.near)) && (r.far == nil || !f.nearHolds(r.far))
}

// name is the name of a section in rules: text under no known heading is in none.
func (s section) name() section {
	if s == sectionNone {
		return "none"
	}
	return s
}

// place gives the runes of the view that the bytes [from, to) of the masked text came from.
func (m *masked) place(from, to int) span {
	for from < to && !utf8.RuneStart(m.text[from]) {
		from++
	}
	if to <= from {
		return span{int(m.at[from]), int(m.at[from])}
	}
	return span{int(m.at[from]), int(m.at[to-1]) + 1}
}

// quote is the part of the text that states the number of a frame: the clause up to the unit.
func (f *frame) quote() span {
	from := f.from
	for from < f.byteAt && strings.ContainsRune(":;,()、", rune(f.m.text[from])) {
		from++
	}
	p := f.m.place(from, f.byteAt+1)
	p.end = f.End
	if f.unit != "" {
		p.end = f.m.place(f.byteAt+1, f.byteAt+1+len(f.unit)).end
	}
	return p
}

// matchEnd is where the words end by which a rule knew the number, in runes of the view. What is said of all the cases counted
// stands behind the number: 收到申请6件,均为网络申请.
func (f *frame) matchEnd(r *rule) int {
	if f.label != f.m.text[f.from:f.byteAt] {
		return 0
	}
	at := r.match.re().FindStringIndex(f.clause)
	if at == nil || f.from+at[1] > f.to {
		return 0
	}
	end := f.m.place(f.from+at[0], f.from+at[1]).end
	if !r.Also || r.after == nil {
		return end
	}
	from := f.byteAt + 1 + len(f.unit)
	if at = r.after.FindStringIndex(f.after()); at == nil || strings.IndexByte(f.m.text[from:from+at[1]], markNumber) >= 0 {
		return end
	}
	said := strings.TrimRight(f.m.text[from:from+at[1]], clauseMarks)
	return max(end, f.m.place(from+at[0], from+len(said)).end)
}

// labelInFull puts in front of a label the words of its clause that it is a part of: its share, its aspect, its pieces.
func (f *frame) labelInFull() {
	if f.label == "" {
		if m := shareFirst.FindStringSubmatch(f.lead()); m != nil {
			f.label = m[1]
		}
	}
	if f.m.can(aspect) && ofAspect.MatchString(f.label) {
		if m := aspect.FindStringSubmatch(f.m.text[:f.from]); m != nil {
			f.label = m[1] + m[2] + f.label
		}
	}
	if f.onKeyAreas() {
		f.label = "重点领域信息" + f.label
	}
	if f.m.can(pieces) && sumOnly.MatchString(f.label) {
		if m := pieces.FindStringSubmatch(f.m.text[:f.from]); m != nil {
			f.label = m[1] + f.label
		}
	}
}

// onKeyAreas says whether a clause counts what was published of the key areas that the clause before it names.
func (f *frame) onKeyAreas() bool {
	return f.m.can(keyAreas) && ofKeyAreas.MatchString(f.label) && keyAreas.MatchString(f.m.text[:f.from])
}
