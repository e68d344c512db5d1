package dashboard

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// FuzzAPI sends any path and query: the answer is never a server error, and an error is always a problem.
func FuzzAPI(f *testing.F) {
	spec, err := loadAPISpec()
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range spec.Endpoints {
		f.Add(e.Path, e.Example)
	}
	for _, query := range []string{
		"measure=disclosure.total&region=%00", "measure=a~b~~c&level=county&time=latest-99..latest", "region=' OR 1=1 --&measure=disclosure.total",
		"measure=disclosure.total&level=county&ci=NaN&min_n=Inf&limit=-1", "fields=all,all&sort=-&cursor=%%%", "time=9999..0000&group_by=,,,",
		"measure=disclosure.total&level=county&format=xlsx&cursor=eyJ9", "bom=1&bom=0&lang=xx&release=%F0%9F%A7%A8",
	} {
		f.Add("/v1/aggregates", query)
	}
	s := newFixtureServer(f, &apiFixture{})
	f.Fuzz(func(t *testing.T, path, query string) {
		target := &url.URL{Path: "/v1/" + path, RawQuery: query}
		if strings.HasPrefix(path, "/v1/") {
			target.Path = path
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL, r.RequestURI = target, target.RequestURI()
		checkNoServerError(t, s, r)
	})
}

func checkNoServerError(t interface{ Fatalf(string, ...any) }, s http.Handler, r *http.Request) {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("%s: %d %s", r.URL, w.Code, w.Body)
	}
	if w.Code >= http.StatusBadRequest || w.Code == http.StatusMultipleChoices {
		var p problemBody
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != w.Code || p.RequestID == "" {
			t.Fatalf("%s: %d is no problem: %v %s", r.URL, w.Code, err, w.Body)
		}
	}
}

// TestRandomQueries builds queries from the vocabulary itself, which a fuzzer rarely hits, mixed with wrong values.
func TestRandomQueries(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{random: true})
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	wrong := []string{"", "x", "-1", "0", "430621", "岳阳县", "latest", "2019..2023", "2012..latest", "disclosure.total", "rate.granted", "all", "1e9", "~", "💥"}
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(spec.Endpoints).Draw(t, "endpoint")
		query := url.Values{}
		for _, p := range e.params {
			if p.In == "path" || !rapid.Bool().Draw(t, p.Name) {
				continue
			}
			values := append(append([]string{p.Example, p.Default}, p.Allowed...), wrong...)
			query.Set(p.name(), rapid.SampledFrom(values).Draw(t, p.Name+" value"))
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = &url.URL{Path: e.Path, RawQuery: query.Encode()}
		r.RequestURI = r.URL.RequestURI()
		checkNoServerError(t, s, r)
	})
}

// TestCanonicalQuery reads what the canonical link says: it must mean the same, and be its own canonical form.
func TestCanonicalQuery(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{random: true})
	rapid.Check(t, func(t *rapid.T) {
		state := randomState(newRand(rapid.Uint64().Draw(t, "seed")))
		first := httptest.NewRecorder()
		s.ServeHTTP(first, httptest.NewRequest(http.MethodGet, state, nil))
		link := first.Header().Get("Link")
		canonical := link[1 : len(link)-len(`>; rel="canonical"`)]
		second := httptest.NewRecorder()
		s.ServeHTTP(second, httptest.NewRequest(http.MethodGet, canonical, nil))
		if first.Header().Get("ETag") != second.Header().Get("ETag") || second.Header().Get("Link") != link {
			t.Fatalf("%s and its canonical form %s differ", state, canonical)
		}
	})
}
