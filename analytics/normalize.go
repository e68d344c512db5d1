package analytics

import (
	"math"
	"slices"
)

// Scaling is how an indicator is brought onto a common scale.
type Scaling string

// The scalings. Goalposts are fixed and keep years comparable; the range of the data moves every year.
const (
	ScaleGoalpost Scaling = "goalpost"
	ScaleMinMax   Scaling = "minmax"
	ScaleZ        Scaling = "zscore"
	ScaleRank     Scaling = "rank"
)

// Normalization says how an indicator is scaled and which direction is good.
type Normalization struct {
	Method       Scaling
	Lower, Upper float64 // goalposts, in the indicator's unit
	From, To     float64 // of the scaled values: the worst and the best; not used by zscore and rank
	Direction    int     // 1 high is good, -1 low is good
}

// NormalizeResult holds scaled values; nil for missing ones.
type NormalizeResult struct {
	Y      []*float64 `json:"y"`
	Status Status     `json:"status"`
}

// Normalize scales an indicator so that more is better:
//
//	goalpost  From + (To-From)·(x-Lower)/(Upper-Lower), cut off at the goalposts
//	minmax    the same between the smallest and the largest value
//	zscore    (x-mean)/sd with n-1
//	rank      average rank from the worst, 1 to n
//
// A direction of -1 turns the indicator over. Equal goalposts are StatusInvalid; values without variation have no minmax or
// zscore (StatusDegenerate).
func Normalize(x []*float64, o Normalization) NormalizeResult {
	result := NormalizeResult{Y: make([]*float64, len(x)), Status: StatusOK}
	known := present(x)
	switch {
	case o.Direction != 1 && o.Direction != -1:
		result.Status = StatusInvalid
	case o.Method == ScaleGoalpost && !(o.Lower < o.Upper):
		result.Status = StatusInvalid
	case (o.Method == ScaleGoalpost || o.Method == ScaleMinMax) && !(o.From < o.To):
		result.Status = StatusInvalid
	case len(known) == 0:
		result.Status = StatusNoData
	}
	if result.Status != StatusOK {
		return result
	}
	scale, s := scaleOf(known, o)
	if s != StatusOK {
		result.Status = s
		return result
	}
	at := 0
	for i, v := range x {
		if v != nil {
			result.Y[i] = number(scale(at))
			at++
		}
	}
	return result
}

// scaleOf gives the function from the place of a known value to its scaled value.
func scaleOf(known []float64, o Normalization) (func(i int) float64, Status) {
	between := func(low, high float64) func(i int) float64 {
		return func(i int) float64 {
			share := clamp((known[i]-low)/(high-low), 0, 1)
			if o.Direction < 0 {
				share = clamp((high-known[i])/(high-low), 0, 1)
			}
			return o.From + (o.To-o.From)*share
		}
	}
	switch o.Method {
	case ScaleGoalpost:
		return between(o.Lower, o.Upper), StatusOK
	case ScaleRank:
		ranks := rankValues(known, o.Direction < 0, TiesAverage)
		return func(i int) float64 { return ranks[i] }, StatusOK
	case ScaleMinMax, ScaleZ:
		if allEqual(known) {
			return nil, StatusDegenerate
		}
		if o.Method == ScaleMinMax {
			low, high := known[0], known[0]
			for _, v := range known {
				low, high = math.Min(low, v), math.Max(high, v)
			}
			return between(low, high), StatusOK
		}
		m, sd := mean(known), sampleSD(known)
		return func(i int) float64 { return float64(o.Direction) * (known[i] - m) / sd }, StatusOK
	}
	return nil, StatusInvalid
}

// MeanKind chooses a power mean.
type MeanKind string

// The means. The geometric one lets a weak part weigh more; it needs positive values.
const (
	MeanArithmetic MeanKind = "arithmetic"
	MeanGeometric  MeanKind = "geometric"
	MeanHarmonic   MeanKind = "harmonic"
	MeanPower      MeanKind = "power"
)

// PowerMeanResult is a weighted mean.
type PowerMeanResult struct {
	Value  *float64 `json:"value"`
	Used   int      `json:"n_used"`
	Status Status   `json:"status"`
}

// PowerMean is (Σw·x^p/Σw)^(1/p): p = 1 arithmetic, -1 harmonic, and for 0 its limit, the geometric mean. exponent is used by
// MeanPower only. Pairs with a missing side leave both sums. Other means than the arithmetic need positive values, and no
// weight may be negative (StatusInvalid).
func PowerMean(x, w []*float64, kind MeanKind, exponent float64) PowerMeanResult {
	if len(x) != len(w) {
		return PowerMeanResult{Status: StatusInvalid}
	}
	values, weights, index := presentPairs(x, w)
	result := PowerMeanResult{Used: len(values), Status: StatusOK}
	p, known := map[MeanKind]float64{MeanArithmetic: 1, MeanGeometric: 0, MeanHarmonic: -1, MeanPower: exponent}[kind]
	switch {
	case !known || !finite(p) || anyNegative(weights):
		result.Status = StatusInvalid
		return result
	case len(values) == 0:
		result.Status = StatusNoData
		return result
	}
	values, weights, _ = positiveOnly(values, weights, index)
	if len(values) == 0 {
		result.Status = StatusZeroDenominator
		return result
	}
	total, all := 0.0, sum(weights)
	unit := slices.Max(values) // the largest power is 1 of it
	if p < 0 {
		unit = slices.Min(values)
	}
	for i, v := range values {
		switch {
		case p == 1:
			total += weights[i] / all * v
		case v <= 0:
			result.Status = StatusInvalid
			return result
		case p == 0:
			total += weights[i] / all * math.Log(v)
		default:
			total += weights[i] / all * math.Pow(v/unit, p)
		}
	}
	switch p {
	case 1:
	case 0:
		total = math.Exp(total)
	default:
		total = unit * math.Pow(total, 1/p)
	}
	result.Value = number(total)
	return result
}
