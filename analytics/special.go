package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// maxCount is the largest count that a float64 holds exactly. Nothing is counted beyond it.
const maxCount = 1 << 53

// Beyond this count the discreteness that exact limits correct is far below any printed digit.
const exactCountLimit = 1e6

// normalP is the two-sided p of a standard normal z, exact far into the tail where 1-CDF is 0.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalCDF is P(Z <= z) with full relative precision in the lower tail.
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalQuantile is the z with P(Z <= z) = p, for p in [0, 1].
func normalQuantile(p float64) float64 { return distuv.UnitNormal.Quantile(p) }

// zFor is the two-sided normal quantile of a confidence: 1.96 for 0.95.
func zFor(confidence float64) float64 { return -normalQuantile((1 - confidence) / 2) }

// validConfidence says whether c is a proper confidence: strictly between 0 and 1.
func validConfidence(c float64) bool { return c > 0 && c < 1 }

// validLevel says whether v is a level that a p is compared with: 0 rejects nothing, 1 all.
func validLevel(v float64) bool { return v >= 0 && v <= 1 }

// tQuantile is the two-sided quantile of Student's t with df degrees of freedom.
func tQuantile(confidence, df float64) float64 {
	return -distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile((1 - confidence) / 2)
}

// tP is the two-sided p of Student's t: I_{df/(df+t²)}(df/2, 1/2), which keeps its digits where 1-CDF is 0.
func tP(t, df float64) float64 {
	switch {
	case math.IsNaN(t):
		return math.NaN()
	case math.IsInf(t, 0):
		return 0
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// chi2P is the upper tail of chi-squared: Q(df/2, x/2).
func chi2P(x, df float64) float64 {
	_, upper := gammaTails(df/2, x/2)
	return upper
}

// chi2Quantile is the quantile of chi-squared.
func chi2Quantile(p, df float64) float64 { return 2 * gammaQuantile(p, df/2) }

// poissonAtMost is P(X <= x) for a Poisson mean: the upper incomplete gamma Q(floor(x)+1, mean).
func poissonAtMost(x, mean float64) float64 {
	switch {
	case x < 0:
		return 0
	case mean <= 0:
		return 1
	}
	_, upper := gammaTails(math.Floor(x)+1, mean)
	return upper
}

// poissonAtLeast is P(X >= x) for a Poisson mean: P(ceil(x), mean), with digits in the upper tail.
func poissonAtLeast(x, mean float64) float64 {
	k := math.Ceil(x)
	switch {
	case k <= 0:
		return 1
	case mean <= 0:
		return 0
	}
	lower, _ := gammaTails(k, mean)
	return lower
}
