package analytics

import "math"

// Polarity says whether a high value is a good one. Without a polarity a difference is higher or lower, never better.
type Polarity string

// The polarities.
const (
	PolarityNone Polarity = "none"
	HighIsGood   Polarity = "high_good"
	LowIsGood    Polarity = "low_good"
)

// The categories of a comparison.
const (
	CategoryBetter      = "better"
	CategoryWorse       = "worse"
	CategoryHigher      = "higher"
	CategoryLower       = "lower"
	CategorySimilar     = "similar" // for a small area: cannot tell
	CategoryNotCompared = "not_compared"
)

// Comparison is the place of an area's value beside a benchmark.
type Comparison struct {
	Category string   `json:"category"`
	Value    *float64 `json:"value"`
	Lower    *float64 `json:"lower"` // of the area's interval, or of the control limits around the benchmark
	Upper    *float64 `json:"upper"`
	Status   Status   `json:"status"`
}

func notCompared(s Status) Comparison { return Comparison{Category: CategoryNotCompared, Status: s} }

// CompareBenchmark places an area's interval (RateCI or Wilson) beside a benchmark that is taken as fixed: similar when the
// interval contains it (the single-overlapping-interval rule of Fingertips). Where the area is more than a tenth of the
// benchmark, take BenchmarkExcludingSelf. Two areas are compared with ComparePair, not by overlapping intervals.
func CompareBenchmark(area Interval, benchmark *float64, polarity Polarity) Comparison {
	switch {
	case area.Status != StatusOK:
		return notCompared(area.Status)
	case benchmark == nil:
		return notCompared(StatusNoData)
	case area.Lower == nil || area.Upper == nil:
		return notCompared(StatusInsufficientN)
	}
	side := 0
	switch {
	case *area.Lower > *benchmark:
		side = 1
	case *area.Upper < *benchmark:
		side = -1
	}
	return Comparison{
		Category: categoryOf(side, polarity), Value: area.Value, Lower: area.Lower, Upper: area.Upper, Status: StatusOK,
	}
}

// CompareControlLimits places a share beside a benchmark share b with the limits b ± z√(b(1-b)/n) around the benchmark, the
// score limits of PHEindicatormethods. A share outside [0,1] is StatusInvalid.
func CompareControlLimits(value, n, benchmark *float64, z float64, polarity Polarity) Comparison {
	switch {
	case value == nil || n == nil || benchmark == nil:
		return notCompared(StatusNoData)
	case *value < 0, *value > 1, *benchmark < 0, *benchmark > 1, *n < 0, !(z > 0):
		return notCompared(StatusInvalid)
	case *n == 0:
		return notCompared(StatusZeroDenominator)
	}
	lower, upper := scoreLimits(*benchmark, *n, z)
	side := 0
	switch {
	case *value > upper:
		side = 1
	case *value < lower:
		side = -1
	}
	return Comparison{
		Category: categoryOf(side, polarity), Value: value, Lower: number(lower), Upper: number(upper), Status: StatusOK,
	}
}

// scoreLimits are p ± z√(p(1-p)/n) within [0,1].
func scoreLimits(p, n, z float64) (lower, upper float64) {
	half := z * math.Sqrt(p*(1-p)/n)
	return clamp(p-half, 0, 1), clamp(p+half, 0, 1)
}

func categoryOf(side int, polarity Polarity) string {
	if side == 0 {
		return CategorySimilar
	}
	switch polarity {
	case HighIsGood:
	case LowIsGood:
		side = -side
	default:
		if side > 0 {
			return CategoryHigher
		}
		return CategoryLower
	}
	if side > 0 {
		return CategoryBetter
	}
	return CategoryWorse
}

// BenchmarkResult is a benchmark rate.
type BenchmarkResult struct {
	Benchmark *float64 `json:"benchmark"` // per multiplier
	Status    Status   `json:"status"`
}

// BenchmarkExcludingSelf is the rate of the total without the area that is compared with it: (X-x)/(N-n)·multiplier. An area
// that is larger than its total is StatusInvalid; one that is its total has nothing to be compared with
// (StatusZeroDenominator).
func BenchmarkExcludingSelf(x, n, totalX, totalN, multiplier float64) BenchmarkResult {
	switch {
	case !finite(x, n, totalX, totalN), x < 0, n < 0, x > totalX, n > totalN, !(multiplier > 0):
		return BenchmarkResult{Status: StatusInvalid}
	case totalN == n:
		return BenchmarkResult{Status: StatusZeroDenominator}
	}
	return BenchmarkResult{Benchmark: number((totalX - x) / (totalN - n) * multiplier), Status: StatusOK}
}
