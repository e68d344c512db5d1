package dashboard

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
)

// chartView answers /v1/charts/{view}: the rows of an aggregate and the ECharts option that draws them. The option names
// colours and functions that static/app.js supplies.
func (a *api) chartView(ctx context.Context, q *apiQuery) (*answer, error) {
	want, err := a.aggregateQuery(ctx, q)
	if err != nil {
		return nil, err
	}
	if want.OfBodies() || slices.Contains(want.By, "regime") {
		return nil, newProblem(problemInvalid, "图表不分版式、机关与统计范围。", "a chart does not keep forms, bodies and scopes apart.").
			with(fieldError{Parameter: "group_by", Given: want.By, Allowed: []string{"region,year", "region,year,applicant", "region,year,outcome"}})
	}
	want.Missing = true // a gap is drawn as a gap
	rows, coverage, err := a.readAggregates(ctx, q, want)
	if err != nil {
		return nil, err
	}
	q.hide(rows)
	sortRows(rows, "")
	out, err := listed(q, aggregateColumns, rows)
	if err != nil {
		return nil, err
	}
	out.coverage = &coverage
	if q.format.name != "json" {
		return out, nil
	}
	plain := make([]analytics.AggregateRow, len(rows))
	for i, r := range rows {
		plain[i] = *r.AggregateRow
	}
	option, err := a.drawView(q, analytics.SeriesOf(plain))
	if err != nil {
		return nil, err
	}
	out.around = []member{{"option", option}}
	return out, nil
}

func (a *api) drawView(q *apiQuery, series []analytics.Series) (chart.Option, error) {
	years, at := []int{}, map[int]int{}
	for _, s := range series {
		for _, p := range s.Points {
			if _, known := at[p.Year]; !known {
				at[p.Year] = len(years)
				years = append(years, p.Year)
			}
		}
	}
	var drawn []chart.Series
	labels, single := []string{}, chart.Series{}
	for _, s := range series {
		name := a.seriesName(q, s)
		points := make([]chart.Point, len(years))
		for _, p := range s.WithBreaks(a.breakYears(s.Measure)).Points {
			points[at[p.Year]] = chart.Point{Value: p.Value, Low: p.Lower, High: p.Upper, Tip: name + " " + strconv.Itoa(p.Year), Apart: p.Break}
		}
		drawn = append(drawn, chart.Series{Name: name, Points: points})
		labels = append(labels, name)
		if len(points) > 0 {
			single.Points = append(single.Points, points[len(points)-1])
		}
	}
	options := chart.Options{Label: textIn(q.lang, "图表", "Chart"), Format: chart.FormatPlain}
	if len(series) > 0 {
		options.Unit = series[0].Unit
	}
	var option chart.Option
	var err error
	switch q.text("view") {
	case "bars":
		option, err = chart.Bars(years, drawn, false, options)
	case "intervals":
		single.Name = yearRange(q.years.from, q.years.to)
		option, err = chart.Intervals(labels, []chart.Series{single}, options)
	default:
		option, err = chart.Lines(years, drawn, options)
	}
	if err != nil {
		return nil, fmt.Errorf("chart %s: %w", q.text("view"), err)
	}
	return option, nil
}

// seriesName is place and measure.
func (a *api) seriesName(q *apiQuery, s analytics.Series) string {
	measure := s.Measure
	if r, ok := a.dictionary.Rate(s.Measure); ok {
		measure = r.Name.In(q.lang)
	} else if m, ok := a.dictionary.Metric(s.Measure); ok {
		measure = m.Name.In(q.lang)
	}
	if s.Name == "" {
		return measure
	}
	return s.Name + " " + measure
}
