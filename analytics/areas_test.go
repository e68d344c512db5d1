package analytics

import (
	"slices"
	"strconv"
	"testing"
)

func area(id string, num, den float64) Area { return Area{ID: id, Num: number(num), Den: number(den)} }

// Eleven areas near 20 of 10,000, one at 80, one missing and one without a denominator.
func TestFunnelFindsTheOne(t *testing.T) {
	var areas []Area
	for i, x := range []float64{20, 18, 23, 19, 22, 17, 25, 21, 16, 24, 20} {
		areas = append(areas, area(strconv.Itoa(i), x, 10000))
	}
	areas = append(areas, area("high", 80, 10000), Area{ID: "missing", Den: number(5)}, area("nobody", 0, 0))
	f := Funnel(ModelRate, areas)
	if f.Status != StatusOK || f.Compared != 12 || f.Flagged != 1 || *f.Points[11].Category != "high_0.001" {
		t.Fatalf("status %s, compared %d, flagged %d, %+v", f.Status, f.Compared, f.Flagged, f.Points[11])
	}
	if f.Points[12].Category != nil || f.Points[12].Value != nil || f.Points[13].Category != nil {
		t.Errorf("areas that cannot be compared: %+v %+v", f.Points[12], f.Points[13])
	}
	// 305 of 120,000 in all.
	if !near(*f.Target, 305.0/120000, 1e-12) || f.ExpectedFalse != 0.024 {
		t.Errorf("target %v, expected false %v", *f.Target, f.ExpectedFalse)
	}
	for _, c := range f.Curve {
		if *c.Lower998 > *c.Lower95 || *c.Lower95 > *f.Target || *f.Target > *c.Upper95 || *c.Upper95 > *c.Upper998 {
			t.Fatalf("limits out of order: %+v", c)
		}
	}
}

func TestFunnelOfShares(t *testing.T) {
	var areas []Area
	for i := range 12 {
		areas = append(areas, area(strconv.Itoa(i), float64(40+i), 100))
	}
	areas[3] = area("3", 100, 100)
	f := Funnel(ModelProportion, areas)
	if f.Status != StatusOK || *f.Points[3].Category != "high_0.001" || f.Heterogeneity.Status != StatusOK {
		t.Fatalf("%s %+v %+v", f.Status, f.Points[3], f.Heterogeneity)
	}
	for _, c := range f.Curve {
		if *c.Lower998 < 0 || *c.Upper998 > 1 {
			t.Errorf("limits outside 0 to 1: %+v", c)
		}
	}
}

func TestFunnelOfFewAreas(t *testing.T) {
	f := Funnel(ModelRate, []Area{area("a", 5, 100), area("b", 9, 100)})
	if f.Status != StatusInsufficientN || f.Points[0].Category != nil || len(f.Curve) != 0 || f.Target == nil {
		t.Errorf("funnel of two: %+v", f)
	}
	if f := Funnel(ModelRate, []Area{area("a", 0, 100), area("b", 0, 100)}); f.Status != StatusNoEvents {
		t.Errorf("funnel of nothing: %s", f.Status)
	}
}

func TestRankingHidesWhatItCannotTell(t *testing.T) {
	r := Ranking(ModelRate, []Area{
		area("a", 5, 1000), area("b", 4, 1000), area("c", 6, 1000), area("d", 5000, 1000), {ID: "e"},
	}, 1000, 0.95, true)
	d, a := r.Areas[3], r.Areas[0]
	if r.Ranked != 4 || d.Hidden || *d.Rank != 1 || *d.RankUpper != 1 {
		t.Errorf("the clear one: %+v", d)
	}
	if !a.Hidden || a.Rank != nil || *a.RankLower != 2 || *a.RankUpper != 4 || !a.Small {
		t.Errorf("the unclear one: %+v", a)
	}
	if e := r.Areas[4]; e.RankLower != nil || e.Status != StatusNoData {
		t.Errorf("the missing one: %+v", e)
	}
	if r := Ranking(ModelRate, []Area{area("a", 1, 2), area("b", 1, 2)}, 1, 0.95, true); r.Status != StatusInsufficientN {
		t.Errorf("two areas are ranked: %s", r.Status)
	}
}

