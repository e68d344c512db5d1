package extract

import (
	"slices"
	"strings"
)

// section is what a part of a report is about, by its heading.
type section string

// The sections of reports of all years.
const (
	sectionNone     section = ""
	sectionOverview section = "overview"
	sectionProactiv section = "proactive"
	sectionRequests section = "requests"
	sectionConsult  section = "consultation"
	sectionDisputes section = "disputes"
	sectionFees     section = "fees"
	sectionStaff    section = "staff"
	sectionProblems section = "problems"
	sectionOther    section = "other"
	sectionAppendix section = "appendix"
)

// headingWords decide the section of a heading; the first pair with a word in the heading wins.
var headingWords = []struct {
	section section
	words   []string
}{
	{sectionProblems, []string{"问题", "改进", "不足", "下一步", "下步", "打算", "努力方向", "今后", "工作计划", "工作重点及", "工作思路", "工作安排"}},
	{sectionAppendix, []string{"附表", "附件", "统计表", "编制说明"}},
	{sectionFees, []string{"收费", "费用", "减免"}},
	{sectionDisputes, []string{"复议", "诉讼", "申诉", "举报", "投诉"}},
	{sectionConsult, []string{"咨询"}},
	{sectionRequests, []string{"依申请", "申请公开", "公开申请", "申请情况", "申请处理", "申请办理", "申请答复", "申请受理", "受理申请", "申请及", "申请的"}},
	{sectionProactiv, []string{"主动公开", "公开情况", "公开政府信息", "公开内容", "公开形式", "公开信息", "公开渠道", "重点领域"}},
	{sectionStaff, []string{"工作机构", "工作人员", "机构和人员", "人员和收支", "组织领导", "机构建设", "人员情况", "队伍"}},
	{sectionOverview, []string{"概述", "总体", "概况", "基本情况", "引言", "工作情况", "前言"}},
	{sectionOther, []string{"其他", "其它"}},
}

// sectionOf names the section of a heading, sectionNone when its words say nothing.
func sectionOf(heading string) section {
	var buffer [8]hit
	first := len(headingSections)
	for _, h := range headingLexicon.find(heading, buffer[:0]) {
		first = min(first, h.word)
	}
	if first == len(headingSections) {
		return sectionNone
	}
	return headingSections[first]
}

// headingLexicon holds the words of headingWords in their order, headingSections the section of each.
var headingLexicon, headingSections = func() (*lexicon, []section) {
	var words []string
	var sections []section
	for _, h := range headingWords {
		words, sections = append(words, h.words...), append(sections, slices.Repeat([]section{h.section}, len(h.words))...)
	}
	return newLexicon(words), sections
}()

// sentence is one sentence of the view under its headings.
type sentence struct {
	start, end int
	section    section
	heading    string // the nearest heading's words
	chapter    string // the heading of the first order
	first      bool   // the first sentence under its heading
}

var (
	// chapterMark opens a heading of the first order, partMark one of the second, itemMark one of the third.
	chapterMark = mustPattern(`^(?:[一二三四五六七八九十]{1,3}[、.,:]|第[一二三四五六七八九十]{1,3}(?:部分|章))\s*`)
	partMark    = mustPattern(`^(?:\([一二三四五六七八九十]{0,3}\)|[㈠-㈩]|\)(?:通过|关于))\s*`)
	// boxMark is a heading in heavy brackets with the text right behind it: 【收费】无。
	boxMark  = mustPattern(`^【([^【】]{2,14})】\s*`)
	itemMark = mustPattern(`^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[①-⑳⑴-⒇])\s*`)
	// inlineMark finds headings inside a line, in a report that lost its line breaks.
	inlineMark = mustPattern(`[。;:\s](?:[一二三四五六七八九十]{0,2}[一二三四五六七八九十]、|\([一二三四五六七八九十][一二三四五六七八九十]{0,2}\))`)
	// saying is the beginning of a sentence that stands where a heading could: (三)未收到举报投诉.
	saying = mustPattern(`^(?:(?:(?:19|20)\d\d年度?|本年度?|全年|今年|年内|[本我](?:机关|单位|部门|[局县市区镇乡办委厅院]))[,:]?)*(?:均|也|共|从)?(?:未|没有|无[^障]|尚未|暂无)|^[^,;:。@]{1,14}(?:未|没有|从未)(?:收|发生|出现|接到|受理|因|引发|产生)|不收费,|(?:均|都|皆)(?:为|是)?零$`)
	// aspectFirst begins a sentence that names its subject where a heading could stand: (五)收费方面,未收取任何费用.
	aspectFirst = mustPattern(`^([^,;:。#@]{2,14})(?:方面|工作上|工作中),.`)
	// gluedYear finds the beginning of the sentence in a heading that runs into it: 三、依申请公开情况2011年,全市…
	gluedYear = mustPattern(`(?:情况|概述|概况|措施|事项)(?:\s+|[:\s]?)((?:(?:19|20)\d\d年|今年|本年|全年|截至|本机关|本单位|未|没有|无|不存在|收到|共|我[县市区局办镇乡]|全[县市区]|,).{2,}|(?:均|都)?(?:无|没有|为零)[。;]?)$`)
	// spacedBody finds the sentence that only a blank parts from its heading, in a report that lost its line breaks: 四、行政复议、行政诉讼 今年都没有发生.
	spacedBody = mustPattern(`^\S{2,20}\s+((?:(?:19|20)\d\d年|今年|本年|全年|年内|截至|截止|[本我全](?:机关|单位|部门|街|[局县市区镇乡办委厅院省])|未|没有|无|不存在|因|由于|共|收到|受理|接到|通过|按照|根据|依据).{4,})`)
)

