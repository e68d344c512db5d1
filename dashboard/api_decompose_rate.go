package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// decomposeRate splits the change of a pooled rate between two years into mix and rate (Kitagawa 1955), and that of its numerator
// into volume, mix and rate. Only places with a whole-area report for both years take part; when their denominators together stay
// below the rate's minimum in one of the years, there is no rate to split.
func (a *api) decomposeRate(ctx context.Context, q *apiQuery, r *disclosure.Rate) (*answer, error) {
	if err := checkBreaks(r.ID, r.BreakYears, q.years.from, q.years.to); err != nil {
		return nil, err
	}
	q.rates = a.ratesAmong([]string{r.ID})
	found, err := a.readPair(ctx, q, r.ID)
	if err != nil {
		return nil, err
	}
	parts := pairYears(found, q.years)
	leftOut := 0
	var sides [4][]*float64
	for _, p := range parts {
		if p.previous.units || p.current.units {
			leftOut++
		}
		for i, v := range []*float64{p.previous.num, p.previous.den, p.current.num, p.current.den} {
			sides[i] = append(sides[i], v)
		}
	}
	pooled, small := analytics.DecomposeRate(sides[0], sides[1], sides[2], sides[3]), pooledBelow(sides, r.MinDen)
	if pooled.Change != nil && small {
		pooled = analytics.RateParts{Used: pooled.Used, Status: analytics.StatusInsufficientN}
	}
	for i := range parts {
		parts[i].scale = r.Multiplier
		parts[i].total = pooled.Change
		if pooled.Change != nil {
			parts[i].rate = pooled.Units[i]
		}
	}
	out, err := listed(q, partColumns, parts)
	if err != nil {
		return nil, err
	}
	var count analytics.ChangeParts
	if !small {
		count = analytics.Decompose(sides[0], sides[1], sides[2], sides[3])
	}
	out.around = []member{
		{"years", yearRange(q.years.from, q.years.to)},
		{"total_change", []member{
			{"previous", times(pooled.Before, r.Multiplier)},
			{"current", times(pooled.After, r.Multiplier)},
			{"change", times(pooled.Change, r.Multiplier)},
			{"mix", times(pooled.Mix, r.Multiplier)},
			{"rate", times(pooled.Rate, r.Multiplier)},
			{"n_used", pooled.Used},
			{"status", string(pooled.Status)},
		}},
		{"numerator_change", []member{
			{"change", floatCell(count.Change)}, {"volume", floatCell(count.Volume)}, {"mix", floatCell(count.Mix)}, {"rate", floatCell(count.Rate)},
		}},
		{"left_out", leftOut},
	}
	return out, nil
}

// pooledBelow says whether the denominators of the places with all four numbers add up to less than least in one of the years.
func pooledBelow(sides [4][]*float64, least float64) bool {
	var before, after float64
	for i := range sides[0] {
		if sides[0][i] != nil && sides[1][i] != nil && sides[2][i] != nil && sides[3][i] != nil {
			before, after = before+*sides[1][i], after+*sides[3][i]
		}
	}
	return min(before, after) < least
}
