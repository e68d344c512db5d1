package ingest

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
	"gongkai/ingest/extract"
)

// lintCase reads a report whose applications table does not balance: 30 received, 20 answered, 3 carried out.
func lintCase(t *testing.T) *disclosure.Report {
	t.Helper()
	doc, err := document.ReadFile("extract/testdata/corpus/a28_unbalanced_2021.txt")
	if err != nil {
		t.Fatal(err)
	}
	return extract.Report(doc)
}

func TestReaches(t *testing.T) {
	warning := []disclosure.Finding{{Severity: disclosure.SeverityInfo}, {Severity: disclosure.SeverityWarning}}
	for _, c := range []struct {
		least string
		want  bool
	}{{"info", true}, {"warning", true}, {"error", false}, {"never", false}} {
		if got := Reaches(warning, c.least); got != c.want {
			t.Errorf("a warning reaches %s: %v, want %v", c.least, got, c.want)
		}
	}
}

func TestLintReadable(t *testing.T) {
	var out bytes.Buffer
	if err := WriteLint(&out, "readable", []*disclosure.Report{lintCase(t)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"修水县2022年", "错误", "IDENTITY_MISMATCH", "30 与 23", "errors"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

// TestSARIFOfOtherFiles checks that a file without lines gets the words in the message and no region, and that its name is an
// address: SARIF's uri is a URI reference.
func TestSARIFOfOtherFiles(t *testing.T) {
	r := lintCase(t)
	r.Source.Name, r.Source.MediaType = "甲县 年报.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	var out bytes.Buffer
	if err := WriteLint(&out, "sarif", []*disclosure.Report{r}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	for _, result := range log.Runs[0].Results {
		at := result.Locations[0].Physical
		if at.Region != nil || at.Artifact.URI != "%E7%94%B2%E5%8E%BF%20%E5%B9%B4%E6%8A%A5.docx" {
			t.Errorf("%s: region %v of %s", result.RuleID, at.Region, at.Artifact.URI)
		}
		if result.RuleID == "IDENTITY_MISMATCH" && !strings.Contains(result.Message.Text, "“30”") {
			t.Errorf("the message does not quote: %s", result.Message.Text)
		}
	}
}

// TestLintFormats checks that json and sarif place every finding that has words on the line that holds them.
func TestLintFormats(t *testing.T) {
	r := lintCase(t)
	lines := strings.Split(r.Text, "\n")
	var out bytes.Buffer
	if err := WriteLint(&out, "json", []*disclosure.Report{r}); err != nil {
		t.Fatal(err)
	}
	var plain []lintReport
	if err := json.Unmarshal(out.Bytes(), &plain); err != nil {
		t.Fatal(err)
	}
	placed := 0
	for _, f := range plain[0].Findings {
		if f.Line == 0 || strings.Contains(f.Quote, "\n") {
			continue
		}
		placed++
		if got := string([]rune(lines[f.Line-1])[f.Column-1:]); !strings.HasPrefix(got, f.Quote) {
			t.Errorf("%s: %d:%d holds %q, want %q", f.Code, f.Line, f.Column, got, f.Quote)
		}
	}
	if placed == 0 {
		t.Error("no finding has a place")
	}
	out.Reset()
	if err := WriteLint(&out, "sarif", []*disclosure.Report{r}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != len(r.Findings) {
		t.Errorf("sarif version %s with %d runs, want 2.1.0 with one run of %d results", log.Version, len(log.Runs), len(r.Findings))
	}
}
