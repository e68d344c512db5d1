package analytics

import (
	"maps"
	"math"
	"slices"
)

// GiniResult is a Gini index.
type GiniResult struct {
	Gini   *float64 `json:"gini"` // 0 all equal
	N      int      `json:"n"`
	Status Status   `json:"status"`
}

// Gini is Σ w_i w_j |x_i - x_j| / (2μ) over values x with weights w that are scaled to sum 1 (nil: equal weights). For rates,
// the weights are populations. Small counts inflate it: show the noise floor (InequalityNoise) beside it. It does not split
// into parts; TheilByGroup does. One value gives 0, a mean of 0 StatusDegenerate.
func Gini(x, w []*float64) GiniResult {
	values, weights, _, s := weighted(x, w)
	if s != StatusOK {
		return GiniResult{N: len(values), Status: s}
	}
	return GiniResult{Gini: number(giniOf(values, weights)), N: len(values), Status: StatusOK}
}

// giniOf sorts: Σ_i Σ_j w_i w_j |x_i - x_j| = 2 Σ w_i (x_i·W_i - T_i), with W_i and T_i the weight and the weighted sum
// before i.
func giniOf(x, w []float64) float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return int(sign(x[i] - x[j])) })
	var before, total, differences float64
	for _, i := range order {
		differences += w[i] * (x[i]*before - total)
		before, total = before+w[i], total+w[i]*x[i]
	}
	return math.Max(0, differences/total)
}

// weighted gives the values with weights that sum to 1, and their indexes in x.
func weighted(x, w []*float64) (values, weights []float64, index []int, s Status) {
	if w == nil {
		w = slices.Repeat(Values(1), len(x))
	}
	if len(x) != len(w) {
		return nil, nil, nil, StatusInvalid
	}
	values, weights, index = presentPairs(x, w)
	if anyNegative(values) || anyNegative(weights) {
		return nil, nil, nil, StatusInvalid
	}
	given := len(values)
	values, weights, index = positiveOnly(values, weights, index)
	total := sum(weights)
	switch {
	case given == 0:
		return nil, nil, nil, StatusNoData
	case len(values) == 0:
		return nil, nil, nil, StatusZeroDenominator
	case sum(values) == 0:
		return nil, nil, nil, StatusDegenerate
	}
	for i := range weights {
		weights[i] /= total
	}
	return values, weights, index, StatusOK
}

// TheilResult holds the two entropy indices.
type TheilResult struct {
	T      *float64 `json:"theil_t"`
	MLD    *float64 `json:"mld"` // mean log deviation; nil when a value is 0
	N      int      `json:"n"`
	Status Status   `json:"status"`
}

// Theil is T = Σw(x/μ)ln(x/μ), a zero adding nothing, with the mean log deviation Σw·ln(μ/x) beside it (Theil 1967). Weights
// as for Gini.
func Theil(x, w []*float64) TheilResult {
	values, weights, _, s := weighted(x, w)
	if s != StatusOK {
		return TheilResult{N: len(values), Status: s}
	}
	t, mld := theilOf(values, weights)
	return TheilResult{T: number(t), MLD: number(mld), N: len(values), Status: StatusOK}
}

// theilOf adds r·ln r - (r-1) and (r-1) - ln r of the ratios r to the mean: the terms r-1 sum to 0, and with them every
// summand is at least 0 and keeps its digits where the values are nearly equal.
func theilOf(x, w []float64) (t, mld float64) {
	if allEqual(x) {
		return 0, 0
	}
	mu, all := weightedMean(x, w), sum(w)
	for i := range x {
		excess := deviance(x[i], mu) / mu
		if x[i]/mu == 0 {
			excess = 1
		}
		t += w[i] / all * excess
		mld += w[i] / all * deviance(mu, x[i]) / mu
	}
	return t, mld
}

func weightedMean(x, w []float64) float64 {
	total := 0.0
	for i := range x {
		total += x[i] * w[i]
	}
	return total / sum(w)
}

// TheilGroups is the Theil index split into what lies between groups and what lies within them.
type TheilGroups struct {
	Between      *float64 `json:"between"`
	Within       *float64 `json:"within"`
	ShareBetween *float64 `json:"share_between"` // of their sum, 0 to 1; nil when there is no inequality
	MLDBetween   *float64 `json:"mld_between"`   // nil when a value is 0
	MLDWithin    *float64 `json:"mld_within"`
	MLDShare     *float64 `json:"mld_share_between"`
	Status       Status   `json:"status"`
}

// TheilByGroup splits Theil's T: between = Σ s_g ln(μ_g/μ) and within = Σ s_g T_g, s_g being the group's share of the total of
// x; and the mean log deviation with shares of the weight in place of s_g. Values without a group ("") stay out.
func TheilByGroup(x []*float64, group []string, w []*float64) TheilGroups {
	if len(group) != len(x) {
		return TheilGroups{Status: StatusInvalid}
	}
	grouped := slices.Clone(x)
	for i, g := range group {
		if g == "" {
			grouped[i] = nil
		}
	}
	values, weights, index, s := weighted(grouped, w)
	if s != StatusOK {
		return TheilGroups{Status: s}
	}
	mu := weightedMean(values, weights)
	groupX, groupW := map[string][]float64{}, map[string][]float64{}
	for i, at := range index {
		g := group[at]
		groupX[g], groupW[g] = append(groupX[g], values[i]), append(groupW[g], weights[i])
	}
	var means, groupWeights []float64
	var within, mldWithin float64
	for _, g := range slices.Sorted(maps.Keys(groupX)) {
		weight, own := sum(groupW[g]), weightedMean(groupX[g], groupW[g])
		means, groupWeights = append(means, own), append(groupWeights, weight)
		if own == 0 {
			continue // nothing of the total lies here
		}
		t, mld := theilOf(groupX[g], groupW[g])
		within += weight * own / mu * t
		mldWithin += weight * mld
	}
	// Between the groups lies what would be left if each value were the mean of its group.
	between, mldBetween := theilOf(means, groupWeights)
	result := TheilGroups{Between: number(between), Within: number(within), Status: StatusOK}
	differ := !allEqual(values)
	if differ {
		result.ShareBetween = number(between / (between + within))
	}
	if !slices.Contains(values, 0) {
		result.MLDBetween, result.MLDWithin = number(mldBetween), number(mldWithin)
		if differ {
			result.MLDShare = number(mldBetween / (mldBetween + mldWithin))
		}
	}
	return result
}
