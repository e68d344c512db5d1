package analytics

import (
	"math"
	"slices"
)

// MinCompositeCoverage is the share of indicators that an area needs for a score.
const MinCompositeCoverage = 2.0 / 3

// CompositeOptions describe a composite index.
type CompositeOptions struct {
	Direction   []int        // per indicator: 1 high is good, -1 low is good
	Weight      []float64    // per indicator; nil for equal ones
	Method      Scaling      // goalpost keeps years comparable
	Goalposts   [][2]float64 // per indicator, for goalpost
	From, To    float64      // of the scaled indicators; 1 to 100 for the geometric mean
	Aggregate   MeanKind     // arithmetic or geometric
	MinCoverage float64      // share of the indicators
}

// CompositeDefaults are equal weights, the range of the data scaled to 0-100 and the arithmetic mean.
func CompositeDefaults(direction []int) CompositeOptions {
	return CompositeOptions{
		Direction: direction, Method: ScaleMinMax, From: 0, To: 100, Aggregate: MeanArithmetic,
		MinCoverage: MinCompositeCoverage,
	}
}

// CompositeResult holds one score per area.
type CompositeResult struct {
	Score    []*float64 `json:"score"` // nil: too few indicators
	Rank     []*float64 `json:"rank"`  // 1 the highest score
	Coverage []*float64 `json:"coverage"`
	Status   Status     `json:"status"`
}

// Composite scales each indicator (columns of rows of areas) by Normalize and takes the weighted mean. A missing indicator
// leaves its weight to the others; an area with less than MinCoverage of them has no score. An indicator without variation
// cannot be scaled by the data and is left out for all. The rules are the ten steps of the OECD/JRC handbook (2008); no index
// crosses a break of definition, and none is shown without its sensitivity.
func Composite(rows [][]*float64, o CompositeOptions) CompositeResult {
	empty := CompositeResult{
		Score: make([]*float64, len(rows)), Rank: make([]*float64, len(rows)), Coverage: make([]*float64, len(rows)),
	}
	if s := o.check(rows); s != StatusOK {
		empty.Status = s
		return empty
	}
	scaled, used := o.scale(rows)
	if len(used) == 0 {
		empty.Status = StatusDegenerate
		return empty
	}
	result := empty
	weights := make([]*float64, len(used))
	for i, j := range used {
		weights[i] = number(o.weight(j))
	}
	for i := range rows {
		share := float64(len(present(rows[i]))) / float64(len(rows[i]))
		result.Coverage[i] = number(share)
		if share < o.MinCoverage-1e-12 {
			continue
		}
		result.Score[i] = PowerMean(scaled[i], weights, o.Aggregate, 1).Value
	}
	ranked := Rank(withoutNoise(result.Score, slices.Concat(scaled...)), true, TiesMin)
	result.Rank, result.Status = ranked.Rank, ranked.Status
	return result
}

// withoutNoise rounds to 12 digits of the largest of the values that x was computed from, so that what is equal but for the
// order of addition is tied.
func withoutNoise(x, from []*float64) []*float64 {
	largest := 0.0
	for _, v := range present(from) {
		largest = math.Max(largest, math.Abs(v))
	}
	return collect(x, func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		return number(toDigits(*v, largest))
	})
}

// toDigits is a value to 12 digits of the largest, in units of the last of them; itself where the largest is 0.
func toDigits(v, largest float64) float64 {
	if largest == 0 {
		return v
	}
	return math.Round(v / largest * 1e12)
}

func (o CompositeOptions) weight(j int) float64 {
	if o.Weight == nil {
		return 1
	}
	return o.Weight[j]
}

func (o CompositeOptions) check(rows [][]*float64) Status {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return StatusNoData
	}
	k := len(rows[0])
	switch {
	case !rectangular(rows),
		len(o.Direction) != k,
		o.Weight != nil && len(o.Weight) != k,
		o.Method == ScaleGoalpost && len(o.Goalposts) != k,
		!(o.MinCoverage >= 0 && o.MinCoverage <= 1):
		return StatusInvalid
	case o.Weight == nil:
		return StatusOK
	case !finite(o.Weight...) || anyNegative(o.Weight):
		return StatusInvalid
	case sum(o.Weight) == 0:
		return StatusZeroDenominator
	}
	return StatusOK
}

