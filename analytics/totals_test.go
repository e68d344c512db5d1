package analytics

import (
	"testing"
	"time"
)

func TestHonestTotalBounds(t *testing.T) {
	// Rates of 1 to 5 per head; the missing unit has 10 heads. Type-7 quantiles of 1..5 at 1 and 99 % are 1.04 and 4.96.
	values := append(Values(1, 2, 3, 4, 5), nil)
	h := HonestTotal(values, Values(1, 1, 1, 1, 1, 10))
	if h.Status != StatusPartialUnits || *h.Sum != 15 || !near(*h.Lower, 15+10.4, 1e-12) || !near(*h.Upper, 15+49.6, 1e-12) {
		t.Errorf("bounds: %v %v %v", *h.Sum, *h.Lower, *h.Upper)
	}
	if h := HonestTotal(Values(1, 2), nil); *h.Lower != 3 || *h.Upper != 3 {
		t.Errorf("complete: %+v", h)
	}
	if h := HonestTotal([]*float64{number(1), number(2), nil}, nil); h.Lower != nil {
		t.Errorf("two peers bound nothing: %+v", h)
	}
	if h := HonestTotal([]*float64{nil, nil}, nil); h.Sum != nil || h.Lower != nil || h.Status != StatusNoData {
		t.Errorf("all missing: %+v", h)
	}
	if h := HonestTotal(values, append(Values(1, 1, 1, 1, 1), nil)); h.Lower != nil {
		t.Errorf("a missing unit of unknown size: %+v", h)
	}
}

// A third unit begins to report: the total grows by 80 %, the two that reported before by nothing.
func TestMatchedChange(t *testing.T) {
	c := MatchedChange([]*float64{number(40), number(10), nil}, Values(35, 15, 40))
	if *c.Abs != 0 || *c.Pct != 0 || c.Matched != 2 || c.Units != 3 {
		t.Errorf("matched change: %+v", c)
	}
	if c := MatchedChange([]*float64{nil}, Values(3)); c.Status != StatusNoData || c.Abs != nil {
		t.Errorf("nothing matched: %+v", c)
	}
}

func TestWeightedCoverage(t *testing.T) {
	if got := WeightedCoverage([]*float64{number(1), nil}, Values(30, 10)); *got != 0.75 {
		t.Errorf("coverage %v, want 30 of 40", *got)
	}
	if got := WeightedCoverage(Values(1), []*float64{nil}); got != nil {
		t.Errorf("coverage over an unknown population: %v", *got)
	}
}

func TestPartsCheck(t *testing.T) {
	if r := PartsCheck(number(10), Values(4, 5)); *r.Residual != 1 || *r.Balanced {
		t.Errorf("9 of 10: %+v", r)
	}
	if r := PartsCheck(number(10), []*float64{number(4), nil}); r.Residual != nil || r.Status != StatusNoData {
		t.Errorf("a part is missing: %+v", r)
	}
	if r := CarryOverCheck(number(7), number(7)); !*r.Balanced {
		t.Errorf("carried over: %+v", r)
	}
}

func TestTimeliness(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2024, time.March, d, 9, 0, 0, 0, time.UTC) }
	r := Timeliness([]time.Time{day(11), day(31), {}, day(41)}, time.Date(2024, time.March, 31, 0, 0, 0, 0, time.UTC))
	if *r.Lags[0] != -20 || *r.Lags[1] != 0 || r.Lags[2] != nil || *r.Lags[3] != 10 {
		t.Errorf("lags: %v %v %v", *r.Lags[0], *r.Lags[1], *r.Lags[3])
	}
	if *r.OnTime.Value != 2.0/3 || r.Missing != 1 || *r.MedianLag != 0 {
		t.Errorf("timeliness: %+v", r)
	}
	if r := Timeliness(make([]time.Time, 2), day(1)); r.Status != StatusNoData || r.MedianLag != nil || r.Missing != 2 {
		t.Errorf("no day known: %+v", r)
	}
}

// The counts are all one more or less than expected: chance alone would differ more. The bootstrap agrees with the
// chi-squared distribution where that holds, at expected counts of 50.
func TestHeterogeneityBootstrap(t *testing.T) {
	expected := Values(50, 50, 50, 50, 50)
	observed := Values(62, 41, 55, 47, 45)
	exact := Heterogeneity(observed, expected)
	drawn := HeterogeneityBootstrap(observed, expected, 4000, 1)
	if d := *exact.P - *drawn.P; d > 0.03 || d < -0.03 {
		t.Errorf("p %v from the distribution, %v from draws", *exact.P, *drawn.P)
	}
	if again := HeterogeneityBootstrap(observed, expected, 4000, 1); *again.P != *drawn.P {
		t.Errorf("the same seed gave %v and %v", *drawn.P, *again.P)
	}
}

// Areas with one rate still show inequality when counts are small, and the less the larger the counts.
func TestInequalityNoise(t *testing.T) {
	small, large := make([]*float64, 30), make([]*float64, 30)
	population := make([]*float64, 30)
	for i := range population {
		small[i], large[i], population[i] = number(4), number(4000), number(100000)
	}
	few, many := InequalityNoise(small, population, 200, 1), InequalityNoise(large, population, 200, 1)
	if *few.Gini < 0.2 || *many.Gini > 0.02 || *many.Gini <= 0 {
		t.Errorf("noise floor %v at 4 events, %v at 4,000", *few.Gini, *many.Gini)
	}
	if none := InequalityNoise(Values(0, 0), Values(5, 5), 10, 1); none.Status != StatusNoEvents || none.Gini != nil {
		t.Errorf("no events: %+v", none)
	}
}

