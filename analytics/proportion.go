package analytics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
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
	tail := (1 - confidence) / 2
	upper = 1
	const next = 1e-9 // to zero: the quantiles of a beta with such a parameter are 0 or 1
	if x > next {
		lower = distuv.Beta{Alpha: x, Beta: n - x + 1}.Quantile(tail)
		lower = polishLimit(lower, tail, x, n)
	}
	if x < n-next {
		upper = distuv.Beta{Alpha: x + 1, Beta: n - x}.Quantile(1 - tail)
		upper = 1 - polishLimit(1-upper, tail, n-x, n)
	}
	return lower, upper
}

// polishLimit moves p to P(X >= x) = tail by Newton's method. The beta quantile alone is off by 1e-6 of the tail for a
// billion cases.
func polishLimit(p, tail, x, n float64) float64 {
	if n < summedTrials || n != math.Trunc(n) || x != math.Trunc(x) {
		return p
	}
	for range 2 {
		slope := n * math.Exp(logBinomial(x-1, n-1, p))
		if next := p - (binomialAtLeast(x, n, p)-tail)/slope; next > 0 && next < 1 {
			p = next
		}
	}
	return p
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
