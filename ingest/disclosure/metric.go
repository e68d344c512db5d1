package disclosure

// Kind says what sort of quantity a metric is, and so what may be done with it.
type Kind string

// The kinds. Only flows, stocks and amounts may be added over issuers; only flows and amounts over years.
const (
	KindFlow   Kind = "flow"   // counted over the year: requests received
	KindStock  Kind = "stock"  // counted at the end of the year: documents in force, staff
	KindAmount Kind = "amount" // money
	KindShare  Kind = "share"  // a percentage printed by the issuer
	KindChange Kind = "change" // a signed difference to the year before
	KindPeak   Kind = "peak"   // a maximum: visits on the busiest day
)

// Additive says whether values of this kind may be summed over issuers.
func (k Kind) Additive() bool {
	return k == KindFlow || k == KindStock || k == KindAmount || k == KindChange
}

// Polarity says whether more is better. Colours and words derive from it alone.
type Polarity string

// The polarities.
const (
	PolarityNone     Polarity = "none"
	PolarityHighGood Polarity = "high_good"
	PolarityLowGood  Polarity = "low_good"
)

// Comparability classes a metric's meaning in one form against the form before it.
type Comparability string

// The classes: same meaning, near (a reason is given), none (the form has no such item).
const (
	ComparableSame Comparability = "same"
	ComparableNear Comparability = "near"
	ComparableNone Comparability = "none"
)

// Text is a text in the two languages of the interface.
type Text struct {
	ZH string `yaml:"zh" json:"zh"`
	EN string `yaml:"en" json:"en"`
}

// In gives the text in a language, "zh" or "en"; Chinese is the fallback.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// Metric is one entry of the dictionary after expansion: applicant columns are metrics of their own.
type Metric struct {
	ID         string // requests.received.natural_person
	Num        uint16 // stable number, never reused
	Place      int    // index in Dictionary.Metrics, of this reading of the dictionary only
	Base       string // requests.received; equals ID without applicants
	Applicant  string // natural_person … total; "" when the metric has no applicant columns
	Name       Text
	Meaning    Text   // one line: what is counted; may be empty
	Unit       string // 条, 件, 万元, %
	Theme      string // id of a Theme
	Kind       Kind
	Polarity   Polarity
	Context    bool          // a service figure that looks like disclosure and enters no disclosure dashboard
	Rows       []FormRow     // where each form prints it
	Crosswalk  []FormMeaning // what it is in each form, for the comparability matrix
	BreakYears []int         // first years of a new definition
	Basis      Text          // article or notice
	Narrative  bool          // the metric lives in sentences only
}

// FormRow is one row of one form's table as printed.
type FormRow struct {
	Form     Form     `yaml:"form"`
	Row      int      `yaml:"row"`      // number of the row in the form
	Code     string   `yaml:"code"`     // the code the form prints beside it, if any
	Label    string   `yaml:"label"`    // exact official label
	Column   string   `yaml:"column"`   // column label where the form has several value columns
	Level    int      `yaml:"level"`    // indent
	Variants []string `yaml:"variants"` // other spellings met in real reports
}

// FormMeaning says how a metric in one form relates to the same metric in the form before.
type FormMeaning struct {
	Form   Form          `yaml:"form"`
	Class  Comparability `yaml:"class"`
	Source Text          `yaml:"source"` // which item of that form it is
	Note   Text          `yaml:"note"`
}

// RateModel is the distribution that gives a rate its interval.
type RateModel string

// The models: Poisson for counts per population or per 100 cases (the numerator may exceed the denominator), binomial for
// proportions.
const (
	ModelPoisson  RateModel = "poisson"
	ModelBinomial RateModel = "binomial"
)

// PopulationDenominator is the reserved denominator id that means the residents of the region.
const PopulationDenominator = "population"

// Rate is a ratio of sums of metrics.
type Rate struct {
	ID          string // rate.granted
	Num         uint16 // stable number in the metrics table
	Name        Text
	Meaning     Text
	Numerator   []string // metric ids, added
	Denominator []string // metric ids, added; or PopulationDenominator alone
	Multiplier  float64  // 100000, 1000, 100, 1
	Unit        Text     // 件/10万人
	Model       RateModel
	Polarity    Polarity
	MinDen      float64 // below it the rate is 样本不足 and is not judged
	BreakYears  []int
	Theme       string
	VariantOf   string // the rate of which this is another reading (口径); "" for a rate of its own
	Variant     string // which reading: excl_procedural
}

// Theme groups metrics on the pages.
type Theme struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"`
}

// Applicant is one of the applicant columns of the forms since 2019.
type Applicant struct {
	ID   string `yaml:"id"`
	Name Text   `yaml:"name"`
}
