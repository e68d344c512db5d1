package analytics

import (
	"math"
	"slices"
)

// AtkinsonResult is an Atkinson index.
type AtkinsonResult struct {
	Atkinson *float64 `json:"atkinson"` // 0 all equal, 1 all with one
	N        int      `json:"n"`
	Status   Status   `json:"status"`
}

// Atkinson is 1 - (Σw·x^(1-ε))^(1/(1-ε))/μ, and 1 - exp(Σw·ln x)/μ at ε = 1 (Atkinson 1970). From ε = 1 on a single zero makes
// it 1. Weights as for Gini. A negative ε is StatusInvalid.
func Atkinson(x, w []*float64, epsilon float64) AtkinsonResult {
	if !(epsilon >= 0) || math.IsInf(epsilon, 0) {
		return AtkinsonResult{Status: StatusInvalid}
	}
	values, weights, _, s := weighted(x, w)
	if s != StatusOK {
		return AtkinsonResult{N: len(values), Status: s}
	}
	mu := weightedMean(values, weights)
	equal := 0.0 // the value that, given to all, would be worth the same
	switch {
	case epsilon >= 1 && slices.Contains(values, 0):
	case epsilon == 1:
		for i := range values {
			equal += weights[i] * math.Log(values[i]/mu)
		}
		equal = math.Exp(equal)
	default:
		for i := range values {
			equal += weights[i] * math.Pow(values[i]/mu, 1-epsilon)
		}
		equal = math.Pow(equal, 1/(1-epsilon))
	}
	return AtkinsonResult{Atkinson: number(math.Max(0, 1-equal)), N: len(values), Status: StatusOK}
}
