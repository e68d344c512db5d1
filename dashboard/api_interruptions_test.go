package dashboard

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/analytics"
)

// TestInterruptions: 10, 12, 14, 16, 18 from 2014 and 70, 73, 76, 79, 82 from 2019, each off by one of (1, -2, 0, 2, -1), which sum to 0 and
// have no slope: the two lines stay. So the level changes by 70 - 20 in 2019 and the slope by 1, and in 2023 the lines are 82 - 28 apart.
// The p are those of the method itself. 2008 and the definition before 2014 take no part.
func TestInterruptions(t *testing.T) {
	const id = "requests.received.total" // new definitions in 2014 and 2019
	rows := []analytics.AggregateRow{count(id, 430000, 2008, 9000), count(id, 430000, 2013, 9000)}
	var years []int
	var values []*float64
	for i, off := range []float64{1, -2, 0, 2, -1, 1, -2, 0, 2, -1} {
		v := 10 + 2*float64(i) + off
		if i >= 5 {
			v = 70 + 3*float64(i-5) + off
		}
		rows = append(rows, count(id, 430000, 2014+i, v))
		years, values = append(years, 2014+i), append(values, &v)
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/interruptions?measure=" + id + "&region=430000"
	want := analytics.ITS(years, values, 2019, analytics.ITSDefaults())
	near := cmpopts.EquateApprox(0, 1e-9)
	for name, expected := range map[string]any{
		"break_year": 2019.0, "from_year": 2014.0, "to_year": 2023.0, "years_used": 10.0, "level_change": 50.0, "level_change_p": *want.PMax[2],
		"slope_change": 1.0, "slope_change_p": *want.PMax[3], "effect": 54.0, "fit_status": "ok", "value": 81.0, "status": "reported", "slope_before": 2.0,
	} {
		if diff := cmp.Diff(expected, cells(t, s, target, name)[0], near); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, name := range []string{"level_change", "level_change_p", "effect", "r2", "slope_before"} {
		if got := cells(t, s, target+"&exclude=2019~2020~2021", name)[0]; got != nil {
			t.Errorf("%s of seven years is %v", name, got)
		}
	}
	checkProblem(t, s, target+"&at=2016", "invalid-parameter", "at", "2019", http.StatusBadRequest)
}

// TestAssociations: in twelve made-up counties the second rate rises with the first.
func TestAssociations(t *testing.T) {
	rows := madeUpLevel("rate.granted", 12)
	for i := range rows {
		rows[i].Num, rows[i].Den = num(*rows[i].Num*10), num(400) // enough cases to have a rank
		other := rows[i]
		other.Measure = "rate.any_grant"
		other.Value = num(*other.Value * *other.Value)
		rows = append(rows, other)
	}
	s := newFixtureServer(t, &apiFixture{fixed: rows})
	const target = "/v1/associations?measure=rate.granted~rate.any_grant&level=county&time=2023"
	for name, want := range map[string]any{
		"value": 1.0, "regions": 12.0, "shared_denominator": true, "measure": "rate.any_grant", "other_measure": "rate.granted", "status": "ok", "n_docs": 24.0,
		"evidence_url": "/v1/aggregates?level=county&measure=rate.any_grant~rate.granted&time=2023",
	} {
		if diff := cmp.Diff(want, cells(t, s, target, name)[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	few := newFixtureServer(t, &apiFixture{fixed: append(rows[:9:9], rows[12:21]...)})
	if got := []any{cells(t, few, target, "value")[0], cells(t, few, target, "p")[0], cells(t, few, target, "status")[0]}; got[0] != nil || got[1] != nil || got[2] != "insufficient_n" {
		t.Errorf("of nine places: %v", got)
	}
	for i := range rows {
		rows[i].Num = num(19)
	}
	small := newFixtureServer(t, &apiFixture{fixed: rows})
	if body := apiBody(t, fetch(t, small, target)); body["left_out"] != 24.0 {
		t.Errorf("left out %v of 24 rates of 19 cases", body["left_out"])
	}
	checkProblem(t, s, "/v1/associations?measure=rate.granted&level=county&time=2023", "invalid-parameter", "measure", "2..20", http.StatusBadRequest)
}
