package analytics

import (
	"math"
	"slices"
)

// Area is one place in a comparison of many. A missing side keeps it out of the computation and in the answer.
type Area struct {
	ID  string   `json:"id"`
	Num *float64 `json:"num"`
	Den *float64 `json:"den"`
}

// FunnelPoint is an area in a funnel.
type FunnelPoint struct {
	Area
	Value    *float64 `json:"value"`    // num / den, of 1
	ZAdj     *float64 `json:"z_adj"`    // beyond ±3.09: outside the adjusted 99.8 % limits
	Category *string  `json:"category"` // high_0.001, high_0.025, not_significant, low_0.025, low_0.001
	Q        *float64 `json:"q"`        // false discovery rate at which it would be flagged
}

// FunnelCurve holds the limits at one denominator, in the unit of FunnelPoint.Value.
type FunnelCurve struct {
	Den      float64     `json:"den"`
	Lower95  *float64    `json:"lower95"` // adjusted for overdispersion: draw solid
	Upper95  *float64    `json:"upper95"`
	Lower998 *float64    `json:"lower998"`
	Upper998 *float64    `json:"upper998"`
	Exact95  [2]*float64 `json:"exact95"` // chance alone: draw dotted
	Exact998 [2]*float64 `json:"exact998"`
}

// FunnelResult is a funnel plot.
type FunnelResult struct {
	Target        *float64            `json:"target"` // pooled value, of 1
	Phi           *float64            `json:"phi"`
	Tau2          *float64            `json:"tau2"`
	Points        []FunnelPoint       `json:"points"` // in the order of the areas
	Curve         []FunnelCurve       `json:"curve"`  // ascending denominators, evenly spread on a log scale
	Compared      int                 `json:"compared"`
	Flagged       int                 `json:"flagged"`        // outside the adjusted 99.8 % limits
	ExpectedFalse float64             `json:"expected_false"` // of them by chance, were nothing the matter: 0.2 % of Compared
	Heterogeneity HeterogeneityResult `json:"heterogeneity"`  // is there anything to explain at all?
	Status        Status              `json:"status"`
}

// funnelSteps is the number of denominators at which the limits are drawn.
const funnelSteps = 60

// Funnel places areas around their pooled rate or share, with limits that allow for overdispersion (Tau2Full of Overdispersion,
// DispersionLimits) and, for comparison, those of chance alone (FunnelPoisson, FunnelBinomial). Rates are compared as
// observed against expected = den·target. Areas with a missing side or without a denominator have a nil Category. Below
// MinAreas areas the variance between them is not known: StatusInsufficientN, with points and target but no limits and no
// categories.
func Funnel(model Model, areas []Area) FunnelResult {
	num := collect(areas, func(a Area) *float64 { return a.Num })
	den := collect(areas, func(a Area) *float64 { return a.Den })
	result := FunnelResult{Points: make([]FunnelPoint, len(areas))}
	for i, a := range areas {
		result.Points[i].Area = a
		if a.Num != nil && a.Den != nil && *a.Den > 0 {
			result.Points[i].Value = number(*a.Num / *a.Den)
		}
	}
	pooled := Pool(num, den)
	if result.Status = pooled.Status; pooled.Status != StatusOK {
		return result
	}
	target := *pooled.Pooled
	result.Target = &target
	kind, expected := FunnelShare, den
	switch {
	case model == ModelRate && target == 0:
		result.Status = StatusNoEvents
		return result
	case model == ModelRate:
		kind, expected = FunnelRatio, scaled(den, target)
	}
	result.Heterogeneity = HeterogeneityOf(model, areas)
	dispersion := Overdispersion(kind, num, expected, DefaultWinsor)
	result.Phi, result.Tau2, result.Compared = dispersion.Phi, dispersion.Tau2Full, dispersion.Used
	result.ExpectedFalse = 0.002 * float64(dispersion.Used)
	if result.Status = dispersion.Status; dispersion.Status != StatusOK {
		return result
	}
	result.place(dispersion)
	result.draw(kind, target, present(den))
	return result
}

// place gives every area its category by its adjusted z.
func (f *FunnelResult) place(d Dispersion) {
	q := AdjustBH(TwoSidedP(d.ZFull), 0.05).Adjusted
	for i, z := range d.ZFull {
		if z == nil {
			continue
		}
		f.Points[i].ZAdj, f.Points[i].Q = z, q[i]
		class := classify(outerTails, func(tail float64) (bool, bool) {
			limit := -normalQuantile(tail)
			return *z < -limit, *z > limit
		})
		f.Points[i].Category = class.Category
		if math.Abs(*z) > zFor(0.998) {
			f.Flagged++
		}
	}
}

// draw computes the limits from the smallest to the largest denominator.
func (f *FunnelResult) draw(kind FunnelType, target float64, den []float64) {
	den = slices.DeleteFunc(den, func(v float64) bool { return v <= 0 })
	low, high := slices.Min(den), slices.Max(den)
	at := make([]*float64, funnelSteps)
	for i := range at {
		at[i] = number(low * math.Pow(high/low, float64(i)/(funnelSteps-1)))
	}
	// Ratios are around 1 on the scale of expected counts; target brings them back.
	centre, sizes, unit := target, at, 1.0
	if kind == FunnelRatio {
		centre, sizes, unit = 1, scaled(at, target), target
	}
	adjusted := DispersionLimits(kind, centre, sizes, *f.Tau2, normalQuantiles(funnelTails)).Limits
	var exact [][]*float64
	if kind == FunnelRatio {
		exact = FunnelPoisson(sizes, funnelTails).Limits
	} else {
		exact = FunnelBinomial(rounded(sizes), target, funnelTails).Limits
	}
	for i, v := range at {
		a, e := scaled(adjusted[i], unit), scaled(exact[i], unit)
		f.Curve = append(f.Curve, FunnelCurve{
			Den: *v, Lower998: a[0], Lower95: a[1], Upper95: a[2], Upper998: a[3],
			Exact998: [2]*float64{e[0], e[3]}, Exact95: [2]*float64{e[1], e[2]},
		})
	}
}

func scaled(x []*float64, factor float64) []*float64 {
	return collect(x, func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		return number(*v * factor)
	})
}

// rounded gives whole numbers of cases, at least one.
func rounded(x []*float64) []*float64 {
	return collect(x, func(v *float64) *float64 { return number(math.Max(1, math.Round(*v))) })
}
