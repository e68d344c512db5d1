package analytics

// The statuses of a statistic (the statistical handbook, 1.2). A statistic that is not StatusOK, StatusPartialUnits ("partial": some of
// the inputs were missing, the figure speaks of the rest) or StatusNoBetweenVariance has nil where its figure would stand.
const (
	StatusOK                Status = "ok"
	StatusNoData            Status = "no_data"             // an input is missing, or all of them are
	StatusZeroDenominator   Status = "zero_denominator"    // a ratio to nothing
	StatusZeroBase          Status = "zero_base"           // a percentage of a zero: say "from 0 to 5"
	StatusNoEvents          Status = "no_events"           // nothing happened on either side, so nothing to compare
	StatusDegenerate        Status = "degenerate"          // no variation to measure
	StatusInvalid           Status = "invalid"             // negative count, part larger than its whole, impossible parameter
	StatusNoBetweenVariance Status = "no_between_variance" // the areas differ by no more than chance: all shrink to the mean
	StatusGapsNotSupported  Status = "gaps_not_supported"  // the method needs every year
)

// Interval is an estimate with its confidence limits. Value, Lower and Upper share one unit: per multiplier for rates, a
// share of 1 for proportions, unless the function says otherwise. A nil limit with StatusOK means that the limit does not
// exist (unbounded); all three are nil under any other status.
type Interval struct {
	Value  *float64 `json:"value"`
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	Method string   `json:"method,omitempty"`
	Status Status   `json:"status"`
}

// number gives a pointer to v, or nil when v is not a finite number: NaN and Inf never leave this package.
func number(v float64) *float64 {
	if v-v != 0 { // true for NaN and both infinities
		return nil
	}
	return &v
}

func without(s Status) Interval { return Interval{Status: s} }
