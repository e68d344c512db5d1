package dashboard

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// redirect tells serve that the request named a region by its name and where the same request stands with its code.
type redirect struct{ to string }

func (r *redirect) Error() string { return "redirect to " + r.to }

// resolve looks up what parseQuery could not know: what the names of regions mean.
func (a *api) resolve(ctx context.Context, q *apiQuery) error {
	atlas, err := a.atlases.get(ctx, a.reader, q.release.ID)
	if err != nil {
		return err
	}
	q.atlas = atlas
	if err := q.resolveRegions(); err != nil {
		return err
	}
	return q.anonymize()
}

// resolveRegions turns names into codes. It gives a redirect when there were names, a problem when one is unknown or means
// several regions.
func (q *apiQuery) resolveRegions() error {
	byName := false
	var errs []fieldError
	for _, p := range q.endpoint.params {
		if p.Kind == "bench" {
			named, wrong, err := q.resolveBench(p)
			if err != nil {
				return err
			}
			byName, errs = byName || named, append(errs, wrong...)
			continue
		}
		if p.Kind != "region" && p.Kind != "regions" {
			continue
		}
		values := q.values[p.name()]
		for i, given := range values {
			code, wrong, err := q.resolveRegion(p, given)
			if err != nil {
				return err
			}
			if wrong != nil {
				errs = append(errs, *wrong)
				continue
			}
			byName = byName || code != given
			values[i] = code
		}
		if byName && len(values) > 0 {
			slices.Sort(values)
			q.values[p.name()] = slices.Compact(values)
		}
	}
	if len(errs) > 0 {
		return problemOf(errs)
	}
	if byName {
		q.path = q.filledPath()
		return &redirect{to: q.url(nil)}
	}
	return nil
}

func (q *apiQuery) resolveRegion(p parameter, given string) (string, *fieldError, error) {
	if isCode(given) {
		n := parseCode(given)
		if _, ok := q.atlas.latest(n); ok || (p.Name == "parent" && n == nationCode) {
			return given, nil, nil
		}
		return "", q.unknownRegion(p, given), nil
	}
	if _, sealed := q.sealer.open(given); sealed && q.takesSealed(p) {
		return given, nil, nil
	}
	switch codes := q.atlas.named(given); len(codes) {
	case 0:
		return "", q.unknownRegion(p, given), nil
	case 1:
		return codeText(codes[0]), nil, nil
	default:
		return "", nil, q.ambiguous(p, given, codes)
	}
}

// nationCode is the code of the whole country as a parent.
const nationCode = 100000

func (q *apiQuery) unknownRegion(p parameter, given string) *fieldError {
	wrong := unknownCode(p, given, q.atlas.near(given))
	wrong.Parameter, wrong.Given = p.name(), given
	return wrong
}

// ambiguous answers a name that several regions bear with each of them and the address that asks for it.
func (q *apiQuery) ambiguous(p parameter, given string, codes []uint32) error {
	const most = 50
	out := newProblem(problemAmbiguous, "名称“%s”对应 %d 个地区，请用代码。", "the name %s means %d regions; use a code.", given, len(codes)).
		with(fieldError{Parameter: p.name(), Given: given})
	for _, code := range codes[:min(most, len(codes))] {
		r, _ := q.atlas.latest(code)
		out.candidates = append(out.candidates, candidate{
			Region: codeText(code), Name: r.Name, Within: strings.TrimSpace(r.Province + " " + r.Prefecture),
			URL: q.withRegion(p, given, codeText(code)),
		})
	}
	return out
}

// withRegion is the same request with one region's name replaced by a code.
func (q *apiQuery) withRegion(p parameter, given, code string) string {
	if p.In == "path" {
		return strings.Replace(q.path, url.PathEscape(given), code, 1)
	}
	if places := q.benchPlaces(); p.Kind == "bench" {
		places[slices.Index(places, given)] = code
		return q.url(map[string]string{p.name(): setOf(places)})
	}
	var values []string
	for _, v := range q.values[p.name()] {
		if v == given {
			v = code
		}
		values = append(values, v)
	}
	return q.url(map[string]string{p.name(): strings.Join(values, p.Separator)})
}

// measuresAndYears checks the place of a request about series and gives its measures in the reading asked for, with its years resolved.
func (a *api) measuresAndYears(ctx context.Context, q *apiQuery) ([]string, error) {
	if err := a.checkPlace(q); err != nil {
		return nil, err
	}
	measures, err := a.otherReading(q, q.list("measure"))
	if err != nil {
		return nil, err
	}
	q.rates = a.ratesAmong(measures)
	return measures, a.resolveTime(ctx, q, measures)
}

// resolveTime turns time into years. The latest year is the last one in which any of the measures asked for is stated.
func (a *api) resolveTime(ctx context.Context, q *apiQuery, measures []string) error {
	given := q.text("time")
	if given == "" {
		return nil
	}
	from, to, isRange := strings.Cut(given, "..")
	if !isRange {
		to = from
	}
	latest := 0
	if strings.Contains(given, "latest") {
		var err error
		if latest, err = a.latestYear(ctx, measures); err != nil {
			return err
		}
	}
	q.years = yearSpan{absoluteYear(from, latest), absoluteYear(to, latest)}
	if q.years.from > q.years.to {
		return problemOf([]fieldError{{
			Parameter: "time", Given: given, Allowed: []string{"latest-4..latest", "2015..2023"}, kind: problemInvalid,
			detail: textf("区间的起年晚于止年", "the range runs backwards"),
		}})
	}
	return nil
}

func absoluteYear(v string, latest int) int {
	back, relative := strings.CutPrefix(v, "latest")
	if !relative {
		y, _ := parseYear(v)
		return y
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(back, "-"))
	return latest - n
}

// latestYear is the last year with a value of any of the measures; with no value at all the last year there could be one,
// whose rows then say why they are empty.
func (a *api) latestYear(ctx context.Context, measures []string) (int, error) {
	use, err := a.reader.MetricUse(ctx, a.metricsBehind(measures))
	if err != nil && !errors.Is(err, analytics.ErrNotFound) {
		return 0, err
	}
	latest := 0
	for _, u := range use {
		if u.Valued > 0 {
			latest = max(latest, u.Year)
		}
	}
	if latest == 0 {
		latest = newestForm
	}
	return latest, nil
}

// newestForm is the year of the form in force.
const newestForm = 2021

// metricsBehind replaces rates by the metrics of their numerators.
func (a *api) metricsBehind(measures []string) []string {
	var out []string
	for _, id := range measures {
		if r, ok := a.dictionary.Rate(id); ok {
			out = append(out, r.Numerator...)
			continue
		}
		out = append(out, id)
	}
	return out
}

// levels is the level parameter as the vocabulary's type.
func (q *apiQuery) level() disclosure.Level { return disclosure.Level(q.text("level")) }

// parent is the parent parameter; the whole country is 0 for a Reader.
func (q *apiQuery) parent() uint32 {
	if code := q.code("parent"); code != nationCode {
		return code
	}
	return 0
}
