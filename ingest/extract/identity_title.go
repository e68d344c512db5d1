package extract

import (
	"strings"
	"unicode/utf8"
)

const (
	// titleLines is how many lines from the top can hold the title; pages carry menus above it.
	titleLines = 60
	// longestTitle is the longest line that can be a title.
	longestTitle = 60
	// announcementReach is how many runes from the top the sentence that announces the report stands within.
	announcementReach = 400
)

var (
	// titleLine is the wording of a title: the subject and the kind of paper.
	titleLine = mustPattern(`(?:政府信息|信息|政务)(?:公开)?.{0,16}(?:年度报告|年度工作报告|工作报告|年报|报告|工作总结|年度总结|工作情况|公开情况)|(?:19|20)\d\d\s?年.{0,30}公开(?:工作)?\s?(?:年度)?(?:报告|年报)|公开(?:报告|年报).{0,2}(?:19|20)\d\d|年度?〓{1,3}(?:工作)?(?:年度报告|年报)`)
	// announcing is what stands in front of a title in a sentence.
	announcing = mustPattern(`^.*(?:编制[了成]?|公布|发布|现将|编成|是)`)
	// titleField is the field of a page's head that holds the title.
	titleField = mustPattern(`^(?:标 *题|名 *称|信息名称|文件名称)[:： |]+`)
	// brokenTitle is a title that breaks off at the end of its line, restOfTitle what may stand on the next.
	brokenTitle = mustPattern(`^[^。;!?,:《》]*(?:19|20)\d\d\s?年[^。;!?,:《》]*(?:政府|政府信息|政府信息公开|政府信息公开工作|信息公开工作|信息公开)$`)
	restOfTitle = mustPattern(`^(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:报告|年报|总结)$`)
	// crumb is a path through a site, not a title.
	crumb = mustPattern(`[>›»→]|当前位置|首页|您现在|所在位置|附件|上一篇|下一篇|相关阅读|关联稿件|索引号|组配分类|主题分类|体裁分类|发布机构|发文日期|文号[:|]`)
	// listed is the end of an entry in a list of links, which carries its date.
	listed = mustPattern(`\s[\[(]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])]?$`)
	// yearInTitle is the year with what belongs to it.
	yearInTitle = mustPattern(`[\(〔]?(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?(?:学年度?|年?度?)[\)〕]?|[二][〇○零0O]?[〇○零一二三四五六七八九0]{2,3}年度?`)
	// spamSubject is the year and what spam left of the subject behind it: 某局2018年度〓年度报告.
	spamSubject = mustPattern(`(?:19|20)\d\d年度?〓{1,3}(?:工作)?(?:年度报告|年报)`)
	// attached is the name of the report's file: 附件1 某县2013年政府信息公开工作年度报告.doc.
	attached = mustPattern(`^附件\d*[: ]+[^。;]{0,20}(?:19|20)\d\d年[^。;]{0,20}公开[^。;]{0,12}(?:报告|年报)(?:\.[a-z]{2,4})?$`)
	// strap is what a newspaper or a site prints in front of a title: 【权威发布】, 每日一报|, 图解:.
	strap = mustPattern(`^(?:【[^【】]{1,14}】|\[[^\[\]0-9]{1,14}\]|[^|丨\d]{1,14}[|丨]|(?:图解|图文|一图读懂|一图看懂|转载|重磅|权威发布|全文|附件?\d*)[:：])`)
	// fileEnd is the ending of a file name.
	fileEnd = mustPattern(`\.(?:docx?|pdf|wps|html?|txt|xlsx?)$`)
	// bracketInName is a bracket with more of the name behind it: 中国(福建)自由贸易试验区, 武昌经济开发区(滨江商务区)管委会.
	bracketInName = mustPattern(`\(\p{Han}+\)\p{Han}{2,}$`)
	// extra are words around the issuer's name in a title.
	extra = mustPattern(`^(?:Page\s?\d+|P\.\s?\d+|关于|现?[将把]|现就|特?(?:现|此)?(?:编制并)?(?:面?向社会)?(?:公布|公开|发布)|现?编制|现|中共|第[一二三四五六七八九十\d]{1,3}篇:?|附件\d*:?|标题[:|]*|(?:信息|文件)?名称[:|]*)|(?:去年|上年度|本年度|关于|公布|发布|报送|上报|呈报|编制|的|年度?|印发|公开|政务|我)+$|WORD 版|[:《》"“”'\-—_|@]`)
)