// The first area leads on every indicator, so no choice can move it; the others trade places.
func TestCompositeSensitivity(t *testing.T) {
	rows := [][]*float64{Values(99, 95, 90, 97), Values(50, 70, 20, 60), Values(60, 40, 55, 30), Values(10, 60, 80, 20)}
	s := CompositeSensitivity(rows, CompositeDefaults([]int{1, 1, 1, 1}), 300, 1)
	if s.Status != StatusOK || *s.RankLow[0] != 1 || *s.RankHigh[0] != 1 || *s.LeaveOneOut.RankMax[0] != 1 {
		t.Fatalf("the leader moved: %+v", s)
	}
	if *s.Geometric[0] != 1 || *s.ZScore[0] != 1 {
		t.Errorf("the leader under other rules: %v %v", *s.Geometric[0], *s.ZScore[0])
	}
	moved := false
	for i := 1; i < len(rows); i++ {
		moved = moved || *s.LeaveOneOut.RankMin[i] < *s.LeaveOneOut.RankMax[i]
	}
	if !moved {
		t.Error("leaving out indicators moved nobody")
	}
}

// Eight points in all are asked for on pages, however they lie around the break.
func TestITSDefaults(t *testing.T) {
	years, y := []int{2016, 2017, 2018, 2019, 2020, 2021, 2022}, Values(1, 3, 2, 7, 8, 10, 9)
	if r := ITS(years, y, 2019, ITSDefaults()); r.Status != StatusInsufficientN || r.Coef != nil {
		t.Errorf("seven points: %+v", r)
	}
	o := ITSDefaults()
	o.MinN, o.Exclude = 0, []int{2019}
	if r := ITS(years, y, 2019, o); r.Status != StatusOK || r.N != 6 {
		t.Errorf("without the year of the break: %s, n %d", r.Status, r.N)
	}
}

// Two units: D grows from 200 to 400 and N from 30 to 100, so R from 0.15 to 0.25 and the volume's part is 200·0.2 = 40. The
// second unit's rate rises from 0.1 to 0.3 and its weight from a half to three quarters.
func TestDecompose(t *testing.T) {
	d := Decompose(Values(20, 10), Values(100, 100), Values(10, 90), Values(100, 300))
	if *d.Change != 70 || !near(*d.Volume, 40, 1e-12) {
		t.Errorf("change %v, volume %v; want 70 and 40", *d.Change, *d.Volume)
	}
	// mix: 300·(-0.25·0.15 + 0.25·0.2) = 3.75; rate: 300·(0.375·(-0.1) + 0.625·0.2) = 26.25
	if !near(*d.Mix, 3.75, 1e-12) || !near(*d.Rate, 26.25, 1e-12) || !near(*d.Units[1], 37.5, 1e-12) {
		t.Errorf("mix %v, rate %v, second unit %v", *d.Mix, *d.Rate, *d.Units[1])
	}
	gone := Decompose(Values(20, 10), Values(100, 100), Values(25, 0), Values(100, 0))
	if sum := *gone.Volume + *gone.Mix + *gone.Rate; !near(sum, -5, 1e-12) || *gone.Units[1] != 0 {
		t.Errorf("a unit that went: parts sum to %v, its rate part %v", sum, *gone.Units[1])
	}
	if d := Decompose([]*float64{number(1), nil}, Values(2, 2), Values(1, 1), Values(2, 2)); d.Status != StatusPartialUnits || d.Units[1] != nil {
		t.Errorf("a missing unit: %+v", d)
	}
	if d := Decompose(Values(0), Values(0), Values(1), Values(2)); d.Status != StatusZeroDenominator || d.Change != nil {
		t.Errorf("nothing before: %+v", d)
	}
}

func TestStockFlow(t *testing.T) {
	b := StockFlow(number(100), number(10), number(80), number(30))
	if !*b.Balanced || *b.Clearance != 0.8 || *b.Months != 4.5 {
		t.Errorf("backlog: %+v", b)
	}
	if b := StockFlow(number(0), nil, number(0), number(3)); b.Clearance != nil || b.Months != nil || b.Status != StatusNoData {
		t.Errorf("nothing received: %+v", b)
	}
}

// Ten values of which the largest holds 55 of 100.
func TestSpread(t *testing.T) {
	s := Spread(Values(1, 2, 3, 4, 5, 6, 7, 8, 9, 55))
	if *s.TopShare != 0.55 || *s.P50 != 5.5 || !near(*s.P10, 1.9, 1e-12) {
		t.Errorf("spread: %+v", s)
	}
	if s := Spread(Values(0, 0)); s.TopShare != nil || *s.Gap != 0 {
		t.Errorf("all zero: %+v", s)
	}
	if hhi, _ := Concentration(Values(50, 50)); *hhi != 0.5 {
		t.Errorf("two halves: %v", *hhi)
	}
	if hhi, s := Concentration([]*float64{number(1), nil}); hhi != nil || s != StatusPartialUnits {
		t.Errorf("with one missing: %v %s", hhi, s)
	}
}

// One area far ahead of nineteen: it is in the first tenth always, and two places are shared out in all.
func TestRankBootstrapTopTenth(t *testing.T) {
	x, n := make([]*float64, 20), make([]*float64, 20)
	for i := range x {
		x[i], n[i] = number(20), number(100)
	}
	x[4] = number(200)
	r := RankBootstrap(x, n, 500, 0.95, true, DefaultSeed)
	if *r.TopTenth[4] != 1 || !near(sum(present(r.TopTenth)), 2, 1e-9) {
		t.Errorf("top tenth: %v, in all %v", *r.TopTenth[4], sum(present(r.TopTenth)))
	}
}
