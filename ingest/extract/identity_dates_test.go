package extract

import (
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// TestPublishedOn checks which of a report's dates is taken for the date of publication, and that the other one is kept. The
// dates of the first case are those of a county's report on 2012 (page 2012-03-28, signature 一三-三-二十七).
func TestPublishedOn(t *testing.T) {
	for _, c := range []struct {
		name, page, signature, want string
		severity                    disclosure.Severity // of DATE_CONFLICT; "" for none
	}{
		{"the page lies before the end of the year", "2012-03-28", "一三-三-二十七", "2013-03-27", disclosure.SeverityWarning},
		{"the page lies before the signature", "2013-01-20", "2013年1月25日", "2013-01-25", disclosure.SeverityInfo},
		{"published after it was signed", "2013-03-28", "2013年3月27日", "2013-03-28", ""},
		{"both before the end of the year", "2012-03-28", "2012年4月1日", "2012-04-01", disclosure.SeverityWarning},
		{"no day in the signature", "2012-03-28", "2013年3月", "2012-03-28", disclosure.SeverityWarning},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "蓬莱市统计局2012年政府信息公开工作年度报告\n发布日期:" + c.page + "\n主动公开,依申请公开。\n蓬莱市统计局\n" + c.signature
			v := NewView(&document.Document{Text: text})
			id := readIdentity(v, &document.Document{Text: text})
			if id.publishedOn != c.want {
				t.Errorf("published on %q, want %q", id.publishedOn, c.want)
			}
			i := slices.IndexFunc(id.findings, func(f disclosure.Finding) bool { return f.Code == "DATE_CONFLICT" })
			if i < 0 != (c.severity == "") {
				t.Fatalf("findings %v, want DATE_CONFLICT: %t", id.findings, c.severity != "")
			}
			if i < 0 {
				return
			}
			f := id.findings[i]
			if f.Severity != c.severity || f.Evidence[0].Quote != c.page {
				t.Errorf("%+v, want %s that quotes %s", f, c.severity, c.page)
			}
			if strings.Contains(f.MessageZH, c.want) && (len(f.Evidence) != 2 || f.Evidence[1].Quote != c.signature) {
				t.Errorf("%+v chooses the signature and does not quote it", f)
			}
		})
	}
}

// TestLostCharsQuoteTheDocument checks that the finding shows the damage of its own document.
func TestLostCharsQuoteTheDocument(t *testing.T) {
	for text, want := range map[string]string{
		"2012-,全-公开信息": "“2012-”", "网站20119月,改版": "“20119月”", "自2018年1月日起": "“2018年1月日”",
	} {
		v := NewView(&document.Document{Text: text})
		if len(v.Findings) != 1 || !strings.Contains(v.Findings[0].MessageZH, want) || !strings.Contains(v.Findings[0].MessageEN, want) {
			t.Errorf("%s: findings %+v, want one that quotes %s", text, v.Findings, want)
		}
	}
}
