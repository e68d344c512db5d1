package analytics

// GradientResult is the slope of inequality over ordered groups.
type GradientResult struct {
	SII    *float64 `json:"sii"` // value at the top minus value at the bottom of the line, in the unit of the values
	RII    *float64 `json:"rii"` // top / bottom; nil when the bottom is not positive
	N      int      `json:"n"`
	Status Status   `json:"status"`
}

// SlopeIndex is the slope index of inequality: a line through the groups' values over the midpoints of their cumulative
// shares of the population, weighted by those shares (PHEindicatormethods phe_sii). Groups come in the order of what they are
// ordered by, such as output per head. A group with a missing side is left out.
func SlopeIndex(value, population []*float64) GradientResult {
	if len(value) != len(population) {
		return GradientResult{Status: StatusInvalid}
	}
	y, b, index := presentPairs(value, population)
	if anyNegative(b) {
		return GradientResult{Status: StatusInvalid}
	}
	given := len(y)
	y, b, _ = positiveOnly(y, b, index)
	result := GradientResult{N: len(y), Status: StatusOK}
	switch {
	case given == 0:
		result.Status = StatusNoData
		return result
	case len(y) == 0:
		result.Status = StatusZeroDenominator
		return result
	case len(y) < 2:
		result.Status = StatusInsufficientN
		return result
	}
	total, before := sum(b), 0.0
	middle := make([]float64, len(b))
	for i := range b {
		middle[i] = (before + b[i]/2) / total
		before += b[i]
	}
	mx, my := weightedMean(middle, b), weightedMean(y, b)
	var xx, xy float64
	for i := range y {
		xx += b[i] * (middle[i] - mx) * (middle[i] - mx)
		xy += b[i] * (middle[i] - mx) * (y[i] - my)
	}
	slope := xy / xx
	bottom := my - slope*mx
	result.SII = number(slope)
	if bottom > 0 {
		result.RII = number((bottom + slope) / bottom)
	}
	return result
}
