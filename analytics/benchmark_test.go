package analytics

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// counties gives 3,000 areas, as many as there are counties, with populations around 400,000.
func counties() []Area {
	source := rand.NewPCG(9, 9)
	random := rand.New(source)
	areas := make([]Area, 3000)
	for i := range areas {
		den := math.Exp(random.NormFloat64()*0.7 + 12.9)
		areas[i] = Area{ID: strconv.Itoa(i), Num: number(distuv.Poisson{Lambda: den * 2e-4, Src: source}.Rand()), Den: number(den)}
	}
	return areas
}

func sides(areas []Area) (num, den []*float64) {
	return collect(areas, func(a Area) *float64 { return a.Num }), collect(areas, func(a Area) *float64 { return a.Den })
}

func BenchmarkRateCI3000(b *testing.B) {
	areas := counties()
	for b.Loop() {
		for _, a := range areas {
			RateCI(*a.Num, *a.Den, 100000, 0.95)
		}
	}
}

func BenchmarkWilson3000(b *testing.B) {
	areas := counties()
	for b.Loop() {
		for _, a := range areas {
			Wilson(*a.Num, *a.Den, 0.95)
		}
	}
}

func BenchmarkFunnel3000(b *testing.B) {
	areas := counties()
	for b.Loop() {
		Funnel(ModelRate, areas)
	}
}

func BenchmarkRanking3000(b *testing.B) {
	areas := counties()
	for b.Loop() {
		Ranking(ModelRate, areas, 100000, 0.95, true)
	}
}

func BenchmarkShrink3000(b *testing.B) {
	num, den := sides(counties())
	for b.Loop() {
		Shrink(num, den)
	}
}

func BenchmarkGini3000(b *testing.B) {
	num, den := sides(counties())
	for b.Loop() {
		Gini(num, den)
	}
}

func BenchmarkPeers3000(b *testing.B) {
	random := rand.New(rand.NewPCG(10, 10))
	features := make([][]*float64, 3000)
	for i := range features {
		for range 6 {
			features[i] = append(features[i], number(random.NormFloat64()))
		}
	}
	for b.Loop() {
		Peers(features, 0, DefaultPeers, MinFeatureFraction)
	}
}

func BenchmarkTrends3000(b *testing.B) {
	random := rand.New(rand.NewPCG(11, 11))
	all := make([]Series, 3000)
	for i := range all {
		for year := 2019; year < 2025; year++ {
			x := math.Round(50 + 10*random.NormFloat64())
			in := RateCI(math.Max(0, x), 400000, 100000, 0.95)
			all[i].Points = append(all[i].Points, Point{Year: year, Value: in.Value, Lower: in.Lower, Upper: in.Upper})
		}
	}
	for b.Loop() {
		for _, s := range all {
			TrendOf(s, 2)
		}
	}
}
