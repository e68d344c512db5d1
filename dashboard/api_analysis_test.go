package dashboard

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
)

// share is a made-up row of rate.granted: x of n.
func share(region uint32, year int, x, n float64) analytics.AggregateRow {
	limits := analytics.Wilson(x, n, 0.95)
	return analytics.AggregateRow{
		Region: region, Year: year, Measure: "rate.granted", Value: num(x / n), Lower: limits.Lower, Upper: limits.Upper, Num: num(x), Den: num(n),
		Unit: "比例", Status: "ok", NDocs: 1, Reported: 1, Expected: 1,
	}
}

// count is a made-up row of a count.
func count(measure string, region uint32, year int, value float64) analytics.AggregateRow {
	return analytics.AggregateRow{Region: region, Year: year, Measure: measure, Value: num(value), Unit: "件", Status: "reported", NDocs: 1}
}

// cells picks one column of the rows of an answer.
func cells(t *testing.T, s *Server, target, name string) []any {
	t.Helper()
	var out []any
	for _, row := range apiBody(t, fetch(t, s, target))["data"].([]any) {
		out = append(out, row.(map[string]any)[name])
	}
	return out
}

func TestRankings(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2023, 900, 1000), share(360981, 2023, 100, 1000), share(420222, 2023, 500, 1000),
		{Region: 110105, Year: 2023, Measure: "rate.granted", Num: num(1), Den: num(1), Status: "insufficient_n"},
	}})
	const target = "/v1/rankings?measure=rate.granted&level=county&time=2023"
	// By code: 朝阳区 without a rank, 丰城市 100, 阳新县 500, 岳阳县 900 of 1000. The intervals are far apart, so each rank is certain.
	if diff := cmp.Diff([]any{nil, 3.0, 2.0, 1.0}, cells(t, s, target, "rank")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{nil, 1.0, 2.0, 3.0}, cells(t, s, target+"&order=asc", "rank_upper")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{nil, 0.1, 0.5, 0.9}, cells(t, s, target, "value")); diff != "" {
		t.Error(diff)
	}
}

func TestCompare(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2023, 56, 70), share(360981, 2023, 48, 80), share(420222, 2023, 5, 10),
	}})
	const target = "/v1/compare?measure=rate.granted&region=430621~360981~420222&time=2023"
	// 360981 against 420222 and 430621, 420222 against 430621. 56/70 against 48/80 is the worked example of Newcombe (1998),
	// method 10: difference 0.2, limits 0.0524 to 0.3339; here the other way round.
	// 5/10 against 56/70 by the same formula from Wilson's limits (0.2366, 0.7634) and (0.6918, 0.8769): -0.574 to -0.016.
	if diff := cmp.Diff([]any{"no_clear_difference", "lower", "lower"}, cells(t, s, target, "word")); diff != "" {
		t.Error(diff)
	}
	near := cmpopts.EquateApprox(0, 5e-5)
	if diff := cmp.Diff([]any{-0.3339, -0.0524}, []any{cells(t, s, target, "result_lower")[1], cells(t, s, target, "result_upper")[1]}, near); diff != "" {
		t.Error(diff)
	}
	checkProblem(t, s, "/v1/compare?measure=rate.granted&region=430621&time=2023", "invalid-parameter", "region", "2..12", 400)
	checkProblem(t, s, "/v1/compare?measure=disclosure.total&region=430621~360981&time=2023", "invalid-parameter", "measure", "rate.granted", 400)
}

func TestFunnel(t *testing.T) {
	var rows []analytics.AggregateRow
	for i, r := range fixtureRegions {
		if r.ToYear == 0 {
			rows = append(rows, share(r.Code, 2023, 50+float64(i%3), 100))
		}
	}
	rows[0] = share(rows[0].Region, 2023, 99, 100)
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	got := apiBody(t, fetch(t, s, "/v1/funnel?measure=rate.granted&level=county&time=2023"))
	sum := 0.0
	for _, r := range rows {
		sum += *r.Num
	}
	if target := got["target"].(float64); cmp.Diff(sum/float64(100*len(rows)), target, cmpopts.EquateApprox(1e-12, 0)) != "" {
		t.Errorf("target %v, want the pooled share", target)
	}
	if got["compared"] != float64(len(rows)) || len(got["curve"].([]any)) == 0 || got["funnel_status"] != "ok" {
		t.Errorf("compared %v, %d limits, status %v", got["compared"], len(got["curve"].([]any)), got["funnel_status"])
	}
}

