package analytics

import (
	"cmp"
	"math"
	"slices"
)

// TauBResult is a rank correlation that allows for ties.
type TauBResult struct {
	TauB   *float64 `json:"tau_b"`
	N      int      `json:"n"`
	Status Status   `json:"status"`
}

// KendallTauB is S/√((D-Tx)(D-Ty)) with D = n(n-1)/2 pairs, of which Tx are tied in x and Ty in y (Kendall 1945). A pair with
// a missing side is left out; a constant side is StatusDegenerate. (gonum's Kendall counts a tie as concordant.)
func KendallTauB(x, y []*float64) TauBResult {
	if len(x) != len(y) {
		return TauBResult{Status: StatusInvalid}
	}
	a, b, _ := presentPairs(x, y)
	result := TauBResult{N: len(a), Status: StatusOK}
	switch {
	case len(a) < 2:
		result.Status = StatusInsufficientN
		return result
	case allEqual(a) || allEqual(b):
		result.Status = StatusDegenerate
		return result
	}
	// In the order of x, and of y within equal x, the discordant pairs are the inversions of y.
	order := make([]int, len(a))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(a[i], a[j]), cmp.Compare(b[i], b[j])) })
	inOrder, bothTied := make([]float64, len(b)), 0.0
	for i, run := 0, 1.0; i < len(order); i++ {
		inOrder[i] = b[order[i]]
		if i > 0 && a[order[i]] == a[order[i-1]] && b[order[i]] == b[order[i-1]] {
			bothTied += run
			run++
			continue
		}
		run = 1
	}
	pairs, tiedX, tiedY := pairsOf(float64(len(a))), tieSum(a, pairsOf), tieSum(b, pairsOf)
	s := pairs - tiedX - tiedY + bothTied - 2*float64(inversions(inOrder))
	result.TauB = number(s / math.Sqrt(pairs-tiedX) / math.Sqrt(pairs-tiedY))
	return result
}

// kendallS is all pairs less the tied ones less twice those that fall.
func kendallS(y []float64) float64 {
	return pairsOf(float64(len(y))) - tieSum(y, pairsOf) - 2*float64(inversions(y))
}

// pairsOf is the number of pairs of t things.
func pairsOf(t float64) float64 { return t * (t - 1) / 2 }

// inversions counts the pairs of which the later is smaller, by sorting a copy in halves (Knight 1966).
func inversions(y []float64) int {
	var count func(x, spare []float64) int
	count = func(x, spare []float64) int {
		if len(x) < 2 {
			return 0
		}
		half := len(x) / 2
		total := count(x[:half], spare[:half]) + count(x[half:], spare[half:])
		copy(spare, x)
		left, right := spare[:half], spare[half:len(x)]
		for i := range x {
			if len(right) == 0 || len(left) > 0 && left[0] <= right[0] {
				x[i], left = left[0], left[1:]
				continue
			}
			x[i], right = right[0], right[1:]
			total += len(left)
		}
		return total
	}
	return count(slices.Clone(y), make([]float64, len(y)))
}
