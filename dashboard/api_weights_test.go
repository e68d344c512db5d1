package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
)

// TestPeerWeights: the answer states by which weights the peers were chosen, equal ones where the request says nothing, and one set of
// weights has one address.
func TestPeerWeights(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/regions/430621/peers"
	tag := get(t, s, target).Header().Get("ETag")
	for query, want := range map[string][]any{
		"":                                  {1.0, 1.0, 1.0},
		"?w=province:1~population:1.0":      {1.0, 1.0, 1.0},
		"?w=population:2":                   {2.0, 1.0, 2.0},
		"?w=population:0.5~province:0":      {0.5, 0.0, 0.5},
		"?w=province:0,population:0.50&k=2": {0.5, 0.0, 0.5},
	} {
		body := apiBody(t, fetch(t, s, target+query))
		weights := body["weights"].(map[string]any)
		got := []any{weights["population"], weights["province"], body["data"].([]any)[1].(map[string]any)["distance"]}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
		if same := get(t, s, target+query).Header().Get("ETag") == tag; same != (want[0] == 1.0) {
			t.Errorf("%s: the same answer as without weights: %v", query, same)
		}
	}
	link := get(t, s, target+"?w=population:2").Header().Get("Link")
	if !strings.Contains(link, "w=population%3A2~province%3A1") {
		t.Errorf("canonical %s", link)
	}
	for query, mentions := range map[string]string{
		"?w=gdp:1": "population:0..1000", "?w=population": "population:0..1000", "?w=population:-1": "0..1000", "?w=population:NaN": "0..1000",
		"?w=population:0~province:0": "population:1~province:1", "?w=population:1~population:2": "population:1~province:1",
	} {
		checkProblem(t, s, target+query, "invalid-parameter", "w", mentions, http.StatusBadRequest)
	}
}

// TestBenchmarkByWeights: peers chosen by other weights are another benchmark, whose weights the answer states.
func TestBenchmarkByWeights(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(110105, 2023, 90, 100), share(110102, 2023, 10, 100), share(430621, 2023, 50, 100)}})
	const target = "/v1/aggregates?measure=rate.granted&region=110105&time=2023&bench=peers"
	for more, want := range map[string][]any{
		"": {60.0, 1.0}, "&peer_w=province:0": {50.0, 0.0}, // 西城区 is of the same province
	} {
		body := apiBody(t, fetch(t, s, target+more))
		got := []any{body["data"].([]any)[0].(map[string]any)["bench_num"], body["peer_weights"].(map[string]any)["province"]}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", more, diff)
		}
	}
	checkProblem(t, s, strings.Replace(target, "peers", "nation", 1)+"&peer_w=province:0", "invalid-parameter", "peer_w", "bench=peers", http.StatusBadRequest)
}
