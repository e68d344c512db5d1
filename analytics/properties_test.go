package analytics

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"pgregory.net/rapid"
)

// Invariances that hold for any input, whatever the formula.

func lists(low, high float64, least, most int) *rapid.Generator[[]float64] {
	return rapid.SliceOfN(rapid.Float64Range(low, high), least, most)
}

func counts(least, most int) *rapid.Generator[[]float64] {
	return rapid.Custom(func(t *rapid.T) []float64 {
		list := rapid.SliceOfN(rapid.IntRange(0, 500), least, most).Draw(t, "counts")
		floats := make([]float64, len(list))
		for i, v := range list {
			floats[i] = float64(v)
		}
		return floats
	})
}

func shuffled(t *rapid.T, x []float64) []float64 {
	return rapid.Permutation(x).Draw(t, "order")
}

func same(t *rapid.T, name string, a, b *float64, rel float64) {
	if (a == nil) != (b == nil) {
		t.Fatalf("%s: %v and %v", name, a, b)
	}
	if a != nil && math.Abs(*a-*b) > rel*math.Max(1, math.Abs(*a)) {
		t.Fatalf("%s: %v and %v", name, *a, *b)
	}
}

// An interval holds its estimate and shrinks when all counts grow tenfold.
func TestIntervalProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 1e6).Draw(t, "n"))
		x := float64(rapid.IntRange(0, int(n)).Draw(t, "x"))
		confidence := rapid.Float64Range(0.5, 0.999).Draw(t, "confidence")
		for _, interval := range []func(x, n, c float64) Interval{
			Wilson, ClopperPearson,
			func(x, n, c float64) Interval { return RateCIBy(RateExact, x, n, 1, c) },
		} {
			i, larger := interval(x, n, confidence), interval(10*x, 10*n, confidence)
			if *i.Lower > *i.Value || *i.Value > *i.Upper {
				t.Fatalf("%v of %v: %v not in %v to %v", x, n, *i.Value, *i.Lower, *i.Upper)
			}
			if *larger.Upper-*larger.Lower > (*i.Upper-*i.Lower)*(1+1e-9) {
				t.Fatalf("%v of %v: the interval grows with the counts", x, n)
			}
		}
	})
}

// What does not happen is the complement of what does.
func TestProportionComplement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 100000).Draw(t, "n"))
		x := float64(rapid.IntRange(0, int(n)).Draw(t, "x"))
		for _, interval := range []func(x, n, c float64) Interval{Wilson, ClopperPearson} {
			i, other := interval(x, n, 0.95), interval(n-x, n, 0.95)
			same(t, "lower", i.Lower, number(1-*other.Upper), 1e-9)
			same(t, "upper", i.Upper, number(1-*other.Lower), 1e-9)
		}
		p0 := rapid.Float64Range(0.01, 0.99).Draw(t, "p0")
		same(t, "p", BinomialTest(x, n, p0).P, BinomialTest(n-x, n, 1-p0).P, 1e-7)
	})
}

// The sum that gives the binomial tail agrees with the incomplete beta function where that has its digits.
func TestBinomialTailsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(2, 900).Draw(t, "n"))
		x := float64(rapid.IntRange(0, int(n)-1).Draw(t, "x"))
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		same(t, "tail", number(binomialAtMost(x, n, p, 1-p)), number(mathext.RegIncBeta(n-x, x+1, 1-p)), 1e-10)
	})
}

