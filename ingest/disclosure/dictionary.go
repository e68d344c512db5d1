package disclosure

import (
	"bytes"
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed dictionary.yaml
var dictionaryYAML []byte

// Dictionary is the decoded dictionary.yaml.
type Dictionary struct {
	Version    int
	Themes     []Theme
	Applicants []Applicant
	Metrics    []Metric // sorted by Num
	Rates      []Rate   // sorted by Num

	byID   map[string]*Metric
	byNum  map[uint16]*Metric
	rateID map[string]*Rate
}

// Metric looks a metric up by its id.
func (d *Dictionary) Metric(id string) (*Metric, bool) { m, ok := d.byID[id]; return m, ok }

// MetricByNum looks a metric up by its number.
func (d *Dictionary) MetricByNum(n uint16) (*Metric, bool) { m, ok := d.byNum[n]; return m, ok }

// Rate looks a rate up by its id.
func (d *Dictionary) Rate(id string) (*Rate, bool) { r, ok := d.rateID[id]; return r, ok }

// Theme looks a theme up by its id.
func (d *Dictionary) Theme(id string) (Theme, bool) {
	for _, t := range d.Themes {
		if t.ID == id {
			return t, true
		}
	}
	return Theme{}, false
}

// LoadDictionary decodes the dictionary built into the program. It is decoded once; the result must not be changed.
// An error means that dictionary.yaml is wrong, names the entry, and is caught by the tests before a release.
var LoadDictionary = sync.OnceValues(func() (*Dictionary, error) { return parseDictionary(dictionaryYAML) })

// MustDictionary is LoadDictionary for callers that start with the program.
func MustDictionary() *Dictionary {
	d, err := LoadDictionary()
	if err != nil {
		panic(err)
	}
	return d
}

type dictionaryFile struct {
	Version    int         `yaml:"version"`
	Themes     []Theme     `yaml:"themes"`
	Applicants []Applicant `yaml:"applicants"`
	Metrics    []entry     `yaml:"metrics"`
	Rates      []rateEntry `yaml:"rates"`
}

type entry struct {
	ID         string        `yaml:"id"`
	Num        uint16        `yaml:"num"`
	ZH         string        `yaml:"zh"`
	EN         string        `yaml:"en"`
	Meaning    Text          `yaml:"meaning"`
	Unit       string        `yaml:"unit"`
	Theme      string        `yaml:"theme"`
	Kind       Kind          `yaml:"kind"`
	Polarity   Polarity      `yaml:"polarity"`
	Context    bool          `yaml:"context"`
	Narrative  bool          `yaml:"narrative"`
	Applicants string        `yaml:"applicants"` // "all": seven columns; "total": only .total; "": none
	Rows       []FormRow     `yaml:"rows"`
	Crosswalk  []FormMeaning `yaml:"crosswalk"`
	BreakYears []int         `yaml:"break_years"`
	Basis      Text          `yaml:"basis"`
}

type rateEntry struct {
	ID          string    `yaml:"id"`
	Num         uint16    `yaml:"num"`
	ZH          string    `yaml:"zh"`
	EN          string    `yaml:"en"`
	Meaning     Text      `yaml:"meaning"`
	Numerator   []string  `yaml:"numerator"`
	Denominator []string  `yaml:"denominator"`
	Multiplier  float64   `yaml:"multiplier"`
	Unit        Text      `yaml:"unit"`
	Model       RateModel `yaml:"model"`
	Polarity    Polarity  `yaml:"polarity"`
	MinDen      float64   `yaml:"min_denominator"`
	BreakYears  []int     `yaml:"break_years"`
	Theme       string    `yaml:"theme"`
	VariantOf   string    `yaml:"variant_of"`
	Variant     string    `yaml:"variant"`
}

func parseDictionary(data []byte) (*Dictionary, error) {
	var f dictionaryFile
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&f); err != nil {
		return nil, fmt.Errorf("dictionary.yaml: %w", err)
	}
	d := &Dictionary{
		Version: f.Version, Themes: f.Themes, Applicants: f.Applicants,
		byID: map[string]*Metric{}, byNum: map[uint16]*Metric{}, rateID: map[string]*Rate{},
	}
	for _, e := range f.Metrics {
		d.Metrics = append(d.Metrics, e.expand(f.Applicants)...)
	}
	sort.Slice(d.Metrics, func(i, j int) bool { return d.Metrics[i].Num < d.Metrics[j].Num })
	for i := range d.Metrics {
		m := &d.Metrics[i]
		m.Place = i
		if err := d.addMetric(m); err != nil {
			return nil, err
		}
	}
	for _, r := range f.Rates {
		d.Rates = append(d.Rates, Rate{
			ID: r.ID, Num: r.Num, Name: Text{r.ZH, r.EN}, Meaning: r.Meaning,
			Numerator: r.Numerator, Denominator: r.Denominator, Multiplier: r.Multiplier, Unit: r.Unit, Model: r.Model,
			Polarity: r.Polarity, MinDen: r.MinDen, BreakYears: r.BreakYears, Theme: r.Theme, VariantOf: r.VariantOf, Variant: r.Variant,
		})
	}
	sort.Slice(d.Rates, func(i, j int) bool { return d.Rates[i].Num < d.Rates[j].Num })
	for i := range d.Rates {
		if err := d.addRate(&d.Rates[i]); err != nil {
			return nil, err
		}
	}
	for _, r := range d.Rates {
		if of, known := d.rateID[r.VariantOf]; (r.VariantOf == "") != (r.Variant == "") || r.VariantOf != "" && (!known || of.VariantOf != "") {
			return nil, fmt.Errorf("dictionary: rate %s: variant_of and variant name another rate, which is no variant itself, and the reading", r.ID)
		}
	}
	return d, nil
}

