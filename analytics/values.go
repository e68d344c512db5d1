package analytics

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Values gives the numbers as a list without missing ones. In a list of *float64 nil is a missing value, which is never
// taken for zero.
func Values(x ...float64) []*float64 {
	list := make([]*float64, len(x))
	for i, v := range x {
		list[i] = number(v)
	}
	return list
}

// present gives the values that are there, in their order.
func present(x []*float64) []float64 {
	known := make([]float64, 0, len(x))
	for _, v := range x {
		if v != nil {
			known = append(known, *v)
		}
	}
	return known
}

// presentPairs gives the pairs of which both sides are there, and their indexes. The lists have the same length.
func presentPairs(x, y []*float64) (a, b []float64, index []int) {
	for i := range x {
		if x[i] != nil && y[i] != nil {
			a, b, index = append(a, *x[i]), append(b, *y[i]), append(index, i)
		}
	}
	return a, b, index
}

// scatter puts values at their indexes into a list of length n that is nil elsewhere.
func scatter(n int, index []int, values []float64) []*float64 {
	list := make([]*float64, n)
	for i, at := range index {
		list[at] = number(values[i])
	}
	return list
}

// sum adds with compensation: a total of thousands of decimals keeps all its digits.
func sum(x []float64) float64 { return floats.SumCompensated(x) }

func mean(x []float64) float64 { return sum(x) / float64(len(x)) }

// sumSquares is the sum of squared deviations from the mean.
func sumSquares(x []float64) float64 {
	m, total := mean(x), 0.0
	for _, v := range x {
		total += (v - m) * (v - m)
	}
	return total
}

// sampleSD is the standard deviation with n-1. Equal values give exactly 0.
func sampleSD(x []float64) float64 {
	if allEqual(x) {
		return 0
	}
	return math.Sqrt(sumSquares(x) / float64(len(x)-1))
}

func allEqual(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

func anyNegative(x []float64) bool {
	return slices.ContainsFunc(x, func(v float64) bool { return v < 0 })
}

// sign is -1, 0 or 1.
func sign(v float64) float64 { return float64(cmp.Compare(v, 0)) }

// clamp moves v into [low, high].
func clamp(v, low, high float64) float64 { return math.Min(math.Max(v, low), high) }

func square(v float64) float64 { return v * v }
