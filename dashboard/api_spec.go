package dashboard

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

//go:embed api.yaml
var apiYAML []byte

// apiSpec is the decoded api.yaml: the one table from which routes, validation, the OpenAPI document and the documentation
// page are made.
type apiSpec struct {
	Version    int           `yaml:"version"`
	Parameters []parameter   `yaml:"parameters"`
	Columns    []columnSpec  `yaml:"columns"`
	Endpoints  []*endpoint   `yaml:"endpoints"`
	Problems   []problemType `yaml:"problems"`

	Page map[string]disclosure.Text `yaml:"page"` // texts of the documentation page

	Datasets []string `yaml:"datasets"` // endpoints whose tables /v1/bulk lists

	Flow struct {
		In  []string `yaml:"in"`
		Out []string `yaml:"out"`
	} `yaml:"flow"` // metrics of /v1/flow

	Outcomes []whole `yaml:"outcomes"` // what group_by=outcome splits

	Compositions []composition `yaml:"compositions"` // what /v1/composition splits

	column map[string]columnSpec
}

// parameter is one parameter of one or more endpoints.
type parameter struct {
	Name      string   `yaml:"name"` // its key in api.yaml
	As        string   `yaml:"as"`   // its name in a URL when that differs
	In        string   `yaml:"in"`   // "path"; otherwise the query
	Kind      string   `yaml:"kind"` // which values it takes: a key of valueKinds
	List      bool     `yaml:"list"`
	Separator string   `yaml:"separator"` // between list items in the canonical form; "~" unless given
	MaxItems  int      `yaml:"max_items"`
	MaxLength int      `yaml:"max_length"`
	Min       float64  `yaml:"min"`
	Max       float64  `yaml:"max"`
	Allowed   []string `yaml:"allowed"`
	Default   string   `yaml:"default"`
	Example   string   `yaml:"example"`
	ZH        string   `yaml:"zh"`
	EN        string   `yaml:"en"`

	Deprecated *deprecation `yaml:"deprecated"` // nil: it stays
}

// columnSpec is one column of the answers.
type columnSpec struct {
	Name string `yaml:"name"`
	Type string `yaml:"type"` // text, integer, number, boolean, list, nested
	ZH   string `yaml:"zh"`
	EN   string `yaml:"en"`
}

// endpoint is one address of the API.
type endpoint struct {
	ID          string              `yaml:"id"`
	Path        string              `yaml:"path"`
	ZH          string              `yaml:"zh"`
	EN          string              `yaml:"en"`
	Purpose     disclosure.Text     `yaml:"purpose"`
	Params      []string            `yaml:"params"`
	Required    []string            `yaml:"required"`
	Formats     []string            `yaml:"formats"`    // the first is the default
	Columns     []string            `yaml:"columns"`    // columns of a row in the structured formats
	Flat        []string            `yaml:"flat"`       // default columns of the flat formats; Columns unless given
	With        map[string][]string `yaml:"with"`       // columns that are there only when a parameter is given
	Dimensions  map[string][]string `yaml:"dimensions"` // columns that flat formats have when group_by has the dimension
	ColumnsOf   string              `yaml:"columns_of"`
	Single      bool                `yaml:"single"`       // the JSON is one row and not a list of rows
	Raw         bool                `yaml:"raw"`          // the answer follows a standard of its own
	AllReleases bool                `yaml:"all_releases"` // speaks of all releases, and so cannot be pinned to one
	Example     string              `yaml:"example"`
	ExamplePath string              `yaml:"example_path"`
	Deprecated  *deprecation        `yaml:"deprecated"` // nil: it stays

	params []parameter // in the order of Params, then the ones every endpoint takes
	meta   *endpoint   // its twin without rows; nil when it does not answer with rows
	about  *endpoint   // the endpoint whose twin it is; nil for all that stand in api.yaml
}

// problemType is one kind of error answer.
type problemType struct {
	Type   string `yaml:"type"`
	Status int    `yaml:"status"`
	ZH     string `yaml:"zh"`
	EN     string `yaml:"en"`
}

// everywhere are the parameters that every endpoint takes.
var everywhere = []string{"format", "lang", "bom", "release", "as_of"}

// pinning are the parameters of everywhere that choose a state of the past.
var pinning = []string{"release", "as_of"}

// loadAPISpec decodes api.yaml once. An error names the entry that is wrong and is found when the server starts.
var loadAPISpec = sync.OnceValues(func() (*apiSpec, error) { return parseAPISpec(apiYAML) })

