package dashboard

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// twoReleases are two made-up releases of 2026.
var twoReleases = []analytics.FrozenRelease{
	{Name: "2026.1", Note: "the first", CreatedAt: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Manifest: []analytics.ManifestLine{{Table: "reports", Rows: 12, Hash: "AB"}, {Table: "facts", Rows: 340, Hash: "CD"}}},
	{Name: "2026.2", CreatedAt: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC), Manifest: []analytics.ManifestLine{{Table: "reports", Rows: 13, Hash: "EF"}}},
}

// threeChanges are made-up changes, one of each kind.
var threeChanges = []analytics.RevisedFact{
	{Report: "r430621-2012", Issuer: "岳阳县人民政府", RegionName: "岳阳县", Year: 2012, Metric: "disclosure.total", Scope: disclosure.ScopeAggregate, Before: valueOf(7954), BeforeStatus: "reported", After: valueOf(7999), AfterStatus: "reported"},
	{Report: "r430621-2012", Issuer: "岳阳县人民政府", RegionName: "岳阳县", Year: 2012, Metric: "review.total", Scope: disclosure.ScopeAggregate, Before: valueOf(3), BeforeStatus: "reported"},
	{Report: "r360981-2011", Issuer: "丰城市人民政府", RegionName: "丰城市", Year: 2011, Metric: "review.total", Scope: disclosure.ScopeAggregate, AfterStatus: "blank"},
}

func valueOf(n int64) *disclosure.Value {
	v := disclosure.Count(n)
	return &v
}

// TestPinnedAnswers asks for releases by name and by day.
func TestPinnedAnswers(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{frozen: twoReleases})
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012"
	for _, c := range []struct{ pin, release, cache string }{
		{"", "2026-11-22T01:02:03Z-7", "max-age=300"},
		{"&release=2026.1", "2026.1", "immutable"},
		{"&release=2026-11-22T01:02:03Z-7", "2026-11-22T01:02:03Z-7", "immutable"},
		{"&as_of=2026-03-01", "2026.1", "immutable"}, // frozen on that very day
		{"&as_of=2026-05-31", "2026.1", "immutable"},
		{"&as_of=2099-01-01", "2026.2", "max-age=300"}, // a day that is not over may still get another release
	} {
		w := get(t, s, target+c.pin)
		body := apiBody(t, w.Body.Bytes())
		if w.Code != http.StatusOK || body["release"] != c.release {
			t.Errorf("%q: %d, release %v, want %s", c.pin, w.Code, body["release"], c.release)
		}
		if tag := w.Header().Get("ETag"); !strings.HasPrefix(tag, `"r:`+c.release+":") {
			t.Errorf("%q: ETag %s does not name %s", c.pin, tag, c.release)
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, c.cache) {
			t.Errorf("%q: Cache-Control %s", c.pin, got)
		}
		evidence := cells(t, s, target+c.pin, "evidence_url")[0].(string)
		if want := strings.HasPrefix(c.release, "2026."); strings.HasSuffix(evidence, "?release="+c.release) != want {
			t.Errorf("%q: evidence %s", c.pin, evidence)
		}
	}
	for _, c := range []struct{ pin, parameter, mentions string }{
		{"release=2025.9", "release", "2026.2"},
		{"as_of=2026-02-28", "as_of", "2026-03-01"},
	} {
		checkProblem(t, s, target+"&"+c.pin, "unknown-code", c.parameter, c.mentions, http.StatusNotFound)
	}
	checkProblem(t, s, target+"&as_of=2026-13-01", "invalid-parameter", "as_of", "2026-11-22", http.StatusBadRequest)
	checkProblem(t, s, target+"&as_of=2026-05-31&release=2026.1", "invalid-parameter", "as_of", "", http.StatusBadRequest)
}

// TestPinnedTag checks that an unchanged pinned answer reads nothing again.
func TestPinnedTag(t *testing.T) {
	f := &apiFixture{frozen: twoReleases}
	s := newFixtureServer(t, f)
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012&release=2026.1"
	tag := get(t, s, target).Header().Get("ETag")
	before := f.calls.Load()
	f.release = "next"
	if w := get(t, s, target, "If-None-Match", tag); w.Code != http.StatusNotModified || f.calls.Load() != before {
		t.Errorf("%d after %d reads", w.Code, f.calls.Load()-before)
	}
}

