package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// pairedRates is the rank correlation of two rates over the places of a level.
type pairedRates struct {
	aggregateRow // value is Spearman's rho
	other        string
	p, q         *float64
	n            int
	shared       bool // one denominator: they go together by arithmetic too
}

var associationColumns = withAggregate(func(r pairedRates) aggregateRow { return r.aggregateRow }, column[pairedRates]{
	"other_measure":      func(r pairedRates) any { return r.other },
	"p":                  func(r pairedRates) any { return floatCell(r.p) },
	"fdr":                func(r pairedRates) any { return floatCell(r.q) },
	"regions":            func(r pairedRates) any { return r.n },
	"shared_denominator": func(r pairedRates) any { return r.shared },
})

// associations answers /v1/associations: which rates go together over the places of a level in one year. Rates of fewer than twenty cases
// are left out, since their ranks are mostly chance.
func (a *api) associations(ctx context.Context, q *apiQuery) (*answer, error) {
	ids, err := a.otherReading(q, q.list("measure"))
	if err != nil {
		return nil, err
	}
	if len(ids) < 2 {
		return nil, problemOf([]fieldError{{
			Parameter: "measure", Given: ids, Allowed: []string{"2..20"}, kind: problemInvalid,
			detail: textf("请给出 2 至 20 个比率", "give 2 to 20 rates"),
		}})
	}
	if err := a.resolveTime(ctx, q, ids); err != nil {
		return nil, err
	}
	if q.years.from != q.years.to {
		return nil, newProblem(problemIncomparable, "相关只在单个年份之内计算。", "associations are of one year.").
			with(fieldError{Parameter: "time", Given: q.text("time"), Allowed: []string{"2023", "latest"}})
	}
	q.rates = a.ratesAmong(ids)
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: ids, Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to, By: []string{"region", "year"},
		Confidence: trendConfidence, MinDen: q.number("min_n"),
	})
	if err != nil {
		return nil, err
	}
	table, docs, leftOut := tableOf(found, ids)
	const level = 0.05
	matrix := analytics.SpearmanMatrix(table, level)
	var rows []pairedRates
	for i, pair := range matrix.Pairs {
		rows = append(rows, q.paired(matrix, i, ids[pair[0]], ids[pair[1]], docs[pair[0]]+docs[pair[1]]))
	}
	out, err := listed(q, associationColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{{"year", q.years.from}, {"left_out", leftOut}, {"compared", len(matrix.Pairs)}, {"fdr_level", level}, {"association_status", string(matrix.Status)}}
	return out, nil
}

// tableOf puts the rates of every place side by side, with the reports behind each rate, and counts the figures that are too few to have a
// rank.
func tableOf(rows []aggregateRow, ids []string) (table [][]*float64, docs []int, leftOut int) {
	docs = make([]int, len(ids))
	at := map[uint32]int{}
	for _, r := range rows {
		if areaOf(r.AggregateRow).Num == nil {
			continue
		}
		if *r.Num < analytics.CautionBelow {
			leftOut++
			continue
		}
		i, known := at[r.Region]
		if !known {
			i = len(table)
			at[r.Region], table = i, append(table, make([]*float64, len(ids)))
		}
		column := slices.Index(ids, r.Measure)
		table[i][column], docs[column] = r.Value, docs[column]+r.NDocs
	}
	return table, docs, leftOut
}

// paired is one pair as a row. Fewer than MinCorrelationShown places with both rates have no correlation.
func (q *apiQuery) paired(matrix analytics.CorrelationMatrix, i int, first, second string, docs int) pairedRates {
	about := analytics.AggregateRow{Measure: first, Level: q.level(), Year: q.years.from, Unit: "1", Method: "spearman", NDocs: docs, Reported: matrix.N[i]}
	row := pairedRates{aggregateRow: aggregateRow{AggregateRow: &about, query: q}, other: second, n: matrix.N[i], shared: sharedDenominator(q.rates[first], q.rates[second])}
	about.Evidence = aggregateAddress(q, first, second)
	switch {
	case matrix.N[i] < analytics.MinCorrelationShown:
		about.Status = string(analytics.StatusInsufficientN)
	case matrix.Rho[i] == nil:
		about.Status = string(analytics.StatusDegenerate)
	default:
		about.Status, about.Value, row.p, row.q = string(analytics.StatusOK), matrix.Rho[i], matrix.P[i], matrix.Q[i]
	}
	return row
}

func sharedDenominator(a, b *disclosure.Rate) bool { return slices.Equal(a.Denominator, b.Denominator) }

// aggregateAddress is where the figures of two rates stand, each with its own evidence.
func aggregateAddress(q *apiQuery, first, second string) string {
	address := "/v1/aggregates?level=" + string(q.level()) + "&measure=" + first + "~" + second + "&time=" + yearRange(q.years.from, q.years.to)
	if parent := q.text("parent"); parent != "" {
		address += "&parent=" + parent
	}
	return address
}
