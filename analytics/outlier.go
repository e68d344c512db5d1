package analytics

import "math"

// The defaults of robust outlier detection (Iglewicz & Hoaglin 1993).
const (
	OutlierThreshold = 3.5
	MinOutlierN      = 5
)

// The scales of a robust z: 1/Φ⁻¹(0.75) makes the MAD, √(π/2) the mean deviation, a standard deviation under normality.
var (
	madScale     = 1 / normalQuantile(0.75)
	meanDevScale = math.Sqrt(math.Pi / 2)
)

// OutlierResult marks values far from the others.
type OutlierResult struct {
	Median      *float64   `json:"median"`
	MAD         *float64   `json:"mad"`          // median absolute deviation, unscaled
	ScaleMethod *string    `json:"scale_method"` // mad, or mean_ad when half of the values are equal
	Z           []*float64 `json:"z"`
	Flags       []bool     `json:"flags"`
	N           int        `json:"n"`
	Status      Status     `json:"status"`
}

// Outliers gives robust z = (x - median)/(1.4826·MAD) and flags |z| > threshold. When the MAD is 0 the scale is 1.2533 times
// the mean absolute deviation from the median; when that is 0 too, StatusDegenerate. Missing values are never flagged; fewer
// than minN values give StatusInsufficientN. For disclosure figures take log1p of rates within one year and level.
func Outliers(x []*float64, threshold float64, minN int) OutlierResult {
	known := present(x)
	result := OutlierResult{
		Z: make([]*float64, len(x)), Flags: make([]bool, len(x)), N: len(known), Status: StatusOK,
	}
	switch {
	case !(threshold > 0):
		result.Status = StatusInvalid
		return result
	case len(known) < max(minN, 1):
		result.Status = StatusInsufficientN
		return result
	}
	center := median(known)
	deviations := make([]float64, len(known))
	for i, v := range known {
		deviations[i] = math.Abs(v - center)
	}
	mad := median(deviations)
	result.Median, result.MAD = number(center), number(mad)
	scale, method := madScale*mad, "mad"
	if mad == 0 {
		scale, method = meanDevScale*mean(deviations), "mean_ad"
	}
	if scale == 0 {
		result.Status = StatusDegenerate
		return result
	}
	result.ScaleMethod = &method
	for i, v := range x {
		if v != nil {
			z := (*v - center) / scale
			result.Z[i], result.Flags[i] = number(z), math.Abs(z) > threshold
		}
	}
	return result
}
