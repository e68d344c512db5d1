package dashboard

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

const granted, partly, denied = "requests.result.granted.total", "requests.result.partial.total", "requests.result.denied.subtotal.total"

// outcomesOf is made up: 50 granted, 30 in part, 20 denied, nothing else.
func outcomesOf(region uint32, year int) []analytics.AggregateRow {
	rows := []analytics.AggregateRow{count(granted, region, year, 50), count(partly, region, year, 30), count(denied, region, year, 20)}
	for _, id := range []string{"not_available", "not_processed", "other"} {
		rows = append(rows, count("requests.result."+id+".subtotal.total", region, year, 0))
	}
	return rows
}

// TestShares: each outcome as a share of them all, with the limits of Wilson (1927) for 50 of 100: 0.4038 to 0.5962. With an outcome
// missing there is no total and so no share.
func TestShares(t *testing.T) {
	full := outcomesOf(430621, 2023)
	s := newFixtureServer(t, &apiFixture{fixed: append(full, outcomesOf(360981, 2023)[1:]...)})
	const target = "/v1/aggregates?measure=requests.result.total.total&region=430621&time=2023&group_by=region,year,outcome&view=share"
	near := cmpopts.EquateApprox(0, 5e-5)
	want := map[string][]any{
		"result": {"denied", "granted", "not_available", "not_processed", "other", "partial"},
		"value":  {0.2, 0.5, 0.0, 0.0, 0.0, 0.3},
		"num":    {20.0, 50.0, 0.0, 0.0, 0.0, 30.0},
		"den":    {100.0, 100.0, 100.0, 100.0, 100.0, 100.0},
	}
	for name, cellsWanted := range want {
		if diff := cmp.Diff(cellsWanted, cells(t, s, target, name), near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if diff := cmp.Diff([]any{0.4038, 0.5962}, []any{cells(t, s, target, "lower")[1], cells(t, s, target, "upper")[1]}, near); diff != "" {
		t.Error(diff)
	}
	csv := csvFigures(t, fetch(t, s, target+"&format=csv"))
	if diff := cmp.Diff(jsonFigures(t, fetch(t, s, target)), csv); diff != "" {
		t.Errorf("as CSV, which is written measure by measure otherwise: %s", diff)
	}
	for i, v := range cells(t, s, "/v1/aggregates?measure=requests.result.total.total&region=360981&time=2023&group_by=region,year,outcome&view=share", "value") {
		if v != nil {
			t.Errorf("outcome %d of a report that lacks one has the share %v", i, v)
		}
	}
	if got := cells(t, s, "/v1/aggregates?measure=requests.result.total.total&region=430621&time=2023&group_by=region,year,outcome&filter[outcome]=granted~denied", "result"); len(got) != 2 {
		t.Errorf("two outcomes: %v", got)
	}
}

// TestIndex: the first year of a definition is 100; requests were counted anew from 2019.
func TestIndex(t *testing.T) {
	const id = "requests.received.total"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		count(id, 430621, 2017, 40), count(id, 430621, 2018, 10), count(id, 430621, 2020, 50), count(id, 430621, 2021, 75),
		count(id, 360981, 2020, 0), count(id, 360981, 2021, 5),
	}})
	const target = "/v1/aggregates?measure=requests.received.total&level=county&time=2017..2021&view=index"
	if diff := cmp.Diff([]any{nil, nil, 100.0, 25.0, 100.0, 150.0}, cells(t, s, target, "value")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{"zero_base", "zero_base", "reported", "reported", "reported", "reported"}, cells(t, s, target, "status")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{0.0, 0.0, 40.0, 40.0, 50.0, 50.0}, cells(t, s, target, "den")); diff != "" {
		t.Errorf("the first year's value: %s", diff)
	}
}

