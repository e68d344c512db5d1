package analytics

import "slices"

// SmallArea is an area's rate pulled towards the rates of the others of its kind, for maps and for places with few cases. It does not
// replace the area's own value, is not ranked, and no named area is held to it.
type SmallArea struct {
	Value  *float64 // per multiplier; nil where the area's own rate is not known
	Lower  *float64 // rates only: limits that take mean and variance as known
	Upper  *float64
	Weight *float64 // of the area's own rate, 0 to 1
}

// SmallAreasResult holds the shrunk rates in the order of the areas.
type SmallAreasResult struct {
	Areas  []SmallArea
	Mean   *float64 // pooled rate of all, per multiplier
	Used   int      // areas with both sides
	Status Status   // StatusNoBetweenVariance: the areas differ by no more than chance, all have the mean and none has limits
}

// SmallAreas shrinks rates within groups of at least MinGroupAreas areas and towards the mean of all otherwise (ShrinkByGroup with
// ShrunkInterval), and shares towards that of all (ShrinkShares). Fewer than MinAreas areas with both sides are
// StatusInsufficientN.
func SmallAreas(model Model, areas []Area, groups []string, multiplier, confidence float64) SmallAreasResult {
	num := collect(areas, func(a Area) *float64 { return a.Num })
	den := collect(areas, func(a Area) *float64 { return a.Den })
	out := SmallAreasResult{Areas: make([]SmallArea, len(areas))}
	e, _, _, status := shrinkable(num, den)
	out.Used, out.Status = len(e), status
	switch {
	case status != StatusOK:
		return out
	case out.Used < MinAreas:
		out.Status = StatusInsufficientN
		return out
	}
	shrunk := ShrinkShares(num, den)
	if model == ModelRate {
		shrunk = ShrinkByGroup(num, den, groups, MinGroupAreas)
		if len(shrunk.GroupNames) == 0 { // of areas without a group only the global estimate speaks
			shrunk = Shrink(num, den)
		}
	}
	if out.Status = shrunk.Status; shrunk.Mean == nil {
		return out
	}
	out.Mean = number(*shrunk.Mean * multiplier)
	for i := range areas {
		if shrunk.EB[i] == nil {
			continue
		}
		out.Areas[i] = SmallArea{Value: number(*shrunk.EB[i] * multiplier), Weight: shrunk.Weight[i]}
		if model == ModelRate {
			m, a := shrunk.prior(groups[i])
			limits := ShrunkInterval(*num[i], *den[i], m, a, multiplier, confidence)
			out.Areas[i].Lower, out.Areas[i].Upper = limits.Lower, limits.Upper
		}
	}
	return out
}

// prior is the mean and the variance towards which the areas of a group were shrunk.
func (r ShrinkageResult) prior(group string) (mean, variance float64) {
	if at := slices.Index(r.GroupNames, group); at >= 0 {
		return *r.GroupMean[at], *r.GroupA[at]
	}
	return *r.Mean, *r.A
}