func TestTrends(t *testing.T) {
	var rows []analytics.AggregateRow
	for i, x := range []float64{100, 200, 300, 400, 500} { // far more than chance: five points in one definition
		rows = append(rows, share(430621, 2019+i, x, 1000))
	}
	rows = append(rows, share(430621, 2018, 990, 1000)) // before the break of 2019
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/trends?measure=rate.granted&region=430621&time=2018..2023"
	if diff := cmp.Diff([]any{"increasing"}, cells(t, s, target, "marker")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{2019.0}, cells(t, s, target, "from_year")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{0.1}, cells(t, s, target, "slope"), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Error(diff)
	}
}

// TestPartialSumsAreNotJudged: in 2022 and 2024 only some bodies of the county are heard. Their sums are points of the series, and neither
// its slope nor its change nor its last year.
func TestPartialSumsAreNotJudged(t *testing.T) {
	const id = "requests.received.total"
	rows := []analytics.AggregateRow{count(id, 430621, 2019, 1000), count(id, 430621, 2021, 1020), count(id, 430621, 2022, 3), count(id, 430621, 2023, 1040), count(id, 430621, 2024, 5)}
	for _, i := range []int{2, 4} {
		rows[i].Status, rows[i].Basis = string(analytics.StatusPartialUnits), analytics.BasisUnits
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/trends?measure=requests.received.total&region=430621"
	for name, want := range map[string]any{"slope": 10.0, "to_year": 2023.0, "value": 1040.0, "status": "reported", "change": nil} {
		if diff := cmp.Diff(want, cells(t, s, target, name)[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if points := cells(t, s, target, "points")[0].([]any); len(points) != 5 || points[2].(map[string]any)["value"] != 3.0 {
		t.Errorf("points %v", points)
	}
}

func TestFlow(t *testing.T) {
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	rows := []analytics.AggregateRow{count(spec.Flow.In[0], 430621, 2023, 5), count(spec.Flow.In[1], 430621, 2023, 95)}
	for _, id := range spec.Flow.Out {
		rows = append(rows, count(id, 430621, 2023, 14)) // seven streams: 98 of 100
	}
	f := &apiFixture{fixed: rows}
	s := newFixtureServer(t, f)
	got := apiBody(t, fetch(t, s, "/v1/flow?region=430621&time=2023"))
	if residual := got["residual"].(map[string]any); residual["residual"] != 2.0 || residual["balanced"] != false || got["count"] != 9.0 {
		t.Errorf("%v of %v streams", residual, got["count"])
	}
	f.release, f.fixed = "2026-11-22T01:02:03Z-8", rows[1:] // what was carried in is not known: nothing can be said of the balance
	got = apiBody(t, fetch(t, s, "/v1/flow?region=430621&time=2023"))
	if residual := got["residual"].(map[string]any); residual["residual"] != nil {
		t.Errorf("residual %v although a stream is missing", residual)
	}
	checkProblem(t, s, "/v1/flow?region=430621&time=2021..2023", "not-additive", "time", "latest", 422)
}

func TestDecompose(t *testing.T) {
	const id = "requests.received.total"
	partial := count(id, 110105, 2023, 500)
	partial.Status = "partial"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		count(id, 430621, 2021, 10), count(id, 430621, 2023, 40), count(id, 360981, 2021, 30), count(id, 360981, 2023, 20),
		count(id, 420222, 2023, 1000), // reported one year only
		count(id, 110105, 2021, 7), partial,
	}})
	const target = "/v1/decompose?measure=requests.received.total&level=county&time=2021..2023"
	// By code: 110105 (partial), 360981 -10, 420222 (one year), 430621 +30; total +20.
	if diff := cmp.Diff([]any{nil, -10.0, nil, 30.0}, cells(t, s, target, "change")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{nil, -0.5, nil, 1.5}, cells(t, s, target, "share")); diff != "" {
		t.Error(diff)
	}
	change := apiBody(t, fetch(t, s, target))["total_change"].(map[string]any)
	if change["abs"] != 20.0 || change["n_matched"] != 2.0 {
		t.Errorf("total %v", change)
	}
	checkProblem(t, s, "/v1/decompose?measure=requests.received.total&level=county&time=2017..2023", "incomparable-regimes", "time", "2019..2023", 422)
}

// TestDecomposeRate is the example of the Kitagawa decomposition worked by hand in the statistics' own test, through the API.
func TestDecomposeRate(t *testing.T) {
	bodies := share(110105, 2021, 5, 10)
	bodies.Basis, bodies.Status = analytics.BasisUnits, "partial"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(360981, 2021, 20, 100), share(430621, 2021, 10, 100), share(360981, 2023, 10, 100), share(430621, 2023, 90, 300),
		bodies, share(110105, 2023, 9, 10),
	}})
	got := apiBody(t, fetch(t, s, "/v1/decompose?measure=rate.granted&level=county&time=2021..2023"))
	near := cmpopts.EquateApprox(0, 1e-9)
	total := map[string]any{"previous": 0.15, "current": 0.25, "change": 0.1, "mix": 0.0125, "rate": 0.0875, "n_used": 2.0, "status": "partial"}
	if diff := cmp.Diff(total, got["total_change"], near); diff != "" {
		t.Error(diff)
	}
	// Volume: ΔD·R̄ = 200·0.2 = 40; mix and rate: 300 (the mean of 200 and 400) times those of the rate.
	if diff := cmp.Diff(map[string]any{"change": 70.0, "volume": 40.0, "mix": 3.75, "rate": 26.25}, got["numerator_change"], near); diff != "" {
		t.Error(diff)
	}
	if got["left_out"] != 1.0 {
		t.Errorf("left out %v", got["left_out"])
	}
	// 朝阳区 known through bodies, 丰城市, 岳阳县: (0.0125 + 0.375·-0.1)/0.1 and 0.625·0.2/0.1.
	if diff := cmp.Diff([]any{nil, -0.25, 1.25}, cells(t, s, "/v1/decompose?measure=rate.granted&level=county&time=2021..2023", "share"), near); diff != "" {
		t.Error(diff)
	}
	checkProblem(t, s, "/v1/decompose?measure=rate.granted&level=county&time=2017..2023", "incomparable-regimes", "time", "2019..2023", 422)
}

