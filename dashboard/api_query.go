package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// apiQuery is a request to the API after its parameters were checked. Values stand in their canonical form: lists without
// repetition, sets sorted.
type apiQuery struct {
	endpoint  *endpoint
	path      string              // as it stands in canonical links: path parameters filled in, no extension
	values    map[string][]string // by name in the URL; absent when not given
	format    *format
	extension string // a format that stood behind the last part of the path; "" for none
	lang      string
	release   analytics.Release
	given     map[string]bool           // the parameters that stood in the request, their default too
	frozen    string                    // the frozen release that the answer comes from; "" for what is current
	settled   bool                      // the pin can never mean another state
	known     []analytics.FrozenRelease // all releases, for the endpoints that speak of them
	years     yearSpan                  // resolved from time
	atlas     *atlas
	sealer    *sealer
	mask      *mask // hides places; nil unless the request asks for it

	parts map[string]dimensioned      // the measures that stand for a part of one that was asked for
	rates map[string]*disclosure.Rate // the rates among the measures asked for
}

// yearSpan holds the years asked for, inclusive; 0 is open.
type yearSpan struct{ from, to int }

// parseQuery checks the form of every parameter against the endpoint's table. What has to be looked up in the data (region
// names, latest) is left to resolve.
func (a *api) parseQuery(c *gin.Context, e *endpoint) (*apiQuery, error) {
	q := &apiQuery{endpoint: e, values: map[string][]string{}, given: map[string]bool{}, lang: languageOf(c.Request), sealer: a.sealer}
	given, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, newProblem(problemInvalid, "查询串无法解析：%v", "the query string cannot be read: %v", err).
			with(fieldError{Parameter: "(query)", Given: c.Request.URL.RawQuery})
	}
	for _, p := range e.params {
		if p.In == "path" {
			bare, extension := e.cutExtension(p, c.Param(p.name()))
			given[p.name()], q.extension = []string{bare}, cmp.Or(extension, q.extension)
		}
	}
	if err := a.checkCombination(e, given); err != nil {
		return nil, err
	}
	var errs []fieldError
	for _, name := range sortedKeys(given) {
		p, ok := e.parameter(name)
		if !ok {
			errs = append(errs, unknownParameter(e, name, given[name]))
			continue
		}
		values, wrong := a.readParameter(e, p, given[name])
		q.given[name] = true
		errs = append(errs, wrong...)
		if len(values) > 0 {
			q.values[name] = values
		}
	}
	errs = append(errs, missingParameters(e, given)...)
	if len(errs) > 0 {
		return nil, q.withLinks(problemOf(errs))
	}
	q.path = q.filledPath()
	if err := q.settleWeights(); err != nil {
		return nil, err
	}
	if p, ok := e.parameter("region"); ok {
		q.ownByOrder(splitValues(p, given["region"]))
	}
	return q, nil
}

// readParameter splits, checks and orders the values of one parameter. Empty values count as not given, since a form sends
// its empty fields too.
func (a *api) readParameter(e *endpoint, p parameter, raw []string) ([]string, []fieldError) {
	var out []string
	var errs []fieldError
	seen := map[string]bool{}
	for _, v := range splitValues(p, raw) {
		canonical, wrong := valueKinds[p.Kind](a, e, p, v)
		if wrong != nil {
			wrong.Parameter, wrong.Given = p.name(), clip(v)
			errs = append(errs, *wrong)
			continue
		}
		if !seen[canonical] {
			seen[canonical] = true
			out = append(out, canonical)
		}
	}
	switch {
	case len(errs) > 0:
		return nil, errs
	case !p.List && len(out) > 1:
		return nil, []fieldError{{
			Parameter: p.name(), Given: out, kind: problemInvalid,
			detail: textf("%s 只能取一个值", "%s takes one value", p.name()),
		}}
	case p.MaxItems > 0 && len(out) > p.MaxItems:
		return nil, []fieldError{{
			Parameter: p.name(), Given: len(out), Allowed: []string{"1.." + strconv.Itoa(p.MaxItems)}, kind: problemInvalid,
			detail: textf("%s 至多 %d 个值", "%s takes at most %d values", p.name(), p.MaxItems),
		}}
	}
	if p.List && p.Kind != "fields" {
		sort.Strings(out)
	}
	if strings.Join(out, p.Separator) == canonicalDefault(p) {
		return nil, nil
	}
	return out, nil
}

// canonicalDefault is the default with its items in canonical order.
func canonicalDefault(p parameter) string {
	items := strings.Split(p.Default, p.Separator)
	if p.List && p.Kind != "fields" {
		sort.Strings(items)
	}
	return strings.Join(items, p.Separator)
}

