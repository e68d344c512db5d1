package analytics

import "math"

// LimitsResult holds one row of limits per area and one column per asked-for probability (or z). The row of an area without
// a denominator is all nil.
type LimitsResult struct {
	Limits [][]*float64 `json:"limits"`
	Status Status       `json:"status"`
}

// FunnelPoisson gives exact funnel limits of observed/expected for areas with these expected counts (Spiegelhalter 2005,
// appendix A): r is the smallest integer with F(r) > p, α = (F(r)-p)/(F(r)-F(r-1)), the limit (r-α)/E and at least 0. Above
// a million expected events the score limit 1 + z/√E stands in. Probabilities outside (0,1) and negative expected counts are
// StatusInvalid.
func FunnelPoisson(expected []*float64, p []float64) LimitsResult {
	return funnelLimits(expected, p, func(e, p float64) float64 {
		if e > exactCountLimit {
			return math.Max(0, 1+normalQuantile(p)/math.Sqrt(e))
		}
		start := e + normalQuantile(p)*math.Sqrt(e)
		at := interpolatedQuantile(p, start, func(r float64) float64 { return poissonAtMost(r, e) })
		return math.Max(0, at/e)
	})
}

// FunnelBinomial gives exact funnel limits of a share for areas of n cases around a target p0, built like FunnelPoisson's
// and kept in [0,1].
func FunnelBinomial(n []*float64, p0 float64, p []float64) LimitsResult {
	if !(p0 >= 0 && p0 <= 1) {
		return LimitsResult{Status: StatusInvalid}
	}
	return funnelLimits(n, p, func(n, p float64) float64 {
		spread := math.Sqrt(n * p0 * (1 - p0))
		if n > exactCountLimit {
			return clamp(p0+normalQuantile(p)*spread/n, 0, 1)
		}
		start := n*p0 + normalQuantile(p)*spread
		at := interpolatedQuantile(p, start, func(r float64) float64 { return binomialAtMost(r, n, p0, 1-p0) })
		return clamp(at/n, 0, 1)
	})
}

func funnelLimits(sizes []*float64, p []float64, limit func(size, p float64) float64) LimitsResult {
	for _, v := range p {
		if !(v > 0 && v < 1) {
			return LimitsResult{Status: StatusInvalid}
		}
	}
	result := LimitsResult{Limits: make([][]*float64, len(sizes)), Status: StatusNoData}
	for i, size := range sizes {
		result.Limits[i] = make([]*float64, len(p))
		if size != nil && !validCount(*size) {
			return LimitsResult{Status: StatusInvalid}
		}
		if size == nil {
			continue
		}
		if *size == 0 {
			if result.Status == StatusNoData {
				result.Status = StatusZeroDenominator
			}
			continue
		}
		result.Status = StatusOK
		for j, v := range p {
			result.Limits[i][j] = number(limit(*size, v))
		}
	}
	return result
}

// interpolatedQuantile is r - (F(r)-p)/(F(r)-F(r-1)) with r the smallest integer at which the distribution function exceeds
// p. It searches from a normal guess, doubling its steps until the answer is bracketed.
func interpolatedQuantile(p, start float64, cdf func(float64) float64) float64 {
	low, high := math.Max(0, math.Floor(start)), math.Max(0, math.Floor(start))
	for step := 1.0; cdf(high) <= p; step *= 2 {
		low, high = high+1, high+step
	}
	for step := 1.0; low > 0 && cdf(low) > p; step *= 2 {
		high, low = low, math.Max(0, low-step)
	}
	for low < high {
		middle := math.Floor((low + high) / 2)
		if cdf(middle) > p {
			high = middle
		} else {
			low = middle + 1
		}
	}
	at, below := cdf(low), cdf(low-1)
	return low - (at-p)/(at-below)
}

// BandResult holds 95 % and 99.8 % limits, one per area; nil where an area has no denominator.
type BandResult struct {
	Lower95  []*float64 `json:"lower95"`
	Upper95  []*float64 `json:"upper95"`
	Lower998 []*float64 `json:"lower998"`
	Upper998 []*float64 `json:"upper998"`
	Status   Status     `json:"status"`
}

