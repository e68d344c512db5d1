package dashboard

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// aggregateRow is a row of an aggregate with what the request knows about it.
type aggregateRow struct {
	*analytics.AggregateRow
	query *apiQuery
	bench *benchmark // nil unless one was asked for
}

var aggregateColumns = column[aggregateRow]{
	"release":            func(r aggregateRow) any { return r.query.release.ID },
	"region":             func(r aggregateRow) any { return textCell(codeText(r.Region)) },
	"region_name":        func(r aggregateRow) any { return textCell(r.RegionName) },
	"level":              func(r aggregateRow) any { return textCell(r.Level) },
	"year":               func(r aggregateRow) any { return countCell(r.Year) },
	"window_from":        func(r aggregateRow) any { return countCell(r.WindowFrom) },
	"applicant":          func(r aggregateRow) any { return textCell(r.query.parts[r.Measure].applicant) },
	"result":             func(r aggregateRow) any { return textCell(r.query.parts[r.Measure].outcome) },
	"body":               func(r aggregateRow) any { return textCell(r.Body) },
	"variant":            func(r aggregateRow) any { return textCell(r.query.variantOf(r.Measure)) },
	"measure":            func(r aggregateRow) any { return r.Measure },
	"value":              func(r aggregateRow) any { return floatCell(r.Value) },
	"lower":              func(r aggregateRow) any { return floatCell(r.Lower) },
	"upper":              func(r aggregateRow) any { return floatCell(r.Upper) },
	"num":                func(r aggregateRow) any { return floatCell(r.Num) },
	"den":                func(r aggregateRow) any { return floatCell(r.Den) },
	"unit":               func(r aggregateRow) any { return textCell(r.Unit) },
	"status":             func(r aggregateRow) any { return r.Status },
	"flags":              func(r aggregateRow) any { return r.flags() },
	"regime":             func(r aggregateRow) any { return textCell(r.Form) },
	"scope":              func(r aggregateRow) any { return textCell(r.Scope) },
	"break":              func(r aggregateRow) any { return r.Break },
	"n_docs":             func(r aggregateRow) any { return r.NDocs },
	"evidence_url":       func(r aggregateRow) any { return textCell(r.query.pinned(r.evidence())) },
	"method":             func(r aggregateRow) any { return textCell(r.Method) },
	"qualifier":          func(r aggregateRow) any { return textCell(r.Qualifier) },
	"basis":              func(r aggregateRow) any { return textCell(r.Basis) },
	"reported":           func(r aggregateRow) any { return r.Reported },
	"expected":           func(r aggregateRow) any { return countCell(r.Expected) },
	"reliability":        func(r aggregateRow) any { return textCell(r.Reliable) },
	"denominator_year":   func(r aggregateRow) any { return countCell(r.DenYear) },
	"denominator_source": func(r aggregateRow) any { return textCell(r.DenSource) },
	"report":             func(r aggregateRow) any { return textCell(r.Report) },
	"bench_region":       benchCell(func(b *benchmark) any { return textCell(codeText(b.region)) }),
	"bench_value":        benchCell(func(b *benchmark) any { return floatCell(b.value) }),
	"bench_status":       benchCell(func(b *benchmark) any { return textCell(b.status) }),
	"bench_lower":        benchCell(func(b *benchmark) any { return floatCell(b.lower) }),
	"bench_upper":        benchCell(func(b *benchmark) any { return floatCell(b.upper) }),
	"bench_num":          benchCell(func(b *benchmark) any { return floatCell(b.num) }),
	"bench_den":          benchCell(func(b *benchmark) any { return floatCell(b.den) }),
	"bench_places":       benchCell(func(b *benchmark) any { return countCell(b.places) }),
	"bench_pooled":       benchCell(func(b *benchmark) any { return b.pooledCell() }),
	"bench_without_self": benchCell(func(b *benchmark) any { return b.withoutSelf }),
	"outcome":            benchCell(func(b *benchmark) any { return b.comparison.Category }),
}

// flagConflict marks a figure that the report, or another one, contradicts.
const flagConflict = "conflict"

// flags gathers in one cell what a reader must not overlook.
func (r aggregateRow) flags() []string {
	out := []string{}
	if r.Break {
		out = append(out, "break")
	}
	if r.Qualifier != "" {
		out = append(out, r.Qualifier)
	}
	for _, code := range r.Contradictions {
		out = append(out, flagConflict+":"+code)
	}
	if r.Value != nil && r.Expected > r.Reported {
		out = append(out, "partial("+strconv.Itoa(r.Reported)+"/"+strconv.Itoa(r.Expected)+")")
	}
	if r.Bounded() {
		out = append(out, r.Method)
	}
	if r.Reliable == "unstable" || r.Reliable == "caution" {
		out = append(out, r.Reliable)
	}
	return out
}

