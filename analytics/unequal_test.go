package analytics

import (
	"math"
	"testing"
)

// twoProvinces are twelve made-up areas of 100 residents: six with 10 events, six with 30.
func twoProvinces() (areas []Area, groups []string) {
	for i := range 12 {
		areas, groups = append(areas, Area{Num: number(float64(10 + 20*(i%2))), Den: number(100)}), append(groups, []string{"a", "b"}[i%2])
	}
	return areas, groups
}

// TestUnequal: two values x and 3x of equal weight have a mean of 2x, Gini = |x-3x|/4/(2x)·… = 1/4 and
// T = (½·½·ln ½ + ½·3/2·ln 3/2), all of it between the two groups.
func TestUnequal(t *testing.T) {
	areas, groups := twoProvinces()
	got := Unequal(ModelRate, areas, groups, 1000, 0.95)
	theil := 0.25*math.Log(0.5) + 0.75*math.Log(1.5)
	for name, c := range map[string][2]float64{
		"gini": {*got.Gini, 0.25}, "theil": {*got.Theil.T, theil}, "between": {*got.Parts.Between, theil}, "within": {*got.Parts.Within, 0},
		"share between": {*got.Parts.ShareBetween, 1}, "p10": {*got.Spread.P10, 100}, "p90": {*got.Spread.P90, 300},
		"top share": {*got.Spread.TopShare, 600.0 / 2400}, "num": {got.Num, 240}, "den": {got.Den, 1200},
	} {
		if math.Abs(c[0]-c[1]) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, c[0], c[1])
		}
	}
	if got.Status != StatusOK || *got.Lower > 0.25 || *got.Upper < 0.25 || *got.Lower < 0.1 || got.Groups != 2 {
		t.Errorf("%s, limits %v to %v, %d groups", got.Status, *got.Lower, *got.Upper, got.Groups)
	}
	again := Unequal(ModelRate, areas, groups, 1000, 0.95)
	if *again.Lower != *got.Lower || *again.Noise.Gini != *got.Noise.Gini {
		t.Error("the same areas give other limits")
	}
	if math.Abs(*got.Theil.T-*got.Parts.Between-*got.Parts.Within) > 1e-12 {
		t.Error("the parts do not add up")
	}
}

func TestUnequalWithoutFigures(t *testing.T) {
	areas, groups := twoProvinces()
	few := Unequal(ModelRate, areas[:9], groups[:9], 1, 0.95)
	if few.Status != StatusInsufficientN || few.Gini != nil || few.Spread.P90 != nil || few.Theil.T != nil || few.Lower != nil {
		t.Errorf("nine areas: %+v", few)
	}
	for i := range areas {
		areas[i].Num = number(0)
	}
	if none := Unequal(ModelProportion, areas, groups, 1, 0.95); none.Status != StatusDegenerate || none.Gini != nil {
		t.Errorf("no events: %+v", none)
	}
	if none := Unequal(ModelRate, nil, nil, 1, 0.95); none.Status != StatusNoData {
		t.Errorf("nothing: %+v", none)
	}
	one := make([]string, 12)
	areas, _ = twoProvinces()
	if got := Unequal(ModelRate, areas, one, 1, 0.95); got.Parts.Between != nil || got.Gini == nil {
		t.Errorf("without groups: %+v", got.Parts)
	}
}
