package analytics

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// HeterogeneityResult answers whether areas differ at all.
type HeterogeneityResult struct {
	Chi2          *float64 `json:"chi2"`
	DF            *int     `json:"df"`
	P             *float64 `json:"p"`
	Phi           *float64 `json:"phi"`             // chi2 / df
	SmallExpected bool     `json:"small_expected"`  // fewer than 80 % of the areas expect 5: take HeterogeneityBootstrap
	Draws         int      `json:"draws,omitempty"` // simulated levels behind P; 0 when it is from the chi-squared distribution
	Seed          uint64   `json:"seed,omitempty"`
	Status        Status   `json:"status"`
}

// ChanceAlone is the p above which the differences between areas are compatible with chance.
const ChanceAlone = 0.05

// The simulation of HeterogeneityOf: as many levels as areasDrawn areas allow, within these bounds, so that a page need not wait for it
// (100 ms). A p of a twentieth has a standard error of 0.015 with the fewest and of 0.007 with the most.
const (
	areasDrawn        = 300_000
	fewestDraws       = 200
	mostDraws         = 1000
	heterogeneitySeed = 20240601
)

// HeterogeneityOf answers whether the rates or shares of areas differ at all beyond chance, from simulated levels where too many areas
// expect few cases for the chi-squared distribution. Areas with a missing side stay out.
func HeterogeneityOf(model Model, areas []Area) HeterogeneityResult {
	areas = bySize(areas)
	num := collect(areas, func(a Area) *float64 { return a.Num })
	den := collect(areas, func(a Area) *float64 { return a.Den })
	draws := min(max(areasDrawn/max(len(areas), 1), fewestDraws), mostDraws)
	if model != ModelRate {
		result := HeterogeneityOfShares(num, den)
		if result.SmallExpected {
			return simulatedShares(result, num, den, draws, heterogeneitySeed)
		}
		return result
	}
	pooled := Pool(num, den)
	switch {
	case pooled.Status != StatusOK:
		return HeterogeneityResult{Status: pooled.Status}
	case *pooled.Pooled == 0:
		return HeterogeneityResult{Status: StatusNoEvents}
	}
	expected := scaled(den, *pooled.Pooled)
	result := Heterogeneity(num, expected)
	if result.SmallExpected {
		return HeterogeneityBootstrap(num, expected, draws, heterogeneitySeed)
	}
	return result
}

// bySize puts areas in an order of their own: a simulation draws one after the other, and p must not depend on how the places are listed.
func bySize(areas []Area) []Area {
	size := func(v *float64) float64 {
		if v == nil {
			return -1
		}
		return *v
	}
	return slices.SortedStableFunc(slices.Values(areas), func(a, b Area) int {
		return cmp.Or(cmp.Compare(size(a.Den), size(b.Den)), cmp.Compare(size(a.Num), size(b.Num)))
	})
}

// simulatedShares replaces p by the share of levels, drawn from Binomial(n, m) with m the pooled share, that differ as much.
func simulatedShares(result HeterogeneityResult, x, n []*float64, draws int, seed uint64) HeterogeneityResult {
	if result.Status != StatusOK {
		return result
	}
	a, b, _ := expectedCells(x, n)
	m, source, reached := sum(a)/sum(b), rand.NewPCG(seed, seed), 0
	for range draws {
		for i := range a {
			a[i] = distuv.Binomial{N: b[i], P: m, Src: source}.Rand()
		}
		drawn := HeterogeneityOfShares(Values(a...), Values(b...))
		if drawn.Status == StatusOK && *drawn.Chi2 >= *result.Chi2 {
			reached++
		}
	}
	result.P, result.Draws, result.Seed = number(float64(reached+1)/float64(draws+1)), draws, seed
	return result
}

// Heterogeneity is Pearson's test Σ(O-E)²/E on I-1 degrees of freedom. Areas with a missing side or nothing expected stay
// out; fewer than two left are StatusInsufficientN. With p above 0.05 the differences are compatible with chance.
func Heterogeneity(observed, expected []*float64) HeterogeneityResult {
	o, e, s := expectedCells(observed, expected)
	if s != StatusOK {
		return HeterogeneityResult{Status: s}
	}
	chi2, small := pearson(o, e), 0
	for _, v := range e {
		if v < 5 {
			small++
		}
	}
	df := len(o) - 1
	return HeterogeneityResult{
		Chi2: number(chi2), DF: &df, P: number(chi2P(chi2, float64(df))), Phi: number(chi2 / float64(df)),
		SmallExpected: 5*small > len(e), Status: StatusOK,
	}
}

// HeterogeneityOfShares is the same test for shares x/n: Σ(x-nm)²/(nm(1-m)) with m the pooled share. All or none everywhere is
// StatusDegenerate.
func HeterogeneityOfShares(x, n []*float64) HeterogeneityResult {
	a, b, s := expectedCells(x, n)
	if s != StatusOK {
		return HeterogeneityResult{Status: s}
	}
	m := sum(a) / sum(b)
	switch {
	case m > 1:
		return HeterogeneityResult{Status: StatusInvalid}
	case m == 0 || m == 1:
		return HeterogeneityResult{Status: StatusDegenerate}
	}
	chi2, small, df := 0.0, 0, len(a)-1
	for i := range a {
		chi2 += square(a[i]-b[i]*m) / (b[i] * m * (1 - m))
		if b[i]*math.Min(m, 1-m) < 5 {
			small++
		}
	}
	return HeterogeneityResult{
		Chi2: number(chi2), DF: &df, P: number(chi2P(chi2, float64(df))), Phi: number(chi2 / float64(df)),
		SmallExpected: 5*small > len(a), Status: StatusOK,
	}
}

// HeterogeneityBootstrap is Heterogeneity with p from simulated areas instead of the chi-squared distribution, for small
// expected counts: the share, with one added above and below, of draws from Poisson(E) whose statistic reaches the observed
// one. The same seed gives the same p.
func HeterogeneityBootstrap(observed, expected []*float64, draws int, seed uint64) HeterogeneityResult {
	result := Heterogeneity(observed, expected)
	if result.Status != StatusOK || draws < 1 {
		return result
	}
	o, e, _ := expectedCells(observed, expected)
	source := rand.NewPCG(seed, seed)
	reached := 0
	for range draws {
		for i := range o {
			o[i] = distuv.Poisson{Lambda: e[i], Src: source}.Rand()
		}
		// The expected counts of the data sum to what was observed; so must those of a draw.
		scale, drawn := sum(o)/sum(e), make([]float64, len(e))
		for i := range e {
			drawn[i] = e[i] * scale
		}
		if scale > 0 && pearson(o, drawn) >= *result.Chi2 {
			reached++
		}
	}
	result.P, result.Draws, result.Seed = number(float64(reached+1)/float64(draws+1)), draws, seed
	return result
}

func expectedCells(observed, expected []*float64) (o, e []float64, s Status) {
	if len(observed) != len(expected) {
		return nil, nil, StatusInvalid
	}
	o, e, index := presentPairs(observed, expected)
	if anyNegative(o) || anyNegative(e) {
		return nil, nil, StatusInvalid
	}
	given := len(o)
	o, e, _ = positiveOnly(o, e, index)
	switch {
	case given == 0:
		return nil, nil, StatusNoData
	case len(o) == 0:
		return nil, nil, StatusZeroDenominator
	case len(o) < 2:
		return nil, nil, StatusInsufficientN
	}
	return o, e, StatusOK
}

func pearson(o, e []float64) float64 {
	total := 0.0
	for i := range o {
		total += square(o[i]-e[i]) / e[i]
	}
	return total
}
