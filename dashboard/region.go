package dashboard

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// yearMark is one year of the strip that shows for which years a report is held.
type yearMark struct {
	Year    int
	Held    bool
	Partial bool // only bodies of the place reported, not the place itself
	Href    string
	Title   string
}

type regionView struct {
	*page
	Region    analytics.Region
	Level     string
	Facts     []Link // code, container, years in force
	Strip     []yearMark
	Minis     []*Figure // figures with a chart
	Figures   []*Figure
	NoMinis   []*Figure // figures without a value to draw
	NoFigures []*Figure
	Medians   []string // how many cases the place lacks to the median of its level
	Children  []analytics.Region
	Reports   []analytics.ReportSummary
	NReports  int
	Successor *analytics.Region
	From, To  int
	AllYears  []int
}

// region answers /r/{code}: where a place stands over the years and which report says so. A name in the place of the code
// leads to the code.
func (s *Server) region(ctx context.Context, c *gin.Context, p *page) (any, error) {
	code, ok, err := s.regionOfPath(ctx, c, p)
	if err != nil || !ok {
		return nil, err
	}
	if joinYears(c) {
		return nil, nil
	}
	region, err := s.reader.Region(ctx, code)
	if err != nil {
		return nil, err
	}
	h, err := s.held(ctx, p.Release.ID)
	if err != nil {
		return nil, err
	}
	v := &regionView{page: p, Region: region, Level: p.say("level." + string(region.Level)), AllYears: scope{Held: h}.AllYears()}
	v.From, v.To = p.request.years(h.lastYear)
	p.Title, p.Lead, p.Anonymous = region.Name, p.say("region.lead"), p.request.on("anonymize")
	if err := s.regionPlace(ctx, p, v); err != nil {
		return nil, err
	}
	if v.Reports, v.NReports, err = s.reader.Reports(ctx, analytics.ReportQuery{Regions: []uint32{code}, Limit: 200}); err != nil {
		return nil, err
	}
	v.Strip = strip(p, v.Reports, h.lastYear)
	if err := s.regionFigures(ctx, p, v); err != nil {
		return nil, err
	}
	if v.Medians, err = s.regionMedians(ctx, p, v); err != nil {
		return nil, err
	}
	return v, nil
}

// regionOfPath reads the code of the address, or redirects a name to its code or to the search.
func (s *Server) regionOfPath(ctx context.Context, c *gin.Context, p *page) (uint32, bool, error) {
	text := c.Param("code")
	if code, err := strconv.ParseUint(text, 10, 32); err == nil && len(text) == 6 {
		return uint32(code), true, nil
	}
	found, err := s.places(ctx, text)
	if err != nil {
		return 0, false, err
	}
	target := p.link("/search", "q", text)
	if len(found) == 1 {
		target = p.link("/r/" + regionCode(found[0].Code))
	}
	c.Redirect(http.StatusFound, target)
	return 0, false, nil
}

// regionPlace fills in the way up and the places within, which a page without names leaves out.
func (s *Server) regionPlace(ctx context.Context, p *page, v *regionView) error {
	r := v.Region
	p.Crumbs = []Link{{Text: p.say("nav.places"), Href: p.link("/search")}}
	for parent, depth := r.Parent, 0; parent != 0 && depth < 4; depth++ {
		up, err := s.reader.Region(ctx, parent)
		if err != nil {
			return ignoreNotFound(err)
		}
		p.Crumbs = append(p.Crumbs[:1], append([]Link{{Text: up.Name, Href: p.link("/r/" + regionCode(up.Code)), Data: true}}, p.Crumbs[1:]...)...)
		parent = up.Parent
	}
	if r.Successor != 0 {
		next, err := s.reader.Region(ctx, r.Successor)
		if err == nil {
			v.Successor = &next
		} else if err = ignoreNotFound(err); err != nil {
			return err
		}
	}
	if p.Anonymous {
		return nil
	}
	children, err := s.reader.Regions(ctx, analytics.RegionQuery{Parent: r.Code, Held: true, Limit: 200})
	v.Children = children
	return err
}

// strip marks for every year whether the place itself or only bodies of it have a report.
func strip(p *page, reports []analytics.ReportSummary, last int) []yearMark {
	own, part := map[int]string{}, map[int]string{}
	for _, r := range reports {
		if r.Level == disclosure.LevelDepartment || r.Level == disclosure.LevelTownship {
			part[r.Year] = r.ID
		} else {
			own[r.Year] = r.ID
		}
	}
	var out []yearMark
	for y := firstYear; y <= last; y++ {
		m := yearMark{Year: y, Title: p.say("status.not_collected")}
		if id, ok := own[y]; ok {
			m.Held, m.Href, m.Title = true, p.link("/reports/"+id), p.say("region.strip_own")
		} else if id, ok := part[y]; ok {
			m.Partial, m.Href, m.Title = true, p.link("/reports/"+id), p.say("region.strip_part")
		}
		out = append(out, m)
	}
	return out
}

