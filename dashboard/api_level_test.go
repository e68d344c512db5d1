package dashboard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// madeUpLevel are n counties with i+10 of 40 cases each, all reported for 2023.
func madeUpLevel(measure string, n int) []analytics.AggregateRow {
	var rows []analytics.AggregateRow
	for i := range n {
		r := share(uint32(430101+i), 2023, float64(10+i), 40)
		r.Measure, r.Level, r.RegionName = measure, disclosure.LevelCounty, fmt.Sprint("县", i)
		rows = append(rows, r)
	}
	return rows
}

// TestRankingSaysWhatIsLackingToTheMedian: eleven counties have 10 to 20 of 40, the median is 15 of 40. A county asked for alone is
// told the same.
func TestRankingSaysWhatIsLackingToTheMedian(t *testing.T) {
	const measure = "rate.any_grant" // high is good
	s := newFixtureServer(t, &apiFixture{fixed: madeUpLevel(measure, 11)})
	const target = "/v1/rankings?measure=" + measure + "&level=county&time=2023"
	if diff := cmp.Diff([]any{5.0, 4.0, 3.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}, cells(t, s, target, "to_median")); diff != "" {
		t.Error(diff)
	}
	got := apiBody(t, fetch(t, s, target))
	if got["median"] != 0.375 || got["median_regions"] != 11.0 || got["shrunk_status"] != "ok" {
		t.Errorf("median %v of %v, shrunk %v", got["median"], got["median_regions"], got["shrunk_status"])
	}
	// By the formula of Martuzzi & Elliott (1996): m = 0.375, v = 10/1600, A = (v - m(1-m)/40)/(1 - 1/40) = 0.000400641,
	// ρ = A/(m(1-m)) = 0.00170940, w = 40ρ/(40ρ + 1 - ρ) = 0.0641026, so of 10 of 40: 0.375 - w·0.125 = 0.3669872.
	near := cmpopts.EquateApprox(0, 1e-7)
	if diff := cmp.Diff([]any{0.3669872, 0.0641026}, []any{cells(t, s, target, "shrunk")[0], cells(t, s, target, "shrunk_weight")[0]}, near); diff != "" {
		t.Error(diff)
	}
	few := newFixtureServer(t, &apiFixture{fixed: madeUpLevel(measure, 9)})
	for _, name := range []string{"to_median", "shrunk", "shrunk_weight"} {
		for _, v := range cells(t, few, target, name) {
			if v != nil {
				t.Errorf("%s of nine places is %v", name, v)
			}
		}
	}
	neutral := newFixtureServer(t, &apiFixture{fixed: madeUpLevel("rate.granted", 11)})
	if got := cells(t, neutral, strings.Replace(target, measure, "rate.granted", 1), "to_median_status")[0]; got != "not_applicable" {
		t.Errorf("where neither side is the good one: %v", got)
	}
}

// TestHeterogeneityIsSaid: 10 to 20 of 40 are no more apart than chance allows; 2 of 40 and 38 of 40 are.
func TestHeterogeneityIsSaid(t *testing.T) {
	rows := madeUpLevel("rate.granted", 11)
	for i := range rows {
		rows[i].Year = 2012 // of which the fixture holds reports
	}
	for _, wide := range []bool{false, true} {
		if wide {
			rows[0] = share(430101, 2012, 2, 40)
			rows[1] = share(430102, 2012, 38, 40)
		}
		s := newFixtureServer(t, &apiFixture{fixed: rows})
		for _, endpoint := range []string{"rankings", "funnel"} {
			found := apiBody(t, fetch(t, s, "/v1/"+endpoint+"?measure=rate.granted&level=county&time=2012"))["heterogeneity"].(map[string]any)
			if p := found["p"].(float64); (p < 0.05) != wide {
				t.Errorf("%s: p %v, far apart: %v", endpoint, p, wide)
			}
		}
		page := string(fetch(t, s, "/rank?measure=rate.granted&level=county&time=2012&lang=en"))
		if strings.Contains(page, "compatible with chance") == wide {
			t.Errorf("the page does not say what the test says (far apart: %v)", wide)
		}
	}
}

// TestForecast: eight years of one definition have a forecast, seven or those of a county none.
func TestForecast(t *testing.T) {
	rows := func(region uint32, years int) []analytics.AggregateRow {
		var out []analytics.AggregateRow
		for i, v := range []float64{10, 12, 13, 15, 16, 18, 19, 21}[:years] { // the series of the statistics' own test
			out = append(out, count("requests.received.total", region, 2019+i, v))
		}
		return out
	}
	for _, c := range []struct {
		region uint32
		years  int
		status string
	}{{430000, 8, "ok"}, {430000, 7, "insufficient_n"}, {430621, 8, "not_applicable"}} {
		s := newFixtureServer(t, &apiFixture{fixed: rows(c.region, c.years)})
		target := fmt.Sprintf("/v1/trends?measure=requests.received.total&region=%d&time=2019..2026", c.region)
		points, _ := cells(t, s, target, "forecast")[0].([]any)
		if got := cells(t, s, target, "forecast_status")[0]; got != c.status || (len(points) > 0) != (c.status == "ok") {
			t.Errorf("%d, %d years: %v with %d points, want %s", c.region, c.years, got, len(points), c.status)
		}
		if c.status == "ok" {
			first := points[0].(map[string]any)
			if diff := cmp.Diff(21+11.0/7, first["value"], cmpopts.EquateApprox(1e-12, 0)); diff != "" || first["year"] != 2027.0 {
				t.Errorf("%v: %s", first, diff)
			}
		}
	}
}

// TestRegionPageSaysWhatIsLacking: the county of the fixture has 12 of 40 where eleven others have 10 to 20, so the median of the twelve is
// between 14 and 15 of 40, 36.25 %, and with 3 more cases (15 of 40) the county is past it.
func TestRegionPageSaysWhatIsLacking(t *testing.T) {
	rows := madeUpLevel("rate.any_grant", 11)
	own := share(430621, 2012, 12, 40)
	own.Measure, own.Level = "rate.any_grant", disclosure.LevelCounty
	rows = append(rows, own)
	for i := range rows {
		rows[i].Year = 2012 // of which the fixture holds reports
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	for lang, want := range map[string]string{"zh": "再有 3 件即达同级中位数 36.2%（12 个地区）", "en": "with 3 more cases it would stand at the median of its level (36.2%, 12 places)"} {
		if page := string(fetch(t, s, "/r/430621?lang="+lang)); !strings.Contains(page, want) {
			t.Errorf("%s: the page does not say %q", lang, want)
		}
	}
	few := newFixtureServer(t, &apiFixture{fixed: rows[3:]})
	if page := string(fetch(t, few, "/r/430621?lang=en")); strings.Contains(page, "median of its level") {
		t.Error("a median of nine places")
	}
}
