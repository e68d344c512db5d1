package analytics

// RateParts splits the change of a pooled rate R = Σnum/Σden between two years into what comes from units gaining or losing weight
// and what comes from their own rates. The parts are in the unit of R.
type RateParts struct {
	Before *float64   `json:"before"` // R of the first year
	After  *float64   `json:"after"`
	Change *float64   `json:"change"`
	Mix    *float64   `json:"mix"`  // from units above the average gaining weight, or units below it losing it
	Rate   *float64   `json:"rate"` // from the units' own rates
	Units  []RatePart `json:"-"`
	Used   int        `json:"n_used"`
	Status Status     `json:"status"`
}

// RatePart is one unit's contribution; all nil for a unit that was left out.
type RatePart struct {
	WeightBefore *float64 `json:"weight_before"` // share of all denominators
	WeightAfter  *float64 `json:"weight_after"`
	Mix          *float64 `json:"mix"`
	Rate         *float64 `json:"rate"`
}

// DecomposeRate splits R1 - R0 exactly (Kitagawa 1955): with s the share of a unit in all denominators, r its rate, a bar for the
// mean of both years and Δ for their difference
//
//	R1 - R0 = Σ Δs·(r̄ - R̄) + Σ s̄·Δr
//
// R̄ changes no sum, since ΣΔs = 0, and makes a unit's mix part speak of its distance from the average. A unit without a
// denominator in one year takes its rate of the other. Units with a missing number in either year are left out
// (StatusPartialUnits); a year without any denominator is StatusZeroDenominator.
func DecomposeRate(num0, den0, num1, den1 []*float64) RateParts {
	total := Decompose(num0, den0, num1, den1)
	result := RateParts{Used: total.Used, Status: total.Status}
	if total.Change == nil {
		return result
	}
	var sums [4]float64
	for i := range num0 {
		if total.Units[i] != nil {
			for j, v := range []*float64{num0[i], den0[i], num1[i], den1[i]} {
				sums[j] += *v
			}
		}
	}
	before, after := sums[0]/sums[1], sums[2]/sums[3]
	middle := (before + after) / 2
	result.Units = make([]RatePart, len(num0))
	var mix, rate float64
	for i := range num0 {
		if total.Units[i] == nil {
			continue
		}
		r0, r1 := unitRates([]float64{*num0[i], *den0[i], *num1[i], *den1[i]})
		s0, s1 := *den0[i]/sums[1], *den1[i]/sums[3]
		part := RatePart{
			WeightBefore: number(s0), WeightAfter: number(s1),
			Mix: number((s1 - s0) * ((r0+r1)/2 - middle)), Rate: number((s0 + s1) / 2 * (r1 - r0)),
		}
		result.Units[i] = part
		mix, rate = mix+*part.Mix, rate+*part.Rate
	}
	result.Before, result.After, result.Change = number(before), number(after), number(after-before)
	result.Mix, result.Rate = number(mix), number(rate)
	return result
}
