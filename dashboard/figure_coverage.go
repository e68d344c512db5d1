package dashboard

import (
	"cmp"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"
)

type coverageKey struct {
	province string
	year     int
}

// coverageFigure shows how many of the units that existed have a report, by province and year.
func (s *Server) coverageFigure(p *page, id, title string, cells []analytics.CoverageCell, level disclosure.Level, years []int) (*Figure, error) {
	count := map[coverageKey]analytics.CoverageCell{}
	provinces := map[string]bool{}
	reported, expected := 0, 0
	for _, c := range cells {
		if c.Level != level || len(years) == 0 || c.Year < years[0] || c.Year > years[len(years)-1] {
			continue
		}
		k := coverageKey{c.Province, c.Year}
		sum := count[k]
		sum.Reported += c.Reported
		sum.Expected += c.Expected
		count[k] = sum
		reported, expected = reported+c.Reported, expected+c.Expected
		if c.Reported > 0 {
			provinces[c.Province] = true
		}
	}
	names := s.provinceOrder(provinces)
	f := &Figure{
		ID: id, Title: title, Wide: true, Height: 70 + 26*len(names), Legend: heatLegend(p),
		Subtitle: joinText(p.say("level."+string(level)), heldOf(p, reported, expected)),
		Links: []Link{
			{Text: "CSV", Href: "/v1/quality/coverage?level=" + string(level) + "&format=csv", Title: p.say("figure.csv")},
			{Text: "JSON", Href: "/v1/quality/coverage?level=" + string(level) + "&format=json", Title: p.say("figure.json")},
		},
	}
	f.Table = coverageTable(p, title, names, years, count)
	if len(names) == 0 {
		f.Empty = p.say("empty.no_reports")
		return f, nil
	}
	cols := make([]string, len(years))
	for i, y := range years {
		cols[i] = strconv.Itoa(y)
	}
	var fields []chart.Cell
	for row, name := range names {
		for col, y := range years {
			c := count[coverageKey{name, y}]
			field := chart.Cell{Col: col, Row: row, Class: coverageClass(c), Tip: provinceName(p, name) + " " + cols[col] + "\n" + coverageWords(p, c)}
			if c.Reported > 0 {
				field.Text = strconv.Itoa(c.Reported)
			}
			fields = append(fields, field)
		}
	}
	labels := make([]string, len(names))
	for i, n := range names {
		labels[i] = provinceName(p, n)
	}
	option, err := chart.HeatMap(cols, labels, fields, chart.Options{Label: title})
	return f, f.draw(option, err)
}

func heldOf(p *page, reported, expected int) string {
	if expected == 0 {
		return p.say("figure.coverage_unknown", reported)
	}
	return p.say("figure.coverage_reports", reported, expected)
}

// provinceOrder sorts provinces by their code; bodies of the centre have none and come first.
func (s *Server) provinceOrder(names map[string]bool) []string {
	rank := map[string]int{}
	if h := s.cache.current(); h != nil {
		for _, r := range h.provinces {
			rank[r.Name] = int(r.Code)
		}
	}
	out := make([]string, 0, len(names))
	for n := range names {
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(a, b)) })
	return out
}

func provinceName(p *page, name string) string {
	if name == "" {
		return p.say("place.central")
	}
	return name
}

// coverageClass shades by quarters of what was expected. Where the expected number is not known, a report is shaded lightest.
func coverageClass(c analytics.CoverageCell) int {
	switch {
	case c.Reported == 0:
		return 0
	case c.Expected == 0:
		return 1
	case c.Reported >= c.Expected:
		return chart.HeatClasses
	default:
		return 1 + 4*c.Reported/c.Expected
	}
}

func coverageWords(p *page, c analytics.CoverageCell) string {
	switch {
	case c.Reported == 0:
		return p.say("status.not_collected")
	case c.Expected == 0:
		return p.say("figure.coverage_unknown", c.Reported)
	default:
		return p.say("figure.coverage_reports", c.Reported, c.Expected)
	}
}

func coverageTable(p *page, caption string, names []string, years []int, count map[coverageKey]analytics.CoverageCell) Table {
	t := Table{Caption: caption, Head: []Cell{{Text: p.say("table.province")}}}
	for _, y := range years {
		t.Head = append(t.Head, Cell{Text: strconv.Itoa(y), Number: true})
	}
	for _, n := range names {
		row := []Cell{{Text: provinceName(p, n), Head: true, Data: n != ""}}
		for _, y := range years {
			c := count[coverageKey{n, y}]
			cell := Cell{Text: strconv.Itoa(c.Reported), Number: true}
			switch {
			case c.Reported == 0:
				cell.Text, cell.Missing = p.say("status_short.not_collected"), true
			case c.Expected > 0:
				cell.Text, cell.Title = cell.Text+"/"+strconv.Itoa(c.Expected), coverageWords(p, c)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func heatLegend(p *page) []Link {
	return []Link{
		{Text: p.say("legend.none"), Title: "heat-0"},
		{Text: "<25%", Title: "heat-1"},
		{Text: "25–50%", Title: "heat-2"},
		{Text: "50–75%", Title: "heat-3"},
		{Text: "75–100%", Title: "heat-4"},
		{Text: "100%", Title: "heat-5"},
	}
}
