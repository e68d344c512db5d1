package analytics

import (
	"slices"
	"strconv"
)

// WithinLimits is the category of an area inside the innermost funnel limits.
const WithinLimits = "not_significant"

// FunnelClass is the place of an area in a funnel: "high_0.001", "high_0.025", "not_significant", "low_0.025", "low_0.001",
// named for the tail probability that the area is beyond.
type FunnelClass struct {
	Category *string `json:"category"` // nil when the area has no denominator
	Status   Status  `json:"status"`
}

// ClassifyShare places x of n against the score limits of a baseline share at each one-sided tail probability p. It accepts
// weighted (fractional) counts.
func ClassifyShare(x, n, baseline *float64, p []float64) FunnelClass {
	switch {
	case x == nil || n == nil || baseline == nil:
		return FunnelClass{Status: StatusNoData}
	case !validTails(p), *baseline < 0, *baseline > 1:
		return FunnelClass{Status: StatusInvalid}
	}
	if s := checkProportion(*x, *n, 0.95); s != StatusOK {
		return FunnelClass{Status: s}
	}
	return classify(p, func(tail float64) (bool, bool) {
		lower, upper := scoreLimits(*baseline, *n, -normalQuantile(tail))
		return *x / *n < lower, *x / *n > upper
	})
}

// ClassifyRatio places x observed against expected events by the interval rule of PHE: high when the area's own interval of
// O/E (RateCI's: exact below 10, else Byar) at confidence 1-2p lies above 1, low when below.
func ClassifyRatio(x, expected *float64, p []float64) FunnelClass {
	if s := checkRatio(x, expected, p); s != StatusOK {
		return FunnelClass{Status: s}
	}
	return classify(p, func(tail float64) (bool, bool) {
		area := RateCI(*x, *expected, 1, 1-2*tail)
		return area.Upper != nil && *area.Upper < 1, area.Lower != nil && *area.Lower > 1
	})
}

// ClassifyRatioExact places x observed against expected events by the limits of FunnelPoisson, whose false alarms are as
// many as stated.
func ClassifyRatioExact(x, expected *float64, p []float64) FunnelClass {
	if s := checkRatio(x, expected, p); s != StatusOK {
		return FunnelClass{Status: s}
	}
	return classify(p, func(tail float64) (bool, bool) {
		limits := FunnelPoisson(Values(*expected), []float64{tail, 1 - tail}).Limits[0]
		return *x / *expected < *limits[0], *x / *expected > *limits[1]
	})
}

func checkRatio(x, expected *float64, p []float64) Status {
	switch {
	case x == nil || expected == nil:
		return StatusNoData
	case !validTails(p), !validCount(*x), !validCount(*expected):
		return StatusInvalid
	case *expected == 0:
		return StatusZeroDenominator
	}
	return StatusOK
}

func validTails(p []float64) bool {
	return len(p) > 0 && !slices.ContainsFunc(p, func(v float64) bool { return !(v > 0 && v < 0.5) })
}

// classify asks for the rarest tail first: an area beyond it is beyond all others.
func classify(p []float64, beyond func(tail float64) (low, high bool)) FunnelClass {
	category := WithinLimits
	for _, tail := range slices.Sorted(slices.Values(p)) {
		low, high := beyond(tail)
		name := strconv.FormatFloat(tail, 'f', -1, 64)
		if high {
			category = "high_" + name
			break
		}
		if low {
			category = "low_" + name
			break
		}
	}
	return FunnelClass{Category: &category, Status: StatusOK}
}
