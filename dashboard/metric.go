package dashboard

import (
	"context"
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// formCell is one form's item for a metric, with how it compares to the form before.
type formCell struct {
	Form    string
	Class   string
	Mark    string // ○ same, ◐ near, ✕ none
	Where   string // the row as the form prints it
	Note    string
	Present bool
}

type metricView struct {
	*page
	ID          string
	Unit        string
	Meaning     string
	Kind        string
	Polarity    string
	Theme       Link
	Basis       string
	Numerator   []Link
	Denominator []Link
	Multiplier  string
	MinDen      string
	Breaks      []int
	Forms       []formCell
	Columns     []Link
	IsRate      bool
	Figures     []*Figure
	JSONLD      template.JS
}

// metricPage answers /metrics/{id}: what a measure is, where the forms print it, how often it is stated.
func (s *Server) metricPage(ctx context.Context, c *gin.Context, p *page) (any, error) {
	id := c.Param("id")
	m, ok := s.lookup(id)
	if !ok {
		return nil, analytics.ErrNotFound
	}
	p.Title = m.Name.In(p.Lang)
	p.Crumbs = []Link{{Text: p.say("nav.metrics"), Href: p.link("/metrics")}}
	v := &metricView{page: p, ID: id, Unit: m.Unit.In(p.Lang), Polarity: p.say("polarity." + string(m.Polarity)), Breaks: m.Breaks, IsRate: m.Rate}
	if m.Rate {
		s.describeRate(p, v)
	} else {
		s.describeMetric(p, v)
	}
	var err error
	if v.JSONLD, err = definedTerm(v); err != nil {
		return nil, err
	}
	sc, err := s.readScope(ctx, p, areaLevels)
	if err != nil {
		return nil, err
	}
	return v, s.metricFigures(ctx, p, v, m, sc)
}

func (s *Server) describeMetric(p *page, v *metricView) {
	m, _ := s.dictionary.Metric(v.ID)
	v.Meaning, v.Kind, v.Basis = m.Meaning.In(p.Lang), p.say("kind."+string(m.Kind)), m.Basis.In(p.Lang)
	v.Theme = s.themeLink(p, m.Theme)
	for _, f := range printedForms() {
		v.Forms = append(v.Forms, describeForm(p, m, f))
	}
	if m.Applicant == "" {
		return
	}
	for _, other := range s.dictionary.Metrics {
		if other.Base == m.Base && other.ID != m.ID {
			v.Columns = append(v.Columns, Link{Text: other.Name.In(p.Lang), Href: p.link("/metrics/" + other.ID)})
		}
	}
}

func describeForm(p *page, m *disclosure.Metric, f disclosure.Form) formCell {
	out := formCell{Form: p.say("form_long." + string(f))}
	var labels []string
	for _, r := range m.Rows {
		if r.Form == f {
			labels = append(labels, joinText(r.Label, r.Column))
		}
	}
	out.Where, out.Present = strings.Join(labels, "；"), len(labels) > 0
	for _, x := range m.Crosswalk {
		if x.Form != f {
			continue
		}
		out.Class, out.Note = p.say("comparable."+string(x.Class)), x.Note.In(p.Lang)
		if out.Where == "" {
			out.Where = x.Source.In(p.Lang)
		}
		out.Mark = map[disclosure.Comparability]string{
			disclosure.ComparableSame: "○", disclosure.ComparableNear: "◐", disclosure.ComparableNone: "✕",
		}[x.Class]
		out.Present = out.Present || x.Class != disclosure.ComparableNone
	}
	return out
}

func (s *Server) describeRate(p *page, v *metricView) {
	r, _ := s.dictionary.Rate(v.ID)
	v.Meaning, v.Kind, v.Theme = s.meaning(p, v.ID), p.say("model."+string(r.Model)), s.themeLink(p, r.Theme)
	v.Numerator, v.Denominator = s.parts(p, r.Numerator), s.parts(p, r.Denominator)
	v.Multiplier, v.MinDen = groupedNumber(r.Multiplier), groupedNumber(r.MinDen)
}

func (s *Server) parts(p *page, ids []string) []Link {
	var out []Link
	for _, id := range ids {
		l := Link{Text: s.names(p, []string{id})}
		if id != disclosure.PopulationDenominator {
			l.Href = p.link("/metrics/" + id)
		}
		out = append(out, l)
	}
	return out
}

func (s *Server) themeLink(p *page, id string) Link {
	t, _ := s.dictionary.Theme(id)
	return Link{Text: t.Name.In(p.Lang), Href: p.link("/metrics", "theme", id)}
}

// definedTerm is the entry as schema.org DefinedTerm, for machines that read the page.
func definedTerm(v *metricView) (template.JS, error) {
	body, err := json.Marshal(map[string]any{
		"@context": "https://schema.org", "@type": "DefinedTerm", "termCode": v.ID, "name": v.Title, "description": v.Meaning,
		"inDefinedTermSet": "/metrics",
	})
	return template.JS(body), err //nolint:gosec // JSON with <, > and & escaped by encoding/json
}

func (s *Server) metricFigures(ctx context.Context, p *page, v *metricView, m measure, sc scope) error {
	f, err := s.useFigure(ctx, p, m, sc)
	if err != nil {
		return err
	}
	if f != nil {
		v.Figures = append(v.Figures, f)
	}
	if d, ok := s.dictionary.Metric(m.ID); ok && !d.Kind.Additive() {
		return nil // shares and peaks of several issuers have no sum
	}
	level := p.say("level_plural." + string(sc.Level))
	if f, err = s.barFigure(ctx, p, "values", p.say("question.metric_values", m.Name.In(p.Lang), level), m.ID, sc); err != nil {
		return err
	}
	v.Figures = append(v.Figures, f)
	return nil
}

// useFigure shows in how many reports a metric is stated, and in how many its cell holds no number. A rate is not stated.
func (s *Server) useFigure(ctx context.Context, p *page, m measure, sc scope) (*Figure, error) {
	if m.Rate {
		return nil, nil
	}
	use, err := s.reader.MetricUse(ctx, []string{m.ID})
	if err != nil {
		return nil, err
	}
	years := sc.Years()
	f := &Figure{
		ID: "use", Title: p.say("question.metric_use"), Subtitle: p.say("figure.unit", p.say("table.reports")), Height: 280,
		Table: Table{Caption: p.say("question.metric_use"), Head: []Cell{
			{Text: p.say("table.year")}, {Text: p.say("metrics.valued"), Number: true}, {Text: p.say("metrics.other"), Number: true},
		}},
	}
	valued, other := chart.Series{Name: p.say("metrics.valued")}, chart.Series{Name: p.say("metrics.other")}
	byYear := map[int]analytics.MetricUse{}
	for _, u := range use {
		byYear[u.Year] = u
	}
	for _, y := range years {
		u := byYear[y]
		valued.Points = append(valued.Points, countPoint(y, valued.Name, u.Valued))
		other.Points = append(other.Points, countPoint(y, other.Name, u.Other))
		f.Table.Rows = append(f.Table.Rows, []Cell{
			{Text: strconv.Itoa(y), Head: true}, {Text: strconv.Itoa(u.Valued), Number: true}, {Text: strconv.Itoa(u.Other), Number: true},
		})
	}
	if len(use) == 0 {
		f.Empty = p.say("empty.never_stated")
		return f, nil
	}
	series := []chart.Series{valued, other}
	f.Marks = chart.Marks(series, "■")
	option, err := chart.Bars(years, series, true, chart.Options{
		Label: f.Title, Unit: p.say("table.reports"), Format: chart.FormatCount, Breaks: s.breaks(),
	})
	return f, f.draw(option, err)
}

func countPoint(year int, name string, n int) chart.Point {
	if n == 0 {
		return chart.Point{}
	}
	v := float64(n)
	return chart.Point{Value: &v, Tip: strconv.Itoa(year) + "\n" + name + "  " + strconv.Itoa(n)}
}
