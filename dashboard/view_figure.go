package dashboard

import (
	"fmt"
	"html/template"
	"runtime/debug"
	"strings"

	"gongkai/analytics"
	"gongkai/dashboard/chart"

	"golang.org/x/sync/errgroup"
)

// Table is the twin of a chart, or a table of its own. All numbers of a chart stand in it.
type Table struct {
	Caption string
	Head    []Cell
	Rows    [][]Cell
	More    string // how many rows the table leaves out, "" when none
}

// Figure is one chart with everything that defends it: the question it answers, unit and coverage, the same numbers as a
// table, and the data as files.
type Figure struct {
	ID       string
	Title    string
	Subtitle string
	Notes    []string
	Option   template.JS // ECharts option for app.js; "" when there is nothing to draw
	Height   int         // of the chart, in pixels
	Table    Table
	Open     bool // table shown without a click
	Links    []Link
	Empty    string // why there is nothing to draw
	Wide     bool
	Tall     bool // takes two rows of the grid
	Marks    []chart.Mark
	Legend   []Link // shades of a heat map: Text and class name in Title
}

// together builds figures side by side, because each waits for a query of its own. They come in the order given. A panic becomes
// an error: outside the request's own goroutine it would end the program and not one answer.
func together(build ...func() (*Figure, error)) ([]*Figure, error) {
	out := make([]*Figure, len(build))
	var g errgroup.Group
	for i, b := range build {
		g.Go(func() (err error) {
			defer func() {
				if cause := recover(); cause != nil {
					err = fmt.Errorf("figure %d: panic: %v\n%s", i, cause, debug.Stack())
				}
			}()
			out[i], err = b()
			return err
		})
	}
	return out, g.Wait()
}

// draw puts a chart's option into the figure. A figure whose data holds no value keeps its table and says so instead.
func (f *Figure) draw(option chart.Option, err error) error {
	if err != nil {
		return err
	}
	body, err := option.JSON()
	if err != nil {
		return err
	}
	f.Option = template.JS(body) //nolint:gosec // JSON with <, > and & escaped by encoding/json
	return nil
}

// dataLinks names the API calls that give the figure's numbers.
func (p *page) dataLinks(q analytics.AggregateQuery) []Link {
	return []Link{
		{Text: "CSV", Href: aggregatesAddress(q, "csv", p.mask), Title: p.say("figure.csv")},
		{Text: "JSON", Href: aggregatesAddress(q, "json", p.mask), Title: p.say("figure.json")},
	}
}

// coverage says how much of what the figure speaks of is known.
func (p *page) coverage(c analytics.Coverage) string {
	if c.Expected == 0 {
		return p.say("figure.coverage_unknown", c.Reported)
	}
	return p.say("figure.coverage", c.Reported, c.Expected)
}

// latestCoverage says how many units stand behind the latest year of a sum that has a value.
func (p *page) latestCoverage(rows []analytics.AggregateRow) string {
	var latest analytics.AggregateRow
	for _, r := range rows {
		if r.Value != nil && (r.Year > latest.Year || r.Year == latest.Year && r.Reported > latest.Reported) {
			latest = r
		}
	}
	if latest.Value == nil {
		return ""
	}
	return p.say("figure.latest", latest.Year, p.coverage(analytics.Coverage{Reported: latest.Reported, Expected: latest.Expected}))
}

func joinText(parts ...string) string {
	var out []string
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}
