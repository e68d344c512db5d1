package dashboard

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
)

// TestReadingsOfAnalytics: every analysis of a rate takes its other reading, whose figures are those of another rate and named so; a rate
// that has none is a problem.
func TestReadingsOfAnalytics(t *testing.T) {
	var fixed []analytics.AggregateRow
	for _, code := range []uint32{430621, 360981, 420222} {
		for _, year := range []int{2022, 2023} {
			merits := share(code, year, 50, 80)
			merits.Measure = "rate.granted_merits"
			fixed = append(fixed, share(code, year, 50, 100), merits)
		}
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	for path, place := range map[string]string{
		"trends": "region=430621&time=2022..2023", "compare": "region=430621~360981&time=2023", "rankings": "level=county&time=2023",
		"funnel": "level=county&time=2023", "decompose": "level=county&time=2022..2023",
	} {
		for variant, want := range map[string][]any{"resolved": {"rate.granted", 100.0}, "excl_procedural": {"rate.granted_merits", 80.0}} {
			target := "/v1/" + path + "?measure=rate.granted&" + place + "&variant=" + variant
			got := []any{cells(t, s, target, "measure")[0], cells(t, s, target, "den")[0]}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", target, diff)
			}
		}
		checkProblem(t, s, "/v1/"+path+"?measure=rate.litigation&"+place+"&variant=excl_procedural", "invalid-parameter", "variant", "rate.granted", 400)
	}
}

// TestTrendsByDefinition: requests were counted anew from 2019. Seven years are one row whose last definition is judged, or with
// breaks=split a row for each definition.
func TestTrendsByDefinition(t *testing.T) {
	const id = "requests.received.total"
	var fixed []analytics.AggregateRow
	for year := 2015; year <= 2021; year++ {
		fixed = append(fixed, count(id, 430621, year, float64(10*year)))
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	const target = "/v1/trends?measure=requests.received.total&region=430621&time=2015..2021"
	for more, want := range map[string][][]any{
		"": {{2019.0}, {2021.0}}, "&breaks=mark": {{2019.0}, {2021.0}}, "&breaks=split": {{2015.0, 2019.0}, {2018.0, 2021.0}},
	} {
		got := [][]any{cells(t, s, target+more, "from_year"), cells(t, s, target+more, "to_year")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", more, diff)
		}
	}
	points := cells(t, s, target+"&breaks=split", "points")
	if len(points[0].([]any)) != 4 || len(points[1].([]any)) != 3 {
		t.Errorf("points of the two definitions: %v", points)
	}
	checkProblem(t, s, "/v1/trends?measure=rate.granted&region=430621&time=2023&view=per100k", "invalid-parameter", "view", "absolute", 400)
	checkProblem(t, s, target+"&view=log", "invalid-parameter", "view", "per100k", 400)
}

// TestTrendsAgainstResidents: counts set against residents have limits, which bursts widen: their dispersion is estimated as a rate's is.
func TestTrendsAgainstResidents(t *testing.T) {
	f := &apiFixture{random: true}
	s := newFixtureServer(t, f)
	const target = "/v1/trends?measure=requests.received.total&level=county&time=2019..2023&view="
	fetch(t, s, "/v1/regions/430621") // the places are read once
	before := f.calls.Load()
	fetch(t, s, target+viewAbsolute)
	plain := f.calls.Load() - before
	if got := cells(t, s, target+viewPer100k, "phi_status"); len(got) == 0 {
		t.Fatal("no rows")
	}
	if read := f.calls.Load() - before - plain; read <= plain {
		t.Errorf("%d reads for rates against residents, %d without: the level was not read for its dispersion", read, plain)
	}
}

// TestExplainedAnalytics: what may be explained says so in its links and has the member.
func TestExplainedAnalytics(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	explained := 0
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range spec.Endpoints {
		if _, ok := e.parameter("explain"); !ok || e.example() == "" {
			continue
		}
		join := "?"
		if strings.Contains(e.example(), "?") {
			join = "&"
		}
		body := apiBody(t, fetch(t, s, e.example()+join+"explain=1"))
		if _, ok := body["explain"]; !ok {
			t.Errorf("%s: no explanation in %s", e.ID, fmt.Sprint(sortedKeys(body)))
		}
		explained++
	}
	if explained < 11 {
		t.Errorf("%d endpoints were explained", explained)
	}
}
