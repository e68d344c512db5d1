package analytics

// StatusWorseThanNaive says that a forecast did worse, over the years that are known, than taking each year for the next.
const StatusWorseThanNaive Status = "worse_than_naive"

// OutlookPoint is one year ahead.
type OutlookPoint struct {
	Year    int      `json:"year"`
	Value   *float64 `json:"value"`
	Lower80 *float64 `json:"lower80"`
	Upper80 *float64 `json:"upper80"`
	Lower95 *float64 `json:"lower95"`
	Upper95 *float64 `json:"upper95"`
	Cut     bool     `json:"cut"` // a limit lay below 0, or above what is possible, and stands there
}

// Outlook is a forecast of a series.
type Outlook struct {
	Points   []OutlookPoint // none under any status but ok
	MAE      *float64       // of one-step forecasts of the later half
	NaiveMAE *float64       // the same for "as last year"
	Status   Status
}

// OutlookOf extends the last segment of a series by up to MaxForecastHorizon years (ForecastDrift), from its last year with a value.
// Years without a value before the first and behind the last one do not count; one between them is StatusGapsNotSupported. highest
// is the largest possible value, nil when there is none: a forecast beyond it, or below 0, is StatusInvalid, and limits are cut there.
// A method that did worse than taking each year for the next is StatusWorseThanNaive. 2008 is a part year and takes no part.
func OutlookOf(s Series, highest *float64) Outlook {
	var values []*float64
	last := 0
	for _, p := range s.Latest().Points {
		if p.Year == partYear || p.Value == nil {
			continue
		}
		for year := last + 1; last != 0 && year < p.Year; year++ {
			values = append(values, nil)
		}
		values, last = append(values, p.Value), p.Year
	}
	f := ForecastDrift(values, MaxForecastHorizon, MinForecast)
	out := Outlook{MAE: f.MAE, NaiveMAE: f.NaiveE, Status: f.Status}
	switch {
	case f.Status != StatusOK:
		return out
	case *f.MAE > *f.NaiveE:
		out.Status = StatusWorseThanNaive
		return out
	}
	for i := range f.Mean {
		p := OutlookPoint{Year: last + 1 + i, Value: f.Mean[i]}
		if *p.Value < 0 || highest != nil && *p.Value > *highest {
			return Outlook{MAE: f.MAE, NaiveMAE: f.NaiveE, Status: StatusInvalid}
		}
		for _, limit := range []struct{ from, to **float64 }{
			{&f.Lower80[i], &p.Lower80}, {&f.Upper80[i], &p.Upper80}, {&f.Lower95[i], &p.Lower95}, {&f.Upper95[i], &p.Upper95},
		} {
			*limit.to = p.within(*limit.from, highest)
		}
		out.Points = append(out.Points, p)
	}
	return out
}

// within cuts a limit at what is possible, and notes that it did.
func (p *OutlookPoint) within(limit, highest *float64) *float64 {
	switch {
	case *limit < 0:
		p.Cut = true
		return number(0)
	case highest != nil && *limit > *highest:
		p.Cut = true
		return highest
	}
	return limit
}
