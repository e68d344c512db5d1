package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// decomposeRate splits the change of a pooled rate between two years into mix and rate (Kitagawa 1955), and that of its numerator
// into volume, mix and rate. Only places with a whole-area report for both years take part.
func (a *api) decomposeRate(ctx context.Context, q *apiQuery, r *disclosure.Rate) (*answer, error) {
	if err := checkBreaks(r.ID, r.BreakYears, q.years.from, q.years.to); err != nil {
		return nil, err
	}
	q.rates = map[string]*disclosure.Rate{r.ID: r}
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
	pooled := analytics.DecomposeRate(sides[0], sides[1], sides[2], sides[3])
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
	count := analytics.Decompose(sides[0], sides[1], sides[2], sides[3])
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
