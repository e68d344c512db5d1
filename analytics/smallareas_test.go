package analytics

import (
	"math"
	"testing"
)

// TestSmallAreas compares a made-up level with the formulas of Marshall (1991) worked out here.
func TestSmallAreas(t *testing.T) {
	var areas []Area
	var groups []string
	for i := range 12 { // two provinces of six: rates near 1 and near 3 per 100
		events, group := float64(10+4*i), "a"
		if i%2 == 1 {
			events, group = events*3, "b"
		}
		areas = append(areas, Area{Num: number(events), Den: number(1000 + 100*float64(i))})
		groups = append(groups, group)
	}
	got := SmallAreas(ModelRate, areas, groups, 100, 0.95)
	if got.Status != StatusOK || got.Used != 12 {
		t.Fatalf("%s of %d", got.Status, got.Used)
	}
	var e, b []float64
	for i := range areas {
		if groups[i] == "a" {
			e, b = append(e, *areas[i].Num), append(b, *areas[i].Den)
		}
	}
	m, s2, total := sum(e)/sum(b), 0.0, sum(b)
	for i := range e {
		s2 += b[i] * square(e[i]/b[i]-m) / total
	}
	variance := s2 - m/(total/6)
	w := variance / (variance + m/b[0])
	if want := 100 * (w*e[0]/b[0] + (1-w)*m); math.Abs(*got.Areas[0].Value-want) > 1e-12 || math.Abs(*got.Areas[0].Weight-w) > 1e-12 {
		t.Errorf("%v with the weight %v, want %v with %v", *got.Areas[0].Value, *got.Areas[0].Weight, want, w)
	}
	if *got.Areas[0].Lower > *got.Areas[0].Value || *got.Areas[0].Upper < *got.Areas[0].Value {
		t.Errorf("limits %v to %v", *got.Areas[0].Lower, *got.Areas[0].Upper)
	}
	areas[3].Num = nil
	if got := SmallAreas(ModelProportion, areas, groups, 1, 0.95); got.Areas[3].Value != nil || got.Areas[0].Lower != nil || got.Used != 11 {
		t.Errorf("a missing side: %+v", got)
	}
	if few := SmallAreas(ModelRate, areas[:9], groups[:9], 1, 0.95); few.Status != StatusInsufficientN || few.Areas[0].Value != nil || few.Mean != nil {
		t.Errorf("nine areas: %+v", few)
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct {
		x, n, target float64
		more         bool
		want         int
		status       Status
	}{
		{10, 18, 2.0 / 3, true, 2, StatusOK},    // 12 of 18
		{10, 18, 0.6667, true, 3, StatusOK},     // 12 of 18 falls short by less than a digit
		{12, 18, 2.0 / 3, true, 0, StatusOK},    // there
		{1, 3, 2.0 / 6, true, 0, StatusOK},      // equal ratios are equal
		{5, 200, 1.5 / 100, false, 2, StatusOK}, // 3 of 200
		{5, 200, 0, false, 5, StatusOK},
		{0, 0, 0.5, true, 0, StatusZeroDenominator},
		{1, 1e300, 0.5, true, 0, StatusInvalid},
	} {
		got := Reach(&c.x, &c.n, &c.target, c.more)
		if got.Status != c.status || c.status == StatusOK && *got.Cases != c.want || c.status != StatusOK && got.Cases != nil {
			t.Errorf("%+v: %+v", c, got)
		}
	}
	if got := Reach(nil, number(1), number(1), true); got.Status != StatusNoData {
		t.Errorf("missing: %+v", got)
	}
}

// TestReachIsTheLeast checks the answer against its definition on every small case.
func TestReachIsTheLeast(t *testing.T) {
	for n := 1.0; n <= 25; n++ {
		for x := 0.0; x <= n; x++ {
			for y := 0.0; y <= 7; y++ {
				target := y / 7
				up, down := *Reach(&x, &n, &target, true).Cases, *Reach(&x, &n, &target, false).Cases
				if (x+float64(up))/n < target || up > 0 && (x+float64(up-1))/n >= target {
					t.Fatalf("%v of %v to %v: %d more", x, n, target, up)
				}
				if (x-float64(down))/n > target || down > 0 && (x-float64(down-1))/n <= target {
					t.Fatalf("%v of %v to %v: %d fewer", x, n, target, down)
				}
			}
		}
	}
}

func TestMedianRate(t *testing.T) {
	var areas []Area
	for i := range 11 {
		areas = append(areas, Area{Num: number(float64(i)), Den: number(10)})
	}
	if got := MedianRate(areas); got.Status != StatusOK || *got.Median != 0.5 || got.N != 11 {
		t.Errorf("%+v", got)
	}
	if got := MedianRate(areas[:9]); got.Status != StatusInsufficientN || got.Median != nil {
		t.Errorf("nine areas: %+v", got)
	}
}

func TestOutlook(t *testing.T) {
	series := func(from int, values ...float64) Series {
		var s Series
		for i, v := range values {
			p := Point{Year: from + i, Value: number(v)}
			if v < 0 {
				p.Value = nil
			}
			s.Points = append(s.Points, p)
		}
		return s
	}
	// Steps 2, 1, 2, 1, 2, 1, 2: drift 11/7; each year's own forecast is nearer than the year before it.
	steady := series(2014, 10, 12, 13, 15, 16, 18, 19, 21)
	got := OutlookOf(steady, nil)
	if got.Status != StatusOK || len(got.Points) != MaxForecastHorizon || got.Points[0].Year != 2022 || math.Abs(*got.Points[0].Value-(21+11.0/7)) > 1e-12 {
		t.Fatalf("%+v", got)
	}
	for name, c := range map[string]struct {
		s       Series
		highest *float64
		status  Status
	}{
		"seven years":    {series(2014, 10, 12, 13, 15, 16, 18, 19), nil, StatusInsufficientN},
		"a gap":          {series(2014, 10, 12, 13, -1, 15, 16, 18, 19, 21), nil, StatusGapsNotSupported},
		"no direction":   {series(2014, 10, 30, 5, 28, 2, 33, 4, 29), nil, StatusWorseThanNaive},
		"beyond a whole": {series(2014, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99), number(1), StatusInvalid},
		"2008":           {series(2008, 10, 12, 13, 15, 16, 18, 19, 21), nil, StatusInsufficientN},
		"nothing":        {Series{}, nil, StatusInsufficientN},
	} {
		if got := OutlookOf(c.s, c.highest); got.Status != c.status || len(got.Points) != 0 {
			t.Errorf("%s: %+v, want %s", name, got, c.status)
		}
	}
	trailing := OutlookOf(series(2013, -1, 10, 12, 13, 15, 16, 18, 19, 21, -1), nil)
	if trailing.Status != StatusOK || trailing.Points[0].Year != 2022 {
		t.Errorf("years without a value at both ends: %+v", trailing)
	}
	near := OutlookOf(series(2014, 8, 7, 6, 5.2, 4.4, 3.6, 3.1, 2.9), nil)
	if near.Status != StatusOK || !near.Points[2].Cut || *near.Points[2].Lower95 != 0 {
		t.Errorf("limits below nothing: %+v", near)
	}
}
