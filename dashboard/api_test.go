package dashboard

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// apiBody decodes a JSON answer.
func apiBody(t testing.TB, body []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, body)
	}
	return out
}

func TestAggregatesExample(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	w := get(t, s, "/v1/aggregates?measure=disclosure.total&region=430621~360981&time=2011..2013&group_by=region,year")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	got := apiBody(t, w.Body.Bytes())
	if got["count"] != 6.0 || got["complete"] != true || got["release"] != "2026-11-22T01:02:03Z-7" {
		t.Errorf("envelope: %v", got)
	}
	if diff := cmp.Diff(map[string]any{"expected": 6.0, "reported": 2.0, "share": 0.0}, got["coverage"]); diff != "" {
		t.Errorf("coverage: %s", diff)
	}
	values := map[string]any{}
	for _, item := range got["data"].([]any) {
		row := item.(map[string]any)
		values[fmt.Sprintf("%v/%v", row["region"], row["year"])] = row["value"]
		if row["value"] == nil && row["status"] != "not_collected" {
			t.Errorf("missing value with status %v", row["status"])
		}
	}
	// 9219 and 7954: seeds 001 and 000.
	want := map[string]any{"360981/2011": 9219.0, "360981/2012": nil, "360981/2013": nil, "430621/2011": nil, "430621/2012": 7954.0, "430621/2013": nil}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Error(diff)
	}
}

func TestAggregatesCSV(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	w := get(t, s, "/v1/aggregates.csv?measure=disclosure.total&region=430621~360981&time=2011..2013")
	body := w.Body.String()
	lines := strings.SplitAfter(body, "\n")
	end := lines[len(lines)-2]
	sum := sha256.Sum256([]byte(strings.Join(lines[:len(lines)-2], "")))
	if want := "#EOF rows=6 sha256=" + hex.EncodeToString(sum[:]) + "\n"; end != want {
		t.Errorf("end line %q, want %q", end, want)
	}
	const header = "release,region,region_name,year,measure,value,lower,upper,num,den,unit,status,flags,regime,scope,break,n_docs,evidence_url,method,qualifier,reported,expected\n"
	if lines[0] != header { // pages-and-api.md C.4.4
		t.Errorf("header %q", lines[0])
	}
	if !strings.Contains(body, "2026-11-22T01:02:03Z-7,430621,岳阳县,2012,disclosure.total,7954,,,,,条,reported,,narrative_2008,aggregate,false,1,/v1/observations/o_430621_2012/evidence,,,1,1\n") {
		t.Errorf("no row of 岳阳县 2012 in\n%s", body)
	}
	if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "text/csv") {
		t.Errorf("content type %s", got)
	}
}

// TestCSVEqualsJSON compares every column that both hold, over several requests.
func TestCSVEqualsJSON(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for _, target := range []string{
		"/v1/aggregates?measure=disclosure.total~rate.granted&level=county&time=2010..2023&fields=all",
		"/v1/observations?fields=all", "/v1/observations?evidence=1", "/v1/regions", "/v1/reports?region=430621", "/v1/metrics?limit=10000", "/v1/reports", "/v1/quality/coverage", "/v1/quality/findings", "/v1/quality/accuracy", "/v1/quality/timeliness", "/v1/quality/checks", "/v1/quality/similarity", "/v1/regions/430621/peers",
		"/v1/quality/quarantine", "/v1/reports/r430621-2012/checks", "/v1/codelists", "/v1/codelists/status", "/v1/releases",
	} {
		rows := apiBody(t, get(t, s, target).Body.Bytes())["data"].([]any)
		records := readCSV(t, get(t, s, target, "Accept", "text/csv").Body.String())
		if len(records)-1 != len(rows) || len(rows) == 0 {
			t.Fatalf("%s: %d rows of CSV, %d of JSON", target, len(records)-1, len(rows))
		}
		for i, item := range rows {
			row := item.(map[string]any)
			for j, name := range records[0] {
				want, ok := row[name]
				if !ok && name == "release" {
					continue
				}
				if got := records[i+1][j]; !sameCell(got, want) {
					t.Errorf("%s row %d %s: CSV %q, JSON %v", target, i, name, got, want)
				}
			}
		}
	}
}

