package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// Reaches says whether any finding has at least the given severity: info, warning, error; never is reached by none.
func Reaches(findings []disclosure.Finding, severity string) bool {
	least := rank(disclosure.Severity(severity))
	for _, f := range findings {
		if rank(f.Severity) >= least {
			return true
		}
	}
	return false
}

func rank(s disclosure.Severity) int {
	for i, known := range disclosure.Severities {
		if s == known {
			return i
		}
	}
	return len(disclosure.Severities)
}

// WriteLint prints the findings of reports: readable for people, json as one array of reports, sarif for tools that show
// findings beside the text.
func WriteLint(w io.Writer, format string, reports []*disclosure.Report) error {
	switch format {
	case "json":
		return writeLintJSON(w, reports)
	case "sarif":
		return writeSARIF(w, reports)
	}
	return writeReadable(w, reports)
}

var severityNames = map[disclosure.Severity]string{
	disclosure.SeverityError: "错误", disclosure.SeverityWarning: "警告", disclosure.SeverityInfo: "提示",
}

// writeReadable prints each finding in both languages, the gravest first, and below it the places and words it is about.
func writeReadable(w io.Writer, reports []*disclosure.Report) error {
	var b strings.Builder
	for _, r := range reports {
		fmt.Fprintf(&b, "%s：%s\n", r.Source.Name, title(r))
		count := map[disclosure.Severity]int{}
		for _, f := range gravest(r.Findings) {
			count[f.Severity]++
			fmt.Fprintf(&b, "  %s %s %s\n", severityNames[f.Severity], f.Code, f.MessageZH)
			fmt.Fprintf(&b, "      %s\n", f.MessageEN)
			writePlaces(&b, r, f)
		}
		fmt.Fprintf(&b, "  %d 错误，%d 警告，%d 提示 · %d errors, %d warnings, %d notes\n",
			count[disclosure.SeverityError], count[disclosure.SeverityWarning], count[disclosure.SeverityInfo],
			count[disclosure.SeverityError], count[disclosure.SeverityWarning], count[disclosure.SeverityInfo])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func title(r *disclosure.Report) string {
	if r.Title != "" {
		return r.Title
	}
	return "（无标题 untitled）"
}

func gravest(in []disclosure.Finding) []disclosure.Finding {
	out := append([]disclosure.Finding{}, in...)
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i].Severity) > rank(out[j].Severity) })
	return out
}

// shownPlaces is how many places of a finding are printed; a failed sum has one for every part.
const shownPlaces = 3

// writePlaces prints the places of a finding as line and column of the stored text, which is that of a text file and, of other
// files, what gongkai extract reads of them.
func writePlaces(b *strings.Builder, r *disclosure.Report, f disclosure.Finding) {
	for i, e := range f.Evidence {
		if i == shownPlaces {
			fmt.Fprintf(b, "      … 另有 %d 处 · %d more\n", len(f.Evidence)-i, len(f.Evidence)-i)
			break
		}
		line, column := position(r.Text, e.Start)
		fmt.Fprintf(b, "      %d:%d “%s”\n", line, column, shortened(e.Quote))
	}
}

func position(text string, offset int) (line, column int) {
	line, column = 1, 1
	for _, r := range text {
		if offset == 0 {
			break
		}
		offset--
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// quoteLimit is how many runes of a quote fit a line of a terminal beside its indent.
const quoteLimit = 60

func shortened(quote string) string {
	q := []rune(strings.Join(strings.Fields(quote), " "))
	if len(q) > quoteLimit {
		return string(q[:quoteLimit]) + "…"
	}
	return string(q)
}

type lintReport struct {
	File     string        `json:"file"`
	Title    string        `json:"title"`
	Findings []lintFinding `json:"findings"`
}

type lintFinding struct {
	Code      string              `json:"code"`
	Rule      string              `json:"rule,omitempty"`
	Severity  disclosure.Severity `json:"severity"`
	MessageZH string              `json:"message_zh"`
	MessageEN string              `json:"message_en"`
	Metrics   []string            `json:"metrics"`
	Line      int                 `json:"line,omitempty"`
	Column    int                 `json:"column,omitempty"`
	Quote     string              `json:"quote,omitempty"`
}

func writeLintJSON(w io.Writer, reports []*disclosure.Report) error {
	out := make([]lintReport, 0, len(reports))
	for _, r := range reports {
		one := lintReport{File: r.Source.Name, Title: r.Title, Findings: []lintFinding{}}
		for _, f := range r.Findings {
			l := lintFinding{Code: f.Code, Rule: f.Rule, Severity: f.Severity, MessageZH: f.MessageZH, MessageEN: f.MessageEN, Metrics: append([]string{}, f.Metrics...)}
			if len(f.Evidence) > 0 {
				l.Line, l.Column = position(r.Text, f.Evidence[0].Start)
				l.Quote = f.Evidence[0].Quote
			}
			one.Findings = append(one.Findings, l)
		}
		out = append(out, one)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
