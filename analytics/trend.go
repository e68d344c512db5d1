package analytics

import (
	"math"
	"slices"
)

// The constants of the recent trend: points used, the χ² of 99.8 % on one degree of freedom, the widest span of years.
const (
	TrendPoints   = 5
	TrendCritical = 9.54953570608324
	TrendMaxSpan  = 7
	intervalWidth = 3.92 // of a 95 % interval, in standard errors: the constant of the published method
)

// The markers of a recent trend.
const (
	MarkerIncreasing = "increasing"
	MarkerDecreasing = "decreasing"
	MarkerNoChange   = "no_change"
	MarkerNone       = "cannot_be_calculated"
)

// RecentTrendResult says whether the last five values rise or fall.
type RecentTrendResult struct {
	Chi2        *float64 `json:"chi2"`        // (slope/se)² / dispersion
	Significant *bool    `json:"significant"` // beyond the critical value, and consistent
	Marker      string   `json:"marker"`
	Slope       *float64 `json:"slope"`      // unit per point
	Consistent  *bool    `json:"consistent"` // the slope keeps its sign whichever point is left out
	Span        int      `json:"span"`       // years from the first point used to the last, both counted
	Dispersion  float64  `json:"dispersion"`
	Status      Status   `json:"status"`
}

// RecentTrend marks the direction of the last five points that have a value and both 95 % limits (the rule of Fingertips'
// TrendMarkerCalculator): a weighted line over x = 1..5 with weights 1/se², se = (upper-lower)/3.92, significant when
// chi2 = (slope/se(slope))²/dispersion exceeds critical and the slope keeps its sign when any one point is left out. Pass
// only one segment of a metric, and as dispersion max(1, phi) of the metric: applications come in bursts, and without it up
// to half of all "trends" are false. years may be nil for consecutive years, else in any order; five points must lie within seven years, and two
// for one year are StatusInvalid.
// Fewer points give StatusInsufficientN, an interval of no width StatusDegenerate; the marker is then
// cannot_be_calculated, never no_change.
func RecentTrend(years []int, value, lower, upper []*float64, critical, dispersion float64) RecentTrendResult {
	result := RecentTrendResult{Marker: MarkerNone, Dispersion: math.Max(1, dispersion), Status: StatusOK}
	if len(value) != len(lower) || len(value) != len(upper) || (years != nil && len(years) != len(value)) ||
		!(critical > 0) || !(dispersion > 0) {
		result.Status = StatusInvalid
		return result
	}
	var y, se []float64
	first, last := 0, 0
	for _, i := range latestFirst(years, len(value)) {
		if len(y) == TrendPoints {
			break
		}
		if value[i] == nil || lower[i] == nil || upper[i] == nil {
			continue
		}
		at := i
		if years != nil {
			at = years[i]
		}
		if len(y) > 0 && at == first {
			result.Status = StatusInvalid // two values for one year
			return result
		}
		if len(y) == 0 {
			last = at
		}
		first = at
		y, se = append(y, *value[i]), append(se, (*upper[i]-*lower[i])/intervalWidth)
	}
	if len(y) > 0 {
		result.Span = last - first + 1
	}
	if len(y) < TrendPoints || result.Span > TrendMaxSpan {
		result.Status = StatusInsufficientN
		return result
	}
	for _, s := range se {
		switch {
		case s < 0:
			result.Status = StatusInvalid
			return result
		case s == 0:
			result.Status = StatusDegenerate
			return result
		}
	}
	result.fit(y, se, critical)
	return result
}

// latestFirst gives the places of n points from the latest year to the earliest; without years the last place is the latest.
func latestFirst(years []int, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = n - 1 - i
	}
	if years != nil {
		slices.SortStableFunc(order, func(i, j int) int { return years[j] - years[i] })
	}
	return order
}

// fit takes the points from the latest to the earliest.
func (r *RecentTrendResult) fit(y, se []float64, critical float64) {
	slope, spread := weightedSlope(y, se, -1)
	consistent := slope != 0
	for left := range y {
		without, _ := weightedSlope(y, se, left)
		consistent = consistent && sign(without) == sign(slope)
	}
	chi2 := slope * slope / (spread * spread) / r.Dispersion
	significant := chi2 > critical && consistent
	r.Chi2, r.Slope, r.Consistent, r.Significant = number(chi2), number(slope), &consistent, &significant
	switch {
	case !significant:
		r.Marker = MarkerNoChange
	case slope > 0:
		r.Marker = MarkerIncreasing
	default:
		r.Marker = MarkerDecreasing
	}
}

// weightedSlope fits a line to points given from the latest to the earliest, one of them left out (-1 for none), and gives
// the slope per point with its standard error 1/√Σw(x-x̄)².
func weightedSlope(y, se []float64, left int) (slope, spread float64) {
	var w, wx, wy float64
	for i := range y {
		if i != left {
			weight := 1 / (se[i] * se[i])
			w, wx, wy = w+weight, wx+weight*float64(-i), wy+weight*y[i]
		}
	}
	var xx, xy float64
	for i := range y {
		if i != left {
			weight, x := 1/(se[i]*se[i]), float64(-i)-wx/w
			xx, xy = xx+weight*x*x, xy+weight*x*(y[i]-wy/w)
		}
	}
	return xy / xx, 1 / math.Sqrt(xx)
}

// ProportionTrendResult is a test for a trend in shares.
type ProportionTrendResult struct {
	Chi2   *float64 `json:"chi2"` // on one degree of freedom
	P      *float64 `json:"p"`
	Status Status   `json:"status"`
}

// ProportionTrend is the χ² test for a linear trend in shares x/n over scores, nil for 1, 2, … (prop.trend.test of R), in its
// counts form with N = Σn and R = Σx:
//
//	N(NΣxs - RΣns)² / (R(N-R)(NΣns² - (Σns)²))
//
// Groups with a missing side or n = 0 are left out. All or none in every group, or one score for all: StatusDegenerate.
func ProportionTrend(x, n, score []*float64) ProportionTrendResult {
	if len(x) != len(n) || (score != nil && len(score) != len(x)) {
		return ProportionTrendResult{Status: StatusInvalid}
	}
	var events, total, es, ns, nss float64
	given, groups := 0, 0
	for i := range x {
		s := number(float64(i + 1))
		if score != nil {
			s = score[i]
		}
		if x[i] == nil || n[i] == nil || s == nil {
			continue
		}
		if *x[i] < 0 || *n[i] < 0 || *x[i] > *n[i] {
			return ProportionTrendResult{Status: StatusInvalid}
		}
		given++
		if *n[i] > 0 {
			groups++
		}
		events, total = events+*x[i], total+*n[i]
		es, ns, nss = es+*x[i]**s, ns+*n[i]**s, nss+*n[i]**s**s
	}
	switch {
	case given == 0:
		return ProportionTrendResult{Status: StatusNoData}
	case groups == 0:
		return ProportionTrendResult{Status: StatusZeroDenominator}
	case groups < 2:
		return ProportionTrendResult{Status: StatusInsufficientN}
	}
	below := events * (total - events) * (total*nss - ns*ns)
	if below <= 0 {
		return ProportionTrendResult{Status: StatusDegenerate}
	}
	chi2 := total * square(total*es-events*ns) / below
	return ProportionTrendResult{Chi2: number(chi2), P: number(chi2P(chi2, 1)), Status: StatusOK}
}