// TestReportAsCSV compares the numbers of a report with those of its JSON.
func TestReportAsCSV(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	inside := apiBody(t, fetch(t, s, "/v1/reports/r430621-2012"))["observations"].([]any)
	records := readCSV(t, string(fetch(t, s, "/v1/reports/r430621-2012?format=csv")))
	if len(inside) == 0 || len(records) != len(inside)+1 {
		t.Fatalf("%d numbers as JSON, %d lines as CSV", len(inside), len(records))
	}
	for i, item := range inside {
		for j, name := range records[0] {
			if !sameCell(records[i+1][j], item.(map[string]any)[name]) {
				t.Errorf("%s: CSV %q, JSON %v", name, records[i+1][j], item.(map[string]any)[name])
			}
		}
	}
}

// TestReportDiff sets two reports of the fixture beside each other: both have the same two facts, which differ from nothing.
func TestReportDiff(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	got := apiBody(t, fetch(t, s, "/v1/reports/r430621-2012/diff/r360981-2011"))
	if first, second := got["first"].(map[string]any), got["second"].(map[string]any); first["year"] != 2012.0 || second["issuer"] != "丰城市人民政府" {
		t.Errorf("sides %v and %v", first, second)
	}
	row := got["data"].([]any)[1].(map[string]any) // the fixture states the metric twice, which no real report does: the last one counts
	if row["measure"] != "disclosure.total" || row["change"] != 0.0 || row["change_status"] != "ok" || row["other_evidence_url"] == nil {
		t.Errorf("row %v", row)
	}
	records := readCSV(t, string(fetch(t, s, "/v1/reports/r430621-2012/diff/r360981-2011?format=csv")))
	if len(records) != len(got["data"].([]any))+1 {
		t.Errorf("%d lines of CSV", len(records))
	}
	checkProblem(t, s, "/v1/reports/r430621-2012/diff/none", "unknown-code", "other", "", http.StatusNotFound)
}

// TestAlignFacts covers what the fixture's reports do not have: a number on one side only, a change, and a changed definition.
func TestAlignFacts(t *testing.T) {
	a := &api{dictionary: disclosure.MustDictionary()}
	fact := func(metric string, n int64) analytics.Observation {
		return analytics.Observation{Metric: metric, Value: valueOf(n), Status: "reported", Scope: disclosure.ScopeAggregate}
	}
	report := func(year int, facts ...analytics.Observation) analytics.ReportDetail {
		return analytics.ReportDetail{ReportSummary: analytics.ReportSummary{Year: year}, Facts: facts}
	}
	received, review := "requests.received.total", "review.total"
	got := a.alignFacts(nil, report(2019, fact(received, 10), fact(review, 4)), report(2020, fact("litigation.total", 1), fact(received, 15)))
	if len(got) != 3 || *got[0].change.Abs != 5 || *got[0].change.Pct != 50 || got[1].after != nil || got[2].before != nil || got[1].change.Status != analytics.StatusNoData {
		t.Errorf("%+v", got)
	}
	got = a.alignFacts(nil, report(2018, fact(received, 10)), report(2019, fact(received, 15))) // requests.received breaks in 2019
	if got[0].change.Abs != nil || got[0].change.Status != analytics.StatusBreakCrossed {
		t.Errorf("across a break: %+v", got[0].change)
	}
}

// sameCell compares a flat cell with a decoded JSON value: nothing for null, items joined by ; for a list of texts, JSON for
// the rest.
func sameCell(flat string, v any) bool {
	switch x := v.(type) {
	case nil:
		return flat == ""
	case string:
		return flat == plainText(x)
	case []any:
		var parts []string
		for _, item := range x {
			if text, ok := item.(string); ok {
				parts = append(parts, text)
			}
		}
		if len(parts) == len(x) {
			return flat == strings.Join(parts, ";")
		}
	}
	var decoded any
	return json.Unmarshal([]byte(flat), &decoded) == nil && cmp.Equal(decoded, v)
}

// readCSV reads a CSV answer without its end line.
func readCSV(t testing.TB, body string) [][]string {
	t.Helper()
	end := strings.LastIndex(body, "#EOF rows=")
	if end < 0 {
		t.Fatalf("no end line in\n%s", body)
	}
	records, err := csv.NewReader(strings.NewReader(body[:end])).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	return records
}

