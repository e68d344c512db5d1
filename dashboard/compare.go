package dashboard

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// maxCompared is how many places a comparison holds: more lines than that cannot be told apart.
const maxCompared = 12

// comparedPlace is one chosen place with the address of its page, "" of a masked one, and that of the comparison without it.
type comparedPlace struct {
	Name, Level  string
	Href, Remove string
}

type compareView struct {
	*page
	Places   []comparedPlace
	Codes    string // of the chosen places, for the form
	Sealed   bool   // some of them are masked, and can only be shown so
	Measure  measure
	Groups   []measureGroup
	Year     int
	From, To int
	AllYears []int
	Figures  []*Figure
	Table    *Table
	Links    []Link
	Cautions []string
}

// measureGroup is a theme with its measures, for a select box.
type measureGroup struct {
	Name     string
	Measures []measure
}

// compare answers /compare: a few chosen places beside each other.
func (s *Server) compare(ctx context.Context, c *gin.Context, p *page) (any, error) {
	if s.addPlace(c) || joinYears(c) {
		return nil, nil
	}
	p.Title, p.Lead = p.say("compare.title"), p.say("compare.lead")
	h, err := s.held(ctx, p.Release.ID)
	if err != nil {
		return nil, err
	}
	v := &compareView{page: p, Groups: s.measureGroups(p), AllYears: scope{Held: h}.AllYears()}
	v.From, v.To = p.request.years(h.lastYear)
	v.Measure = s.compareMeasure(p)
	regions, err := s.comparedRegions(ctx, p)
	if err != nil {
		return nil, err
	}
	if s.maskList(c, p, regions) {
		return nil, nil
	}
	codes := codesOf(regions)
	v.Codes = p.mask.list(codes)
	for i, r := range regions {
		others := slices.Delete(slices.Clone(codes), i, i+1)
		shown := p.mask.place(r)
		v.Sealed = v.Sealed || isMasked(shown.Code)
		v.Places = append(v.Places, comparedPlace{
			Name: shown.Name, Level: p.say("level." + string(r.Level)), Href: p.place(shown.Code), Remove: p.link("/compare", "regions", p.mask.list(others)),
		})
		regions[i] = shown
	}
	if len(regions) == 0 {
		return v, nil
	}
	v.Cautions = cautions(p, regions)
	return v, s.compareFigures(ctx, p, v, codes)
}

// addPlace turns the box "add" of the form into the list of places and redirects there.
func (s *Server) addPlace(c *gin.Context) bool {
	q := c.Request.URL.Query()
	added := strings.TrimSpace(q.Get("add"))
	if !q.Has("add") {
		return false
	}
	out := url.Values{}
	for k, v := range q {
		if k != "add" && len(v) > 0 && v[0] != "" {
			out[k] = v
		}
	}
	if added != "" {
		if list := q.Get("regions"); list != "" {
			added = list + "~" + added
		}
		out.Set("regions", added)
	}
	c.Redirect(http.StatusSeeOther, withQuery(c.Request.URL.Path, out))
	return true
}

func (s *Server) compareMeasure(p *page) measure {
	id := p.request.text("measure")
	if id == "" {
		return s.measure(s.views.Compare.Measure)
	}
	m, ok := s.lookup(id)
	if !ok {
		p.Notices = append(p.Notices, p.say("notice.bad_value", "measure", id, s.views.Compare.Measure))
		return s.measure(s.views.Compare.Measure)
	}
	return m
}

// comparedRegions reads regions=a~b: codes, names, pinyin or sealed words. What cannot be found, is ambiguous or is too many leaves a notice.
func (s *Server) comparedRegions(ctx context.Context, p *page) ([]analytics.Region, error) {
	var out []analytics.Region
	for _, text := range p.request.list("regions") {
		if code, sealed := s.sealer.open(text); sealed {
			text = regionCode(code)
		}
		region, ok, err := s.onePlace(ctx, text)
		if err != nil {
			return nil, err
		}
		switch {
		case !ok:
			p.Notices = append(p.Notices, p.say("notice.unknown_place", text))
		case slices.ContainsFunc(out, func(r analytics.Region) bool { return r.Code == region.Code }):
		case len(out) == maxCompared:
			p.Notices = append(p.Notices, p.say("notice.too_many_places", maxCompared, text))
		default:
			out = append(out, region)
		}
	}
	return out, nil
}