// outline splits a view into sentences with their sections.
type outline struct {
	v         *View
	sentences []sentence
	chapter   string
	heading   string
	section   section // of the nearest heading that names one
	inChapter section // of the heading of the first order
	inPart    section
	fresh     bool
}

// sentencesOf splits the view into sentences, leaving out the regions in skip (tables), which must be sorted.
func sentencesOf(v *View, skip []span) []sentence {
	o := &outline{v: v}
	for _, l := range v.paragraphs(skip) {
		o.paragraph(l.start, l.end)
	}
	return o.sentences
}

// paragraphs gives the stretches of text between line breaks, joining the lines of a wrapped paragraph and splitting
// headings off inside a line.
func (v *View) paragraphs(skip []span) []span {
	var out []span
	k := 0
	for start := 0; start < len(v.Runes); {
		for k < len(skip) && skip[k].end <= start {
			k++
		}
		if k < len(skip) && skip[k].start <= start {
			start = skip[k].end
			continue
		}
		end := start
		for end < len(v.Runes) && v.Runes[end] != '\n' && (k >= len(skip) || end < skip[k].start) {
			end++
		}
		if p := v.trim(start, end); p.end > p.start {
			if n := len(out); n > 0 && v.wrapped(out[n-1], p) {
				out[n-1].end = p.end
			} else {
				out = append(out, p)
			}
		}
		start = max(end, start+1)
		if end < len(v.Runes) && v.Runes[end] == '\n' {
			start = end + 1
		}
	}
	return v.splitInline(v.rejoin(out))
}

func (v *View) trim(start, end int) span {
	for start < end && (v.Runes[start] == ' ' || v.Runes[start] == '\t') {
		start++
	}
	for end > start && (v.Runes[end-1] == ' ' || v.Runes[end-1] == '\t' || v.Runes[end-1] == '\r') {
		end--
	}
	return span{start, end}
}

// minWrapped is the shortest line that can have been broken by a page width.
const minWrapped = 18

// wrapped says whether the line next continues the paragraph prev: prev stops in the middle of a sentence and next is no
// heading.
func (v *View) wrapped(prev, next span) bool {
	last := v.Runes[prev.end-1]
	if strings.ContainsRune("。;!?:|”", last) || next.start-prev.end > 3 || v.titled(prev, next) {
		return false
	}
	head := prev.start
	for i := prev.end - 1; i > prev.start; i-- {
		if v.Runes[i] == '\n' {
			head = i
			break
		}
	}
	line := v.String(next.start, min(next.end, next.start+8))
	if chapterMark.MatchString(line) || partMark.MatchString(line) || strings.HasPrefix(line, "【") || strings.ContainsRune(v.String(next.start, next.end), '|') {
		return false
	}
	if last == ',' || last == '、' {
		return true
	}
	if first := v.String(prev.start, min(prev.end, prev.start+8)); head == prev.start && prev.end-prev.start <= longestHeading &&
		(chapterMark.MatchString(first) || partMark.MatchString(first)) {
		return false
	}
	return prev.end-head >= minWrapped && !itemMark.MatchString(line) && strings.ContainsAny(v.String(next.start, next.end), "。,;")
}

