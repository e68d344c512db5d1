package reconcile

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"

	"gongkai/ingest/disclosure"
)

//go:embed identities.yaml
var identitiesYAML []byte

type rules struct {
	Version       int        `yaml:"version"`
	Identities    []identity `yaml:"identities"`
	TableHeadings []string   `yaml:"table_headings"`
	FormYears     []formYear `yaml:"form_years"`
	Ratios        []ratio    `yaml:"ratios"`
}

type identity struct {
	Rule      string              `yaml:"rule"`
	Forms     []disclosure.Form   `yaml:"forms"`
	Each      string              `yaml:"each"`
	Kind      string              `yaml:"kind"`
	Code      string              `yaml:"code"`
	Severity  disclosure.Severity `yaml:"severity"`
	Left      []string            `yaml:"left"`
	Right     []string            `yaml:"right"`
	RightRows string              `yaml:"right_rows"` // all result rows that the report's form prints, its total left out
	Text      disclosure.Text     `yaml:"text"`
}

type formYear struct {
	Form disclosure.Form `yaml:"form"`
	From int             `yaml:"from"`
	To   int             `yaml:"to"`
}

type ratio struct {
	Share string `yaml:"share"`
	Part  string `yaml:"part"`
	Whole string `yaml:"whole"`
}

// loadRules decodes identities.yaml once and checks every term against the dictionary.
var loadRules = sync.OnceValues(func() (*rules, error) {
	var r rules
	if err := yaml.NewDecoder(bytes.NewReader(identitiesYAML), yaml.Strict()).Decode(&r); err != nil {
		return nil, fmt.Errorf("identities.yaml: %w", err)
	}
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	for _, id := range r.Identities {
		if id.Kind != "equal" && id.Kind != "at_most" {
			return nil, fmt.Errorf("identities.yaml: %s: kind %q is neither equal nor at_most", id.Rule, id.Kind)
		}
		for _, term := range append(append([]string{}, id.Left...), id.Right...) {
			if id.Each == "applicants" {
				term += ".total"
			}
			if _, ok := dict.Metric(term); !ok {
				return nil, fmt.Errorf("identities.yaml: %s: metric %s is not in dictionary.yaml", id.Rule, term)
			}
		}
	}
	return &r, nil
})

func mustRules() *rules {
	r, err := loadRules()
	if err != nil {
		panic(err)
	}
	return r
}

// resultRows gives the result rows that a form prints, without applicant suffix and without the total.
func resultRows(form disclosure.Form, total string) []string {
	var out []string
	dict := disclosure.MustDictionary()
	for i := range dict.Metrics {
		m := &dict.Metrics[i]
		if m.Applicant != "total" || m.Base == total || len(m.Base) < len("requests.result.") || m.Base[:len("requests.result.")] != "requests.result." {
			continue
		}
		for _, row := range m.Rows {
			if row.Form == form {
				out = append(out, m.Base)
			}
		}
	}
	return out
}
