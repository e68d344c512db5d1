package dashboard

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongkai/analytics"
)

// What a row may be compared with beside its parent and the nation: the places most like it, or places that the request names.
const (
	benchPeers = "peers"
	benchSet   = "set:"
)

// benchValue reads parent, nation, peers, or set: and the codes or names of places.
func benchValue(a *api, e *endpoint, p parameter, v string) (string, *fieldError) {
	named, isSet := strings.CutPrefix(v, benchSet)
	if !isSet {
		canonical, wrong := enumValue(a, e, p, v)
		if wrong != nil {
			wrong.Allowed = append(slices.Clone(p.Allowed), p.Example)
		}
		return canonical, wrong
	}
	places, seen := splitValues(parameter{List: true}, []string{named}), map[string]bool{}
	if len(places) == 0 || len(places) > p.MaxItems {
		return "", invalid([]string{"1.." + strconv.Itoa(p.MaxItems)}, "set: 后应为 1 至 %d 个地区", "set: needs 1 to %d places", p.MaxItems)
	}
	for _, place := range places {
		if _, wrong := regionValue(a, e, p, place); wrong != nil {
			return "", wrong
		}
		seen[place] = true
	}
	return setOf(sortedKeys(seen)), nil
}

// setOf is the canonical form of a set of places.
func setOf(places []string) string {
	slices.Sort(places)
	return benchSet + strings.Join(slices.Compact(places), "~")
}

// benchPlaces are the places of a set, codes after resolve.
func (q *apiQuery) benchPlaces() []string {
	named, isSet := strings.CutPrefix(q.text("bench"), benchSet)
	if !isSet {
		return nil
	}
	return strings.Split(named, "~")
}

// benchMembers say in an answer by which weights its peers were chosen.
func (q *apiQuery) benchMembers() []member {
	if q.text("bench") != benchPeers {
		return nil
	}
	return []member{{"peer_weights", weightMembers(q.peerWeights("peer_w"))}}
}

// groups are the places that each of the rows' places is compared with: itself is in none.
func (a *api) groups(ctx context.Context, q *apiQuery, rows []aggregateRow) (map[uint32][]uint32, error) {
	var own []uint32
	for _, r := range rows {
		own = append(own, r.Region)
	}
	slices.Sort(own)
	own = slices.Compact(own)
	if q.text("bench") == benchPeers {
		return a.reader.PeerCodes(ctx, own, analytics.DefaultPeers, q.peerWeights("peer_w"))
	}
	set := q.openAll(q.benchPlaces())
	out := map[uint32][]uint32{}
	for _, code := range own {
		out[code] = slices.DeleteFunc(slices.Clone(set), func(c uint32) bool { return c == code })
	}
	return out, nil
}

// compareWithGroup puts beside every row the pooled rate of a group of places: the sum of their numerators over that of their
// denominators. Places without a whole-area value are left out, and are counted.
func (a *api) compareWithGroup(ctx context.Context, q *apiQuery, want analytics.AggregateQuery, rows []aggregateRow) error {
	for _, id := range want.Measures {
		if _, isRate := a.dictionary.Rate(id); !isRate && !want.PerHundredThousand {
			return newProblem(problemInvalid, "bench=peers 与 bench=set 把分子与分母分别相加；%s 没有分母。", "bench=peers and bench=set add numerators and denominators: %s has no denominator.", id).
				with(fieldError{Parameter: "bench", Given: q.text("bench"), Allowed: []string{"view=" + viewPer100k, "bench=parent", "bench=nation"}})
		}
	}
	groups, err := a.groups(ctx, q, rows)
	if err != nil {
		return err
	}
	query := want
	query.Level, query.Parent, query.Missing = "", 0, false
	for _, codes := range groups {
		query.Regions = append(query.Regions, codes...)
	}
	slices.Sort(query.Regions)
	if query.Regions = slices.Compact(query.Regions); len(query.Regions) == 0 {
		query.Measures = nil // nobody to read of: all rows have an empty group
	}
	found := map[benchKey]analytics.Area{}
	if len(query.Measures) > 0 {
		read, err := a.pooledYears(ctx, q, query)
		if err != nil {
			return err
		}
		for _, r := range read {
			if r.Num != nil && r.Den != nil && r.Basis != analytics.BasisUnits {
				found[benchKey{measure: r.Measure, region: r.Region, year: r.Year}] = analytics.Area{Num: r.Num, Den: r.Den}
			}
		}
	}
	for i, r := range rows {
		rows[i].bench = a.groupBenchmark(r, groups[r.Region], found, want)
	}
	return nil
}