// evidence leads to the words behind the value: what the Reader says, else the observations that the value was made of. A
// row without any document has none, and neither has one about a masked place or added up over such.
func (r aggregateRow) evidence() string {
	if r.Evidence != "" {
		return r.Evidence
	}
	if r.NDocs == 0 || isMasked(r.Region) || r.Region == 0 && r.query.mask != nil {
		return ""
	}
	v := url.Values{}
	metrics := []string{r.Measure}
	if r.query.view() == viewShare {
		metrics = r.query.partsBeside(r.Measure)
	} else if rate, ok := r.query.rates[r.Measure]; ok {
		metrics = nil
		for _, id := range append(append([]string{}, rate.Numerator...), rate.Denominator...) {
			if id != disclosure.PopulationDenominator {
				metrics = append(metrics, id)
			}
		}
	}
	v.Set("metric", strings.Join(metrics, "~"))
	switch {
	case r.Region != 0 && r.Basis == analytics.BasisUnits:
		v.Set("parent", codeText(r.Region)) // the units lie within the region and not at its own code
	case r.Region != 0:
		v.Set("region", codeText(r.Region))
	default:
		for _, name := range []string{"region", "level", "parent"} {
			if given := r.query.values[name]; len(given) > 0 {
				v.Set(name, strings.Join(given, "~"))
			}
		}
	}
	if r.Body != "" {
		v.Set("scope", string(r.Scope))
		if r.Body != analytics.BodyGovernment {
			v.Set("level", string(r.Body))
		}
	}
	switch forms := r.query.list("filter[regime]"); {
	case slices.Contains(r.query.list("group_by"), "regime"):
		v.Set("regime", string(r.Form))
	case len(forms) > 0:
		v.Set("regime", strings.Join(forms, "~"))
	}
	switch {
	case r.WindowFrom != 0:
		v.Set("time", yearRange(r.WindowFrom, r.Year))
	case r.Year != 0:
		v.Set("time", strconv.Itoa(r.Year))
	case r.query.text("time") != "":
		v.Set("time", r.query.text("time"))
	}
	return "/v1/observations?" + readable.Replace(v.Encode())
}

// partsBeside are the measures that make up the whole that a share is of.
func (q *apiQuery) partsBeside(id string) []string {
	var out []string
	for _, part := range sortedKeys(q.parts) {
		if q.parts[part].asked == q.parts[id].asked {
			out = append(out, part)
		}
	}
	return out
}

