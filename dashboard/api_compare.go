package dashboard

import (
	"context"

	"gongkai/analytics"
)

// pairRow compares a first place with a second.
type pairRow struct {
	aggregateRow
	other  aggregateRow
	result analytics.PairResult
	others []otherWay // the same comparison made in other defensible ways
}

var pairColumns = withAggregate(func(r pairRow) aggregateRow { return r.aggregateRow }, withOther(column[pairRow]{
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

// withOther adds what an aggregate's row says of the second place.
func withOther(own column[pairRow]) column[pairRow] {
	for _, name := range []string{"value", "lower", "upper", "num", "den", "status", "flags", "qualifier", "break", "n_docs", "evidence_url"} {
		own["other_"+name] = func(r pairRow) any { return aggregateColumns[name](r.other) }
	}
	return own
}

// compareAreas answers /v1/compare: every pair of the places, with a word only where the interval allows one.
func (a *api) compareAreas(ctx context.Context, q *apiQuery) (*answer, error) {
	if given := q.values["region"]; len(given) < 2 {
		return nil, problemOf([]fieldError{{
			Parameter: "region", Given: given, Allowed: []string{"2..12"}, kind: problemInvalid,
			detail: textf("请给出 2 至 12 个地区", "give 2 to 12 regions"),
		}})
	}
	found, err := a.readAreas(ctx, q)
	if err != nil {
		return nil, err
	}
	ways, err := a.readWays(ctx, q, found)
	if err != nil {
		return nil, err
	}
	var pairs []pairRow
	for i, first := range found.areas {
		for j := i + 1; j < len(found.areas); j++ {
			second := found.areas[j]
			result := analytics.ComparePair(modelOf(found.rate), first.Num, first.Den, second.Num, second.Den, q.confidence())
			pairs = append(pairs, pairRow{found.rows[i], found.rows[j], result, ways.compare(q, first.ID, second.ID)})
		}
	}
	out, err := listed(q, pairColumns, pairs)
	if err != nil {
		return nil, err
	}
	places := []jsonRow{}
	for _, r := range found.rows {
		places = append(places, rowOf(placeNames, aggregateColumns, r))
	}
	out.around = []member{{"left_out", found.leftOut}, {"years", yearRange(q.years.from, q.years.to)}, {"places", places}}
	return out, nil
}

// placeNames are the columns of a place that is compared.
var placeNames = []string{
	"region", "region_name", "level", "value", "lower", "upper", "num", "den", "unit", "status", "flags", "n_docs", "evidence_url",
}
