package dashboard

import (
	"context"

	"gongkai/analytics"
)

// rankedRow is one place of a ranking.
type rankedRow struct {
	aggregateRow
	ranked analytics.RankedArea
	of     int
}

var rankingColumns = withAggregate(func(r rankedRow) aggregateRow { return r.aggregateRow }, column[rankedRow]{
	"rank":       func(r rankedRow) any { return intCell(r.ranked.Rank) },
	"rank_lower": func(r rankedRow) any { return intCell(r.ranked.RankLower) },
	"rank_upper": func(r rankedRow) any { return intCell(r.ranked.RankUpper) },
	"of":         func(r rankedRow) any { return r.of },
	"third":      func(r rankedRow) any { return wordCell(r.ranked.Third) },
	"hidden":     func(r rankedRow) any { return r.ranked.Hidden },
	"small":      func(r rankedRow) any { return r.Value != nil && r.Num != nil && *r.Num < analytics.UnstableBelow },
	"lower":      func(r rankedRow) any { return floatCell(r.ranked.Lower) },
	"upper":      func(r rankedRow) any { return floatCell(r.ranked.Upper) },
})

// rankings answers /v1/rankings: places in the order of their codes, each with the ranks that the data leave possible. Intervals
// allow for overdispersion, since requests come in bursts.
func (a *api) rankings(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.readAreas(ctx, q)
	if err != nil {
		return nil, err
	}
	spread, err := a.pooled(ctx, q, found)
	if err != nil {
		return nil, err
	}
	result := analytics.Ranking(modelOf(found.rate), analytics.Effective(found.areas, spread.factor), found.rate.Multiplier, q.confidence(), q.text("order") == "desc")
	rows := make([]rankedRow, len(found.rows))
	for i, r := range found.rows {
		rows[i] = rankedRow{r, result.Areas[i], result.Ranked}
	}
	out, err := listed(q, rankingColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = append(spread.members(), member{"ranked", result.Ranked}, member{"ranking_status", string(result.Status)},
		member{"left_out", found.leftOut}, member{"years", yearRange(q.years.from, q.years.to)})
	return out, nil
}
