package analytics

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// The simulations have fixed seeds: they give the same shares on every run and fail only when the code changes.

func poissonDraw(mean float64, source rand.Source) float64 {
	return distuv.Poisson{Lambda: mean, Src: source}.Rand()
}

func binomialDraw(n, p float64, source rand.Source) float64 {
	return distuv.Binomial{N: n, P: p, Src: source}.Rand()
}

// A 95 % interval covers the true rate in 93-97 % of draws at 10 to 1,000 expected events; an exact one may cover more, and at
// 1 to 5 events does.
func TestRateCoverage(t *testing.T) {
	source := rand.NewPCG(1, 1)
	for _, c := range []struct{ mean, least, most float64 }{
		{1, 0.95, 1}, {5, 0.95, 0.995}, {12, 0.93, 0.975}, {30, 0.93, 0.97}, {200, 0.93, 0.97}, {1000, 0.93, 0.97},
	} {
		const draws = 20000
		covered := 0
		for range draws {
			i := RateCI(poissonDraw(c.mean, source), c.mean, 1, 0.95)
			if *i.Lower <= 1 && 1 <= *i.Upper {
				covered++
			}
		}
		if share := float64(covered) / draws; share < c.least || share > c.most {
			t.Errorf("mean %v: %v of the intervals cover, want %v to %v", c.mean, share, c.least, c.most)
		}
	}
}

// Wilson's interval covers on average over shares, not at each (Newcombe 1998a): the mean over p = 0.05, 0.15, …, 0.95 must lie
// in 94-96 % at every n. Clopper-Pearson's must reach 95 % at each p.
func TestProportionCoverage(t *testing.T) {
	source := rand.NewPCG(2, 2)
	for _, n := range []float64{10, 40, 300} {
		total, cells := 0.0, 0.0
		for p := 0.05; p < 1; p += 0.1 {
			const draws = 4000
			wilson, exact := 0, 0
			for range draws {
				x := binomialDraw(n, p, source)
				if i := Wilson(x, n, 0.95); *i.Lower <= p && p <= *i.Upper {
					wilson++
				}
				if i := ClopperPearson(x, n, 0.95); *i.Lower <= p && p <= *i.Upper {
					exact++
				}
			}
			if share := float64(exact) / draws; share < 0.942 {
				t.Errorf("Clopper-Pearson covers %v at n = %v, p = %.2f", share, n, p)
			}
			total, cells = total+float64(wilson)/draws, cells+1
		}
		if share := total / cells; share < 0.94 || share > 0.965 {
			t.Errorf("Wilson covers %v on average at n = %v", share, n)
		}
	}
}

// Newcombe's difference and the exact ratio cover 93 % or more; the ratio is conservative.
func TestComparisonCoverage(t *testing.T) {
	source := rand.NewPCG(3, 3)
	const draws = 5000
	ratio, difference := 0, 0
	for range draws {
		r := RateRatio(poissonDraw(30, source), 100, poissonDraw(20, source), 200, 0.95)
		if *r.Lower <= 3 && 3 <= *r.Upper {
			ratio++
		}
		d := ProportionDifference(binomialDraw(60, 0.7, source), 60, binomialDraw(45, 0.5, source), 45, 0.95)
		if *d.Lower <= 0.2 && 0.2 <= *d.Upper {
			difference++
		}
	}
	if share := float64(ratio) / draws; share < 0.94 {
		t.Errorf("ratio covers %v", share)
	}
	if share := float64(difference) / draws; share < 0.93 || share > 0.97 {
		t.Errorf("difference covers %v", share)
	}
}

// Under bursts (variance five times the mean) and no true difference, fewer than 0.5 % of areas fall outside the adjusted
// 99.8 % limits, and far more outside those of chance alone.
func TestFunnelFalseAlarms(t *testing.T) {
	source := rand.NewPCG(4, 4)
	random := rand.New(source)
	flagged, naive, compared := 0, 0, 0
	for range 60 {
		areas := make([]Area, 150)
		for i := range areas {
			den := math.Exp(random.Float64()*4 + 9)
			expected := den * 0.002
			// The mean itself varies from area to area: gamma with the spread that makes tau constant.
			rate := distuv.Gamma{Alpha: 25, Beta: 25, Src: source}.Rand()
			areas[i] = Area{Num: number(poissonDraw(expected*rate, source)), Den: number(den)}
		}
		f := Funnel(ModelRate, areas)
		if f.Status != StatusOK {
			t.Fatal(f.Status)
		}
		flagged, compared = flagged+f.Flagged, compared+f.Compared
		for _, p := range f.Points {
			e := *p.Den * *f.Target
			if c := ClassifyRatioExact(p.Num, number(e), []float64{0.001}); *c.Category != WithinLimits {
				naive++
			}
		}
	}
	if share := float64(flagged) / float64(compared); share >= 0.005 {
		t.Errorf("%v of areas outside the adjusted limits, want under 0.005", share)
	}
	if share := float64(naive) / float64(compared); share < 0.02 {
		t.Errorf("only %v outside the limits of chance: the simulation has no overdispersion to allow for", share)
	}
}

