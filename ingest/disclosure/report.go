package disclosure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// Form is the layout a report follows, found by its labels and never by its year.
type Form string

// The five forms of 2008-2025 and the normalized figures that a user imports.
const (
	FormNarrative2008  Form = "narrative_2008"
	FormIndicators2008 Form = "indicators_2008"
	FormStats2014      Form = "stats_2014"
	Form2019           Form = "form_2019"
	Form2021           Form = "form_2021"
	FormFigures        Form = "figures"
)

// Forms lists every form in the order of its introduction.
var Forms = []Form{FormNarrative2008, FormIndicators2008, FormStats2014, Form2019, Form2021, FormFigures}

// Origin says by which road a report came: read from a document, or imported as normalized figures. Documents and
// imports about the same issuer and year stand beside each other; where both state a metric the document's value is
// current and the import's stays reachable.
type Origin string

// The two origins.
const (
	OriginDocument Origin = "document"
	OriginFigures  Origin = "figures"
)

// Scope says what a number covers. Values of different scope are never added.
type Scope string

// The scopes.
const (
	ScopeAggregate  Scope = "aggregate"  // the whole area, all its bodies (全市汇总)
	ScopeOwn        Scope = "own"        // the issuing body alone (本级, 本机关)
	ScopeCumulative Scope = "cumulative" // since the start of disclosure, not the year
)

// Scopes lists every scope.
var Scopes = []Scope{ScopeAggregate, ScopeOwn, ScopeCumulative}

// Source is where a report's bytes came from.
type Source struct {
	Name      string    // file name without its folder
	URL       string    // web address when known
	Title     string    // title the source gives when it differs from the report's
	MediaType string    // text/plain, text/html, …
	Charset   string    // charset the bytes were decoded from
	SHA256    string    // lower-case hex of the bytes
	Size      int64     // bytes
	FetchedAt time.Time // zero when unknown
}

// Report is one report by one issuer on one year, with everything that was read from it.
type Report struct {
	Issuer      Issuer
	Year        int // the year reported on; 0 when unresolved
	Form        Form
	Origin      Origin
	Scope       Scope // what the report's figures cover unless a fact says otherwise
	Title       string
	PublishedOn string // YYYY-MM-DD or ""
	Source      Source
	Text        string // the stored text; every evidence offset counts its runes
	Repairs     []Repair
	Facts       []Fact
	Findings    []Finding
	// Quarantine lists the reason codes for which the report enters no aggregate (YEAR_UNRESOLVED, REGION_UNRESOLVED,
	// ISSUER_UNRESOLVED, NOT_A_REPORT, UNREADABLE). Empty for a report that is published.
	Quarantine []string
}

// Quarantined says whether the report is kept out of every aggregate.
func (r *Report) Quarantined() bool { return len(r.Quarantine) > 0 }

// ID names the report in URLs: issuer and year and, for an import, its origin. A quarantined report is named by its bytes.
func (r *Report) ID() string {
	if r.Quarantined() {
		return "q" + short(r.Source.SHA256)
	}
	id := fmt.Sprintf("%016x-%d", r.Issuer.ID(), r.Year)
	if r.Origin == OriginFigures {
		id += "-f"
	}
	return id
}

func short(hash string) string {
	if len(hash) >= 16 {
		return hash[:16]
	}
	sum := sha256.Sum256([]byte(hash))
	return hex.EncodeToString(sum[:8])
}

// Repair records one mended piece of damage: the runes [Start, End) of the stored text were read as Read.
type Repair struct {
	Kind  string // LOST_CHARS, TRADITIONAL_TEXT, PINYIN, SPAM_TEXT, PAGE_FURNITURE, MOJIBAKE, …
	Start int
	End   int
	Read  string // what it was read as; "" when the piece was left out
}
