package dashboard

import (
	"cmp"
	"context"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

const (
	anomalyLevel   = 0.002 // of a change that is reported: one of 500 by chance
	anomalyHistory = 5     // years before those asked for in which a zero would have been a large count
)

// anomalyRow is one figure to be looked at, and why.
type anomalyRow struct {
	aggregateRow
	found analytics.Anomaly
}

var anomalyColumns = withAggregate(func(r anomalyRow) aggregateRow { return r.aggregateRow }, column[anomalyRow]{
	"detector":      func(r anomalyRow) any { return string(r.found.Detector) },
	"observed":      func(r anomalyRow) any { return floatCell(r.found.Observed) },
	"expected_low":  func(r anomalyRow) any { return floatCell(r.found.Low) },
	"expected_high": func(r anomalyRow) any { return floatCell(r.found.High) },
	"severity":      func(r anomalyRow) any { return r.found.Severity },
	"message_zh":    func(r anomalyRow) any { return r.found.ZH },
	"message_en":    func(r anomalyRow) any { return r.found.Explanation },
})

// anomalies answers /v1/quality/anomalies: the figures that a person should look at, each with a sentence. Places are held against all
// of their level, whichever were asked for. Nothing is taken out of any other answer because it stands here.
func (a *api) anomalies(ctx context.Context, q *apiQuery) (*answer, error) {
	measures, err := a.measuresAndYears(ctx, q)
	if err != nil {
		return nil, err
	}
	var rows []anomalyRow
	compared := 0
	for _, id := range measures {
		for _, level := range q.levelsAsked() {
			found, err := a.readHistory(ctx, q, id, level)
			if err != nil {
				return nil, err
			}
			compared += len(found)
			for _, r := range a.examine(q, id, found) {
				if q.chosen(r.Region) && r.Year >= q.years.from && r.Year <= q.years.to {
					rows = append(rows, r)
				}
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b anomalyRow) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.found.Detector, b.found.Detector))
	})
	out, err := listed(q, anomalyColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{{"years", yearRange(q.years.from, q.years.to)}, {"examined", compared}, {"level_of_changes", anomalyLevel}}
	return out, nil
}

// levelsAsked are the levels of the places of the request.
func (q *apiQuery) levelsAsked() []disclosure.Level {
	if level := q.level(); level != "" {
		return []disclosure.Level{level}
	}
	var out []disclosure.Level
	for _, code := range q.codes("region") {
		if level := q.atlas.levelOf(code); level != "" && !slices.Contains(out, level) {
			out = append(out, level)
		}
	}
	slices.Sort(out)
	return out
}

// chosen says whether a place is one of those of the request.
func (q *apiQuery) chosen(code uint32) bool {
	if asked := q.codes("region"); len(asked) > 0 {
		return slices.Contains(asked, code)
	}
	parent := q.parent()
	const deepest = 6 // township, county, prefecture, province, nation
	for above, i := code, 0; parent != 0 && above != parent; above, i = q.parentOf(above), i+1 {
		if above == 0 || i == deepest {
			return false
		}
	}
	return true
}

// readHistory reads a measure for every place of a level, for the years of the request and some before them. What only some bodies of a
// place state is no figure of the place: it changes with the bodies that are heard.
func (a *api) readHistory(ctx context.Context, q *apiQuery, id string, level disclosure.Level) ([]aggregateRow, error) {
	found, _, err := a.readAggregates(ctx, q, analytics.AggregateQuery{
		Measures: []string{id}, Level: level, From: q.years.from - anomalyHistory, To: q.years.to, By: []string{"region", "year"},
		Confidence: trendConfidence, MinDen: q.number("min_n"),
	})
	found = slices.DeleteFunc(found, func(r aggregateRow) bool {
		return r.Value == nil || r.Basis == analytics.BasisUnits || r.Status == string(analytics.StatusPartialUnits)
	})
	sortRows(found, "")
	return found, err
}

// examine looks for figures far from those of the other places in their year (rates) and for figures that the place's own earlier years
// do not let expect. Of a count without a denominator only what cannot be a mere change is said: how far it usually varies is not known.
func (a *api) examine(q *apiQuery, id string, rows []aggregateRow) []anomalyRow {
	rate := q.rates[id]
	plain, at := judgedRows(rows)
	byYear := map[int][]aggregateRow{}
	for _, r := range rows {
		byYear[r.Year] = append(byYear[r.Year], r)
	}
	var out []anomalyRow
	phis := map[int]dispersion{}
	if rate != nil {
		for year, places := range byYear {
			values, areas := make([]*float64, len(places)), make([]analytics.Area, len(places))
			for i, r := range places {
				values[i], areas[i] = r.Value, areaOf(r.AggregateRow)
			}
			phis[year] = estimated(analytics.DispersionOf(modelOf(rate), areas))
			for i, found := range analytics.OutlierAnomalies(year, values) {
				if found != nil {
					out = append(out, anomalyRow{places[i], *found})
				}
			}
		}
	}
	for _, s := range analytics.SeriesOf(plain) {
		s = s.WithBreaks(a.breakYears(id))
		spread := overYears(phis, s.Years())
		for _, found := range analytics.SeriesAnomalies(s, anomalyLevel, spread.factor) {
			if rate != nil || found.Detector != analytics.DetectChange {
				out = append(out, anomalyRow{at[pointOf{id, s.Region, found.Year}], found})
			}
		}
	}
	return out
}
