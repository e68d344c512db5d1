// Package chart turns series into ECharts options. It knows no HTTP, no SQL and no language: texts come from the caller, and
// what the browser has to supply stands in the option as a name that static/app.js resolves: "var(--token)" for a colour of
// the style sheet, "@name" for a function.
//
//	chart.go     Option, Options and what every chart has in common
//	series.go    Series and Point, the gaps and the hollow marks
//	years.go     lines with bands and bars over years, with break marks
//	intervals.go dots with interval bars, one row a place
//	funnel.go    places by size and rate between the limits of chance
//	grid.go      heat map
//	rows.go      horizontal bars of counts by name
package chart

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// Option is an ECharts option. Its JSON is safe inside a script element: <, > and & are escaped.
type Option map[string]any

// JSON encodes the option. An error means that a value is not finite, which the statistics never give.
func (o Option) JSON() ([]byte, error) {
	b, err := json.Marshal(map[string]any(o))
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return b, nil
}

// Format names how numbers of an axis are printed: a function of app.js.
type Format string

// The formats.
const (
	FormatCount   Format = "@count"   // 1.2 万, 12k
	FormatPercent Format = "@percent" // 0.125 as 12.5%
	FormatPlain   Format = "@plain"
)

// Break is a year from which a form or a definition is new.
type Break struct {
	Year  int
	Label string
	Split bool // lines are interrupted before it, because the values are not comparable
}

// Options is what every chart takes beside its data.
type Options struct {
	Label   string // description for screen readers
	Unit    string // name of the value axis
	Format  Format
	Breaks  []Break
	Compact bool // small multiple: fewer ticks
}

// tokens of the palette in static/app.css; blue, orange, violet and teal stay apart for colour-blind readers.
const (
	colorText    = "var(--ink-2)"
	colorLine    = "var(--line)"
	colorSurface = "var(--surface)"
)

// Palette lists the series colours in the order in which they are given out.
var Palette = []string{
	"var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)",
	"var(--c7)", "var(--c8)", "var(--c9)", "var(--c10)", "var(--c11)", "var(--c12)",
}

func paletteColor(i int) string { return Palette[i%len(Palette)] }

type validator interface {
	Validate()
	JSON() map[string]any
}

// finish takes the option out of go-echarts and adds what its types cannot say.
func finish(c validator, o Options) (Option, error) {
	c.Validate()
	raw, err := json.Marshal(c.JSON()) // through JSON: go-echarts gives structs, and the additions below need maps
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	out := Option{}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	delete(out, "title")
	delete(out, "toolbox")
	delete(out, "color")
	out["animation"] = false
	if y, ok := first(out["yAxis"]); ok {
		y["nameTextStyle"] = map[string]any{"color": colorText, "align": "left"} // centred on the axis, a long unit is cut off
	}
	out["textStyle"] = map[string]any{"fontFamily": "inherit", "color": colorText}
	out["aria"] = map[string]any{"enabled": true, "label": map[string]any{"description": o.Label}}
	out["tooltip"] = map[string]any{
		"trigger": "item", "renderMode": "richText", "confine": true, "formatter": "@tip",
		"backgroundColor": colorSurface, "borderColor": colorLine, "borderWidth": 1, "padding": []int{8, 12},
		"textStyle":   map[string]any{"color": "var(--ink)", "fontSize": 13, "lineHeight": 20},
		"axisPointer": map[string]any{"type": "line", "lineStyle": map[string]any{"color": colorLine}},
	}
	return out, nil
}

// noLegend leaves the legend to the page, where it wraps on a phone, prints, and is read aloud.
func noLegend() charts.GlobalOpts {
	return charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)})
}

// Mark is the sign that stands for a series in a legend.
type Mark struct {
	Name  string
	Sign  string // ●, ◆, ▲ or ■: the shape the series is drawn with
	Color int    // number of its colour in Palette, from 1
}

// Marks gives the legend of a chart whose series are drawn with one sign, or, with signs of their own, of Intervals.
func Marks(series []Series, sign string) []Mark {
	if len(series) < 2 {
		return nil
	}
	var out []Mark
	for i, s := range series {
		m := Mark{Name: s.Name, Sign: sign, Color: i%len(Palette) + 1}
		if sign == "" {
			m.Sign = []string{"●", "◆", "▲", "■"}[i%4]
		}
		out = append(out, m)
	}
	return out
}

func yearGrid() charts.GlobalOpts {
	return charts.WithGridOpts(opts.Grid{Left: "8", Right: "16", Top: "38", Bottom: "8", ContainLabel: opts.Bool(true)})
}

func valueAxisLabel(o Options) *opts.AxisLabel {
	return &opts.AxisLabel{Show: opts.Bool(true), Color: colorText, Formatter: types.FuncStr(o.Format)}
}