// splitValues splits lists at ~ and at commas; a text keeps both.
func splitValues(p parameter, raw []string) []string {
	var out []string
	for _, v := range raw {
		parts := []string{v}
		if p.List {
			parts = strings.FieldsFunc(v, func(r rune) bool { return r == '~' || r == ',' })
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

func unknownParameter(e *endpoint, name string, values []string) fieldError {
	return fieldError{
		Parameter: clip(name), Given: clip(strings.Join(values, "~")), Allowed: e.queryNames(), Suggestions: nearest(name, e.queryNames(), 3),
		kind: problemInvalid, detail: textf("没有名为 %s 的参数", "there is no parameter %s", clip(name)),
	}
}

func missingParameters(e *endpoint, given url.Values) []fieldError {
	var errs []fieldError
	for _, p := range e.params {
		name := p.name()
		if !slices.Contains(e.Required, p.Name) {
			continue
		}
		if len(splitValues(p, given[name])) > 0 {
			continue
		}
		allowed := p.Allowed
		if len(allowed) == 0 && p.Example != "" {
			allowed = []string{p.Example}
		}
		errs = append(errs, fieldError{
			Parameter: name, Given: nil, Allowed: allowed, kind: problemInvalid,
			detail: textf("缺少参数 %s（例如 %s=%s）", "parameter %s is missing (for example %s=%s)", name, name, p.Example),
		})
	}
	return errs
}

// withLinks adds where a request that is too large can be had in full.
func (q *apiQuery) withLinks(p *problem) *problem {
	if p.kind != problemTooLarge {
		return p
	}
	delete(q.values, "limit")
	q.path = q.filledPath()
	p.links = map[string]string{"stream": q.url(map[string]string{"format": "csv", "limit": "", "cursor": ""})}
	return p
}

// filledPath is the endpoint's path with the path parameters filled in.
func (q *apiQuery) filledPath() string {
	parts := strings.Split(q.endpoint.Path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = url.PathEscape(q.text(name))
		}
	}
	return strings.Join(parts, "/")
}

// canonical is the query string that names this request and no other: sorted keys, no defaults, neither the format nor what
// only changes the outside of an answer.
func (q *apiQuery) canonical() string { return q.encode(map[string]string{"format": "", "bom": ""}) }

// url is the canonical address with some parameters changed; an empty value drops one.
func (q *apiQuery) url(change map[string]string) string {
	if encoded := q.encode(change); encoded != "" {
		return q.path + "?" + encoded
	}
	return q.path
}

func (q *apiQuery) encode(change map[string]string) string {
	final := map[string]string{}
	for name, values := range q.values {
		if p, ok := q.endpoint.parameter(name); ok && p.In != "path" {
			final[name] = strings.Join(values, p.Separator)
		}
	}
	for name, value := range change {
		if value == "" {
			delete(final, name)
			continue
		}
		final[name] = value
	}
	var b strings.Builder
	for i, name := range sortedKeys(final) {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(name) + "=" + escapeValue(final[name]))
	}
	return b.String()
}

// encoded is the value of a parameter as it stands in an address, unescaped: its default when it was not given.
func (q *apiQuery) encoded(p parameter) string {
	if values := q.values[p.name()]; len(values) > 0 {
		return strings.Join(values, p.Separator)
	}
	return p.Default
}

// escapeValue escapes a value for a query but leaves ~ and the comma readable; both are legal there.
func escapeValue(v string) string { return strings.ReplaceAll(url.QueryEscape(v), "%2C", ",") }

// text is the value of a parameter, its default, or "".
func (q *apiQuery) text(name string) string {
	if v := q.values[name]; len(v) > 0 {
		return v[0]
	}
	p, _ := q.endpoint.parameter(name)
	return p.Default
}

// list is the values of a list parameter, or its default.
func (q *apiQuery) list(name string) []string {
	if v := q.values[name]; len(v) > 0 {
		return v
	}
	if p, _ := q.endpoint.parameter(name); p.Default != "" {
		return strings.Split(p.Default, p.Separator)
	}
	return nil
}

// number is the value of a number parameter; 0 when it was not given and has no default.
func (q *apiQuery) number(name string) float64 {
	v, _ := strconv.ParseFloat(q.text(name), 64) // checked by parseQuery
	return v
}

// codes are the region codes of a parameter after resolve.
func (q *apiQuery) codes(name string) []uint32 {
	return q.openAll(q.values[name])
}

// parseCode reads a code that was checked to be one.
func parseCode(v string) uint32 {
	n, _ := strconv.ParseUint(v, 10, 32)
	return uint32(n)
}

// code is the one region code of a parameter, or 0.
func (q *apiQuery) code(name string) uint32 {
	if c := q.codes(name); len(c) > 0 {
		return c[0]
	}
	return 0
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// clip keeps what is echoed in an error short.
func clip(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
