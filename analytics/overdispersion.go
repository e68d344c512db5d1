package analytics

import (
	"math"
	"slices"
)

// FunnelType says what a funnel compares.
type FunnelType string

// The kinds of funnels: observed over expected counts around 1, and shares around a target share.
const (
	FunnelRatio FunnelType = "ratio"
	FunnelShare FunnelType = "proportion"
)

// MinAreas is the number of areas below which the variance between them is not estimated.
const MinAreas = 10

// DefaultWinsor is the share of areas at each end whose z is pulled in before dispersion is estimated.
const DefaultWinsor = 0.1

// Dispersion says how much more areas differ than independent events would.
type Dispersion struct {
	Z    []*float64 `json:"z"`     // standardised difference from the target; nil where there is no denominator
	Phi  *float64   `json:"phi"`   // mean of the squared winsorised z; 1 under pure chance
	Tau2 *float64   `json:"tau2"`  // variance between areas, on the transformed scale
	ZAdj []*float64 `json:"z_adj"` // z after allowing for tau2
	// The same with the tau2 at which the winsorised z_adj vary as much as chance would (consistentTau). Funnel uses these:
	// with the published tau2, 2.3 % of areas without any peculiarity fall outside the 99.8 % limits.
	Tau2Full *float64   `json:"tau2_full"`
	ZFull    []*float64 `json:"z_full"`
	Used     int        `json:"n_used"`
	Status   Status     `json:"status"`
}

// Overdispersion estimates phi and tau² (Spiegelhalter 2005, additive random effects). With y = √(O/E), s = 1/(2√E) and
// target 1 for ratios, y = asin√p, s = 1/(2√n) and the pooled share as target for proportions: z = (y-y0)/s is pulled in to
// its type-7 quantiles at winsor and 1-winsor, phi = Σz²/I, and with w = 1/s²
//
//	tau² = max(0, (I·phi - (I-1)) / (Σw - Σw²/Σw))
//
// Areas with a missing side or a zero denominator stay out. Below MinAreas areas only z and phi are given
// (StatusInsufficientN).
func Overdispersion(kind FunnelType, num, den []*float64, winsor float64) Dispersion {
	n := len(den)
	if len(num) != n || !(winsor >= 0 && winsor < 0.5) || (kind != FunnelRatio && kind != FunnelShare) {
		return Dispersion{Status: StatusInvalid}
	}
	a, b, index := presentPairs(num, den)
	if anyNegative(a) || anyNegative(b) {
		return Dispersion{Status: StatusInvalid}
	}
	a, b, index = positiveOnly(a, b, index)
	result := Dispersion{Z: make([]*float64, n), ZAdj: make([]*float64, n), ZFull: make([]*float64, n), Used: len(a)}
	if len(a) == 0 {
		result.Status = StatusNoData
		if len(present(num)) > 0 && len(present(den)) > 0 {
			result.Status = StatusZeroDenominator
		}
		return result
	}
	target := 1.0
	if kind == FunnelShare {
		for i := range a {
			if a[i] > b[i] {
				return Dispersion{Status: StatusInvalid}
			}
		}
		target = sum(a) / sum(b)
	}
	return result.estimate(kind, target, a, b, index, winsor)
}

func (d Dispersion) estimate(kind FunnelType, target float64, a, b []float64, index []int, winsor float64) Dispersion {
	y0 := transform(kind, target)
	z := make([]float64, len(a))
	for i := range a {
		z[i] = (transform(kind, a[i]/b[i]) - y0) * 2 * math.Sqrt(b[i])
	}
	phi := winsorisedPhi(z, winsor)
	d.Z, d.Phi = scatter(len(d.Z), index, z), number(phi)
	if len(a) < MinAreas {
		d.Status = StatusInsufficientN
		return d
	}
	tau2, full := tauSquared(phi, b), consistentTau(z, b, winsor)
	d.Tau2, d.ZAdj = number(tau2), scatter(len(d.Z), index, adjustedZ(z, b, tau2))
	d.Tau2Full, d.ZFull = number(full), scatter(len(d.Z), index, adjustedZ(z, b, full))
	d.Status = StatusOK
	return d
}

// tauSquared is the variance between areas that phi leaves after that of chance, for areas of size b with w = 4b.
func tauSquared(phi float64, b []float64) float64 {
	var weights, squares float64
	for _, v := range b {
		weights += 4 * v
		squares += 16 * v * v
	}
	count := float64(len(b))
	return math.Max(0, (count*phi-(count-1))/(weights-squares/weights))
}

