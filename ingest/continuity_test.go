package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestReportsAreComparedWithEachOther publishes two years of a county that disagree about the requests carried over, and a
// prefecture whose total is below its county's.
func TestReportsAreComparedWithEachOther(t *testing.T) {
	s := newStack(t)
	first := yueyang("甲", fact("requests.carried_out.total", 3), fact("requests.received.total", 50))
	second := yueyang("乙", fact("requests.carried_in.total", 5))
	second.Year = 2013
	prefecture := yueyang("丙", fact("requests.received.total", 40))
	prefecture.Issuer = disclosure.Issuer{Name: "岳阳市人民政府", Level: disclosure.LevelPrefecture, Province: "湖南省", Region: "岳阳市", Code: "430600"}
	s.publish(t, first, second, prefecture)
	for report, code := range map[*disclosure.Report]string{second: "CARRY_OVER_MISMATCH", prefecture: "UNITS_EXCEED_TOTAL", first: ""} {
		d, err := s.store.Report(context.Background(), report.ID())
		if err != nil {
			t.Fatal(err)
		}
		if code == "" && len(d.Findings) != 0 || code != "" && (len(d.Findings) != 1 || d.Findings[0].Code != code) {
			t.Errorf("%s %d: %+v, want %q", report.Issuer.Region, report.Year, d.Findings, code)
		}
	}
}

// TestCopiedTextIsFound publishes three years of a county: the second repeats the text of the first with other numbers, the third
// says something else. The places must be those of the sentences in either text.
func TestCopiedTextIsFound(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	words := []rune("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔")
	prose := func(from, numbers int) string {
		var text strings.Builder
		for i := range 30 {
			fmt.Fprintf(&text, "%s%d件%s。\n", string(words[from+i:from+i+9]), numbers+i, string(words[i:i+12]))
		}
		return text.String()
	}
	texts := []string{prose(0, 100), "本报告根据条例编制。\n" + prose(0, 500), prose(30, 100)}
	var reports []*disclosure.Report
	for i, text := range texts {
		r := yueyang(text, fact("disclosure.total", int64(10+i)))
		r.Year = 2012 + i
		reports = append(reports, r)
	}
	s.publish(t, reports...)
	for range 2 { // the second time from what the first one stored
		store, err := analytics.NewStore(s.db) // one that has not read the generation before
		if err != nil {
			t.Fatal(err)
		}
		var found []disclosure.Finding
		for _, r := range reports {
			d, err := store.Report(ctx, r.ID())
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, d.Findings...)
		}
		if len(found) != 1 || found[0].Code != "TEXT_COPIED" || len(found[0].Evidence) == 0 || len(found[0].Previous) != len(found[0].Evidence) {
			t.Fatalf("findings %+v", found)
		}
		for i, ev := range found[0].Evidence {
			before := found[0].Previous[i]
			now, then := string([]rune(texts[1])[ev.Start:ev.End]), string([]rune(texts[0])[before.Start:before.End])
			if now != ev.Quote || then != before.Quote || now == then {
				t.Errorf("%q is quoted from %q, %q from %q", ev.Quote, now, before.Quote, then)
			}
		}
		if err := Rebuild(ctx, s.db); err != nil {
			t.Fatal(err)
		}
	}
}
