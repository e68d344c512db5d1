package dashboard

import (
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// trendRow is the direction of one measure in one place.
type trendRow struct {
	aggregateRow // the last year of the trend; without a value where there is none
	points       []aggregateRow
	trend        analytics.SeriesTrend
	spread       dispersion
	outlook      analytics.Outlook
}

var trendColumns = withAggregate(func(r trendRow) aggregateRow { return r.aggregateRow }, column[trendRow]{
	"from_year":      func(r trendRow) any { return countCell(r.trend.From) },
	"to_year":        func(r trendRow) any { return countCell(r.trend.To) },
	"marker":         func(r trendRow) any { return r.trend.Marker.Marker },
	"marker_status":  func(r trendRow) any { return string(r.trend.Marker.Status) },
	"chi2":           func(r trendRow) any { return floatCell(r.trend.Marker.Chi2) },
	"significant":    func(r trendRow) any { return boolCell(r.trend.Marker.Significant) },
	"dispersion":     func(r trendRow) any { return r.trend.Marker.Dispersion },
	"phi":            func(r trendRow) any { return floatCell(r.spread.phi) },
	"phi_regions":    func(r trendRow) any { return r.spread.regions },
	"phi_status":     func(r trendRow) any { return r.spread.status },
	"slope":          func(r trendRow) any { return floatCell(r.trend.Slope.Slope) },
	"slope_lower":    func(r trendRow) any { return floatCell(r.trend.Slope.Lower) },
	"slope_upper":    func(r trendRow) any { return floatCell(r.trend.Slope.Upper) },
	"slope_status":   func(r trendRow) any { return string(r.trend.Slope.Status) },
	"kendall":        func(r trendRow) any { return wordCell(r.trend.Kendall.Trend) },
	"p":              func(r trendRow) any { return floatCell(r.trend.Kendall.P) },
	"kendall_status": func(r trendRow) any { return string(r.trend.Kendall.Status) },
	"change":         func(r trendRow) any { return floatCell(r.trend.Change.Abs) },
	"change_pct":     func(r trendRow) any { return floatCell(r.trend.Change.Pct) },
	"change_status":  func(r trendRow) any { return string(r.trend.Change.Status) },
	"trend_status":   func(r trendRow) any { return string(r.trend.Status) },
	"points":         func(r trendRow) any { return nestedCell(r.pointRows()) },

	"forecast":           func(r trendRow) any { return nestedCell(r.outlook.Points) },
	"forecast_mae":       func(r trendRow) any { return floatCell(r.outlook.MAE) },
	"forecast_naive_mae": func(r trendRow) any { return floatCell(r.outlook.NaiveMAE) },
	"forecast_status":    func(r trendRow) any { return textCell(r.outlook.Status) },
})

// pointNames are the columns of a point of a series.
var pointNames = []string{"year", "value", "lower", "upper", "num", "den", "status", "qualifier", "break", "n_docs", "evidence_url"}

func (r trendRow) pointRows() []jsonRow {
	var out []jsonRow
	for _, p := range r.points {
		out = append(out, rowOf(pointNames, aggregateColumns, p))
	}
	return out
}

// trends answers /v1/trends: the direction of each series within its last definition, never across a break.
func (a *api) trends(ctx context.Context, q *apiQuery) (*answer, error) {
	measures, err := a.measuresAndYears(ctx, q)
	if err != nil {
		return nil, err
	}
	want := analytics.AggregateQuery{
		Measures: measures, Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), From: q.years.from, To: q.years.to,
		By: []string{"region", "year"}, Confidence: trendConfidence, MinDen: q.number("min_n"), Missing: true,
	}
	if err := a.checkTrendView(q, &want); err != nil {
		return nil, err
	}
	found, err := a.readViewed(ctx, q, want)
	if err != nil {
		return nil, err
	}
	q.hide(found)
	sortRows(found, "")
	plain, at := judgedRows(found)
	spreads, err := a.trendSpreads(ctx, q, want, found)
	if err != nil {
		return nil, err
	}
	var rows []trendRow
	for _, s := range q.judgedSeries(a, analytics.SeriesOf(plain)) {
		spread, ok := q.givenDispersion()
		if !ok {
			spread = overYears(spreads[placeOf{s.Measure, s.Region}], judgedYears(s))
		}
		row := newTrendRow(q, s, analytics.TrendOf(s, spread.factor), spread, at)
		row.outlook = q.outlook(s)
		rows = append(rows, row)
	}
	out, err := listed(q, trendColumns, rows)
	if err == nil {
		out.around = q.shareMembers(measures...)
	}
	return out, err
}

