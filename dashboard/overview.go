package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// KPI is one headline figure with its interval and what it rests on.
type KPI struct {
	Name Link
	Cell Cell
	Unit string
	Note string
}

type overviewView struct {
	*page
	Scope   scope
	KPIs    []KPI
	Figures []*Figure
	Newest  []analytics.ReportSummary
	Empty   bool
}

// overview answers /: how much is disclosed and asked for, where, and how complete the knowledge is.
func (s *Server) overview(ctx context.Context, c *gin.Context, p *page) (any, error) {
	if joinYears(c) {
		return nil, nil
	}
	sc, err := s.readScope(ctx, p, areaLevels)
	if err != nil {
		return nil, err
	}
	p.Title, p.Lead = p.say("overview.title"), p.say("overview.lead")
	v := &overviewView{page: p, Scope: sc, Empty: p.Release.Reports == 0}
	if v.Empty {
		return v, nil
	}
	if v.KPIs, err = s.kpis(ctx, p, sc); err != nil {
		return nil, err
	}
	if v.Figures, err = s.overviewFigures(ctx, p, sc); err != nil {
		return nil, err
	}
	q := analytics.ReportQuery{Parent: sc.Parent, Limit: 8}
	if v.Newest, _, err = s.reader.Reports(ctx, q); err != nil {
		return nil, err
	}
	return v, nil
}

func (s *Server) kpis(ctx context.Context, p *page, sc scope) ([]KPI, error) {
	q := sc.query(s.views.Overview.KPIs, "year")
	q.From, q.To = sc.Year, sc.Year
	answer, err := s.reader.Aggregates(ctx, q)
	if err != nil {
		return nil, err
	}
	rows := indexRows(answer.Rows)
	var out []KPI
	for _, id := range s.views.Overview.KPIs {
		m, r := s.measure(id), rows.get(id, 0, sc.Year)
		k := KPI{Name: Link{Text: m.Name.In(p.Lang), Href: p.link("/metrics/" + id)}, Cell: s.valueCell(p, r), Unit: m.Unit.In(p.Lang)}
		if m.Share {
			k.Unit = ""
		}
		if k.Cell.Sub = ""; !k.Cell.Missing {
			k.Cell.Href = sc.reports(p, sc.Year)
		}
		if limits := limitsText(p, m, r); limits != "" {
			k.Cell.Sub = limits
		}
		if r.Value != nil {
			k.Note = p.coverage(analytics.Coverage{Reported: r.Reported, Expected: r.Expected})
		}
		out = append(out, k)
	}
	return out, nil
}

func (s *Server) overviewFigures(ctx context.Context, p *page, sc scope) ([]*Figure, error) {
	o := s.views.Overview
	place := p.say("place.nation")
	if sc.Parent != 0 {
		place = sc.Place.Name
	}
	level := p.say("level_plural." + string(sc.Level))
	out, err := together(
		func() (*Figure, error) {
			return s.barFigure(ctx, p, "disclosures", p.say("question.disclosures", place, level), o.Disclosures, sc)
		},
		func() (*Figure, error) {
			return s.barFigure(ctx, p, "requests", p.say("question.requests", place, level), o.Requests, sc)
		},
		func() (*Figure, error) {
			return s.intervalFigure(ctx, p, "request-rate", p.say("question.request_rate", sc.Year), []string{o.RequestRate}, sc)
		},
		func() (*Figure, error) {
			return s.intervalFigure(ctx, p, "disputes", p.say("question.disputes", sc.Year), o.Disputes, sc)
		},
		func() (*Figure, error) {
			return s.stackFigure(ctx, p, "outcomes", p.say("question.outcomes"), o.Outcomes, sc)
		},
		func() (*Figure, error) {
			cells := within(sc.Held.quality.Coverage, sc)
			return s.coverageFigure(p, "coverage", p.say("question.coverage"), cells, sc.Level, sc.Years())
		},
	)
	if err != nil {
		return nil, err
	}
	out[4].Wide = out[2].Tall == out[3].Tall // the outcomes fill the row that the two figures before them leave open
	return out, nil
}

// within keeps the cells of the scope's province.
func within(cells []analytics.CoverageCell, sc scope) []analytics.CoverageCell {
	province := sc.Place.Province
	if sc.Place.Level == disclosure.LevelProvince {
		province = sc.Place.Name
	}
	if province == "" {
		return cells
	}
	var out []analytics.CoverageCell
	for _, c := range cells {
		if c.Province == province {
			out = append(out, c)
		}
	}
	return out
}
