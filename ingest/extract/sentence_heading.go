package extract

import (
	"slices"
	"strings"
)

// headingWords decide the section of a heading; the first pair with a word in the heading wins.
var headingWords = []struct {
	section section
	words   []string
}{
	{sectionProblems, []string{"问题", "改进", "不足", "下一步", "下步", "打算", "努力方向", "今后", "工作计划", "工作重点及", "工作思路", "工作安排", "明年", "来年", "下年目标", "下年工作", "下年计划", "下年度工作", "下年度计划", "下一年工作", "下一年度工作", "年目标", "年工作目标", "年计划", "年安排"}},
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
	part := inList.has(v.Runes[max(at-1, 0)]) && partOfList.MatchString(v.String(at, min(end, at+longest)))
	return partMark.MatchString(text) && !part || sectionOf(text) != sectionNone
}

// partOfList is a part of a list with its number, which is no heading: 其中:(一)网上3件;(二)信函2件. inList are the marks it stands behind.
var (
	partOfList = mustPattern(`^\([一二三四五六七八九十]{1,2}\)[^,;:。()0-9]{2,16}[0-9][0-9,.]*[万余多]{0,2}(?:[条件份篇次期场宗起]|人次)(?:[;,、。]|$)`)
	inList     = newRuneSet(":;")
)

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
			if before := strings.TrimRight(s[:from+i], " "); before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
				return true // 从事公开的人员20人: not every 人 is a unit
			}
			from += i + len(unit)
		}
	}
	return spelled.MatchString(s)
}

// spelled is a figure in Chinese numerals behind what it counts: 召开新闻发布会四次.
var spelled = mustPattern(`[会班训谈请议讼诉件稿读见息告][一二两三四五六七八九十百千万零〇]{1,9}(?:余|多)?(?:人次|场次|次|件|条|期|场|起|宗|篇|份)(?:[,;]|$)`)
