package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
)

// TestSharesCompared: 50 of 100 decisions granted against 0 of 50 (nothing but 30 in part and 20 denied). Newcombe's limits (1998,
// method 10) from those of Wilson, 0.4038 to 0.5962 and 0 to 0.0713: 0.5-√(0.0962²+0.0713²) = 0.3803 and 0.5+√(0.0962²+0²) = 0.5962.
func TestSharesCompared(t *testing.T) {
	none := outcomesOf(360981, 2023)
	none[0].Value = num(0)
	missing := outcomesOf(420222, 2023)
	missing[1].Value, missing[1].Status = nil, "blank"
	s := newFixtureServer(t, &apiFixture{fixed: append(append(outcomesOf(430621, 2023), none...), missing...)})
	const target = "/v1/compare?measure=" + granted + "&region=360981~430621&time=2023&view=share"
	near := cmpopts.EquateApprox(0, 5e-5)
	for name, want := range map[string]any{
		"value": 0.0, "other_value": 0.5, "num": 0.0, "den": 50.0, "other_num": 50.0, "other_den": 100.0, "unit": "比例",
		"difference": -0.5, "result_lower": -0.5962, "result_upper": -0.3803, "word": "lower",
	} {
		if diff := cmp.Diff([]any{want}, cells(t, s, target, name), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	body := apiBody(t, fetch(t, s, target))
	if of := body["share_of"].(map[string]any)[granted]; of != "requests.result.total.total" {
		t.Errorf("a share of %v", of)
	}
	if url := cells(t, s, target, "evidence_url")[0].(string); strings.Count(url, "~") != 5 {
		t.Errorf("a share rests on all six outcomes: %s", url)
	}
	if got := cells(t, s, strings.Replace(target, "360981~430621", "420222~430621", 1), "result_status"); got[0] != "no_data" {
		t.Errorf("with an outcome missing: %v", got)
	}
	if got := cells(t, s, target+"&min_n=51", "status"); got[0] != "insufficient_n" {
		t.Errorf("a share of 50 where 51 are wanted: %v", got)
	}
	ranked := "/v1/rankings?measure=" + granted + "&level=county&time=2023&view=share"
	if diff := cmp.Diff([]any{nil, 0.0, nil, 0.5}, byRegion(t, s, ranked, "value")); diff != "" {
		t.Error(diff)
	}
	for target, parameter := range map[string]string{
		"/v1/compare?measure=rate.granted&region=360981~430621&view=share":                           "view",
		"/v1/compare?measure=requests.received.total&region=360981~430621&view=share":                "view",
		"/v1/compare?measure=requests.received.total&region=360981~430621":                           "measure",
		"/v1/compare?measure=requests.received.total&region=360981~430621&view=index":                "view",
		"/v1/compare?measure=" + granted + "&region=360981~430621&view=share&bench=nation":           "view",
		"/v1/rankings?measure=rate.granted&level=county&view=per100k":                                "view",
		"/v1/rankings?measure=disclosure.application_catalogue&level=county&view=per100k":            "view",
		"/v1/funnel?measure=disclosure.total&level=county":                                           "measure",
		"/v1/trends?measure=rate.granted&region=430621&view=share":                                   "view",
		"/v1/compare?measure=rate.granted&region=360981~430621&time=2023&breaks=join":                "breaks",
		"/v1/compare?measure=rate.granted&region=360981~430621&time=2023&peer_w=population:2&bench=": "peer_w",
	} {
		checkProblem(t, s, target, "invalid-parameter", parameter, "", http.StatusBadRequest)
	}
}

// byRegion is one column of the four counties 110105, 360981, 420222 and 430621, nil of one that has no row.
func byRegion(t *testing.T, s *Server, target, name string) []any {
	t.Helper()
	at := map[any]any{}
	regions, values := cells(t, s, target, "region"), cells(t, s, target, name)
	for i := range regions {
		at[regions[i]] = values[i]
	}
	return []any{at["110105"], at["360981"], at["420222"], at["430621"]}
}

// TestCountsComparedByResidents: 2,000 and 8,000 requests of 100 million residents are 2 and 8 per 100,000, a ratio of 4.
func TestCountsComparedByResidents(t *testing.T) {
	counted := func(region uint32, x float64) analytics.AggregateRow {
		const people = 100_000_000
		limits := analytics.RateCI(x, people, perResidents, 0.95)
		row := count("requests.received.total", region, 2023, *limits.Value)
		row.Num, row.Den, row.Lower, row.Upper, row.Status = num(x), num(people), limits.Lower, limits.Upper, "ok"
		return row
	}
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{counted(430621, 2000), counted(360981, 8000), counted(420222, 5000)}})
	const target = "/v1/compare?measure=requests.received.total&region=360981~430621&time=2023&view=per100k"
	for name, want := range map[string]any{"value": 8.0, "other_value": 2.0, "ratio": 4.0, "word": "higher", "den": 1e8} {
		if diff := cmp.Diff([]any{want}, cells(t, s, target, name), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := cells(t, s, target+"&bench=set:420222", "other_bench_value"); got[0] != 5.0 {
		t.Errorf("benchmark of the second place %v", got)
	}
	got := byRegion(t, s, "/v1/rankings?measure=requests.received.total&level=county&time=2023&view=per100k", "rank")
	if diff := cmp.Diff([]any{nil, 1.0, 2.0, 3.0}, got); diff != "" {
		t.Error(diff)
	}
}

// TestComparedByDefinition: decisions were counted anew from 2019, so that 2017 to 2020 have no rate in common; split, each definition
// has its own comparison of its years pooled.
func TestComparedByDefinition(t *testing.T) {
	pooled := func(region uint32, from int, x, n float64) analytics.AggregateRow {
		row := share(region, 0, x, n)
		row.Year = from
		return row
	}
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		pooled(430621, 2018, 90, 100), pooled(360981, 2018, 10, 100), pooled(430621, 2019, 10, 100), pooled(360981, 2019, 90, 100),
	}})
	const target = "/v1/compare?measure=rate.granted&region=360981~430621&time=2018..2019"
	checkProblem(t, s, target, "incomparable-regimes", "time", "2018", http.StatusUnprocessableEntity)
	for name, want := range map[string][]any{
		"from_year": {2018.0, 2019.0}, "to_year": {2018.0, 2019.0}, "value": {0.1, 0.9}, "other_value": {0.9, 0.1}, "word": {"lower", "higher"},
	} {
		if diff := cmp.Diff(want, cells(t, s, target+"&breaks=split", name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if places := apiBody(t, fetch(t, s, target+"&breaks=split"))["places"].([]any); len(places) != 4 || places[3].(map[string]any)["from_year"] != 2019.0 {
		t.Errorf("places %v", places)
	}
}

// TestComparedWithBenchmark: each of the two places beside the nation, also in a table, which has a row for the pair alone.
func TestComparedWithBenchmark(t *testing.T) {
	nation := share(0, 2023, 5_000, 10_000)
	nation.Level = "county"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(430621, 2023, 90, 100), share(360981, 2023, 50, 100), nation}})
	const target = "/v1/compare?measure=rate.granted&region=360981~430621&time=2023&bench=nation"
	for name, want := range map[string]any{
		"bench_value": 0.5, "outcome": "similar", "other_bench_value": 0.5, "other_outcome": "higher", "other_bench_status": "ok", "word": "lower",
	} {
		if diff := cmp.Diff([]any{want}, cells(t, s, target, name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if head, _, _ := strings.Cut(string(fetch(t, s, target+"&format=csv")), "\n"); !strings.HasSuffix(head, "outcome,other_bench_region,other_bench_value,other_bench_lower,other_bench_upper,other_bench_status,other_outcome") {
		t.Errorf("columns %s", head)
	}
	if places := apiBody(t, fetch(t, s, target))["places"].([]any); places[1].(map[string]any)["outcome"] != "higher" {
		t.Errorf("places %v", places)
	}
	if row := apiBody(t, fetch(t, s, strings.Replace(target, "&bench=nation", "", 1)))["data"].([]any)[0].(map[string]any); len(row) == 0 || row["outcome"] != nil {
		t.Errorf("an outcome without a benchmark: %v", row)
	}
}

// TestTrendsOfViews: a share that grows every year far beyond chance, and an index of what was counted.
func TestTrendsOfViews(t *testing.T) {
	var fixed []analytics.AggregateRow
	for i, x := range []float64{100, 200, 300, 400, 500} {
		rows := outcomesOf(430621, 2019+i)
		rows[0].Value, rows[1].Value, rows[2].Value = num(x), num(0), num(1000-x)
		fixed = append(fixed, rows...)
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	const target = "/v1/trends?measure=" + granted + "&region=430621&time=2019..2023&view="
	near := cmpopts.EquateApprox(1e-9, 0)
	for view, want := range map[string][]any{
		"absolute": {500.0, 100.0, nil}, "share": {0.5, 0.1, "increasing"}, "index": {500.0, 100.0, nil},
	} {
		got := []any{cells(t, s, target+view, "value")[0], cells(t, s, target+view, "slope")[0], cells(t, s, target+view, "marker")[0]}
		if want[2] == nil {
			got[2] = nil // a count has no limits of its own here
		}
		if diff := cmp.Diff(want, got, near); diff != "" {
			t.Errorf("%s: %s", view, diff)
		}
	}
	if lower := cells(t, s, target+"index", "lower")[0]; lower != nil {
		t.Errorf("an index with the limit %v", lower)
	}
	if marker := cells(t, s, target+"index", "marker")[0]; marker != "cannot_be_calculated" {
		t.Errorf("an index without limits is %v", marker)
	}
}
