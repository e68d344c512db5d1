package analytics

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// The defaults and the limit of simulated ranks.
const (
	DefaultDraws = 20000
	DefaultSeed  = 20240601
	maxDrawCells = 200_000_000 // draws times areas: about half a minute
	maxDrawAreas = 5000        // a count for each area and rank is 200 MB
)

// RankBootstrapResult holds simulated ranks.
type RankBootstrapResult struct {
	RankLower []*float64 `json:"rank_lower"`
	RankUpper []*float64 `json:"rank_upper"`
	MeanRank  []*float64 `json:"mean_rank"`
	TopTenth  []*float64 `json:"p_top_tenth"` // share of draws in which the area is among the first tenth, rounded up
	Draws     int        `json:"draws"`
	Seed      uint64     `json:"seed"`
	Status    Status     `json:"status"`
}

// RankBootstrap ranks draws of each area's rate from Gamma(x+0.5, n) and gives the percentiles and the mean of the ranks. The
// half event keeps an area without events from being 0 in every draw. More than 5,000 areas, or 200 million draws of
// all areas together, are StatusInvalid. It is for exploration only: with near ties the joint
// coverage of such intervals is near 0; RankIntervals keeps its promise.
func RankBootstrap(x, n []*float64, draws int, confidence float64, descending bool, seed uint64) RankBootstrapResult {
	unranked := func() []*float64 { return make([]*float64, len(x)) }
	result := RankBootstrapResult{
		RankLower: unranked(), RankUpper: unranked(), MeanRank: unranked(), TopTenth: unranked(), Draws: draws, Seed: seed, Status: StatusOK,
	}
	if len(x) != len(n) || draws < 1 || draws > maxDrawCells/max(1, len(x)) || len(x) > maxDrawAreas || !validConfidence(confidence) {
		result.Status = StatusInvalid
		return result
	}
	a, b, index := presentPairs(x, n)
	if anyNegative(a) || anyNegative(b) {
		result.Status = StatusInvalid
		return result
	}
	given := len(a)
	a, b, index = positiveOnly(a, b, index)
	switch {
	case given == 0:
		result.Status = StatusNoData
		return result
	case len(a) == 0:
		result.Status = StatusZeroDenominator
		return result
	}
	counts := drawRanks(a, b, draws, descending, rand.NewPCG(seed, seed))
	tail := (1 - confidence) / 2
	lower, upper, means := make([]float64, len(a)), make([]float64, len(a)), make([]float64, len(a))
	top := make([]float64, len(a))
	for i, c := range counts {
		lower[i], upper[i] = countedQuantile(c, draws, tail), countedQuantile(c, draws, 1-tail)
		for rank, times := range c {
			share := float64(times) / float64(draws)
			means[i] += float64(rank+1) * share
			if 10*rank < len(a) {
				top[i] += share
			}
		}
	}
	result.RankLower = scatter(len(x), index, lower)
	result.RankUpper = scatter(len(x), index, upper)
	result.MeanRank, result.TopTenth = scatter(len(x), index, means), scatter(len(x), index, top)
	return result
}

// drawRanks counts, for each area, how often it took each rank.
func drawRanks(x, n []float64, draws int, descending bool, source rand.Source) [][]int {
	counts := make([][]int, len(x))
	for i := range counts {
		counts[i] = make([]int, len(x))
	}
	rates, order := make([]float64, len(x)), make([]int, len(x))
	for range draws {
		for i := range x {
			rates[i] = distuv.Gamma{Alpha: x[i] + 0.5, Beta: n[i], Src: source}.Rand()
			order[i] = i
		}
		slices.SortFunc(order, func(i, j int) int {
			if descending {
				i, j = j, i
			}
			return int(sign(rates[i] - rates[j]))
		})
		for rank, i := range order {
			counts[i][rank]++
		}
	}
	return counts
}

// countedQuantile is the type-7 quantile of draws given as counts of the ranks 1, 2, ….
func countedQuantile(counts []int, draws int, p float64) float64 {
	h := float64(draws-1) * p
	at := int(h)
	low := countedValue(counts, at)
	if high := countedValue(counts, min(at+1, draws-1)); high > low {
		return low + (h-float64(at))*(high-low)
	}
	return low
}

// countedValue is the value at a place, from 0, of the sorted draws.
func countedValue(counts []int, place int) float64 {
	for rank, times := range counts {
		if place < times {
			return float64(rank + 1)
		}
		place -= times
	}
	return float64(len(counts))
}
