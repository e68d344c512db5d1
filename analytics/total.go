package analytics

import "slices"

// Total is a sum that says how much of it is known.
type Total struct {
	Sum      *float64 `json:"sum"` // of the values that are there
	Present  int      `json:"n_present"`
	Missing  int      `json:"n_missing"`
	Coverage *float64 `json:"coverage"` // present / all, 0 to 1
	Status   Status   `json:"status"`
}

// Sum adds counts of units. With some missing the status is StatusPartialUnits and the sum is that of the known; with all
// missing there is no sum. A negative count is StatusInvalid.
func Sum(values []*float64) Total {
	known := present(values)
	total := Total{Present: len(known), Missing: len(values) - len(known)}
	if len(values) > 0 {
		total.Coverage = number(float64(len(known)) / float64(len(values)))
	}
	switch {
	case anyNegative(known):
		total.Status = StatusInvalid
	case len(known) == 0:
		total.Status = StatusNoData
	case total.Missing > 0:
		total.Sum, total.Status = number(sum(known)), StatusPartialUnits
	default:
		total.Sum, total.Status = number(sum(known)), StatusOK
	}
	return total
}

// IdentityResult is what remains of new + carried in - processed - carried out.
type IdentityResult struct {
	Residual *float64 `json:"residual"`
	Balanced *bool    `json:"balanced"`
	Status   Status   `json:"status"`
}

// IdentityCheck tests that requests received and carried in are those processed and carried out. A missing term makes it
// StatusNoData: an identity with a hole proves nothing.
func IdentityCheck(received, carriedIn, processed, carriedOut *float64) IdentityResult {
	terms := []*float64{received, carriedIn, processed, carriedOut}
	known := present(terms)
	switch {
	case len(known) < len(terms):
		return IdentityResult{Status: StatusNoData}
	case slices.ContainsFunc(known, func(v float64) bool { return !validCount(v) }):
		return IdentityResult{Status: StatusInvalid}
	}
	residual := known[0] + known[1] - known[2] - known[3]
	balanced := residual == 0
	return IdentityResult{Residual: &residual, Balanced: &balanced, Status: StatusOK}
}

// HonestTotalResult is a total over an incomplete set of units with what it could have been.
type HonestTotalResult struct {
	Total
	Lower *float64 `json:"lower"` // if each missing unit had been like the lowest of its peers
	Upper *float64 `json:"upper"` // if each had been like the highest
}

// HonestTotal bounds the total of units of which some did not report: each missing unit takes its size times the 1st and the
// 99th percentile (type 7) of the rates of the units that did. Sizes are populations or, where nil is given for the whole
// list, 1 for every unit. The bounds are no confidence interval: they assume that those silent are like those heard, and no
// more. Fewer than three known units give no bounds; nor does a missing unit of unknown size. How many must be
// known for the truth to lie inside in 95 of 100 cases is the caller's to ask (enoughHeard).
func HonestTotal(values, sizes []*float64) HonestTotalResult {
	result := HonestTotalResult{Total: Sum(values)}
	if sizes == nil {
		sizes = slices.Repeat(Values(1), len(values))
	}
	if len(sizes) != len(values) {
		return HonestTotalResult{Total: Total{Status: StatusInvalid}}
	}
	if result.Sum == nil {
		return result
	}
	var rates []float64
	missing := 0.0
	for i, v := range values {
		known := sizes[i] != nil && *sizes[i] > 0
		switch {
		case v == nil && !known:
			return result
		case v == nil:
			missing += *sizes[i]
		case known:
			rates = append(rates, *v / *sizes[i])
		}
	}
	if result.Missing == 0 {
		missing = 0
	}
	result.Lower, result.Upper = totalBounds(*result.Sum, rates, missing)
	return result
}

// totalBounds are the limits of HonestTotal: missing is the size of all that are silent together, 0 when none are.
func totalBounds(sum float64, rates []float64, missing float64) (lower, upper *float64) {
	if missing == 0 {
		return number(sum), number(sum)
	}
	if len(rates) < 3 {
		return nil, nil
	}
	rates = slices.Sorted(slices.Values(rates))
	return number(sum + missing*quantileSorted(rates, 0.01)), number(sum + missing*quantileSorted(rates, 0.99))
}
