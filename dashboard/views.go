package dashboard

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"

	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"

	"github.com/goccy/go-yaml"
)

//go:embed views.yaml
var viewsYAML []byte

// views says which measures each page shows: views.yaml.
type views struct {
	Version  int `yaml:"version"`
	Overview struct {
		KPIs        []string `yaml:"kpis"`
		Disclosures string   `yaml:"disclosures"`
		Requests    string   `yaml:"requests"`
		RequestRate string   `yaml:"request_rate"`
		Disputes    []string `yaml:"disputes"`
		Outcomes    []string `yaml:"outcomes"`
	} `yaml:"overview"`
	Region struct {
		Trends   []string `yaml:"trends"`
		Rates    []string `yaml:"rates"`
		Disputes []string `yaml:"disputes"`
	} `yaml:"region"`
	Compare struct {
		Measure string   `yaml:"measure"`
		Pairs   string   `yaml:"pairs"` // the rate compared two by two when a count is chosen
		Rates   []string `yaml:"rates"`
		Table   []string `yaml:"table"`
	} `yaml:"compare"`
	Forms []int `yaml:"forms"` // first years
}

func loadViews(d *disclosure.Dictionary) (views, error) {
	var v views
	if err := yaml.NewDecoder(bytes.NewReader(viewsYAML), yaml.Strict()).Decode(&v); err != nil {
		return v, fmt.Errorf("views.yaml: %w", err)
	}
	for _, id := range v.measures() {
		_, isMetric := d.Metric(id)
		if _, isRate := d.Rate(id); !isMetric && !isRate {
			return v, fmt.Errorf("views.yaml: %s is in no entry of the dictionary", id)
		}
	}
	return v, nil
}

func (v views) measures() []string {
	o, r, c := v.Overview, v.Region, v.Compare
	out := []string{o.Disclosures, o.Requests, o.RequestRate, c.Measure, c.Pairs}
	for _, list := range [][]string{o.KPIs, o.Disputes, o.Outcomes, r.Trends, r.Rates, r.Disputes, c.Rates, c.Table} {
		out = append(out, list...)
	}
	return out
}

// measure is what pages need of a metric or a rate of the dictionary.
type measure struct {
	ID       string
	Name     disclosure.Text
	Unit     disclosure.Text
	Breaks   []int
	Share    bool // a proportion of 1, printed in percent
	Rate     bool
	Polarity disclosure.Polarity
}

// lookup finds a metric or a rate of the dictionary.
func (s *Server) lookup(id string) (measure, bool) {
	if m, ok := s.dictionary.Metric(id); ok {
		return measure{ID: id, Name: m.Name, Unit: s.unit(m.Unit), Breaks: m.BreakYears, Polarity: m.Polarity}, true
	}
	if r, ok := s.dictionary.Rate(id); ok {
		share := r.Model == disclosure.ModelBinomial && r.Multiplier == 1
		unit := r.Unit
		if share {
			unit = s.unit("%") // pages print proportions in percent
		}
		return measure{ID: id, Name: r.Name, Unit: unit, Breaks: r.BreakYears, Share: share, Rate: true, Polarity: r.Polarity}, true
	}
	return measure{}, false
}

// measure looks up a measure that views.yaml or a check of the request named, so that it is known to exist.
func (s *Server) measure(id string) measure {
	m, _ := s.lookup(id)
	return m
}

// unit gives a metric's unit in both languages.
func (s *Server) unit(zh string) disclosure.Text {
	if t, ok := s.texts["unit."+zh]; ok {
		return t
	}
	return disclosure.Text{ZH: zh, EN: zh}
}

func (m measure) format() chart.Format {
	switch {
	case m.Share:
		return chart.FormatPercent
	case m.Rate:
		return chart.FormatPlain
	default:
		return chart.FormatCount
	}
}

// breaks gives the marks of a chart over years for a measure: a line at each form, interrupting where the measure's own
// definition changes.
func (s *Server) breaks(ms ...measure) []chart.Break {
	split := map[int]bool{}
	for _, m := range ms {
		for _, y := range m.Breaks {
			split[y] = true
		}
	}
	var out []chart.Break
	for _, f := range s.views.Forms {
		out = append(out, chart.Break{Year: f, Label: strconv.Itoa(f), Split: split[f]})
		delete(split, f)
	}
	for y := range split {
		out = append(out, chart.Break{Year: y, Split: true})
	}
	return out
}
