package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// rankedRow is one place of a ranking.
type rankedRow struct {
	aggregateRow
	ranked analytics.RankedArea
	of     int
	small  analytics.SmallArea
	reach  analytics.ReachResult
}

var rankingColumns = withAggregate(func(r rankedRow) aggregateRow { return r.aggregateRow }, column[rankedRow]{
	"rank":             func(r rankedRow) any { return intCell(r.ranked.Rank) },
	"rank_lower":       func(r rankedRow) any { return intCell(r.ranked.RankLower) },
	"rank_upper":       func(r rankedRow) any { return intCell(r.ranked.RankUpper) },
	"of":               func(r rankedRow) any { return r.of },
	"third":            func(r rankedRow) any { return wordCell(r.ranked.Third) },
	"hidden":           func(r rankedRow) any { return r.ranked.Hidden },
	"small":            func(r rankedRow) any { return r.Value != nil && r.Num != nil && *r.Num < analytics.UnstableBelow },
	"lower":            func(r rankedRow) any { return floatCell(r.ranked.Lower) },
	"upper":            func(r rankedRow) any { return floatCell(r.ranked.Upper) },
	"shrunk":           func(r rankedRow) any { return floatCell(r.small.Value) },
	"shrunk_lower":     func(r rankedRow) any { return floatCell(r.small.Lower) },
	"shrunk_upper":     func(r rankedRow) any { return floatCell(r.small.Upper) },
	"shrunk_weight":    func(r rankedRow) any { return floatCell(r.small.Weight) },
	"to_median":        func(r rankedRow) any { return intCell(r.reach.Cases) },
	"to_median_status": func(r rankedRow) any { return textCell(r.reach.Status) },
})

// rankings answers /v1/rankings: places in the order of their codes, each with the ranks that the data leave possible. Intervals
// allow for overdispersion, since requests come in bursts. Beside each value stands what is left of it when it is drawn towards the
// rates of its level, and what it lacks to the median of its level.
func (a *api) rankings(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.readAreas(ctx, q)
	if err != nil {
		return nil, err
	}
	peers, err := a.levelOf(ctx, q, found)
	if err != nil {
		return nil, err
	}
	spread := peers.dispersion(q, found.rate)
	result := analytics.Ranking(modelOf(found.rate), analytics.Effective(found.areas, spread.factor), found.rate.Multiplier, q.confidence(), q.text("order") == "desc")
	small := peers.smallAreas(q, found.rate)
	median := analytics.MedianRate(peers.areas)
	rows := make([]rankedRow, len(found.rows))
	for i, r := range found.rows {
		rows[i] = rankedRow{r, result.Areas[i], result.Ranked, small.of(q.mask.real(r.Region)), toMedian(found.rate, found.areas[i], median)}
	}
	out, err := listed(q, rankingColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = append(append(q.shareMembers(found.rate.ID), spread.members()...), member{"ranked", result.Ranked}, member{"ranking_status", string(result.Status)},
		member{"heterogeneity", analytics.HeterogeneityOf(modelOf(found.rate), found.areas)},
		member{"shrunk_mean", floatCell(small.Mean)}, member{"shrunk_regions", small.Used}, member{"shrunk_status", string(small.Status)},
		member{"median", times(median.Median, found.rate.Multiplier)}, member{"median_regions", median.N}, member{"median_status", string(median.Status)},
		member{"left_out", found.leftOut}, member{"years", yearRange(q.years.from, q.years.to)})
	return out, nil
}

// toMedian says how many cases would have had to end otherwise for a place to stand at the median of its level. It is asked only where
// the dictionary says which side is the good one.
func toMedian(rate *disclosure.Rate, area analytics.Area, median analytics.MedianResult) analytics.ReachResult {
	switch {
	case rate.Polarity != disclosure.PolarityHighGood && rate.Polarity != disclosure.PolarityLowGood:
		return analytics.ReachResult{Status: analytics.Status(disclosure.StatusNotApplicable)}
	case median.Status != analytics.StatusOK:
		return analytics.ReachResult{Status: median.Status}
	}
	return analytics.Reach(area.Num, area.Den, median.Median, rate.Polarity == disclosure.PolarityHighGood)
}
