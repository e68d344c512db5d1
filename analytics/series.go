package analytics

import "slices"

// Point is one year of a series. A Value that is nil is missing, and Status says why; it is never drawn as zero.
type Point struct {
	Year   int      `json:"year"`
	Value  *float64 `json:"value"`
	Lower  *float64 `json:"lower"` // 95 % limits; nil for a count
	Upper  *float64 `json:"upper"`
	Num    *float64 `json:"num"`
	Den    *float64 `json:"den"`
	Status string   `json:"status"` // of disclosure.Status or of this package
	Break  bool     `json:"break"`  // first year of a new definition
}

// Series is one measure of one place over the years, ascending.
type Series struct {
	Measure string  `json:"measure"`
	Region  uint32  `json:"-"`
	Name    string  `json:"region_name,omitempty"`
	Unit    string  `json:"unit"`
	Points  []Point `json:"points"`
}

// SeriesOf sorts the rows of an answer into one series per region and measure, in the order in which they first appear. Rows
// that carry a status in place of a value become points without a value: gaps stay gaps.
func SeriesOf(rows []AggregateRow) []Series {
	type key struct {
		region  uint32
		measure string
	}
	places := map[key]int{}
	var all []Series
	for _, r := range rows {
		k := key{r.Region, r.Measure}
		at, known := places[k]
		if !known {
			at = len(all)
			places[k] = at
			all = append(all, Series{Measure: r.Measure, Region: r.Region, Name: r.RegionName, Unit: r.Unit})
		}
		all[at].Points = append(all[at].Points, Point{
			Year: r.Year, Value: r.Value, Lower: r.Lower, Upper: r.Upper, Num: r.Num, Den: r.Den, Status: r.Status, Break: r.Break,
		})
	}
	for _, s := range all {
		slices.SortStableFunc(s.Points, func(a, b Point) int { return a.Year - b.Year })
	}
	return all
}

// WithBreaks marks the first point of each new definition, by the break years of the metric, and gives the series with them.
// A break that falls on a year without a point is marked on the next one.
func (s Series) WithBreaks(breakYears []int) Series {
	s.Points = slices.Clone(s.Points)
	for i := 1; i < len(s.Points); i++ {
		s.Points[i].Break = !*Comparable(s.Points[i-1].Year, s.Points[i].Year, breakYears).Comparable
	}
	return s
}

// Segments splits the series at its breaks. Nothing may be computed or drawn as one line across two segments.
func (s Series) Segments() []Series {
	var segments []Series
	for i, p := range s.Points {
		if i == 0 || p.Break {
			segments = append(segments, Series{Measure: s.Measure, Region: s.Region, Name: s.Name, Unit: s.Unit})
		}
		last := &segments[len(segments)-1]
		last.Points = append(last.Points, p)
	}
	return segments
}

// Latest gives the last segment, the only one that can speak of the present; it has no points when the series has none.
func (s Series) Latest() Series {
	segments := s.Segments()
	if len(segments) == 0 {
		return Series{Measure: s.Measure, Region: s.Region, Name: s.Name, Unit: s.Unit}
	}
	return segments[len(segments)-1]
}

// Values gives the values in order, nil where one is missing.
func (s Series) Values() []*float64 {
	return collect(s.Points, func(p Point) *float64 { return p.Value })
}

// Years gives the years in order.
func (s Series) Years() []int {
	years := make([]int, len(s.Points))
	for i, p := range s.Points {
		years[i] = p.Year
	}
	return years
}

func collect[T any](items []T, field func(T) *float64) []*float64 {
	values := make([]*float64, len(items))
	for i, item := range items {
		values[i] = field(item)
	}
	return values
}