// TestViewsThatMeanNothing are refused with a word on what would mean something.
func TestViewsThatMeanNothing(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const place = "&region=430621&time=2023"
	for target, parameter := range map[string]string{
		"measure=requests.received.total" + place + "&view=share":                                                    "view",
		"measure=requests.received.total" + place + "&view=index&group_by=region":                                    "view",
		"measure=rate.granted" + place + "&view=per100k":                                                             "view",
		"measure=requests.received.total" + place + "&view=per100k&window=2":                                         "view",
		"measure=rate.granted" + place + "&view=index&bench=nation":                                                  "view",
		"measure=rate.litigation" + place + "&variant=excl_procedural":                                               "variant",
		"measure=requests.received.total" + place + "&group_by=region,year,outcome":                                  "measure",
		"measure=requests.result.total.total" + place + "&filter[outcome]=granted":                                   "filter[outcome]",
		"measure=requests.result.total.total" + place + "&group_by=region,year,outcome&filter[outcome]=x&view=share": "filter[outcome]",
		"measure=requests.received.total" + place + "&group_by=region,year,body&bench=nation":                        "bench",
		"measure=requests.received.total" + place + "&filter[body]=department&window=2":                              "window",
		"measure=requests.received.total" + place + "&group_by=applicant,outcome":                                    "measure",
		"measure=requests.received.total" + place + "&group_by=applicant":                                            "group_by",
	} {
		checkProblem(t, s, "/v1/aggregates?"+target, "invalid-parameter", parameter, "", 400)
	}
	checkProblem(t, s, "/v1/aggregates?measure=requests.received.total"+place+"&filter[scope]=own~aggregate", "mixed-scope", "filter[scope]", "scope", 422)
	checkProblem(t, s, "/v1/aggregates?measure=requests.received.total"+place+"&filter[body]=department~government", "mixed-scope", "filter[body]", "body", 422)
	checkProblem(t, s, "/v1/aggregates?measure=requests.received.total&region=430621&time=2020..2023&group_by=region,scope", "not-additive", "group_by", "year", 422)
}

// TestVariant: the other reading of a rate is a rate of its own, named in the row.
func TestVariant(t *testing.T) {
	merits := share(430621, 2023, 50, 80)
	merits.Measure = "rate.granted_merits"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(430621, 2023, 50, 100), merits}})
	const target = "/v1/aggregates?measure=rate.granted&region=430621&time=2023"
	for variant, want := range map[string]float64{"": 0.5, "&variant=resolved": 0.5, "&variant=excl_procedural": 0.625} {
		if got := cells(t, s, target+variant, "value"); got[0] != want {
			t.Errorf("%q: %v, want %v", variant, got[0], want)
		}
	}
	if got := cells(t, s, target+"&variant=excl_procedural", "variant"); got[0] != "excl_procedural" {
		t.Errorf("variant %v", got)
	}
}

// TestSharesOfEachForm: the shares of two forms of one year, told apart, are each form's own.
func TestSharesOfEachForm(t *testing.T) {
	var fixed []analytics.AggregateRow
	for form, counts := range map[disclosure.Form][]float64{disclosure.FormFigures: {1, 3}, disclosure.Form2021: {3, 3}} {
		for i, kind := range []string{"natural_person", "enterprise"} {
			row := count("requests.received."+kind, 430621, 2023, counts[i])
			row.Form = form
			fixed = append(fixed, row)
		}
		for _, kind := range []string{"research", "social_welfare", "legal_service", "other_org"} {
			row := count("requests.received."+kind, 430621, 2023, 0)
			row.Form = form
			fixed = append(fixed, row)
		}
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	const target = "/v1/aggregates?measure=requests.received.total&region=430621&time=2023&group_by=region,year,applicant,regime&view=share"
	measures, forms, values := cells(t, s, target, "measure"), cells(t, s, target, "regime"), cells(t, s, target, "value")
	got := map[any]any{}
	for i := range measures {
		if measures[i] == "requests.received.natural_person" {
			got[forms[i]] = values[i]
		}
	}
	if want := map[any]any{"figures": 0.25, "form_2021": 0.5}; !cmp.Equal(want, got) {
		t.Errorf("shares of natural persons %v, want %v", got, want)
	}
}
