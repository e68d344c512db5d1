package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The incomplete beta function of gonum loses its digits slowly with the number of trials and all of them near 1e9 (the
// summed Binomial.CDF gives -0.56 for half of 1e9), so whole numbers of trials are summed from the largest term of the
// smaller tail, whose logarithm is taken in the form of Loader (2000): about 10·√(npq) terms. Beyond normalTrials the normal
// distribution with continuity correction is exact to more digits than anyone can use.
const (
	summedTrials = 1000 // from here on incomplete gamma functions are summed, too
	normalTrials = 1e12
)

// binomialAtMost is P(X <= x) of n trials with chance p; q is 1-p, given apart because a p of 1e-11 leaves no digits in 1-p.
func binomialAtMost(x, n, p, q float64) float64 {
	k := math.Floor(x)
	switch {
	case k < 0:
		return 0
	case k >= n, p <= 0:
		return 1
	case q <= 0:
		return 0
	case n != math.Trunc(n):
		return mathext.RegIncBeta(n-k, k+1, q)
	case n > normalTrials:
		return normalCDF((k + 0.5 - n*p) / math.Sqrt(n*p*q))
	case k < n*p:
		return binomialSum(k, n, p, q)
	}
	return 1 - binomialSum(n-k-1, n, q, p)
}

// binomialAtLeast is P(X >= x) of n trials with chance p = 1-q: that as many or fewer of them fail.
func binomialAtLeast(x, n, p, q float64) float64 {
	return binomialAtMost(n-math.Ceil(x), n, q, p)
}

// binomialSum adds P(X = k), P(X = k-1), …, which fall from the first on when k is below the mean.
func binomialSum(k, n, p, q float64) float64 {
	term := 1.0
	total := term
	for j := k; j > 0 && term > 1e-17*total; j-- {
		term *= j * q / p / (n - j + 1)
		total += term
	}
	return total * math.Exp(logBinomial(k, n, p, q))
}

// logBinomial is ln P(X = k), without the cancellation of log-gammas: with δ the error of Stirling's formula and
// D(x, m) = x·ln(x/m) + m - x,
//
//	δ(n) - δ(k) - δ(n-k) - D(k, np) - D(n-k, nq) + ½ln(n/(2πk(n-k)))    (Loader 2000)
func logBinomial(k, n, p, q float64) float64 {
	switch k {
	case 0:
		return n * logOfRest(q, p)
	case n:
		return n * logOfRest(p, q)
	}
	return stirlingError(n) - stirlingError(k) - stirlingError(n-k) -
		deviance(k, n*p) - deviance(n-k, n*q) + 0.5*math.Log(n/(2*math.Pi*k*(n-k)))
}

// logOfRest is ln v of v = 1-rest, with its digits where v is near 1.
func logOfRest(v, rest float64) float64 {
	if rest < 0.5 {
		return math.Log1p(-rest)
	}
	return math.Log(v)
}

// stirlingError is ln n! - (½ln(2πn) + n·ln n - n).
func stirlingError(n float64) float64 {
	if n < 16 {
		l, _ := math.Lgamma(n + 1)
		return l - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	n2 := n * n
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-1.0/1188/n2)/n2)/n2)/n2) / n
}

// deviance is x·ln(x/m) + m - x, by a series where x is near m.
func deviance(x, m float64) float64 {
	v := (x - m) / (x + m)
	if math.Abs(v) >= 0.1 {
		return x*math.Log(x/m) + m - x
	}
	total, power := (x-m)*v, 2*x*v
	for j := 1.0; j < 1000; j++ {
		power *= v * v
		next := total + power/(2*j+1)
		if next == total {
			break
		}
		total = next
	}
	return total
}
