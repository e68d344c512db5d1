package analytics

import (
	"math"
	"slices"
)

// MedianResult is the median of the values that are there.
type MedianResult struct {
	Median *float64 `json:"median"`
	N      int      `json:"n"` // values used
	Status Status   `json:"status"`
}

// Median is the middle value, the mean of the two middle ones for an even number. Missing values are left out; with none
// left the status is StatusNoData.
func Median(x []*float64) MedianResult {
	known := present(x)
	if len(known) == 0 {
		return MedianResult{Status: StatusNoData}
	}
	return MedianResult{Median: number(median(known)), N: len(known), Status: StatusOK}
}

// QuantileResult holds one quantile per asked-for probability.
type QuantileResult struct {
	Q      []*float64 `json:"q"`
	N      int        `json:"n"`
	Status Status     `json:"status"`
}

// Quantiles gives type-7 quantiles (Hyndman & Fan 1996; the default of R): with h = (n-1)p, the value between the order
// statistics floor(h) and floor(h)+1. Missing values are left out. A probability outside [0,1] is StatusInvalid.
func Quantiles(x []*float64, p []float64) QuantileResult {
	for _, v := range p {
		if !(v >= 0 && v <= 1) {
			return QuantileResult{Status: StatusInvalid}
		}
	}
	known := present(x)
	if len(known) == 0 {
		return QuantileResult{Status: StatusNoData}
	}
	slices.Sort(known)
	q := make([]*float64, len(p))
	for i, v := range p {
		q[i] = number(quantileSorted(known, v))
	}
	return QuantileResult{Q: q, N: len(known), Status: StatusOK}
}

// quantileSorted is the type-7 quantile of ascending values, at least one.
func quantileSorted(sorted []float64, p float64) float64 {
	h := float64(len(sorted)-1) * p
	i := int(math.Floor(h))
	if i >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

// median of at least one value; the input keeps its order. gonum's Quantile is type 4 and gives 2 for 1, 2, 3, 4.
func median(x []float64) float64 {
	return medianSorted(slices.Sorted(slices.Values(x)))
}

// medianSorted is the median of ascending values, at least one.
func medianSorted(sorted []float64) float64 {
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return sorted[n/2-1]/2 + sorted[n/2]/2
}

// ClassResult holds the map class of each value, 1 to the number of classes; nil for a missing value.
type ClassResult struct {
	Class  []*int `json:"class"`
	Status Status `json:"status"`
}

// QuantileClasses sorts areas into classes of about equal size for a map: with r the rank (ties take the smallest) among n
// values, class = floor((q+1) - ceil((n+1-r)/(n/q))), 0 becoming 1 (the rule of PHEindicatormethods phe_quantile). With
// invert the largest values get class 1. Ties share a class, so a class can be empty; fewer values than classes is
// StatusInsufficientN. A class is a place on a colour scale, not a judgement.
func QuantileClasses(x []*float64, classes int, invert bool) ClassResult {
	if classes < 1 {
		return ClassResult{Class: make([]*int, len(x)), Status: StatusInvalid}
	}
	result := ClassResult{Class: make([]*int, len(x)), Status: StatusOK}
	n := len(present(x))
	switch {
	case n == 0:
		result.Status = StatusNoData
		return result
	case n < classes:
		result.Status = StatusInsufficientN
		return result
	}
	for i, r := range Rank(x, invert, TiesMin).Rank {
		if r == nil {
			continue
		}
		// In whole numbers: the ceiling of a rounded quotient can be one too high.
		above := (n + 1 - int(*r)) * classes
		class := max(1, classes+1-(above+n-1)/n)
		result.Class[i] = &class
	}
	return result
}
