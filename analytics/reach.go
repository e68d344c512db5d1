package analytics

import "math"

// ReachResult is what an area lacks to stand at a target.
type ReachResult struct {
	Cases  *int // cases that would have had to end otherwise; 0 when the area is there already
	Status Status
}

// Reach says how many of den cases would have had to count (more), or not to count, for num/den to reach target, a share of 1 for a
// proportion and cases per unit of den for a rate, with den as it is. The answer is the smallest whole number of which that is true,
// as num/den itself is compared with the target. A missing side is StatusNoData.
func Reach(num, den, target *float64, more bool) ReachResult {
	if num == nil || den == nil || target == nil {
		return ReachResult{Status: StatusNoData}
	}
	x, n, t := *num, *den, *target
	switch {
	case !validCount(x), !validCount(n), !validCount(t * n), t < 0:
		return ReachResult{Status: StatusInvalid}
	case n == 0:
		return ReachResult{Status: StatusZeroDenominator}
	}
	there := func(k float64) bool {
		if more {
			return (x+k)/n >= t
		}
		return (x-k)/n <= t
	}
	k := math.Max(0, math.Ceil(math.Abs(t*n-x)))
	if there(0) {
		k = 0
	}
	for k > 0 && there(k-1) { // rounding of t·n may be off by one either way
		k--
	}
	for !there(k) {
		k++
	}
	cases := int(k)
	return ReachResult{Cases: &cases, Status: StatusOK}
}

// MedianRate is the median of the areas' own num/den: the place that half of them stand at or above. Areas with a missing side or
// without a denominator stay out; of fewer than MinAreas there is none (StatusInsufficientN).
func MedianRate(areas []Area) MedianResult {
	var values []*float64
	for _, a := range areas {
		if a.Num != nil && a.Den != nil && *a.Den > 0 {
			values = append(values, number(*a.Num / *a.Den))
		}
	}
	if n := len(present(values)); n > 0 && n < MinAreas {
		return MedianResult{N: n, Status: StatusInsufficientN}
	}
	return Median(values)
}
