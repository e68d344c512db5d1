package disclosure

// Status says why a value is there or is not. A value without a status does not exist.
type Status string

// The statuses. Only StatusReported, StatusExplicitZero and StatusDerived carry a value.
const (
	StatusReported      Status = "reported"       // a number other than zero is printed
	StatusExplicitZero  Status = "explicit_zero"  // 0, 无, 未收到, 没有发生
	StatusDerived       Status = "derived"        // proved by an identity from other cells
	StatusBlank         Status = "blank"          // the cell exists and is empty
	StatusNotApplicable Status = "not_applicable" // the cell holds / or —
	StatusUnresolved    Status = "unresolved"     // a value exists but its cell cannot be decided
	StatusNotReported   Status = "not_reported"   // no cell and no statement
)

// Statuses lists every status.
var Statuses = []Status{StatusReported, StatusExplicitZero, StatusDerived, StatusBlank, StatusNotApplicable, StatusUnresolved, StatusNotReported}

// Valued says whether a fact of this status carries a number.
func (s Status) Valued() bool {
	return s == StatusReported || s == StatusExplicitZero || s == StatusDerived
}

// Qualifier says how exact a printed number is. The zero value means exact.
type Qualifier string

// The qualifiers.
const (
	QualifierExact               Qualifier = ""
	QualifierApprox              Qualifier = "approx"               // 余 多 近 约 左右 上下
	QualifierAtLeast             Qualifier = "at_least"             // 超 超过 突破 以上 逾
	QualifierAtMost              Qualifier = "at_most"              // 不足 以内
	QualifierNoneStated          Qualifier = "none_stated"          // a section whose body is only 无
	QualifierUnitLost            Qualifier = "unit_lost"            // the unit behind the number is missing
	QualifierCumulativeAmbiguous Qualifier = "cumulative_ambiguous" // the year's figure or the sum since the start
)

// Qualifiers lists every qualifier.
var Qualifiers = []Qualifier{QualifierExact, QualifierApprox, QualifierAtLeast, QualifierAtMost, QualifierNoneStated, QualifierUnitLost, QualifierCumulativeAmbiguous}

// ReadFrom says which part of the source a fact was read from.
type ReadFrom string

// The parts.
const (
	FromTable     ReadFrom = "table"
	FromNarrative ReadFrom = "narrative"
	FromDerived   ReadFrom = "derived"
	FromImport    ReadFrom = "import"
)

// Evidence leads from a value to the characters that state it. For a value read from a report,
// Quote equals the runes [Start, End) of the report's stored text.
type Evidence struct {
	Quote  string `json:"quote"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Table  int    `json:"table,omitempty"`  // 1-based number of the table; 0 for narrative
	Row    string `json:"row,omitempty"`    // the row's label as the form prints it
	Column string `json:"column,omitempty"` // the column's label
	Rule   string `json:"rule,omitempty"`   // the rule that read it: indicators_2008.10, narrative.requests.received
}

// Fact is one number of one report and why it is that number.
type Fact struct {
	Metric       string // id with applicant suffix: requests.received.natural_person
	Value        *Value // nil unless Status.Valued()
	Unit         string // the metric's unit
	Status       Status
	Qualifier    Qualifier
	Scope        Scope
	From         ReadFrom
	Raw          string // the number and unit as printed, when they differ from Value and Unit: 251000元
	Evidence     Evidence
	Alternatives []Alternative
}

// Alternative is another value the same report states for the same metric, kept and never chosen.
type Alternative struct {
	Value    Value    `json:"value"`
	Evidence Evidence `json:"evidence"`
}