func TestEntityTag(t *testing.T) {
	f := &apiFixture{}
	s := newFixtureServer(t, f)
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012"
	first := get(t, s, target)
	tag := first.Header().Get("ETag")
	if !strings.HasPrefix(tag, `"r:2026-11-22T01:02:03Z-7:`) {
		t.Fatalf("ETag %q is not strong or does not name the release", tag)
	}
	before := f.calls.Load()
	for _, same := range []string{target, "/v1/aggregates?time=2012..2012&region=430621&measure=disclosure.total,disclosure.total&group_by=year,region&ci=95.0"} {
		w := get(t, s, same, "If-None-Match", `"other", W/`+tag)
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s: %d, tag %s, %d bytes", same, w.Code, w.Header().Get("ETag"), w.Body.Len())
		}
	}
	if n := f.calls.Load() - before; n != 0 {
		t.Errorf("304 read the data %d times", n)
	}
	for _, other := range []string{target + "&format=csv", target + "&lang=en", target + "&ci=90", strings.Replace(target, "2012", "2011", 1)} {
		if w := get(t, s, other, "If-None-Match", tag); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
			t.Errorf("%s: %d with the tag of another answer", other, w.Code)
		}
	}
	f.release = "next"
	if w := get(t, s, target, "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("after a new release: %d", w.Code)
	}
}