// checkTrendView refuses a view that a measure has no meaning for.
func (a *api) checkTrendView(q *apiQuery, want *analytics.AggregateQuery) error {
	switch q.view() {
	case viewPer100k:
		return a.setAgainstResidents(want)
	case viewShare:
		for _, id := range want.Measures {
			if _, err := a.shareIn(q, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// outlook extends a series by a few years where it is long enough. The figures of a single county or body are too few to be continued.
func (q *apiQuery) outlook(s analytics.Series) analytics.Outlook {
	switch q.atlas.levelOf(q.mask.real(s.Region)) {
	case disclosure.LevelNation, disclosure.LevelProvince, disclosure.LevelPrefecture:
	default:
		return analytics.Outlook{Status: analytics.Status(disclosure.StatusNotApplicable)}
	}
	if q.view() == viewShare {
		whole := 1.0
		return analytics.OutlookOf(s, &whole)
	}
	if r := q.rates[s.Measure]; r != nil && q.view() != viewIndex && r.Model == disclosure.ModelBinomial {
		return analytics.OutlookOf(s, &r.Multiplier)
	}
	return analytics.OutlookOf(s, nil)
}

// judgedRows are the rows whose values may be compared with those of other years, and all of them by place and year. A sum over some of the
// bodies of a place is drawn where it stands and judged nowhere: next year's may be over others.
func judgedRows(rows []aggregateRow) ([]analytics.AggregateRow, map[pointOf]aggregateRow) {
	plain, at := make([]analytics.AggregateRow, len(rows)), map[pointOf]aggregateRow{}
	for i, r := range rows {
		plain[i] = *r.AggregateRow
		if r.Status == string(analytics.StatusPartialUnits) {
			plain[i].Value, plain[i].Lower, plain[i].Upper, plain[i].Num, plain[i].Den = nil, nil, nil, nil, nil
		}
		at[pointOf{r.Measure, r.Region, r.Year}] = r
	}
	return plain, at
}

// judgedSeries are the series whose direction is asked for: each as a whole, of which the last definition is judged, or with
// breaks=split one for every definition.
func (q *apiQuery) judgedSeries(a *api, all []analytics.Series) []analytics.Series {
	var out []analytics.Series
	for _, s := range all {
		s = s.WithBreaks(a.breakYears(s.Measure))
		if q.text("breaks") == breaksSplit {
			out = append(out, s.Segments()...)
			continue
		}
		out = append(out, s)
	}
	return out
}

// breaksSplit keeps definitions apart; otherwise they stand in one series in which the first year of each is marked.
const breaksSplit = "split"

// pointOf is one measure of one place in one year.
type pointOf struct {
	measure string
	region  uint32
	year    int
}

// newTrendRow puts beside a trend the rows of its years.
func newTrendRow(q *apiQuery, s analytics.Series, trend analytics.SeriesTrend, spread dispersion, at map[pointOf]aggregateRow) trendRow {
	out := trendRow{
		aggregateRow: aggregateRow{AggregateRow: &analytics.AggregateRow{
			Region: s.Region, RegionName: s.Name, Measure: s.Measure, Unit: s.Unit, Status: string(analytics.StatusNoData),
		}, query: q},
		trend: trend, spread: spread,
	}
	for _, p := range s.Points {
		row := at[pointOf{s.Measure, s.Region, p.Year}]
		if p.Year == trend.To {
			out.aggregateRow = row
		}
		if row.Break != p.Break { // a break that falls on a year without a report shows on the next
			marked := *row.AggregateRow
			marked.Break = p.Break
			row.AggregateRow = &marked
		}
		out.points = append(out.points, row)
	}
	return out
}

// placeOf is one measure of one place.
type placeOf struct {
	measure string
	region  uint32
}

// trendSpreads gives each place the estimates of its level by year. A count that is not set against residents has no denominator and so no
// interval that a factor could widen; a place whose level changed has those of its last level.
func (a *api) trendSpreads(ctx context.Context, q *apiQuery, want analytics.AggregateQuery, rows []aggregateRow) (map[placeOf]map[int]dispersion, error) {
	out := map[placeOf]map[int]dispersion{}
	if _, given := q.givenDispersion(); given {
		return out, nil
	}
	levels := levelsOf(rows)
	for _, id := range want.Measures {
		r := q.rates[id]
		switch {
		case q.view() == viewIndex: // it has no limits that a factor could widen
			continue
		case want.PerHundredThousand:
			r = &disclosure.Rate{ID: id, Model: disclosure.ModelPoisson}
		case q.view() == viewShare:
			r = &disclosure.Rate{ID: id, Model: disclosure.ModelBinomial}
		case r == nil:
			continue
		}
		byLevel, err := a.byYear(ctx, q, r, levels)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if row.Measure == id && row.Level != "" {
				out[placeOf{id, row.Region}] = byLevel[row.Level]
			}
		}
	}
	return out, nil
}

// judgedYears are the years that the trend marker looks at: the last ones of the last definition that have a value.
func judgedYears(s analytics.Series) []int {
	var out []int
	for _, p := range slices.Backward(s.Latest().Points) {
		if p.Value != nil && len(out) < analytics.TrendPoints {
			out = append(out, p.Year)
		}
	}
	return out
}

// trendConfidence is that of the limits from which the trend marker takes its standard errors.
const trendConfidence = 0.95

// breakYears are the first years of a new definition of a measure.
func (a *api) breakYears(id string) []int {
	if r, ok := a.dictionary.Rate(id); ok {
		return r.BreakYears
	}
	if m, ok := a.dictionary.Metric(id); ok {
		return m.BreakYears
	}
	return nil
}
