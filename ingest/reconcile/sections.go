package reconcile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
)

const chineseDigits = "一二三四五六七八九十"

// sections checks the numbers of the main headings (一、 二、 …): a gap tells of a lost section, a second 一、 of a second
// count, as where tables are numbered anew.
func (c *checker) sections() {
	last, restarted := 0, false
	offset := 0     // in runes
	var glued []int // numbers since the last heading at the beginning of longer lines: a heading and its first sentence
	for line := range strings.SplitSeq(c.r.Text, "\n") {
		start := offset
		offset += utf8.RuneCountInString(line) + 1
		if line = strings.TrimFunc(line, blank); !numbered(line) {
			continue // most lines
		}
		n, title := heading(line)
		if n == 0 {
			if n, ok := leadingNumber(line); ok {
				glued = append(glued, n)
			}
			continue
		}
		if c.tableHeading(title, start) || c.follow(start, offset, n) {
			continue
		}
		at := []disclosure.Evidence{{Start: start, End: offset - 1}}
		switch {
		case n == last+1:
		case n == 1 && last > 1 && !restarted:
			restarted = true
			c.add(disclosure.Finding{
				Code: "DUPLICATE_SECTION_NUMBERING", Rule: "sections", Severity: disclosure.SeverityInfo,
				MessageZH: "文中的大标题重新从“一、”编号。", MessageEN: "The main headings are numbered from 一、 again.", Evidence: at,
			})
		case n > last+1 && last > 0 && !between(glued, last+1, n):
			c.skipped(last, n, at)
		case n == last:
			c.add(disclosure.Finding{
				Code: "DUPLICATE_SECTION_NUMBERING", Rule: "sections", Severity: disclosure.SeverityInfo,
				MessageZH: fmt.Sprintf("两个大标题的编号同为“%s、”。", inChinese(n)), MessageEN: fmt.Sprintf("Two main headings have the number %d.", n), Evidence: at,
			})
		}
		last, glued = n, nil
	}
}

func (c *checker) skipped(last, n int, at []disclosure.Evidence) {
	c.add(disclosure.Finding{
		Code: "SECTION_NUMBER_SKIPPED", Rule: "sections", Severity: disclosure.SeverityWarning,
		MessageZH: fmt.Sprintf("大标题从“%s、”跳到“%s、”，其间内容可能缺失。", inChinese(last), inChinese(n)),
		MessageEN: fmt.Sprintf("The main headings jump from part %d to part %d; what lies between may be lost.", last, n),
		Left:      strconv.Itoa(last), Right: strconv.Itoa(n), Evidence: at,
	})
}

// between says whether all numbers from first to just before end are among those given.
func between(numbers []int, first, end int) bool {
	for n := first; n < end; n++ {
		if !slices.Contains(numbers, n) {
			return false
		}
	}
	return true
}

// leadingNumber reads the number at the beginning of a line that is longer than a heading: 三、依申请公开情况2011年,全市….
func leadingNumber(line string) (int, bool) {
	line = strings.TrimFunc(line, blank)
	number, _, ok := strings.Cut(line[:min(len(line), longestNumber+len("、"))], "、")
	if !ok || number == "" {
		return 0, false
	}
	n := chineseNumber(number)
	return n, n > 0
}

// longestNumber is the length in bytes of the number of a heading: 十一.
const longestNumber = 6

// maxHeading is the longest line that is a heading with its number.
const maxHeading = 45

// heading reads a line like 三、依申请公开情况; n is 0 for any other line.
func heading(line string) (n int, title string) {
	line = strings.TrimFunc(line, blank)
	if !numbered(line) {
		return 0, ""
	}
	if len(line) > maxHeading*3 {
		return 0, ""
	}
	number, rest, ok := strings.Cut(line, "、")
	if !ok || number == "" || len(number) > longestNumber || strings.ContainsAny(rest, "。；|\t—") {
		return 0, ""
	}
	return chineseNumber(number), rest
}