func TestCanonicalLink(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	w := get(t, s, "/v1/aggregates.csv?time=2011..2013&region=430621~360981&measure=disclosure.total&bom=1&agg=sum")
	const want = `</v1/aggregates?measure=disclosure.total&region=360981~430621&time=2011..2013>; rel="canonical"`
	if got := w.Header().Get("Link"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := w.Header().Get("Vary"); !strings.Contains(got, "Accept") {
		t.Errorf("Vary %q", got)
	}
	if !strings.HasPrefix(w.Body.String(), "\uFEFFrelease,") {
		t.Error("no byte order mark with bom=1")
	}
}

// TestProblems raises every kind of error and checks its form (RFC 9457).
func TestProblems(t *testing.T) {
	cases := []struct {
		target, kind, parameter, mentions string
		status                            int
		headers                           []string
	}{
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&colour=red", kind: "invalid-parameter", parameter: "colour", mentions: "group_by", status: 400},
		{target: "/v1/aggregates?region=430621", kind: "invalid-parameter", parameter: "measure", mentions: "disclosure.total", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total", kind: "invalid-parameter", parameter: "region", mentions: "level=county", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&level=county", kind: "invalid-parameter", parameter: "region", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&level=village", kind: "invalid-parameter", parameter: "level", mentions: "county", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&time=2015..2012", kind: "invalid-parameter", parameter: "time", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&time=latest..2011", kind: "invalid-parameter", parameter: "time", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&time=20x1", kind: "invalid-parameter", parameter: "time", mentions: "2015..2023", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&ci=150", kind: "invalid-parameter", parameter: "ci", mentions: "50..99.99", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&format=pdf", kind: "invalid-parameter", parameter: "format", mentions: "csv", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&cursor=abc", kind: "invalid-parameter", parameter: "cursor", status: 400},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&fields=colour", kind: "invalid-parameter", parameter: "fields", mentions: "value", status: 400},
		{target: "/v1/aggregates?measure=%zz", kind: "invalid-parameter", parameter: "(query)", status: 400},
		{target: "/v1/observations?status=maybe", kind: "invalid-parameter", parameter: "status", mentions: "explicit_zero", status: 400},
		{target: "/v1/aggregates?measure=disclosure.totl&region=430621", kind: "unknown-code", parameter: "measure", mentions: "disclosure.total", status: 404},
		{target: "/v1/aggregates?measure=disclosure.total&region=430699", kind: "unknown-code", parameter: "region", mentions: "430621", status: 404},
		{target: "/v1/aggregates?measure=disclosure.total&region=%E5%B2%B3%E9%98%B3%E5%B8%82", kind: "unknown-code", parameter: "region", mentions: "岳阳县", status: 404},
		{target: "/v1/regions/999999", kind: "unknown-code", parameter: "code", status: 404},
		{target: "/v1/metrics/requests.received", kind: "unknown-code", parameter: "id", mentions: "requests.received.total", status: 404},
		{target: "/v1/observations/o_none", kind: "unknown-code", parameter: "id", status: 404},
		{target: "/v1/reports/none/text", kind: "unknown-code", parameter: "id", status: 404},
		{target: "/v1/codelists/colours", kind: "unknown-code", parameter: "id", mentions: "status", status: 404},
		{target: "/v1/codelists?release=1999.1", kind: "unknown-code", parameter: "release", mentions: "2026-11-22", status: 404},
		{target: "/v1/aggregate?measure=x", kind: "not-found", parameter: "(path)", mentions: "/v1/aggregates\"", status: 404},
		{target: "/v1/aggregates?measure=disclosure.total&region=%E6%9C%9D%E9%98%B3%E5%8C%BA", kind: "ambiguous-name", parameter: "region", mentions: "region=220104", status: 300},
		{target: "/v1/regions/chaoyangqu", kind: "ambiguous-name", parameter: "code", mentions: "/v1/regions/110105", status: 300},
		{target: "/v1/aggregates?measure=disclosure.total&region=430621&scope=own~area", kind: "mixed-scope", parameter: "scope", mentions: "area", status: 422},
		{target: "/v1/aggregates?measure=requests.received.total&level=county&group_by=region&time=2012..2016", kind: "incomparable-regimes", parameter: "time", mentions: "2014..2016", status: 422},
		{target: "/v1/aggregates?measure=rate.granted&level=county&group_by=region", kind: "incomparable-regimes", parameter: "time", mentions: "2019..latest", status: 422},
		{target: "/v1/aggregates?measure=rate.granted&level=county&agg=mean", kind: "mean-of-ratio", parameter: "agg", mentions: "sum", status: 422},
		{target: "/v1/aggregates?measure=disclosure.category.finance.share&level=county&group_by=year", kind: "mean-of-ratio", parameter: "group_by", status: 422},
		{target: "/v1/aggregates?measure=disclosure.application_catalogue&level=county&group_by=region&time=2011..2012", kind: "not-additive", parameter: "group_by", status: 422},
		{target: "/v1/aggregates?measure=disclosure.total&level=county&limit=10001", kind: "too-large", parameter: "limit", mentions: "format=csv&level=county", status: 413},
		{target: "/v1/regions?q=" + strings.Repeat("a", 17000), kind: "too-large", mentions: "16384", status: 413},
		{target: "/v1/aggregates?measure=disclosure.total&level=county", kind: "not-acceptable", parameter: "Accept", mentions: "text/csv", status: 406, headers: []string{"Accept", "image/png"}},
	}
	s := newFixtureServer(t, &apiFixture{})
	for _, c := range cases {
		checkProblem(t, s, c.target, c.kind, c.parameter, c.mentions, c.status, c.headers...)
	}
}

func checkProblem(t *testing.T, s http.Handler, target, kind, parameter, mentions string, status int, headers ...string) {
	t.Helper()
	w := get(t, s, target, headers...)
	body := w.Body.String()
	if w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%.120s: %d %s, want %d\n%s", target, w.Code, w.Header().Get("Content-Type"), status, body)
		return
	}
	got := apiBody(t, w.Body.Bytes())
	if got["type"] != "/problems/"+kind || got["status"] != float64(status) || got["title"] == "" || got["detail"] == "" || got["instance"] != target {
		t.Errorf("%.120s: %s", target, body)
	}
	if id := got["request_id"]; id == "" || id != w.Header().Get("X-Request-Id") {
		t.Errorf("%.120s: request id %v", target, id)
	}
	if parameter != "" && got["errors"].([]any)[0].(map[string]any)["parameter"] != parameter {
		t.Errorf("%.120s: errors %v, want parameter %s", target, got["errors"], parameter)
	}
	if !strings.Contains(body, mentions) {
		t.Errorf("%.120s: no mention of %q in\n%s", target, mentions, body)
	}
}

