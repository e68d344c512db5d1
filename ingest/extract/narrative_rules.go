package extract

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
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
	Roots         map[string][]string `yaml:"roots"`
	Filler        []string            `yaml:"filler"`
	Objects       map[string][]string `yaml:"objects"`
	Zeros         []*zeroRule         `yaml:"zeros"`
	NoneStated    []noneRule          `yaml:"none_stated"`
	Rules         []*rule             `yaml:"rules"`
	Loose         []*rule             `yaml:"loose"`
	Business      business            `yaml:"business"`

	topics     labelWords
	channels   labelWords
	categories labelWords
	objects    labelWords
	roots      roots
	words      *wordIndex       // of the patterns of all rules
	rules      *patternIndex    // of Rules, by what they match
	loose      *patternIndex    // of Loose
	zeros      *patternIndex    // of Zeros
	first      *ruleSets        // of Rules
	near       *ruleSets        // of those of Loose that read a number
	denied     choices[section] // of Zeros
	also       *ruleSets        // of those that read what else is said of the cases that it counts
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
	One       bool                 `yaml:"one"`
	Other     bool                 `yaml:"other"`

	file                               string // where the rule stands
	metrics                            []string
	kind                               *sharedNouns // of the metrics
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

	file       string       // where the rule stands
	kind       *sharedNouns // of the metrics
	match, not *pattern
}

// noneRule says which metrics a section denies whose heading holds one of the words and whose body is only 无.
type noneRule struct {
	Words   []string `yaml:"words"`
	Metrics []string `yaml:"metrics"`
}

// loadGrammar decodes the files of narrative/ once. A mistake in them is found by the tests.
var loadGrammar = sync.OnceValue(func() *grammar {
	g, err := readGrammar(narrativeFiles)
	if err != nil {
		panic(err)
	}
	return g
})

// readGrammar decodes the files of the folder narrative in files. An error names the file and the rule.
func readGrammar(files fs.FS) (*grammar, error) {
	g := &grammar{}
	names, err := fs.Glob(files, "narrative/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names { // in the order of their names, which is the order of the rules
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := g.read(name, text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := g.compile(); err != nil {
		return nil, fmt.Errorf("narrative: %w", err)
	}
	return g, nil
}

// read decodes one file: its words become the grammar's, its negatives and rules follow those of the files before.
func (g *grammar) read(name string, text []byte) error {
	zeros, none, rules, loose := g.Zeros, g.NoneStated, g.Rules, g.Loose
	g.Zeros, g.NoneStated, g.Rules, g.Loose = nil, nil, nil, nil
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(g); err != nil {
		return err
	}
	for _, z := range g.Zeros {
		z.file = name
	}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		r.file = name
	}
	g.Zeros, g.NoneStated = append(zeros, g.Zeros...), append(none, g.NoneStated...)
	g.Rules, g.Loose = append(rules, g.Rules...), append(loose, g.Loose...)
	return nil
}

func (g *grammar) compile() error {
	g.topics, g.channels, g.categories = newLabelWords(g.Topics), newLabelWords(g.Channels), newLabelWords(g.Categories)
	g.objects, g.roots = newLabelWords(g.Objects), newRoots(g.Roots, g.Filler)
	if err := g.Business.compile(g); err != nil {
		return err
	}
	for _, z := range g.Zeros {
		if err := g.patterns([]expression{{"match", z.Match, &z.match}, {"not", z.Not, &z.not}}); err != nil {
			return fmt.Errorf("%s: zero %s: %w", z.file, z.ID, err)
		}
		z.kind = g.Business.kindOf(z.Metrics)
	}
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		if err := g.compileRule(r); err != nil {
			return fmt.Errorf("%s: rule %s: %w", r.file, r.ID, err)
		}
	}
	g.index()
	return g.checkNames()
}

// index lists the patterns of the rules by the words they need.
func (g *grammar) index() {
	var rules, loose, zeros []*pattern
	for _, r := range g.Rules {
		rules = append(rules, r.match)
	}
	for _, r := range g.Loose {
		loose = append(loose, r.match)
	}
	for _, z := range g.Zeros {
		zeros = append(zeros, z.match)
	}
	g.words = newWordIndex(append(g.allPatterns(), guards...))
	g.rules, g.loose, g.zeros = newPatternIndex(g.words, rules), newPatternIndex(g.words, loose), newPatternIndex(g.words, zeros)
	g.denied = newDenied(g.Zeros)
	g.first = newRuleSets(g.Rules, func(*rule) bool { return true })
	g.near, g.also = newRuleSets(g.Loose, func(r *rule) bool { return !r.Also }), newRuleSets(g.Loose, func(r *rule) bool { return r.Also })
}

// allPatterns gives the patterns of all rules.
func (g *grammar) allPatterns() []*pattern {
	var out []*pattern
	for _, r := range slices.Concat(g.Rules, g.Loose) {
		out = append(out, r.match, r.near, r.lead, r.after, r.not, r.far)
	}
	for _, z := range g.Zeros {
		out = append(out, z.match, z.not)
	}
	return slices.DeleteFunc(out, func(p *pattern) bool { return p == nil })
}

func (g *grammar) compileRule(r *rule) error {
	if err := g.patterns([]expression{
		{"match", r.Match, &r.match},
		{"near", r.Near, &r.near},
		{"lead", r.Lead, &r.lead},
		{"after", r.After, &r.after},
		{"not", r.Not, &r.not},
		{"far", r.Far, &r.far},
	}); err != nil {
		return err
	}
	if r.Metric != "" && len(r.Metrics) > 0 {
		return errors.New("metric: the rule has metrics as well")
	}
	if r.Own && !r.Also {
		return errors.New("own: only a rule marked also can be")
	}
	r.metrics = r.Metrics
	if r.Metric != "" {
		r.metrics = []string{r.Metric}
	}
	r.kind = g.Business.kindOf(r.metrics)
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
			return fmt.Errorf("unit: unknown class %q", u)
		}
		list = class
	case []any:
		for _, x := range u {
			list = append(list, fmt.Sprint(x))
		}
	default:
		return fmt.Errorf("unit: must be a class or a list, not %T", u)
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

// expression is a field of a rule that holds a regular expression.
type expression struct {
	field, source string
	into          **pattern
}

// macroName is a name in braces, which no macro has taken the place of.
var macroName = regexp.MustCompile(`\{[a-z_]+\}`)

// patterns compiles the expressions of a rule; an empty one stays nil.
func (g *grammar) patterns(list []expression) error {
	for _, x := range list {
		if x.source == "" {
			if x.field == "match" {
				return errors.New("match: every rule needs words to match")
			}
			continue
		}
		source := g.expand(x.source)
		if name := macroName.FindString(source); name != "" {
			return fmt.Errorf("%s: unknown macro %s", x.field, name)
		}
		p, err := newPattern(source)
		if err != nil {
			return fmt.Errorf("%s: %w", x.field, err)
		}
		*x.into = p
	}
	return nil
}

// deepest is how many macros may stand in one another.
const deepest = 2

// expand puts the texts of macros in place of their names.
func (g *grammar) expand(source string) string {
	for range deepest {
		for name, text := range g.Macros {
			source = strings.ReplaceAll(source, "{"+name+"}", text)
		}
	}
	return source
}
