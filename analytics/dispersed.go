package analytics

import "math"

// DispersionOf estimates how much the areas of a comparison differ beyond chance (Overdispersion): rates as observed against
// expected at the pooled rate, proportions as shares. Areas with a missing side stay out; the status is Overdispersion's.
func DispersionOf(model Model, areas []Area) Dispersion {
	num := collect(areas, func(a Area) *float64 { return a.Num })
	den := collect(areas, func(a Area) *float64 { return a.Den })
	if model == ModelProportion {
		return Overdispersion(FunnelShare, num, den, DefaultWinsor)
	}
	pooled := Pool(num, den)
	switch {
	case pooled.Status != StatusOK:
		return Dispersion{Status: pooled.Status}
	case *pooled.Pooled == 0:
		return Dispersion{Status: StatusNoEvents}
	}
	return Overdispersion(FunnelRatio, num, scaled(den, *pooled.Pooled), DefaultWinsor)
}

// Factor is by how much the variance of a count is taken to exceed chance: max(1, phi), and 1 where phi is not known from at least
// MinAreas areas.
func (d Dispersion) Factor() float64 {
	if d.Status != StatusOK {
		return 1
	}
	return math.Max(1, *d.Phi)
}

// Effective gives the areas with both sides divided by phi, so that their values stay and their intervals have phi times the
// variance: the quasi-likelihood of McCullagh & Nelder (1989, chapter 9) with the dispersion known. phi below 1 counts as 1.
func Effective(areas []Area, phi float64) []Area {
	phi = math.Max(1, phi)
	out := make([]Area, len(areas))
	for i, a := range areas {
		out[i] = Area{ID: a.ID, Num: shrunk(a.Num, phi), Den: shrunk(a.Den, phi)}
	}
	return out
}

func shrunk(v *float64, by float64) *float64 {
	if v == nil {
		return nil
	}
	return number(*v / by)
}
