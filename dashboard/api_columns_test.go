package dashboard

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
)

// TestEveryRowIsDefended: what stands beside a number wherever rows carry one (design, C: features 115).
func TestEveryRowIsDefended(t *testing.T) {
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"aggregates", "trends", "compare", "rankings", "funnel", "flow", "decompose", "inequality", "composition", "qualityAnomalies", "interruptions", "associations"} {
		e := spec.endpoint(id)
		for _, name := range []string{"value", "lower", "upper", "num", "den", "status", "qualifier", "break", "n_docs", "evidence_url"} {
			if !slices.Contains(e.Columns, name) || !slices.Contains(e.Flat, name) {
				t.Errorf("%s: no column %s in every format", id, name)
			}
		}
	}
}

// TestAnalysesShowTheirFigures: the rows of a trend, a comparison and a decomposition carry the figures that they were made of.
func TestAnalysesShowTheirFigures(t *testing.T) {
	about := share(430621, 2023, 90, 100)
	about.Qualifier = "approx"
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{
		share(430621, 2021, 50, 100), share(430621, 2022, 60, 100), about, share(360981, 2023, 40, 80), share(360981, 2021, 20, 80),
	}})
	const observed = "/v1/observations?metric=requests.result.granted.total~requests.result.total.total&region=430621&time=2023"
	for target, want := range map[string]map[string]any{
		"/v1/trends?measure=rate.granted&region=430621&time=2021..2023": {
			"value": 0.9, "num": 90.0, "den": 100.0, "qualifier": "approx", "n_docs": 1.0, "status": "ok", "evidence_url": observed,
		},
		"/v1/compare?measure=rate.granted&region=360981~430621&time=2023": {
			"value": 0.5, "other_value": 0.9, "other_num": 90.0, "other_den": 100.0, "other_qualifier": "approx", "other_evidence_url": observed, "num": 40.0,
		},
		"/v1/decompose?measure=rate.granted&region=430621&time=2021..2023": {
			"value": 0.9, "num": 90.0, "den": 100.0, "previous": 0.5, "previous_num": 50.0, "previous_den": 100.0, "qualifier": "approx", "evidence_url": observed,
		},
	} {
		row := apiBody(t, fetch(t, s, target))["data"].([]any)[0].(map[string]any)
		got := map[string]any{}
		for name := range want {
			got[name] = row[name]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", target, diff)
		}
	}
	points := apiBody(t, fetch(t, s, "/v1/trends?measure=rate.granted&region=430621&time=2021..2023"))["data"].([]any)[0].(map[string]any)["points"].([]any)
	if last := points[len(points)-1].(map[string]any); len(points) != 3 || last["qualifier"] != "approx" || last["evidence_url"] != observed {
		t.Errorf("points %v", points)
	}
}

// TestFormulasAreDefused: a text that a spreadsheet would run stands behind an apostrophe in CSV and workbooks, and as it is in
// the formats that no spreadsheet opens. The quote of the fixture begins with =cmd.
func TestFormulasAreDefused(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/observations?region=430621&evidence=1"
	body := string(fetch(t, s, target+"&format=csv"))
	records, err := csv.NewReader(strings.NewReader(body[:strings.LastIndex(body, "#EOF")])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if quote := records[1][slices.Index(records[0], "quote")]; quote != "'=cmd,\"x\"\n7954条" {
		t.Errorf("csv has %q", quote)
	}
	if got := cells(t, s, target, "quote"); got[0] != "=cmd,\"x\"\n7954条" {
		t.Errorf("json has %q", got[0])
	}
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd": "'+cmd", "-x": "'-x", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "＝A1": "'＝A1",
		"-12.5": "-12.5", "+3": "+3", "岳阳县": "岳阳县", "'x": "'x", "": "", "—": "—",
	} {
		if got := plainText(text); got != want || xlsxCell(text) != want {
			t.Errorf("%q becomes %q and %q in a workbook, want %q", text, got, xlsxCell(text), want)
		}
	}
	if got := plainText(-12.5); got != "-12.5" {
		t.Errorf("a number becomes %q", got)
	}
}
