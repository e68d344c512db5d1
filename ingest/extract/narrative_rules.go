package extract

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"gongkai/ingest/disclosure"
)

//go:embed narrative/*.yaml
var narrativeFiles embed.FS

// grammar is the decoded files of narrative/ with their patterns compiled.
type grammar struct {
	Macros        map[string]string   `yaml:"macros"`
	Units         map[string][]string `yaml:"units"`
	Topics        map[string][]string `yaml:"topics"`
	SectionTopics map[section]string  `yaml:"section_topics"`
	Channels      map[string][]string `yaml:"channels"`
	Categories    map[string][]string `yaml:"categories"`
	Objects       map[string][]string `yaml:"objects"`
	Zeros         []*zeroRule         `yaml:"zeros"`
	NoneStated    []noneRule          `yaml:"none_stated"`
	Rules         []*rule             `yaml:"rules"`
	Loose         []*rule             `yaml:"loose"`

	topics     labelWords
	channels   labelWords
	categories labelWords
	objects    labelWords
	rules      *patternIndex // of Rules, by what they match
	zeros      *patternIndex // of Zeros
}

// rule says what one kind of number in a clause is. The fields are described in narrative/00_words.yaml.
type rule struct {
	ID        string               `yaml:"id"`
	Metric    string               `yaml:"metric"`
	Metrics   []string             `yaml:"metrics"`
	Also      bool                 `yaml:"also"`
	Own       bool                 `yaml:"own"`
	Match     string               `yaml:"match"`
	Near      string               `yaml:"near"`
	Lead      string               `yaml:"lead"`
	After     string               `yaml:"after"`
	Not       string               `yaml:"not"`
	Far       string               `yaml:"far"`
	Topic     []string             `yaml:"topic"`
	Object    []string             `yaml:"object"`
	In        []section            `yaml:"in"`
	Out       []section            `yaml:"out"`
	Form      []disclosure.Form    `yaml:"form"`
	Unit      any                  `yaml:"unit"`
	Scope     disclosure.Scope     `yaml:"scope"`
	Weak      bool                 `yaml:"weak"`
	Qualifier disclosure.Qualifier `yaml:"qualifier"`
	Equals    []string             `yaml:"equals"`
	Sum       bool                 `yaml:"sum"`

	metrics                            []string
	match, near, lead, after, not, far *pattern
	units                              map[string]bool // nil: any unit
}

// zeroRule reads a negative sentence.
type zeroRule struct {
	ID      string    `yaml:"id"`
	Metrics []string  `yaml:"metrics"`
	Any     []string  `yaml:"any"`
	In      []section `yaml:"in"`
	Match   string    `yaml:"match"`
	Not     string    `yaml:"not"`
	Zero    bool      `yaml:"zero"` // every number in the match must be 0

	match, not *pattern
}

// noneRule says which metrics a section denies whose heading holds one of the words and whose body is only 无.
type noneRule struct {
	Words   []string `yaml:"words"`
	Metrics []string `yaml:"metrics"`
}

// loadGrammar decodes the files of narrative/ once. A mistake in them is found by the tests.
var loadGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{}
	names, err := fs.Glob(narrativeFiles, "narrative/*.yaml")
	if err != nil {
		panic(err)
	}
	for _, name := range names { // in the order of their names, which is the order of the rules
		if err := g.read(name); err != nil {
			panic(fmt.Errorf("%s: %w", name, err))
		}
	}
	if err := g.compile(); err != nil {
		panic(fmt.Errorf("narrative: %w", err))
	}
	return g
})

// read decodes one file: its words become the grammar's, its negatives and rules follow those of the files before.
func (g *grammar) read(name string) error {
	text, err := narrativeFiles.ReadFile(name)
	if err != nil {
		return err
	}
	zeros, none, rules, loose := g.Zeros, g.NoneStated, g.Rules, g.Loose
	g.Zeros, g.NoneStated, g.Rules, g.Loose = nil, nil, nil, nil
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(g); err != nil {
		return err
	}
	g.Zeros, g.NoneStated = append(zeros, g.Zeros...), append(none, g.NoneStated...)
	g.Rules, g.Loose = append(rules, g.Rules...), append(loose, g.Loose...)
	return nil
}

func (g *grammar) compile() error {
	g.topics, g.channels, g.categories = newLabelWords(g.Topics), newLabelWords(g.Channels), newLabelWords(g.Categories)
	g.objects = newLabelWords(g.Objects)
	for _, z := range g.Zeros {
		var err error
		if z.match, err = g.pattern(z.Match); err == nil {
			z.not, err = g.pattern(z.Not)
		}
		if err != nil {
			return fmt.Errorf("zero %s: %w", z.ID, err)
		}
	}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		if err := g.compileRule(r); err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
	}
	g.index()
	return g.checkMetrics()
}

// index lists the patterns of the rules by the words they need.
func (g *grammar) index() {
	var rules, zeros []string
	for _, r := range g.Rules {
		rules = append(rules, g.expand(r.Match))
	}
	for _, z := range g.Zeros {
		zeros = append(zeros, g.expand(z.Match))
	}
	g.rules, g.zeros = newPatternIndex(rules), newPatternIndex(zeros)
}

func (g *grammar) compileRule(r *rule) error {
	for _, p := range []struct {
		source string
		into   **pattern
	}{{r.Match, &r.match}, {r.Near, &r.near}, {r.Lead, &r.lead}, {r.After, &r.after}, {r.Not, &r.not}, {r.Far, &r.far}} {
		re, err := g.pattern(p.source)
		if err != nil {
			return err
		}
		*p.into = re
	}
	r.metrics = r.Metrics
	if r.Metric != "" {
		r.metrics = []string{r.Metric}
	}
	return g.unitSet(r)
}

// unitSet resolves a rule's unit field: the name of a class or a list.
func (g *grammar) unitSet(r *rule) error {
	var list []string
	switch u := r.Unit.(type) {
	case nil:
		return nil
	case string:
		class, ok := g.Units[u]
		if !ok {
			return fmt.Errorf("unknown unit class %q", u)
		}
		list = class
	case []any:
		for _, x := range u {
			list = append(list, fmt.Sprint(x))
		}
	default:
		return fmt.Errorf("unit must be a class or a list, not %T", u)
	}
	if len(list) == 0 {
		return nil
	}
	r.units = map[string]bool{}
	for _, u := range list {
		r.units[u] = true
	}
	return nil
}

func (g *grammar) pattern(source string) (*pattern, error) {
	if source == "" {
		return nil, nil
	}
	return newPattern(g.expand(source))
}

func (g *grammar) expand(source string) string {
	for name, text := range g.Macros {
		source = strings.ReplaceAll(source, "{"+name+"}", text)
	}
	return source
}

// checkMetrics says which metric of the grammar the dictionary does not know.
func (g *grammar) checkMetrics() error {
	d, err := disclosure.LoadDictionary()
	if err != nil {
		return err
	}
	ids := []string{}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		ids = append(append(ids, r.metrics...), r.Equals...)
	}
	for _, z := range g.Zeros {
		ids = append(ids, z.Metrics...)
	}
	for _, n := range g.NoneStated {
		ids = append(ids, n.Metrics...)
	}
	for slug := range g.Channels {
		ids = append(ids, channelPrefix+slug)
	}
	for slug := range g.Categories {
		ids = append(ids, categoryPrefix+slug)
	}
	for _, id := range ids {
		if _, ok := d.Metric(id); !ok {
			return fmt.Errorf("unknown metric %q", id)
		}
	}
	return nil
}
