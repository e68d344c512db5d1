package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Rows draws horizontal bars, one row a label, the series stacked: for counts by name, where the names need room.
func Rows(labels []string, series []Series, o Options) (Option, error) {
	c := charts.NewBar()
	c.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "36", Top: "8", Bottom: "8", ContainLabel: opts.Bool(true)}),
		noLegend(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Min: 0, MinInterval: 1, AxisLabel: valueAxisLabel(o),
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: labels,
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: colorText, Interval: "0"},
			AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
	)
	for i, s := range series {
		color := paletteColor(i)
		data := make([]item, 0, len(s.Points))
		for j, p := range s.Points {
			if p.Value != nil {
				data = append(data, p.item([]any{*p.Value, j}, color))
			}
		}
		c.AddSeries(
			s.Name, nil, charts.WithBarChartOpts(opts.BarChart{Stack: "all"}), charts.WithItemStyleOpts(opts.ItemStyle{Color: color}),
			charts.WithSeriesOpts(func(x *charts.SingleSeries) { x.Data = data; x.BarMaxWidth = "14" }),
		)
	}
	return finish(c, o)
}