// cautions says what makes the chosen places unequal.
func cautions(p *page, regions []analytics.Region) []string {
	var out []string
	levels := map[disclosure.Level]bool{}
	for _, r := range regions {
		levels[r.Level] = true
		if r.ToYear != 0 {
			out = append(out, p.say("compare.caution_ended", r.Name, r.ToYear))
		}
	}
	if len(levels) > 1 {
		out = append(out, p.say("compare.caution_levels"))
	}
	return append(out, p.say("compare.caution_forms"))
}

func (s *Server) compareFigures(ctx context.Context, p *page, v *compareView, codes []uint32) error {
	years := yearsBetween(v.From, v.To)
	lines := analytics.AggregateQuery{
		Measures: []string{v.Measure.ID}, Regions: codes, From: v.From, To: v.To, By: []string{"region", "year"}, Missing: true,
	}
	f, err := s.seriesFigure(ctx, p, "lines", p.say("question.compare_lines", v.Measure.Name.In(p.Lang)), lines, codes, years, false)
	if err != nil {
		return err
	}
	f.Wide = true
	v.Figures = append(v.Figures, f)
	best, err := s.comparedYear(ctx, lines)
	if err != nil {
		return err
	}
	v.Year = p.request.number("year", best, v.From, v.To)
	dots := analytics.AggregateQuery{
		Measures: s.views.Compare.Rates, Regions: codes, From: v.Year, To: v.Year, By: []string{"region", "year"}, Missing: true,
	}
	answer, err := s.readMasked(ctx, p, dots)
	if err != nil {
		return err
	}
	if f, err = s.placesFigure(p, "dots", p.say("question.compare_rates", v.Year), dots.Measures, v.Year, dots, answer); err != nil {
		return err
	}
	f.Wide = true
	v.Figures = append(v.Figures, f)
	if len(codes) > 1 {
		if f, err = s.pairsFigure(ctx, p, v, codes); err != nil {
			return err
		}
		v.Figures = append(v.Figures, f)
	}
	dots.Measures = s.views.Compare.Table
	if answer, err = s.readMasked(ctx, p, dots); err != nil {
		return err
	}
	names, order := placesOf(answer.Rows, p.mask.codes(codes))
	rows := map[rowKey]analytics.AggregateRow{}
	for _, r := range answer.Rows {
		rows[rowKey{r.Measure, r.Region, 0}] = r
	}
	table := s.placeTable(p, p.say("compare.table", v.Year), dots.Measures, names, order, rows)
	v.Table, v.Links = &table, p.dataLinks(dots)
	return nil
}

// comparedYear gives the latest year in which the most of the chosen places have a value.
func (s *Server) comparedYear(ctx context.Context, q analytics.AggregateQuery) (int, error) {
	q.Missing = false
	answer, err := s.reader.Aggregates(ctx, q)
	if err != nil {
		return 0, err
	}
	places, best := map[int]int{}, q.To
	for _, r := range answer.Rows {
		if r.Value != nil {
			places[r.Year]++
		}
	}
	for y := q.To; y >= q.From; y-- {
		if places[y] > places[best] {
			best = y
		}
	}
	return best, nil
}

// measureGroups lists the measures to choose from: all rates, and the metrics that sum over applicants.
func (s *Server) measureGroups(p *page) []measureGroup {
	var out []measureGroup
	rates := measureGroup{Name: p.say("metrics.rates")}
	for _, r := range s.dictionary.Rates {
		rates.Measures = append(rates.Measures, s.measure(r.ID))
	}
	out = append(out, rates)
	for _, t := range s.dictionary.Themes {
		g := measureGroup{Name: t.Name.In(p.Lang)}
		for _, m := range s.dictionary.Metrics {
			if m.Theme == t.ID && (m.Applicant == "" || m.Applicant == "total") && m.Kind.Additive() {
				g.Measures = append(g.Measures, s.measure(m.ID))
			}
		}
		if len(g.Measures) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func codesOf(regions []analytics.Region) []uint32 {
	codes := make([]uint32, len(regions))
	for i, r := range regions {
		codes[i] = r.Code
	}
	return codes
}
