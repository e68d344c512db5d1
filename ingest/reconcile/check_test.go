package reconcile

import (
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
)

// report makes a report of table cells: "metric=12", "metric=" for a blank cell, "metric=?" for an unresolved one.
func report(form disclosure.Form, year int, cells ...string) *disclosure.Report {
	r := &disclosure.Report{Form: form, Year: year, Issuer: disclosure.Issuer{Name: "甲县人民政府", Level: disclosure.LevelCounty, Region: "甲县", Code: "000001"}}
	for _, c := range cells {
		metric, value, _ := strings.Cut(c, "=")
		f := disclosure.Fact{Metric: metric, Status: disclosure.StatusBlank, From: disclosure.FromTable}
		switch value {
		case "":
		case "?":
			f.Status = disclosure.StatusUnresolved
		default:
			var n int64
			for _, d := range value {
				n = n*10 + int64(d-'0')
			}
			v := disclosure.Count(n)
			f.Value, f.Status = &v, disclosure.StatusReported
			if n == 0 {
				f.Status = disclosure.StatusExplicitZero
			}
		}
		r.Facts = append(r.Facts, f)
	}
	return r
}

// raised gives the rules of a report's findings as "T3-E1 IDENTITY_MISMATCH".
func raised(findings []disclosure.Finding) string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule+" "+f.Code)
	}
	return strings.Join(out, ", ")
}

