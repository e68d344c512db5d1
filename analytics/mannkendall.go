package analytics

import "math"

// The sizes and names of the Mann-Kendall test.
const (
	MinMannKendall   = 5
	exactMannKendall = 10 // largest n for which the exact distribution without ties is counted
	permutationLimit = 8  // largest n for which all orders of tied data are tried
)

// The directions of a tested trend.
const (
	TrendIncreasing = "increasing"
	TrendDecreasing = "decreasing"
	TrendNone       = "no_trend"
)

// MannKendallResult is a test for a monotone tendency.
type MannKendallResult struct {
	N       int      `json:"n"`
	S       *float64 `json:"s"`     // pairs that rise minus pairs that fall
	VarS    *float64 `json:"var_s"` // with the correction for ties
	Z       *float64 `json:"z"`     // with continuity correction
	PNormal *float64 `json:"p_normal"`
	P       *float64 `json:"p"`        // two-sided; the one to report
	PMethod *string  `json:"p_method"` // exact, permutation or normal
	TauA    *float64 `json:"tau_a"`
	TauB    *float64 `json:"tau_b"`
	Trend   *string  `json:"trend"` // increasing, decreasing or no_trend at alpha
	Status  Status   `json:"status"`
}

// MannKendall tests whether a series tends upwards or downwards (Mann 1945, Kendall 1975), missing values left out:
//
//	S = Σ sign(y_j - y_i), var = (n(n-1)(2n+5) - Σt(t-1)(2t+5))/18, z = (S - sign S)/√var
//
// p is exact by counting inversions for n <= 10 without ties and by trying all orders for n <= 8 with ties, else normal.
// Four points can never be significant (p >= 0.083), five only in perfect order: inside one era RecentTrend sees more. Below
// minN (5) values: StatusInsufficientN; all equal: StatusDegenerate with p = 1.
func MannKendall(y []*float64, alpha float64, minN int) MannKendallResult {
	known := present(y)
	n := len(known)
	result := MannKendallResult{N: n, Status: StatusOK}
	switch {
	case !validLevel(alpha):
		result.Status = StatusInvalid
		return result
	case n < max(minN, 2):
		result.Status = StatusInsufficientN
		return result
	}
	s, variance := kendallS(known), kendallVariance(known)
	z := continuityZ(s, variance)
	pNormal := normalP(z)
	p, method := mannKendallP(known, s, pNormal)
	pairs, tied := pairsOf(float64(n)), tieSum(known, pairsOf)
	trend := TrendNone
	if p < alpha && s != 0 {
		trend = direction(s)
	}
	result.S, result.VarS, result.Z = number(s), number(variance), number(z)
	result.PNormal, result.P, result.PMethod = number(pNormal), number(p), &method
	result.TauA, result.TauB, result.Trend = number(s/pairs), number(s/math.Sqrt(pairs*(pairs-tied))), &trend
	if allEqual(known) {
		result.Status = StatusDegenerate
	}
	return result
}

func direction(s float64) string {
	if s > 0 {
		return TrendIncreasing
	}
	return TrendDecreasing
}

// kendallVariance is the variance of S under no trend.
func kendallVariance(y []float64) float64 {
	n := float64(len(y))
	return (n*(n-1)*(2*n+5) - tieSum(y, func(t float64) float64 { return t * (t - 1) * (2*t + 5) })) / 18
}

func continuityZ(s, variance float64) float64 {
	if s == 0 || variance <= 0 {
		return 0
	}
	return (s - sign(s)) / math.Sqrt(variance)
}

func mannKendallP(y []float64, s, pNormal float64) (float64, string) {
	n := len(y)
	tied := tieSum(y, func(t float64) float64 { return t }) > 0
	switch {
	case !tied && n <= exactMannKendall:
		return inversionP(n, s), "exact"
	case tied && n <= permutationLimit:
		return permutationP(y, s), "permutation"
	}
	return pNormal, "normal"
}

// inversionP is P(|S| >= |s|) over all orders of n different values. The number of orders of k values with i inversions is
// the sum of those of k-1 values with i-k+1 to i inversions, and S = n(n-1)/2 - 2·inversions.
func inversionP(n int, s float64) float64 {
	counts := []float64{1}
	for k := 2; k <= n; k++ {
		next := make([]float64, len(counts)+k-1)
		for i, c := range counts {
			for j := range k {
				next[i+j] += c
			}
		}
		counts = next
	}
	reached, all := 0.0, 0.0
	for inversions, c := range counts {
		all += c
		if math.Abs(float64(len(counts)-1-2*inversions)) >= math.Abs(s) {
			reached += c
		}
	}
	return reached / all
}

// permutationP is P(|S| >= |s|) over all orders of the values (Heap's algorithm).
func permutationP(y []float64, s float64) float64 {
	order := append([]float64(nil), y...)
	reached, all := 0.0, 0.0
	var visit func(k int)
	visit = func(k int) {
		if k <= 1 {
			all++
			if math.Abs(kendallS(order)) >= math.Abs(s) {
				reached++
			}
			return
		}
		for i := range k {
			visit(k - 1)
			swap := 0
			if k%2 == 0 {
				swap = i
			}
			if i < k-1 {
				order[swap], order[k-1] = order[k-1], order[swap]
			}
		}
	}
	visit(len(order))
	return reached / all
}
