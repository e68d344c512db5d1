package analytics

import (
	"testing"
	"time"

	"gongkai/ingest/disclosure"
)

// TestDueDays: the handbook of forms, section 1: 31 March under the Regulations of 2007 (article 31); since the reports on 2019 31 January
// for departments and lower governments, 31 March for governments from the county up.
func TestDueDays(t *testing.T) {
	for _, c := range []struct {
		level disclosure.Level
		year  int
		day   string
		rule  DueRule
	}{
		{disclosure.LevelCounty, 2018, "2019-03-31", DueArticle31},
		{disclosure.LevelDepartment, 2018, "2019-03-31", DueArticle31},
		{disclosure.LevelTownship, 2008, "2009-03-31", DueArticle31},
		{disclosure.LevelProvince, 2019, "2020-03-31", DueArticle49},
		{disclosure.LevelCounty, 2024, "2025-03-31", DueArticle49},
		{disclosure.LevelDepartment, 2019, "2020-01-31", DueArticle49},
		{disclosure.LevelTownship, 2023, "2024-01-31", DueAsDepartments},
	} {
		if day, rule := DueDay(c.level, c.year); day.Format(time.DateOnly) != c.day || rule != c.rule {
			t.Errorf("%s %d: %s by %s, want %s by %s", c.level, c.year, day.Format(time.DateOnly), rule, c.day, c.rule)
		}
	}
}
