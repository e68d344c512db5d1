package reconcile

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
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

	sums map[disclosure.Form][]sum // the identities of a form; "" stands for the forms that no identity names
	rows []row                     // of the applications table
}

// sum is an identity of one form, for one column of a table.
type sum struct {
	*identity
	left, right terms
	column      disclosure.Text // none where the identity is of no table with columns
}

// terms are the places of metrics in the dictionary.
type terms []int

// row is a row of the applications table: the cell of its 总计 and those of the applicants.
type row struct {
	total int
	parts terms
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
			for _, suffix := range id.suffixes(dict) {
				if _, ok := dict.Metric(term + suffix); !ok {
					return nil, fmt.Errorf("identities.yaml: %s: metric %s is not in dictionary.yaml", id.Rule, term+suffix)
				}
			}
		}
	}
	r.index(dict)
	return &r, nil
})

// index writes every identity out for the forms and columns that it holds for, so that no report has to.
func (r *rules) index(dict *disclosure.Dictionary) {
	r.sums = map[disclosure.Form][]sum{}
	forms := []disclosure.Form{""}
	for i := range r.Identities {
		forms = append(forms, r.Identities[i].Forms...)
	}
	for _, form := range forms {
		if r.sums[form] == nil {
			r.sums[form] = r.sumsOf(form, dict)
		}
	}
	for i := range dict.Metrics {
		m := &dict.Metrics[i]
		if m.Applicant != "total" || !strings.HasPrefix(m.ID, "requests.") {
			continue
		}
		line := row{total: i}
		for _, a := range dict.Applicants {
			if part, ok := dict.Metric(m.Base + "." + a.ID); ok && a.ID != "total" {
				line.parts = append(line.parts, part.Place)
			}
		}
		r.rows = append(r.rows, line)
	}
}

func (r *rules) sumsOf(form disclosure.Form, dict *disclosure.Dictionary) []sum {
	var out []sum
	for i := range r.Identities {
		id := &r.Identities[i]
		if !id.holdsFor(form) {
			continue
		}
		right := id.Right
		if id.RightRows != "" {
			right = resultRows(dict, form, id.Left[0])
		}
		if id.Each != "applicants" {
			out = append(out, sum{identity: id, left: termsOf(dict, id.Left, ""), right: termsOf(dict, right, "")})
			continue
		}
		for _, a := range dict.Applicants {
			out = append(out, sum{id, termsOf(dict, id.Left, "."+a.ID), termsOf(dict, right, "."+a.ID), a.Name})
		}
	}
	return out
}

// suffixes gives the suffixes of an identity's terms: one for each column of the table, or none.
func (id *identity) suffixes(dict *disclosure.Dictionary) []string {
	if id.Each != "applicants" {
		return []string{""}
	}
	out := make([]string, len(dict.Applicants))
	for i, a := range dict.Applicants {
		out[i] = "." + a.ID
	}
	return out
}

func (id *identity) holdsFor(form disclosure.Form) bool {
	return len(id.Forms) == 0 || slices.Contains(id.Forms, form)
}

// termsOf gives the places of the metrics with these bases and this suffix.
func termsOf(dict *disclosure.Dictionary, bases []string, suffix string) terms {
	out := make(terms, len(bases))
	for i, base := range bases {
		m, _ := dict.Metric(base + suffix) // loadRules has looked it up before
		out[i] = m.Place
	}
	return out
}

func mustRules() *rules {
	r, err := loadRules()
	if err != nil {
		panic(err)
	}
	return r
}

// resultRows gives the result rows that a form prints, without applicant suffix and without the total.
func resultRows(dict *disclosure.Dictionary, form disclosure.Form, total string) []string {
	var out []string
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
