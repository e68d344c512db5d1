package analytics

import (
	"math"
	"slices"
)

// Ties says which rank equal values share.
type Ties string

// The treatments of ties: the best rank of the group (competition ranking), the mean, the worst, or ranks without gaps.
const (
	TiesMin     Ties = "min"
	TiesAverage Ties = "average"
	TiesMax     Ties = "max"
	TiesDense   Ties = "dense"
)

// RankResult holds ranks from 1; nil for a missing value.
type RankResult struct {
	Rank   []*float64 `json:"rank"`
	Ranked int        `json:"n_ranked"`
	Status Status     `json:"status"`
}

// Rank ranks values, the highest first when descending. Missing values are not ranked and take no place. A rank without its
// interval (RankIntervals) says less than it seems to.
func Rank(x []*float64, descending bool, ties Ties) RankResult {
	result := RankResult{Rank: make([]*float64, len(x)), Status: StatusOK}
	if !slices.Contains([]Ties{TiesMin, TiesAverage, TiesMax, TiesDense}, ties) {
		result.Status = StatusInvalid
		return result
	}
	known := present(x)
	result.Ranked = len(known)
	if len(known) == 0 {
		result.Status = StatusNoData
		return result
	}
	ranks, at := rankValues(known, descending, ties), 0
	for i, v := range x {
		if v != nil {
			result.Rank[i] = number(ranks[at])
			at++
		}
	}
	return result
}

func rankValues(x []float64, descending bool, ties Ties) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if descending {
			i, j = j, i
		}
		return int(sign(x[i] - x[j]))
	})
	ranks := make([]float64, len(x))
	groups := 0
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		groups++
		rank := float64(from + 1)
		switch ties {
		case TiesAverage:
			rank = float64(from+1+to) / 2
		case TiesMax:
			rank = float64(to)
		case TiesDense:
			rank = float64(groups)
		}
		for _, i := range order[from:to] {
			ranks[i] = rank
		}
		from = to
	}
	return ranks
}

// tieSum is Σ over groups of equal values of f(size), which corrects the variance of rank statistics.
func tieSum(x []float64, f func(t float64) float64) float64 {
	sizes := map[float64]float64{}
	for _, v := range x {
		sizes[v]++
	}
	total := 0.0
	for _, t := range sizes {
		if t > 1 {
			total += f(t) // whole numbers: the order of addition does not matter
		}
	}
	return total
}

// maxPairwise is the most areas of which each is compared with each other: two seconds.
const maxPairwise = 10000

// ExpectedRankResult holds mean ranks under the estimates' uncertainty.
type ExpectedRankResult struct {
	ExpectedRank []*float64 `json:"expected_rank"`
	Ranked       int        `json:"n_ranked"`
	Status       Status     `json:"status"`
}

// ExpectedRank is 1 + the sum over the others of the chance that they are truly ahead, Φ((est_j-est_i)/√(se_i²+se_j²)) when
// descending (Laird & Louis 1989). Two exact and equal estimates count one half. More than
// 10,000 areas are StatusInvalid.
func ExpectedRank(est, se []*float64, descending bool) ExpectedRankResult {
	value, spread, index, s := estimates(est, se)
	if len(value) > maxPairwise {
		s = StatusInvalid
	}
	result := ExpectedRankResult{ExpectedRank: make([]*float64, len(est)), Ranked: len(value), Status: s}
	if s != StatusOK {
		return result
	}
	for i, at := range index {
		rank := 1.0
		for j := range value {
			if i != j {
				rank += aheadChance(value[j]-value[i], math.Hypot(spread[i], spread[j]), descending)
			}
		}
		result.ExpectedRank[at] = number(rank)
	}
	return result
}

func aheadChance(difference, spread float64, descending bool) float64 {
	if !descending {
		difference = -difference
	}
	if spread == 0 {
		return (sign(difference) + 1) / 2
	}
	return normalCDF(difference / spread)
}

func estimates(est, se []*float64) (value, spread []float64, index []int, s Status) {
	if len(est) != len(se) {
		return nil, nil, nil, StatusInvalid
	}
	value, spread, index = presentPairs(est, se)
	switch {
	case anyNegative(spread):
		return nil, nil, nil, StatusInvalid
	case len(value) == 0:
		return nil, nil, nil, StatusNoData
	}
	return value, spread, index, StatusOK
}

// RankIntervalsResult holds for each area the ranks that the data leave possible.
type RankIntervalsResult struct {
	Z         *float64 `json:"z"` // quantile of the simultaneous intervals
	RankLower []*int   `json:"rank_lower"`
	RankUpper []*int   `json:"rank_upper"`
	Ranked    int      `json:"n_ranked"`
	Status    Status   `json:"status"`
}

// RankIntervals gives joint confidence intervals of ranks (Klein, Wright & Wieczorek 2020): from simultaneous intervals
// est ± z·se with Bonferroni's z at 1-(1-confidence)/(2n), an area's best rank is 1 + the number of areas surely ahead, its
// worst n - the number surely behind. They are wide, and their width is the message. Without the adjustment each interval
// holds alone and not all together.
func RankIntervals(est, se []*float64, confidence float64, bonferroni, descending bool) RankIntervalsResult {
	value, spread, index, s := estimates(est, se)
	n := len(value)
	result := RankIntervalsResult{
		RankLower: make([]*int, len(est)), RankUpper: make([]*int, len(est)), Ranked: n, Status: s,
	}
	if !validConfidence(confidence) {
		result.Status = StatusInvalid
	}
	if result.Status != StatusOK {
		return result
	}
	z := zFor(confidence)
	if bonferroni {
		z = -normalQuantile((1 - confidence) / (2 * float64(n)))
	}
	result.Z = number(z)
	lowers, uppers := make([]float64, n), make([]float64, n)
	for i := range value {
		lowers[i], uppers[i] = value[i]-z*spread[i], value[i]+z*spread[i]
	}
	best, worst := possibleRanks(lowers, uppers, descending)
	for i, at := range index {
		result.RankLower[at], result.RankUpper[at] = &best[i], &worst[i]
	}
	return result
}

// possibleRanks gives each area's best rank, 1 + the number of areas whose interval lies ahead of its own, and its worst, n -
// the number whose interval lies behind.
func possibleRanks(lowers, uppers []float64, descending bool) (best, worst []int) {
	n := len(lowers)
	if !descending {
		turnedLowers, turnedUppers := make([]float64, n), make([]float64, n)
		for i := range lowers {
			turnedLowers[i], turnedUppers[i] = -uppers[i], -lowers[i]
		}
		lowers, uppers = turnedLowers, turnedUppers
	}
	sortedLowers, sortedUppers := slices.Sorted(slices.Values(lowers)), slices.Sorted(slices.Values(uppers))
	best, worst = make([]int, n), make([]int, n)
	for i := range lowers {
		behind, _ := slices.BinarySearch(sortedUppers, lowers[i])
		notAhead, _ := slices.BinarySearchFunc(sortedLowers, uppers[i], func(lower, upper float64) int {
			if lower > upper {
				return 1
			}
			return -1
		})
		best[i], worst[i] = 1+n-notAhead, n-behind
	}
	return best, worst
}
