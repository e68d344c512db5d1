package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Lines draws one line a series over the years, each with its interval as a band. A missing year interrupts the line, and so
// does a Break with Split: values on its two sides are not comparable. years must be ascending and as long as every series.
func Lines(years []int, series []Series, o Options) (Option, error) {
	c := charts.NewLine()
	yearAxes(c.SetGlobalOptions, years, o)
	for i, s := range series {
		color := paletteColor(i)
		c.AddSeries(
			s.Name, nil,
			charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(true), Symbol: "circle", SymbolSize: 8, ConnectNulls: opts.Bool(false)}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: color, Width: 2}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: color}),
			charts.WithSeriesOpts(func(x *charts.SingleSeries) { x.Data = lineItems(years, s, o.Breaks, color) }),
			breakMarks(i == 0, years, o),
		)
		if s.hasInterval() { // after the line, whose mark the legend shows
			c.MultiSeries = append(c.MultiSeries, band(years, s, o.Breaks, color))
		}
	}
	return finish(c, o)
}

// Bars draws bars over the years, stacked when stack is set. A missing year has no bar.
func Bars(years []int, series []Series, stack bool, o Options) (Option, error) {
	c := charts.NewBar()
	yearAxes(c.SetGlobalOptions, years, o)
	for i, s := range series {
		color := paletteColor(i)
		data := make([]item, 0, len(years))
		for j, p := range s.Points {
			it := item{Value: []any{years[j], nil}} // also without a value: bars are stacked by their place in the list
			if p.Value != nil {
				it = item{Value: []any{years[j], *p.Value}, Tip: p.Tip, Href: p.Href}
			}
			if p.Hollow {
				it.ItemStyle = map[string]any{"color": color, "opacity": 0.55}
			}
			if p.Label != "" {
				it.Label = map[string]any{"show": true, "position": "top", "formatter": p.Label, "color": colorText, "fontSize": 11}
			}
			data = append(data, it)
		}
		group := opts.BarChart{}
		if stack {
			group.Stack = "all"
		}
		c.AddSeries(
			s.Name, nil, charts.WithBarChartOpts(group),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: color}),
			charts.WithSeriesOpts(func(x *charts.SingleSeries) {
				x.Data = data
				x.BarMaxWidth = "26"
				x.BarWidth = barWidth(years, len(series), stack)
			}),
			breakMarks(i == 0, years, o),
		)
	}
	return finish(c, o)
}

// barWidth is given because bars on a value axis take their width from the smallest distance, and a single year has none.
func barWidth(years []int, series int, stack bool) string {
	switch {
	case len(years) > 12 || (series > 1 && !stack):
		return "10"
	default:
		return "22"
	}
}

// yearAxes puts years on a value axis, so that a break can stand between two of them and a missing year keeps its place.
func yearAxes(set func(...charts.GlobalOpts) *charts.RectChart, years []int, o Options) {
	first, last := 0, 0
	if len(years) > 0 {
		first, last = years[0], years[len(years)-1]
	}
	split := 0
	if o.Compact {
		split = 3
	}
	set(
		yearGrid(), noLegend(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Min: float64(first) - 0.5, Max: float64(last) + 0.5, MinInterval: 1, MaxInterval: maxInterval(years, o),
			AxisLabel: &opts.AxisLabel{Color: colorText, Formatter: "@year", HideOverlap: opts.Bool(true)},
			AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
			AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Name: o.Unit, Min: 0, SplitNumber: split, MinInterval: wholeSteps(o), AxisLabel: valueAxisLabel(o),
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
	)
}

// wholeSteps keeps an axis of counts from showing parts of a case.
func wholeSteps(o Options) float64 {
	if o.Format == FormatCount {
		return 1
	}
	return 0
}

func maxInterval(years []int, o Options) float64 {
	if o.Compact || len(years) > 10 {
		return 0 // as many as fit
	}
	return 1
}

func lineItems(years []int, s Series, breaks []Break, color string) []item {
	out := make([]item, 0, len(years)+len(breaks))
	for i, p := range s.Points {
		if !s.joined(i) || splitBefore(breaks, years, i) {
			out = append(out, item{Value: []any{float64(years[i]) - 0.5, nil}})
		}
		var v any
		if p.Value != nil {
			v = *p.Value
		}
		out = append(out, p.item([]any{years[i], v}, color))
	}
	return out
}

// band is a custom series of trapezoids between neighbouring years: [year, low, high, joins the year before].
func band(years []int, s Series, breaks []Break, color string) charts.SingleSeries {
	var data []item
	joined := 0
	for i, p := range s.Points {
		if p.Low == nil || p.High == nil {
			joined = 0
			continue
		}
		if !s.joined(i) || splitBefore(breaks, years, i) {
			joined = 0
		}
		data = append(data, item{Value: []any{years[i], *p.Low, *p.High, joined}, Tip: p.Tip})
		joined = 1
	}
	return charts.SingleSeries{
		Name: s.Name, Type: "custom", RenderItem: "@band", Data: data,
		Encode:    &opts.Encode{X: 0, Y: []int{1, 2}},
		ItemStyle: &opts.ItemStyle{Color: color},
	}
}

func splitBefore(breaks []Break, years []int, i int) bool {
	if i == 0 {
		return false
	}
	for _, b := range breaks {
		if b.Split && years[i-1] < b.Year && b.Year <= years[i] {
			return true
		}
	}
	return false
}

// breakMarks draws a dashed line before the first year of every form. Only the first series carries them.
func breakMarks(first bool, years []int, o Options) charts.SeriesOpts {
	return charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		if !first || len(years) == 0 {
			return
		}
		var data []any
		for _, b := range o.Breaks {
			if b.Year <= years[0] || b.Year > years[len(years)-1] {
				continue
			}
			data = append(data, map[string]any{
				"xAxis": float64(b.Year) - 0.5, "name": b.Label,
				"label": map[string]any{"show": !o.Compact, "formatter": b.Label, "color": colorText, "fontSize": 11, "position": "end"},
			})
		}
		if data == nil {
			return
		}
		s.MarkLines = &opts.MarkLines{Data: data, MarkLineStyle: opts.MarkLineStyle{
			Symbol: []string{"none", "none"}, LineStyle: &opts.LineStyle{Color: "var(--ink-3)", Type: "dashed", Width: 1},
		}}
	})
}