// scale gives the scaled indicators that have variation, and their columns.
func (o CompositeOptions) scale(rows [][]*float64) (scaled [][]*float64, used []int) {
	scaled = make([][]*float64, len(rows))
	for j := range rows[0] {
		n := Normalization{Method: o.Method, From: o.From, To: o.To, Direction: o.Direction[j]}
		if o.Method == ScaleGoalpost {
			n.Lower, n.Upper = o.Goalposts[j][0], o.Goalposts[j][1]
		}
		y := Normalize(column(rows, j), n)
		if y.Status != StatusOK {
			continue
		}
		used = append(used, j)
		for i := range rows {
			scaled[i] = append(scaled[i], y.Y[i])
		}
	}
	return scaled, used
}

// LeaveOneOutResult says how much a ranking hangs on single indicators.
type LeaveOneOutResult struct {
	MeanAbsRankShift []*float64 `json:"mean_abs_rank_shift"` // per indicator left out
	RankMin          []*float64 `json:"rank_min"`            // per area, over the full index and all indicators left out
	RankMax          []*float64 `json:"rank_max"`
	Status           Status     `json:"status"`
}

// CompositeLeaveOneOut recomputes Composite without each indicator in turn. At least two indicators are needed.
func CompositeLeaveOneOut(rows [][]*float64, o CompositeOptions) LeaveOneOutResult {
	base := Composite(rows, o)
	result := LeaveOneOutResult{RankMin: slices.Clone(base.Rank), RankMax: slices.Clone(base.Rank), Status: base.Status}
	if base.Status != StatusOK {
		return result
	}
	k := len(rows[0])
	if k < 2 {
		result.Status = StatusInsufficientN
		return result
	}
	for j := range k {
		ranks := Composite(o.without(rows, j)).Rank
		shift, n := 0.0, 0.0
		for i, r := range ranks {
			if r == nil {
				continue
			}
			if base.Rank[i] != nil {
				shift, n = shift+math.Abs(*r-*base.Rank[i]), n+1
			}
			if result.RankMin[i] == nil || *r < *result.RankMin[i] {
				result.RankMin[i] = r
			}
			if result.RankMax[i] == nil || *r > *result.RankMax[i] {
				result.RankMax[i] = r
			}
		}
		result.MeanAbsRankShift = append(result.MeanAbsRankShift, number(shift/n))
	}
	return result
}

// without gives the rows and the options with one indicator taken out.
func (o CompositeOptions) without(rows [][]*float64, j int) ([][]*float64, CompositeOptions) {
	fewer := make([][]*float64, len(rows))
	for i, row := range rows {
		fewer[i] = slices.Delete(slices.Clone(row), j, j+1)
	}
	o.Direction = slices.Delete(slices.Clone(o.Direction), j, j+1)
	if o.Weight != nil {
		o.Weight = slices.Delete(slices.Clone(o.Weight), j, j+1)
	}
	if o.Goalposts != nil {
		o.Goalposts = slices.Delete(slices.Clone(o.Goalposts), j, j+1)
	}
	return fewer, o
}

// AlphaResult is Cronbach's alpha.
type AlphaResult struct {
	Alpha  *float64 `json:"alpha"` // descriptive: how much the indicators measure one thing
	N      int      `json:"n"`     // areas with all indicators
	Status Status   `json:"status"`
}

// CronbachAlpha is k/(k-1)·(1 - Σvar_j/var(sum)) over the areas with all k indicators (Cronbach 1951). Fewer than two
// indicators or areas are StatusInsufficientN, a sum without variation StatusDegenerate.
func CronbachAlpha(rows [][]*float64) AlphaResult {
	switch {
	case len(rows) == 0:
		return AlphaResult{Status: StatusNoData}
	case !rectangular(rows):
		return AlphaResult{Status: StatusInvalid}
	}
	var complete [][]float64
	var totals []float64
	for _, row := range rows {
		if known := present(row); len(known) == len(row) && len(row) > 0 {
			complete, totals = append(complete, known), append(totals, sum(known))
		}
	}
	n, k := len(complete), len(rows[0])
	result := AlphaResult{N: n, Status: StatusOK}
	switch {
	case n < 2 || k < 2:
		result.Status = StatusInsufficientN
		return result
	case allEqual(totals):
		result.Status = StatusDegenerate
		return result
	}
	parts := 0.0
	for j := range k {
		values := make([]float64, n)
		for i := range complete {
			values[i] = complete[i][j]
		}
		parts += sumSquares(values)
	}
	result.Alpha = number(float64(k) / float64(k-1) * (1 - parts/sumSquares(totals)))
	return result
}
