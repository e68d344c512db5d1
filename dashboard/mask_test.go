package dashboard

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"gongkai/analytics"
)

// hiddenWords are what no masked answer about places may hold: their names, codes, report ids, former names and provinces.
func hiddenWords(places []analytics.Region, shown ...uint32) []string {
	keep := ""
	for _, r := range places {
		if slices.Contains(shown, r.Code) {
			keep += r.Name + r.Province + r.Prefecture + codeText(r.Code)
		}
	}
	var out []string
	for _, r := range places {
		for _, word := range []string{r.Name, r.Pinyin, codeText(r.Code)} {
			if word != "" && !strings.Contains(keep, word) {
				out = append(out, word)
			}
		}
	}
	return out
}

// laidOpen unpacks what a format packs, so that its words can be looked for.
func laidOpen(t *testing.T, format string, body []byte) string {
	t.Helper()
	switch format {
	case "xlsx":
		book, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, f := range book.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(&out, r); err != nil {
				t.Fatal(err)
			}
			_ = r.Close()
		}
		return out.String()
	case "parquet":
		file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		out := fmt.Sprint(file.Metadata().KeyValueMetadata)
		for _, group := range file.RowGroups() {
			rows := make([]parquet.Row, group.NumRows())
			n, _ := group.Rows().ReadRows(rows) // io.EOF comes with the last rows
			for _, row := range rows[:n] {
				for _, v := range row {
					out += " " + v.String()
				}
			}
		}
		return out
	}
	return string(body)
}

// TestMaskedAnswers looks through every format of every masked answer, and its headers, for what it must hide.
func TestMaskedAnswers(t *testing.T) {
	spec, err := loadAPISpec()
	if err != nil {
		t.Fatal(err)
	}
	var fixed []analytics.AggregateRow
	for i, r := range fixtureRegions {
		for _, year := range []int{2021, 2022, 2023} {
			row := share(r.Code, year, 50+float64(i), 100)
			row.RegionName, row.Level, row.Report, row.DenSource = r.Name, r.Level, "r"+codeText(r.Code), r.Province
			row.Evidence = "/v1/observations/o_r" + codeText(r.Code) + "/evidence"
			fixed = append(fixed, row)
		}
	}
	for _, c := range []struct {
		endpoint, target string
		own              uint32
	}{
		{"aggregates", "/v1/aggregates?measure=rate.granted&region=430621~360981~420222&time=2023", 430621},
		{"aggregates", "/v1/aggregates?measure=rate.granted&region=360981~430621~420222&time=2023&own=420222&bench=parent", 420222},
		{"aggregates", "/v1/aggregates?measure=rate.granted&level=county&time=2021..2023&own=430621&bench=set:360981~110105&fields=all", 430621},
		{"aggregates", "/v1/aggregates?measure=rate.granted&level=county&time=2021..2023&sort=-value&limit=2", 0},
		{"aggregates", "/v1/aggregates?measure=rate.granted&region=430621~360981~420222&time=2023&own=430621&group_by=year", 430621},
		{"aggregatesMeta", "/v1/aggregates/meta?measure=rate.granted&region=430621~360981~420222&time=2023", 430621},
		{"trends", "/v1/trends?measure=rate.granted&region=430621~360981&time=2021..2023", 430621},
		{"compare", "/v1/compare?measure=rate.granted&region=430621~360981~420222&time=2023", 430621},
		{"rankings", "/v1/rankings?measure=rate.granted&level=county&time=2023&own=430621", 430621},
		{"funnel", "/v1/funnel?measure=rate.granted&level=county&time=2023", 0},
		{"decompose", "/v1/decompose?measure=rate.granted&level=county&time=2021..2023&own=430621", 430621},
		{"decompose", "/v1/decompose?measure=requests.received.total&region=430621~360981&time=2021..2023", 430621},
		{"chart", "/v1/charts/lines?measure=rate.granted&region=430621~360981&time=2021..2023", 430621},
		{"chart", "/v1/charts/intervals?measure=rate.granted&level=county&time=2023", 0},
		{"regionPeers", "/v1/regions/430621/peers?k=2", 430621},
		{"regionPeersMeta", "/v1/regions/430621/peers/meta?k=2", 430621},
	} {
		s := newFixtureServer(t, &apiFixture{fixed: fixed})
		for _, format := range spec.endpoint(c.endpoint).Formats {
			join := "&"
			if !strings.Contains(c.target, "?") {
				join = "?"
			}
			w := get(t, s, c.target+join+"anonymize=1&format="+format)
			if w.Code != http.StatusOK {
				t.Fatalf("%s as %s: %d %s", c.target, format, w.Code, w.Body)
			}
			text := fmt.Sprint(w.Header()) + laidOpen(t, format, w.Body.Bytes())
			for _, word := range hiddenWords(fixtureRegions, c.own) {
				if at := strings.Index(text, word); at >= 0 {
					t.Errorf("%s as %s tells %q: …%s…", c.target, format, word, text[max(0, at-80):min(len(text), at+40)])
					break
				}
			}
		}
	}
}

