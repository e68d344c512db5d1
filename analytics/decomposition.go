package analytics

// ChangeParts splits the change of a total between two years.
type ChangeParts struct {
	Change *float64   `json:"change"` // total 1 - total 0, of the numerators
	Volume *float64   `json:"volume"` // from more or fewer denominators in all
	Mix    *float64   `json:"mix"`    // from units with high rates gaining or losing weight
	Rate   *float64   `json:"rate"`   // from the units' own rates
	Units  []*float64 `json:"units"`  // each unit's part of Rate; nil for a unit that was left out
	Used   int        `json:"n_used"`
	Status Status     `json:"status"`
}

// Decompose splits the change of Σnum (such as reviews) over units with denominators den (such as requests) into volume, mix
// and rate, which add up to it exactly. With D = Σden, s = den/D, r = num/den, R = Σsr, a bar for the mean of both years
// and Δ for their difference (Kitagawa 1955, applied twice):
//
//	volume = ΔD·R̄, mix = D̄·Σ Δs·r̄, rate = D̄·Σ s̄·Δr
//
// A unit without a denominator in one year takes its rate of the other, so that its coming or going is mix. Units with a
// missing number in either year are left out (StatusPartialUnits). A year without any denominator is StatusZeroDenominator.
func Decompose(num0, den0, num1, den1 []*float64) ChangeParts {
	n := len(num0)
	if len(den0) != n || len(num1) != n || len(den1) != n {
		return ChangeParts{Status: StatusInvalid}
	}
	var units [][]float64
	var index []int
	var total [4]float64
	for i := range num0 {
		v := present([]*float64{num0[i], den0[i], num1[i], den1[i]})
		if len(v) < 4 {
			continue
		}
		if anyNegative(v) || (v[1] == 0 && v[0] > 0) || (v[3] == 0 && v[2] > 0) {
			return ChangeParts{Status: StatusInvalid}
		}
		units, index = append(units, v), append(index, i)
		for j := range total {
			total[j] += v[j]
		}
	}
	result := ChangeParts{Used: len(units), Status: StatusOK}
	switch {
	case len(units) == 0:
		result.Status = StatusNoData
		return result
	case total[1] == 0 || total[3] == 0:
		result.Status = StatusZeroDenominator
		return result
	case len(units) < n:
		result.Status = StatusPartialUnits
	}
	size := (total[1] + total[3]) / 2
	mix, own := 0.0, make([]float64, len(units))
	for i, v := range units {
		r0, r1 := unitRates(v)
		s0, s1 := v[1]/total[1], v[3]/total[3]
		mix += size * (s1 - s0) * (r0 + r1) / 2
		own[i] = size * (s0 + s1) / 2 * (r1 - r0)
	}
	result.Change = number(total[2] - total[0])
	result.Volume = number((total[3] - total[1]) * (total[0]/total[1] + total[2]/total[3]) / 2)
	result.Mix, result.Rate, result.Units = number(mix), number(sum(own)), scatter(n, index, own)
	return result
}

// unitRates gives a unit's rates in both years from num0, den0, num1, den1.
func unitRates(v []float64) (r0, r1 float64) {
	switch {
	case v[1] == 0 && v[3] == 0:
		return 0, 0
	case v[1] == 0:
		return v[2] / v[3], v[2] / v[3]
	case v[3] == 0:
		return v[0] / v[1], v[0] / v[1]
	}
	return v[0] / v[1], v[2] / v[3]
}

// Backlog is the flow of requests through a year.
type Backlog struct {
	IdentityResult
	Clearance *float64 `json:"clearance"` // processed / received; above 1 the backlog shrinks
	Months    *float64 `json:"months"`    // that the carried-out would take at the year's pace
}

// StockFlow checks received + carried in = processed + carried out and gives the clearance ratio and the months of backlog,
// each nil where its parts are missing or its denominator is 0.
func StockFlow(received, carriedIn, processed, carriedOut *float64) Backlog {
	b := Backlog{IdentityResult: IdentityCheck(received, carriedIn, processed, carriedOut)}
	if b.Status == StatusInvalid {
		return b
	}
	if received != nil && processed != nil {
		b.Clearance = number(*processed / *received)
	}
	if carriedOut != nil && processed != nil {
		b.Months = number(*carriedOut / *processed * 12)
	}
	return b
}
