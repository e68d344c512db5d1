package analytics

import (
	"math"
	"slices"
)

// SpreadResult says how far areas lie apart.
type SpreadResult struct {
	P10      *float64 `json:"p10"` // type-7 quantiles of the areas' values
	P50      *float64 `json:"p50"`
	P90      *float64 `json:"p90"`
	Gap      *float64 `json:"p90_p10"`   // difference, in the unit of the values
	TopShare *float64 `json:"top_share"` // of the sum, held by the tenth of the areas (rounded up) with the highest values
	N        int      `json:"n"`
	Status   Status   `json:"status"`
}

// Spread gives the deciles of values and the share of their sum that the highest tenth holds; no share when the sum is 0 or a
// value is negative. Missing values are left out.
func Spread(x []*float64) SpreadResult {
	known := present(x)
	if len(known) == 0 {
		return SpreadResult{Status: StatusNoData}
	}
	slices.Sort(known)
	p10, p90 := quantileSorted(known, 0.1), quantileSorted(known, 0.9)
	result := SpreadResult{
		P10: number(p10), P50: number(quantileSorted(known, 0.5)), P90: number(p90), Gap: number(p90 - p10),
		N: len(known), Status: StatusOK,
	}
	if known[0] >= 0 {
		top := int(math.Ceil(float64(len(known)) / 10))
		result.TopShare = number(sum(known[len(known)-top:]) / sum(known))
	}
	return result
}

// Concentration is the Herfindahl-Hirschman index Σs² of the shares of a whole: 1 when one category has all, 1/k when k are
// equal. Statuses are those of Shares.
func Concentration(counts []*float64) (hhi *float64, status Status) {
	shares := Shares(counts)
	if shares.Status != StatusOK {
		return nil, shares.Status
	}
	total := 0.0
	for _, s := range shares.Shares {
		total += square(*s)
	}
	return number(total), StatusOK
}
