package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// pairRow compares a first place with a second.
type pairRow struct {
	aggregateRow
	other  aggregateRow
	result analytics.PairResult
	others []otherWay // the same comparison made in other defensible ways
	years  yearSpan   // of one definition
}

var pairColumns = withAggregate(func(r pairRow) aggregateRow { return r.aggregateRow }, withOther(column[pairRow]{
	"from_year":     func(r pairRow) any { return countCell(r.years.from) },
	"to_year":       func(r pairRow) any { return countCell(r.years.to) },
	"other":         func(r pairRow) any { return textCell(codeText(r.other.Region)) },
	"other_name":    func(r pairRow) any { return textCell(r.other.RegionName) },
	"word":          func(r pairRow) any { return wordCell(r.result.Word) },
	"ratio":         func(r pairRow) any { return floatCell(r.result.Ratio) },
	"difference":    func(r pairRow) any { return floatCell(r.result.Diff) },
	"result_lower":  func(r pairRow) any { return floatCell(r.result.Lower) },
	"result_upper":  func(r pairRow) any { return floatCell(r.result.Upper) },
	"p":             func(r pairRow) any { return floatCell(r.result.P) },
	"small":         func(r pairRow) any { return r.result.Small },
	"result_status": func(r pairRow) any { return string(r.result.Status) },
	"holds":         func(r pairRow) any { return r.holds() },
	"ways":          func(r pairRow) any { return r.made() },
	"other_ways":    func(r pairRow) any { return nestedCell(r.others) },
}))

// otherNames are the columns of an aggregate that a pair has for its second place too.
var otherNames = []string{
	"value", "lower", "upper", "num", "den", "status", "flags", "qualifier", "break", "n_docs", "evidence_url",
	"bench_region", "bench_value", "bench_lower", "bench_upper", "bench_status", "outcome",
}

// withOther adds what an aggregate's row says of the second place.
func withOther(own column[pairRow]) column[pairRow] {
	for _, name := range otherNames {
		own["other_"+name] = func(r pairRow) any { return aggregateColumns[name](r.other) }
	}
	return own
}

// compareAreas answers /v1/compare: every pair of the places, with a word only where the interval allows one; for each definition of
// the rate that the years hold when the request wants them split.
func (a *api) compareAreas(ctx context.Context, q *apiQuery) (*answer, error) {
	if given := q.values["region"]; len(given) < 2 {
		return nil, problemOf([]fieldError{{
			Parameter: "region", Given: given, Allowed: []string{"2..12"}, kind: problemInvalid,
			detail: textf("请给出 2 至 12 个地区", "give 2 to 12 regions"),
		}})
	}
	if q.view() == viewShare && q.text("bench") != "" {
		return nil, newProblem(problemInvalid, "份额没有比较基准。", "a share has no benchmark.").
			with(fieldError{Parameter: "view", Given: viewShare, Allowed: []string{"view=" + viewAbsolute, "view=" + viewPer100k}})
	}
	rate, err := a.rateAndYears(ctx, q)
	if err != nil {
		return nil, err
	}
	asked, leftOut := q.years, 0
	var pairs []pairRow
	places := []jsonRow{}
	for _, years := range q.definitions(rate) {
		q.years = years
		found, err := a.readAreasIn(ctx, q, rate)
		if err != nil {
			return nil, err
		}
		ways, err := a.readWays(ctx, q, found)
		if err != nil {
			return nil, err
		}
		leftOut += found.leftOut
		pairs = append(pairs, pairsOf(q, found, ways)...)
		for _, r := range found.rows {
			places = append(places, rowOf(q.placeNames(), pairColumns, pairRow{aggregateRow: r, years: years}))
		}
	}
	q.years = asked
	out, err := listed(q, pairColumns, pairs)
	if err != nil {
		return nil, err
	}
	out.around = append(append(q.shareMembers(rate.ID), q.benchMembers()...),
		member{"left_out", leftOut}, member{"years", yearRange(asked.from, asked.to)}, member{"places", places})
	return out, nil
}

// pairsOf compares every two of the places in the years that the request stands at.
func pairsOf(q *apiQuery, found rateAreas, ways comparedWays) []pairRow {
	var out []pairRow
	for i, first := range found.areas {
		for j := i + 1; j < len(found.areas); j++ {
			second := found.areas[j]
			result := analytics.ComparePair(modelOf(found.rate), first.Num, first.Den, second.Num, second.Den, q.confidence())
			others := ways.compare(q, codeText(q.mask.real(found.rows[i].Region)), codeText(q.mask.real(found.rows[j].Region)))
			out = append(out, pairRow{found.rows[i], found.rows[j], result, others, q.years})
		}
	}
	return out
}

// definitions are the years of the request, one span for each definition of the rate where they are to be split.
func (q *apiQuery) definitions(rate *disclosure.Rate) []yearSpan {
	if q.text("breaks") != breaksSplit || q.years.from == 0 {
		return []yearSpan{q.years}
	}
	var out []yearSpan
	start := q.years.from
	for year := start + 1; year <= q.years.to; year++ {
		if crosses(rate.BreakYears, year-1, year) {
			out, start = append(out, yearSpan{start, year - 1}), year
		}
	}
	return append(out, yearSpan{start, q.years.to})
}

// placeNames are the columns of a place that is compared.
func (q *apiQuery) placeNames() []string {
	out := []string{
		"region", "region_name", "level", "from_year", "to_year", "value", "lower", "upper", "num", "den", "unit", "status", "flags", "n_docs", "evidence_url",
	}
	if q.text("bench") != "" {
		out = append(out, "bench_region", "bench_value", "bench_lower", "bench_upper", "bench_num", "bench_den", "bench_status", "bench_places", "bench_pooled", "bench_without_self", "outcome")
	}
	return out
}
