package analytics

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// MinCorrelationShown is the number of pairs below which a page shows no correlation.
const MinCorrelationShown = 10

// CorrelationResult is a rank correlation.
type CorrelationResult struct {
	Rho    *float64 `json:"rho"`
	P      *float64 `json:"p"` // two-sided, t approximation
	N      int      `json:"n"` // pairs with both sides
	Status Status   `json:"status"`
}

// Spearman is the correlation of average ranks over the pairs with both sides, with p from t = ρ√((n-2)/(1-ρ²)) on n-2
// degrees of freedom. Fewer than three pairs are StatusInsufficientN, a constant side is StatusDegenerate. Rates with a
// common denominator correlate by construction; call it association.
func Spearman(x, y []*float64) CorrelationResult {
	if len(x) != len(y) {
		return CorrelationResult{Status: StatusInvalid}
	}
	a, b, _ := presentPairs(x, y)
	n := len(a)
	result := CorrelationResult{N: n, Status: StatusOK}
	switch {
	case n < 3:
		result.Status = StatusInsufficientN
		return result
	case allEqual(a) || allEqual(b):
		result.Status = StatusDegenerate
		return result
	}
	rho := clamp(stat.Correlation(rankValues(a, false, TiesAverage), rankValues(b, false, TiesAverage), nil), -1, 1)
	if 1-math.Abs(rho) < 1e-15 {
		rho = math.Round(rho)
	}
	df := float64(n - 2)
	result.Rho, result.P = number(rho), number(tP(rho*math.Sqrt(df/((1-rho)*(1+rho))), df))
	return result
}

// CorrelationMatrix holds the rank correlations of all pairs of columns.
type CorrelationMatrix struct {
	Pairs       [][2]int   `json:"pairs"` // columns, the upper triangle row by row
	Rho         []*float64 `json:"rho"`
	P           []*float64 `json:"p"`
	Q           []*float64 `json:"q"` // p adjusted for the number of pairs by AdjustBH
	N           []int      `json:"n"`
	Significant int        `json:"n_significant"` // pairs with q at or below the level
	Status      Status     `json:"status"`
}

// SpearmanMatrix gives Spearman for each pair of columns (rows are areas), pairwise complete, with Benjamini-Hochberg q over
// the pairs that have a p. Rows of unequal length and a level outside [0,1] are StatusInvalid.
func SpearmanMatrix(rows [][]*float64, level float64) CorrelationMatrix {
	result := CorrelationMatrix{
		Pairs: [][2]int{}, Rho: []*float64{}, P: []*float64{}, Q: []*float64{}, N: []int{}, Status: StatusOK,
	}
	switch {
	case len(rows) == 0:
		result.Status = StatusNoData
		return result
	case !rectangular(rows) || !validLevel(level):
		result.Status = StatusInvalid
		return result
	}
	var first CorrelationResult
	for i := range rows[0] {
		for j := i + 1; j < len(rows[0]); j++ {
			c := Spearman(column(rows, i), column(rows, j))
			if len(result.Pairs) == 0 {
				first = c
			}
			result.Pairs = append(result.Pairs, [2]int{i, j})
			result.Rho, result.P, result.N = append(result.Rho, c.Rho), append(result.P, c.P), append(result.N, c.N)
		}
	}
	if len(result.Pairs) == 0 {
		result.Status = StatusInsufficientN
		return result
	}
	adjusted := AdjustBH(result.P, level)
	result.Q, result.Significant = adjusted.Adjusted, adjusted.Rejected
	if adjusted.Tested == 0 {
		result.Status = first.Status // no pair has a correlation; the first says why
	}
	return result
}