// Inequality does not change with the unit or the order; splitting it loses nothing.
func TestInequalityProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := lists(0.1, 1000, 2, 30).Draw(t, "x")
		factor := rapid.Float64Range(0.001, 1000).Draw(t, "factor")
		values, times, order := Values(x...), scaled(Values(x...), factor), Values(shuffled(t, x)...)
		same(t, "gini", Gini(values, nil).Gini, Gini(times, nil).Gini, 1e-9)
		same(t, "gini", Gini(values, nil).Gini, Gini(order, nil).Gini, 1e-9)
		same(t, "theil", Theil(values, nil).T, Theil(times, nil).T, 1e-9)
		same(t, "mld", Theil(values, nil).MLD, Theil(order, nil).MLD, 1e-9)
		same(t, "atkinson", Atkinson(values, nil, 0.5).Atkinson, Atkinson(times, nil, 0.5).Atkinson, 1e-9)
		groups := make([]string, len(x))
		for i := range groups {
			groups[i] = rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "group")
		}
		d := TheilByGroup(values, groups, nil)
		same(t, "theil", Theil(values, nil).T, number(*d.Between+*d.Within), 1e-9)
		same(t, "mld", Theil(values, nil).MLD, number(*d.MLDBetween+*d.MLDWithin), 1e-9)
	})
}

// Turning a series over turns the trend over; shifting it changes nothing.
func TestTrendProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := counts(5, 15).Draw(t, "y")
		years, turned, shifted := make([]float64, len(y)), slices.Clone(y), slices.Clone(y)
		for i := range y {
			years[i], turned[i], shifted[i] = float64(2008+i), -y[i], y[i]+1000
		}
		a, b := MannKendall(Values(y...), 0.05, 5), MannKendall(Values(turned...), 0.05, 5)
		same(t, "s", a.S, number(-*b.S), 0)
		same(t, "p", a.P, b.P, 1e-12)
		slope, other := TheilSen(Values(years...), Values(y...), 0.95), TheilSen(Values(years...), Values(turned...), 0.95)
		same(t, "slope", slope.Slope, number(-*other.Slope), 1e-12)
		if slope.Lower != nil && other.Upper != nil {
			same(t, "limits", slope.Lower, number(-*other.Upper), 1e-12)
		}
		same(t, "slope", slope.Slope, TheilSen(Values(years...), Values(shifted...), 0.95).Slope, 1e-9)
	})
}

// Ranks depend on the order only; the best possible rank is never worse than the rank, nor the worst better.
func TestRankProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := counts(3, 20).Draw(t, "x")
		areas := make([]Area, len(x))
		for i, v := range x {
			areas[i] = Area{Num: number(v), Den: number(float64(rapid.IntRange(1, 1000).Draw(t, "den")))}
		}
		descending := rapid.Bool().Draw(t, "descending")
		r := Ranking(ModelRate, areas, 1000, 0.95, descending)
		rates := collect(r.Areas, func(a RankedArea) *float64 { return a.Value })
		for i, rank := range Rank(rates, descending, TiesMin).Rank {
			if float64(*r.Areas[i].RankLower) > *rank || *rank > float64(*r.Areas[i].RankUpper) {
				t.Fatalf("rank %v outside %d to %d", *rank, *r.Areas[i].RankLower, *r.Areas[i].RankUpper)
			}
		}
		cubes := collect(rates, func(v *float64) *float64 { return number(*v**v**v + 1) })
		a, b := Rank(rates, descending, TiesAverage), Rank(cubes, descending, TiesAverage)
		for i := range a.Rank {
			same(t, "rank", a.Rank[i], b.Rank[i], 0)
		}
	})
}

// A shrunk rate lies between the area's own and the mean, and all weights lie in [0,1].
func TestShrinkageProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := counts(2, 25).Draw(t, "events")
		population := make([]*float64, len(events))
		for i := range population {
			population[i] = number(float64(rapid.IntRange(1, 100000).Draw(t, "population")))
		}
		s := Shrink(Values(events...), population)
		for i, eb := range s.EB {
			raw, m := events[i] / *population[i], *s.Mean
			if w := *s.Weight[i]; w < 0 || w > 1 {
				t.Fatalf("weight %v", w)
			}
			if low, high := math.Min(raw, m), math.Max(raw, m); *eb < low-1e-9 || *eb > high+1e-9 {
				t.Fatalf("%v not between %v and %v", *eb, low, high)
			}
		}
	})
}

