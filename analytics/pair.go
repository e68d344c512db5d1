package analytics

// The words of a comparison of two places or two years.
const (
	WordHigher       = "higher"
	WordLower        = "lower"
	WordNoDifference = "no_clear_difference" // not the same as equal: the data cannot tell
)

// Model says what kind of number a measure is.
type Model string

// The models of the statistical handbook, section 2. A rate's numerator is no subset of its denominator (requests per resident, reviews per
// request); a proportion's is.
const (
	ModelRate       Model = "rate"
	ModelProportion Model = "proportion"
)

// PairResult compares a first place or year with a second.
type PairResult struct {
	Word   *string  `json:"word"`  // higher, lower or no_clear_difference, of the first against the second
	Ratio  *float64 `json:"ratio"` // rates: first / second, with its exact limits below
	Diff   *float64 `json:"diff"`  // proportions: first - second, of 1 (show percentage points)
	Lower  *float64 `json:"lower"` // of the ratio or the difference; nil: unbounded
	Upper  *float64 `json:"upper"`
	P      *float64 `json:"p"` // rates only
	Small  bool     `json:"small"`
	Status Status   `json:"status"`
}

// ComparePair says whether one rate or proportion is higher than another: by the exact ratio of rates (RateRatio) or
// Newcombe's difference (ProportionDifference). The word is higher or lower only when the limits leave out 1 or 0. Small
// marks a count below ten on either side. Looking whether two intervals overlap is another test, and a weaker one. A missing
// number is StatusNoData.
func ComparePair(model Model, num1, den1, num2, den2 *float64, confidence float64) PairResult {
	v := present([]*float64{num1, den1, num2, den2})
	if len(v) < 4 {
		return PairResult{Status: StatusNoData}
	}
	result := PairResult{Small: v[0] < UnstableBelow || v[2] < UnstableBelow}
	equal := 0.0
	switch model {
	case ModelRate:
		r := RateRatio(v[0], v[1], v[2], v[3], confidence)
		result.Ratio, result.Lower, result.Upper, result.P, result.Status = r.Ratio, r.Lower, r.Upper, r.P, r.Status
		equal = 1
	case ModelProportion:
		d := ProportionDifference(v[0], v[1], v[2], v[3], confidence)
		result.Diff, result.Lower, result.Upper, result.Status = d.Diff, d.Lower, d.Upper, d.Status
	default:
		result.Status = StatusInvalid
	}
	if result.Status != StatusOK {
		return result
	}
	word := WordNoDifference
	switch {
	case result.Lower != nil && *result.Lower > equal:
		word = WordHigher
	case result.Upper != nil && *result.Upper < equal:
		word = WordLower
	}
	result.Word = &word
	return result
}