func (s *Server) regionFigures(ctx context.Context, p *page, v *regionView) error {
	views := s.views.Region
	years, code := yearsBetween(v.From, v.To), v.Region.Code
	query := func(measures []string) analytics.AggregateQuery {
		return analytics.AggregateQuery{
			Measures: measures, Regions: []uint32{code}, From: v.From, To: v.To, By: []string{"region", "year"}, Missing: true,
		}
	}
	one := func(id, title string, measures []string, mini bool) func() (*Figure, error) {
		return func() (*Figure, error) {
			return s.seriesFigure(ctx, p, id, title, query(measures), []uint32{code}, years, mini)
		}
	}
	var build []func() (*Figure, error)
	for _, id := range views.Trends {
		build = append(build, one("trend-"+id, s.measure(id).Name.In(p.Lang), []string{id}, true))
	}
	build = append(
		build, one("rates", p.say("question.region_rates"), views.Rates, false),
		one("region-disputes", p.say("question.region_disputes"), views.Disputes, false),
	)
	figures, err := together(build...)
	if err != nil {
		return err
	}
	v.Minis, v.NoMinis = drawnFirst(figures[:len(views.Trends)])
	v.Figures, v.NoFigures = drawnFirst(figures[len(views.Trends):])
	return nil
}

// drawnFirst parts the figures that have a chart from those that only say why they have none.
func drawnFirst(figures []*Figure) (drawn, empty []*Figure) {
	for _, f := range figures {
		if f.Empty == "" {
			drawn = append(drawn, f)
		} else {
			empty = append(empty, f)
		}
	}
	return drawn, empty
}

// seriesFigure draws the lines of some measures of some places over the years, one line each, with intervals as bands.
func (s *Server) seriesFigure(ctx context.Context, p *page, id, title string, q analytics.AggregateQuery, regions []uint32, years []int, mini bool) (*Figure, error) {
	answer, err := s.readMasked(ctx, p, q)
	if err != nil {
		return nil, err
	}
	regions = p.mask.codes(regions)
	rows, names := indexRows(answer.Rows), map[uint32]string{}
	for _, r := range answer.Rows {
		names[r.Region] = r.RegionName
	}
	ms := make([]measure, len(q.Measures))
	for i, id := range q.Measures {
		ms[i] = s.measure(id)
	}
	f := &Figure{ID: id, Title: title, Links: s.figureLinks(p, q, single(q.Measures)), Height: 320}
	f.Subtitle = joinText(p.say("figure.unit", ms[0].Unit.In(p.Lang)), p.say("figure.years", yearsWithValue(answer.Rows), len(years)))
	if mini {
		f.Height = 190
	}
	var series []chart.Series
	for _, code := range regions {
		for _, m := range ms {
			one := chart.Series{Name: seriesName(p, m, names[code], len(regions) > 1, len(ms) > 1)}
			for _, y := range years {
				one.Points = append(one.Points, s.valuePoint(p, joinText(names[code], strconv.Itoa(y)), rows.get(m.ID, code, y)))
			}
			series = append(series, one)
		}
	}
	f.Table = s.seriesTable(p, title, years, ms, regions, names, rows)
	if !hasValues(series...) {
		f.Empty = p.say("empty.because", s.whyEmpty(p, years, ms, regions, rows))
		return f, nil
	}
	f.Marks = chart.Marks(series, "●")
	option, err := chart.Lines(years, series, chart.Options{
		Label: title, Unit: unitOfAxis(p, ms[0]), Format: ms[0].format(), Breaks: s.breaks(ms...), Compact: mini,
	})
	return f, f.draw(option, err)
}

// whyEmpty names the reasons for which years have no value, the most frequent first.
func (s *Server) whyEmpty(p *page, years []int, ms []measure, regions []uint32, rows rowIndex) string {
	count := map[string]int{}
	for _, y := range years {
		seen := map[string]bool{}
		for _, m := range ms {
			for _, code := range regions {
				seen[rows.get(m.ID, code, y).Status] = true
			}
		}
		for status := range seen {
			count[status]++
		}
	}
	reasons := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	for i, status := range reasons {
		reasons[i] = p.say("empty.years", s.statusShort(p, status), count[status])
	}
	return joinText(reasons...)
}

func yearsWithValue(rows []analytics.AggregateRow) int {
	known := map[int]bool{}
	for _, r := range rows {
		if r.Value != nil {
			known[r.Year] = true
		}
	}
	return len(known)
}

func seriesName(p *page, m measure, place string, manyPlaces, manyMeasures bool) string {
	switch {
	case manyPlaces && manyMeasures:
		return place + " " + m.Name.In(p.Lang)
	case manyPlaces:
		return place
	default:
		return m.Name.In(p.Lang)
	}
}

// seriesTable has a row a year and a column for each place and measure.
func (s *Server) seriesTable(p *page, caption string, years []int, ms []measure, regions []uint32, names map[uint32]string, rows rowIndex) Table {
	t := Table{Caption: caption, Head: []Cell{{Text: p.say("table.year")}}}
	for _, code := range regions {
		for _, m := range ms {
			head := Cell{Text: m.Name.In(p.Lang), Sub: m.Unit.In(p.Lang), Number: true, Href: p.link("/metrics/" + m.ID)}
			if len(regions) > 1 {
				head = Cell{Text: names[code], Data: true, Number: true, Href: p.place(code)}
				if len(ms) > 1 {
					head.Sub = m.Name.In(p.Lang)
				}
			}
			t.Head = append(t.Head, head)
		}
	}
	for _, y := range years {
		row := []Cell{{Text: strconv.Itoa(y), Head: true}}
		for _, code := range regions {
			for _, m := range ms {
				row = append(row, s.valueCell(p, rows.get(m.ID, code, y)))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
