package analytics

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// gammaTails are the regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 - P, both with their digits where they
// are small. The function of gonum (Cephes) stops its series after 2,000 terms: with a = 2.5e8 it is wrong by a factor of
// two where the tail is 5e-7. From summedTrials on the terms of both tails, which fall from the first on, are summed; there
// are about 10√a of them. Beyond normalTrials the cube root of a gamma variable is normal to more digits than anyone can use
// (Wilson & Hilferty 1931).
func gammaTails(a, x float64) (lower, upper float64) {
	switch {
	case a < summedTrials:
		return mathext.GammaIncReg(a, x), mathext.GammaIncRegComp(a, x)
	case a > normalTrials:
		z := (math.Cbrt(x/a) - 1 + 1/(9*a)) * 3 * math.Sqrt(a)
		return normalCDF(z), normalCDF(-z)
	case x <= 0:
		return 0, 1
	}
	first, total := poissonDensity(a, x), 0.0
	if x < a { // P = first·(1 + x/(a+1) + x²/((a+1)(a+2)) + …)
		for term, n := 1.0, a+1; term > 1e-17*total; n++ {
			total += term
			term *= x / n
		}
		lower = first * total
		return lower, 1 - lower
	}
	// Q = first·(a/x)·(1 + (a-1)/x + (a-1)(a-2)/x² + …)
	for term, n := a/x, a-1; n > 0 && term > 1e-17*total; n-- {
		total += term
		term *= n / x
	}
	upper = first * total
	return 1 - upper, upper
}

// poissonDensity is mean^k·e^(-mean)/Γ(k+1) in the form of Loader (2000), for whole k the chance of k events.
func poissonDensity(k, mean float64) float64 {
	return math.Exp(-stirlingError(k)-deviance(k, mean)) / math.Sqrt(2*math.Pi*k)
}

// gammaQuantile is the x with P(a, x) = p; 0 at a = 0, where gonum panics, and next to it, where gonum does not return. For a
// large shape Newton's method starts from Wilson & Hilferty's x.
func gammaQuantile(p, a float64) float64 {
	if a < 1e-9 {
		return 0
	}
	if a < summedTrials {
		return distuv.Gamma{Alpha: a, Beta: 1}.Quantile(p)
	}
	root := 1 - 1/(9*a) + normalQuantile(p)/(3*math.Sqrt(a))
	x := a * root * root * root
	for range 4 {
		lower, upper := gammaTails(a, x)
		miss := lower - p
		if p > 0.5 {
			miss = 1 - p - upper
		}
		next := x - miss/(poissonDensity(a, x)*a/x)
		if !finite(next) || next <= 0 || next == x {
			break
		}
		x = next
	}
	return x
}
