package extract

import (
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/gazetteer"
	"gongkai/ingest/numeral"
)

// identity is what a report says about itself: who, for which year, when.
type identity struct {
	issuer      disclosure.Issuer
	year        int // the year reported on; 0 when unresolved
	title       string
	publishedOn string // YYYY-MM-DD or ""
	scope       disclosure.Scope
	findings    []disclosure.Finding
	quarantine  []string // reason codes; see disclosure.Report
}

// herald reads the identity of one report.
type herald struct {
	v     *View
	doc   *document.Document
	gaz   *gazetteer.Gazetteer
	lines []span // the lines that hold words
	title span   // the line or lines of the title; empty when there is none
	id    identity
	asked []answer // see named

	published numeral.Date
	signed    numeral.Date
	dates     map[string]span // where the dates of publication and signature stand
}

// readIdentity finds the issuer, the year and the dates of a report. What cannot be told stays empty, with a finding and a
// reason for quarantine; nothing is guessed. A text that is no annual report gets NOT_A_REPORT.
func readIdentity(v *View, doc *document.Document) identity {
	h := &herald{v: v, doc: doc, gaz: gazetteer.Default(), lines: v.textLines(), dates: map[string]span{}}
	h.readTitle()
	if !h.isReport() {
		h.quarantine("NOT_A_REPORT", "文件不是政府信息公开工作年度报告。", "The file is no annual report on government information disclosure.")
		return h.id
	}
	h.readDates()
	h.readYear()
	h.readIssuer()
	h.readScope()
	h.checkDates()
	h.reportLostDates()
	return h.id
}

func (v *View) textLines() []span {
	out := make([]span, 0, strings.Count(v.text(), "\n")+1)
	for start := 0; start <= len(v.Runes); {
		end := start
		for end < len(v.Runes) && v.Runes[end] != '\n' {
			end++
		}
		if p := v.unmarked(v.trim(start, end)); p.end > p.start {
			out = append(out, p)
		}
		start = end + 1
	}
	return out
}

// unmarked takes the marks of a heading or of bold print off a line of Markdown; two asterisks in front alone stand for a name.
func (v *View) unmarked(p span) span {
	start := p.start
	for start < p.end && v.Runes[start] == '#' {
		start++
	}
	p = v.trim(start, p.end)
	if p.end-p.start > 4 && v.String(p.start, p.start+2) == "**" && v.String(p.end-2, p.end) == "**" {
		p = v.trim(p.start+2, p.end-2)
	}
	return p
}

func (h *herald) line(i int) string { return h.v.String(h.lines[i].start, h.lines[i].end) }

// quarantine adds an error that keeps the report out of the aggregates.
func (h *herald) quarantine(code, zh, en string, places ...span) {
	h.find(code, disclosure.SeverityError, zh, en, places...)
	h.id.quarantine = append(h.id.quarantine, code)
}

func (h *herald) find(code string, severity disclosure.Severity, zh, en string, places ...span) {
	h.id.findings = append(h.id.findings, h.v.finding(code, severity, zh, en, places...))
}

// subjectWords are words of which every report on disclosure holds several, and titleWords those that name the subject.
var (
	subjectWords = []string{
		"主动公开", "依申请", "申请公开", "行政复议", "行政诉讼", "年度报告", "信息公开工作", "收费", "存在的问题", "主要问题",
		"第二十条", "本年新收", "申请总数", "公开政府信息", "统计期限",
	}
	subjects = newLexicon(subjectWords)
	// customary are words that reports use and that alone prove nothing.
	customary = newLexicon([]string{
		"概述", "引言", "兼职工作人员", "全职工作人员", "申请受理点", "公共查阅点", "公开指南", "公开目录", "公开年报", "公开报告", "不予公开", "全文电子化", "《条例》",
	})
	// leadSentence stands for a title: 现将2009年度政府信息公开情况报告如下.
	leadSentence = mustPattern(`(?:^|[\n。])(?:现|特)[将把]?[^。\n]{0,30}信息公开[^。\n]{0,12}(?:报告|总结|汇报|公布|函告|函报|呈报|报送)如下|` +
		`(?:公布|发布|编制|将|是|形成)[^。\n《]{0,30}(?:19|20)\d\d年度?[^。\n《]{0,30}公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)|` +
		`^[^。\n《]{0,30}(?:19|20)\d\d\s?年度?公开(?:工作)?(?:年度)?(?:报告|年报)`)
	titleWords = []string{"信息公开", "政务公开", "政府信息", "主动公开", "依申请公开", "公开年报", "公开报告"}
	otherTitle = mustPattern(`(?:指南|通知|办法|条例|意见|细则|目录|申请表|规定|方案|函|要点|解读|答复|公告|流程图?)$`)
)

