package analytics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// The smallest interrupted series: points on each side of the break, and in all where a page shows one.
const (
	MinITSSide  = 3
	MinITSTotal = 8
)

// maxLagged is the most pairs of points and lags that Newey-West errors are computed from: about three seconds.
const maxLagged = 10_000_000

// ITSOptions are the choices of an interrupted time series.
type ITSOptions struct {
	Lag             int   // of the Newey-West errors
	MinPre, MinPost int   // points needed before and from the break
	MinN            int   // points needed in all
	Exclude         []int // years left out, such as a year of transition
}

// ITSDefaults are lag 1, three points on each side and eight in all.
func ITSDefaults() ITSOptions {
	return ITSOptions{Lag: 1, MinPre: MinITSSide, MinPost: MinITSSide, MinN: MinITSTotal}
}

// ITSResult is a series interrupted at a known year. The lists hold level at the first year, slope a year, change of level
// at the break, change of slope a year.
type ITSResult struct {
	Coef               []*float64 `json:"coef"`
	SEOLS              []*float64 `json:"se_ols"`
	POLS               []*float64 `json:"p_ols"`
	SENW               []*float64 `json:"se_nw"` // Newey-West
	PNW                []*float64 `json:"p_nw"`
	PMax               []*float64 `json:"p_max"`               // from the larger error: the one to report
	EffectLast         *float64   `json:"effect_last"`         // fitted - counterfactual in the last year
	FittedLast         *float64   `json:"fitted_last"`         // in the last year
	CounterfactualLast *float64   `json:"counterfactual_last"` // as if the first line had gone on
	R2                 *float64   `json:"r2"`
	N                  int        `json:"n"`
	Status             Status     `json:"status"`
}

// ITS fits y = b0 + b1(t-first) + b2·D + b3·(t-break)·D with D = 1 from the break year on, by QR, and tests each coefficient
// on t(n-4) with ordinary errors, with Newey-West errors (Bartlett weights, factor n/(n-4)) and with the larger of the two:
// at 16 points Newey-West alone rejects a true null three times too often. The break of 2019 changed law and form on one
// day: a jump there is a "change coinciding with the new law and the new form", not an effect. Years may come in any order;
// two values for one year are StatusInvalid.
func ITS(years []int, y []*float64, breakYear int, o ITSOptions) ITSResult {
	if len(years) != len(y) || o.Lag < 0 || o.MinPre < 0 || o.MinPost < 0 {
		return ITSResult{Status: StatusInvalid}
	}
	t, values := interruptedPoints(years, y, o.Exclude)
	n, pre := len(t), 0
	for _, year := range t {
		if year < breakYear {
			pre++
		}
	}
	switch {
	case pre < max(o.MinPre, 2), n-pre < max(o.MinPost, 2), n < max(o.MinN, 5):
		return ITSResult{N: n, Status: StatusInsufficientN}
	case len(slices.Compact(slices.Clone(t))) < n, n*min(o.Lag, n) > maxLagged:
		return ITSResult{N: n, Status: StatusInvalid}
	case allEqual(values):
		return ITSResult{N: n, Status: StatusDegenerate}
	}
	return fitITS(t, values, breakYear, o.Lag)
}

// interruptedPoints gives the points that have a value and are not excluded, in the order of their years.
func interruptedPoints(years []int, y []*float64, exclude []int) ([]int, []float64) {
	order := make([]int, 0, len(years))
	for i, year := range years {
		if y[i] != nil && !slices.Contains(exclude, year) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return years[i] - years[j] })
	t, values := make([]int, len(order)), make([]float64, len(order))
	for i, at := range order {
		t[i], values[i] = years[at], *y[at]
	}
	return t, values
}

