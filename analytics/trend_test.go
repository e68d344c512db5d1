package analytics

import (
	"math/rand/v2"
	"testing"
)

// slopeBySums is the weighted line in the form of Fingertips' published calculator, from raw sums instead of deviations.
func slopeBySums(y, w []float64, left int) (slope, variance float64) {
	var sw, swx, swy, swxx, swxy float64
	for i := range y {
		if i != left {
			x := float64(i + 1)
			sw, swx, swy = sw+w[i], swx+w[i]*x, swy+w[i]*y[i]
			swxx, swxy = swxx+w[i]*x*x, swxy+w[i]*x*y[i]
		}
	}
	d := sw*swxx - swx*swx
	return (sw*swxy - swx*swy) / d, sw / d
}

// On 1,000 random series RecentTrend gives what the raw sums give, the guard of leaving out each point included.
func TestRecentTrendAgainstSums(t *testing.T) {
	random := rand.New(rand.NewPCG(14, 14))
	seen := map[string]int{}
	for range 1000 {
		y, w := make([]float64, TrendPoints), make([]float64, TrendPoints)
		var value, lower, upper []*float64
		drift := 3 * random.NormFloat64()
		for i := range y {
			y[i] = 50 + drift*float64(i) + 4*random.NormFloat64()
			half := 1 + 5*random.Float64()
			w[i] = square(3.92 / (2 * half))
			value, lower, upper = append(value, number(y[i])), append(lower, number(y[i]-half)), append(upper, number(y[i]+half))
		}
		slope, variance := slopeBySums(y, w, -1)
		chi2, want := slope*slope/variance, MarkerNoChange
		consistent := true
		for left := range y {
			other, _ := slopeBySums(y, w, left)
			consistent = consistent && other*slope > 0
		}
		if chi2 > TrendCritical && consistent {
			want = MarkerIncreasing
			if slope < 0 {
				want = MarkerDecreasing
			}
		}
		r := RecentTrend(nil, value, lower, upper, TrendCritical, 1)
		if r.Marker != want || !near(*r.Chi2, chi2, 1e-8) || !near(*r.Slope, slope, 1e-8) {
			t.Fatalf("%v: %s chi2 %v slope %v, want %s %v %v", y, r.Marker, *r.Chi2, *r.Slope, want, chi2, slope)
		}
		seen[r.Marker]++
	}
	if len(seen) != 3 {
		t.Errorf("the series show only %v", seen)
	}
}