// TestSmallRateIsNotDecomposed: 2 of 4 and 3 of 5 decisions are no rates whose change could be split.
func TestSmallRateIsNotDecomposed(t *testing.T) {
	small := func(region uint32, year int, x, n float64) analytics.AggregateRow {
		r := share(region, year, x, n)
		r.Value, r.Lower, r.Upper, r.Status = nil, nil, nil, "insufficient_n"
		return r
	}
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{small(430621, 2021, 2, 4), small(430621, 2023, 3, 5)}})
	const target = "/v1/decompose?measure=rate.granted&level=county&time=2021..2023"
	want := map[string]any{"previous": nil, "current": nil, "change": nil, "mix": nil, "rate": nil, "n_used": 1.0, "status": "insufficient_n"}
	if diff := cmp.Diff(want, apiBody(t, fetch(t, s, target))["total_change"]); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"previous", "current", "change", "share", "mix", "rate"} {
		if diff := cmp.Diff([]any{nil}, cells(t, s, target, name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestBenchmark(t *testing.T) {
	nation := share(0, 2023, 600, 1000)
	nation.Level = "county"
	f := &apiFixture{fixed: []analytics.AggregateRow{
		share(430000, 2023, 500, 1000), // the province of 430621, but not its parent in the fixture
		share(430621, 2023, 90, 100), share(360981, 2023, 1, 2), nation,
	}}
	s := newFixtureServer(t, f)
	const target = "/v1/aggregates?measure=rate.any_grant~rate.granted&region=430621&time=2023&bench=nation"
	// 90 of 100 has the Wilson limits 0.826 to 0.945, above 0.6; rate.granted is not judged, so the word is higher.
	if diff := cmp.Diff([]any{"higher"}, cells(t, s, target, "outcome")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{0.6}, cells(t, s, target, "bench_value")); diff != "" {
		t.Error(diff)
	}
	if got := cells(t, s, "/v1/aggregates?measure=rate.granted&region=360981&time=2023&bench=nation", "outcome"); got[0] != "similar" {
		t.Errorf("1 of 2 against 0.6 is %v: two cases cannot tell", got[0])
	}
	if got := cells(t, s, "/v1/aggregates?measure=rate.granted&region=430621&time=2023", "outcome"); got[0] != nil {
		t.Errorf("an outcome without a benchmark: %v", got[0])
	}
	checkProblem(t, s, "/v1/aggregates?measure=rate.granted&level=county&group_by=year&bench=nation&time=2023", "invalid-parameter", "bench", "group_by", 400)
}
