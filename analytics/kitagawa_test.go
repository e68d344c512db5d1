package analytics

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestDecomposeRate is worked by hand: rates 0.2 and 0.1 with equal weights become 0.1 and 0.3 with weights 1/4 and 3/4.
// R goes from 0.15 to 0.25. Mix: Σ Δs·r̄ = -0.25·0.15 + 0.25·0.2 = 0.0125. Rate: Σ s̄Δr = 0.375·-0.1 + 0.625·0.2 = 0.0875.
func TestDecomposeRate(t *testing.T) {
	p := DecomposeRate(Values(20, 10), Values(100, 100), Values(10, 90), Values(100, 300))
	if p.Status != StatusOK || p.Used != 2 {
		t.Fatalf("%+v", p)
	}
	for name, c := range map[string]struct {
		got  *float64
		want float64
	}{
		"before": {p.Before, 0.15}, "after": {p.After, 0.25}, "change": {p.Change, 0.1}, "mix": {p.Mix, 0.0125}, "rate": {p.Rate, 0.0875},
		// R̄ is 0.2: the first unit loses a quarter of the weight at 0.05 below the average, the second gains it at the average.
		"mix of the first": {p.Units[0].Mix, 0.0125}, "mix of the second": {p.Units[1].Mix, 0}, "weight": {p.Units[1].WeightAfter, 0.75},
	} {
		if math.Abs(*c.got-c.want) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, *c.got, c.want)
		}
	}
	left := DecomposeRate([]*float64{number(1), nil}, Values(2, 2), Values(1, 1), Values(2, 2))
	if left.Status != StatusPartialUnits || left.Units[1].Rate != nil || *left.Change != 0 {
		t.Errorf("a unit with a missing number: %+v", left)
	}
	if none := DecomposeRate(Values(0), Values(0), Values(1), Values(2)); none.Status != StatusZeroDenominator || none.Change != nil {
		t.Errorf("a year without denominators: %+v", none)
	}
}

// TestPartsAddUp checks that mix and rate add up to the change, in sum and over the units, to 1e-9 of the rates' size.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "units")
		draw := func(name string) []*float64 {
			out := make([]*float64, n)
			for i := range out {
				if rapid.IntRange(0, 9).Draw(t, "missing") > 0 {
					out[i] = number(float64(rapid.IntRange(1, 1_000_000).Draw(t, name)))
				}
			}
			return out
		}
		p := DecomposeRate(draw("num0"), draw("den0"), draw("num1"), draw("den1"))
		if p.Change == nil {
			return
		}
		size := math.Max(1, *p.Before+*p.After)
		if off := math.Abs(*p.Mix + *p.Rate - *p.Change); off > 1e-9*size {
			t.Fatalf("parts miss the change by %v", off)
		}
		sum := 0.0
		for _, u := range p.Units {
			if u.Mix != nil {
				sum += *u.Mix + *u.Rate
			}
		}
		if off := math.Abs(sum - *p.Change); off > 1e-9*size {
			t.Fatalf("units miss the change by %v", off)
		}
	})
}
