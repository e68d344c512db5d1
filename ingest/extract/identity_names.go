package extract

import (
	"slices"
	"strings"
)

// publisherFields are the names of the fields of a page that tell its publisher.
const publisherFields = `发布机构|发布单位|发文机关|发布机关|公开主体|公开单位|责任部门|编制单位`

var (
	// bodyName is a line that can be the name of a body.
	bodyName = mustPattern(`^(?:〓|[\p{Han}*xX]){2,28}(?:人民政府(?:机关)?|政府|办公室|办公厅|局|委员会|委|厅|办事处|管委会|管理委员会|镇|乡|街道|中心|院|处|队|公司|支队|站|办|所|社|署|部)$`)
	// publisher are the fields of a page that name who published it.
	publisher = mustPattern(`(?:发布机构|发布单位|发文机关|发布机关|公开主体|公开单位|责任部门|信息来源|稿件来源|来源|编制单位|填报单位|发文单位|制作单位|主办单位|供稿|作者)\s*(?:\(盖章\))?\s*[:\s]?[\s|]*((?:〓|\p{Han}){2,26})`)
	// bracketed is what stands in brackets in a title: 2009年度政府信息公开工作年度报告(沂源县经贸局).
	bracketed = mustPattern(`\(([^()]+)\)`)
	// behindTitle is the name behind the dash at the end of a title: 2014年政府信息公开工作年度报告—某县教体局.
	behindTitle = mustPattern(`(?:报告|年报|总结) *[-—–_|]+ *(\p{Han}+)$`)
	// abreastOfTitle is the name of a body behind the title on its line, before the date of the page: 2018年度政府信息公开年度报告 某市财政局 2019.
	abreastOfTitle = mustPattern(`(?:报告|年报|总结)\s+(\p{Han}{4,28})\s*(?:\d[\d./年月日-]*)?$`)
	// publisherField is the name of such a field alone in a cell, publisherNamed one anywhere in a row.
	publisherField = mustPattern(`^(?:` + publisherFields + `)$`)
	publisherNamed = mustPattern(publisherFields)
	// media are sources of news, which publish what others did.
	media = mustPattern(`融媒体?中心|日报社?$|晚报社?$|新华社|新闻网|电视台|报社$`)
	// partyFirst is the name of a party committee or its office in front of the government's that reports with it.
	partyFirst = mustPattern(`^\p{Han}{0,12}(?:[省市县区州旗镇乡]委|党委|党工委)(?:办公室|办公厅)?(\p{Han}{2,}(?:人民政府|办事处)(?:办公室|办公厅)?)$`)
	// endDate is the date behind a signature.
	endDate = mustPattern(`(?:(?:19|20)\d\d(?:年|[-./]\d)|二[〇○零0]).*$`)
)

const (
	// longestField is the longest line of fields in the head of a page.
	longestField = 200
	// minBody is the shortest name of a body that stands beside another: 云县县委.
	minBody = 4
	// minBracketed is the shortest name that stands in brackets behind a title: 本级政府(机关) holds none.
	minBracketed = 3
)

// claim is a name that a place of the document gives for the issuer.
type claim struct {
	name      string
	at        span
	publisher bool // a field of the page names it as the publisher
}

// names collects the names that the document gives for its issuer, the most trusted first: in the title, beside it, in the signature,
// in the sentence that says who compiled the report, in the running text where all these name nobody's place, in the fields of the page.
func (h *herald) names() []claim {
	var c claims
	h.titleNames(&c)
	h.namesBeside(&c)
	h.signature(&c)
	c.add(h.compiledBy(), span{}, false)
	if !slices.ContainsFunc(c, h.tellsPlace) {
		for _, name := range h.toldByBody() {
			c.add(name, span{}, false)
		}
	}
	h.publishers(&c)
	return c
}

// claims are names in the order of trust.
type claims []claim

func (c *claims) add(name string, at span, publisher bool) {
	name = cleanName(strings.ReplaceAll(name, " ", ""))
	for _, class := range []string{"市", "县", "区", "州"} { // 甲区2010年度区政府办公室
		name = strings.Replace(name, class+class+"政府", class+"政府", 1)
	}
	if customs, cut := strings.CutSuffix(name, "关区"); cut && strings.HasSuffix(customs, "海关") { // the district of a customs house
		name = customs
	}
	if m := partyFirst.FindStringSubmatch(name); m != nil {
		name = m[1]
	}
	if first, _, several := strings.Cut(name, "、"); several && bodyName.MatchString(first) { // of two that report together, the first
		name = first
	}
	if runeCount(name) >= 2 && !strings.HasSuffix(name, "网站") {
		*c = append(*c, claim{name, at, publisher})
	}
}