func TestProblemLanguage(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/regions/999999"
	for _, c := range []struct{ target, accept, title string }{
		{target, "", "没有这个代码"},
		{target, "en-GB,en;q=0.9", "Unknown code"},
		{target + "?lang=en", "zh-CN", "Unknown code"},
		{target + "?lang=zh", "en", "没有这个代码"},
	} {
		w := get(t, s, c.target, "Accept-Language", c.accept)
		if got := apiBody(t, w.Body.Bytes())["title"]; got != c.title {
			t.Errorf("%s with %q: %v, want %s", c.target, c.accept, got, c.title)
		}
	}
}

func TestNameRedirects(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for target, want := range map[string]string{
		"/v1/aggregates?measure=disclosure.total&region=岳阳县":            "/v1/aggregates?measure=disclosure.total&region=430621",
		"/v1/aggregates?measure=disclosure.total&region=岳阳县人民政府~360981": "/v1/aggregates?measure=disclosure.total&region=360981~430621",
		"/v1/aggregates?measure=disclosure.total&region=YueYangXian":    "/v1/aggregates?measure=disclosure.total&region=430621",
		"/v1/aggregates?measure=disclosure.total&region=yueyang":        "/v1/aggregates?measure=disclosure.total&region=430621",
		"/v1/aggregates?measure=disclosure.total&region=北京市朝阳区":         "/v1/aggregates?measure=disclosure.total&region=110105",
		"/v1/regions/潞西市": "/v1/regions/533103", // a former name
	} {
		w := get(t, s, (&urlText{target}).escaped())
		if w.Code != http.StatusTemporaryRedirect || w.Header().Get("Location") != want {
			t.Errorf("%s: %d %s, want %s\n%s", target, w.Code, w.Header().Get("Location"), want, w.Body)
		}
	}
}

// urlText escapes what a browser would escape.
type urlText struct{ s string }

func (u *urlText) escaped() string {
	var b strings.Builder
	for _, c := range []byte(u.s) {
		if c < 0x80 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func TestPaging(t *testing.T) {
	f := &apiFixture{rows: 23}
	s := newFixtureServer(t, f)
	var ids []string
	target, pages := "/v1/observations?limit=10", 0
	for target != "" {
		got := apiBody(t, get(t, s, target).Body.Bytes())
		for _, item := range got["data"].([]any) {
			ids = append(ids, item.(map[string]any)["id"].(string))
		}
		next, _ := got["links"].(map[string]any)["next"].(string)
		if got["complete"] == (next != "") {
			t.Fatalf("complete is %v with next %q", got["complete"], next)
		}
		target = next
		if pages++; pages > 5 {
			t.Fatal("paging does not end")
		}
	}
	var want []string
	for _, o := range f.allObservations() {
		want = append(want, o.ID)
	}
	if diff := cmp.Diff(want, ids); diff != "" || pages != 3 {
		t.Errorf("%d pages: %s", pages, diff)
	}
	// The same cursor after a new release would skip or repeat rows.
	next := apiBody(t, get(t, s, "/v1/observations?limit=10").Body.Bytes())["links"].(map[string]any)["next"].(string)
	f.release = "next"
	if w := get(t, s, next); w.Code != http.StatusBadRequest {
		t.Errorf("cursor of an older release: %d", w.Code)
	}
}

func TestReleaseChangesWhileReading(t *testing.T) {
	f := &apiFixture{release: "a"}
	s := newFixtureServer(t, f)
	get(t, s, "/v1/releases") // fills the atlas
	f.afterRead = func(f *apiFixture) { f.release, f.afterRead = "b", nil }
	got := apiBody(t, get(t, s, "/v1/aggregates?measure=disclosure.total&region=430621&time=2012").Body.Bytes())
	if got["release"] != "b" {
		t.Errorf("answered as release %v although b was published meanwhile", got["release"])
	}
}

func TestReaderFails(t *testing.T) {
	f := &apiFixture{}
	s := newFixtureServer(t, f)
	get(t, s, "/v1/releases")
	f.fail = errors.New("code: 60, secret table name")
	w := get(t, s, "/v1/aggregates?measure=disclosure.total&region=430621")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	checkProblem(t, s, "/readyz", "unavailable", "", "", http.StatusServiceUnavailable)
	if w := get(t, s, "/healthz"); w.Code != http.StatusOK {
		t.Errorf("healthz depends on the database: %d", w.Code)
	}
}

func TestMethods(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		w := do(s, method, "/v1/aggregates")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Header().Get("Allow"), "GET") {
			t.Errorf("%s: %d %s, Allow %q", method, w.Code, w.Header().Get("Content-Type"), w.Header().Get("Allow"))
		}
	}
	if w := do(s, http.MethodOptions, "/v1/aggregates"); w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("preflight: %d %v", w.Code, w.Header())
	}
}

