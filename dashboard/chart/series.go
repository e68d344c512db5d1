package chart

// Point is one value of a series. A nil Value is a gap: nothing is drawn and nothing is connected across it.
type Point struct {
	Value     *float64
	Low, High *float64 // interval; nil when there is none
	Tip       string   // lines of the tooltip
	Href      string   // where a click leads: the evidence
	Hollow    bool     // small number, approximate or partial: drawn as a ring
	Apart     bool     // not comparable with its neighbours: no line leads to it
	Label     string   // printed above a bar
}

// Series is a named row of points, one for each year or place of the chart.
type Series struct {
	Name   string
	Points []Point
}

// item is a data item of ECharts with what app.js reads beside the value.
type item struct {
	Value     any            `json:"value"`
	Tip       string         `json:"tip,omitempty"`
	Href      string         `json:"href,omitempty"`
	ItemStyle map[string]any `json:"itemStyle,omitempty"`
	Label     map[string]any `json:"label,omitempty"`
	Symbol    string         `json:"symbol,omitempty"`
}

func (p Point) item(value any, color string) item {
	it := item{Value: value, Tip: p.Tip, Href: p.Href}
	if p.Hollow {
		it.ItemStyle = hollow(color)
	}
	return it
}

func hollow(color string) map[string]any {
	return map[string]any{"color": colorSurface, "borderColor": color, "borderWidth": 2}
}

// hasInterval says whether any point carries an interval.
func (s Series) hasInterval() bool {
	for _, p := range s.Points {
		if p.Low != nil && p.High != nil {
			return true
		}
	}
	return false
}

// joined says whether point i may be connected with the one before it.
func (s Series) joined(i int) bool { return i == 0 || !s.Points[i].Apart && !s.Points[i-1].Apart }