func fitITS(t []int, y []float64, breakYear, lag int) ITSResult {
	const k = 4
	n := len(t)
	design := mat.NewDense(n, k, nil)
	for i, year := range t {
		row := []float64{1, float64(year - t[0]), 0, 0}
		if year >= breakYear {
			row[2], row[3] = 1, float64(year-breakYear)
		}
		design.SetRow(i, row)
	}
	coef, inverse, ok := leastSquares(design, y)
	if !ok {
		return ITSResult{N: n, Status: StatusDegenerate}
	}
	fitted := make([]float64, n)
	residuals := make([]float64, n)
	sse := 0.0
	for i := range y {
		fitted[i] = mat.Dot(design.RowView(i), coef)
		residuals[i] = y[i] - fitted[i]
		sse += residuals[i] * residuals[i]
	}
	sst := sumSquares(y)
	result := ITSResult{N: n, Status: StatusOK, Coef: make([]*float64, k), R2: number(1 - sse/sst)}
	for i := range result.Coef {
		result.Coef[i] = number(coef.AtVec(i))
	}
	last := float64(t[n-1] - t[0])
	counterfactual := coef.AtVec(0) + coef.AtVec(1)*last
	result.FittedLast, result.CounterfactualLast = number(fitted[n-1]), number(counterfactual)
	result.EffectLast = number(fitted[n-1] - counterfactual)
	if sse <= 1e-24*sst {
		// The points lie on the two lines: what is left is rounding, and a test of it would be noise.
		result.Status = StatusDegenerate
		return result
	}
	df := float64(n - k)
	var ordinary mat.Dense
	ordinary.Scale(sse/df, inverse)
	hac := neweyWest(design, inverse, residuals, lag)
	for i := range k {
		ols, nw := math.Sqrt(ordinary.At(i, i)), math.Sqrt(math.Max(0, hac.At(i, i)))
		b := coef.AtVec(i)
		result.SEOLS, result.POLS = append(result.SEOLS, number(ols)), append(result.POLS, number(tP(b/ols, df)))
		result.PMax = append(result.PMax, number(tP(b/math.Max(ols, nw), df)))
		if nw <= 1e-6*ols {
			nw = math.NaN() // two points on a side lie on their line: their residuals say nothing about its error
		}
		result.SENW, result.PNW = append(result.SENW, number(nw)), append(result.PNW, number(tP(b/nw, df)))
	}
	return result
}

// leastSquares solves for the coefficients by QR and gives (X'X)⁻¹; ok is false when the columns are dependent.
func leastSquares(design *mat.Dense, y []float64) (coef *mat.VecDense, inverse *mat.Dense, ok bool) {
	_, k := design.Dims()
	var qr mat.QR
	qr.Factorize(design)
	coef = mat.NewVecDense(k, nil)
	if err := qr.SolveVecTo(coef, false, mat.NewVecDense(len(y), y)); err != nil {
		return nil, nil, false
	}
	var r mat.Dense
	qr.RTo(&r)
	var rInverse mat.Dense
	if err := rInverse.Inverse(r.Slice(0, k, 0, k)); err != nil {
		return nil, nil, false
	}
	inverse = mat.NewDense(k, k, nil)
	inverse.Mul(&rInverse, rInverse.T())
	return coef, inverse, true
}

// neweyWest is n/(n-k)·(X'X)⁻¹ S (X'X)⁻¹ with S = Γ0 + Σ (1 - l/(lag+1))(Γl + Γl') and Γl = Σ e(i)e(i-l) x(i)x(i-l)'
// (Newey & West 1987).
func neweyWest(design, inverse *mat.Dense, residuals []float64, lag int) *mat.Dense {
	n, k := design.Dims()
	middle := mat.NewDense(k, k, nil)
	for l := 0; l <= min(lag, n-1); l++ {
		weight := 1 - float64(l)/float64(lag+1)
		for i := l; i < n; i++ {
			var product mat.Dense
			product.Outer(weight*residuals[i]*residuals[i-l], design.RowView(i), design.RowView(i-l))
			middle.Add(middle, &product)
			if l > 0 {
				middle.Add(middle, product.T())
			}
		}
	}
	var covariance mat.Dense
	covariance.Product(inverse, middle, inverse)
	covariance.Scale(float64(n)/float64(n-k), &covariance)
	return &covariance
}
