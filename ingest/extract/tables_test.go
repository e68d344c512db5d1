package extract

import (
	"os"
	"path/filepath"
	"testing"

	"gongkai/ingest/document"
)

// textDocument makes the document of a plain text.
func textDocument(t *testing.T, text string) *document.Document {
	t.Helper()
	doc, err := document.Read("case.txt", []byte(text))
	if err != nil {
		t.Fatalf("document.Read: %v", err)
	}
	return doc
}

// valuesOf gives the first candidate of each metric as "12", or its status in brackets when it carries no value.
func valuesOf(got tables) map[string]string {
	out := map[string]string{}
	for _, c := range got.candidates {
		if _, ok := out[c.metric]; ok {
			continue
		}
		if c.value != nil || c.status.Valued() {
			v := "0"
			if c.value != nil {
				v = c.value.String()
			}
			out[c.metric] = v
			continue
		}
		out[c.metric] = "(" + string(c.status) + ")"
	}
	return out
}

// TestSeed002Table reads the pipe tables of a published report; the figures stand in its gold file.
func TestSeed002Table(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/seeds/002_*.txt")
	if len(names) == 0 {
		t.Skip("../shared/seeds is not there")
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	doc := textDocument(t, string(data))
	got := readTables(NewView(doc), doc, 2013)
	values := valuesOf(got)
	for metric, want := range map[string]string{
		"disclosure.total": "138", "disclosure.fulltext_electronic": "138", "disclosure.normative_docs": "10",
		"requests.result.denied.exempt_1.total": "0", "appeals.first_handling_dissatisfied": "0", "website.column_visits": "0",
	} {
		if values[metric] != want {
			t.Errorf("%s = %q, want %q", metric, values[metric], want)
		}
	}
	if len(values) != 34 {
		t.Errorf("%d metrics, want the 34 rows that the report prints: %v", len(values), values)
	}
}
