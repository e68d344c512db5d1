package chart

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func value(v float64) *float64 { return &v }

var (
	years  = []int{2012, 2013, 2014, 2016, 2017}
	breaks = []Break{{Year: 2014, Label: "2014", Split: true}, {Year: 2019, Label: "2019"}, {Year: 2017, Label: "2017"}}
	rising = Series{Name: "甲", Points: []Point{
		{Value: value(1), Low: value(0.5), High: value(2), Tip: "甲 2012"},
		{Value: value(2), Low: value(1), High: value(3), Href: "/reports/x#obs-y"},
		{Value: value(3), Low: value(2), High: value(4), Hollow: true},
		{},
		{Value: value(5), Apart: true, Label: "7"},
	}}
	falling = Series{Name: "乙", Points: []Point{{Value: value(4)}, {Value: value(3)}, {}, {Value: value(1)}, {Value: value(0)}}}
)

// plain sends an option through JSON, as the page does.
func plain(t *testing.T) func(Option, error) map[string]any {
	return func(o Option, err error) map[string]any {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		body, err := o.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var out map[string]any
		if err := json.Unmarshal(body, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
}

// seriesValues gives the values of the n-th series of a kind.
func seriesValues(t *testing.T, o map[string]any, kind string, n int) []any {
	t.Helper()
	for _, s := range o["series"].([]any) {
		m := s.(map[string]any)
		if m["type"] != kind {
			continue
		}
		if n > 0 {
			n--
			continue
		}
		var out []any
		for _, d := range m["data"].([]any) {
			out = append(out, d.(map[string]any)["value"])
		}
		return out
	}
	t.Fatalf("no %s series", kind)
	return nil
}

func TestLinesKeepGaps(t *testing.T) {
	o := plain(t)(Lines(years, []Series{rising, falling}, Options{Format: FormatCount, Breaks: breaks}))
	// A point without value at x - 0.5 interrupts the line: before 2014 for the break, before 2017 for the point that stands
	// apart; 2016 has no value itself. Without Split (2019, and 2017 for 乙) nothing is interrupted.
	want := []any{
		[]any{2012.0, 1.0}, []any{2013.0, 2.0}, []any{2013.5, nil}, []any{2014.0, 3.0}, []any{2016.0, nil}, []any{2016.5, nil}, []any{2017.0, 5.0},
	}
	if diff := cmp.Diff(want, seriesValues(t, o, "line", 0)); diff != "" {
		t.Error(diff)
	}
	want = []any{[]any{2012.0, 4.0}, []any{2013.0, 3.0}, []any{2013.5, nil}, []any{2014.0, nil}, []any{2016.0, 1.0}, []any{2017.0, 0.0}}
	if diff := cmp.Diff(want, seriesValues(t, o, "line", 1)); diff != "" {
		t.Error(diff)
	}
	// The band joins 2013 to 2012 and begins anew after the break.
	want = []any{[]any{2012.0, 0.5, 2.0, 0.0}, []any{2013.0, 1.0, 3.0, 1.0}, []any{2014.0, 2.0, 4.0, 0.0}}
	if diff := cmp.Diff(want, seriesValues(t, o, "custom", 0)); diff != "" {
		t.Error(diff)
	}
	for _, s := range o["series"].([]any) {
		if s.(map[string]any)["connectNulls"] == true {
			t.Error("a line connects across missing years")
		}
	}
}

func TestBreakMarks(t *testing.T) {
	o := plain(t)(Lines(years, []Series{rising}, Options{Breaks: breaks}))
	line := o["series"].([]any)[0].(map[string]any)["markLine"].(map[string]any)["data"].([]any)
	var at []any
	for _, d := range line {
		at = append(at, d.(map[string]any)["xAxis"])
	}
	if diff := cmp.Diff([]any{2013.5, 2016.5}, at); diff != "" { // 2019 lies outside the years
		t.Error(diff)
	}
}

func TestStackedBarsStandInTheSamePlaces(t *testing.T) {
	o := plain(t)(Bars(years, []Series{rising, falling}, true, Options{}))
	for n := range 2 {
		values := seriesValues(t, o, "bar", n)
		if len(values) != len(years) {
			t.Fatalf("series %d has %d places, want %d", n, len(values), len(years))
		}
		for i, v := range values {
			if v.([]any)[0] != float64(years[i]) {
				t.Errorf("series %d, place %d: %v", n, i, v)
			}
		}
	}
}

func TestIntervalsLeaveOutWhatHasNoValue(t *testing.T) {
	o := plain(t)(Intervals([]string{"a", "b", "c", "d", "e"}, []Series{rising, falling}, Options{Format: FormatPercent}))
	if got := len(seriesValues(t, o, "scatter", 0)); got != 4 {
		t.Errorf("%d dots, want 4", got)
	}
	if diff := cmp.Diff([]any{0.5, 2.0, 0.0, -4.5}, seriesValues(t, o, "custom", 0)[0]); diff != "" {
		t.Error(diff)
	}
}

func TestFunnelLimits(t *testing.T) {
	dots := []Dot{{Den: 10, Value: 0.5, Class: DotWorse, Name: "甲", Ringed: true}, {Den: 100, Value: 0.3, Point: Point{Hollow: true}}}
	limits := []Limit{{Name: "95%", Values: []*float64{value(0.9), nil}}}
	o := plain(t)(Funnel(dots, []float64{10, 100}, limits, 0.4, "n", Options{}))
	if diff := cmp.Diff([]any{[]any{10.0, 0.9}, []any{100.0, nil}}, seriesValues(t, o, "line", 0)); diff != "" {
		t.Error(diff)
	}
}

// TestNamesAreKnown asserts that every function an option names is in app.js, and every colour in app.css.
func TestNamesAreKnown(t *testing.T) {
	script, err := os.ReadFile("../static/app.js")
	if err != nil {
		t.Fatal(err)
	}
	style, err := os.ReadFile("../static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	check := func(s string) {
		switch {
		case strings.HasPrefix(s, "@"):
			name := s[1:]
			if !strings.Contains(string(script), "\n    "+name+": (") && !strings.Contains(string(script), "\n    "+name+",") {
				t.Errorf("app.js has no function %s", name)
			}
		case strings.HasPrefix(s, "var("):
			if !strings.Contains(string(style), strings.TrimSuffix(s[4:], ")")+":") {
				t.Errorf("app.css has no %s", s)
			}
		}
	}
	o := Options{Label: "图", Unit: "件", Format: FormatCount, Breaks: breaks}
	two := []Series{rising, falling}
	for _, option := range []map[string]any{
		plain(t)(Lines(years, two, o)),
		plain(t)(Bars(years, two, false, o)),
		plain(t)(Intervals([]string{"a", "b", "c", "d", "e"}, two, o)),
		plain(t)(Rows([]string{"a", "b", "c", "d", "e"}, two, o)),
		plain(t)(HeatMap([]string{"2012"}, []string{"甲", "乙"}, []Cell{{Class: 0}, {Row: 1, Class: 5, Text: "3"}}, o)),
		plain(t)(Funnel([]Dot{{Den: 1, Value: 1, Ringed: true}, {Den: 2, Class: DotBetter}, {Den: 3, Class: DotUnjudged}}, []float64{1}, nil, 1, "n", o)),
	} {
		if option["tooltip"].(map[string]any)["renderMode"] != "richText" {
			t.Error("a tooltip of HTML needs inline styles, which the content security policy forbids")
		}
		if option["aria"].(map[string]any)["enabled"] != true {
			t.Error("aria is off")
		}
		eachString(option, check)
	}
	for _, c := range Palette {
		check(c)
	}
	for _, f := range []Format{FormatCount, FormatPercent, FormatPlain} {
		check(string(f))
	}
}

func eachString(v any, do func(string)) {
	switch v := v.(type) {
	case string:
		do(v)
	case []any:
		for _, x := range v {
			eachString(x, do)
		}
	case map[string]any:
		for _, x := range v {
			eachString(x, do)
		}
	}
}