// aggregates answers /v1/aggregates.
func (a *api) aggregates(ctx context.Context, q *apiQuery) (*answer, error) {
	want, err := a.aggregateQuery(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.format.stream && q.view() != viewShare && q.text("sort") == "" && q.text("limit") == "" && q.text("cursor") == "" {
		return a.streamAggregates(ctx, q, want), nil
	}
	rows, coverage, err := a.readSorted(ctx, q, want)
	if err != nil {
		return nil, err
	}
	found, err := listed(q, aggregateColumns, rows)
	if err != nil {
		return nil, err
	}
	found.coverage = &coverage
	found.around = append(found.around, q.benchMembers()...)
	return found, nil
}

// streamAggregates reads one measure after the other, so that a download of many never stands in memory as a whole. The order
// is that of readSorted, where the measure comes first.
func (a *api) streamAggregates(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) *answer {
	rows := func(yield func(aggregateRow, error) bool) {
		for _, id := range want.Measures {
			part := want
			part.Measures = []string{id}
			found, _, err := a.readSorted(ctx, q, part)
			if err != nil {
				yield(aggregateRow{}, err)
				return
			}
			for _, r := range found {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
	names := q.columnNames()
	return &answer{columns: names, rows: project(names, aggregateColumns, rows), total: -1}
}

// readSorted reads rows with their benchmarks, in the order of the answer.
func (a *api) readSorted(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) ([]aggregateRow, analytics.Coverage, error) {
	rows, coverage, err := a.readWindowed(ctx, q, want)
	if err != nil {
		return nil, coverage, err
	}
	if err := a.compareWithBench(ctx, q, want, rows); err != nil {
		return nil, coverage, err
	}
	a.viewed(q, rows)
	q.hide(rows)
	rows = q.filtered(rows)
	sortRows(rows, q.text("sort"))
	return rows, coverage, nil
}

func (a *api) readAggregates(ctx context.Context, q *apiQuery, want analytics.AggregateQuery) ([]aggregateRow, analytics.Coverage, error) {
	found, err := a.reader.Aggregates(ctx, want)
	if err != nil {
		return nil, analytics.Coverage{}, err
	}
	rows := make([]aggregateRow, len(found.Rows))
	for i := range found.Rows {
		rows[i] = aggregateRow{AggregateRow: &found.Rows[i], query: q}
	}
	return rows, found.Coverage, nil
}

// aggregateQuery turns the request into the Reader's terms and refuses what would add what cannot be added.
func (a *api) aggregateQuery(ctx context.Context, q *apiQuery) (analytics.AggregateQuery, error) {
	measures, by, err := a.bySplit(q)
	if err != nil {
		return analytics.AggregateQuery{}, err
	}
	if measures, err = a.otherReading(q, measures); err != nil {
		return analytics.AggregateQuery{}, err
	}
	if err := a.checkPlace(q); err != nil {
		return analytics.AggregateQuery{}, err
	}
	if err := a.resolveTime(ctx, q, measures); err != nil {
		return analytics.AggregateQuery{}, err
	}
	want := analytics.AggregateQuery{
		Measures: measures, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		By: by, Confidence: q.number("ci") / 100, MinDen: q.number("min_n"), Missing: q.text("missing") == "rows",
		Contradictions: true,
	}
	q.rates = a.ratesAmong(measures)
	if err := q.selectBodies(&want); err != nil {
		return want, err
	}
	if err := a.checkView(q, &want); err != nil {
		return want, err
	}
	if err := a.checkWindow(q, want); err != nil {
		return want, err
	}
	if err := q.checkOverlap(want); err != nil {
		return want, err
	}
	return want, a.checkAdditive(want)
}

// ratesAmong finds the rates among measures.
func (a *api) ratesAmong(measures []string) map[string]*disclosure.Rate {
	out := map[string]*disclosure.Rate{}
	for _, id := range measures {
		if r, ok := a.dictionary.Rate(id); ok {
			out[id] = r
		}
	}
	return out
}

// checkPlace wants exactly one way to say which regions are meant.
func (a *api) checkPlace(q *apiQuery) error {
	region, level, parent := q.values["region"], q.values["level"], q.values["parent"]
	switch {
	case len(region) == 0 && len(level) == 0:
		return problemOf([]fieldError{{
			Parameter: "region", Given: nil, Allowed: []string{"region=430621", "level=county&parent=430000"}, kind: problemInvalid,
			detail: textf("请给出 region，或 level（可加 parent）", "give region, or level with or without parent"),
		}})
	case len(region) > 0 && len(level)+len(parent) > 0:
		return problemOf([]fieldError{{
			Parameter: "region", Given: strings.Join(region, "~"), Allowed: []string{"region=430621", "level=county&parent=430000"},
			kind: problemInvalid, detail: textf("region 与 level、parent 不能同时给出", "region excludes level and parent"),
		}})
	}
	return nil
}

// sortRows puts rows into a stable order: by measure, level, region and year, or first by the column asked for.
func sortRows(rows []aggregateRow, by string) {
	name, down := strings.CutPrefix(by, "-")
	get := aggregateColumns[name]
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		if get != nil {
			if c := compareCells(get(a), get(b), down); c != 0 {
				return c < 0
			}
		}
		switch {
		case a.Measure != b.Measure:
			return a.Measure < b.Measure
		case a.Level != b.Level:
			return a.Level < b.Level
		case a.Region != b.Region:
			return a.Region < b.Region
		case a.Year != b.Year:
			return a.Year < b.Year
		case a.Form != b.Form:
			return a.Form < b.Form
		case a.Body != b.Body:
			return a.Body < b.Body
		}
		return a.Scope < b.Scope
	})
}

// compareCells orders two cells of one column; missing ones come last either way.
func compareCells(a, b any, down bool) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	var c int
	switch x := a.(type) {
	case int:
		c = cmp.Compare(x, b.(int))
	case float64:
		c = cmp.Compare(x, b.(float64))
	default:
		c = strings.Compare(cellText(a), cellText(b))
	}
	if down {
		return -c
	}
	return c
}
