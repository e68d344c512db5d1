package dashboard

import (
	"context"
	"slices"
	"strings"

	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// metricLine is one entry in the list of the dictionary.
type metricLine struct {
	ID       string
	Name     string
	Meaning  string
	Unit     string
	Forms    []string
	Polarity string
}

type metricTheme struct {
	ID    string
	Name  string
	Lines []metricLine
}

type metricsView struct {
	*page
	Query   string
	Theme   string
	Form    string
	Themes  []disclosure.Theme
	Forms   []disclosure.Form
	Groups  []metricTheme
	Found   int
	OfTotal int
}

// ThemeName names a theme in the page's language.
func (v *metricsView) ThemeName(t disclosure.Theme) string { return t.Name.In(v.Lang) }

// metrics answers /metrics: the dictionary, searched and filtered.
func (s *Server) metrics(_ context.Context, _ *gin.Context, p *page) (any, error) {
	r := p.request
	p.Title, p.Lead = p.say("metrics.title"), p.say("metrics.lead")
	v := &metricsView{page: p, Query: r.text("q"), Themes: s.dictionary.Themes, Forms: printedForms()}
	themes, forms := []string{}, []string{}
	for _, t := range v.Themes {
		themes = append(themes, t.ID)
	}
	for _, f := range v.Forms {
		forms = append(forms, string(f))
	}
	v.Theme, v.Form = r.choice("theme", "", themes), r.choice("form", "", forms)
	byTheme := map[string][]metricLine{}
	for _, rate := range s.dictionary.Rates {
		v.OfTotal++
		if v.Form == "" && v.matches(rate.Theme, rate.ID, rate.Name) {
			byTheme[rate.Theme] = append(byTheme[rate.Theme], metricLine{
				ID: rate.ID, Name: rate.Name.In(p.Lang), Meaning: s.meaning(p, rate.ID), Unit: rate.Unit.In(p.Lang),
				Polarity: p.say("polarity." + string(rate.Polarity)),
			})
		}
	}
	for _, m := range s.dictionary.Metrics {
		if m.Applicant != "" && m.Applicant != "total" {
			continue // the columns of a table are listed on the entry of its total
		}
		v.OfTotal++
		if v.matches(m.Theme, m.ID, m.Name) && hasForm(m, v.Form) {
			byTheme[m.Theme] = append(byTheme[m.Theme], metricLine{
				ID: m.ID, Name: m.Name.In(p.Lang), Meaning: m.Meaning.In(p.Lang), Unit: s.unit(m.Unit).In(p.Lang), Forms: formNames(p, m),
				Polarity: p.say("polarity." + string(m.Polarity)),
			})
		}
	}
	for _, t := range v.Themes {
		if lines := byTheme[t.ID]; len(lines) > 0 {
			v.Groups = append(v.Groups, metricTheme{ID: t.ID, Name: t.Name.In(p.Lang), Lines: lines})
			v.Found += len(lines)
		}
	}
	return v, nil
}

func (v *metricsView) matches(theme, id string, name disclosure.Text) bool {
	if v.Theme != "" && v.Theme != theme {
		return false
	}
	q := strings.ToLower(v.Query)
	return strings.Contains(strings.ToLower(id), q) || strings.Contains(name.ZH, v.Query) || strings.Contains(strings.ToLower(name.EN), q)
}

func hasForm(m disclosure.Metric, form string) bool {
	return form == "" || slices.ContainsFunc(m.Rows, func(r disclosure.FormRow) bool { return string(r.Form) == form })
}

// printedForms are the forms that print a table or sentences of their own.
func printedForms() []disclosure.Form {
	return slices.DeleteFunc(slices.Clone(disclosure.Forms), func(f disclosure.Form) bool { return f == disclosure.FormFigures })
}

func formNames(p *page, m disclosure.Metric) []string {
	var out []string
	for _, f := range disclosure.Forms {
		if hasForm(m, string(f)) {
			out = append(out, p.say("form_short."+string(f)))
		}
	}
	if len(out) == 0 && m.Narrative {
		out = append(out, p.say("form_short.narrative"))
	}
	return out
}

// meaning gives the one-line meaning of a rate: its own, or its formula in words.
func (s *Server) meaning(p *page, id string) string {
	r, ok := s.dictionary.Rate(id)
	if !ok {
		return ""
	}
	if text := r.Meaning.In(p.Lang); text != "" {
		return text
	}
	return p.say("metrics.formula_words", s.names(p, r.Numerator), s.names(p, r.Denominator))
}

func (s *Server) names(p *page, ids []string) string {
	var out []string
	for _, id := range ids {
		if id == disclosure.PopulationDenominator {
			out = append(out, p.say("metrics.population"))
			continue
		}
		out = append(out, s.measure(id).Name.In(p.Lang))
	}
	return strings.Join(out, " + ")
}
