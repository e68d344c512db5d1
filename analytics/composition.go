package analytics

import (
	"math"
	"slices"
)

// MinComposition is the total below which a page shows a composition in grey.
const MinComposition = 20

// SharesResult is how a whole splits.
type SharesResult struct {
	Shares []*float64 `json:"shares"` // nil under any status but ok
	Total  *float64   `json:"total"`
	Status Status     `json:"status"`
}

// Shares divides each category by the sum of all. With a category missing there are no shares (StatusPartialUnits): dividing
// by the sum of the others would make them too large without a word.
func Shares(counts []*float64) SharesResult {
	known := present(counts)
	switch {
	case len(known) == 0:
		return SharesResult{Status: StatusNoData}
	case anyNegative(known):
		return SharesResult{Status: StatusInvalid}
	case len(known) < len(counts):
		return SharesResult{Status: StatusPartialUnits}
	}
	total := sum(known)
	switch {
	case !finite(total):
		return SharesResult{Status: StatusInvalid}
	case total == 0:
		return SharesResult{Total: number(0), Status: StatusZeroDenominator}
	}
	for i := range known {
		known[i] /= total
	}
	return SharesResult{Shares: Values(known...), Total: number(total), Status: StatusOK}
}

// CLRResult is a composition in centred log-ratios.
type CLRResult struct {
	CLR    []*float64 `json:"clr"` // sums to 0
	Status Status     `json:"status"`
}

// CLR is ln(p_i) - mean(ln p) (Aitchison 1986), the same for counts and shares. A zero has no logarithm (StatusInvalid):
// ReplaceZeros first. A missing part is StatusNoData.
func CLR(p []*float64) CLRResult {
	logs, s := logRatios(p)
	if s != StatusOK {
		return CLRResult{Status: s}
	}
	return CLRResult{CLR: Values(logs...), Status: StatusOK}
}

func logRatios(p []*float64) ([]float64, Status) {
	known := present(p)
	switch {
	case len(known) == 0 || len(known) < len(p):
		return nil, StatusNoData
	case slices.Min(known) <= 0:
		return nil, StatusInvalid
	}
	for i := range known {
		known[i] = math.Log(known[i])
	}
	m := mean(known)
	for i := range known {
		known[i] -= m
	}
	return known, StatusOK
}

// ReplacementResult is a composition without zeros.
type ReplacementResult struct {
	P      []*float64 `json:"p"` // sums to 1
	Delta  *float64   `json:"delta"`
	Status Status     `json:"status"`
}

// ReplaceZeros gives each zero part the share delta and scales the others by 1 - zeros·delta (multiplicative replacement,
// Martín-Fernández 2003). The parts are scaled to sum 1 first. For counts of total n take delta = 0.5/n. nil takes that for
// parts that sum to more than 1, and 1/k² for k shares. A delta that leaves nothing for the others is StatusInvalid.
func ReplaceZeros(p []*float64, delta *float64) ReplacementResult {
	known := present(p)
	switch {
	case len(known) == 0 || len(known) < len(p):
		return ReplacementResult{Status: StatusNoData}
	case anyNegative(known):
		return ReplacementResult{Status: StatusInvalid}
	}
	total := sum(known)
	if total == 0 {
		return ReplacementResult{Status: StatusZeroDenominator}
	}
	zeros := 0.0
	for _, v := range known {
		if v == 0 {
			zeros++
		}
	}
	k := float64(len(known))
	d := 1 / (k * k)
	switch {
	case delta != nil:
		d = *delta
	case total > 1+1e-9:
		d = 0.5 / total
	}
	if !(d > 0) || zeros*d >= 1 {
		return ReplacementResult{Status: StatusInvalid}
	}
	for i, v := range known {
		known[i] = v / total * (1 - zeros*d)
		if v == 0 {
			known[i] = d
		}
	}
	return ReplacementResult{P: Values(known...), Delta: number(d), Status: StatusOK}
}

// DistanceResult is a distance between two compositions.
type DistanceResult struct {
	Distance *float64 `json:"distance"`
	Status   Status   `json:"status"`
}

// AitchisonDistance is the Euclidean distance of the centred log-ratios. Statuses are those of CLR; lists of unequal length
// are StatusInvalid.
func AitchisonDistance(p, q []*float64) DistanceResult {
	if len(p) != len(q) {
		return DistanceResult{Status: StatusInvalid}
	}
	a, s := logRatios(p)
	if s == StatusOK {
		var b []float64
		if b, s = logRatios(q); s == StatusOK {
			total := 0.0
			for i := range a {
				total += (a[i] - b[i]) * (a[i] - b[i])
			}
			return DistanceResult{Distance: number(math.Sqrt(total)), Status: StatusOK}
		}
	}
	return DistanceResult{Status: s}
}

// DissimilarityResult is the share that would have to move to make two compositions equal.
type DissimilarityResult struct {
	D      *float64 `json:"d"` // 0 equal, 1 nothing in common
	Status Status   `json:"status"`
}

// Dissimilarity is ½Σ|p-q| of the shares; counts are divided by their sums first. Statuses are those of Shares.
func Dissimilarity(p, q []*float64) DissimilarityResult {
	if len(p) != len(q) {
		return DissimilarityResult{Status: StatusInvalid}
	}
	a, b := Shares(p), Shares(q)
	for _, s := range []Status{a.Status, b.Status} {
		if s != StatusOK {
			return DissimilarityResult{Status: s}
		}
	}
	d := 0.0
	for i := range a.Shares {
		d += math.Abs(*a.Shares[i]-*b.Shares[i]) / 2
	}
	return DissimilarityResult{D: number(math.Min(1, d)), Status: StatusOK}
}
