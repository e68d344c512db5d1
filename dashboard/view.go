package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"gongkai/analytics"
)

// page is what every page has: its language, title, way back, notices and the addresses of its files. Page views embed it.
type page struct {
	request *request
	Lang    string
	Path    string // address without its query
	Active  string // entry of the navigation that is marked
	Title   string
	Lead    string
	Crumbs  []Link
	Notices []string
	Other   string // the same page in the other language
	Search  string // what stands in the search box
	Release analytics.Release
	Version string
	CSS     string
	JS      string
	ECharts string

	Anonymous bool  // the address asks for places without their names
	mask      *mask // hides them; nil when they are shown
}

// Link is an address with its text. Data marks a text that comes from the data and keeps its own language.
type Link struct {
	Text  string
	Href  string
	Title string
	Data  bool
}

// say gives an interface text in the page's language.
func (p *page) say(key string, args ...any) string { return p.request.say(key, args...) }

// link gives an address of ours with the given query pairs, empty values left out, and keeps the language, and the mask where there is one.
func (p *page) link(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if p.Anonymous && masksPlaces(path) {
		q.Set("anonymize", "1")
	}
	if p.Lang != languages[0] {
		q.Set("lang", p.Lang)
	}
	return withQuery(path, q)
}

// masksPlaces says whether a page can hide the names of places.
func masksPlaces(path string) bool {
	return path == "/compare" || path == "/rank" || strings.HasPrefix(path, "/r/")
}

// place gives the address of a place's page; "" of a masked one.
func (p *page) place(code uint32) string {
	if isMasked(code) {
		return ""
	}
	return p.link(placePath(code))
}

func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + encodeQuery(q)
}

// encodeQuery is url.Values.Encode with the separators of the address grammar left readable.
func encodeQuery(q url.Values) string {
	keys := make([]string, 0, len(q))
	for k := range q {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := ""
	for _, k := range keys {
		for _, v := range q[k] {
			if out != "" {
				out += "&"
			}
			out += url.QueryEscape(k) + "=" + readable.Replace(url.QueryEscape(v))
		}
	}
	return out
}

// otherLanguage gives the address of the same page, with the same state, in the other language.
func otherLanguage(path string, query url.Values, lang string) string {
	q := url.Values{}
	for k, v := range query {
		if k != "lang" {
			q[k] = v
		}
	}
	if lang == languages[0] {
		q.Set("lang", languages[1])
	}
	return withQuery(path, q)
}