// numbered says whether a line begins with a Chinese digit.
func numbered(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune(chineseDigits, first)
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' || r == '\u00A0' }

// chineseNumber reads 一 to 十九; 0 for anything else.
func chineseNumber(s string) int {
	tens := 0
	if rest, ok := strings.CutPrefix(s, "十"); ok {
		if rest == "" {
			return 10
		}
		tens, s = 10, rest
	}
	r := []rune(s)
	if len(r) != 1 {
		return 0
	}
	i := strings.IndexRune(chineseDigits, r[0])
	if i < 0 || r[0] == '十' {
		return 0
	}
	return tens + i/len("一") + 1
}

// inChinese writes 1 to 19 as headings do.
func inChinese(n int) string {
	digits := []rune(chineseDigits)
	if n > 10 {
		return "十" + string(digits[n-11])
	}
	return string(digits[n-1])
}

// cutLabel is the length in bytes from which the beginning of a row's label is told from a heading: five characters.
const cutLabel = 15

// sectionTitles are section headings that are as long as a row's label cut off, and begin one.
var sectionTitles = []string{"依申请公开", "依申请公开信息"}

// beforeTable is how many runes in front of the first cell that was read a table's head and groups may reach.
const beforeTable = 200

// tableHeading says whether a numbered line is a row of a table. Words that may also head a section of running text count
// only close to the tables.
func (c *checker) tableHeading(title string, start int) bool {
	title = strings.Join(strings.Fields(title), "")
	for _, h := range c.rules.TableHeadings {
		if !strings.HasSuffix(h, "情况") {
			// the row's cells may follow in the same line, and a narrow cell may have cut the label
			if strings.HasPrefix(title, h) || len(title) >= cutLabel && strings.HasPrefix(h, title) && !slices.Contains(sectionTitles, title) {
				return true
			}
			continue
		}
		if strings.HasPrefix(title, h) && len(title) <= len(h)+12 {
			return start > c.firstCell()-beforeTable
		}
	}
	return false
}

// rowReach is how many runes behind a row's label its first cell may begin, another label between them included. Between the
// heading of a section and its first cell stands the head of the table, which is longer.
const rowReach = 20

// follow says whether the line [start, end) with the number n is the label of a cell that begins in it or right behind it. The
// tables of sections 二 and 四 have no numbered rows, and a cell of a row with another number has its own label.
func (c *checker) follow(start, end, n int) bool {
	var next *disclosure.Evidence // the first cell that begins at the line or behind it
	for i := range c.r.Facts {
		f := &c.r.Facts[i]
		if e := &f.Evidence; f.From == disclosure.FromTable && e.Start >= start && e.End > e.Start && (next == nil || e.Start < next.Start) {
			next = e
		}
	}
	if next == nil || next.Start >= end+rowReach || next.Table == 2 || next.Table == 4 {
		return false
	}
	row, _ := leadingNumber(next.Row)
	return row == 0 || row == n
}

// firstCell gives the offset of the first table cell that was read; beyond the text when there is none.
func (c *checker) firstCell() int {
	first := len(c.r.Text) + beforeTable
	for i := range c.r.Facts {
		if f := &c.r.Facts[i]; f.From == disclosure.FromTable {
			first = min(first, f.Evidence.Start)
		}
	}
	return first
}

var periodPattern = regexp.MustCompile(`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起?\s*(?:至|到|—|-)\s*(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)

// period checks that the stated statistical period is the whole year.
func (c *checker) period() {
	at := strings.Index(c.r.Text, "统计期限")
	if at < 0 {
		if at = strings.Index(c.r.Text, "统计时限"); at < 0 {
			return
		}
	}
	tail := c.r.Text[at:]
	if len(tail) > 300 {
		tail = tail[:300]
	}
	m := periodPattern.FindStringSubmatchIndex(tail)
	if m == nil {
		return
	}
	part := func(i int) int {
		if m[2*i] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(tail[m[2*i]:m[2*i+1]])
		return n
	}
	first := part(2) == 1 || part(2) == 5 && part(1) == 2008 // the regulation came into force on 1 May 2008
	if first && part(3) == 1 && part(5) == 12 && part(6) == 31 && (part(4) == 0 || part(4) == part(1)) {
		return
	}
	start := len([]rune(c.r.Text[:at+m[0]]))
	quote := tail[m[0]:m[1]]
	c.add(disclosure.Finding{
		Code: "STATISTICAL_PERIOD_TRUNCATED", Rule: "period", Severity: disclosure.SeverityWarning,
		MessageZH: "统计期限不是完整的一年（1月1日至12月31日）。", MessageEN: "The stated period is not the whole calendar year.",
		Left: quote, Evidence: []disclosure.Evidence{{Quote: quote, Start: start, End: start + len([]rune(quote))}},
	})
}
