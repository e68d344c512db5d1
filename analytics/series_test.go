package analytics

import (
	"slices"
	"testing"
)

func points(first int, values ...float64) Series {
	s := Series{Measure: "requests"}
	for i, v := range values {
		r := RateCI(v, 100000, 100000, 0.95)
		s.Points = append(s.Points, Point{
			Year: first + i, Value: r.Value, Lower: r.Lower, Upper: r.Upper, Num: number(v), Den: number(100000),
		})
	}
	return s
}

func TestSeriesOfKeepsGaps(t *testing.T) {
	rows := []AggregateRow{
		{Region: 2, Measure: "a", Year: 2020, Value: number(3)},
		{Region: 1, Measure: "a", Year: 2019, Value: number(1)},
		{Region: 2, Measure: "a", Year: 2019, Status: string(StatusNotCollected)},
	}
	all := SeriesOf(rows)
	if len(all) != 2 || all[0].Region != 2 || all[1].Region != 1 {
		t.Fatalf("series: %+v", all)
	}
	if p := all[0].Points; len(p) != 2 || p[0].Year != 2019 || p[0].Value != nil || p[0].Status != "not_collected" {
		t.Errorf("the missing year became %+v", p[0])
	}
}

// 2018 is missing and the break of 2019 stands before 2020, the next year that there is.
func TestSeriesBreaks(t *testing.T) {
	s := Series{Points: []Point{{Year: 2016}, {Year: 2017}, {Year: 2020}, {Year: 2021}}}.WithBreaks([]int{2014, 2019})
	var years [][]int
	for _, segment := range s.Segments() {
		years = append(years, segment.Years())
	}
	if len(years) != 2 || !slices.Equal(years[0], []int{2016, 2017}) || !slices.Equal(years[1], []int{2020, 2021}) {
		t.Errorf("segments: %v", years)
	}
	if latest := (Series{}).Latest(); len(latest.Points) != 0 {
		t.Errorf("an empty series has a latest segment: %+v", latest)
	}
}

// Six years fall, then the definition changes and five years rise: only the rise may be seen.
func TestTrendStaysInItsSegment(t *testing.T) {
	s := points(2013, 900, 800, 700, 600, 500, 400, 100, 140, 180, 220, 260).WithBreaks([]int{2019})
	trend := TrendOf(s, 1)
	if trend.Marker.Marker != MarkerIncreasing || trend.From != 2019 || trend.To != 2023 || trend.Kendall.N != 5 {
		t.Errorf("trend: %+v", trend)
	}
	if *trend.Slope.Slope != 40 || *trend.Change.Abs != 40 {
		t.Errorf("slope %v, change %v; want 40 a year", *trend.Slope.Slope, *trend.Change.Abs)
	}
	if damped := TrendOf(s, 60); damped.Marker.Marker != MarkerNoChange {
		t.Errorf("with a dispersion of 60 the marker is %s", damped.Marker.Marker)
	}
}

// 2008 is a part year; four full years are too few for a marker, which then says so.
func TestTrendLeavesOutPartYear(t *testing.T) {
	trend := TrendOf(points(2008, 10, 50, 60, 70, 80), 1)
	if trend.From != 2009 || trend.Marker.Marker != MarkerNone || trend.Marker.Status != StatusInsufficientN {
		t.Errorf("trend: %+v", trend)
	}
}

func TestTrendWithoutValues(t *testing.T) {
	trend := TrendOf(Series{Points: []Point{{Year: 2020}, {Year: 2021}}}, 1)
	if trend.Status != StatusNoData || trend.Slope.Slope != nil || trend.Change.Abs != nil {
		t.Errorf("trend of nothing: %+v", trend)
	}
}

// After a gap the two last values are not a year apart: no change of a year.
func TestTrendChangeNeedsNeighbours(t *testing.T) {
	s := points(2019, 10, 20, 30)
	s.Points[2].Year = 2023
	if c := TrendOf(s, 1).Change; c.Status != StatusNoData || c.Abs != nil {
		t.Errorf("change across a gap: %+v", c)
	}
}
