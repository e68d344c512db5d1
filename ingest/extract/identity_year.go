package extract

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/numeral"
)

var (
	// fbtime is the report's year in the addresses of a common system.
	fbtime = mustPattern(`fbtime=((?:19|20)\d\d)`)
	// leadYear is the year in the first sentence of the body.
	leadYear = mustPattern(`(?:^|[。\n;:\s])(?:现将)?((?:19|20)\d\d)年(?:度|,|[^0-9。\n])[^。\n]{0,60}(?:信息公开|政务公开|政府信息|报告如下)`)
)

// namedYear is the year by which a sentence announces the report, or the notice that asks for it.
var namedYear = mustPattern(`(?:编制|编写|编成|编报|公布|发布|报送|做好|汇报|形成|将|现就|现把|是|为)[^。\n]{0,30}?((?:19|20)\d\d)年度?(?:的|[^。,;:《》\n0-9]{2,20}?)?(?:政府信息|政务|信息)\n?公开\n?(?:工作)?\n?(?:年度)?(?:工作)?(?:报告|年报|情况)`)

// plainYear is the year by which a report calls itself without naming its subject: 为2013年度报告.
var plainYear = mustPattern(`(?:编制|编写|编成|形成|为|是)了?(?:本\p{Han}{0,6})?((?:19|20)\d\d)年度?的?(?:年度)?(?:工作)?(?:报告|年报)`)

// coveredYear is the year whose work a report says that it tells.
var coveredYear = mustPattern(`(?:反映|汇总|总结|涵盖|介绍)[^。\n]{0,30}?((?:19|20)\d\d)年度?(?:的)?[^。,;\n0-9]{0,20}公开`)

// periodEnd is the end of the year to which the figures run.
var periodEnd = mustPattern(`截[止至]到?((?:19|20)\d\d)年(?:12月31日|12月底|年?底|年?末)`)

// openingYear is a year at the beginning of a sentence.
var openingYear = mustPattern(`(?:^|[\n。])\s*[^。,;:\n0-9]{0,14}(?:19|20)\d\d年(?:度|来|以来|,|[^0-9])`)

// yearMention is a year that the body speaks of; a document's number and a day have none of these ends.
var yearMention = mustPattern(`(?:^|[^0-9])((?:19|20)\d\d)年(?:度|底|末|以来|[^0-9度])`)

const (
	// minMentions is how often the body must speak of a year that nothing else names.
	minMentions = 2
	// yearLead is how many times as often as any other year.
	yearLead = 2
)

// readYear finds the year reported on, by the order of trust of forms.md 1: the statistical period, the title, fbtime in the
// address, and in the end the date of publication less one. Where the text states more than one, the conflict is kept.
func (h *herald) readYear() {
	period, at := h.periodYear()
	title := h.titleYear()
	switch {
	case period > 0:
		h.id.year = period
		if title > 0 && title != period {
			h.find("DATE_CONFLICT", disclosure.SeverityWarning, fmt.Sprintf("标题年度 %d 与统计期限年度 %d 不一致，以统计期限为准。", title, period),
				fmt.Sprintf("The title says %d, the statistical period %d, which is used.", title, period), at, h.title)
		}
	case title > 0:
		h.id.year = title
	default:
		h.yearOutside()
	}
}

// yearOutside takes the year from the address, from the body's first sentence or from the dates, in this order.
func (h *herald) yearOutside() {
	for _, place := range []string{h.doc.URL, h.v.text()} {
		if m := fbtime.FindStringSubmatch(place); m != nil {
			h.id.year, _ = strconv.Atoi(m[1])
			h.noYear("网页地址中的年度参数", "the year in the page's address")
			return
		}
	}
	if m := leadYear.FindStringSubmatch(h.v.text()); m != nil {
		h.id.year, _ = strconv.Atoi(m[1])
		return
	}
	if h.id.year = h.yearOfBody(); h.id.year > 0 {
		return
	}
	for _, d := range []numeral.Date{h.published, h.signed} {
		if d.Year > 0 && !h.masksYear() {
			h.id.year = d.Year - 1
			h.noYear("发布日期的上一年", "the year before the date of publication")
			return
		}
	}
	h.quarantine("YEAR_UNRESOLVED", "报告年度无法确定：请在标题或统计期限中写明年度。", "The year reported on cannot be told; it belongs in the title or the statistical period.", h.title)
}

// yearOfBody gives the year by which the body calls the report, else the one at whose end its figures stop, else the one it
// speaks of at least twice as often as of any other, or alone and at the beginning of a sentence; 0 when there is none.
func (h *herald) yearOfBody() int {
	text, head := h.v.text(), h.opening()
	for _, p := range []*pattern{namedYear, plainYear, coveredYear, periodEnd} {
		m := p.FindStringSubmatch(head)
		if m == nil {
			m = p.FindStringSubmatch(text)
		}
		if m != nil {
			year, _ := strconv.Atoi(m[1])
			return year
		}
	}
	for _, year := range []int{h.wholeYear(), h.workYear()} {
		if year > 0 {
			return year
		}
	}
	times := map[string]int{}
	for _, m := range yearMention.FindAllStringSubmatch(text, -1) {
		times[m[1]]++
	}
	best, next := "", 0
	for year, n := range times {
		switch {
		case n > times[best]:
			best, next = year, max(next, times[best])
		default:
			next = max(next, n)
		}
	}
	if times[best] < minMentions && (next > 0 || !openingYear.MatchString(text)) || times[best] < yearLead*next {
		return 0
	}
	year, _ := strconv.Atoi(best)
	return year
}