// titleNames adds the name in the title and what stands in its brackets.
func (h *herald) titleNames(c *claims) {
	if h.id.title == "" {
		return
	}
	title := h.id.title
	if h.title.end > h.title.start {
		title = h.v.String(h.title.start, h.title.end)
	}
	c.add(h.nameInTitle(title), h.title, false)
	for _, m := range bracketed.FindAllStringSubmatch(title, -1) {
		if runeCount(m[1]) >= minBracketed {
			c.add(m[1], h.title, false)
		}
	}
	if m := behindTitle.FindStringSubmatch(title); m != nil { // it may be that of the site
		c.add(m[1], h.title, true)
	}
	if m := abreastOfTitle.FindStringSubmatch(title); m != nil && bodyName.MatchString(m[1]) {
		c.add(m[1], h.title, false)
	}
}

// namesBeside adds the lines before and behind the title that are names of bodies.
func (h *herald) namesBeside(c *claims) {
	for _, p := range h.lines {
		beside := p.start >= h.title.end && p.start < h.title.end+60 || p.end <= h.title.start && p.end > h.title.start-30
		if !beside || h.title.end == 0 {
			continue
		}
		if name, ok := h.bodyLine(p); ok {
			c.add(name, p, false)
		}
		for _, name := range h.bodiesAbreast(p) {
			c.add(name, p, false)
		}
	}
}

// signature adds the last of the lines at the end that is the name of a body.
func (h *herald) signature(c *claims) {
	for i := len(h.lines) - 1; i >= max(0, len(h.lines)-tailLines); i-- {
		if name, ok := h.bodyLine(h.lines[i]); ok {
			c.add(name, h.lines[i], false)
			return
		}
	}
}

// publishers adds the bodies that the page's fields name.
func (h *herald) publishers(c *claims) {
	for i := range min(len(h.lines), headLines) {
		p := h.lines[i]
		if p.end-p.start > longestField {
			continue
		}
		if m := publisher.FindStringSubmatch(h.line(i)); m != nil && !media.MatchString(m[1]) {
			c.add(m[1], h.lines[i], true)
		} else if name := h.publisherBelow(i); name != "" && !media.MatchString(name) {
			c.add(name, h.lines[i], true)
		}
	}
	c.add(foldString(h.doc.Meta["contentsource"]), span{}, true)
}

// tellsPlace says whether a claim names a body and its place.
func (h *herald) tellsPlace(c claim) bool {
	i, ok := h.resolve(c.name)
	return ok && i.Region != ""
}

// publisherBelow reads the publisher from the row below a header row of the page's fields: 索引号 | 公开方式 | 发布机构 |.
func (h *herald) publisherBelow(i int) string {
	if i+1 == len(h.lines) || !strings.Contains(h.line(i), "|") || !publisherNamed.MatchString(h.line(i)) {
		return ""
	}
	fields, below := strings.Split(h.line(i), "|"), strings.Split(h.line(i+1), "|")
	for k, f := range fields {
		if publisherField.MatchString(strings.TrimSpace(f)) && k < len(below) {
			return strings.TrimSpace(below[k])
		}
	}
	return ""
}

// bodyLine says whether a line is the name of a body, a date behind it set aside.
func (h *herald) bodyLine(p span) (string, bool) {
	if p.end-p.start > longestTitle {
		return "", false
	}
	line := strings.ReplaceAll(h.v.String(p.start, p.end), " ", "")
	line = endDate.ReplaceAllString(line, "")
	return line, bodyName.MatchString(line) && !strings.HasSuffix(line, "网站")
}

// bodiesAbreast gives the names of several bodies on a line that holds nothing else: 中共宁乡县委 宁乡县人民政府.
func (h *herald) bodiesAbreast(p span) []string {
	fields := strings.Fields(h.v.String(p.start, p.end))
	if p.end-p.start > longestTitle || len(fields) < 2 {
		return nil
	}
	for _, f := range fields {
		if runeCount(f) < minBody || !bodyName.MatchString(f) {
			return nil
		}
	}
	return fields
}