func (e entry) expand(applicants []Applicant) []Metric {
	base := Metric{
		ID: e.ID, Num: e.Num, Base: e.ID, Name: Text{e.ZH, e.EN}, Meaning: e.Meaning, Unit: e.Unit, Theme: e.Theme, Kind: e.Kind,
		Polarity: e.Polarity, Context: e.Context, Narrative: e.Narrative, Rows: e.Rows, Crosswalk: e.Crosswalk,
		BreakYears: e.BreakYears, Basis: e.Basis,
	}
	if base.Polarity == "" {
		base.Polarity = PolarityNone
	}
	if e.Applicants == "" {
		return []Metric{base}
	}
	var out []Metric
	for i, a := range applicants {
		if e.Applicants == "total" && a.ID != "total" {
			continue
		}
		m := base
		m.ID, m.Applicant, m.Num = e.ID+"."+a.ID, a.ID, e.Num+uint16(i)
		if a.ID != "total" {
			m.Name = Text{e.ZH + "（" + a.Name.ZH + "）", e.EN + " (" + a.Name.EN + ")"}
		}
		out = append(out, m)
	}
	return out
}

func (d *Dictionary) addMetric(m *Metric) error {
	switch {
	case m.ID == "" || m.Num == 0:
		return fmt.Errorf("dictionary.yaml: metric %q (num %d) needs an id and a number", m.ID, m.Num)
	case m.Name.ZH == "" || m.Name.EN == "":
		return fmt.Errorf("dictionary.yaml: metric %s needs a zh and an en name", m.ID)
	case m.Unit == "" || m.Kind == "":
		return fmt.Errorf("dictionary.yaml: metric %s needs a unit and a kind", m.ID)
	}
	if _, ok := d.Theme(m.Theme); !ok {
		return fmt.Errorf("dictionary.yaml: metric %s has the unknown theme %q", m.ID, m.Theme)
	}
	if _, dup := d.byID[m.ID]; dup {
		return fmt.Errorf("dictionary.yaml: metric %s stands twice", m.ID)
	}
	if o, dup := d.byNum[m.Num]; dup {
		return fmt.Errorf("dictionary.yaml: metrics %s and %s share the number %d", o.ID, m.ID, m.Num)
	}
	d.byID[m.ID], d.byNum[m.Num] = m, m
	return nil
}

func (d *Dictionary) addRate(r *Rate) error {
	if !strings.HasPrefix(r.ID, "rate.") || r.Num == 0 || r.Multiplier == 0 || (r.Model != ModelPoisson && r.Model != ModelBinomial) {
		return fmt.Errorf("dictionary.yaml: rate %q needs an id rate.…, a number, a multiplier and a model", r.ID)
	}
	if _, dup := d.rateID[r.ID]; dup {
		return fmt.Errorf("dictionary.yaml: rate %s stands twice", r.ID)
	}
	for _, id := range append(append([]string{}, r.Numerator...), r.Denominator...) {
		if _, ok := d.byID[id]; !ok && id != PopulationDenominator {
			return fmt.Errorf("dictionary.yaml: rate %s uses the unknown metric %s", r.ID, id)
		}
	}
	d.rateID[r.ID] = r
	return nil
}
