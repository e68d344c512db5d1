package dashboard

import (
	"math"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
)

// reviewResults are made-up results of reviews: upheld, corrected, other, pending.
func reviewResults(region uint32, year int, counts ...float64) []analytics.AggregateRow {
	var rows []analytics.AggregateRow
	for i, name := range []string{"upheld", "corrected", "other", "pending"} {
		if counts[i] >= 0 {
			rows = append(rows, count("review.result."+name, region, year, counts[i]))
		}
	}
	return rows
}

func TestComposition(t *testing.T) {
	var rows []analytics.AggregateRow
	for _, more := range [][]analytics.AggregateRow{
		reviewResults(430621, 2023, 20, 10, 5, 5), reviewResults(430621, 2022, 10, 10, 10, 10),
		reviewResults(360981, 2023, 30, 10, 10, 10), reviewResults(420222, 2023, 10, 10, 10, 10), // peers: 40, 20, 20, 20
		reviewResults(110105, 2023, 9, -1, 9, 9), // one part is not stated: no peer
	} {
		rows = append(rows, more...)
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/composition?region=430621&of=review&time=2023"
	near := cmpopts.EquateApprox(0, 1e-12)
	for name, want := range map[string][]any{
		"value": {0.5, 0.25, 0.125, 0.125}, "num": {20.0, 10.0, 5.0, 5.0}, "den": {40.0, 40.0, 40.0, 40.0}, "status": {"ok", "ok", "ok", "ok"},
		"previous": {0.25, 0.25, 0.25, 0.25}, "bench_value": {0.4, 0.2, 0.2, 0.2}, "n_docs": {1.0, 1.0, 1.0, 1.0},
	} {
		if diff := cmp.Diff(want, cells(t, s, target, name), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	body := apiBody(t, fetch(t, s, target))
	// HHI = ¼ + 1/16 + 2/64; a quarter of the cases moved to upheld; the log-ratios to the peers are ln 1.25 twice and ln 0.625 twice,
	// whose mean is ln √(1.25·0.625), so each is ½·ln 2 from it.
	for name, want := range map[string]float64{"concentration": 0.34375, "moved": 0.25, "distance_from_peers": math.Ln2, "whole": 40, "peers_pooled": 2} {
		if diff := cmp.Diff(want, body[name], near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	checkProblem(t, s, "/v1/composition?region=430621&of=review&time=2021..2023", "not-additive", "time", "latest", http.StatusUnprocessableEntity)
	checkProblem(t, s, "/v1/composition?region=430621&of=weather", "invalid-parameter", "of", "reasons", http.StatusBadRequest)
}

// TestCompositionWithoutShares: with a part missing, with fewer than twenty cases and with nothing known there is no share and no index, and
// each part says why.
func TestCompositionWithoutShares(t *testing.T) {
	for name, c := range map[string]struct {
		rows   []analytics.AggregateRow
		status string
		parts  []any
	}{
		"a part missing": {reviewResults(430621, 2023, 20, -1, 5, 5), "partial", []any{"partial", "not_collected", "partial", "partial"}},
		"few":            {reviewResults(430621, 2023, 10, 5, 2, 2), "insufficient_n", []any{"insufficient_n", "insufficient_n", "insufficient_n", "insufficient_n"}},
		"nothing":        {reviewResults(430621, 2023, 0, 0, 0, 0), "zero_denominator", []any{"zero_denominator", "zero_denominator", "zero_denominator", "zero_denominator"}},
	} {
		s := newFixtureServer(t, &apiFixture{fixed: c.rows})
		const target = "/v1/composition?region=430621&of=review&time=2023"
		body := apiBody(t, fetch(t, s, target))
		if body["composition_status"] != c.status || body["concentration"] != nil || body["moved"] != nil || body["distance_from_peers"] != nil {
			t.Errorf("%s: %v", name, body)
		}
		if diff := cmp.Diff(c.parts, cells(t, s, target, "status")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for _, column := range []string{"value", "lower", "upper"} {
			if diff := cmp.Diff([]any{nil, nil, nil, nil}, cells(t, s, target, column)); diff != "" {
				t.Errorf("%s, %s: %s", name, column, diff)
			}
		}
	}
}

// TestCompositionOfFewPeers: peers with fewer than twenty cases together have no shares either, and nothing lies at a distance from them. A
// sum over single bodies is no figure of the place: its part has no status of a value.
func TestCompositionOfFewPeers(t *testing.T) {
	rows := append(reviewResults(430621, 2023, 20, 10, 5, 5), reviewResults(360981, 2023, 4, 3, 2, 1)...)
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/composition?region=430621&of=review&time=2023"
	few, none := []any{"insufficient_n", "insufficient_n", "insufficient_n", "insufficient_n"}, []any{nil, nil, nil, nil}
	if diff := cmp.Diff(few, cells(t, s, target, "bench_status")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(none, cells(t, s, target, "bench_value")); diff != "" {
		t.Error(diff)
	}
	if body := apiBody(t, fetch(t, s, target)); body["distance_from_peers"] != nil || body["distance_status"] != "insufficient_n" {
		t.Errorf("distance %v, %v", body["distance_from_peers"], body["distance_status"])
	}
	rows[0].Basis = analytics.BasisUnits
	s = newFixtureServer(t, &apiFixture{fixed: rows})
	if diff := cmp.Diff([]any{"partial", "partial", "partial", "partial"}, cells(t, s, target, "status")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(none, cells(t, s, target, "value")); diff != "" {
		t.Error(diff)
	}
}
