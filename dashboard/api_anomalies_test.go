package dashboard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// reviewable are made-up requests of a county with a digit too many in 2022, a zero in 2023 after large counts, and of another whose
// 2021 figure is the year.
func reviewable() []analytics.AggregateRow {
	const id = "requests.received.total"
	rows := []analytics.AggregateRow{
		count(id, 430621, 2020, 124), count(id, 430621, 2021, 126), count(id, 430621, 2022, 1240), count(id, 430621, 2023, 0),
		count(id, 360981, 2021, 2021), count(id, 360981, 2022, 2030),
		count(id, 420222, 2018, 30), count(id, 420222, 2019, 3000), // another definition: no change
	}
	bodies := count(id, 110105, 2022, 5)
	rows = append(rows, count(id, 110105, 2021, 500), bodies)
	rows[len(rows)-1].Basis = analytics.BasisUnits // some bodies only: not the place's figure
	return rows
}

func TestAnomalies(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: reviewable()})
	const target = "/v1/quality/anomalies?measure=requests.received.total&level=county&time=2019..2023"
	var got []string
	for _, row := range apiBody(t, fetch(t, s, target))["data"].([]any) {
		r := row.(map[string]any)
		got = append(got, fmt.Sprint(r["region"], " ", r["year"], " ", r["detector"], " ", r["observed"]))
		if r["message_en"] == "" || r["message_zh"] == "" || r["evidence_url"] == nil || r["value"] != r["observed"] {
			t.Errorf("row %v", r)
		}
	}
	want := []string{"360981 2021 year 2021", "430621 2022 digits 1240", "430621 2023 vanished 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := cells(t, s, strings.Replace(target, "level=county", "region=430621", 1), "year"); len(got) != 2 {
		t.Errorf("of one place: %v", got)
	}
	if got := cells(t, s, strings.Replace(target, "2019..2023", "2023", 1), "detector"); len(got) != 1 || got[0] != "vanished" {
		t.Errorf("of one year: %v", got)
	}
}

// TestOutliersAndChangesOfRates: eleven counties with 50 of 100 and one with 2; one of them goes from 50 to 95.
func TestOutliersAndChangesOfRates(t *testing.T) {
	var rows []analytics.AggregateRow
	for i := range 12 {
		for _, year := range []int{2021, 2022} {
			x := 48 + float64((i+year)%5)
			switch {
			case i == 3 && year == 2021:
				x = 2
			case i == 7 && year == 2022:
				x = 95
			}
			r := share(uint32(430101+i), year, x, 100)
			r.Level = disclosure.LevelCounty
			rows = append(rows, r)
		}
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/quality/anomalies?measure=rate.granted&level=county&time=2021..2022"
	found := map[string]bool{}
	for i, detector := range cells(t, s, target, "detector") {
		found[fmt.Sprint(cells(t, s, target, "region")[i], " ", cells(t, s, target, "year")[i], " ", detector)] = true
	}
	for _, want := range []string{"430104 2021 outlier", "430108 2022 outlier"} {
		if !found[want] {
			t.Errorf("%s is not among %v", want, found)
		}
	}
	for what := range found {
		if !strings.HasPrefix(what, "430104 ") && !strings.HasPrefix(what, "430108 ") {
			t.Errorf("%s is nothing to look at", what)
		}
	}
}