// FunnelShareScore gives the normal funnel limits of a share, p0 ± z√(p0(1-p0)/n) within [0,1], times multiplier: those of
// PHEindicatormethods, whose long form equals this one.
func FunnelShareScore(n []*float64, p0, multiplier float64) BandResult {
	if !(p0 >= 0 && p0 <= 1) || !(multiplier > 0) {
		return BandResult{Status: StatusInvalid}
	}
	return funnelBands(n, [2]float64{0.95, 0.998}, func(n, confidence float64) (float64, float64) {
		lower, upper := scoreLimits(p0, n, zFor(confidence))
		return lower * multiplier, upper * multiplier
	})
}

// FunnelPoissonCI gives the limits that PHE charts draw around a ratio of 1: the exact Poisson interval of the expected
// count, divided by it. They are no proper control limits (Seaton & Manktelow 2012): the share of false alarms is not the
// stated one. FunnelPoisson is. The confidences stand for the inner and the outer band.
func FunnelPoissonCI(expected []*float64, confidences [2]float64) BandResult {
	if !validConfidence(confidences[0]) || !validConfidence(confidences[1]) {
		return BandResult{Status: StatusInvalid}
	}
	return funnelBands(expected, confidences, func(e, confidence float64) (float64, float64) {
		lower, upper := poissonLimits(e, confidence)
		return lower / e, upper / e
	})
}

// FunnelEventsCI gives, for areas with these numbers of events, the rates between which a baseline rate would be inside the
// area's own exact interval: baseline·x/upper(x) to baseline·x/lower(x), in the unit of the baseline. An area without events
// has none. Since these limits serve only to agree with PHE charts, the Poisson limits are found as there, by halving (see
// steppedPoissonLimits).
func FunnelEventsCI(events []*float64, baseline float64) BandResult {
	if !(baseline >= 0) || math.IsInf(baseline, 0) {
		return BandResult{Status: StatusInvalid}
	}
	result := funnelBands(events, [2]float64{0.95, 0.998}, func(x, confidence float64) (float64, float64) {
		lower, upper := steppedPoissonLimits(x, confidence)
		return baseline * x / upper, baseline * x / lower
	})
	if result.Status == StatusZeroDenominator {
		result.Status = StatusNoEvents
	}
	return result
}

// steppedPoissonLimits finds Garwood's limits of x events as v(1+x)/(1-v), halving the step for v until it is 2⁻²⁴. The error
// is below 1e-6 of the limit from a few events on, but 5e-5 for the lower 99.8 % limit of one event, which is what the
// published charts show.
func steppedPoissonLimits(x, confidence float64) (lower, upper float64) {
	tail := (1 - confidence) / 2
	find := func(above func(mean float64) bool) float64 {
		v := 0.5
		for step := 0.25; step >= 1.0/(1<<24); step /= 2 {
			if above((1 + x) * v / (1 - v)) {
				v -= step
			} else {
				v += step
			}
		}
		return (1 + x) * v / (1 - v)
	}
	lower = find(func(mean float64) bool { return poissonAtLeast(x, mean) > tail })
	upper = find(func(mean float64) bool { return poissonAtMost(x, mean) < tail })
	return lower, upper
}

func funnelBands(
	sizes []*float64, confidences [2]float64, limits func(size, confidence float64) (lower, upper float64),
) BandResult {
	rows := func() []*float64 { return make([]*float64, len(sizes)) }
	result := BandResult{Lower95: rows(), Upper95: rows(), Lower998: rows(), Upper998: rows(), Status: StatusNoData}
	for i, size := range sizes {
		if size == nil {
			continue
		}
		if !validCount(*size) {
			return BandResult{Status: StatusInvalid}
		}
		if *size == 0 {
			if result.Status == StatusNoData {
				result.Status = StatusZeroDenominator
			}
			continue
		}
		result.Status = StatusOK
		lower, upper := limits(*size, confidences[0])
		result.Lower95[i], result.Upper95[i] = number(lower), number(upper)
		lower, upper = limits(*size, confidences[1])
		result.Lower998[i], result.Upper998[i] = number(lower), number(upper)
	}
	return result
}
