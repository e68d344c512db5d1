package disclosure

// Severity ranks findings.
type Severity string

// The severities: info needs no action, warning may change how a figure is read, error says that the report contradicts
// itself or cannot be used in part.
const (
	SeverityInfo    Severity = "info"
	SeverityWarning Severity = "warning"
	SeverityError   Severity = "error"
)

// Severities lists every severity, the mildest first.
var Severities = []Severity{SeverityInfo, SeverityWarning, SeverityError}

// Finding is something a reader of the report must know: a failed identity, a repaired sentence, a conflict. A bad report is
// data and not a Go error.
type Finding struct {
	Code      string // SUM_MISMATCH_CATEGORY, DATE_CONFLICT, … (design: the list of FindingCodes)
	Rule      string // which check raised it: T3-E1, H4, text_vs_table
	Severity  Severity
	MessageZH string // a sentence a clerk understands
	MessageEN string
	Metrics   []string // metric ids it concerns
	Left      string   // the two sides of a failed check, as printed
	Right     string
	Evidence  []Evidence // where to look; may be empty

	// Previous holds the same places in the issuer's report on the year before, when the two were compared. It is left out of
	// JSON when empty, so that the content hash of other findings stays.
	Previous []Evidence `json:",omitempty"`
}
