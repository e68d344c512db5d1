package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// benchmark is what a row is compared with.
type benchmark struct {
	region     uint32 // 0: the nation
	value      *float64
	status     string
	comparison analytics.Comparison
}

// benchKey names the benchmark of a row: a region, or the nation's units of one level.
type benchKey struct {
	measure string
	region  uint32
	level   disclosure.Level
	year    int
}

// compareWithBench puts beside every row the value of its parent or of the nation, and whether it differs: a word other than
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
	found, err := a.readBenchmarks(ctx, q, want, rows)
	if err != nil {
		return err
	}
	for i, r := range rows {
		b := benchmark{comparison: analytics.CompareBenchmark(analytics.Interval{}, nil, analytics.PolarityNone)}
		row, ok := found[q.benchKey(r)]
		if ok {
			b.region, b.value, b.status = row.Region, row.Value, row.Status
		}
		if r.Value != nil && r.Lower != nil && !r.Bounded() {
			own := analytics.Interval{Value: r.Value, Lower: r.Lower, Upper: r.Upper, Status: analytics.StatusOK}
			b.comparison = analytics.CompareBenchmark(own, b.value, a.polarityOf(r.Measure))
		}
		rows[i].bench = &b
	}
	return nil
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
