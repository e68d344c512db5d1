package dashboard

import (
	"cmp"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gongkai/ingest/disclosure"
)

// valueKind checks one value of a parameter and gives its canonical form.
type valueKind func(a *api, e *endpoint, p parameter, v string) (string, *fieldError)

// valueKinds are the kinds that api.yaml may name. Every kind but text is a closed vocabulary or a number, and nothing of a
// request but these checked values reaches a query.
var valueKinds map[string]valueKind

func init() { // a map literal would refer to itself through parseAPISpec
	valueKinds = map[string]valueKind{
		"enum": enumValue, "text": textValue, "integer": integerValue, "number": numberValue, "year": yearValue, "time": timeValue,
		"measure": measureValue, "measures": measureValue, "metrics": metricValue, "region": regionValue, "regions": regionValue,
		"fields": fieldsValue, "sort": sortValue, "cursor": textValue, "format": formatValue, "theme": themeValue,
		"day": dayValue, "rate": rateValue, "metric": metricValue, "count": countValue, "bench": benchValue, "weight": weightValue,
	}
}

// The years a report can speak of: disclosure began in 2008, and a forecast is never an observation.
const (
	earliestYear = 2000
	furthestYear = 2100
)

func invalid(allowed []string, zh, en string, args ...any) *fieldError {
	return &fieldError{Allowed: allowed, kind: problemInvalid, detail: textf(zh, en, args...)}
}

func enumValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	for _, allowed := range p.Allowed {
		if strings.EqualFold(v, allowed) {
			return allowed, nil
		}
	}
	kind := problemInvalid
	if p.In == "path" {
		kind = problemUnknownCode
	}
	return "", &fieldError{
		Allowed: p.Allowed, Suggestions: nearest(v, p.Allowed, 3), kind: kind,
		detail: textf("%s 没有取值 %s", "%s has no value %s", p.name(), clip(v)),
	}
}

func textValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	most := 200
	if p.MaxLength > 0 {
		most = p.MaxLength
	}
	if n := len([]rune(v)); n > most {
		return "", invalid([]string{"length 1.." + strconv.Itoa(most)}, "%s 过长", "%s is too long", p.name())
	}
	if strings.ContainsFunc(v, unicode.IsControl) || strings.ContainsRune(v, unicode.ReplacementChar) {
		return "", invalid(nil, "%s 含有控制字符或非 UTF-8 字符", "%s holds control characters or is not UTF-8", p.name())
	}
	return v, nil
}

func integerValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	allowed := []string{limits(p)}
	n, err := strconv.ParseInt(v, 10, 64)
	switch {
	case err != nil || float64(n) < p.Min:
		return "", invalid(allowed, "%s 应为整数 %s", "%s must be a whole number %s", p.name(), limits(p))
	case float64(n) > p.Max:
		return "", &fieldError{Allowed: allowed, kind: problemTooLarge, detail: textf(
			"%s 至多 %v；更多的行请用 csv 或 ndjson 一次取全", "%s is at most %v; csv and ndjson give all rows at once", p.name(), p.Max)}
	}
	return strconv.FormatInt(n, 10), nil
}

func numberValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	x, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(x) || x < p.Min || x > p.Max {
		return "", invalid([]string{limits(p)}, "%s 应为数 %s", "%s must be a number %s", p.name(), limits(p))
	}
	return strconv.FormatFloat(x, 'f', -1, 64), nil
}

func limits(p parameter) string {
	return strconv.FormatFloat(p.Min, 'f', -1, 64) + ".." + strconv.FormatFloat(p.Max, 'f', -1, 64)
}

func yearValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	if y, ok := parseYear(v); ok {
		return strconv.Itoa(y), nil
	}
	return "", invalid([]string{"2008..2025"}, "%s 应为四位年份", "%s must be a year of four digits", p.name())
}

func parseYear(v string) (int, bool) {
	y, err := strconv.Atoi(v)
	return y, err == nil && len(v) == 4 && y >= earliestYear && y <= furthestYear
}

// dayValue reads a day such as 2026-11-22.
func dayValue(_ *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	if t, err := time.Parse(time.DateOnly, v); err == nil && t.Year() >= earliestYear && t.Year() <= furthestYear {
		return v, nil
	}
	return "", invalid([]string{"2026-11-22"}, "%s 应为日期，如 2026-11-22", "%s must be a day such as 2026-11-22", p.name())
}

var timeForm = regexp.MustCompile(`^(?:latest(?:-(\d{1,2}))?|(\d{4}))(?:\.\.(?:latest|(\d{4})))?$`)

// timeValue reads 2020, 2015..2023, 2015..latest, latest, latest-4..latest. A range that runs backwards is an error and not
// turned round, since one of its ends is likely mistyped.
func timeValue(_ *api, _ *endpoint, _ parameter, v string) (string, *fieldError) {
	allowed := []string{"2020", "2015..2023", "2015..latest", "latest", "latest-4..latest"}
	wrong := invalid(allowed, "time 应为年份或区间", "time must be a year or a range")
	if !timeForm.MatchString(v) {
		return "", wrong
	}
	from, to, isRange := strings.Cut(v, "..")
	if !isRange {
		to = from
	}
	f, fixedFrom := parseYear(from)
	t, fixedTo := parseYear(to)
	relative := func(s string) bool { return strings.HasPrefix(s, "latest") }
	switch {
	case !fixedFrom && !relative(from), !fixedTo && !relative(to):
		return "", wrong
	case fixedFrom && fixedTo && f > t:
		return "", invalid(allowed, "区间 %s 的起年晚于止年", "the range %s runs backwards", v)
	case isRange && from == to:
		return from, nil
	}
	return v, nil
}