// With a fifth of the units hidden at random the true total lies inside the bounds of HonestTotal in at least 95 % of runs.
func TestHonestTotalHoldsTruth(t *testing.T) {
	source := rand.NewPCG(5, 5)
	random := rand.New(source)
	const runs = 2000
	inside := 0
	for range runs {
		values, sizes := make([]*float64, 60), make([]*float64, 60)
		truth := 0.0
		for i := range values {
			size := math.Exp(random.NormFloat64() + 3)
			rate := math.Exp(0.6 * random.NormFloat64())
			x := poissonDraw(size*rate, source)
			truth += x
			sizes[i] = number(size)
			if random.Float64() >= 0.2 {
				values[i] = number(x)
			}
		}
		h := HonestTotal(values, sizes)
		if h.Lower != nil && *h.Lower <= truth && truth <= *h.Upper {
			inside++
		}
	}
	if share := float64(inside) / runs; share < 0.95 {
		t.Errorf("the truth is inside in %v of runs, want 0.95 or more", share)
	}
}

// Joint rank intervals hold the true ranks of all areas at once in at least 95 % of draws, near ties included.
func TestRankIntervalCoverage(t *testing.T) {
	source := rand.NewPCG(6, 6)
	random := rand.New(source)
	const runs = 400
	all, naive := 0, 0
	for range runs {
		areas, truth := make([]Area, 20), make([]*float64, 20)
		for i := range areas {
			rate, den := math.Exp(0.05*random.NormFloat64()), 20+300*random.Float64()
			truth[i] = number(rate)
			areas[i] = Area{Num: number(poissonDraw(rate*den, source)), Den: number(den)}
		}
		r := Ranking(ModelRate, areas, 1, 0.95, true)
		ok, exact := true, true
		for i, rank := range Rank(truth, true, TiesMin).Rank {
			a := r.Areas[i]
			ok = ok && float64(*a.RankLower) <= *rank && *rank <= float64(*a.RankUpper)
			exact = exact && a.Rank != nil && float64(*a.Rank) == *rank
		}
		if ok {
			all++
		}
		if exact {
			naive++
		}
	}
	if share := float64(all) / runs; share < 0.95 {
		t.Errorf("all true ranks inside in %v of runs", share)
	}
	if naive > 0 {
		t.Errorf("bare ranks were right %d times; the simulation is too easy", naive)
	}
}

// Five years of bursts without a trend: the marker raises few false alarms once it is given the dispersion (the statistical handbook, 1.5,
// measures 13 % without at five times the mean).
func TestRecentTrendFalseAlarms(t *testing.T) {
	source := rand.NewPCG(7, 7)
	const runs, phi = 4000, 5.0
	with, without := 0, 0
	for range runs {
		var value, lower, upper []*float64
		for range TrendPoints {
			mean := distuv.Gamma{Alpha: 60 / (phi - 1), Beta: 1 / (phi - 1), Src: source}.Rand()
			i := RateCI(poissonDraw(mean, source), 1, 1, 0.95)
			value, lower, upper = append(value, i.Value), append(lower, i.Lower), append(upper, i.Upper)
		}
		if r := RecentTrend(nil, value, lower, upper, TrendCritical, phi); r.Significant != nil && *r.Significant {
			with++
		}
		if r := RecentTrend(nil, value, lower, upper, TrendCritical, 1); r.Significant != nil && *r.Significant {
			without++
		}
	}
	if share := float64(with) / runs; share > 0.01 {
		t.Errorf("%v false trends with the dispersion", share)
	}
	if share := float64(without) / runs; share < 0.08 {
		t.Errorf("only %v false trends without it; the handbook measured 0.13", share)
	}
}

// Theil-Sen's 95 % limits hold the slope in 93 % or more of short series.
func TestTheilSenCoverage(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	const runs = 3000
	inside := 0
	for range runs {
		var x, y []*float64
		for year := 2014; year < 2024; year++ {
			x, y = append(x, number(float64(year))), append(y, number(2*float64(year)+5*random.NormFloat64()))
		}
		if s := TheilSen(x, y, 0.95); *s.Lower <= 2 && 2 <= *s.Upper {
			inside++
		}
	}
	if share := float64(inside) / runs; share < 0.93 {
		t.Errorf("slope inside in %v of runs", share)
	}
}

// Shrinking shares and rates of small areas brings them at least a quarter nearer to the truth.
func TestShrinkageError(t *testing.T) {
	source := rand.NewPCG(13, 13)
	random := rand.New(source)
	const areas = 400
	var raw, shrunk, rawRate, shrunkRate float64
	truth, rates := make([]float64, areas), make([]float64, areas)
	x, n, e, b := make([]*float64, areas), make([]*float64, areas), make([]*float64, areas), make([]*float64, areas)
	for i := range truth {
		truth[i] = distuv.Beta{Alpha: 14, Beta: 6, Src: source}.Rand()
		n[i] = number(float64(3 + random.IntN(25)))
		x[i] = number(binomialDraw(*n[i], truth[i], source))
		rates[i] = distuv.Gamma{Alpha: 8, Beta: 8 / 2e-4, Src: source}.Rand()
		b[i] = number(10000 + 60000*random.Float64())
		e[i] = number(poissonDraw(rates[i]**b[i], source))
	}
	s, r := ShrinkShares(x, n), Shrink(e, b)
	for i := range truth {
		raw += square(*x[i] / *n[i] - truth[i])
		shrunk += square(*s.EB[i] - truth[i])
		rawRate += square(*e[i] / *b[i] - rates[i])
		shrunkRate += square(*r.EB[i] - rates[i])
	}
	if ratio := math.Sqrt(shrunk / raw); ratio > 0.75 {
		t.Errorf("shares: error %v of the raw one", ratio)
	}
	if ratio := math.Sqrt(shrunkRate / rawRate); ratio > 0.75 {
		t.Errorf("rates: error %v of the raw one", ratio)
	}
}
