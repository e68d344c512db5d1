package dashboard

import (
	"net/http"
	"strings"
	"testing"
)

// TestDeprecations checks what api.yaml may say of things that are to go.
func TestDeprecations(t *testing.T) {
	const table = `version: 1
parameters:
  - {name: old, kind: text, zh: 旧, en: old, deprecated: {since: "2026-11-22", sunset: "%SUNSET%", successor: %SUCCESSOR%}}
  - {name: new, kind: text, zh: 新, en: new}
endpoints:
  - {id: a, path: /v1/a, zh: 甲, en: a, params: [old, new], formats: [json]}
`
	const rest = `  - {name: format, kind: format, zh: "", en: ""}
  - {name: lang, kind: text, zh: "", en: ""}
  - {name: bom, kind: text, zh: "", en: ""}
  - {name: release, kind: text, zh: "", en: ""}
  - {name: as_of, kind: text, zh: "", en: ""}
endpoints:`
	for _, c := range []struct{ sunset, successor, wrong string }{
		{"2027-11-22", "new", ""},
		{"2027-11-21", "new", "at least a year"},
		{"soon", "new", "at least a year"},
		{"2027-11-22", "old", "successor"},
		{"2027-11-22", "none", "successor"},
	} {
		text := strings.NewReplacer("%SUNSET%", c.sunset, "%SUCCESSOR%", c.successor, "endpoints:", rest).Replace(table)
		_, err := parseAPISpec([]byte(text))
		if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestDeprecatedParameter asks with a parameter that is to go: the answer is the same and says what to use, also when it comes from what is kept or
// is a 304. 2026-11-22 is day 20,779 since 1970.
func TestDeprecatedParameter(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012"
	plain := get(t, s, target)
	if plain.Header().Get("Deprecation") != "" || plain.Header().Get("Sunset") != "" {
		t.Errorf("an answer without anything to go: %v", plain.Header())
	}
	for _, when := range []string{"first", "kept", "304"} {
		var w http.Header
		if when == "304" {
			w = get(t, s, target+"&scope=area", "If-None-Match", plain.Header().Get("ETag")).Header()
		} else {
			w = get(t, s, target+"&scope=area").Header()
		}
		if w.Get("Deprecation") != "@1795305600" || w.Get("Sunset") != "Tue, 30 Nov 2027 00:00:00 GMT" {
			t.Errorf("%s: Deprecation %q, Sunset %q", when, w.Get("Deprecation"), w.Get("Sunset"))
		}
		links := strings.Join(w.Values("Link"), "\n")
		if !strings.Contains(links, `</v1/aggregates?filter%5Bscope%5D=aggregate&measure=disclosure.total&region=430621&time=2012>; rel="successor-version"`) ||
			!strings.Contains(links, `</api#aggregates>; rel="deprecation"`) {
			t.Errorf("%s: links %s", when, links)
		}
	}
	if page := string(fetch(t, s, "/api?lang=en")); !strings.Contains(page, "gone after 2027-11-30; use filter[scope]") {
		t.Error("the documentation does not say what is to go")
	}
	operation := loadOpenAPI(t, s).Paths.Value("/v1/aggregates").Get
	if p := operation.Parameters.GetByInAndName("query", "scope"); p == nil || !p.Deprecated {
		t.Error("the OpenAPI document does not say so")
	}
}
