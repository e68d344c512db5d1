package dashboard

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// The languages of the interface; the first is the default.
var languages = []string{"zh", "en"}

// firstYear is the first year that annual reports exist for: the Regulations took effect on 1 May 2008.
const firstYear = 2008

// request reads the query of a page. A bad value becomes the nearest valid one and leaves a notice; a key nobody asked for is
// named in a note. A page is never refused for its query.
type request struct {
	query   url.Values
	lang    string
	texts   texts
	known   map[string]bool
	notices []string
}

func (s *Server) request(c *gin.Context) *request {
	r := &request{query: c.Request.URL.Query(), texts: s.texts, known: map[string]bool{}}
	r.lang = "zh" // notices about lang itself need a language
	r.lang = r.choice("lang", "zh", languages)
	return r
}

func (r *request) say(key string, args ...any) string { return r.texts.say(r.lang, key, args...) }

// text gives a trimmed value, "" when absent.
func (r *request) text(key string) string {
	r.known[key] = true
	return strings.TrimSpace(r.query.Get(key))
}

// list gives the values of a key joined with "~", as the address grammar has them; a repeated key is read as well.
func (r *request) list(key string) []string {
	r.known[key] = true
	var out []string
	for _, v := range r.query[key] {
		for part := range strings.SplitSeq(v, "~") {
			if part = strings.TrimSpace(part); part != "" && !slices.Contains(out, part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// choice gives one of allowed, or def with a notice.
func (r *request) choice(key, def string, allowed []string) string {
	v := r.text(key)
	if v == "" {
		return def
	}
	if !slices.Contains(allowed, v) {
		r.notices = append(r.notices, r.say("notice.bad_value", key, v, def))
		return def
	}
	return v
}

// on says whether a switch is on: key=1.
func (r *request) on(key string) bool { return r.choice(key, "0", []string{"0", "1"}) == "1" }

// number gives a whole number in [low, high], the nearest one when outside, def when absent or no number.
func (r *request) number(key string, def, low, high int) int {
	v := r.text(key)
	if v == "" {
		return def
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		r.notices = append(r.notices, r.say("notice.bad_value", key, v, strconv.Itoa(def)))
		return def
	}
	if near := min(max(n, low), high); near != n {
		r.notices = append(r.notices, r.say("notice.bad_value", key, v, strconv.Itoa(near)))
		return near
	}
	return n
}

// years reads time=2020 or time=2015..2023. Absent, it is the whole of [firstYear, last].
func (r *request) years(last int) (from, to int) {
	v := r.text("time")
	if v == "" {
		return firstYear, last
	}
	a, b, isRange := strings.Cut(v, "..")
	if !isRange {
		b = a
	}
	from, errFrom := strconv.Atoi(a)
	to, errTo := strconv.Atoi(b)
	if errFrom != nil || errTo != nil || from > to {
		r.notices = append(r.notices, r.say("notice.bad_value", "time", v, yearRange(firstYear, last)))
		return firstYear, last
	}
	nearFrom, nearTo := min(max(from, firstYear), last), min(max(to, firstYear), last)
	if nearFrom != from || nearTo != to {
		r.notices = append(r.notices, r.say("notice.bad_value", "time", v, yearRange(nearFrom, nearTo)))
	}
	return nearFrom, nearTo
}

func yearRange(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + ".." + strconv.Itoa(to)
}

// ignored lists the keys of the address that no part of the page asked for.
func (r *request) ignored() []string {
	var out []string
	for key := range r.query {
		if !r.known[key] {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}
