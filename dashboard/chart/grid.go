package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Cell is one field of a heat map.
type Cell struct {
	Col, Row int
	Class    int    // 0: nothing there; 1 to HeatClasses: from little to much
	Text     string // printed in the field
	Tip      string
	Href     string
}

// HeatClasses is the number of shades of a heat map.
const HeatClasses = 5

// HeatMap draws cells on columns and rows, the first row on top. A cell of class 0 is drawn as an empty field and never as a
// light shade.
func HeatMap(cols, rows []string, cells []Cell, o Options) (Option, error) {
	c := charts.NewHeatMap()
	c.SetXAxis(cols)
	axis := func(show bool) *opts.AxisLine { return &opts.AxisLine{Show: opts.Bool(show)} }
	c.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "8", Top: "26", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", Data: cols, Position: "top", AxisLine: axis(false), AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Color: colorText, HideOverlap: opts.Bool(true)},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Data: rows, Inverse: opts.Bool(true), AxisLine: axis(false),
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: colorText, Interval: "0"},
		}),
	)
	data := make([]item, 0, len(cells))
	for _, x := range cells {
		it := item{Value: []any{x.Col, x.Row, x.Class}, Tip: x.Tip, Href: x.Href}
		if x.Text != "" {
			it.Label = map[string]any{"show": true, "formatter": x.Text, "fontSize": 10, "color": heatInk(x.Class)}
		}
		data = append(data, it)
	}
	c.AddSeries("", nil, charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.Data = data }))
	out, err := finish(c, o)
	if err != nil {
		return nil, err
	}
	if s, ok := first(out["series"]); ok { // a function once instead of a colour in every field
		s["itemStyle"] = map[string]any{"color": "@heat", "borderColor": colorSurface, "borderWidth": 2}
	}
	if y, ok := first(out["yAxis"]); ok {
		y["axisTick"] = map[string]any{"show": false}
	}
	return out, nil
}

func heatInk(class int) string {
	if class >= 4 {
		return "var(--heat-ink-strong)"
	}
	return "var(--ink)"
}
