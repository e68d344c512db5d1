package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
)

// TestBenchmarkOfPeers: 90 of 100 beside what its peers say together, the sum of their numerators over that of their denominators and
// not the mean of 0.5 and 0.8: 50 + 240 + 1 of 100 + 300 + 2 = 291 of 402. A peer too small to be shown alone counts, one known through
// its bodies does not, and the place itself never does.
func TestBenchmarkOfPeers(t *testing.T) {
	small, units := share(110105, 2023, 1, 2), share(220104, 2023, 7, 7)
	small.Value, small.Lower, small.Upper, small.Status = nil, nil, nil, "insufficient_n"
	units.Basis = analytics.BasisUnits
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2023, 90, 100), share(360981, 2023, 50, 100), share(420222, 2023, 240, 300), small, units,
	}})
	const target = "/v1/aggregates?measure=rate.granted&region=430621&time=2023&bench="
	// The limits of Wilson (1927) for 291 of 402: 0.6782 to 0.7653.
	want := map[string]any{
		"bench_num": 291.0, "bench_den": 402.0, "bench_value": 291.0 / 402, "bench_lower": 0.6782, "bench_upper": 0.7653, "bench_status": "ok",
		"bench_places": 6.0, "bench_pooled": 3.0, "bench_without_self": true, "bench_region": nil, "outcome": "higher",
	}
	for name, value := range want {
		if diff := cmp.Diff(value, cells(t, s, target+"peers", name)[0], cmpopts.EquateApprox(0, 5e-5)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for set, want := range map[string][]any{
		"set:360981":               {100.0, 1.0},
		"set:430621~360981,420222": {400.0, 2.0}, // the place itself is left out
		"set:430621":               {nil, nil},   // and then nobody is left
	} {
		got := []any{cells(t, s, target+set, "bench_den")[0], cells(t, s, target+set, "bench_pooled")[0]}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", set, diff)
		}
	}
	if got := cells(t, s, target+"set:430621", "outcome")[0]; got != "not_compared" {
		t.Errorf("compared with nobody: %v", got)
	}
	csv := string(fetch(t, s, target+"peers&format=csv"))
	if !strings.Contains(csv, "bench_places,bench_pooled,bench_without_self,outcome") {
		t.Errorf("columns of %.200s", csv)
	}
}

// TestBenchmarkWithoutSelf: 300 of 400 beside a nation of 600 of 1,000 that holds it is 300 of 600 elsewhere, 0.5; of less than a tenth
// the whole is good enough (statistical handbook, A5).
func TestBenchmarkWithoutSelf(t *testing.T) {
	nation := share(0, 2023, 600, 1000)
	nation.Level, nation.Status = "county", "partial"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(430621, 2023, 300, 400), share(360981, 2023, 90, 100), nation}})
	const target = "/v1/aggregates?measure=rate.granted&region=360981~430621&time=2023&bench=nation"
	for name, want := range map[string][]any{
		"bench_value": {0.6, 0.5}, "bench_den": {1000.0, 600.0}, "bench_without_self": {false, true}, "bench_status": {"partial", "partial"}, "outcome": {"higher", "higher"},
	} {
		if diff := cmp.Diff(want, cells(t, s, target, name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := cells(t, s, target+"&min_n=601", "bench_status"); got[1] != "insufficient_n" {
		t.Errorf("600 of at least 601: %v", got)
	}
}

func TestBenchmarkSets(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(430621, 2023, 90, 100)}})
	const target = "/v1/aggregates?measure=rate.granted&region=430621&time=2023&bench="
	w := get(t, s, target+"set:%E4%B8%B0%E5%9F%8E%E5%B8%82~420222") // 丰城市
	if got := w.Header().Get("Location"); w.Code != http.StatusTemporaryRedirect || !strings.Contains(got, "bench=set%3A360981~420222") {
		t.Errorf("%d, to %s", w.Code, got)
	}
	checkProblem(t, s, target+"set:430699", "unknown-code", "bench", "", 404)
	checkProblem(t, s, target+"set:%E6%9C%9D%E9%98%B3%E5%8C%BA", "ambiguous-name", "bench", "bench=set%3A220104", 300)
	checkProblem(t, s, target+"set:", "invalid-parameter", "bench", "1..200", 400)
	checkProblem(t, s, target+"neighbours", "invalid-parameter", "bench", "peers", 400)
	for _, bench := range []string{"peers", "set:360981"} {
		checkProblem(t, s, "/v1/aggregates?measure=disclosure.total&region=430621&time=2012&bench="+bench, "invalid-parameter", "bench", "view=per100k", 400)
	}
}
