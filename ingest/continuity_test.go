package ingest

import (
	"context"
	"testing"

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