// readTitle finds the line that is the title: the first line near the top that names the subject and the kind of paper and
// is no sentence; else the title that the container states.
func (h *herald) readTitle() {
	best, found, text := -1, span{}, "" // the line, with the next one where it breaks off, and what they say
	other := -1                         // the title of a letter that brings the report, or the name of its file
	for i := range min(len(h.lines), titleLines) {
		p := h.titleAt(i)
		if p.end-p.start > longestTitle {
			continue
		}
		line := strings.ReplaceAll(h.v.String(p.start, p.end), "\n", "")
		if other < 0 && (enclosing.MatchString(line) || attached.MatchString(line)) && !strings.Contains(line, "《") {
			other = i
		}
		if !titleLine.MatchString(line) || otherTitle.MatchString(line) || crumb.MatchString(strings.ReplaceAll(line, " ", "")) || strings.ContainsAny(line, "。;!?,") || strings.Contains(line, "本报告") {
			continue
		}
		dated := yearInTitle.MatchString(line)
		whole := dated && h.nameInTitle(line) != "" && !listed.MatchString(line)
		if whole || best < 0 || dated && !yearInTitle.MatchString(text) {
			best, found, text = i, p, line
		}
		if whole {
			break
		}
	}
	if best < 0 && other >= 0 {
		best, found, text = other, h.lines[other], h.line(other)
	}
	if best >= 0 {
		h.title = found
		if best > 0 && h.nameInTitle(text) == "" && bodyName.MatchString(h.line(best-1)) && !crumb.MatchString(h.line(best-1)) {
			h.title.start = h.lines[best-1].start // a title of two lines
		}
		title := strings.Trim(strings.Join(strings.Fields(h.stored(h.title)), " "), "| ") // a title in a cell of its own
		title = titleField.ReplaceAllString(title, "")
		h.id.title = fileEnd.ReplaceAllString(title, "")
		return
	}
	for _, t := range []string{h.doc.Meta["articletitle"], h.doc.Title} {
		if folded := foldString(t); titleLine.MatchString(folded) && !otherTitle.MatchString(folded) {
			h.id.title = strings.TrimSpace(t)
			return
		}
	}
	h.inlineTitle()
}

// titleAt gives a line and, when it breaks off inside the subject of a title, the next line too: 某局2009年政府信息 / 公开年报.
func (h *herald) titleAt(i int) span {
	p := h.lines[i]
	if i+1 < len(h.lines) && p.end-p.start <= longestTitle {
		if line := h.line(i); brokenTitle.MatchString(line) && restOfTitle.MatchString(h.line(i+1)) {
			p.end = h.lines[i+1].end
		}
	}
	return p
}

// inlineTitle finds a title at the beginning of a text that lost its line breaks, or in the sentence that announces the report.
func (h *herald) inlineTitle() {
	if len(h.lines) == 0 || h.lines[0].end-h.lines[0].start <= longestTitle {
		return
	}
	line := h.lines[0]
	head := h.v.String(line.start, min(line.end, line.start+announcementReach))
	for _, m := range titleLine.FindAllStringIndex(head, -1) {
		from := strings.LastIndexAny(head[:m[0]], " >。,;:《") + 1
		if verb := announcing.FindStringIndex(head[from:m[1]]); verb != nil {
			from += verb[1]
		}
		title := head[from:m[1]]
		if !titleLine.MatchString(title) {
			continue
		}
		first := utf8.RuneCountInString(head[:from]) < 2*longestTitle && !strings.ContainsAny(head[:from], "。《")
		if strings.ContainsAny(title, "《》。;") || !yearInTitle.MatchString(title) && !first {
			continue
		}
		start := line.start + utf8.RuneCountInString(head[:from])
		end := line.start + utf8.RuneCountInString(head[:m[1]])
		if end-start <= longestTitle {
			h.title = span{start, end}
			h.id.title = strings.TrimSpace(h.stored(h.title))
			return
		}
	}
}

func (h *herald) stored(p span) string {
	from, to := h.v.Stored(p.start, p.end)
	return h.v.quoted(from, to)
}

// foldString folds the width of a text from outside the view.
func foldString(s string) string { return strings.Map(foldWidth, s) }

// nameInTitle cuts a title down to the name in front of its subject: 2008年张义镇人民政府信息公开工作年度报告 gives 张义镇人民政府. The 政府
// of 政府信息公开 is shared where the name would end in 人民.
func (h *herald) nameInTitle(title string) string {
	title = strings.Join(strings.Fields(foldString(title)), "")
	if at := strap.FindStringIndex(title); at != nil {
		if name := h.nameInTitle(title[at[1]:]); name != "" { // else it is the name: 某县|2012年政府信息公开年度报告
			return name
		}
	}
	if at := spamSubject.FindStringIndex(title); at != nil {
		return cleanName(title[:at[0]])
	}
	title = yearInTitle.ReplaceAllString(title, "")
	at := len(title)
	for _, w := range []string{"政府信息公开", "政务信息公开", "信息公开", "政务公开", "政府信息", "依申请公开", "公开报告", "公开年报", "公开工作"} {
		if i := strings.Index(title, w); i >= 0 && i < at {
			at = i
		}
	}
	if at == len(title) {
		return ""
	}
	name := title[:at]
	if strings.HasSuffix(name, "人民") {
		name += "政府"
	}
	if i := strings.LastIndexAny(name, ">》"); i >= 0 {
		_, size := utf8.DecodeRuneInString(name[i:])
		name = name[i+size:]
	}
	return cleanName(name)
}

// cleanName takes the words off a name that titles and fields put around it, and what stands in brackets.
func cleanName(name string) string {
	if i := strings.IndexAny(name, "(（"); i > 0 && !bracketInName.MatchString(name) {
		name = name[:i]
	}
	for {
		cut := extra.ReplaceAllString(name, "")
		if cut == name {
			return strings.TrimSpace(name)
		}
		name = cut
	}
}
