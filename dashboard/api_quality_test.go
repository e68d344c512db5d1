package dashboard

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestQualityRows: what the fixture made up, through the API: one of two dated reports on time (Wilson 0.0945 to 0.9055), the
// rules with links to where they found something, the share of copied text with its sentences.
func TestQualityRows(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for target, want := range map[string]map[string]any{
		"/v1/quality/timeliness?level=county": {
			"level": "county", "year": 2022.0, "due": "2023-03-31", "reports": 3.0, "dated": 2.0, "on_time": 1.0, "share": 0.5, "median_lag": 4.5,
			"status": "ok", "reports_url": "/v1/reports?level=county&time=2022",
		},
		"/v1/quality/checks": {
			"rule": "H4", "count": 2.0, "reports": 1.0, "checked": 4.0, "share": 0.25, "evidence_urls": []any{"/v1/reports/r430621-2012/checks"},
		},
		"/v1/quality/similarity?min_share=0.8": {
			"report": "r430621-2012", "share": 0.9, "method": "exact", "diff_url": "/v1/reports/r430621-2011/diff/r430621-2012",
			"sentences": []any{map[string]any{"quote": "全县主动公开政府信息。", "start": 3.0, "end": 14.0, "previous_start": 4.0, "previous_end": 15.0}},
		},
		"/v1/regions/430621/peers?k=1": {"code": "420222", "distance": 0.0, "population": 600000.0},
	} {
		rows := apiBody(t, fetch(t, s, target))["data"].([]any)
		if len(rows) != 1 {
			t.Errorf("%s: %d rows", target, len(rows))
			continue
		}
		got := map[string]any{}
		for name := range want {
			got[name] = rows[0].(map[string]any)[name]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", target, diff)
		}
	}
	if got := apiBody(t, fetch(t, s, "/v1/quality/similarity?limit=1")); got["complete"] != false || got["total"] != 2.0 {
		t.Errorf("the first of two: complete %v of %v", got["complete"], got["total"])
	} else if next := apiBody(t, fetch(t, s, got["links"].(map[string]any)["next"].(string))); next["count"] != 1.0 || next["complete"] != true {
		t.Errorf("the second: %v", next)
	}
	checkProblem(t, s, "/v1/quality/similarity?min_share=2", "invalid-parameter", "min_share", "0..1", 400)
	checkProblem(t, s, "/v1/quality/timeliness?level=village", "invalid-parameter", "level", "county", 400)
}