func parseAPISpec(data []byte) (*apiSpec, error) {
	spec := &apiSpec{column: map[string]columnSpec{}}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(spec); err != nil {
		return nil, fmt.Errorf("api.yaml: %w", err)
	}
	params := map[string]parameter{}
	for _, p := range spec.Parameters {
		if _, ok := valueKinds[p.Kind]; !ok {
			return nil, fmt.Errorf("api.yaml: parameter %s has the unknown kind %q", p.Name, p.Kind)
		}
		if p.Separator == "" {
			p.Separator = "~"
		}
		params[p.Name] = p
	}
	for _, c := range spec.Columns {
		spec.column[c.Name] = c
	}
	byID := map[string]*endpoint{}
	for _, e := range spec.Endpoints {
		byID[e.ID] = e
		for _, name := range slices.Concat(e.Params, everywhere) {
			if e.AllReleases && slices.Contains(pinning, name) {
				continue
			}
			p, ok := params[name]
			if !ok {
				return nil, fmt.Errorf("api.yaml: endpoint %s uses the unknown parameter %q", e.ID, name)
			}
			e.params = append(e.params, p)
		}
	}
	for _, e := range spec.Endpoints {
		if err := spec.resolveColumns(e, byID); err != nil {
			return nil, err
		}
	}
	for _, id := range spec.Datasets {
		if byID[id] == nil {
			return nil, fmt.Errorf("api.yaml: datasets names the unknown endpoint %q", id)
		}
	}
	spec.addTwins()
	return spec, spec.checkDeprecations()
}

func (spec *apiSpec) resolveColumns(e *endpoint, byID map[string]*endpoint) error {
	if e.ColumnsOf != "" {
		other, ok := byID[e.ColumnsOf]
		if !ok {
			return fmt.Errorf("api.yaml: endpoint %s takes the columns of the unknown endpoint %q", e.ID, e.ColumnsOf)
		}
		e.Columns, e.Flat, e.With, e.Dimensions = other.Columns, other.Flat, other.With, other.Dimensions
	}
	if len(e.Flat) == 0 {
		e.Flat = e.Columns
	}
	for _, name := range append(append([]string{}, e.Columns...), e.Flat...) {
		if _, ok := spec.column[name]; !ok {
			return fmt.Errorf("api.yaml: endpoint %s has the unknown column %q", e.ID, name)
		}
	}
	return nil
}

// endpoint looks an endpoint up by its id; nil when there is none.
func (spec *apiSpec) endpoint(id string) *endpoint {
	for _, e := range spec.Endpoints {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// problem looks a kind of error up; an unknown one is an internal error.
func (spec *apiSpec) problem(kind string) problemType {
	for _, p := range spec.Problems {
		if p.Type == kind {
			return p
		}
	}
	return problemType{Type: problemInternal, Status: 500, ZH: "服务器内部错误", EN: "Internal error"}
}

// describe lists columns with their types and meanings.
func (spec *apiSpec) describe(names []string, lang string) []map[string]string {
	var out []map[string]string
	for _, name := range names {
		c := spec.column[name]
		out = append(out, map[string]string{"name": name, "type": c.Type, "meaning": textIn(lang, c.ZH, c.EN)})
	}
	return out
}

// name is what the parameter is called in a URL.
func (p parameter) name() string {
	if p.As != "" {
		return p.As
	}
	return p.Name
}

// parameter looks a parameter of the endpoint up by its name in a URL.
func (e *endpoint) parameter(name string) (parameter, bool) {
	for _, p := range e.params {
		if p.name() == name {
			return p, true
		}
	}
	return parameter{}, false
}

// key looks a parameter of the endpoint up by its key in api.yaml.
func (e *endpoint) key(key string) (parameter, bool) {
	for _, p := range e.params {
		if p.Name == key {
			return p, true
		}
	}
	return parameter{}, false
}

// queryNames lists what may stand in the endpoint's query.
func (e *endpoint) queryNames() []string {
	var out []string
	for _, p := range e.params {
		if p.In != "path" {
			out = append(out, p.name())
		}
	}
	return out
}

// extensible says whether a format may be given as an extension of the whole path: where its last part is fixed.
func (e *endpoint) extensible() bool {
	last := e.Path[strings.LastIndex(e.Path, "/")+1:]
	return last != "" && !strings.HasPrefix(last, ":") && !strings.Contains(last, ".")
}

// cutExtension parts the value of the path's last parameter from a format behind it: lines.csv. Only where a value holds no dot of its
// own, as the id of a metric does.
func (e *endpoint) cutExtension(p parameter, value string) (bare, name string) {
	if !strings.HasSuffix(e.Path, "/:"+p.name()) || p.Kind != "enum" && p.Kind != "region" {
		return value, ""
	}
	if at := strings.LastIndexByte(value, '.'); at > 0 && slices.Contains(e.Formats, value[at+1:]) {
		return value[:at], value[at+1:]
	}
	return value, ""
}

// template is the path as OpenAPI writes it: /v1/regions/{code}.
func (e *endpoint) template() string {
	parts := strings.Split(e.Path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = "{" + name + "}"
		}
	}
	return strings.Join(parts, "/")
}

// example is a request that can be made as it stands; "" where the path needs an id that only the data know.
func (e *endpoint) example() string {
	switch {
	case e.ExamplePath != "":
		return e.ExamplePath
	case strings.Contains(e.Path, ":"):
		return ""
	case e.Example != "":
		return e.Path + "?" + e.Example
	}
	return e.Path
}
