package analytics

import (
	"math"
	"slices"
)

// SlopeResult is a robust straight line.
type SlopeResult struct {
	Slope     *float64 `json:"slope"`     // unit per unit of t: per year for calendar years
	Intercept *float64 `json:"intercept"` // at t = 0
	Lower     *float64 `json:"lower"`     // of the slope; nil: the data do not bound it
	Upper     *float64 `json:"upper"`
	N         int      `json:"n"`
	Status    Status   `json:"status"`
}

// maxSlopePoints bounds the memory of all pairs: 400 MB. A series of years never comes near.
const maxSlopePoints = 10000

// TheilSen is the median of the slopes between all pairs of points at different t, with the intercept
// median(y) - slope·median(t) (Theil 1950, Sen 1968). The limits are order statistics of the N slopes: with
// C = z·√var(S), the ranks round((N-C)/2) and round((N+C)/2)+1, halves to even. A rank beyond the slopes leaves the limit
// nil; at 95 % that is so up to four points. Give calendar years as t: with list positions every gap bends the slope. More
// than 10,000 points are StatusInvalid.
func TheilSen(t, y []*float64, confidence float64) SlopeResult {
	if len(t) != len(y) || !validConfidence(confidence) {
		return SlopeResult{Status: StatusInvalid}
	}
	a, b, _ := presentPairs(t, y)
	result := SlopeResult{N: len(a), Status: StatusOK}
	switch {
	case len(a) > maxSlopePoints:
		result.Status = StatusInvalid
		return result
	case len(a) < 2:
		result.Status = StatusInsufficientN
		return result
	case allEqual(a):
		result.Status = StatusDegenerate
		return result
	}
	slopes := pairSlopes(a, b)
	slices.Sort(slopes)
	slope := medianSorted(slopes)
	result.Slope, result.Intercept = number(slope), number(median(b)-slope*median(a))
	count := float64(len(slopes))
	spread := zFor(confidence) * math.Sqrt(senVariance(a, b))
	low, high := int(math.RoundToEven((count-spread)/2)), int(math.RoundToEven((count+spread)/2))+1
	if low >= 1 && low <= len(slopes) {
		result.Lower = number(slopes[low-1])
	}
	if high >= 1 && high <= len(slopes) {
		result.Upper = number(slopes[high-1])
	}
	return result
}

// senVariance is the variance of S with ties on either side taken off.
func senVariance(t, y []float64) float64 {
	ties := tieSum(t, func(t float64) float64 { return t * (t - 1) * (2*t + 5) })
	return math.Max(0, kendallVariance(y)-ties/18)
}

// pairSlopes gives the slopes of all pairs of points at different t.
func pairSlopes(t, y []float64) []float64 {
	slopes := make([]float64, 0, len(t)*(len(t)-1)/2)
	for i := range t {
		for j := range i {
			if t[i] != t[j] {
				slopes = append(slopes, (y[i]-y[j])/(t[i]-t[j]))
			}
		}
	}
	return slopes
}