func TestReleaseList(t *testing.T) {
	f := &apiFixture{frozen: twoReleases[:1:1]}
	s := newFixtureServer(t, f)
	for _, want := range [][]any{{"2026.1", "2026-11-22T01:02:03Z-7"}, {"2026.1", "2026.2", "2026-11-22T01:02:03Z-7"}} {
		if got := cells(t, s, "/v1/releases", "id"); !slices.Equal(got, want) {
			t.Errorf("releases %v, want %v", got, want)
		}
		f.frozen = twoReleases // a second one is frozen; what is current stays
	}
	one := apiBody(t, fetch(t, s, "/v1/releases/2026.1"))
	if one["id"] != "2026.1" || one["is_current"] != false || one["created_at"] != "2026-03-01T09:00:00Z" || len(one["manifest"].([]any)) != 2 {
		t.Errorf("release %v", one)
	}
	checkProblem(t, s, "/v1/releases/2025.1", "unknown-code", "id", "2026.1", http.StatusNotFound)
	tag := get(t, s, "/v1/releases").Header().Get("ETag")
	f.frozen = f.frozen[:1:1]
	if w := get(t, s, "/v1/releases", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("the list of other releases: %d", w.Code)
	}
}

func TestChangesBetweenReleases(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{frozen: twoReleases, revised: threeChanges})
	body := apiBody(t, fetch(t, s, "/v1/releases/2026.1/changes?to=2026.2"))
	first := body["data"].([]any)[0].(map[string]any)
	if first["kind"] != "revised" || first["before"] != 7954.0 || first["after"] != 7999.0 || first["change"] != 45.0 {
		t.Errorf("first change %v", first)
	}
	if fmt.Sprint(body["kinds"]) != "map[added:1 revised:1 withdrawn:1]" || body["to"] != "2026.2" {
		t.Errorf("kinds %v to %v", body["kinds"], body["to"])
	}
	records := readCSV(t, string(fetch(t, s, "/v1/releases/2026.1/changes?format=csv&fields=kind,before,before_status,after,after_status")))
	if want := "withdrawn,3,reported,,"; len(records) != 4 || strings.Join(records[2], ",") != want {
		t.Errorf("CSV %v, want the row %s", records, want)
	}
	for _, c := range []struct{ target, kind, parameter string }{
		{"/v1/releases/none/changes", "unknown-code", "id"},
		{"/v1/releases/2026.1/changes?to=none", "unknown-code", "to"},
		{"/v1/releases/current/changes", "invalid-parameter", "id"},
	} {
		status := map[string]int{"unknown-code": http.StatusNotFound, "invalid-parameter": http.StatusBadRequest}[c.kind]
		checkProblem(t, s, c.target, c.kind, c.parameter, "2026.1", status)
	}
}

// TestFeed reads the feed as a feed reader would.
func TestFeed(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{frozen: twoReleases, revised: threeChanges})
	w := get(t, s, "/feeds/changes.atom?lang=en")
	if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "application/atom+xml") {
		t.Errorf("content type %s", got)
	}
	var feed atomFeed
	if err := xml.Unmarshal(w.Body.Bytes(), &feed); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{feed.ID: true}
	for _, e := range feed.Entries {
		ids[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !strings.HasPrefix(e.Link.Href, "/reports/") {
			t.Errorf("entry %+v: %v", e, err)
		}
	}
	if len(feed.Entries) != 6 || len(ids) != 7 { // three changes since each of the two releases
		t.Fatalf("%d entries, %d ids", len(feed.Entries), len(ids))
	}
	if got := feed.Entries[1].Title; !strings.HasSuffix(got, ": 3 → not held") {
		t.Errorf("title %q", got)
	}
	empty := string(fetch(t, newFixtureServer(t, &apiFixture{}), "/feeds/changes.atom?lang=en"))
	if !strings.Contains(empty, "No release is kept yet") {
		t.Errorf("a feed without releases: %s", empty)
	}
}
