package analytics

import "math"

// PooledRatio is a rate over many areas.
type PooledRatio struct {
	Pooled       *float64 `json:"pooled"`         // ratio of the sums: the headline
	MeanOfRatios *float64 `json:"mean_of_ratios"` // unweighted mean of the areas' own ratios: another question
	Used         int      `json:"n_used"`         // areas with both sides
	Status       Status   `json:"status"`
}

// Pool divides the sum of numerators by the sum of denominators over the areas that state both; an area that misses one side
// leaves both sums. Areas with a zero denominator have no ratio of their own and do not enter the mean of ratios. Lists of
// unequal length and negative numbers are StatusInvalid.
func Pool(num, den []*float64) PooledRatio {
	if len(num) != len(den) {
		return PooledRatio{Status: StatusInvalid}
	}
	a, b, _ := presentPairs(num, den)
	result := PooledRatio{Used: len(a)}
	total := sum(b)
	switch {
	case len(a) == 0:
		result.Status = StatusNoData
	case anyNegative(a) || anyNegative(b):
		result.Status = StatusInvalid
	case total == 0:
		result.Status = StatusZeroDenominator
	default:
		var ratios []float64
		for i := range a {
			if b[i] > 0 {
				ratios = append(ratios, a[i]/b[i])
			}
		}
		result.Pooled, result.MeanOfRatios, result.Status = number(sum(a)/total), number(mean(ratios)), StatusOK
	}
	return result
}

// RateRatioResult compares two rates by their quotient.
type RateRatioResult struct {
	Ratio  *float64 `json:"ratio"` // rate 1 / rate 0; nil when nothing happened in 0
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"` // nil: unbounded
	P      *float64 `json:"p"`     // two-sided, twice the smaller tail
	Status Status   `json:"status"`
}

// RateRatio compares x1 events in an exposure of t1 with x0 in t0. Given their sum, x1 is binomial with chance
// t1/(t1+t0) under equal rates; the limits are Clopper-Pearson's for that chance π mapped by π/(1-π)·t0/t1, and p doubles
// the smaller tail, so that p < 0.05 exactly when the 95 % limits leave out 1. (poisson.test of R takes the sum of the less
// likely outcomes instead.) Without an event on either side the status is StatusNoEvents.
func RateRatio(x1, t1, x0, t0, confidence float64) RateRatioResult {
	switch {
	case !finite(t1, t0), !validCount(x1), !validCount(x0), t1 < 0, t0 < 0, !validConfidence(confidence):
		return RateRatioResult{Status: StatusInvalid}
	case t1 == 0 || t0 == 0:
		return RateRatioResult{Status: StatusZeroDenominator}
	case x1+x0 == 0:
		return RateRatioResult{Status: StatusNoEvents}
	}
	n, chance, rest := x1+x0, t1/(t1+t0), t0/(t1+t0)
	low, high := clopperPearsonOdds(x1, n, confidence)
	p := math.Min(1, 2*math.Min(binomialAtMost(x1, n, chance, rest), binomialAtLeast(x1, n, chance, rest)))
	return RateRatioResult{
		Ratio: number(x1 / t1 / (x0 / t0)),
		Lower: number(low * t0 / t1), Upper: number(high * t0 / t1),
		P: number(p), Status: StatusOK,
	}
}

// DifferenceResult compares two proportions by their difference.
type DifferenceResult struct {
	Diff   *float64 `json:"diff"` // share 1 - share 2, of 1; show as percentage points
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	Status Status   `json:"status"`
}

// ProportionDifference gives x1/n1 - x2/n2 with Newcombe's hybrid score limits (Newcombe 1998b, method 10), from the Wilson
// limits l, u of the two shares:
//
//	d - √((p1-l1)² + (u2-p2)²),  d + √((u1-p1)² + (p2-l2)²)
func ProportionDifference(x1, n1, x2, n2, confidence float64) DifferenceResult {
	for _, s := range []Status{checkProportion(x1, n1, confidence), checkProportion(x2, n2, confidence)} {
		if s != StatusOK {
			return DifferenceResult{Status: s}
		}
	}
	z := zFor(confidence)
	p1, p2 := x1/n1, x2/n2
	l1, u1 := wilsonLimits(x1, n1, z)
	l2, u2 := wilsonLimits(x2, n2, z)
	d := p1 - p2
	return DifferenceResult{
		Diff:  number(d),
		Lower: number(clamp(d-math.Hypot(p1-l1, u2-p2), -1, 1)), Upper: number(clamp(d+math.Hypot(u1-p1, p2-l2), -1, 1)),
		Status: StatusOK,
	}
}

// MeanResult is an unweighted mean with Student's t limits.
type MeanResult struct {
	Mean   *float64 `json:"mean"`
	SD     *float64 `json:"sd"` // with n-1
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	N      int      `json:"n"`
	Status Status   `json:"status"`
}

// MeanCI is the mean of the values that are there with limits mean ± t·sd/√n. It answers what a typical area looks like,
// which is another question than the pooled rate. One value has a mean and nothing else (StatusInsufficientN).
func MeanCI(x []*float64, confidence float64) MeanResult {
	known := present(x)
	result := MeanResult{N: len(known)}
	switch {
	case !validConfidence(confidence):
		result.Status = StatusInvalid
		return result
	case len(known) == 0:
		result.Status = StatusNoData
		return result
	}
	m := mean(known)
	result.Mean = number(m)
	if len(known) < 2 {
		result.Status = StatusInsufficientN
		return result
	}
	n := float64(len(known))
	sd := sampleSD(known)
	half := tQuantile(confidence, n-1) * sd / math.Sqrt(n)
	result.SD, result.Lower, result.Upper = number(sd), number(m-half), number(m+half)
	result.Status = StatusOK
	return result
}