// enclosing is the title of a letter or notice that brings the report with it.
var enclosing = mustPattern(`关于(?:报送|上报|呈报|公布|发布|印发)[^。\n]{0,40}(?:报告|年报|总结)[》”]?的(?:函|公告|通知)$`)

const (
	// minSubjects is how many of the subject words make a text without a title a report.
	minSubjects = 3
	// newsHead is how many lines the head of a news story has.
	newsHead = 5
)

// isReport says whether the text is an annual report on disclosure: it speaks of disclosure, of at least two of its usual
// subjects, and its title is not that of a guide, a notice or a rule.
func (h *herald) isReport() bool {
	text := strings.ReplaceAll(h.v.text(), " ", "") // copies of PDF pages part the characters of words
	if !holdsAny(text, titleWords) {
		return false
	}
	if h.title.end > h.title.start || leadSentence.MatchString(text) {
		return subjects.any(text) || customary.any(text)
	}
	for i := range min(len(h.lines), titleLines) {
		line := h.line(i)
		if runeCount(line) > longestTitle || !holdsAny(line, titleWords) {
			continue
		}
		if otherTitle.MatchString(fileEnd.ReplaceAllString(line, "")) && !enclosing.MatchString(line) {
			return false
		}
	}
	strong, weak := kindsOf(subjects, []rune(text)), kindsOf(customary, []rune(text))
	enough := strong+weak >= minSubjects || strong == minSubjects-1 && ownFigure.MatchString(text)
	return (strong > 0 || weak > minSubjects) && enough && !h.isNews()
}

// kindsOf counts the words of a lexicon that a text holds.
func kindsOf(words *lexicon, text []rune) int {
	n := 0
	for _, times := range words.count(text) {
		if times > 0 {
			n++
		}
	}
	return n
}

// reporter is the line of a news story that names its writer.
var reporter = mustPattern(`(?:^|[\s(:,])(?:本报|全媒体)?(?:记者|通讯员)[\s:]`)

// isNews says whether a text without a title has a news story's head.
func (h *herald) isNews() bool {
	for i := range min(len(h.lines), newsHead) {
		p := h.lines[i]
		if p.end-p.start <= longestTitle && reporter.MatchString(h.line(i)+" ") {
			return true
		}
	}
	return false
}

func holdsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// wholeAreaWords speak for all the bodies of an area, ownWords for the issuer alone.
var (
	wholeAreaWords = []string{
		"全市", "全县", "全区", "全省", "全州", "全旗", "各级行政机关", "各部门", "我市", "我县", "我区", "我省", "各乡镇", "全盟", "各区县",
	}
	ownWords = []string{"本机关", "本厅", "本办公厅", "我办", "本办"}
)

// readScope decides what the figures cover. A government above the townships reports on its whole area, unless the text
// speaks of the own office alone; everybody else reports on itself.
func (h *herald) readScope() {
	h.id.scope = disclosure.ScopeOwn
	if h.id.issuer.IsGovernment() && h.id.issuer.Level != disclosure.LevelTownship {
		text := h.v.text()
		if holdsAny(text, wholeAreaWords) || !holdsAny(text, ownWords) {
			h.id.scope = disclosure.ScopeAggregate
		}
	}
}
