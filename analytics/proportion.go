package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Wilson gives the share x/n with Wilson's score limits (Wilson 1927), at every n:
//
//	(2x + z² ∓ z√(z² + 4x(1-x/n))) / (2(n + z²))
//
// The lower limit is exactly 0 at x = 0 and the upper exactly 1 at x = n. n = 0 is StatusZeroDenominator; x > n, a negative
// number or a confidence outside (0,1) is StatusInvalid: for a proportion x > n is an error in the data.
func Wilson(x, n, confidence float64) Interval {
	if s := checkProportion(x, n, confidence); s != StatusOK {
		return without(s)
	}
	lower, upper := wilsonLimits(x, n, zFor(confidence))
	return Interval{Value: number(x / n), Lower: number(lower), Upper: number(upper), Method: "wilson", Status: StatusOK}
}

func wilsonLimits(x, n, z float64) (lower, upper float64) {
	z2 := z * z
	mid, half := 2*x+z2, z*math.Sqrt(z2+4*x*(1-x/n))
	lower, upper = (mid-half)/(2*(n+z2)), (mid+half)/(2*(n+z2))
	if x == 0 {
		lower = 0
	}
	if x == n {
		upper = 1
	}
	return lower, upper
}

// ClopperPearson gives the share x/n with exact binomial limits, which cover at least the stated confidence. Statuses are
// those of Wilson.
//
//	lower = B⁻¹(α/2; x, n-x+1), upper = B⁻¹(1-α/2; x+1, n-x)
func ClopperPearson(x, n, confidence float64) Interval {
	if s := checkProportion(x, n, confidence); s != StatusOK {
		return without(s)
	}
	lower, upper := clopperPearsonLimits(x, n, confidence)
	return Interval{Value: number(x / n), Lower: number(lower), Upper: number(upper), Method: "clopper-pearson", Status: StatusOK}
}

func clopperPearsonLimits(x, n, confidence float64) (lower, upper float64) {
	lowerOdds, upperOdds := clopperPearsonOdds(x, n, confidence)
	return shareOfOdds(lowerOdds), shareOfOdds(upperOdds)
}

// shareOfOdds is o/(1+o), 1 for infinite odds.
func shareOfOdds(o float64) float64 {
	if math.IsInf(o, 1) {
		return 1
	}
	return o / (1 + o)
}

// clopperPearsonOdds are the exact limits as odds p/(1-p), 0 and +Inf at the ends: a limit next to 1 keeps its digits.
func clopperPearsonOdds(x, n, confidence float64) (lower, upper float64) {
	tail := (1 - confidence) / 2
	upper = math.Inf(1)
	const next = 1e-9 // to zero: the quantiles of a beta with such a parameter are 0 or 1
	if x > next {
		lower = limitOdds(x, n, tail)
	}
	if x < n-next {
		upper = 1 / limitOdds(n-x, n, tail)
	}
	return lower, upper
}

// limitOdds gives the odds at which P(X >= x) of n trials is tail, for 0 < x <= n: Newton's method on the logarithms of both,
// kept between bounds that close in (the beta quantile of gonum fails in far tails: 250 of 250 at 5e-7).
func limitOdds(x, n, tail float64) float64 {
	start, _ := wilsonLimits(x, n, -normalQuantile(tail))
	at, low, high := math.Log(math.Max(start, 1e-300)/(1-start)), -750.0, 750.0
	for range 200 {
		p, q := 1/(1+math.Exp(-at)), 1/(1+math.Exp(at))
		reached := upperTail(x, n, p, q)
		if reached > tail {
			high = at
		} else {
			low = at
		}
		// The tail grows by n·P(X = x-1 of n-1) per unit of p, and p by pq per unit of the log odds.
		growth := n * math.Exp(logBinomial(x-1, n-1, p, q)) * p * q / reached
		next := at - math.Log(reached/tail)/growth
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-at) <= 1e-15*math.Max(1, math.Abs(at)) {
			return math.Exp(next)
		}
		at = next
	}
	return math.Exp(at)
}

// upperTail is P(X >= x) by the sum for whole counts and by the incomplete beta function for weighted ones.
func upperTail(x, n, p, q float64) float64 {
	if x == math.Trunc(x) && n == math.Trunc(n) {
		return binomialAtLeast(x, n, p, q)
	}
	return mathext.RegIncBeta(x, n-x+1, p)
}

func checkProportion(x, n, confidence float64) Status {
	switch {
	case !validCount(x), !validCount(n), !validConfidence(confidence):
		return StatusInvalid
	case n == 0:
		return StatusZeroDenominator
	case x > n:
		return StatusInvalid
	}
	return StatusOK
}
