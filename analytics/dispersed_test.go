package analytics

import (
	"math"
	"testing"
)

// TestDispersionOf uses ten shares whose arcsine z are known: 40 and 60 of 100 in turn, pooled one half, so that every z is
// ±2√100·(asin√0.6 - π/4) and phi its square.
func TestDispersionOf(t *testing.T) {
	var areas []Area
	for i := range 10 {
		areas = append(areas, Area{Num: number(40 + 20*float64(i%2)), Den: number(100)})
	}
	z := 20 * (math.Asin(math.Sqrt(0.6)) - math.Pi/4)
	if d := DispersionOf(ModelProportion, areas); d.Status != StatusOK || math.Abs(d.Factor()-z*z) > 1e-9 {
		t.Errorf("shares: %v, factor %v, want %v", d.Status, d.Factor(), z*z)
	}
	// As rates: 50 expected each, z = 2(√40 - √50) or 2(√60 - √50).
	low, high := 2*(math.Sqrt(40)-math.Sqrt(50)), 2*(math.Sqrt(60)-math.Sqrt(50))
	if d, want := DispersionOf(ModelRate, areas), (low*low+high*high)/2; math.Abs(*d.Phi-want) > 1e-9 {
		t.Errorf("rates: phi %v, want %v", *d.Phi, want)
	}
	if d := DispersionOf(ModelRate, areas[:9]); d.Status != StatusInsufficientN || d.Factor() != 1 {
		t.Errorf("nine areas: %v, factor %v", d.Status, d.Factor())
	}
	if d := DispersionOf(ModelRate, []Area{{Num: number(0), Den: number(9)}}); d.Status != StatusNoEvents || d.Factor() != 1 {
		t.Errorf("no events: %v", d.Status)
	}
}

// TestEffective checks that values stay and that Poisson limits widen by about √phi where counts are large.
func TestEffective(t *testing.T) {
	areas := []Area{{ID: "a", Num: number(10_000), Den: number(50_000)}, {ID: "b"}}
	wide := Effective(areas, 4)
	if wide[0].ID != "a" || *wide[0].Num / *wide[0].Den != 0.2 || wide[1].Num != nil {
		t.Fatalf("%+v", wide)
	}
	plain := RateCIBy(RateExact, *areas[0].Num, *areas[0].Den, 1, 0.95)
	damped := RateCIBy(RateExact, *wide[0].Num, *wide[0].Den, 1, 0.95)
	if ratio := (*damped.Upper - *damped.Lower) / (*plain.Upper - *plain.Lower); math.Abs(ratio-2) > 0.01 {
		t.Errorf("limits widen by %v, want 2", ratio)
	}
	if same := Effective(areas, 0.5); *same[0].Num != 10_000 {
		t.Errorf("phi below one changes counts: %v", *same[0].Num)
	}
}
