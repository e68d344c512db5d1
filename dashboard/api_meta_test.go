package dashboard

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTwinsAreTheAnswerWithoutItsRows asks every example for its twin, at the address that the answer itself names: the same members
// with the same content, no row, and the meaning of every column that a row has.
func TestTwinsAreTheAnswerWithoutItsRows(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{frozen: twoReleases, revised: threeChanges})
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, target := range examples(t, spec) {
		w := get(t, s, target)
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			continue
		}
		whole := apiBody(t, w.Body.Bytes())
		rows, isList := whole["data"].([]any)
		links, _ := whole["links"].(map[string]any)
		if !isList || strings.Contains(target, metaSuffix) {
			continue
		}
		asked++
		bare := apiBody(t, fetch(t, s, links["meta"].(string)))
		if n := len(bare["data"].([]any)); n != 0 {
			t.Errorf("%s: %d rows", links["meta"], n)
		}
		for _, row := range rows {
			var named []string
			for _, c := range bare["columns"].([]any) {
				named = append(named, c.(map[string]any)["name"].(string))
			}
			slices.Sort(named)
			if diff := cmp.Diff(slices.Sorted(maps.Keys(row.(map[string]any))), named); diff != "" {
				t.Fatalf("%s: %s", target, diff)
			}
		}
		for _, own := range []string{"data", "columns", "links", "query", "complete", "count", "explain"} {
			delete(whole, own)
			delete(bare, own)
		}
		if diff := cmp.Diff(whole, bare); diff != "" {
			t.Errorf("%s: %s", target, diff)
		}
	}
	if asked < 20 {
		t.Errorf("only %d answers with rows", asked)
	}
}

// TestExtensions: a format behind the last part of a path, also where that is a parameter.
func TestExtensions(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for target, want := range map[string]string{
		"/v1/charts/lines.csv?measure=disclosure.total&region=430621&time=2012":  "text/csv",
		"/v1/charts/lines.json?measure=disclosure.total&region=430621&time=2012": "application/json",
		"/v1/codelists/status.csv":                                     "text/csv",
		"/v1/regions/430621.csv":                                       "text/csv",
		"/v1/metrics/disclosure.total":                                 "application/json", // a dot of its own
		"/v1/codelists/status/meta":                                    "application/json",
		"/v1/rankings.csv?measure=rate.granted&level=county&time=2023": "text/csv",
	} {
		w := get(t, s, target)
		if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %d %s, want %s", target, w.Code, got, want)
		}
	}
	checkProblem(t, s, "/v1/charts/lines.pdf?measure=disclosure.total&region=430621", "unknown-code", "view", "lines", http.StatusNotFound)
}
