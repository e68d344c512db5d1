package analytics

// partYear is the year in which the first Regulations took effect on 1 May: eight months are no year of a trend.
const partYear = 2008

// SeriesTrend is what can be said about the direction of a series, all of it within its last segment.
type SeriesTrend struct {
	Marker  RecentTrendResult `json:"recent"`       // the signal to show: last five years, with their errors
	Slope   SlopeResult       `json:"slope"`        // unit per calendar year, over the whole segment
	Kendall MannKendallResult `json:"mann_kendall"` // needs five years or more and sees little in six
	Change  ChangeResult      `json:"change"`       // between the last two years of the segment that follow each other
	From    int               `json:"from"`         // year of the segment's first value; 0 without one
	To      int               `json:"to"`
	Status  Status            `json:"status"`
}

// TrendOf examines the last segment of a series. Pass as dispersion max(1, phi) of the measure (Overdispersion), or 1 when it
// is not known. 2008 is a part year and takes no part. StatusNoData when the segment has no value; each part has its own
// status besides.
func TrendOf(s Series, dispersion float64) SeriesTrend {
	latest := s.Latest()
	if len(latest.Points) > 0 && latest.Points[0].Year == partYear {
		latest.Points = latest.Points[1:]
	}
	values, years := latest.Values(), latest.Years()
	t := make([]*float64, len(years))
	trend := SeriesTrend{Status: StatusNoData, Change: ChangeResult{Status: StatusNoData}}
	for i, year := range years {
		t[i] = number(float64(year))
		if values[i] == nil {
			continue
		}
		trend.Status = StatusOK
		if trend.From == 0 {
			trend.From = year
		}
		trend.To = year
	}
	trend.Marker = RecentTrend(years, values,
		collect(latest.Points, func(p Point) *float64 { return p.Lower }),
		collect(latest.Points, func(p Point) *float64 { return p.Upper }), TrendCritical, dispersion)
	trend.Slope = TheilSen(t, values, 0.95)
	trend.Kendall = MannKendall(values, 0.05, MinMannKendall)
	if n := len(years); n > 1 && years[n-1] == years[n-2]+1 {
		trend.Change = Change(values[n-2], values[n-1])
	}
	return trend
}
