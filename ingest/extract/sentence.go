package extract

import "strings"

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
	saying = mustPattern(`^(?:(?:(?:19|20)\d\d年度?|本年度?|全年|今年|当年|年内|[本我](?:机关|单位|部门|[局县市区镇乡办委厅院]))[,:]?)*(?:均|也|共|从|并|暂|尚)?(?:未|没有|无[^障]|不存在|不涉及)|^[^,;:。@]{1,14}(?:未|没有|从未)(?:收|发生|出现|接到|受理|因|引发|产生)|不收费,|(?:均|都|皆)(?:为|是)?零$`)
	// aspectFirst begins a sentence that names its subject where a heading could stand: (五)收费方面,未收取任何费用.
	aspectFirst = mustPattern(`^([^,;:。#@]{2,14})(?:方面|工作上|工作中),.`)
	// gluedYear finds the beginning of the sentence in a heading that runs into it: 三、依申请公开情况2011年,全市…
	gluedYear = mustPattern(`(?:情况|概述|概况|措施|事项)(?:\s+|[:\s]?)((?:(?:19|20)\d\d年|今年|本年|全年|截至|本机关|本单位|未|没有|无|不存在|收到|共|我[县市区局办镇乡]|全[县市区]|,).{2,}|(?:均|都|暂|尚|并)?(?:无|没有|为?零|不涉及|不存在|为?0[件宗起])[。;]?)$`)
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

// partsBelow ends a line whose parts stand on the lines below it, longestLead is how many characters it looks at: 收到申请5件,其中:.
var partsBelow = mustPattern(`(?:其中|包括|分为|分别为|分别是|如下|具体为|具体是|情况为)\s?:$`)

const longestLead = 8

// listPart is a numbered line with one part of a figure, longestPart how many characters of it are looked at; listBegun is a paragraph with
// a line that such lines follow: 收到申请5件,其中: / 1.网上3件; / 2.信函2件.
var (
	listPart  = mustPattern(`^(?:[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,2}\)|[①-⑳⑴-⒇])\s*[^,;:。()0-9]{2,16}[0-9][0-9,.]*[万余多]{0,2}(?:[条件份篇次期场宗起]|人次)(?:[;,。]|$)`)
	listBegun = mustPattern(`(?:其中|包括|分为|分别为|分别是|如下|具体为|具体是|情况为)\s?:\s*\n`)
)

const longestPart = 32

// wrapped says whether the line next continues the paragraph prev: prev stops in the middle of a sentence and next is no
// heading.
func (v *View) wrapped(prev, next span) bool {
	last := v.Runes[prev.end-1]
	if strings.ContainsRune("。!?|”", last) || last == ':' && !partsBelow.MatchString(v.String(max(prev.start, prev.end-longestLead), prev.end)) || next.start-prev.end > farthest && strings.Count(v.String(prev.end, next.start), "\n") > 1 || v.titled(prev, next) {
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
	if (last == ':' || last == ';') && listPart.MatchString(v.String(next.start, min(next.end, next.start+longestPart))) && listBegun.MatchString(v.String(prev.start, prev.end)+"\n") {
		return true
	}
	if chapterMark.MatchString(line) || partMark.MatchString(line) || strings.HasPrefix(line, "【") || strings.ContainsRune(v.String(next.start, next.end), '|') {
		return false
	}
	switch last {
	case ',', '、':
		return true
	case ';', ':':
		return !itemMark.MatchString(line)
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
