package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Limit is one limit line of a funnel, at the same denominators as all others. A nil value interrupts it.
type Limit struct {
	Name   string
	Values []*float64
	Dotted bool
}

// Dot is a place in a funnel: Class gives its colour and its sign.
type Dot struct {
	Den, Value float64
	Class      DotClass
	Point      // Tip, Href and Hollow; its Value is not used
	Ringed     bool
	Name       string // printed beside a ringed dot
}

// DotClass says how a place stands to the limits. Colours follow what is better, not what is higher.
type DotClass uint8

// The classes: inside the limits; outside them to the better side, the worse side, or to a side that is not judged.
const (
	DotInside DotClass = iota
	DotBetter
	DotWorse
	DotUnjudged
)

func (c DotClass) look() (color, sign string) {
	switch c {
	case DotBetter:
		return "var(--c1)", "triangle"
	case DotWorse:
		return "var(--c2)", "diamond"
	case DotUnjudged:
		return "var(--c3)", "rect"
	default:
		return "var(--c6)", "circle"
	}
}

// Funnel draws places by their denominator, on a log axis, and their value, between limits that narrow as the denominators
// grow. dens are the denominators of the limits, ascending and positive.
func Funnel(dots []Dot, dens []float64, limits []Limit, target float64, denName string, o Options) (Option, error) {
	c := charts.NewScatter()
	c.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "24", Top: "34", Bottom: "30", ContainLabel: opts.Bool(true)}), noLegend(),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "log", Min: "dataMin", Max: "dataMax", Name: denName, NameLocation: "middle", NameGap: 26,
			AxisLabel: &opts.AxisLabel{Color: colorText, Formatter: "@count", HideOverlap: opts.Bool(true)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "value", Name: o.Unit, Min: 0, AxisLabel: valueAxisLabel(o),
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colorLine}},
		}),
	)
	data := make([]item, 0, len(dots))
	for _, d := range dots {
		data = append(data, d.item())
	}
	c.AddSeries("", nil, charts.WithSeriesOpts(func(s *charts.SingleSeries) {
		s.Data, s.SymbolSize = data, 9
		s.MarkLines = &opts.MarkLines{
			Data:          []any{map[string]any{"yAxis": target, "label": map[string]any{"show": false}}},
			MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}, LineStyle: &opts.LineStyle{Color: "var(--ink-2)", Type: "solid", Width: 1}},
		}
	}))
	for _, l := range limits {
		c.MultiSeries = append(c.MultiSeries, limitLine(l, dens))
	}
	return finish(c, o)
}

func (d Dot) item() item {
	color, sign := d.Class.look()
	it := item{Value: []any{d.Den, d.Value}, Tip: d.Tip, Href: d.Href, Symbol: sign, ItemStyle: map[string]any{"color": color}}
	if d.Hollow {
		it.ItemStyle = hollow(color)
	}
	if d.Ringed {
		it.ItemStyle["borderColor"], it.ItemStyle["borderWidth"] = "var(--ink)", 3
		it.Label = map[string]any{"show": true, "formatter": d.Name, "position": "right", "color": "var(--ink)", "fontWeight": "bold"}
	}
	return it
}

func limitLine(l Limit, dens []float64) charts.SingleSeries {
	data := make([]item, 0, len(dens))
	for i, den := range dens {
		var v any
		if p := l.Values[i]; p != nil {
			v = *p
		}
		data = append(data, item{Value: []any{den, v}})
	}
	style := &opts.LineStyle{Color: "var(--ink-3)", Width: 1.2}
	if l.Dotted {
		style.Type = "dotted"
	}
	return charts.SingleSeries{
		Name: l.Name, Type: "line", Data: data, Symbol: "none", ShowSymbol: opts.Bool(false), LineStyle: style,
		ItemStyle: &opts.ItemStyle{Color: "var(--ink-3)"},
	}
}