// adjustedZ divides each z by its spread under the variance tau2 between areas.
func adjustedZ(z, b []float64, tau2 float64) []float64 {
	adjusted := make([]float64, len(z))
	for i := range z {
		adjusted[i] = z[i] / math.Sqrt(1+4*b[i]*tau2)
	}
	return adjusted
}

func winsorisedPhi(z []float64, winsor float64) float64 {
	phi := 0.0
	for _, v := range winsorise(z, winsor) {
		phi += v * v / float64(len(z))
	}
	return phi
}

// consistentTau is the tau2 at which the winsorised adjusted z have the variance of a winsorised standard normal: the estimate
// of Paule & Mandel (1982) made robust. Unlike tauSquared it pulls in values that have one spread, whatever the sizes of
// their areas, and puts back what that takes away.
func consistentTau(z, b []float64, winsor float64) float64 {
	excess := func(tau2 float64) float64 {
		return winsorisedPhi(adjustedZ(z, b, tau2), winsor)/winsorLoss(winsor) - 1
	}
	if excess(0) <= 0 {
		return 0
	}
	low, high := 0.0, 1/slices.Max(b)
	for range 100 {
		if excess(high) <= 0 {
			break
		}
		low, high = high, 4*high
	}
	for range 60 {
		middle := (low + high) / 2
		if excess(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// winsorLoss is the variance of a standard normal after its tails are pulled in to the quantiles ±q at share and 1-share:
// 1 - 2·share - 2qφ(q) + 2·share·q², 0.679 at a tenth.
func winsorLoss(share float64) float64 {
	if share == 0 {
		return 1
	}
	q := -normalQuantile(share)
	density := math.Exp(-q*q/2) / math.Sqrt(2*math.Pi)
	return 1 - 2*share - 2*q*density + 2*share*q*q
}

// positiveOnly drops the pairs whose second side is 0.
func positiveOnly(a, b []float64, index []int) (num, den []float64, kept []int) {
	for i := range b {
		if b[i] > 0 {
			num, den, kept = append(num, a[i]), append(den, b[i]), append(kept, index[i])
		}
	}
	return num, den, kept
}

// transform is the scale on which the variance does not depend on the value.
func transform(kind FunnelType, v float64) float64 {
	if kind == FunnelShare {
		return math.Asin(math.Sqrt(v))
	}
	return math.Sqrt(v)
}

// untransform undoes transform; an angle or root outside its range is moved to the edge first, or it would be reflected.
func untransform(kind FunnelType, y float64) float64 {
	if kind == FunnelShare {
		s := math.Sin(clamp(y, 0, math.Pi/2))
		return s * s
	}
	y = math.Max(0, y)
	return y * y
}

// winsorise pulls values beyond the type-7 quantiles at share and 1-share in to them.
func winsorise(x []float64, share float64) []float64 {
	sorted := slices.Sorted(slices.Values(x))
	low, high := quantileSorted(sorted, share), quantileSorted(sorted, 1-share)
	pulled := make([]float64, len(x))
	for i, v := range x {
		pulled[i] = clamp(v, low, high)
	}
	return pulled
}

// DispersionLimits gives funnel limits that allow for the variance tau2 between areas: y0 ± z√(s²+tau2) on the scale of
// Overdispersion, transformed back. Each z gives its own column; negative ones are lower limits. den holds expected counts
// for ratios and numbers of cases for shares.
func DispersionLimits(kind FunnelType, target float64, den []*float64, tau2 float64, z []float64) LimitsResult {
	if kind != FunnelRatio && kind != FunnelShare || !(target >= 0) || (kind == FunnelShare && target > 1) ||
		!(tau2 >= 0) || !finite(z...) || !finite(target, tau2) {
		return LimitsResult{Status: StatusInvalid}
	}
	y0 := transform(kind, target)
	result := LimitsResult{Limits: make([][]*float64, len(den)), Status: StatusNoData}
	for i, n := range den {
		result.Limits[i] = make([]*float64, len(z))
		if n == nil {
			continue
		}
		if *n == 0 {
			if result.Status == StatusNoData {
				result.Status = StatusZeroDenominator
			}
			continue
		}
		if *n < 0 {
			return LimitsResult{Status: StatusInvalid}
		}
		result.Status = StatusOK
		for j, v := range z {
			result.Limits[i][j] = number(untransform(kind, y0+v*math.Sqrt(1/(4**n)+tau2)))
		}
	}
	return result
}
