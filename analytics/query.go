package analytics

import (
	"errors"
	"time"

	"gongkai/ingest/disclosure"
)

// Status says why a row of an answer has no value. It extends disclosure.Status, which speaks of one report, to what can
// be missing around reports. A row with one of these never carries a number in Value.
type Status string

// The statuses of an answer's row, beside those of disclosure.Status (reported, explicit_zero, derived, blank,
// not_applicable, unresolved, not_reported) and of the statistics (ok, zero_denominator, insufficient_n, …).
const (
	StatusNotCollected  Status = "not_collected"  // no report of this issuer and year is held
	StatusNotInForm     Status = "not_in_form"    // the form of that year has no such item
	StatusPartialUnits  Status = "partial"        // summed over some of the region's units; Value is the sum of what is known
	StatusNoPopulation  Status = "no_population"  // the denominator population is not known
	StatusInsufficientN Status = "insufficient_n" // below the minimum denominator: 样本不足
	StatusBreakCrossed  Status = "break_crossed"  // the years asked to be added lie on two sides of a new definition
	StatusNotAdditive   Status = "not_additive"   // shares and peaks are not added, stocks not over years
)

// Basis says how a region's value came about.
type Basis string

// The bases: the region's own whole-area report, or the sum of its units' reports. Never both.
const (
	BasisOwn   Basis = "own"
	BasisUnits Basis = "units"
)

// Region is a place of GB/T 2260 in the years in which its code was in force.
type Region struct {
	Code       uint32           `json:"code"`
	Name       string           `json:"name"`
	Level      disclosure.Level `json:"level"`
	Province   string           `json:"province"`
	Prefecture string           `json:"prefecture,omitempty"`
	Parent     uint32           `json:"parent"`
	FromYear   int              `json:"from_year"`
	ToYear     int              `json:"to_year,omitempty"`   // 0: still in force
	Successor  uint32           `json:"successor,omitempty"` // code that followed after ToYear
	Pinyin     string           `json:"pinyin,omitempty"`
	Reports    int              `json:"reports"` // reports held by issuers of this place
}

// AggregateQuery asks for one value per measure, region and year, or for their sums.
type AggregateQuery struct {
	Measures []string         // metric and rate ids
	Regions  []uint32         // these regions; or, when empty, Level and Parent choose
	Level    disclosure.Level // regions of this level
	Parent   uint32           // within this region; 0 means the nation
	From, To int              // years, inclusive; 0 means open
	// By is the set of dimensions that stay apart: "region", "year", "level", "parent", "regime" (the form of the report), "body",
	// "scope". What is not named is summed (ratio of sums for rates), but bodies and scopes, which may hold each other's figures:
	// without a word about them a region has its one value, its own whole-area report's or the sum over its units.
	By                 []string
	Forms              []disclosure.Form  // only reports of these forms
	Bodies             []Body             // what these kinds of bodies state, each apart
	Scopes             []disclosure.Scope // and of these scopes; whole areas unless said otherwise
	PerHundredThousand bool               // counts as rates per 100,000 residents
	Confidence         float64            // 0.95 unless said otherwise
	MinDen             float64            // overrides the rate's own minimum denominator when > 0
	Missing            bool               // also give rows for what is missing, with their status
	Contradictions     bool               // also say which errors were found in the figures behind a row
}

// AggregateRow is one value of an answer with everything needed to defend it.
type AggregateRow struct {
	Region     uint32           `json:"-"`
	RegionName string           `json:"region_name,omitempty"`
	Level      disclosure.Level `json:"level,omitempty"`
	Year       int              `json:"year,omitempty"`
	WindowFrom int              `json:"window_from,omitempty"` // first of the years pooled by Windows; Year is the last
	Measure    string           `json:"measure"`
	Value      *float64         `json:"value"`
	Lower      *float64         `json:"lower"`
	Upper      *float64         `json:"upper"`
	Num        *float64         `json:"num"`
	Den        *float64         `json:"den"`
	Unit       string           `json:"unit"`
	Method     string           `json:"method,omitempty"` // exact, byar, wilson; bounds_residents, bounds_units (Bounded)
	Status     string           `json:"status"`
	Qualifier  string           `json:"qualifier,omitempty"`
	Form       disclosure.Form  `json:"form,omitempty"`
	Scope      disclosure.Scope `json:"scope,omitempty"`
	Body       Body             `json:"body,omitempty"` // in answers about bodies
	Basis      Basis            `json:"basis,omitempty"`
	Reported   int              `json:"reported"` // units with a value
	Expected   int              `json:"expected"` // units that could have one; 0 when their number is not known
	DenYear    int              `json:"denominator_year,omitempty"`
	DenSource  string           `json:"denominator_source,omitempty"`
	Break      bool             `json:"break"`  // first year of a new definition: not comparable with the year before
	NDocs      int              `json:"n_docs"` // reports behind the value
	Report     string           `json:"report,omitempty"`
	Evidence   string           `json:"evidence_url,omitempty"`
	Reliable   string           `json:"reliability,omitempty"` // unstable, caution, ok: by the numerator's count

	Contradictions []string `json:"contradictions,omitempty"` // codes of the errors found in the report's own figures, when asked for
}

// Coverage says how much of what was asked for is known. It counts regions in years, also where the answer adds them up.
type Coverage struct {
	Expected int     `json:"expected"` // region-years that could have a value, of every measure
	Reported int     `json:"reported"`
	Share    float64 `json:"share"`
	// Of sums over regions: the share of the residents who live in the regions with a value, nil where the residents of some are
	// not known; how many rows lack a region, and for how many of them Lower and Upper say what the sum could be.
	Residents  *float64 `json:"residents_share,omitempty"`
	Incomplete *int     `json:"incomplete,omitempty"`
	Bounded    *int     `json:"bounded,omitempty"`
}