// wholeYear gives the year whose first and last day the text names as a period, 0 when it names none or several.
func (h *herald) wholeYear() int {
	sole := 0
	for _, p := range numeral.Periods(h.v.Runes, h.v.dates) {
		year := p.Year()
		if year > 0 && sole > 0 && year != sole {
			return 0
		}
		sole = max(sole, year)
	}
	return sole
}

// workYear is a year at whose beginning a sentence tells what was published.
var workYear = mustPattern(`(?:^|[。\n])\s*((?:19|20)\d\d)年度?,?(?:我|本|全)[^。\n]{0,60}(?:主动公开|公开信息|公开政府信息)`)

// workYear gives the one year that such sentences name, 0 when there is none or there are several.
func (h *herald) workYear() int {
	sole := ""
	for _, m := range workYear.FindAllStringSubmatch(h.v.text(), -1) {
		if sole != "" && m[1] != sole {
			return 0
		}
		sole = m[1]
	}
	year, _ := strconv.Atoi(sole)
	return year
}

func (h *herald) noYear(zh, en string) {
	h.find("YEAR_NOT_IN_TEXT", disclosure.SeverityInfo, "正文未写明报告年度，取自"+zh+"。", "The text does not state its year; it was taken from "+en+".", h.title)
}

// maskedYear is a 年 whose figures were taken out.
var maskedYear = mustPattern(`(?:^|[。;,\n ])(?:__|XX|xx|\*\*)?年(?:度)?[,我本全县市区]`)

// masksYear says whether the years were taken out of the text (年,县政府信息公开工作…): then no date can stand for one.
func (h *herald) masksYear() bool {
	return maskedYear.MatchString(h.v.text())
}

// periodWords stand near the statistical period.
var periodWords = []string{"统计期限", "统计时限", "统计数据", "数据统计", "期限", "所列数据", "统计期", "统计时间", "报告期", "数据的统计", "统计区间", "数据自", "数据从"}

// periodReach is how many runes before the period its words may stand.
const periodReach = 40

// periodYear reads the statistical period: …统计期限自2013年1月1日起至2013年12月31日止.
func (h *herald) periodYear() (int, span) {
	for _, p := range numeral.Periods(h.v.Runes, h.v.dates) {
		before := h.v.String(max(0, p.Start-periodReach), p.Start)
		if !holdsAny(before, periodWords) {
			continue
		}
		year := p.Year()
		if year == 0 && p.From.Year == p.To.Year && p.To.Month == 12 { // the first reports begin on 1 May 2008
			year = p.From.Year
		}
		if year > 0 {
			return year, span{p.Start, p.End}
		}
	}
	text := h.v.text()
	for _, w := range periodWords[:4] {
		if i := strings.Index(text, w); i >= 0 {
			h.brokenPeriod(runeCount(text[:i]), runeCount(w))
			break
		}
	}
	return 0, span{}
}

// brokenPeriod reports a statistical period that begins and does not end.
func (h *herald) brokenPeriod(at, length int) {
	end := min(len(h.v.Runes), at+length+periodReach)
	dates := numeral.ScanDates(h.v.Runes[at:end])
	if len(dates) == 1 && !holdsAny(h.v.String(at, at+dates[0].Start), []string{"截止", "截至"}) { // a day of the count is no period
		h.find("STATISTICAL_PERIOD_TRUNCATED", disclosure.SeverityInfo, "统计期限不完整。", "The statistical period is incomplete.",
			span{at, at + dates[0].End})
	}
}

// titleYear reads the year of the title.
func (h *herald) titleYear() int {
	title := []rune(foldString(h.id.title))
	if h.title.end > h.title.start {
		title = h.v.Runes[h.title.start:h.title.end]
	}
	for _, d := range numeral.ScanDates(title) {
		if d.Year > 0 {
			return d.Year
		}
	}
	for i := range title {
		if i > 0 && title[i-1] >= '0' && title[i-1] <= '9' {
			continue
		}
		if y, end := numeral.YearAt(title, i); y >= 1998 && end > 0 && (end == len(title) || title[end] < '0' || title[end] > '9') {
			return y
		}
	}
	return h.yearBesideTitle()
}

// besideTitle is a line that holds the year of the title and nothing else: (2019年度).
var besideTitle = mustPattern(`^[(〔\[]?\s*((?:19|20)\d\d)\s*年度?\s*[)〕\]]?$`)

// yearBesideTitle reads a year that stands alone on the line before or behind the title; 0 when there is none.
func (h *herald) yearBesideTitle() int {
	for i, p := range h.lines {
		if h.title.end == 0 || p.start > h.title.end && i > 0 && h.lines[i-1].start > h.title.start {
			break
		}
		above := i+1 < len(h.lines) && h.lines[i+1].start == h.title.start
		below := i > 0 && h.lines[i-1].end == h.title.end
		if !above && !below {
			continue
		}
		if m := besideTitle.FindStringSubmatch(h.line(i)); m != nil {
			year, _ := strconv.Atoi(m[1])
			return year
		}
	}
	return 0
}