// A missing area, or one with nothing on both sides, changes nothing for the others.
func TestMissingAreaChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, den := Values(counts(12, 20).Draw(t, "num")...), []*float64{}
		for range num {
			den = append(den, number(float64(rapid.IntRange(1, 400).Draw(t, "den"))))
		}
		more, moreDen := append(slices.Clone(num), nil), append(slices.Clone(den), number(77))
		a, b := Overdispersion(FunnelRatio, num, den, 0.1), Overdispersion(FunnelRatio, more, moreDen, 0.1)
		same(t, "phi", a.Phi, b.Phi, 1e-12)
		same(t, "pooled", Pool(num, den).Pooled, Pool(more, moreDen).Pooled, 1e-12)
		same(t, "eb", Shrink(num, den).EB[0], Shrink(more, moreDen).EB[0], 1e-12)
		same(t, "gini", Gini(num, den).Gini, Gini(more, moreDen).Gini, 1e-12)
		if b.Z[len(num)] != nil {
			t.Fatal("a missing area has a z")
		}
	})
}

// Adjusted p-values keep the order of the raw ones and are never smaller.
func TestAdjustedProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := lists(0, 1, 1, 30).Draw(t, "p")
		adjusted := AdjustBH(Values(p...), 0.05).Adjusted
		for i := range p {
			if *adjusted[i] < p[i]-1e-12 || *adjusted[i] > 1 {
				t.Fatalf("%v became %v", p[i], *adjusted[i])
			}
			for j := range p {
				if p[i] < p[j] && *adjusted[i] > *adjusted[j] {
					t.Fatalf("%v < %v became %v > %v", p[i], p[j], *adjusted[i], *adjusted[j])
				}
			}
		}
	})
}

// Shares of a whole sum to 1, log-ratios to 0, and replacing zeros keeps the ratios of the others.
func TestCompositionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := append(counts(1, 8).Draw(t, "x"), 7, 3)
		replaced := ReplaceZeros(Values(x...), nil)
		same(t, "sum", number(sum(present(replaced.P))), number(1), 1e-12)
		n := len(x)
		same(t, "ratio", number(*replaced.P[n-2] / *replaced.P[n-1]), number(7.0/3), 1e-12)
		same(t, "clr", number(sum(present(CLR(replaced.P).CLR))), number(0), 1e-9)
		same(t, "scale", AitchisonDistance(replaced.P, scaled(replaced.P, 9)).Distance, number(0), 1e-9)
	})
}

// The parts of a change add up to it, whatever units come and go.
func TestDecomposeAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var num0, den0, num1, den1 []*float64
		for range rapid.IntRange(1, 12).Draw(t, "units") {
			year := func() (num, den *float64) {
				d := float64(rapid.IntRange(0, 900).Draw(t, "den"))
				return number(math.Min(d, float64(rapid.IntRange(0, 90).Draw(t, "num")))), number(d)
			}
			a, b := year()
			c, d := year()
			num0, den0, num1, den1 = append(num0, a), append(den0, b), append(num1, c), append(den1, d)
		}
		parts := Decompose(num0, den0, num1, den1)
		if parts.Status != StatusOK {
			return
		}
		same(t, "parts", parts.Change, number(*parts.Volume+*parts.Mix+*parts.Rate), 1e-9)
	})
}

// Counting inversions by sorting gives the S and the tau-b of comparing all pairs, ties included.
func TestKendallByAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "n")
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = float64(rapid.IntRange(0, 8).Draw(t, "x"))
			y[i] = float64(rapid.IntRange(0, 8).Draw(t, "y"))
		}
		var s, both, onlyX, onlyY float64
		for i := range y {
			for j := range i {
				s += sign(y[i] - y[j])
				both += sign(x[i]-x[j]) * sign(y[i]-y[j])
				onlyX += sign(x[i]-x[j]) * sign(x[i]-x[j])
				onlyY += sign(y[i]-y[j]) * sign(y[i]-y[j])
			}
		}
		same(t, "S", number(kendallS(y)), &s, 0)
		if onlyX > 0 && onlyY > 0 {
			same(t, "tau-b", KendallTauB(Values(x...), Values(y...)).TauB, number(both/math.Sqrt(onlyX*onlyY)), 1e-12)
		}
	})
}
