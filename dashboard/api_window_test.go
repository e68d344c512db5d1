package dashboard

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
)

// TestWindow pools made-up years: 3 of 6 and 4 of 8 are 7 of 14, and no window reaches over the break of 2019.
func TestWindow(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2018, 9, 9), share(430621, 2019, 2, 4), share(430621, 2020, 3, 6), share(430621, 2021, 4, 8),
	}})
	const target = "/v1/aggregates?measure=rate.granted&region=430621&window=2"
	if diff := cmp.Diff([]any{nil, 5.0, 7.0}, cells(t, s, target+"&time=2019..2021", "num")); diff != "" {
		t.Error(diff)
	}
	row := apiBody(t, fetch(t, s, target+"&time=2021"))["data"].([]any)[0].(map[string]any)
	if row["value"] != 0.5 || row["window_from"] != 2020.0 || row["n_docs"] != 2.0 || !strings.Contains(row["evidence_url"].(string), "time=2020..2021") {
		t.Errorf("row %v", row)
	}
	for _, c := range []struct{ more, kind, parameter string }{
		{"&group_by=region&time=2020..2021", "invalid-parameter", "window"},
		{"&window=4&time=2021", "invalid-parameter", "window"},
	} {
		checkProblem(t, s, strings.Replace(target, "&window=2", "&window=2"+c.more, 1), c.kind, c.parameter, "", 400)
	}
	if got := cells(t, s, target+"&time=2021&bench=parent", "bench_status"); got[0] != nil {
		t.Errorf("a benchmark that nobody states: %v", got)
	}
	checkProblem(t, s, "/v1/aggregates?measure=disclosure.application_catalogue&region=430621&window=2&time=2012", "not-additive", "group_by", "", 422)
}

// TestWindowedBenchmark sets two pooled years of a county beside the same years of the nation: 7 of 14 beside 500 of 1,000 and 300 of 1,000
// of the year before, 800 of 2,000.
func TestWindowedBenchmark(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2020, 3, 6), share(430621, 2021, 4, 8), share(0, 2020, 300, 1000), share(0, 2021, 500, 1000),
	}})
	const target = "/v1/aggregates?measure=rate.granted&region=430621&window=2&bench=nation&time=2021"
	for name, want := range map[string]any{"value": 0.5, "bench_value": 0.4, "outcome": "similar", "num": 7.0} {
		if got := cells(t, s, target, name); got[0] != want {
			t.Errorf("%s %v, want %v", name, got[0], want)
		}
	}
}

func TestFilters(t *testing.T) {
	bodies := count("requests.received.total", 360981, 2023, 4)
	bodies.Basis, bodies.Status = analytics.BasisUnits, "partial"
	own := count("requests.received.total", 430621, 2023, 9)
	own.Basis = analytics.BasisOwn
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{own, bodies}})
	const target = "/v1/aggregates?measure=requests.received.total&level=county&time=2023"
	for filter, want := range map[string][]any{
		"": {"360981", "430621"}, "&filter[basis]=own": {"430621"}, "&filter[status]=partial": {"360981"},
		"&filter%5Bstatus%5D=partial~reported": {"360981", "430621"}, "&filter[status]=partial&filter[basis]=own": nil,
	} {
		if got := cells(t, s, target+filter, "region"); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", filter, got, want)
		}
	}
	checkProblem(t, s, target+"&filter[status]=lost", "invalid-parameter", "filter[status]", "not_reported", 400)
	link := get(t, s, target+"&filter[status]=partial").Header().Get("Link")
	if !strings.Contains(link, "filter%5Bstatus%5D=partial&") {
		t.Errorf("canonical link %s", link)
	}
}

// TestByApplicant adds the six kinds of applicants: the form's total stays out, or adding the rows would count twice.
func TestByApplicant(t *testing.T) {
	var rows []analytics.AggregateRow
	sum := 0.0
	for i, applicant := range []string{"natural_person", "enterprise", "research", "social_welfare", "legal_service", "other_org"} {
		rows = append(rows, count("requests.received."+applicant, 430621, 2023, float64(i+1)))
	}
	rows = append(rows, count("requests.received.total", 430621, 2023, 21))
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/aggregates?measure=requests.received.total&region=430621&time=2023&group_by=region,year,applicant"
	for _, v := range cells(t, s, target, "value") {
		sum += v.(float64)
	}
	applicants := cells(t, s, target, "applicant")
	if sum != 21 || len(applicants) != 6 || slices.Contains(applicants, "total") {
		t.Errorf("sum %v over %v", sum, applicants)
	}
	checkProblem(t, s, strings.Replace(target, "requests.received.total", "disclosure.total", 1), "invalid-parameter", "measure", "requests.received.total", 400)
	checkProblem(t, s, strings.Replace(target, "region,year,applicant", "applicant", 1), "invalid-parameter", "group_by", "region,year,applicant", 400)
}

// TestExplain checks where an explanation is part of an answer; what it names is a test of the store's.
func TestExplain(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012"
	plain := apiBody(t, fetch(t, s, target))
	link := plain["links"].(map[string]any)["explain"].(string)
	explained := apiBody(t, fetch(t, s, link))
	if _, ok := explained["explain"].(map[string]any)["queries"].([]any); !ok || plain["explain"] != nil {
		t.Errorf("%s gives %v", link, explained["explain"])
	}
	checkProblem(t, s, target+"&explain=1&format=csv", "invalid-parameter", "explain", "format=json", 400)
}
