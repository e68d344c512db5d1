package analytics

import "slices"

// PanelChange is a change of a total over the units that are known in both years.
type PanelChange struct {
	ChangeResult
	Previous *float64 `json:"previous"` // sums over the matched units
	Current  *float64 `json:"current"`
	Matched  int      `json:"n_matched"`
	Units    int      `json:"n_units"`
}

// MatchedChange compares two years over the units that state both. A total that grows because more units report has not
// grown: below nine tenths of coverage this is the change to show.
func MatchedChange(previous, current []*float64) PanelChange {
	if len(previous) != len(current) {
		return PanelChange{ChangeResult: ChangeResult{Status: StatusInvalid}}
	}
	a, b, _ := presentPairs(previous, current)
	result := PanelChange{Matched: len(a), Units: len(previous), ChangeResult: ChangeResult{Status: StatusNoData}}
	if len(a) == 0 {
		return result
	}
	if anyNegative(a) || anyNegative(b) {
		result.Status = StatusInvalid
		return result
	}
	result.Previous, result.Current = number(sum(a)), number(sum(b))
	result.ChangeResult = Change(result.Previous, result.Current)
	return result
}

// WeightedCoverage is the share of the population that lives where a value is stated, 0 to 1; nil when a population is not
// known or all are zero. It stands beside the share of units.
func WeightedCoverage(values, population []*float64) *float64 {
	if len(values) != len(population) {
		return nil
	}
	covered, all := 0.0, 0.0
	for i, p := range population {
		if p == nil || *p < 0 {
			return nil
		}
		all += *p
		if values[i] != nil {
			covered += *p
		}
	}
	return number(covered / all)
}

// PartsCheck tests that the parts of a whole sum to it, such as outcomes or kinds of applicants. The residual is whole - sum
// of parts. A missing number makes it StatusNoData.
func PartsCheck(whole *float64, parts []*float64) IdentityResult {
	known := present(parts)
	switch {
	case whole == nil, len(known) < len(parts), len(parts) == 0:
		return IdentityResult{Status: StatusNoData}
	case !validCount(*whole) || slices.ContainsFunc(known, func(v float64) bool { return !validCount(v) }):
		return IdentityResult{Status: StatusInvalid}
	}
	residual := *whole - sum(known)
	balanced := residual == 0
	return IdentityResult{Residual: &residual, Balanced: &balanced, Status: StatusOK}
}

// CarryOverCheck tests that what one year carried out is what the next carried in.
func CarryOverCheck(carriedOut, nextCarriedIn *float64) IdentityResult {
	return PartsCheck(carriedOut, []*float64{nextCarriedIn})
}
