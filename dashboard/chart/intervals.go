package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Intervals draws one row a label, with a dot for the value and a bar for its interval; several series stand below each other
// within a row. A row without a value stays empty.
func Intervals(labels []string, series []Series, o Options) (Option, error) {
	c := charts.NewScatter()
	c.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "16", Right: "20", Top: "8", Bottom: "26", ContainLabel: opts.Bool(true)}),
		noLegend(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Name: o.Unit, NameLocation: "end", NameGap: 4, Min: 0, AxisLabel: valueAxisLabel(o),
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Inverse: opts.Bool(true), Data: labels,
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: colorText, Interval: "0"},
			AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
	)
	for i, s := range series {
		color, shift := paletteColor(i), offset(i, len(series))
		var bars, dots []item
		for j, p := range s.Points {
			if p.Value == nil {
				continue
			}
			if p.Low != nil && p.High != nil {
				bars = append(bars, item{Value: []any{*p.Low, *p.High, j, shift}, Tip: p.Tip, Href: p.Href})
			}
			dots = append(dots, p.item([]any{*p.Value, j}, color))
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Name: s.Name, Type: "custom", RenderItem: "@errbar", Data: bars,
			Encode: &opts.Encode{X: []int{0, 1}, Y: 2}, ItemStyle: &opts.ItemStyle{Color: color},
		})
		c.AddSeries(s.Name, nil, charts.WithItemStyleOpts(opts.ItemStyle{Color: color}),
			charts.WithSeriesOpts(func(x *charts.SingleSeries) { x.Data = dots; x.SymbolSize = 9; x.Symbol = symbol(i) }))
	}
	out, err := finish(c, o)
	if err != nil {
		return nil, err
	}
	shiftDots(out, len(series))
	if x, ok := first(out["xAxis"]); ok {
		x["nameTextStyle"] = map[string]any{"color": colorText, "align": "right", "verticalAlign": "top", "padding": []int{24, 0, 0, 0}}
	}
	return out, nil
}

// offset places series i of n within its row, in pixels.
func offset(i, n int) float64 { return (float64(i) - float64(n-1)/2) * 9 }

// symbol gives each series a shape of its own, so that no series is told apart by colour alone.
func symbol(i int) string { return []string{"circle", "diamond", "triangle", "rect"}[i%4] }

// shiftDots moves the dots by the offset of their bars; go-echarts has no field for it.
func shiftDots(out Option, n int) {
	list, _ := out["series"].([]any)
	k := 0
	for _, s := range list {
		m, ok := s.(map[string]any)
		if !ok || m["type"] != "scatter" {
			continue
		}
		m["symbolOffset"] = []float64{0, offset(k, n)}
		m["z"] = 3
		k++
	}
}

func first(v any) (map[string]any, bool) {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return nil, false
	}
	m, ok := list[0].(map[string]any)
	return m, ok
}
