package analytics

import (
	"context"
	"math"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// SelectionQuery chooses reports by where and when.
type SelectionQuery struct {
	Regions  []uint32
	Level    disclosure.Level
	Parent   uint32
	Province string
	From, To int
}

func (st *state) selectionParams(q SelectionQuery) sql.Params {
	if q.To == 0 {
		q.To = math.MaxUint16
	}
	return sql.Params{
		"generation": st.generation, "codes": st.chosen(q.Regions, q.Parent), "level": string(q.Level), "province": q.Province,
		"from": uint16(q.From), "to": uint16(q.To),
	}
}

// PublishedReports are the reports of one level and year with the days on which they were published.
type PublishedReports struct {
	Level disclosure.Level
	Year  int         // reported on
	Due   time.Time   // the day by which they had to be published
	Rule  DueRule     // and where it comes from
	Days  []time.Time // one per report; the zero time where it is not known or cannot be right
}

// PublicationDays gives the days of publication by level and year, documents only: imported figures have none. A day before the end
// of the year reported on is an error of the source and counts as not known.
func (s *Store) PublicationDays(ctx context.Context, q SelectionQuery) ([]PublishedReports, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := selectKept[struct {
		Level       string `ch:"level"`
		Year        uint16 `ch:"year"`
		PublishedOn string `ch:"published_on"`
		Reports     uint32 `ch:"reports"`
	}](ctx, s, "publication_days", st.selectionParams(q))
	if err != nil {
		return nil, err
	}
	var out []PublishedReports
	for _, r := range rows {
		level, year := disclosure.Level(r.Level), int(r.Year)
		if n := len(out); n == 0 || out[n-1].Level != level || out[n-1].Year != year {
			due, rule := DueDay(level, year)
			out = append(out, PublishedReports{Level: level, Year: year, Due: due, Rule: rule})
		}
		last := &out[len(out)-1]
		day, err := time.Parse(time.DateOnly, r.PublishedOn)
		if err != nil || day.Year() <= year {
			day = time.Time{}
		}
		for range r.Reports {
			last.Days = append(last.Days, day)
		}
	}
	return out, nil
}

// Check is what one rule found.
type Check struct {
	Rule      string
	Code      string
	Severity  disclosure.Severity
	Findings  int
	Reports   int      // in which it found something
	Checked   int      // reports looked at
	Examples  []string // ids of the reports of the last years in which it did
	MessageZH string   // of the last of them
	MessageEN string
}

// checkExamples is how many reports are named for a rule.
const checkExamples = 5

// Checks counts what the rules found in the reports chosen, the most frequent first; severity "" means all.
func (s *Store) Checks(ctx context.Context, q SelectionQuery, severity disclosure.Severity) ([]Check, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	p := st.selectionParams(q)
	p["severity"], p["examples"] = string(severity), uint8(checkExamples)
	rows, err := selectKept[struct {
		Rule      string   `ch:"rule"`
		Code      string   `ch:"code"`
		Severity  string   `ch:"severity"`
		Findings  uint32   `ch:"findings"`
		Reports   uint32   `ch:"reports"`
		Checked   uint32   `ch:"checked"`
		Examples  []string `ch:"examples"`
		MessageZH string   `ch:"message_zh"`
		MessageEN string   `ch:"message_en"`
	}](ctx, s, "quality_checks", p)
	if err != nil {
		return nil, err
	}
	out := make([]Check, 0, len(rows))
	for _, r := range rows {
		out = append(out, Check{
			r.Rule, r.Code, disclosure.Severity(r.Severity), int(r.Findings), int(r.Reports), int(r.Checked), r.Examples, r.MessageZH, r.MessageEN,
		})
	}
	return out, nil
}

// SimilarReport says how much of a report's running text stands in the same issuer's report on the year before.
type SimilarReport struct {
	Report, Previous string // ids
	Issuer           string
	Level            disclosure.Level
	Region           uint32
	RegionName       string
	Province         string
	Year             int
	Share            float64 // 0 to 1
	Exact            bool    // compared in full; else estimated from sketches, with a standard error of at most 0.045
	Same             []SameSentence
}

// SameSentence is one of the longest sentences that stand in both texts.
type SameSentence struct {
	Quote         string `json:"quote"`
	Start         int    `json:"start"` // in characters of the report's text
	End           int    `json:"end"`
	PreviousStart int    `json:"previous_start"` // in those of the report on the year before
	PreviousEnd   int    `json:"previous_end"`
}

// Similarity lists reports by how much of their text they take over, the most first, and says how many there are in all; least is the
// smallest share asked for.
func (s *Store) Similarity(ctx context.Context, q SelectionQuery, least float64, limit, offset int) ([]SimilarReport, int, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, 0, err
	}
	p := st.selectionParams(q)
	p["least"], p["limit"], p["offset"] = least, uint32(limit), uint32(offset)
	rows, err := selectKept[struct {
		Report         string   `ch:"report"`
		Previous       string   `ch:"previous_report"`
		Issuer         string   `ch:"issuer_name"`
		Level          string   `ch:"level"`
		Code           uint32   `ch:"code"`
		RegionName     string   `ch:"region_name"`
		Province       string   `ch:"province"`
		Year           uint16   `ch:"year"`
		Exact          bool     `ch:"exact"`
		Share          float64  `ch:"share"`
		Quotes         []string `ch:"quotes"`
		Starts         []uint32 `ch:"starts"`
		Ends           []uint32 `ch:"ends"`
		PreviousStarts []uint32 `ch:"previous_starts"`
		PreviousEnds   []uint32 `ch:"previous_ends"`
		Total          uint64   `ch:"total"`
	}](ctx, s, "similarity", p)
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	out := make([]SimilarReport, 0, len(rows))
	for _, r := range rows {
		found := SimilarReport{
			Report: r.Report, Previous: r.Previous, Issuer: r.Issuer, Level: disclosure.Level(r.Level), Region: r.Code, RegionName: r.RegionName,
			Province: r.Province, Year: int(r.Year), Share: r.Share, Exact: r.Exact,
		}
		for i, quote := range r.Quotes {
			found.Same = append(found.Same, SameSentence{quote, int(r.Starts[i]), int(r.Ends[i]), int(r.PreviousStarts[i]), int(r.PreviousEnds[i])})
		}
		out = append(out, found)
	}
	return out, int(rows[0].Total), nil
}