// TestEvidenceOfSums checks where the evidence of a value leads that is not one report's own.
func TestEvidenceOfSums(t *testing.T) {
	sum := count("requests.received.total", 430000, 2023, 12)
	sum.Basis = analytics.BasisUnits
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{sum, share(430621, 2023, 10, 18)}})
	got := cells(t, s, "/v1/aggregates?measure=rate.granted~requests.received.total&region=430000~430621&time=2023", "evidence_url")
	want := []any{
		"/v1/observations?metric=requests.result.granted.total~requests.result.total.total&region=430621&time=2023",
		"/v1/observations?metric=requests.received.total&parent=430000&time=2023",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, address := range got {
		fetch(t, s, address.(string))
	}
}

// TestEvidenceOfForms: where forms are told apart, or chosen, the words behind a value are those of reports of its form.
func TestEvidenceOfForms(t *testing.T) {
	var fixed []analytics.AggregateRow
	for _, form := range []disclosure.Form{disclosure.Form2021, disclosure.FormFigures} {
		row := count("requests.received.total", 430621, 2023, 12)
		row.Form = form
		fixed = append(fixed, row)
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	const target, observed = "/v1/aggregates?measure=requests.received.total&region=430621&time=2023", "/v1/observations?metric=requests.received.total"
	for more, want := range map[string][]any{
		"&group_by=region,year,regime":      {observed + "&regime=figures&region=430621&time=2023", observed + "&regime=form_2021&region=430621&time=2023"},
		"&filter[regime]=form_2021~figures": {observed + "&regime=figures~form_2021&region=430621&time=2023", observed + "&regime=figures~form_2021&region=430621&time=2023"},
		"":                                  {observed + "&region=430621&time=2023", observed + "&region=430621&time=2023"},
	} {
		if diff := cmp.Diff(want, cells(t, s, target+more, "evidence_url")); diff != "" {
			t.Errorf("%q: %s", more, diff)
		}
	}
	if got := cells(t, s, "/v1/observations?regime=form_2021", "id"); len(got) != 0 {
		t.Errorf("observations of another form: %v", got)
	}
	if got := cells(t, s, "/v1/observations?regime=form_2021~narrative_2008", "id"); len(got) != 2 {
		t.Errorf("observations of the form: %v", got)
	}
	checkProblem(t, s, "/v1/observations?regime=form_2020", "invalid-parameter", "regime", "form_2021", http.StatusBadRequest)
}

// TestNoPlaceIsAddedToItsPart refuses the sum of a place and one within it, however far down.
func TestNoPlaceIsAddedToItsPart(t *testing.T) {
	q := &apiQuery{atlas: &atlas{byCode: map[uint32][]analytics.Region{
		analytics.Nation: {{Code: analytics.Nation}}, 430000: {{Code: 430000, Parent: analytics.Nation}},
		430600: {{Code: 430600, Parent: 430000}}, 430621: {{Code: 430621, Parent: 430600}}, 430623: {{Code: 430623, Parent: 430600}},
	}}}
	for _, c := range []struct {
		regions []uint32
		by      []string
		refused bool
	}{
		{[]uint32{430621, 430600}, []string{"year"}, true},
		{[]uint32{430000, 430621}, []string{"year"}, true},
		{[]uint32{430621, analytics.Nation}, nil, true},
		{[]uint32{430621, 430623}, []string{"year"}, false},
		{[]uint32{430000, 430621}, []string{"region"}, false},
		{[]uint32{430000, 430621}, []string{"level", "year"}, false},
		{[]uint32{430000}, []string{"year"}, false},
	} {
		err := q.checkOverlap(analytics.AggregateQuery{Regions: c.regions, By: c.by})
		if got := err != nil; got != c.refused {
			t.Errorf("%v by %v: refused %v, want %v: %v", c.regions, c.by, got, c.refused, err)
		}
	}
}
