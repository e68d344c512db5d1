package analytics

import (
	"testing"

	"gongkai/ingest/disclosure"
)

// TestWindows pools made-up years of a rate that needs ten cases: each year alone is too small, three together are not.
func TestWindows(t *testing.T) {
	rate := &disclosure.Rate{ID: "r", Model: disclosure.ModelBinomial, Multiplier: 1, MinDen: 10}
	year := func(year int, num, den float64) AggregateRow {
		return AggregateRow{Region: 1, Year: year, Num: number(num), Den: number(den), Status: "insufficient_n", NDocs: 1, Basis: BasisOwn}
	}
	missing := AggregateRow{Region: 1, Year: 2021, Status: "not_collected"}
	bodies := year(2023, 9, 9)
	bodies.Basis, bodies.Status = BasisUnits, "partial"
	rows := []AggregateRow{year(2018, 5, 9), year(2019, 1, 4), year(2020, 2, 5), missing, year(2022, 3, 6), bodies}
	for _, c := range []struct {
		years int
		want  []string // status and, with a value, num/den by year 2018 to 2023; the definition changed in 2019
	}{
		{2, []string{"insufficient_n 5/9", "break_crossed", "insufficient_n 3/9", "not_collected", "insufficient_n 3/6", "partial"}},
		{3, []string{"insufficient_n 5/9", "break_crossed", "break_crossed", "not_collected", "partial 5/11", "partial"}},
	} {
		for i, r := range Windows(rows, rate, []int{2019}, c.years, 0.95, 0) {
			got := r.Status
			if r.Num != nil {
				got += " " + trimmed(*r.Num) + "/" + trimmed(*r.Den)
			}
			if got != c.want[i] || r.WindowFrom != r.Year-c.years+1 {
				t.Errorf("%d years to %d: %q, want %q", c.years, r.Year, got, c.want[i])
			}
		}
	}
	pooled := Windows(rows, rate, nil, 3, 0.95, 0)[4]
	if want := Wilson(5, 11, 0.95); *pooled.Value != 5.0/11 || *pooled.Lower != *want.Lower || pooled.NDocs != 2 || pooled.Reported != 2 || pooled.Expected != 3 {
		t.Errorf("pooled %+v", pooled)
	}
	counts := []AggregateRow{{Region: 1, Year: 2020, Value: number(3), Status: "reported"}, {Region: 1, Year: 2021, Value: number(4), Status: "reported"}, {Region: 2, Year: 2021, Value: number(9), Status: "reported"}}
	got := Windows(counts, nil, nil, 2, 0.95, 0)
	if *got[1].Value != 7 || got[1].Status != "derived" || *got[2].Value != 9 || got[2].Status != "partial" {
		t.Errorf("counts %+v", got)
	}
}

func trimmed(v float64) string { return disclosure.Count(int64(v)).String() }
