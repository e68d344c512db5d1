package dashboard

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// unevenCounties are twelve made-up counties of two provinces in two years: 10 of 100 in one province, 30 of 100 in the other. One
// more reports the first year only.
func unevenCounties() []analytics.AggregateRow {
	var rows []analytics.AggregateRow
	for _, year := range []int{2022, 2023} {
		for i := range 12 {
			r := share(uint32([]int{430101, 420101}[i%2]+i), year, float64(10+20*(i%2)), 100)
			r.Level = disclosure.LevelCounty
			rows = append(rows, r)
		}
	}
	once := share(430199, 2022, 90, 100)
	once.Level = disclosure.LevelCounty
	return append(rows, once)
}

func TestInequality(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: unevenCounties()})
	const target = "/v1/inequality?measure=rate.granted&level=county&time=2022..2023"
	near := cmpopts.EquateApprox(0, 1e-12)
	// Two values x and 3x of equal weight: Gini 1/4, all of Theil between the provinces (statistics: TestUnequal).
	for name, want := range map[string][]any{
		"value": {0.25, 0.25}, "share_between": {1.0, 1.0}, "theil_within": {0.0, 0.0}, "regions": {12.0, 12.0}, "num": {240.0, 240.0},
		"den": {1200.0, 1200.0}, "p90_p10": {0.2, 0.2}, "top_share": {0.25, 0.25}, "status": {"ok", "ok"}, "n_docs": {12.0, 12.0},
		"evidence_url": {
			"/v1/observations?level=county&metric=requests.result.granted.total~requests.result.total.total&time=2022",
			"/v1/observations?level=county&metric=requests.result.granted.total~requests.result.total.total&time=2023",
		},
	} {
		if diff := cmp.Diff(want, cells(t, s, target, name), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if body := apiBody(t, fetch(t, s, target)); body["left_out"] != 1.0 || body["groups"] != "province" {
		t.Errorf("left out %v, groups by %v", body["left_out"], body["groups"])
	}
	few := newFixtureServer(t, &apiFixture{fixed: unevenCounties()[:9]})
	for _, name := range []string{"value", "lower", "theil", "p90", "top_share", "gini_by_chance"} {
		if got := cells(t, few, "/v1/inequality?measure=rate.granted&level=county&time=2022", name)[0]; got != nil {
			t.Errorf("%s of nine places is %v", name, got)
		}
	}
	checkProblem(t, s, "/v1/inequality?measure=rate.granted&level=county&time=2017..2023", "incomparable-regimes", "time", "2019..2023", http.StatusUnprocessableEntity)
	checkProblem(t, s, "/v1/inequality?measure=rate.granted&time=2023", "invalid-parameter", "level", "county", http.StatusBadRequest)
}