// titleEnd is how the title of a report ends.
var titleEnd = mustPattern(`(?:报告|总结|年报)(?:\([^()]{0,8}\))?$`)

// titled says whether prev is the title of a report and next begins its text: a report without headings goes on right behind it.
func (v *View) titled(prev, next span) bool {
	return prev.end-prev.start <= longestTitle && cjkOrDigit(v.Runes[next.start]) && titleEnd.MatchString(v.String(prev.start, prev.end))
}

func cjkOrDigit(r rune) bool { return cjk(r) || r >= '0' && r <= '9' || r == '《' || r == '(' }

// splitInline cuts paragraphs before headings that stand inside a line.
func (v *View) splitInline(list []span) []span {
	var out []span
	for _, p := range list {
		text := v.String(p.start, p.end)
		if !hanNumerals.in(text) {
			out = append(out, p)
			continue
		}
		from, counted, at := p.start, 0, p.start+1
		for _, m := range inlineMark.FindAllStringIndex(text, -1) {
			at += runeCount(text[counted:m[0]]) // behind the one character in front of the heading
			counted = m[0]
			if at > from && headingAhead(v, at, p.end) {
				out = append(out, v.trim(from, at))
				from = at
			}
		}
		out = append(out, v.trim(from, p.end))
	}
	return out
}

// headingAhead says whether the words after a mark inside a line name a section.
func headingAhead(v *View, at, end int) bool {
	const longest = 30
	text := v.String(at, min(end, at+longest))
	if i := strings.IndexAny(text, "。,;"); i > 0 {
		text = text[:i]
	}
	return partMark.MatchString(text) || sectionOf(text) != sectionNone
}

// paragraph reads one paragraph: takes a heading off its beginning and splits the rest into sentences.
func (o *outline) paragraph(start, end int) {
	text := o.v.String(start, end)
	body := start
	switch {
	case boxMark.MatchString(text):
		box := boxMark.FindStringSubmatch(text)
		o.heading, o.inPart, o.fresh = box[1], sectionOf(box[1]), true
		o.section = named(o.inPart, o.inChapter)
		body += runeCount(box[0])
	case chapterMark.MatchString(text):
		body = o.take(text, start, chapterMark, func(h string, s section) {
			o.chapter, o.inChapter, o.inPart, o.section = h, s, sectionNone, s
		})
	case partMark.MatchString(text):
		body = o.take(text, start, partMark, func(_ string, s section) {
			o.inPart, o.section = s, named(s, o.inChapter)
		})
	case itemMark.MatchString(text):
		body = o.take(text, start, itemMark, func(_ string, s section) { o.section = named(s, o.inPart, o.inChapter) })
	default:
		o.labelled(text, start, end)
		return
	}
	o.split(body, end)
}

// runIn is the label that a paragraph without a number begins with in place of a heading: 依申请公开:共4起. 收费方面。本县….
var runIn = mustPattern(`^(?:([^,;:。!?0-9]{2,16}):|([^,;:。!?0-9]{2,12}(?:方面|情况|工作)|依申请公开[^,;:。!?0-9未没无零]{1,8})。.)`)

// plainProblems is such a label that says of a paragraph that it is about problems and plans, and nothing else.
var plainProblems = mustPattern(`(?:问题|不足|打算|措施|计划|思路|安排|设想)$`)

// labelled reads a paragraph without a mark of a heading. Its label names the section of this paragraph and of no other.
func (o *outline) labelled(text string, start, end int) {
	m := runIn.FindStringSubmatch(text)
	if m == nil {
		o.split(start, end)
		return
	}
	label := m[1] + m[2]
	about := sectionOf(label)
	if about == sectionNone || about == sectionProblems && !plainProblems.MatchString(label) || saying.MatchString(label) {
		o.split(start, end)
		return
	}
	heading, section := o.heading, o.section
	o.heading, o.section, o.fresh = label, about, true
	if m[2] != "" {
		start += runeCount(m[2] + "。")
	}
	o.split(start, end)
	o.heading, o.section = heading, section
}

// named is the first section of the list that is one.
func named(list ...section) section {
	for _, s := range list {
		if s != sectionNone {
			return s
		}
	}
	return sectionNone
}

// longestHeading is the longest line that is taken for a heading as a whole.
const longestHeading = 40

