package dashboard

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// loadOpenAPI reads the served document with an independent library, which checks it against OpenAPI 3.1.
func loadOpenAPI(t *testing.T, s http.Handler) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(fetch(t, s, openAPIPath))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" {
		t.Errorf("version %s", doc.OpenAPI)
	}
	return doc
}

// examples are addresses of every endpoint that run on the fixture.
func examples(t *testing.T, spec *apiSpec) []string {
	t.Helper()
	out := []string{
		"/v1/observations/o_430621_2012", "/v1/observations/o_430621_2012/evidence", "/v1/reports/r430621-2012", "/v1/reports/r430621-2012/text",
		"/v1/reports/r430621-2012/checks?severity=error", "/v1/releases/2026.1", "/v1/reports/r430621-2012/diff/r360981-2011", "/v1/releases/2026.1/changes?to=2026.2",
		"/v1/reports/r430621-2012/checks/meta?severity=error", "/v1/reports/r430621-2012/diff/r360981-2011/meta", "/v1/releases/2026.1/changes/meta?to=2026.2",
	}
	for _, e := range spec.Endpoints {
		if example := e.example(); example != "" {
			out = append(out, (&urlText{example}).escaped())
		}
	}
	return out
}

// TestOpenAPIExamples runs every example and holds request and answer against the document.
func TestOpenAPIExamples(t *testing.T) {
	openapi3filter.RegisterBodyDecoder("application/atom+xml", openapi3filter.FileBodyDecoder)
	s := newFixtureServer(t, &apiFixture{frozen: twoReleases, revised: threeChanges})
	router, err := legacy.NewRouter(loadOpenAPI(t, s))
	if err != nil {
		t.Fatal(err)
	}
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, target := range examples(t, spec) {
		w := get(t, s, target)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
			continue
		}
		seen[validateExchange(t, router, target, w.Code, w.Header(), w.Body.Bytes())] = true
	}
	for _, e := range spec.Endpoints {
		if !seen[e.ID] {
			t.Errorf("endpoint %s has no example that runs", e.ID)
		}
	}
	// Errors are described too.
	for _, target := range []string{"/v1/regions/999999", "/v1/aggregates?measure=disclosure.totl&region=430621", "/v1/regions/chaoyangqu"} {
		w := get(t, s, target)
		validateExchange(t, router, target, w.Code, w.Header(), w.Body.Bytes())
	}
}

// validateExchange checks a request and its answer against the document and gives the operation's id.
func validateExchange(t *testing.T, router routers.Router, target string, status int, header http.Header, body []byte) string {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, target, nil)
	if err != nil {
		t.Fatal(err)
	}
	route, params, err := router.FindRoute(request)
	if err != nil {
		t.Errorf("%s is not in the document: %v", target, err)
		return ""
	}
	input := &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route}
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		t.Errorf("%s: %v", target, err)
	}
	answer := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: status, Header: header, Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	answer.SetBodyBytes(body)
	if err := openapi3filter.ValidateResponse(context.Background(), answer); err != nil {
		t.Errorf("%s: %v", target, err)
	}
	return route.Operation.OperationID
}

// TestOpenAPINamesEverything compares the document with the table the other way round: every parameter and column is there
// and described in both languages.
func TestOpenAPINamesEverything(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	doc := loadOpenAPI(t, s)
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, e := range spec.Endpoints {
		item := doc.Paths.Value(e.template())
		if item == nil || item.Get == nil {
			t.Errorf("no operation for %s", e.template())
			continue
		}
		for _, p := range e.params {
			used[p.Name] = true
			in := "query"
			if p.In == "path" {
				in = "path"
			}
			if item.Get.Parameters.GetByInAndName(in, p.name()) == nil {
				t.Errorf("%s: parameter %s is not in the document", e.ID, p.name())
			}
		}
	}
	for _, p := range spec.Parameters {
		if !used[p.Name] || p.ZH == "" || p.EN == "" {
			t.Errorf("parameter %s is unused or not described in both languages", p.Name)
		}
	}
	columns := map[string]bool{}
	for _, e := range spec.Endpoints {
		for _, name := range e.Columns {
			columns[name] = true
		}
		if e.ZH == "" || e.EN == "" || e.Purpose.ZH == "" || e.Purpose.EN == "" || !strings.HasPrefix(e.Path, "/v1/") && e.Path != "/feeds/changes.atom" {
			t.Errorf("endpoint %s lacks a text or does not stand below /v1/", e.ID)
		}
	}
	for _, c := range spec.Columns {
		if !columns[c.Name] || c.ZH == "" || c.EN == "" {
			t.Errorf("column %s is unused or not described in both languages", c.Name)
		}
	}
}