// share sets the share once everything is counted.
func (c *Coverage) share() {
	if c.Expected > 0 {
		c.Share = float64(c.Reported) / float64(c.Expected)
	}
}

// Aggregates is the answer to an AggregateQuery.
type Aggregates struct {
	Rows     []AggregateRow `json:"data"`
	Coverage Coverage       `json:"coverage"`
}

// ObservationQuery asks for facts as reported, one row per fact.
type ObservationQuery struct {
	Metrics  []string
	Regions  []uint32
	Level    disclosure.Level
	Parent   uint32
	Issuer   uint64
	From, To int
	Statuses []string
	Forms    []disclosure.Form // only of reports of these forms
	Scope    disclosure.Scope
	Evidence bool // also read Evidence and Alternatives of each
	Limit    int
	After    string // cursor: the last row's ID
}

// Observation is one fact of one current report.
type Observation struct {
	ID           string                   `json:"id"` // o_<report id>_<metric number>[_<scope>]
	Report       string                   `json:"report"`
	Issuer       string                   `json:"issuer"`
	Level        disclosure.Level         `json:"level"`
	Region       uint32                   `json:"-"`
	RegionName   string                   `json:"region_name"`
	Province     string                   `json:"province"`
	Year         int                      `json:"year"`
	Metric       string                   `json:"measure"`
	Value        *disclosure.Value        `json:"value"`
	Unit         string                   `json:"unit"`
	Status       string                   `json:"status"`
	Qualifier    string                   `json:"qualifier,omitempty"`
	Scope        disclosure.Scope         `json:"scope"`
	From         string                   `json:"source"`
	Form         disclosure.Form          `json:"form"`
	Origin       disclosure.Origin        `json:"origin"`
	Raw          string                   `json:"raw,omitempty"`
	Evidence     *disclosure.Evidence     `json:"evidence,omitempty"`
	Alternatives []disclosure.Alternative `json:"alternatives,omitempty"`
}

// ReportQuery asks for reports.
type ReportQuery struct {
	Regions     []uint32
	Level       disclosure.Level
	Parent      uint32
	From, To    int
	Form        disclosure.Form
	Text        string // part of the issuer's name or the title
	Quarantined bool   // the quarantined ones instead of the published
	Limit       int
	Offset      int
}

// ReportSummary is one report in a list.
type ReportSummary struct {
	ID          string            `json:"id"`
	Issuer      string            `json:"issuer"`
	IssuerID    uint64            `json:"-"`
	Level       disclosure.Level  `json:"level"`
	Region      uint32            `json:"-"`
	RegionName  string            `json:"region_name"`
	Province    string            `json:"province"`
	Year        int               `json:"year"`
	Form        disclosure.Form   `json:"form"`
	Origin      disclosure.Origin `json:"origin"`
	Scope       disclosure.Scope  `json:"scope"`
	Title       string            `json:"title"`
	PublishedOn string            `json:"published_on,omitempty"`
	SourceName  string            `json:"source_name"`
	SourceURL   string            `json:"source_url,omitempty"`
	SHA256      string            `json:"sha256"`
	Revision    uint64            `json:"revision"`
	Revisions   int               `json:"revisions"`
	Facts       int               `json:"facts"`
	Findings    int               `json:"findings"`
	Quarantine  []string          `json:"quarantine,omitempty"`
}

// ReportDetail is one report with its text, numbers and findings.
type ReportDetail struct {
	ReportSummary
	Text     string               `json:"-"`
	Repairs  []disclosure.Repair  `json:"-"`
	Facts    []Observation        `json:"facts"`
	Findings []disclosure.Finding `json:"findings"`
}

// CoverageCell counts the reports held for one level, province and year, beside the units that existed.
type CoverageCell struct {
	Level    disclosure.Level `json:"level"`
	Province string           `json:"province"`
	Year     int              `json:"year"`
	Reported int              `json:"reported"`
	Expected int              `json:"expected"`
}

// FindingCount counts findings of one code.
type FindingCount struct {
	Code     string              `json:"code"`
	Severity disclosure.Severity `json:"severity"`
	Count    int                 `json:"count"`
	Reports  int                 `json:"reports"`
}

// Quality is what /quality shows.
type Quality struct {
	Coverage   []CoverageCell  `json:"coverage"`
	Findings   []FindingCount  `json:"findings"`
	Statuses   map[string]int  `json:"statuses"` // facts by status
	Quarantine []ReportSummary `json:"quarantine"`
}

// Release names the generation of the reading copies that answers come from. It changes with every publish and with
// nothing else, so it stands in every ETag.
type Release struct {
	ID      string    `json:"release"` // 2026-11-22T01:02:03Z-<n> or a name
	Reports int       `json:"reports"`
	Facts   int       `json:"facts"`
	Issuers int       `json:"issuers"`
	BuiltAt time.Time `json:"-"` // when it was published; the zero time while nothing is
}

// MetricUse says how often a metric is stated, by year.
type MetricUse struct {
	Metric string `json:"measure"`
	Year   int    `json:"year"`
	Valued int    `json:"valued"`
	Other  int    `json:"other"`
}

// RegionQuery asks for places.
type RegionQuery struct {
	Text   string // name, former name, pinyin or code, or the beginning of one
	Level  disclosure.Level
	Parent uint32
	Year   int  // in force in this year; 0: in any
	Held   bool // only places with at least one report
	Spans  bool // one row for every name, level and parent that a code has had, the oldest first, instead of one row a code
	Limit  int
}

// ErrNotFound says that no region, report or observation has the given name. Store methods that look one thing up return it.
var ErrNotFound = errors.New("not found")
