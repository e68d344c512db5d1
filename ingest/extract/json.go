package extract

import (
	"encoding/json"
	"io"

	"gongkai/ingest/disclosure"
)

// WriteJSON prints a report the way `gongkai extract --format json` promises: one object with source, report, facts and
// findings. The order of everything is the report's own, so the same report prints the same bytes. A report that is none
// has an empty report object and no facts.
func WriteJSON(w io.Writer, r *disclosure.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(jsonOf(r))
}

// IsReport says whether a report could be read at all: false when the document is unreadable or something else.
func IsReport(r *disclosure.Report) bool {
	for _, q := range r.Quarantine {
		if q == "NOT_A_REPORT" || q == "UNREADABLE" {
			return false
		}
	}
	return true
}

type jsonReport struct {
	Source   jsonSource    `json:"source"`
	Report   any           `json:"report"`
	Facts    []jsonFact    `json:"facts"`
	Findings []jsonFinding `json:"findings"`
}

type jsonSource struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Charset   string `json:"charset,omitempty"`
	URL       string `json:"url,omitempty"`
}

type jsonHead struct {
	Issuer      *string `json:"issuer"`
	Level       *string `json:"level"`
	RegionName  *string `json:"region_name"`
	RegionCode  *string `json:"region_code"`
	Province    *string `json:"province"`
	Year        *int    `json:"year"`
	Form        string  `json:"form"`
	Title       *string `json:"title"`
	PublishedOn *string `json:"published_on"`
}

type jsonFact struct {
	Metric       string               `json:"metric"`
	Value        *disclosure.Value    `json:"value"`
	Unit         string               `json:"unit"`
	Status       disclosure.Status    `json:"status"`
	Qualifier    disclosure.Qualifier `json:"qualifier"`
	Scope        disclosure.Scope     `json:"scope"`
	Source       disclosure.ReadFrom  `json:"source"`
	Raw          string               `json:"raw,omitempty"`
	Evidence     disclosure.Evidence  `json:"evidence"`
	Alternatives []jsonAlternative    `json:"alternatives"`
}

type jsonAlternative struct {
	Value    disclosure.Value    `json:"value"`
	Evidence disclosure.Evidence `json:"evidence"`
}

type jsonFinding struct {
	Code      string                `json:"code"`
	Rule      string                `json:"rule,omitempty"`
	Severity  disclosure.Severity   `json:"severity"`
	Message   string                `json:"message"`
	MessageEN string                `json:"message_en,omitempty"`
	Metrics   []string              `json:"metrics"`
	Left      string                `json:"left,omitempty"`
	Right     string                `json:"right,omitempty"`
	Evidence  []disclosure.Evidence `json:"evidence,omitempty"`
}

func jsonOf(r *disclosure.Report) jsonReport {
	out := jsonReport{
		Source: jsonSource{Name: r.Source.Name, SHA256: r.Source.SHA256, MediaType: r.Source.MediaType, Charset: r.Source.Charset, URL: r.Source.URL},
		Report: struct{}{}, Facts: []jsonFact{}, Findings: []jsonFinding{},
	}
	for _, f := range r.Findings {
		metrics := f.Metrics
		if metrics == nil {
			metrics = []string{}
		}
		out.Findings = append(out.Findings, jsonFinding{
			Code: f.Code, Rule: f.Rule, Severity: f.Severity, Message: f.MessageZH, MessageEN: f.MessageEN, Metrics: metrics,
			Left: f.Left, Right: f.Right, Evidence: f.Evidence,
		})
	}
	if !IsReport(r) {
		return out
	}
	head := jsonHead{
		Issuer: known(r.Issuer.Name), Level: known(string(r.Issuer.Level)), RegionName: known(r.Issuer.Region),
		RegionCode: known(r.Issuer.Code), Province: known(r.Issuer.Province), Form: string(r.Form), Title: known(r.Title),
		PublishedOn: known(r.PublishedOn),
	}
	if r.Year != 0 {
		head.Year = &r.Year
	}
	out.Report = head
	for i := range r.Facts {
		out.Facts = append(out.Facts, factOf(&r.Facts[i]))
	}
	return out
}

// factOf prints a derived value as the number it is; its source says that no cell states it.
func factOf(f *disclosure.Fact) jsonFact {
	out := jsonFact{
		Metric: f.Metric, Value: f.Value, Unit: f.Unit, Status: f.Status, Qualifier: f.Qualifier, Scope: f.Scope, Source: f.From,
		Raw: f.Raw, Evidence: f.Evidence, Alternatives: []jsonAlternative{},
	}
	if f.Status == disclosure.StatusDerived {
		out.Status = disclosure.StatusReported
		if *f.Value == 0 {
			out.Status = disclosure.StatusExplicitZero
		}
	}
	for _, a := range f.Alternatives {
		out.Alternatives = append(out.Alternatives, jsonAlternative(a))
	}
	return out
}

// known is nil for an empty text: what is not known is printed as null.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