// pooledCell is how many places of a group have a value; nothing of a benchmark that is no group.
func (b *benchmark) pooledCell() any {
	if b.places == 0 {
		return nil
	}
	return b.pooled
}

// groupBenchmark pools the places of one row's group.
func (a *api) groupBenchmark(r aggregateRow, codes []uint32, found map[benchKey]analytics.Area, want analytics.AggregateQuery) *benchmark {
	out := &benchmark{places: len(codes), withoutSelf: true}
	model, multiplier := modelAndScale(r, want)
	var areas []analytics.Area
	num, den := 0.0, 0.0
	for _, code := range codes {
		if area, ok := found[benchKey{measure: r.Measure, region: code, year: r.Year}]; ok {
			areas, num, den = append(areas, area), num+*area.Num, den+*area.Den
		}
	}
	out.pooled = len(areas)
	pooled := analytics.PooledInterval(model, areas, multiplier, want.Confidence)
	out.status = string(pooled.Status)
	if len(areas) > 0 {
		out.num, out.den = &num, &den
	}
	if pooled.Status == analytics.StatusOK && den < leastDenominator(r, want) {
		out.status = string(analytics.StatusInsufficientN)
	} else {
		out.value, out.lower, out.upper = pooled.Value, pooled.Lower, pooled.Upper
	}
	out.comparison = a.comparedWith(r, out.value)
	return out
}

// perResidents is the number of residents that view=per100k counts by.
const perResidents = 100_000

// resolveBench turns the names of a set into codes, and says whether there were any.
func (q *apiQuery) resolveBench(p parameter) (byName bool, wrong []fieldError, err error) {
	places := q.benchPlaces()
	for i, given := range places {
		code, unknown, err := q.resolveRegion(p, given)
		switch {
		case err != nil:
			return false, nil, err
		case unknown != nil:
			wrong = append(wrong, *unknown)
		default:
			byName, places[i] = byName || code != given, code
		}
	}
	if len(places) > 0 && len(wrong) == 0 {
		q.values[p.name()] = []string{setOf(places)}
	}
	return byName, wrong, nil
}

// modelAndScale are the distribution of a row's limits and what its ratio is multiplied by; 0 of a count.
func modelAndScale(r aggregateRow, want analytics.AggregateQuery) (analytics.Model, float64) {
	rate := r.query.rates[r.Measure]
	switch {
	case rate != nil:
		return modelOf(rate), rate.Multiplier
	case want.PerHundredThousand:
		return analytics.ModelRate, perResidents
	}
	return "", 0
}

// excludingSelf takes a place out of the benchmark that it is more than a tenth of (statistical handbook, A5); otherwise it would be
// compared with itself. A benchmark that cannot hold the place, since it states less than the place does, stays as it is.
func (b *benchmark) excludingSelf(r aggregateRow, want analytics.AggregateQuery) {
	model, multiplier := modelAndScale(r, want)
	if multiplier == 0 || r.Value == nil || r.Num == nil || r.Den == nil || b.value == nil || b.num == nil || b.den == nil || *r.Den <= partOfBenchmark**b.den {
		return
	}
	rest := analytics.BenchmarkExcludingSelf(*r.Num, *r.Den, *b.num, *b.den, multiplier)
	if rest.Status == analytics.StatusInvalid {
		return
	}
	num, den := *b.num-*r.Num, *b.den-*r.Den
	limits := analytics.PooledInterval(model, []analytics.Area{{Num: &num, Den: &den}}, multiplier, want.Confidence)
	b.withoutSelf, b.value, b.lower, b.upper, b.num, b.den = true, rest.Benchmark, limits.Lower, limits.Upper, &num, &den
	switch { // the rest of a partial sum is partial too
	case rest.Status != analytics.StatusOK:
		b.status = string(rest.Status)
	case den < leastDenominator(r, want):
		b.value, b.lower, b.upper, b.status = nil, nil, nil, string(analytics.StatusInsufficientN)
	}
}

// leastDenominator is the smallest denominator of a rate that is shown.
func leastDenominator(r aggregateRow, want analytics.AggregateQuery) float64 {
	if rate := r.query.rates[r.Measure]; rate != nil && want.MinDen == 0 {
		return rate.MinDen
	}
	return want.MinDen
}

// partOfBenchmark is the share of a benchmark from which a place is compared with the rest of it.
const partOfBenchmark = 0.1
