package analytics

import "math"

// Count limits below which exact Poisson limits replace Byar's, and below which a rate is labelled.
const (
	ExactPoissonBelow = 10
	UnstableBelow     = 10
	CautionBelow      = 20
)

// RateMethod chooses the interval of a rate.
type RateMethod string

// The methods of a rate's interval. RateAuto takes exact limits for counts below ExactPoissonBelow and Byar's from there.
const (
	RateAuto  RateMethod = "auto"
	RateExact RateMethod = "exact"
	RateByar  RateMethod = "byar"
)

// RateCI gives count/denom*multiplier with Poisson limits at the given confidence (0.95): exact below 10 events, Byar's
// approximation from 10 (the rule of PHEindicatormethods phe_rate). The denominator counts as known without error, and the
// events as independent; real applications come in bursts, so the interval is a lower bound of the uncertainty.
//
// A count above its denominator is legal: reviews are not a subset of requests. denom = 0 is StatusZeroDenominator; a
// negative or non-finite number, a multiplier that is not positive and a confidence outside (0,1) are StatusInvalid.
func RateCI(count, denom, multiplier, confidence float64) Interval {
	return RateCIBy(RateAuto, count, denom, multiplier, confidence)
}

// RateCIBy is RateCI with the method chosen by the caller.
//
//	exact: lower = χ²(α/2; 2x)/2, upper = χ²(1-α/2; 2x+2)/2               (Garwood 1936)
//	byar:  lower = x(1 - 1/(9x) - z/(3√x))³, upper the same with x+1 and +z (Breslow & Day 1987)
//
// Byar's lower limit does not exist where its bracket is negative (x of 1 or 2 at 99.8 %): Lower is then nil.
func RateCIBy(method RateMethod, count, denom, multiplier, confidence float64) Interval {
	if !finite(count, denom, multiplier) || !validCount(count) || denom < 0 || multiplier <= 0 || !validConfidence(confidence) {
		return without(StatusInvalid)
	}
	if method == RateAuto {
		method = RateByar
		if count < ExactPoissonBelow {
			method = RateExact
		}
	}
	var lower, upper float64
	switch method {
	case RateExact:
		lower, upper = poissonLimits(count, confidence)
	case RateByar:
		lower, upper = byarLimits(count, confidence)
	default:
		return without(StatusInvalid)
	}
	if denom == 0 {
		return without(StatusZeroDenominator)
	}
	scale := multiplier / denom
	if !finite(count*scale, upper*scale) {
		return without(StatusInvalid)
	}
	return Interval{
		Value: number(count / denom * multiplier), Lower: number(lower * scale), Upper: number(upper * scale),
		Method: string(method), Status: StatusOK,
	}
}

// poissonLimits are Garwood's exact limits of a Poisson mean after x events.
func poissonLimits(x, confidence float64) (lower, upper float64) {
	tail := (1 - confidence) / 2
	return chi2Quantile(tail, 2*x) / 2, chi2Quantile(1-tail, 2*x+2) / 2
}

// byarLimits are Byar's approximate limits; the lower one is NaN where the approximation breaks down.
func byarLimits(x, confidence float64) (lower, upper float64) {
	z := zFor(confidence)
	if x > 0 {
		lower = math.NaN()
		if base := 1 - 1/(9*x) - z/(3*math.Sqrt(x)); base >= 0 {
			lower = x * base * base * base
		}
	}
	base := 1 - 1/(9*(x+1)) + z/(3*math.Sqrt(x+1))
	return lower, (x + 1) * base * base * base
}

// Reliability labels a count: below 10 "unstable", below 20 "caution", else "ok". The relative standard error of a Poisson
// count is 1/√count, 22 % at 20. The label is shown beside the figure; nothing is hidden.
func Reliability(count float64) string {
	return reliabilityBy(count, UnstableBelow, CautionBelow)
}

func reliabilityBy(count, unstableBelow, cautionBelow float64) string {
	switch {
	case count < unstableBelow:
		return "unstable"
	case count < cautionBelow:
		return "caution"
	}
	return "ok"
}

// validCount says that v is a count: from 0 to what a float64 counts exactly. Weighted counts need not be whole.
func validCount(v float64) bool { return v >= 0 && v <= maxCount }

// finite says that none of the values is NaN or infinite.
func finite(values ...float64) bool {
	for _, v := range values {
		if v-v != 0 {
			return false
		}
	}
	return true
}
