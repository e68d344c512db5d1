package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

// publishField names the date of publication in a page's head; 统计时间 and 起止时间 begin the statistical period.
var publishField = mustPattern(`(?:^|[^计止])(?:发布时间|发布日期|发文日期|成文日期|公开日期|生成日期|公布日期|发表时间|更新时间|添加时间|时间|日期|发布于)\s*:?\s*[\[【]?\s*$`)

// headLines and tailLines bound where the dates of publication and of signature stand.
const (
	headLines = 40
	tailLines = 14
)

// readDates finds the date of publication in the head and the date of signature at the end.
func (h *herald) readDates() {
	if d, ok := parseDate(h.doc.Meta["pubdate"]); ok {
		h.published = d
	}
	for i := range min(len(h.lines), headLines) {
		p := h.lines[i]
		if h.published.Year > 0 || p.end-p.start > 4*longestTitle {
			break
		}
		for _, d := range numeral.ScanDates(h.v.Runes[p.start:p.end]) {
			at := span{p.start + d.Start, p.start + d.End}
			if d.Complete() && publishField.MatchString(strings.TrimRight(h.v.String(p.start, at.start), " ")) {
				h.published, h.dates["published"] = d, at
				break
			}
		}
	}
	for i := len(h.lines) - 1; i >= max(0, len(h.lines)-tailLines); i-- {
		p := h.lines[i]
		dates := numeral.ScanDates(h.v.Runes[p.start:p.end])
		if len(dates) != 1 || dates[0].Year == 0 || p.start+dates[0].End < p.end-2 || p.end-p.start > dates[0].End-dates[0].Start+longestTitle {
			continue
		}
		h.signed, h.dates["signed"] = dates[0], span{p.start + dates[0].Start, p.start + dates[0].End}
		break
	}
	if h.published.Complete() {
		h.id.publishedOn = isoDate(h.published)
	}
}

func parseDate(s string) (numeral.Date, bool) {
	for _, d := range numeral.ScanDates([]rune(foldString(s))) {
		if d.Complete() {
			return d, true
		}
	}
	return numeral.Date{}, false
}

func isoDate(d numeral.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// lostDates are places where a date lost all that could tell it: 截止年12月31日, 起止时间为至。
var lostDates = mustPattern(`(?:截[止至]到?|始于|自|至|[(:,。\n])年\d{1,2}月|[自至]年月日|(?:19|20)\d\d年(?:[12]\d|[3-9]\d|3[0-1]\d)日|(?:时间|期限|时限|时段)(?:为|是|自|从)(?:起)?至(?:止)?[。,;]`)

// bareDate is a line of a cover that holds the figures of a date alone: 201211.
var bareDate = mustPattern(`^((?:19|20)\d\d)(?:0?[1-9]|1[0-2])(?:[0-3]?\d)?$`)

// reportLostDates says that such dates are missing; nothing is put in their place.
func (h *herald) reportLostDates() {
	var places []span
	text := h.v.text()
	for _, m := range lostDates.FindAllStringIndex(text, quotes) {
		from := utf8.RuneCountInString(text[:m[0]])
		places = append(places, span{from, from + utf8.RuneCountInString(text[m[0]:m[1]])})
	}
	for i := range min(len(h.lines), headLines) {
		if m := bareDate.FindStringSubmatch(h.line(i)); m != nil && (m[1] == strconv.Itoa(h.id.year) || m[1] == strconv.Itoa(h.id.year+1)) {
			places = append(places, h.lines[i])
		}
	}
	if len(places) > 0 {
		h.find("LOST_CHARS", disclosure.SeverityWarning, "日期缺失，无法补读。", "Dates are missing and cannot be told from the context.", places...)
	}
}

// checkDates compares the dates with the year and with each other: a report cannot be published before its year ends, nor
// before it is signed.
func (h *herald) checkDates() {
	if h.id.year == 0 {
		return
	}
	if h.published.Complete() && h.signed.Complete() && h.published.Before(h.signed) {
		h.laterDate()
	} else if h.early(h.published) {
		h.earlyDate(h.dates["published"])
		return
	}
	if h.early(h.signed) {
		h.earlyDate(h.dates["signed"])
	}
}

// early says whether a date lies before the end of the year reported on; reports dated in its December are met.
func (h *herald) early(d numeral.Date) bool {
	return d.Year > 0 && (d.Year < h.id.year || d.Year == h.id.year && d.Complete() && d.Month < 12)
}

func (h *herald) earlyDate(at span) {
	h.find("DATE_CONFLICT", disclosure.SeverityWarning, fmt.Sprintf("所印日期早于 %d 年度结束。", h.id.year),
		fmt.Sprintf("A printed date lies before the end of %d.", h.id.year), at)
}

// laterDate takes the date of signature for that of publication, which lies before it. Both stay as evidence.
func (h *herald) laterDate() {
	severity := disclosure.SeverityInfo
	if h.early(h.published) {
		severity = disclosure.SeverityWarning
	}
	page, signature := isoDate(h.published), isoDate(h.signed)
	h.id.publishedOn = signature
	h.find("DATE_CONFLICT", severity,
		fmt.Sprintf("页面发布日期 %s 早于落款日期 %s；报告不会先发布后落款，取较晚的落款日期。", page, signature),
		fmt.Sprintf("The page gives %s as the date of publication, the signature %s; no report is published before it is signed, so the later date is used.", page, signature),
		h.dates["published"], h.dates["signed"])
}
