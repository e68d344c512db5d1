package analytics

import (
	"math"
	"slices"
)

// TestResult is the p of a test.
type TestResult struct {
	Z      *float64 `json:"z,omitempty"` // where the test has one
	P      *float64 `json:"p"`           // two-sided
	Status Status   `json:"status"`
}

// PoissonTest is the central exact test of x events where expected were to be: twice the smaller of P(X<=x) and P(X>=x), at
// most 1.
func PoissonTest(x, expected float64) TestResult {
	switch {
	case !validCount(x), !validCount(expected):
		return TestResult{Status: StatusInvalid}
	case expected == 0:
		return TestResult{Status: StatusZeroDenominator}
	}
	p := math.Min(1, 2*math.Min(poissonAtMost(x, expected), poissonAtLeast(x, expected)))
	return TestResult{P: number(p), Status: StatusOK}
}

// BinomialTest is the central exact test of x of n against a share p0: twice the smaller tail, at most 1.
func BinomialTest(x, n, p0 float64) TestResult {
	if s := checkShareTest(x, n, p0); s != StatusOK {
		return TestResult{Status: s}
	}
	p := math.Min(1, 2*math.Min(binomialAtMost(x, n, p0, 1-p0), binomialAtLeast(x, n, p0, 1-p0)))
	return TestResult{P: number(p), Status: StatusOK}
}

// ScoreTest is the normal test of x of n against a share p0: z = (x/n-p0)/√(p0(1-p0)/n). A p0 of 0 or 1 leaves no variation
// (StatusDegenerate).
func ScoreTest(x, n, p0 float64) TestResult {
	if s := checkShareTest(x, n, p0); s != StatusOK {
		return TestResult{Status: s}
	}
	if p0 == 0 || p0 == 1 {
		return TestResult{Status: StatusDegenerate}
	}
	z := (x/n - p0) / math.Sqrt(p0*(1-p0)/n)
	return TestResult{Z: number(z), P: number(normalP(z)), Status: StatusOK}
}

func checkShareTest(x, n, p0 float64) Status {
	if !(p0 >= 0 && p0 <= 1) {
		return StatusInvalid
	}
	return checkProportion(x, n, 0.95)
}

// AdjustedResult holds p-values adjusted for their number.
type AdjustedResult struct {
	Adjusted []*float64 `json:"adjusted"` // nil for a missing p
	Rejected int        `json:"n_rejected"`
	Tested   int        `json:"n"` // size of the family
	Status   Status     `json:"status"`
}

// AdjustBH adjusts p-values by Benjamini & Hochberg (1995): the i-th smallest of m becomes the smallest of p(k)·m/k over
// k >= i, at most 1. Rejected counts those at or below the false discovery rate q. Missing values do not count as tests.
func AdjustBH(p []*float64, q float64) AdjustedResult {
	result := AdjustedResult{Adjusted: make([]*float64, len(p)), Status: StatusOK}
	var index []int
	for i, v := range p {
		if v == nil {
			continue
		}
		if !(*v >= 0 && *v <= 1) {
			result.Status = StatusInvalid
			return result
		}
		index = append(index, i)
	}
	result.Tested = len(index)
	switch {
	case !validLevel(q):
		result.Status = StatusInvalid
		return result
	case len(index) == 0:
		result.Status = StatusNoData
		return result
	}
	slices.SortStableFunc(index, func(i, j int) int { return int(sign(*p[i] - *p[j])) })
	m, smallest := float64(len(index)), 1.0
	for k := len(index) - 1; k >= 0; k-- {
		smallest = math.Min(smallest, *p[index[k]]*m/float64(k+1))
		result.Adjusted[index[k]] = number(smallest)
		if smallest <= q {
			result.Rejected = max(result.Rejected, k+1)
		}
	}
	return result
}

// TwoSidedP turns z values into two-sided p-values, nil where z is nil: a family of areas for AdjustBH.
func TwoSidedP(z []*float64) []*float64 {
	p := make([]*float64, len(z))
	for i, v := range z {
		if v != nil {
			p[i] = number(normalP(*v))
		}
	}
	return p
}
