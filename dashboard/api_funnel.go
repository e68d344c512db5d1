package dashboard

import (
	"context"

	"gongkai/analytics"
)

// funnelRow is one place of a funnel plot.
type funnelRow struct {
	aggregateRow
	point analytics.FunnelPoint
}

var funnelColumns = withAggregate(func(r funnelRow) aggregateRow { return r.aggregateRow }, column[funnelRow]{
	"z_adj":    func(r funnelRow) any { return floatCell(r.point.ZAdj) },
	"category": func(r funnelRow) any { return wordCell(r.point.Category) },
	"fdr":      func(r funnelRow) any { return floatCell(r.point.Q) },
})

// funnel answers /v1/funnel: which places lie outside the limits that chance and the usual differences between places allow.
func (a *api) funnel(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.readAreas(ctx, q)
	if err != nil {
		return nil, err
	}
	f := analytics.Funnel(modelOf(found.rate), found.areas)
	rows := make([]funnelRow, len(found.rows))
	for i, r := range found.rows {
		rows[i] = funnelRow{r, f.Points[i]}
	}
	out, err := listed(q, funnelColumns, rows)
	if err != nil {
		return nil, err
	}
	scale := found.rate.Multiplier
	curve := []jsonRow{}
	for _, c := range f.Curve {
		curve = append(curve, jsonRow{
			[]string{"den", "lower998", "lower95", "upper95", "upper998", "exact_lower998", "exact_lower95", "exact_upper95", "exact_upper998"},
			[]any{
				c.Den, times(c.Lower998, scale), times(c.Lower95, scale), times(c.Upper95, scale), times(c.Upper998, scale),
				times(c.Exact998[0], scale), times(c.Exact95[0], scale), times(c.Exact95[1], scale), times(c.Exact998[1], scale),
			},
		})
	}
	out.around = append(q.shareMembers(found.rate.ID), []member{
		{"target", times(f.Target, scale)},
		{"dispersion", floatCell(f.Phi)},
		{"tau2", floatCell(f.Tau2)},
		{"compared", f.Compared},
		{"flagged", f.Flagged},
		{"expected_false", f.ExpectedFalse},
		{"heterogeneity", f.Heterogeneity},
		{"funnel_status", string(f.Status)},
		{"left_out", found.leftOut},
		{"years", yearRange(q.years.from, q.years.to)},
		{"curve", curve},
	}...)
	return out, nil
}