// take reads the heading at the beginning of text, tells set about it and gives the place where the body begins.
func (o *outline) take(text string, start int, mark *pattern, set func(string, section)) int {
	label := text[len(mark.FindString(text)):]
	offset := runeCount(text) - runeCount(label)
	cut := len(label)
	if m := spacedBody.FindStringSubmatchIndex(label[:min(len(label), 4*longestHeading)]); m != nil && sectionOf(label[:m[2]]) != sectionNone {
		cut = m[2]
	} else if m := gluedYear.FindStringSubmatchIndex(label[:min(len(label), 4*longestHeading)]); m != nil {
		cut = m[2]
	} else if i := strings.IndexAny(label, "。;:"); i >= 0 {
		cut = i
	}
	heading := label[:cut]
	if about := aspectFirst.FindStringSubmatch(heading); about != nil && cut < len(label) {
		o.heading = about[1]
		set(o.heading, sectionOf(o.heading))
		o.fresh = true
		return start + offset
	}
	if cut < len(label) && (saying.MatchString(heading) || ofFigure(heading, label[cut:])) {
		o.heading = strings.TrimSpace(heading)
		set(o.heading, sectionOf(heading))
		o.fresh = true
		return start + offset
	}
	comma := strings.ContainsAny(heading, ",@") && mark != chapterMark
	if runeCount(heading) > longestHeading || comma && cut < len(label) || digitsIn(heading) {
		if mark == itemMark || digitsIn(heading) || runeCount(heading) > longestHeading {
			set("", sectionNone)
			o.fresh = true
			return start + offset
		}
	}
	o.heading = strings.TrimSpace(heading)
	set(o.heading, sectionOf(heading))
	o.fresh = true
	return start + offset + runeCount(heading)
}

// figureNext is a figure right behind the colon of a label: 门户网站:18006条.
var figureNext = mustPattern(`^:\s*(?:均|都|各|共|全年)?(?:为)?(?:[0-9]|[一二两三四五六七八九十百千零]{1,9}[条件份次期元人个篇宗起])`)

// mediumName is a heading that names where something is published: 3.县广播电视台:播出110条.
var mediumName = mustPattern(`(?:网|网站|报|台|栏|屏|墙|橱窗|微博|微信|公众号|平台|媒体|客户端)[》”"]?$`)

// ofFigure says whether a heading is the label of the figures behind it, which say little without it: 1.门户网站:18006条.
func ofFigure(heading, rest string) bool {
	return strings.HasPrefix(rest, ":") && (figureNext.MatchString(rest) || mediumName.MatchString(heading))
}

// digitsIn says whether a would-be heading states a figure and is a sentence therefore.
func digitsIn(s string) bool {
	for _, unit := range []string{"条", "件", "次", "篇", "份", "元", "人", "万", "个", "名", "期", "场", "起", "宗"} {
		for from := 0; ; {
			i := strings.Index(s[from:], unit)
			if i < 0 {
				break
			}
			if at := from + i; at > 0 && s[at-1] >= '0' && s[at-1] <= '9' { // 从事公开的人员20人: not every 人 is a unit
				return true
			}
			from += i + len(unit)
		}
	}
	return spelled.MatchString(s)
}

// spelled is a figure in Chinese numerals behind what it counts: 召开新闻发布会四次.
var spelled = mustPattern(`[会班训谈请议讼诉件稿读见息告][一二两三四五六七八九十百千万零〇]{1,9}(?:余|多)?(?:人次|场次|次|件|条|期|场|起|宗|篇|份)(?:[,;]|$)`)

// longestSentence is where a sentence without an end is cut, at the next mark of any kind: rules look back to the beginning of
// the sentence, so its length bounds their work.
const longestSentence = 800

var (
	sentenceMarks = newRuneSet("。!?|")
	anyMarks      = newRuneSet("。!?|;,、: ")
)

// split cuts [start, end) at the marks that end sentences.
func (o *outline) split(start, end int) {
	from := start
	for i := start; i <= end; i++ {
		marks := sentenceMarks
		if i-from > longestSentence {
			marks = anyMarks
		}
		if i < end && i-from < 2*longestSentence && !marks.has(o.v.Runes[i]) {
			continue
		}
		if p := o.v.trim(from, i); p.end > p.start && !punctuationOnly(o.v.Runes[p.start:p.end]) {
			o.sentences = append(o.sentences, sentence{p.start, p.end, o.section, o.heading, o.chapter, o.fresh})
			o.fresh = false
		}
		from = i + 1
	}
}

func punctuationOnly(text []rune) bool {
	for _, r := range text {
		if cjk(r) || r >= '0' && r <= '9' {
			return false
		}
	}
	return true
}
