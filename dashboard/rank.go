package dashboard

import (
	"context"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// rankSorts are the orders of the table. By name is the default: an order by value invites to read ranks that the data do not
// support.
var rankSorts = []string{"name", "value"}

type rankView struct {
	*page
	Scope   scope
	Measure measure
	Rates   []measure
	Sort    string
	Sorts   []string
	Own     string // code of the place that is ringed
	Figures []*Figure
	Summary []string
}

// rankedPlace is one place with everything the page says about it.
type rankedPlace struct {
	row   analytics.AggregateRow
	name  string
	area  analytics.RankedArea
	point analytics.FunnelPoint

	compared bool // its rate is that of the place
}

// rank answers /rank: who stands out more than chance and the usual differences between places explain. Never a bare league
// table: a rank has its interval, and most places have no rank of their own.
func (s *Server) rank(ctx context.Context, c *gin.Context, p *page) (any, error) {
	if joinYears(c) {
		return nil, nil
	}
	p.Title, p.Lead = p.say("rank.title"), p.say("rank.lead")
	sc, err := s.readScope(ctx, p, areaLevels)
	if err != nil {
		return nil, err
	}
	v := &rankView{page: p, Scope: sc, Sorts: rankSorts, Own: p.request.text("region")}
	if err := s.maskScope(ctx, p, sc, v.Own); err != nil {
		return nil, err
	}
	ids := make([]string, len(s.dictionary.Rates))
	for i, r := range s.dictionary.Rates {
		ids[i] = r.ID
		v.Rates = append(v.Rates, s.measure(r.ID))
	}
	id := p.request.choice("measure", s.views.Overview.RequestRate, ids)
	v.Measure, v.Sort = s.measure(id), p.request.choice("sort", rankSorts[0], rankSorts)
	rate, _ := s.dictionary.Rate(id)
	q := sc.query([]string{id}, "region", "year")
	q.From, q.To, q.Missing = sc.Year, sc.Year, false
	answer, err := s.readMasked(ctx, p, q)
	if err != nil {
		return nil, err
	}
	places, areas, leftOut := s.rankedPlaces(answer.Rows)
	funnel := analytics.Funnel(modelOf(rate), areas)
	for i := range places {
		places[i].point = funnel.Points[i]
	}
	var spread dispersion
	if funnel.Status == analytics.StatusOK { // of too few places it is not known how far they differ beyond chance
		if spread, err = s.levelDispersion(ctx, rate, sc.Level, sc.Year); err != nil {
			return nil, err
		}
		ranking := analytics.Ranking(modelOf(rate), analytics.Effective(areas, spread.factor), rate.Multiplier, 0.95, true)
		for i := range places {
			places[i].area = ranking.Areas[i]
		}
	}
	v.Summary = rankSummary(p, sc.Year, funnel, p.coverage(placesCoverage(answer, 1)))
	if leftOut > 0 {
		v.Summary = append(v.Summary, p.say("rank.left_out", leftOut))
	}
	figure, err := s.funnelFigure(p, v, rate, places, funnel)
	if err != nil {
		return nil, err
	}
	sortPlaces(places, v.Sort)
	figure.Table, figure.Links = s.rankTable(p, v, places, spread), rankLinks(p, q)
	v.Figures = []*Figure{figure}
	return v, nil
}

// levelDispersion estimates how far all places of a level differ beyond chance in a year, whatever places a page shows: what is
// asked for must not decide how far chance reaches. Rank intervals of /v1/rankings rest on the same estimate.
func (s *Server) levelDispersion(ctx context.Context, rate *disclosure.Rate, level disclosure.Level, year int) (dispersion, error) {
	answer, err := s.reader.Aggregates(ctx, analytics.AggregateQuery{
		Measures: []string{rate.ID}, Level: level, From: year, To: year, By: []string{"region", "year"},
	})
	if err != nil {
		return dispersion{}, err
	}
	return dispersionOf(rate, areasOf(answer.Rows)), nil
}

// rankedPlaces are the places with a rate. Those whose rate is only that of single bodies are counted, and have no numbers to be compared.
func (s *Server) rankedPlaces(rows []analytics.AggregateRow) (places []rankedPlace, areas []analytics.Area, leftOut int) {
	var codes []uint32
	for i, r := range rows {
		if r.Value == nil {
			continue
		}
		area := areaOf(&rows[i])
		if area.Num == nil {
			leftOut++
		}
		codes, areas = append(codes, r.Region), append(areas, area)
		places = append(places, rankedPlace{row: r, compared: area.Num != nil})
	}
	within := s.provincesOf(codes)
	for i, r := range places {
		places[i].name = joinName(r.row.RegionName, within[r.row.Region])
	}
	return places, areas, leftOut
}

// rankSummary says how many places were compared, how many stand out, and how many would by chance.
func rankSummary(p *page, year int, f analytics.FunnelResult, coverage string) []string {
	out := []string{joinText(p.say("figure.year", year), coverage)}
	if f.Status != analytics.StatusOK {
		return append(out, p.say("rank.too_few_places", f.Compared, analytics.MinAreas))
	}
	out = append(out, p.say("rank.flagged", f.Compared, f.Flagged, significant(f.ExpectedFalse, 2)))
	widened := "rank.dispersion"
	if h := f.Heterogeneity; h.Status == analytics.StatusOK && *h.P > analytics.ChanceAlone {
		out = append(out, p.say("rank.chance_only", significant(*h.P, 2)))
		widened = "rank.dispersion_unsure" // the limits rest on the estimate, which may itself be chance
	}
	if f.Phi != nil && *f.Phi > 1 {
		out = append(out, p.say(widened, significant(*f.Phi, 3)))
	}
	return out
}

func (s *Server) funnelFigure(p *page, v *rankView, rate *disclosure.Rate, places []rankedPlace, f analytics.FunnelResult) (*Figure, error) {
	funnel := &Figure{
		ID: "funnel", Title: p.say("question.funnel", v.Scope.Year, v.Measure.Name.In(p.Lang)), Height: 440, Wide: true, Open: true,
		Subtitle: p.say("figure.unit", v.Measure.Unit.In(p.Lang)),
	}
	judged := f.Status == analytics.StatusOK
	if judged {
		funnel.Subtitle = joinText(funnel.Subtitle, p.say("rank.funnel_note"))
	}
	if len(places) == 0 || f.Target == nil {
		funnel.Empty = p.say("empty.no_values")
		return funnel, nil
	}
	var dots []chart.Dot
	for _, pl := range places {
		if !pl.compared || *pl.row.Den <= 0 {
			continue
		}
		d := chart.Dot{
			Den: *pl.row.Den, Value: *pl.row.Value, Class: dotClass(v.Measure.Polarity, pl.point.Category), Point: s.valuePoint(p, pl.name, pl.row),
			Name: pl.name, Ringed: regionCode(pl.row.Region) == v.Own,
		}
		d.Href = p.place(pl.row.Region)
		dots = append(dots, d)
	}
	dens, limits := funnelLimits(p, rate.Multiplier, f)
	funnel.Marks = funnelMarks(p, dots, judged)
	option, err := chart.Funnel(dots, dens, limits, *f.Target*rate.Multiplier, s.names(p, rate.Denominator), chart.Options{
		Label: funnel.Title, Unit: unitOfAxis(p, v.Measure), Format: v.Measure.format(),
	})
	return funnel, funnel.draw(option, err)
}

// funnelLimits gives the adjusted limits as lines and those of chance alone dotted, in the unit of the rate; none where there are too few
// places for limits.
func funnelLimits(p *page, multiplier float64, f analytics.FunnelResult) ([]float64, []chart.Limit) {
	if len(f.Curve) == 0 {
		return nil, nil
	}
	pick := []struct {
		name   string
		of     func(analytics.FunnelCurve) *float64
		dotted bool
	}{
		{"99.8%", func(c analytics.FunnelCurve) *float64 { return c.Upper998 }, false},
		{"95%", func(c analytics.FunnelCurve) *float64 { return c.Upper95 }, false},
		{"95%", func(c analytics.FunnelCurve) *float64 { return c.Lower95 }, false},
		{"99.8%", func(c analytics.FunnelCurve) *float64 { return c.Lower998 }, false},
		{p.say("rank.chance"), func(c analytics.FunnelCurve) *float64 { return c.Exact998[0] }, true},
		{p.say("rank.chance"), func(c analytics.FunnelCurve) *float64 { return c.Exact998[1] }, true},
	}
	dens := make([]float64, len(f.Curve))
	for i, c := range f.Curve {
		dens[i] = c.Den
	}
	var out []chart.Limit
	for _, l := range pick {
		limit := chart.Limit{Name: l.name, Dotted: l.dotted, Values: make([]*float64, len(f.Curve))}
		for i, c := range f.Curve {
			if v := l.of(c); v != nil {
				scaled := max(*v*multiplier, 0)
				limit.Values[i] = &scaled
			}
		}
		out = append(out, limit)
	}
	return dens, out
}

// dotClass turns a category into what it means under the measure's polarity.
func dotClass(polarity disclosure.Polarity, category *string) chart.DotClass {
	if category == nil || *category == "not_significant" {
		return chart.DotInside
	}
	high := *category == "high_0.001" || *category == "high_0.025"
	switch polarity {
	case disclosure.PolarityHighGood:
		if high {
			return chart.DotBetter
		}
		return chart.DotWorse
	case disclosure.PolarityLowGood:
		if high {
			return chart.DotWorse
		}
		return chart.DotBetter
	default:
		return chart.DotUnjudged
	}
}

// funnelMarks is the legend of the classes that occur. Without limits no place is within them.
func funnelMarks(p *page, dots []chart.Dot, judged bool) []chart.Mark {
	inside := "rank.inside"
	if !judged {
		inside = "rank.not_judged"
	}
	signs := []chart.Mark{
		{Name: p.say(inside), Sign: "●", Color: 6},
		{Name: p.say("rank.better"), Sign: "▲", Color: 1},
		{Name: p.say("rank.worse"), Sign: "◆", Color: 2},
		{Name: p.say("rank.outside"), Sign: "■", Color: 3},
	}
	var out []chart.Mark
	for class, m := range signs {
		if slices.ContainsFunc(dots, func(d chart.Dot) bool { return int(d.Class) == class }) {
			out = append(out, m)
		}
	}
	return out
}

func sortPlaces(places []rankedPlace, by string) {
	if by == "name" {
		return // the answer comes in the order of the codes, or of the labels of masked places
	}
	slices.SortStableFunc(places, func(a, b rankedPlace) int {
		switch {
		case *a.row.Value > *b.row.Value:
			return -1
		case *a.row.Value < *b.row.Value:
			return 1
		default:
			return 0
		}
	})
}

func (s *Server) rankTable(p *page, v *rankView, places []rankedPlace, spread dispersion) Table {
	note := p.say("rank.rank_note")
	if spread.factor > 1 {
		note = p.say("rank.rank_note_widened", significant(spread.factor, 3))
	}
	t := Table{Caption: p.say("rank.table"), Head: []Cell{
		{Text: p.say("table.place")},
		{Text: v.Measure.Name.In(p.Lang), Sub: v.Measure.Unit.In(p.Lang), Number: true},
		{Text: p.say("metrics.numerator"), Number: true},
		{Text: p.say("metrics.denominator"), Number: true},
		{Text: p.say("rank.rank"), Sub: note, Number: true},
		{Text: p.say("rank.standing")},
	}}
	for i, pl := range places {
		if i == listedPlaces {
			t.More = p.say("table.more", len(places)-listedPlaces)
			break
		}
		t.Rows = append(t.Rows, []Cell{
			{Text: pl.name, Href: p.place(pl.row.Region), Head: true, Data: true},
			s.valueCell(p, pl.row), numberCell(pl.row.Num), numberCell(pl.row.Den), rankCell(p, pl.area, pl.point.Category),
			{Text: standing(p, pl.point.Category)},
		})
	}
	return t
}

func numberCell(v *float64) Cell {
	if v == nil {
		return Cell{Number: true}
	}
	return Cell{Text: groupedNumber(*v), Number: true}
}

// rankCell shows a rank only where the data leave one; otherwise the span of the possible ones.
func rankCell(p *page, a analytics.RankedArea, category *string) Cell {
	if category == nil {
		return Cell{Text: p.say("rank.not_judged"), Number: true, Missing: true}
	}
	if a.RankLower == nil || a.RankUpper == nil {
		return Cell{Text: p.say("status_short.insufficient_n"), Number: true, Missing: true}
	}
	span := strconv.Itoa(*a.RankLower) + "–" + strconv.Itoa(*a.RankUpper)
	c := Cell{Text: span, Number: true}
	if a.Rank != nil {
		c.Text, c.Sub = strconv.Itoa(*a.Rank), span
	}
	if n := *a.RankUpper - *a.RankLower; n > 0 {
		c.Title = p.say("rank.indistinct", n)
	}
	return c
}

func standing(p *page, category *string) string {
	if category == nil {
		return p.say("rank.not_judged")
	}
	return p.say("standing." + map[string]string{
		"high_0.001": "far_above", "high_0.025": "above", "not_significant": "inside", "low_0.025": "below", "low_0.001": "far_below",
	}[*category])
}

// rankLinks names the API calls that give the same analysis.
func rankLinks(p *page, q analytics.AggregateQuery) []Link {
	return append(
		p.dataLinks(q),
		Link{Text: p.say("rank.data_funnel"), Href: analysisAddress("funnel", q, p.mask), Title: p.say("figure.json")},
		Link{Text: p.say("rank.data_rankings"), Href: analysisAddress("rankings", q, p.mask), Title: p.say("figure.json")},
	)
}
