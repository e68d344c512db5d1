package analytics

import (
	"math"
	"math/rand/v2"
	"slices"
)

// SensitivityResult says how far the ranks of a composite hang on its choices. A score is never shown without it.
type SensitivityResult struct {
	Base        CompositeResult   `json:"base"`
	LeaveOneOut LeaveOneOutResult `json:"leave_one_out"`
	RankLow     []*float64        `json:"rank_low"` // 5th percentile over weights ±25 %
	RankHigh    []*float64        `json:"rank_high"`
	Geometric   []*float64        `json:"rank_geometric"` // geometric mean instead of arithmetic
	ZScore      []*float64        `json:"rank_zscore"`    // z-scores instead of the base's scaling
	Alpha       *float64          `json:"alpha"`
	Draws       int               `json:"draws"`
	Seed        uint64            `json:"seed"`
	Status      Status            `json:"status"`
}

// SensitivityDraws is the default number of weightings tried.
const SensitivityDraws = 1000

// CompositeSensitivity recomputes Composite with each weight moved by up to a quarter (uniform and independent, the sum does
// not matter), with a geometric mean over 1-100, with z-scores, and without each indicator. The same seed gives the same
// answer.
func CompositeSensitivity(rows [][]*float64, o CompositeOptions, draws int, seed uint64) SensitivityResult {
	result := SensitivityResult{Base: Composite(rows, o), Draws: draws, Seed: seed}
	if result.Status = result.Base.Status; result.Status != StatusOK {
		return result
	}
	if draws < 1 {
		result.Status = StatusInvalid
		return result
	}
	result.LeaveOneOut = CompositeLeaveOneOut(rows, o)
	result.RankLow, result.RankHigh = reweightedRanks(rows, o, draws, rand.New(rand.NewPCG(seed, seed)))
	geometric, z := o, o
	geometric.Aggregate, geometric.From, geometric.To = MeanGeometric, 1, 100
	z.Method, z.Aggregate = ScaleZ, MeanArithmetic
	result.Geometric, result.ZScore = Composite(rows, geometric).Rank, Composite(rows, z).Rank
	result.Alpha = CronbachAlpha(rows).Alpha
	return result
}

func reweightedRanks(rows [][]*float64, o CompositeOptions, draws int, random *rand.Rand) (low, high []*float64) {
	scaled, used := o.scale(rows)
	base := Composite(rows, o)
	drawn := make([][]float64, len(rows))
	for range draws {
		weights := make([]*float64, len(used))
		for i, j := range used {
			weights[i] = number(o.weight(j) * (0.75 + 0.5*random.Float64()))
		}
		scores := make([]*float64, len(rows))
		for i := range rows {
			if base.Score[i] != nil {
				scores[i] = PowerMean(scaled[i], weights, o.Aggregate, 1).Value
			}
		}
		for i, r := range Rank(scores, true, TiesMin).Rank {
			if r != nil {
				drawn[i] = append(drawn[i], *r)
			}
		}
	}
	low, high = make([]*float64, len(rows)), make([]*float64, len(rows))
	for i, ranks := range drawn {
		if len(ranks) > 0 {
			slices.Sort(ranks)
			low[i] = number(math.Floor(quantileSorted(ranks, 0.05)))
			high[i] = number(math.Ceil(quantileSorted(ranks, 0.95)))
		}
	}
	return low, high
}