func measureValue(a *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	if _, ok := a.dictionary.Metric(v); ok {
		return v, nil
	}
	if _, ok := a.dictionary.Rate(v); ok {
		return v, nil
	}
	return "", unknownCode(p, v, nearest(v, a.measureIDs, 5))
}

func metricValue(a *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	if _, ok := a.dictionary.Metric(v); ok {
		return v, nil
	}
	return "", unknownCode(p, v, nearest(v, a.metricIDs, 5))
}

// rateValue takes rates only: what compares or ranks needs a numerator and a denominator.
func rateValue(a *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	if _, ok := a.dictionary.Rate(v); ok {
		return v, nil
	}
	rates := a.measureIDs[len(a.metricIDs):]
	if _, ok := a.dictionary.Metric(v); ok {
		return "", &fieldError{Allowed: rates, Suggestions: nearest(v, rates, 3), kind: problemInvalid, detail: textf(
			"%s 是计数，没有分母；这里需要比率", "%s is a count without a denominator; a rate is needed here", v)}
	}
	return "", unknownCode(p, v, nearest(v, rates, 5))
}

// countValue is a whole number; integerValue is for limit, whose excess is too-large and not merely wrong.
func countValue(a *api, e *endpoint, p parameter, v string) (string, *fieldError) {
	canonical, wrong := integerValue(a, e, p, v)
	if wrong != nil {
		return "", invalid([]string{limits(p)}, "%s 应为整数 %s", "%s must be a whole number %s", p.name(), limits(p))
	}
	return canonical, nil
}

// codesAt is where the codes that a kind of parameter takes are listed.
var codesAt = map[string]string{"region": "/v1/codelists/regions", "regions": "/v1/codelists/regions", "bench": "/v1/codelists/regions"}

// unknownCode answers a code that is none with the nearest ones and the address of the list of all.
func unknownCode(p parameter, v string, suggestions []string) *fieldError {
	return &fieldError{Allowed: []string{cmp.Or(codesAt[p.Kind], "/v1/codelists/metrics")}, Suggestions: suggestions, kind: problemUnknownCode, detail: textf(
		"%s 没有代码 %s", "%s has no code %s", p.name(), clip(v))}
}

// regionValue accepts a code or a name; which region a name means is found by resolve.
func regionValue(a *api, e *endpoint, p parameter, v string) (string, *fieldError) {
	if isCode(v) {
		return v, nil
	}
	p.MaxLength = 40
	return textValue(a, e, p, v)
}

func isCode(v string) bool {
	if len(v) != 6 {
		return false
	}
	for _, r := range v {
		if r < '0' || r > '9' {
			return false
		}
	}
	return v[0] != '0'
}

func fieldsValue(_ *api, e *endpoint, p parameter, v string) (string, *fieldError) {
	if v == "all" {
		return v, nil
	}
	for _, name := range e.Columns {
		if v == name {
			return v, nil
		}
	}
	allowed := append([]string{"all"}, e.Columns...)
	return "", &fieldError{
		Allowed: allowed, Suggestions: nearest(v, allowed, 3), kind: problemInvalid,
		detail: textf("%s 没有列 %s", "%s has no column %s", p.name(), clip(v)),
	}
}

func sortValue(_ *api, e *endpoint, p parameter, v string) (string, *fieldError) {
	for _, name := range e.Columns {
		if strings.TrimPrefix(v, "-") == name {
			return v, nil
		}
	}
	return "", invalid(e.Columns, "%s 没有列 %s", "%s has no column %s", p.name(), clip(v))
}

func formatValue(_ *api, e *endpoint, _ parameter, v string) (string, *fieldError) {
	for _, name := range e.Formats {
		if strings.EqualFold(v, name) {
			return name, nil
		}
	}
	return "", invalid(e.Formats, "没有格式 %s", "there is no format %s", clip(v))
}

func themeValue(a *api, _ *endpoint, p parameter, v string) (string, *fieldError) {
	var allowed []string
	for _, t := range a.dictionary.Themes {
		if t.ID == v {
			return v, nil
		}
		allowed = append(allowed, t.ID)
	}
	return "", &fieldError{
		Allowed: allowed, Suggestions: nearest(v, allowed, 3), kind: problemInvalid,
		detail: textf("%s 没有取值 %s", "%s has no value %s", p.name(), clip(v)),
	}
}

// measureIDs lists the ids of a dictionary: metrics, and with rates too.
func measureIDs(d *disclosure.Dictionary) (metrics, all []string) {
	for _, m := range d.Metrics {
		metrics = append(metrics, m.ID)
	}
	all = append(all, metrics...)
	for _, r := range d.Rates {
		all = append(all, r.ID)
	}
	return metrics, all
}
