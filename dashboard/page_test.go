package dashboard

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pageAddresses is one address of every page, and of every state a page can be in.
var pageAddresses = []string{
	"/",
	"/?level=prefecture&parent=430000&time=2015..2020&year=2019",
	"/r/430621",
	"/r/360982", // no report at all
	"/r/110104", // a code that is no longer in force
	"/r/430000?time=2019",
	"/compare",
	"/compare?regions=430621~360981~430600",
	"/compare?regions=岳阳县~fengcheng&measure=rate.any_grant",
	"/rank",
	"/rank?measure=rate.any_grant&level=county&sort=value&year=2019&region=430621",
	"/rank?anonymize=1&region=430621",
	"/r/430621?anonymize=1",
	"/metrics",
	"/metrics?q=复议&theme=disputes&form=form_2021",
	"/metrics/disclosure.total",
	"/metrics/requests.received.total",
	"/metrics/rate.requests_per_100k",
	"/metrics/disclosure.category.policy_docs.share",
	"/reports",
	"/reports?q=平江&level=county&form=form_2021",
	"/reports?page=2",
	"/reports/430621-2012",
	"/quality",
	"/quality?level=department",
	"/search",
	"/search?q=岳阳",
	"/search?q=没有这样的地方",
}

// page fetches and parses a page.
func fetchPage(t *testing.T, s http.Handler, address string, want int) (*html.Node, string) {
	t.Helper()
	w := get(t, s, address)
	if w.Code != want {
		t.Fatalf("GET %s: status %d, want %d", address, w.Code, want)
	}
	body := w.Body.String()
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("GET %s: Content-Security-Policy %q", address, csp)
	}
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("GET %s: %v", address, err)
	}
	return doc, body
}

func inBothLanguages(address string) map[string]string {
	sep := "?"
	if strings.Contains(address, "?") {
		sep = "&"
	}
	return map[string]string{"zh": address, "en": address + sep + "lang=en"}
}

func TestPages(t *testing.T) {
	s := newWorldServer(t, &world{})
	for _, address := range pageAddresses {
		for lang, address := range inBothLanguages(address) {
			t.Run(address, func(t *testing.T) {
				doc, body := fetchPage(t, s, address, http.StatusOK)
				checkStructure(t, doc, lang)
				checkNothingInline(t, doc)
				checkOneLanguage(t, doc, lang)
				if m := regexp.MustCompile(`\[[a-z_]+\.[A-Za-z_]+\]|%!|<no value>|&lt;nil&gt;|NaN`).FindString(withoutOptions(body)); m != "" {
					t.Errorf("the page shows %q", m)
				}
			})
		}
	}
}

var optionScript = regexp.MustCompile(`(?s)<script.*?</script>`)

func withoutOptions(body string) string { return optionScript.ReplaceAllString(body, "") }

// walk visits every element with its ancestors.
func walk(n *html.Node, do func(n *html.Node)) {
	do(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, do)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// checkStructure asserts landmarks, one h1, unique ids, labelled fields, captions and a chart for every option.
func checkStructure(t *testing.T, doc *html.Node, lang string) {
	t.Helper()
	count, ids := map[string]int{}, map[string]int{}
	walk(doc, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		count[n.Data]++
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		switch n.Data {
		case "html":
			if got := attr(n, "lang"); got != htmlLang(lang) {
				t.Errorf("html lang is %q", got)
			}
		case "select", "input":
			if attr(n, "type") != "hidden" && !labelled(doc, n) {
				t.Errorf("field %s has no label", attr(n, "name"))
			}
		case "figure":
			if find(n, "table") == nil {
				t.Errorf("figure %s has no table", attr(n, "id"))
			}
		case "table":
			if attr(n, "class") != "stored" && find(n, "th") == nil {
				t.Error("a table has no header")
			}
		}
	})
	for _, one := range []string{"h1", "main", "header", "footer", "title"} {
		if count[one] != 1 {
			t.Errorf("%d %s elements, want 1", count[one], one)
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s stands %d times", id, n)
		}
	}
}

func labelled(doc, field *html.Node) bool {
	for p := field.Parent; p != nil; p = p.Parent {
		if p.Data == "label" {
			return true
		}
	}
	found := false
	walk(doc, func(n *html.Node) {
		found = found || n.Data == "label" && attr(field, "id") != "" && attr(n, "for") == attr(field, "id")
	})
	return found
}

