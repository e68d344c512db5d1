package extract

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"

	"gongkai/ingest/disclosure"
)

//go:embed forms.yaml
var formsYAML []byte

// formsFile is forms.yaml: what the forms print besides the rows of the dictionary.
type formsFile struct {
	Version         int             `yaml:"version"`
	Forms           []formWords     `yaml:"forms"`
	ModernHeadings  []string        `yaml:"modern_headings"`
	LaterHeadings   []string        `yaml:"later_headings"`
	Variants        []rowVariant    `yaml:"variants"`
	LocalRows       []localRow      `yaml:"local_rows"`
	Article20       []article20Form `yaml:"article20"`
	ColumnVariants  []columnVariant `yaml:"column_variants"`
	Applicants      []applicant     `yaml:"applicants"`
	Disputes        disputesTable   `yaml:"disputes"`
	Furniture       furniture       `yaml:"furniture"`
	CumulativeTwins []twin          `yaml:"cumulative_twins"`
}

type formWords struct {
	Form  disclosure.Form `yaml:"form"`
	Table []string        `yaml:"table"`
	Marks []string        `yaml:"marks"`
}

type rowVariant struct {
	Form   disclosure.Form `yaml:"form"`
	Row    int             `yaml:"row"`
	Labels []string        `yaml:"labels"`
}

type localRow struct {
	Form   disclosure.Form `yaml:"form"`
	After  int             `yaml:"after"` // the official row it follows
	Metric string          `yaml:"metric"`
	Labels []string        `yaml:"labels"`
}

type article20Form struct {
	Form  disclosure.Form `yaml:"form"`
	Items []article20Item `yaml:"items"`
}

type article20Item struct {
	Item    string         `yaml:"item"`
	Columns []string       `yaml:"columns"`
	Rows    []article20Row `yaml:"rows"`
}

type article20Row struct {
	Labels  []string `yaml:"labels"`
	Metrics []string `yaml:"metrics"`
}

type columnVariant struct {
	Column string   `yaml:"column"`
	Labels []string `yaml:"labels"`
}

type applicant struct {
	ID     string   `yaml:"id"`
	Labels []string `yaml:"labels"`
}

type disputesTable struct {
	Outcomes        []string        `yaml:"outcomes"`
	OutcomeVariants []columnVariant `yaml:"outcome_variants"`
	Blocks          []article20Row  `yaml:"blocks"`
}

type furniture struct {
	Groups            []string `yaml:"groups"`
	NameColumns       []string `yaml:"name_columns"`
	UnitColumns       []string `yaml:"unit_columns"`
	CodeColumns       []string `yaml:"code_columns"`
	ValueColumns      []string `yaml:"value_columns"`
	TotalColumns      []string `yaml:"total_columns"`
	CumulativeColumns []string `yaml:"cumulative_columns"`
	OtherColumns      []string `yaml:"other_columns"`
}

type twin struct {
	Metric string `yaml:"metric"`
	Twin   string `yaml:"twin"`
}

// loadForms decodes forms.yaml and builds the label index, once. An error names the entry that is wrong; the tests find it
// before a release.
var loadForms = sync.OnceValues(func() (*forms, error) {
	var f formsFile
	if err := yaml.NewDecoder(bytes.NewReader(formsYAML), yaml.Strict()).Decode(&f); err != nil {
		return nil, fmt.Errorf("forms.yaml: %w", err)
	}
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	return buildForms(&f, dict)
})

func mustForms() *forms {
	f, err := loadForms()
	if err != nil {
		panic(err)
	}
	return f
}

// forms is the label index over all forms, and the tables' shapes.
type forms struct {
	file       *formsFile
	dict       *disclosure.Dictionary
	labels     map[string][]*label // by normalised text
	sorted     []string            // keys of labels in order, for prefixes
	longest    int                 // runes of the longest key
	marks      map[string][]disclosure.Form
	matrixRows map[disclosure.Form][]matrixRow
	article20  map[disclosure.Form]map[string]article20Place // by normalised row label
	twins      map[string]string
	near       map[string]string     // row labels by their spelling with one character left out; "" when two share it
	inOrder    []formRows            // the rows of each form as it prints them
	cells      map[matrixCell]string // metrics of the applications table
	headRunes  map[rune]bool         // the characters of the heads of the applications and the disputes table
}

// matrixCell names a cell of the applications table.
type matrixCell struct{ base, applicant string }

// article20Place is the place of one row of the Article 20 tables.
type article20Place struct {
	item    string
	columns []string
	row     article20Row
}

// matrixRow is one row of the applications table.
type matrixRow struct {
	base  string // metric id without the applicant suffix
	row   int
	label string
}

// labelKind says what a label is for the table readers.
type labelKind uint8

const (
	labelSingle    labelKind = iota // a row of the tables with one value a row
	labelArticle20                  // a row of an Article 20 block
	labelMatrix                     // a row of the applications table
	labelHead                       // a column head of the Article 20 blocks
	labelApplicant                  // a column head of the applications table
	labelOutcome                    // a column head of the disputes table
	labelBlock                      // a block head of the disputes table
	labelColumn                     // a column head of the tables with one value a row
	labelGroup                      // a group head or other furniture
)

// label is one meaning of one printed text.
type label struct {
	kind   labelKind
	form   disclosure.Form // for rows of the dictionary
	row    int             // number of the row in its form
	code   string          // the code some forms print beside the row
	metric string          // single: metric id; matrix: id without applicant; applicant: id of the column
	name   string          // the official label
	plain  string          // its words alone
	key    string          // the normalised text it stands under
	column columnRole      // for labelColumn
	index  int             // position among the columns for heads, applicants, outcomes, blocks
	rows   int             // for rows: 1 + the place of their form's rows among forms.inOrder
	place  int             // and the row's place among those
}

// columnRole is what a column of a one-value table holds.
type columnRole uint8

const (
	columnName columnRole = iota
	columnUnit
	columnCode
	columnValue
	columnTotal
	columnCumulative
	columnOther
)
