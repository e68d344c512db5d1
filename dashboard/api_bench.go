package dashboard

import (
	"context"
	"slices"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// benchmark is what a row is compared with.
type benchmark struct {
	region       uint32 // 0: the nation, or several places
	value        *float64
	lower, upper *float64
	num, den     *float64
	status       string
	places       int  // in a group of places
	pooled       int  // those of them that have a value
	withoutSelf  bool // the row's own place is not in the benchmark
	comparison   analytics.Comparison
}

// benchKey names the benchmark of a row: a region, or the nation's units of one level.
type benchKey struct {
	measure string
	region  uint32
	level   disclosure.Level
	year    int
}

// compareWithBench puts beside every row the value of its parent, of the nation or of a group of places, and whether it differs: a word other than
// similar only where the row's own interval leaves the benchmark out. Counts have no interval and are not compared.
func (a *api) compareWithBench(ctx context.Context, q *apiQuery, want analytics.AggregateQuery, rows []aggregateRow) error {
	kind := q.text("bench")
	if kind == "" {
		return nil
	}
	if !slices.Contains(want.By, "region") {
		return newProblem(problemInvalid, "bench 需要 group_by 含 region。", "bench needs region in group_by.").
			with(fieldError{Parameter: "bench", Given: kind, Allowed: []string{"group_by=region,year"}})
	}
	if kind == benchPeers || strings.HasPrefix(kind, benchSet) {
		return a.compareWithGroup(ctx, q, want, rows)
	}
	found, err := a.readBenchmarks(ctx, q, want, rows)
	if err != nil {
		return err
	}
	for i, r := range rows {
		b := benchmark{}
		if row, ok := found[q.benchKey(r)]; ok {
			b = benchmark{region: row.Region, value: row.Value, lower: row.Lower, upper: row.Upper, num: row.Num, den: row.Den, status: row.Status}
			b.excludingSelf(r, want)
		}
		b.comparison = a.comparedWith(r, b.value)
		rows[i].bench = &b
	}
	return nil
}

// comparedWith says how a row stands to a benchmark: only a value with confidence limits is compared.
func (a *api) comparedWith(r aggregateRow, bench *float64) analytics.Comparison {
	if r.Value == nil || r.Lower == nil || r.Bounded() {
		return analytics.CompareBenchmark(analytics.Interval{}, nil, analytics.PolarityNone)
	}
	own := analytics.Interval{Value: r.Value, Lower: r.Lower, Upper: r.Upper, Status: analytics.StatusOK}
	return analytics.CompareBenchmark(own, bench, a.polarityOf(r.Measure))
}

// polarityOf says whether more of a measure is better.
func (a *api) polarityOf(id string) analytics.Polarity {
	if r, ok := a.dictionary.Rate(id); ok {
		return analytics.Polarity(r.Polarity)
	}
	m, _ := a.dictionary.Metric(id)
	return analytics.Polarity(m.Polarity)
}

// benchKey is the key of a row's benchmark. A place that lies in no other is compared with the nation.
func (q *apiQuery) benchKey(r aggregateRow) benchKey {
	k := benchKey{measure: r.Measure, year: r.Year}
	if q.text("bench") == "parent" {
		k.region = q.parentOf(r.Region)
	}
	if k.region == 0 {
		k.level = r.Level
	}
	return k
}

func (q *apiQuery) parentOf(code uint32) uint32 {
	region, _ := q.atlas.latest(code)
	if _, known := q.atlas.latest(region.Parent); !known {
		return 0
	}
	return region.Parent
}

// readBenchmarks reads the parents with one query, and the nation with one for each level.
func (a *api) readBenchmarks(ctx context.Context, q *apiQuery, want analytics.AggregateQuery, rows []aggregateRow) (map[benchKey]analytics.AggregateRow, error) {
	var parents []uint32
	var levels []disclosure.Level
	for _, r := range rows {
		if k := q.benchKey(r); k.region != 0 {
			parents = append(parents, k.region)
		} else {
			levels = append(levels, k.level)
		}
	}
	slices.Sort(parents)
	slices.Sort(levels)
	out := map[benchKey]analytics.AggregateRow{}
	if parents = slices.Compact(parents); len(parents) > 0 {
		query := want
		query.Regions, query.Level, query.Parent = parents, "", 0
		found, err := a.pooledYears(ctx, q, query)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			out[benchKey{measure: r.Measure, region: r.Region, year: r.Year}] = r
		}
	}
	for _, level := range slices.Compact(levels) {
		query := want
		query.Regions, query.Level, query.Parent = nil, level, 0
		query.By = slices.DeleteFunc(slices.Clone(want.By), func(by string) bool { return by != "year" })
		found, err := a.pooledYears(ctx, q, query)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			out[benchKey{measure: r.Measure, level: level, year: r.Year}] = r
		}
	}
	return out, nil
}

// benchCell shows something of a row's benchmark; nothing when none was asked for.
func benchCell(get func(*benchmark) any) func(aggregateRow) any {
	return func(r aggregateRow) any {
		if r.bench == nil {
			return nil
		}
		return get(r.bench)
	}
}
