package analytics

import (
	"math/rand/v2"
	"slices"
)

// The simulations behind Unequal: limits from this many sets of areas drawn with replacement, the noise from as many drawn levels.
const (
	unequalDraws = 500
	unequalSeed  = 20240601
)

// UnequalResult says how unevenly a rate is spread over areas. All indices are weighted with the denominators but the deciles, in
// which every area counts the same.
type UnequalResult struct {
	Gini   *float64 // 0 all equal
	Lower  *float64 // limits of Gini over areas drawn with replacement
	Upper  *float64
	Theil  TheilResult
	Parts  TheilGroups // Theil between and within groups; no parts with fewer than two groups
	Groups int         // groups with an area
	Spread SpreadResult
	Noise  NoiseFloor // what small counts alone would show (rates only)
	Num    float64    // sums over the areas used
	Den    float64
	N      int // areas used
	Draws  int
	Seed   uint64
	Status Status // insufficient_n below MinAreas: then there is no figure at all
}

// Unequal measures how unevenly the rate num/den is spread over areas: Gini and Theil weighted with den, Theil's parts between and within
// groups, the deciles and the share of the highest tenth in the unit of the rate, and the Gini and Theil that would be seen if all
// areas had one rate. Areas with a missing side or without a denominator stay out; fewer than MinAreas are StatusInsufficientN. The
// simulations are seeded: the same areas give the same limits.
func Unequal(model Model, areas []Area, groups []string, multiplier, confidence float64) UnequalResult {
	out := UnequalResult{Draws: unequalDraws, Seed: unequalSeed, Status: StatusNoData}
	var rates, num, den []*float64
	var within []string
	for i, a := range areas {
		if a.Num != nil && a.Den != nil && *a.Den > 0 {
			rates, num, den = append(rates, number(*a.Num / *a.Den * multiplier)), append(num, a.Num), append(den, a.Den)
			within = append(within, groups[i])
		}
	}
	out.N, out.Num, out.Den = len(rates), sum(present(num)), sum(present(den))
	gini := Gini(rates, den)
	switch {
	case out.N == 0:
		return out
	case out.N < MinAreas:
		out.Status = StatusInsufficientN
		return out
	case gini.Status != StatusOK:
		out.Status = gini.Status
		return out
	}
	out.Gini, out.Status = gini.Gini, StatusOK
	out.Theil, out.Spread = Theil(rates, den), Spread(rates)
	known := slices.DeleteFunc(slices.Clone(within), func(g string) bool { return g == "" })
	slices.Sort(known)
	if out.Groups = len(slices.Compact(known)); out.Groups > 1 {
		out.Parts = TheilByGroup(rates, within, den)
	}
	if model == ModelRate {
		out.Noise = InequalityNoise(num, den, unequalDraws, unequalSeed)
	}
	out.Lower, out.Upper = giniLimits(present(rates), present(den), confidence)
	return out
}

// giniLimits are the percentiles of Gini over sets of as many areas drawn with replacement (Efron & Tibshirani 1993, chapter 13).
func giniLimits(rates, weights []float64, confidence float64) (lower, upper *float64) {
	random := rand.New(rand.NewPCG(unequalSeed, unequalSeed))
	var drawn []float64
	x, w := make([]*float64, len(rates)), make([]*float64, len(rates))
	for range unequalDraws {
		for i := range rates {
			at := random.IntN(len(rates))
			x[i], w[i] = &rates[at], &weights[at]
		}
		if g := Gini(x, w); g.Status == StatusOK {
			drawn = append(drawn, *g.Gini)
		}
	}
	if len(drawn) < unequalDraws/2 || !validConfidence(confidence) { // too many drawn sets had no events at all
		return nil, nil
	}
	slices.Sort(drawn)
	tail := (1 - confidence) / 2
	return number(quantileSorted(drawn, tail)), number(quantileSorted(drawn, 1-tail))
}