// TestMaskKeepsFigures: a masked answer holds the figures of the open one; the own place is named and the others are A and B, whose
// order is that of neither codes nor values under every key.
func TestMaskKeepsFigures(t *testing.T) {
	fixed := []analytics.AggregateRow{share(430621, 2023, 90, 100), share(360981, 2023, 40, 100), share(420222, 2023, 50, 100), share(110105, 2023, 60, 100)}
	orders := map[string]bool{}
	const target = "/v1/rankings?measure=rate.granted&level=county&time=2023"
	for _, key := range []string{"a", "b", "c", "d", "e", "f"} {
		f := &apiFixture{fixed: fixed, release: "r"}
		s, err := New(Options{Reader: f, Version: "test", Logger: silent(), Limits: Limits{PerSecond: 1e9, Burst: 1e9}, MaskKey: key})
		if err != nil {
			t.Fatal(err)
		}
		open, masked := rowsWithoutPlaces(t, s, target), rowsWithoutPlaces(t, s, target+"&anonymize=1&own=430621")
		orders[strings.Join(masked, "")] = true
		if !strings.Contains(masked[0], "value:0.9") {
			t.Errorf("the own place stands first: %v", masked)
		}
		slices.Sort(open)
		slices.Sort(masked)
		if diff := cmp.Diff(open, masked); diff != "" {
			t.Error(diff)
		}
		regions := cells(t, s, target+"&anonymize=1&own=430621", "region")
		if regions[0] != "430621" || !slices.IsSortedFunc(regions[1:], func(a, b any) int { return strings.Compare(a.(string), b.(string)) }) {
			t.Errorf("regions %v", regions)
		}
	}
	s := newFixtureServer(t, &apiFixture{fixed: fixed})
	const pair = "/v1/compare?measure=rate.granted&region=430621~360981&time=2023"
	if got := cells(t, s, pair+"&anonymize=1", "ways"); got[0] == nil || got[0] != cells(t, s, pair, "ways")[0] {
		t.Errorf("a masked comparison was made in %v ways", got[0])
	}
	if len(orders) < 2 {
		t.Error("six keys order the places in one way")
	}
}

// rowsWithoutPlaces are the rows of an answer without what tells their places.
func rowsWithoutPlaces(t *testing.T, s *Server, target string) []string {
	t.Helper()
	var out []string
	for _, item := range apiBody(t, fetch(t, s, target))["data"].([]any) {
		row := item.(map[string]any)
		for _, name := range []string{"region", "region_name", "evidence_url"} {
			delete(row, name)
		}
		out = append(out, fmt.Sprint(row))
	}
	return out
}

// TestMaskedAddresses: the canonical address of a masked answer names the places by sealed words and gives the same answer; such a
// word is of no use without a mask, nor under another key.
func TestMaskedAddresses(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{share(430621, 2023, 90, 100), share(360981, 2023, 40, 100), share(420222, 2023, 50, 100)}})
	const target = "/v1/compare?measure=rate.granted&region=360981~430621~420222&time=2023"
	first := get(t, s, target+"&anonymize=1")
	link, _, _ := strings.Cut(strings.TrimPrefix(first.Header().Get("Link"), "<"), ">")
	second := get(t, s, link)
	if first.Header().Get("ETag") != second.Header().Get("ETag") || first.Body.String() != second.Body.String() {
		t.Errorf("%s gives\n%s\nand %s\n%s", target, first.Body, link, second.Body)
	}
	if !strings.Contains(link, "own=360981&region=360981~x") {
		t.Errorf("the first of the list is the own place: %s", link)
	}
	if got := get(t, s, target).Header().Get("ETag"); got == first.Header().Get("ETag") {
		t.Error("masked and open answer have one entity tag")
	}
	word := s.sealer.seal(430621)
	for target, parameter := range map[string]string{
		strings.Replace(link, "anonymize=1&", "", 1):                              "own",
		"/v1/aggregates?measure=rate.granted&region=" + word:                      "region",
		"/v1/aggregates?measure=rate.granted&region=360981&bench=set:" + word:     "region",
		"/v1/aggregates?measure=rate.granted&region=430621&anonymize=1&explain=1": "explain",
		"/v1/aggregates?measure=rate.granted&region=430621&anonymize=0":           "anonymize",
		"/v1/aggregates?measure=rate.granted&region=430621&own=360981":            "own",
	} {
		checkProblem(t, s, target, "invalid-parameter", parameter, "", http.StatusBadRequest)
	}
	for target, parameter := range map[string]string{
		"/v1/aggregates?measure=rate.granted&level=county&anonymize=1&own=" + word: "own", // it would be named
		"/v1/regions/" + word + "/peers?anonymize=1":                               "code",
		"/v1/observations?region=" + word:                                          "region",
	} {
		checkProblem(t, s, target, "unknown-code", parameter, "", http.StatusNotFound)
	}
	other := newFixtureServer(t, &apiFixture{})
	checkProblem(t, other, "/v1/aggregates?measure=rate.granted&anonymize=1&region="+word, "unknown-code", "region", "", http.StatusNotFound)
	guess := cells(t, s, "/v1/aggregates?measure=rate.granted&time=2023&anonymize=1&own=430621&region="+word, "region")
	if diff := cmp.Diff([]any{"A"}, guess); diff != "" {
		t.Errorf("who guesses a sealed place learns that he is right: %s", diff)
	}
}

