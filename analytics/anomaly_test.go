package analytics

import (
	"math"
	"strings"
	"testing"
)

func TestSeriesAnomalies(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts []float64
		want   []Detector
		year   int
	}{
		{"extra digit", []float64{126, 131, 1240}, []Detector{DetectDigits}, 2021},
		{"lost digit", []float64{1260, 1310, 129}, []Detector{DetectDigits}, 2021},
		{"jump", []float64{126, 131, 560}, []Detector{DetectChange}, 2021},
		{"zero after many", []float64{126, 131, 0}, []Detector{DetectVanished}, 2021},
		{"zero after few", []float64{3, 1, 0}, nil, 0},
		{"the year", []float64{126, 131, 2021}, []Detector{DetectYear}, 2021},
		{"steady", []float64{126, 131, 140}, nil, 0},
	} {
		found := SeriesAnomalies(points(2019, c.counts...), 0.002, 1)
		if len(found) != len(c.want) {
			t.Errorf("%s: %+v", c.name, found)
			continue
		}
		for i, a := range found {
			if a.Detector != c.want[i] || a.Year != c.year || a.Explanation == "" || a.ZH == "" {
				t.Errorf("%s: %+v", c.name, a)
			}
		}
	}
}

// The same jump across a change of definition is not an anomaly, and with the dispersion of bursts it may be none either.
func TestSeriesAnomaliesKnowBreaksAndBursts(t *testing.T) {
	s := points(2017, 126, 131, 560)
	if found := SeriesAnomalies(s.WithBreaks([]int{2019}), 0.002, 1); len(found) != 0 {
		t.Errorf("across a break: %+v", found)
	}
	if found := SeriesAnomalies(points(2017, 126, 131, 180), 0.002, 20); len(found) != 0 {
		t.Errorf("within the dispersion: %+v", found)
	}
}

func TestOutlierAnomalies(t *testing.T) {
	rates := append(Values(10, 12, 9, 11, 10.5, 13, 400), nil)
	found := OutlierAnomalies(2022, rates)
	for i, a := range found {
		if (a != nil) != (i == 6) {
			t.Errorf("place %d: %+v", i, a)
		}
	}
	if a := found[6]; a == nil || *a.High > 40 || *a.High < 13 || !strings.Contains(a.Explanation, "400") {
		t.Errorf("the outlier: %+v", a)
	}
}

func TestIdentityAnomaly(t *testing.T) {
	check := IdentityCheck(number(10), number(2), number(9), number(2))
	if a := IdentityAnomaly(2020, check); a == nil || *a.Observed != 1 || a.Severity != SeverityError {
		t.Errorf("residual of one: %+v", a)
	}
	if a := IdentityAnomaly(2020, IdentityCheck(number(10), nil, number(9), number(2))); a != nil {
		t.Errorf("an identity with a hole: %+v", a)
	}
}

func TestCopiedYear(t *testing.T) {
	before := append(Values(5, 0, 17, 120, 3), nil)
	if a := CopiedYear(2021, before, append(Values(5, 0, 17, 120, 3), nil)); a == nil || *a.Observed != 4 {
		t.Errorf("four equal figures above zero: %+v", a)
	}
	if a := CopiedYear(2021, before, append(Values(5, 0, 17, 121, 3), nil)); a != nil {
		t.Errorf("three equal figures: %+v", a)
	}
}

// TestChangeOfRate: at the rate of 2020 (100 of 200), 200 of the 400 cases of 2021 would have counted; 60 are far fewer, and the range that
// would not have been noticed lies around 200 and not around 100.
func TestChangeOfRate(t *testing.T) {
	series := Series{Points: []Point{
		{Year: 2020, Value: number(0.5), Num: number(100), Den: number(200)}, {Year: 2021, Value: number(0.15), Num: number(60), Den: number(400)},
	}}
	found := SeriesAnomalies(series, 0.002, 1)
	if len(found) != 1 || found[0].Detector != DetectChange {
		t.Fatalf("found %+v", found)
	}
	a := found[0]
	if math.Abs(math.Sqrt(*a.Low**a.High)-200) > 1e-9 || *a.Low < 100 || *a.Low < *a.Observed {
		t.Errorf("expected between %v and %v", *a.Low, *a.High)
	}
	if a.Explanation != "2021: 60 of 400, after 100 of 200 in 2020." || a.ZH != "2021年：60（分母400），2020年为100（分母200）。" {
		t.Errorf("sentences %q and %q", a.Explanation, a.ZH)
	}
}
