package ingest

import (
	"encoding/json"
	"io"
	"net/url"
	"sort"

	"gongkai/ingest/disclosure"
)

// The parts of SARIF 2.1.0 (OASIS standard) that the findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int           `json:"startLine"`
		StartColumn int           `json:"startColumn"`
		CharOffset  int           `json:"charOffset"`
		CharLength  int           `json:"charLength"`
		Snippet     *sarifMessage `json:"snippet,omitempty"`
	}
)

var sarifLevels = map[disclosure.Severity]string{
	disclosure.SeverityError: "error", disclosure.SeverityWarning: "warning", disclosure.SeverityInfo: "note",
}

// writeSARIF prints all reports as one run; every finding is placed in its file, with its words where it
// has them: at their line and column in a text file, in the message for files that have no lines.
func writeSARIF(w io.Writer, reports []*disclosure.Report) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}, Tool: sarifTool{sarifDriver{Name: "gongkai", Rules: []sarifRule{}}}}
	codes := map[string]bool{}
	for _, r := range reports {
		for _, f := range r.Findings {
			codes[f.Code] = true
			run.Results = append(run.Results, sarifOf(r, f))
		}
	}
	for code := range codes {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code})
	}
	sort.Slice(run.Tool.Driver.Rules, func(i, j int) bool { return run.Tool.Driver.Rules[i].ID < run.Tool.Driver.Rules[j].ID })
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifOf(r *disclosure.Report, f disclosure.Finding) sarifResult {
	out := sarifResult{RuleID: f.Code, Level: sarifLevels[f.Severity], Message: sarifMessage{f.MessageZH + " " + f.MessageEN}}
	at := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: r.Source.Name}).String()}}
	switch {
	case len(f.Evidence) == 0:
	case r.Source.MediaType != "text/plain": // lines and columns are those of the text that was read out of the file
		if q := shortened(f.Evidence[0].Quote); q != "" {
			out.Message.Text += " “" + q + "”"
		}
	default:
		e := f.Evidence[0]
		line, column := position(r.Text, e.Start)
		at.Region = &sarifRegion{StartLine: line, StartColumn: column, CharOffset: e.Start, CharLength: e.End - e.Start}
		if e.Quote != "" {
			at.Region.Snippet = &sarifMessage{e.Quote}
		}
	}
	out.Locations = []sarifLocation{{at}}
	return out
}