func find(n *html.Node, tag string) *html.Node {
	var out *html.Node
	walk(n, func(n *html.Node) {
		if out == nil && n.Type == html.ElementNode && n.Data == tag {
			out = n
		}
	})
	return out
}

// checkNothingInline asserts that nothing stands in the page that the content security policy forbids.
func checkNothingInline(t *testing.T, doc *html.Node) {
	t.Helper()
	walk(doc, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" && !strings.HasPrefix(attr(n, "type"), "application/") {
			t.Errorf("inline %s", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("attribute %s on %s", a.Key, n.Data)
			}
			if (a.Key == "src" || a.Key == "href" && n.Data == "link") && !strings.HasPrefix(a.Val, "/static/") {
				t.Errorf("%s loads %s", n.Data, a.Val)
			}
		}
	})
}

// checkOneLanguage asserts that a Chinese page has no English sentence and an English page no Chinese one, beside what is
// marked as being of the other language: names, titles, quotes.
func checkOneLanguage(t *testing.T, doc *html.Node, lang string) {
	t.Helper()
	words := regexp.MustCompile(`[A-Za-z]{3,} [A-Za-z]{2,}`)
	walk(doc, func(n *html.Node) {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) == "" {
			return
		}
		for p := n.Parent; p != nil; p = p.Parent {
			if p.Data == "script" || p.Data == "code" || p.Data == "html" || attr(p, "lang") != "" {
				if p.Data == "html" {
					break
				}
				return
			}
		}
		if lang == "en" && hasHan(n.Data) {
			t.Errorf("Chinese on the English page: %q in %s", strings.TrimSpace(n.Data), n.Parent.Data)
		}
		if lang == "zh" && words.MatchString(n.Data) {
			t.Errorf("English on the Chinese page: %q in %s", strings.TrimSpace(n.Data), n.Parent.Data)
		}
	})
}

func TestUnknownAndFailing(t *testing.T) {
	s := newWorldServer(t, &world{})
	for _, address := range []string{"/nope", "/r/999999", "/metrics/nope", "/reports/nope"} {
		for lang, address := range inBothLanguages(address) {
			doc, _ := fetchPage(t, s, address, http.StatusNotFound)
			checkStructure(t, doc, lang)
			checkOneLanguage(t, doc, lang)
		}
	}
	broken := newWorldServer(t, &world{fail: errors.New("engine gone")})
	for _, address := range []string{"/", "/r/430621", "/quality", "/reports", "/reports/430621-2012", "/search"} {
		_, body := fetchPage(t, broken, address, http.StatusInternalServerError)
		if !regexp.MustCompile(`<code>[0-9a-f]{12}</code>`).MatchString(body) {
			t.Errorf("GET %s: no error id on the page", address)
		}
		if strings.Contains(body, "engine gone") {
			t.Errorf("GET %s: the cause is shown to the user", address)
		}
	}
}

// TestEmptyDatabase asserts that nothing that looks like a figure is shown when nothing is loaded.
func TestEmptyDatabase(t *testing.T) {
	s := newWorldServer(t, &world{empty: true})
	doc, body := fetchPage(t, s, "/", http.StatusOK)
	if !strings.Contains(body, "gongkai load") {
		t.Error("the empty page does not say how to load reports")
	}
	if find(doc, "figure") != nil {
		t.Error("the empty page draws a figure")
	}
}

func TestBadValuesLeaveNotices(t *testing.T) {
	s := newWorldServer(t, &world{})
	for address, want := range map[string]string{
		"/?level=galaxy":           "galaxy",
		"/?time=1990..2050":        "2008..2023",
		"/?time=abc":               "abc",
		"/?year=1":                 "2008",
		"/?parent=无此地":             "无此地",
		"/?colour=red":             "colour",
		"/metrics?theme=x":         "“x”",
		"/compare?regions=nowhere": "nowhere",
		"/compare?regions=430621&measure=no.such": "no.such",
	} {
		doc, _ := fetchPage(t, s, address, http.StatusOK)
		notice := ""
		walk(doc, func(n *html.Node) {
			if attr(n, "role") == "status" {
				notice = textOf(n)
			}
		})
		if !strings.Contains(notice, want) {
			t.Errorf("GET %s: the notice %q does not mention %q", address, notice, want)
		}
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	walk(n, func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	})
	return b.String()
}