// TestIdentities covers the identities of the forms; the numbers are small sums worked out by hand.
func TestIdentities(t *testing.T) {
	for _, c := range []struct {
		name  string
		form  disclosure.Form
		cells string
		want  string
	}{
		{"H1 holds", disclosure.FormStats2014, "requests.received.total=6 requests.channel.in_person=1 requests.channel.fax=0 requests.channel.online=3 requests.channel.letter=2", ""},
		{"H1 fails", disclosure.FormStats2014, "requests.received.total=7 requests.channel.in_person=1 requests.channel.fax=0 requests.channel.online=3 requests.channel.letter=2", "H1 SUM_MISMATCH_CHANNEL"},
		{"H1 blank counts as 0", disclosure.FormStats2014, "requests.received.total=3 requests.channel.in_person= requests.channel.fax= requests.channel.online=3 requests.channel.letter=", ""},
		{"H1 nothing stated", disclosure.FormStats2014, "requests.received.total=3 requests.channel.in_person= requests.channel.fax= requests.channel.online= requests.channel.letter=", ""},
		{"H1 unresolved is not checked", disclosure.FormStats2014, "requests.received.total=9 requests.channel.in_person=1 requests.channel.fax=? requests.channel.online=3 requests.channel.letter=2", ""},
		{"H1 is not for other forms", disclosure.Form2021, "requests.received.total=7 requests.channel.in_person=1 requests.channel.fax=0 requests.channel.online=3 requests.channel.letter=2", ""},
		{"H2", disclosure.FormStats2014, "requests.completed.total=5 requests.completed.on_time=3 requests.completed.extended=1", "H2 IDENTITY_MISMATCH"},
		{"H5", disclosure.FormStats2014, "review.total=5 review.result.upheld=3 review.result.corrected=1 review.result.other=0", "H5 IDENTITY_MISMATCH"},
		{"H7", disclosure.FormStats2014, "org.staff.total=44 org.staff.full_time=3 org.staff.part_time=41", ""},
		{"H8", disclosure.FormStats2014, "response.press_conferences.principal=4 response.press_conferences.total=3", "H8 IDENTITY_MISMATCH"},
		{"H9", disclosure.FormStats2014, "disclosure.normative_docs=5 disclosure.total=4", "H9 IDENTITY_MISMATCH"},
		{"S1 more by channels is normal", disclosure.FormStats2014, "disclosure.total=287 disclosure.channel.gazette=12 disclosure.channel.website=280 disclosure.channel.weibo=61 disclosure.channel.wechat=40 disclosure.channel.other=1", "S1 CHANNEL_SUM_EXCEEDS_TOTAL_DEDUP"},
		{"S1 one channel above the total", disclosure.FormStats2014, "disclosure.total=200 disclosure.channel.gazette=12 disclosure.channel.website=280 disclosure.channel.weibo=61 disclosure.channel.wechat=40 disclosure.channel.other=1", "S1 SUM_MISMATCH_CHANNEL"},
		{"S1 channels short of the total", disclosure.FormStats2014, "disclosure.total=900 disclosure.channel.gazette=12 disclosure.channel.website=280 disclosure.channel.weibo=0 disclosure.channel.wechat=0 disclosure.channel.other=1", "S1 SUM_MISMATCH_CHANNEL"},
		{"I-10", disclosure.FormIndicators2008, "requests.received.total=9 requests.channel.in_person=4 requests.channel.fax=0 requests.channel.email=0 requests.channel.online=4 requests.channel.letter=0 requests.channel.other=0", "I-10 SUM_MISMATCH_CHANNEL"},
		{"T4-E1", disclosure.Form2021, "review.total=3 review.result.upheld=1 review.result.corrected=0 review.result.other=1 review.result.pending=0", "T4-E1 IDENTITY_MISMATCH"},
		{"T3-E1 holds as in 宿迁 2024", disclosure.Form2021, "requests.received.total=3511 requests.carried_in.total=96 requests.result.total.total=3486 requests.carried_out.total=121", ""},
		{"T3-E1 fails", disclosure.Form2021, "requests.received.total=30 requests.carried_in.total=0 requests.result.total.total=20 requests.carried_out.total=3", "T3-E1 IDENTITY_MISMATCH"},
		{"T3-E3 fails", disclosure.Form2021, "requests.received.natural_person=1 requests.received.enterprise=1 requests.received.research=0 requests.received.social_welfare=0 requests.received.legal_service=0 requests.received.other_org=0 requests.received.total=3", "T3-E3 IDENTITY_MISMATCH"},
		{"T3-E3 blank total", disclosure.Form2021, "requests.received.natural_person=1 requests.received.enterprise=1 requests.received.research= requests.received.social_welfare= requests.received.legal_service= requests.received.other_org= requests.received.total=", ""},
		{"X3 county with rules", disclosure.Form2021, "normative.rules.in_force=2", "X3 RULES_POWER_SUSPECT"},
		{"form of another period", disclosure.FormStats2014, "", "form_year FORM_YEAR_MISMATCH"},
	} {
		year := map[disclosure.Form]int{disclosure.FormStats2014: 2016, disclosure.FormIndicators2008: 2010, disclosure.Form2021: 2024}[c.form]
		if strings.HasPrefix(c.name, "form of") {
			year = 2021
		}
		if got := raised(Check(report(c.form, year, strings.Fields(c.cells)...))); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestMatrixTotal checks T3-E2 over all result rows of the form.
func TestMatrixTotal(t *testing.T) {
	cells := []string{"requests.result.total.total=5"}
	for i, base := range resultRows(disclosure.MustDictionary(), disclosure.Form2021, "requests.result.total") {
		v := "0"
		if i == 0 {
			v = "4"
		}
		cells = append(cells, base+".total="+v)
	}
	if n := len(cells) - 1; n != 21 {
		t.Fatalf("%d result rows, the form of 2021 prints 2 + 8 + 3 + 5 + 3", n)
	}
	if got := raised(Check(report(disclosure.Form2021, 2022, cells...))); got != "T3-E2 IDENTITY_MISMATCH" {
		t.Errorf("findings %q", got)
	}
}

// TestSections covers the numbering of headings and the statistical period.
func TestSections(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"in order", "一、总体情况\n甲。\n二、主动公开政府信息情况\n三、存在的问题\n", ""},
		{"skipped", "一、总体情况\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n", "sections SECTION_NUMBER_SKIPPED"},
		{"twice", "一、总体情况\n二、主动公开\n三、问题\n一、主动公开政府信息情况\n二、收到和处理\n", "sections DUPLICATE_SECTION_NUMBERING"},
		{"rows of a table are no headings", "一、总体情况\n二、主动公开\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n三、本年度办理结果\n四、结转下年度继续办理\n四、行政复议\n", ""},
		{"a group with dashes in its cells is no heading", "一、概述\n二、主动公开\n一、主动公开情况\t——\t——\n三、问题\n", ""},
		{"sentences are no headings", "一、总体情况\n三、四季度共召开会议。各项工作有序。\n二、主动公开\n", ""},
		{"eleventh", "十、其他\n十一、附表\n", ""},
		{"the short heading of applications, which begins a row's label too", "一、概述\n二、主动公开\n三、依申请公开\n四、复议诉讼\n", ""},
		{"headings glued to their sentences", "一、概述\n二、主动公开\n三、依申请公开情况2011年,全市未收到申请。\n四、行政复议和诉讼情况2011年,全市未发生。\n五、问题\n", ""},
		{"one of them is missing", "一、概述\n二、主动公开\n三、依申请公开情况2011年,全市未收到申请。\n五、问题\n", "sections SECTION_NUMBER_SKIPPED"},
		{"from May in the first year", "统计期限自2008年5月1日起至2008年12月31日止。", ""},
		{"from May in a later year", "统计期限自2009年5月1日起至2009年12月31日止。", "period STATISTICAL_PERIOD_TRUNCATED"},
		{"whole year", "统计期限自2013年1月1日起至2013年12月31日止。", ""},
		{"half year", "统计期限自2013年1月1日起至2013年6月30日止。", "period STATISTICAL_PERIOD_TRUNCATED"},
		{"year not repeated", "统计期限为2013年1月1日至12月31日。", ""},
	} {
		r := report(disclosure.Form2021, 2022)
		r.Text = c.text
		if got := raised(Check(r)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestRowsByCells covers rows whose label the check does not know, as in a text in traditional script: their cells follow.
func TestRowsByCells(t *testing.T) {
	r := report(disclosure.Form2021, 2022, "requests.received.total=4")
	r.Text = "一、甲\n二、乙\n三、丙\n一、丁\n4\n四、戊\n"
	at := len([]rune(r.Text[:strings.Index(r.Text, "4\n")]))
	r.Facts[0].Evidence = disclosure.Evidence{Start: at, End: at + 1}
	if got := raised(Check(r)); got != "" {
		t.Errorf("findings %q", got)
	}
	// directly behind the heading stands the cell of another row, or one of a table whose rows have no numbers
	for _, e := range []disclosure.Evidence{{Table: 3, Row: "一、本年新收政府信息公开申请数量"}, {Table: 2, Row: "规章"}} {
		r.Text = "一、甲\n二、乙\n三、丙\n4\n四、戊\n"
		at = len([]rune(r.Text[:strings.Index(r.Text, "4\n")]))
		e.Start, e.End = at, at+1
		r.Facts[0].Evidence = e
		if got := raised(Check(r)); got != "" {
			t.Errorf("a heading before the cell of %s: findings %q", e.Row, got)
		}
	}
}

// TestShares covers a printed rate that its counts contradict, and enquiries that do not add up (331+61 against 372, a
// published report of 2019).
func TestShares(t *testing.T) {
	r := report(disclosure.FormNarrative2008, 2012, "documents.issued=50", "documents.disclosed=30", "documents.disclosure_rate=90")
	if got := raised(Check(r)); got != "share RATIO_INCONSISTENT" {
		t.Errorf("30 of 50 printed as 90 %%: %q", got)
	}
	r = report(disclosure.FormNarrative2008, 2012, "documents.issued=3", "documents.disclosed=2", "documents.disclosure_rate=67")
	if got := raised(Check(r)); got != "" {
		t.Errorf("2 of 3 printed as 67 %%: %q", got)
	}
	r = report(disclosure.FormNarrative2008, 2012, "consultation.total=1400", "consultation.onsite=560", "consultation.phone=820", "consultation.online=32")
	r.Facts[0].Qualifier = disclosure.QualifierApprox
	if got := raised(Check(r)); got != "" {
		t.Errorf("1400余 with ways of 1412: %q", got)
	}
	r = report(disclosure.FormNarrative2008, 2012, "consultation.total=372", "consultation.onsite=331", "consultation.phone=61")
	if got := raised(Check(r)); got != "consultation IDENTITY_MISMATCH" {
		t.Errorf("331+61 against 372: %q", got)
	}
}

// TestAgainst compares two years of one issuer. The numbers are those of 宿迁: 121 carried over, 11+2-1 rules in force.
func TestAgainst(t *testing.T) {
	before := report(disclosure.Form2021, 2023, "requests.carried_out.total=121", "normative.rules.in_force=11", "normative.docs.in_force=597")
	now := report(disclosure.Form2021, 2024, "requests.carried_in.total=121", "normative.rules.in_force=12", "normative.rules.issued=2", "normative.rules.repealed=1",
		"normative.docs.in_force=420", "normative.docs.issued=50", "normative.docs.repealed=227")
	if got := raised(CheckAgainst(now, before)); got != "" {
		t.Errorf("two years that agree: %q", got)
	}
	wrong := report(disclosure.Form2021, 2024, "requests.carried_in.total=96", "normative.rules.in_force=20", "normative.rules.issued=2", "normative.rules.repealed=14")
	if got := raised(CheckAgainst(wrong, before)); got != "carry_over CARRY_OVER_MISMATCH, X2 IDENTITY_MISMATCH, X1 IDENTITY_MISMATCH" {
		t.Errorf("two years that do not agree: %q", got)
	}
	if got := CheckAgainst(now, now); got != nil {
		t.Errorf("the same year was compared: %q", raised(got))
	}
	other := report(disclosure.Form2021, 2023, "requests.carried_out.total=5")
	other.Issuer.Code, other.Issuer.Region, other.Issuer.Name = "000002", "乙县", "乙县人民政府"
	if got := CheckAgainst(now, other); got != nil {
		t.Errorf("another issuer was compared: %q", raised(got))
	}
}

// TestCopied finds a text that was taken over from last year with new numbers.
func TestCopied(t *testing.T) {
	text := "县政府各部门按照年初确定的要点推进公开工作，"
	for i := range 40 {
		text += string([]rune("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔")[i:i+24]) + "。"
	}
	before, now := report(disclosure.Form2021, 2023), report(disclosure.Form2021, 2024)
	before.Text, now.Text = text, strings.ReplaceAll(text, "，", "12，")
	if got := raised(CheckAgainst(now, before)); got != "copied_text TEXT_COPIED" {
		t.Errorf("a copied text: %q", got)
	}
}
