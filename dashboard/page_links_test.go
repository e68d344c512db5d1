package dashboard

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryLinkResolves follows every link of every page that stays here. Links of the API are answered by the API.
func TestEveryLinkResolves(t *testing.T) {
	s := newWorldServer(t, &world{})
	targets := map[string]string{}
	for _, address := range pageAddresses {
		for lang, address := range inBothLanguages(address) {
			doc, _ := fetchPage(t, s, address, http.StatusOK)
			ids := map[string]bool{"": true}
			walk(doc, func(n *html.Node) { ids[attr(n, "id")] = true })
			walk(doc, func(n *html.Node) {
				href := attr(n, "href")
				if n.Data != "a" || href == "" || strings.HasPrefix(href, "http") {
					return
				}
				if anchor, ok := strings.CutPrefix(href, "#"); ok {
					if !ids[anchor] {
						t.Errorf("%s: no element for %s", address, href)
					}
					return
				}
				if lang == "en" && !strings.HasPrefix(href, "/v1/") && attr(n, "hreflang") == "" && !strings.Contains(href, "lang=en") {
					t.Errorf("%s: the link %s loses the language", address, href)
				}
				targets[href] = address
			})
		}
	}
	for href, from := range targets {
		path, anchor, _ := strings.Cut(href, "#")
		if strings.HasPrefix(path, "/reports/q") || strings.Contains(path, "/v1/reports/") {
			continue // the world has no quarantined document and no report in the API's shape
		}
		w := get(t, s, path)
		if w.Code >= http.StatusBadRequest {
			t.Errorf("%s links to %s: status %d", from, href, w.Code)
		}
		if anchor != "" && strings.HasPrefix(anchor, "obs-") && strings.Contains(path, "-2012") && !strings.Contains(w.Body.String(), "obs-") {
			t.Errorf("%s links to %s, which marks no number", from, href)
		}
	}
	if len(targets) < 100 {
		t.Errorf("only %d links were followed", len(targets))
	}
}

// TestFiguresEqualTheirData asserts that the table of a figure and the JSON its link names give the same values: every value
// of the answer stands, unrounded, in the title of a cell, and no cell has another.
func TestFiguresEqualTheirData(t *testing.T) {
	s := newWorldServer(t, &world{})
	compared := 0
	for _, address := range []string{"/?level=county", "/r/430621", "/compare?regions=430621~360981", "/metrics/requests.received.total"} {
		doc, _ := fetchPage(t, s, address, http.StatusOK)
		walk(doc, func(n *html.Node) {
			if n.Data != "figure" {
				return
			}
			link := ""
			walk(n, func(a *html.Node) {
				if href := attr(a, "href"); strings.HasPrefix(href, "/v1/aggregates?") && strings.Contains(href, "format=json") {
					link = href
				}
			})
			if link == "" {
				return
			}
			shown, given := cellValues(n), answerValues(t, s, link)
			if !slices.Equal(shown, given) {
				t.Errorf("%s, figure %s: the table shows %v, %s gives %v", address, attr(n, "id"), shown, link, given)
			}
			compared += len(given)
		})
	}
	if compared < 200 {
		t.Errorf("only %d values were compared", compared)
	}
}

// cellValues collects the exact values of a table's cells, proportions taken back from percent.
func cellValues(figure *html.Node) []string {
	var out []string
	walk(figure, func(n *html.Node) {
		if n.Data != "td" || strings.Contains(attr(n, "class"), "missing") || attr(n, "title") == "" {
			return
		}
		number, percent := strings.CutSuffix(strings.Fields(attr(n, "title"))[0], "%")
		v, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return
		}
		if percent {
			v /= 100
		}
		out = append(out, strconv.FormatFloat(v, 'g', 10, 64))
	})
	slices.Sort(out)
	return out
}

func answerValues(t *testing.T, s http.Handler, link string) []string {
	t.Helper()
	w := get(t, s, link)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: status %d: %s", link, w.Code, w.Body)
	}
	var answer struct {
		Data []struct {
			Value *float64 `json:"value"`
		} `json:"data"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range answer.Data {
		if r.Value != nil {
			out = append(out, strconv.FormatFloat(*r.Value, 'g', 10, 64))
		}
	}
	slices.Sort(out)
	return out
}