func TestRedirects(t *testing.T) {
	s := newWorldServer(t, &world{})
	for address, want := range map[string]string{
		"/?from=2015&to=2012&level=county":          "/?level=county&time=2012",
		"/?from=2012&to=2015&lang=en":               "/?lang=en&time=2012..2015",
		"/r/岳阳县":                                    "/r/430621",
		"/r/yueyangxian?lang=en":                    "/r/430621?lang=en",
		"/search?q=430621":                          "/r/430621",
		"/compare?regions=430621&add=360981":        "/compare?regions=430621~360981",
		"/compare?regions=&add=岳阳县":                 "/compare?regions=%E5%B2%B3%E9%98%B3%E5%8E%BF",
		"/compare?regions=430621&add=&measure=none": "/compare?measure=none&regions=430621",
	} {
		w := get(t, s, address)
		if w.Code/100 != 3 || w.Header().Get("Location") != want {
			t.Errorf("GET %s: %d to %q, want %q", address, w.Code, w.Header().Get("Location"), want)
		}
	}
}

// TestPageTag asserts that a page is not sent again while release and address stay the same.
func TestPageTag(t *testing.T) {
	s := newWorldServer(t, &world{})
	tag := get(t, s, "/quality").Header().Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) {
		t.Fatalf("ETag is %q", tag)
	}
	if w := get(t, s, "/quality", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("same tag: status %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := get(t, s, "/quality?lang=en", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("other address: status %d", w.Code)
	}
	if w := get(t, newWorldServer(t, &world{empty: true}), "/quality", "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("other release: status %d", w.Code)
	}
}

func TestStaticFiles(t *testing.T) {
	s := newWorldServer(t, &world{})
	w := get(t, s, s.static.url("app.css"))
	if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("app.css: %d %v", w.Code, w.Header())
	}
	if w := get(t, s, "/static/app.css?v=old"); strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Error("an outdated address may be kept for ever")
	}
	if w := get(t, s, "/static/../server.go"); w.Code == http.StatusOK {
		t.Error("a file outside static is served")
	}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, r)
	if rec.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("Content-Encoding is %q", rec.Header().Get("Content-Encoding"))
	}
}

// TestReportShowsEveryFact asserts that each fact of a report stands in the list, leads to its words, and is led to by them; and
// that a cell of the applicants' table that the report leaves out says so.
func TestReportShowsEveryFact(t *testing.T) {
	w := &world{}
	doc, body := fetchPage(t, newWorldServer(t, w), "/reports/430621-2012", http.StatusOK)
	d, err := w.Report(t.Context(), "430621-2012")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Facts {
		for _, want := range []string{`id="row-` + f.ID + `"`, `href="#obs-` + f.ID + `"`, `id="obs-` + f.ID + `"`} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the page has no %s", f.Metric, want)
			}
		}
	}
	var cube *html.Node
	walk(doc, func(n *html.Node) {
		if n.Data == "table" && attr(n, "class") == "cube" {
			cube = n
		}
	})
	if cube == nil {
		t.Fatal("no table by applicant")
	}
	if got := strings.Count(textOf(cube), "报告未载"); got != 5 { // seven columns, two of them stated
		t.Errorf("%d cells say that nothing is stated, want 5", got)
	}
	if !strings.Contains(body, "左边 7999，右边 7954") || strings.Contains(body, "左边 2，") { // the spam's numbers are of no figures
		t.Error("the findings do not show the two sides of figures, and of figures only")
	}
}

// TestReportShowsTextTakenOver opens the words that stand in the report on the year before too, and leads to that report.
func TestReportShowsTextTakenOver(t *testing.T) {
	_, body := fetchPage(t, newWorldServer(t, &world{}), "/reports/430621-2012?lang=en", http.StatusOK)
	for _, want := range []string{"共收到&lt;申请&gt;", `href="/reports/430621-2011?lang=en"`, "The same words in the report on the year before (1)"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q on the page", want)
		}
	}
}
