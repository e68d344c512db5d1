package dashboard

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
)

// TestHowFirmAComparisonIs: 900 against 500 of 1,000 in 2023, the other way round in 2022; 2021 is like 2023. Alone and of three years
// (2,300 against 1,900) the first is higher, of two years there is no difference. The reading without procedural outcomes is known of
// 2023 alone, says the same, and cannot be pooled. So it holds in three of four ways.
func TestHowFirmAComparisonIs(t *testing.T) {
	var rows []analytics.AggregateRow
	for year, x := range map[int][2]float64{2021: {900, 500}, 2022: {500, 900}, 2023: {900, 500}} {
		rows = append(rows, share(360981, year, x[0], 1000), share(430621, year, x[1], 1000))
	}
	for i, x := range []float64{800, 400} {
		r := share([]uint32{360981, 430621}[i], 2023, x, 1000)
		r.Measure = "rate.granted_merits"
		rows = append(rows, r)
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/compare?measure=rate.granted&region=360981~430621&time=2023"
	got := []any{cells(t, s, target, "word")[0], cells(t, s, target, "holds")[0], cells(t, s, target, "ways")[0]}
	if diff := cmp.Diff([]any{"higher", 3.0, 4.0}, got); diff != "" {
		t.Errorf("%s\n%v", diff, cells(t, s, target, "other_ways"))
	}
	pooled := "/v1/compare?measure=rate.granted&region=360981~430621&time=2021..2023"
	if got := cells(t, s, pooled, "ways")[0]; got != nil {
		t.Errorf("of pooled years: %v", got)
	}
	unknown := "/v1/compare?measure=rate.granted&region=360981~420222&time=2023"
	if holds, ways := cells(t, s, unknown, "holds"), cells(t, s, unknown, "ways"); len(holds) > 0 && (holds[0] != nil || ways[0] != nil) {
		t.Errorf("of a place without a figure: %v of %v", holds, ways)
	}
}