// TestMaskCoversTogether: places that the request did not let foresee get their labels in the order of their words too.
func TestMaskCoversTogether(t *testing.T) {
	s, err := newSealer("key")
	if err != nil {
		t.Fatal(err)
	}
	var rows []analytics.AggregateRow
	var places []uint32
	for code := uint32(320100); code < 320120; code++ {
		rows, places = append(rows, analytics.AggregateRow{Region: code}), append(places, code)
	}
	foreseen, met := s.mask(places, 0, "zh"), s.mask(nil, 0, "zh")
	met.aggregates(analytics.Aggregates{Rows: rows})
	if diff := cmp.Diff(foreseen.codes(places), met.codes(places)); diff != "" {
		t.Error(diff)
	}
	if slices.IsSorted(met.codes(places)) {
		t.Error("labels in the order of codes")
	}
}

func TestMaskLetters(t *testing.T) {
	for n, want := range map[uint32]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := maskLetters(maskedFrom + n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}

// TestMaskedPages looks for the masked places in pages, their charts and the answers that they link to; and follows their links.
func TestMaskedPages(t *testing.T) {
	s := newWorldServer(t, &world{})
	for address, own := range map[string]uint32{
		"/compare?regions=430621~360981~430626&anonymize=1&measure=rate.any_grant": 430621,
		"/compare?regions=岳阳县~fengcheng~430600&anonymize=1":                        430621,
		"/compare?regions=430621~360981~430626&own=360981&anonymize=1":             360981,
		"/rank?anonymize=1&region=430621&measure=rate.any_grant&level=county":      430621,
		"/rank?anonymize=1&sort=value&year=2019":                                   0,
		"/r/430600?anonymize=1":                                                    430600,
	} {
		for lang, address := range inBothLanguages(address) {
			if w := get(t, s, address); w.Code == http.StatusSeeOther {
				address = w.Header().Get("Location")
			}
			doc, body := fetchPage(t, s, address, http.StatusOK)
			checkStructure(t, doc, lang)
			checkOneLanguage(t, doc, lang)
			checkHidden(t, address, body, own)
			for _, link := range linksOf(body) {
				kept := strings.Contains(link, "anonymize=1")
				if strings.HasPrefix(link, "/v1/") && !strings.HasPrefix(address, "/r/") || strings.HasPrefix(link, "/rank") || strings.HasPrefix(link, "/compare") {
					if !kept {
						t.Errorf("%s loses the mask in %s", address, link)
					}
				}
				if !kept || own != 0 && strings.HasPrefix(link, "/r/"+codeText(own)) {
					continue
				}
				w := get(t, s, link)
				if w.Code >= http.StatusBadRequest {
					t.Errorf("%s links to %s: %d", address, link, w.Code)
				}
				checkHidden(t, link, w.Body.String(), own)
			}
		}
	}
}

// checkHidden looks for places in a page. The list of provinces to choose from tells nothing, and neither do those around the own place.
func checkHidden(t *testing.T, address, body string, own uint32) {
	t.Helper()
	for _, r := range worldPlaces {
		if r.Code == own || r.Level == "province" || strings.HasSuffix(codeText(own), "21") && r.Code == 430600 && strings.HasPrefix(address, "/r/") {
			continue
		}
		for _, word := range []string{r.Name, codeText(r.Code)} {
			if at := strings.Index(body, word); at >= 0 {
				t.Errorf("%s tells %s: …%s…", address, word, body[max(0, at-100):min(len(body), at+60)])
				return
			}
		}
	}
}

// linksOf are the addresses of ours that a page links to.
func linksOf(body string) []string {
	var out []string
	for _, found := range pageLink.FindAllStringSubmatch(body, -1) {
		out = append(out, html.UnescapeString(found[1]))
	}
	return out
}

var pageLink = regexp.MustCompile(`href="(/[^"#]+)`)