func TestComparePair(t *testing.T) {
	for _, c := range []struct {
		name                   string
		model                  Model
		num1, den1, num2, den2 float64
		word                   string
		status                 Status
	}{
		{"clear", ModelRate, 300, 1000, 200, 1000, WordHigher, StatusOK},
		{"clear the other way", ModelRate, 200, 1000, 300, 1000, WordLower, StatusOK},
		{"small", ModelRate, 3, 1000, 1, 1000, WordNoDifference, StatusOK},
		{"above its denominator", ModelRate, 250, 220, 37, 181, WordHigher, StatusOK},
		{"none in the second", ModelRate, 9, 10, 0, 10, WordHigher, StatusOK},
		{"nothing", ModelRate, 0, 10, 0, 10, "", StatusNoEvents},
		{"shares", ModelProportion, 90, 100, 60, 100, WordHigher, StatusOK},
		{"impossible share", ModelProportion, 110, 100, 60, 100, "", StatusInvalid},
		{"no denominator", ModelProportion, 0, 0, 60, 100, "", StatusZeroDenominator},
	} {
		r := ComparePair(c.model, number(c.num1), number(c.den1), number(c.num2), number(c.den2), 0.95)
		word := ""
		if r.Word != nil {
			word = *r.Word
		}
		if word != c.word || r.Status != c.status {
			t.Errorf("%s: %q %s, want %q %s", c.name, word, r.Status, c.word, c.status)
		}
	}
	if r := ComparePair(ModelRate, nil, number(1), number(1), number(1), 0.95); r.Status != StatusNoData || r.Word != nil {
		t.Errorf("missing: %+v", r)
	}
}

func TestPeerGroup(t *testing.T) {
	candidates := []Candidate{
		{"a", Values(1, 10, 5)}, {"b", Values(2, 20, 9)}, {"c", Values(3, 30, 1)}, {"d", Values(9, 90, 4)}, {"e", Values(5, 50, 7)},
	}
	g := PeerGroup("a", candidates, []string{"population", "output", "density"}, 2)
	if g.Status != StatusOK || len(g.Peers) != 2 || g.Peers[0].ID == "a" {
		t.Fatalf("peers: %+v", g)
	}
	if len(g.Correlated) != 1 || g.Correlated[0] != [2]string{"population", "output"} {
		t.Errorf("correlated features: %v", g.Correlated)
	}
	if g := PeerGroup("nobody", candidates, []string{"x", "y", "z"}, 2); g.Status != StatusInvalid || len(g.Peers) != 0 {
		t.Errorf("unknown target: %+v", g)
	}
	// 14 of 200: Wilson's limits of the pooled share, not the mean of the shares.
	pooled := PooledInterval(ModelProportion, []Area{area("a", 4, 100), area("b", 10, 100), {ID: "c", Den: number(7)}}, 100, 0.95)
	if *pooled.Value != 7.000000000000001 && *pooled.Value != 7 {
		t.Errorf("pooled: %v", *pooled.Value)
	}
}

func TestComposition(t *testing.T) {
	c := Composition([]string{"granted", "denied"}, Values(15, 4), 0.95)
	if *c.Parts[0].Value != 15.0/19 || !c.Small || c.Parts[0].Lower == nil {
		t.Errorf("composition: %+v", c)
	}
	c = Composition([]string{"granted", "denied"}, []*float64{number(15), nil}, 0.95)
	if c.Status != StatusPartialUnits || c.Parts[0].Value != nil || *c.Parts[0].Count != 15 {
		t.Errorf("with one missing: %+v", c)
	}
}

// TestHeterogeneityOfFewCases: sixty areas that expect two cases each. Drawn from one rate they do not differ, with ten in every sixth they do;
// both p come from simulated levels, for rates and for shares.
func TestHeterogeneityOfFewCases(t *testing.T) {
	for _, model := range []Model{ModelRate, ModelProportion} {
		for _, apart := range []bool{false, true} {
			var areas []Area
			for i := range 60 {
				x := []float64{2, 1, 3, 0, 4, 2}[i%6] // mean and variance 2 and 1.7: a little less than chance
				if apart && i%6 == 0 {
					x = 10
				}
				areas = append(areas, Area{Num: number(x), Den: number(40)})
			}
			got := HeterogeneityOf(model, areas)
			if got.Status != StatusOK || !got.SmallExpected || got.Draws != mostDraws || (*got.P > ChanceAlone) == apart {
				t.Errorf("%s, far apart %v: %+v, p %v", model, apart, got, *got.P)
			}
			areas[3].Den = number(80) // sizes that differ
			straight := HeterogeneityOf(model, areas)
			slices.Reverse(areas)
			if turned := HeterogeneityOf(model, areas); *turned.P != *straight.P {
				t.Errorf("%s: p is %v, and %v with the areas the other way round", model, *straight.P, *turned.P)
			}
		}
	}
	if got := HeterogeneityOf(ModelRate, []Area{{Num: number(0), Den: number(5)}}); got.Status != StatusNoEvents || got.P != nil {
		t.Errorf("no events: %+v", got)
	}
}
