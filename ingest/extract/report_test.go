package extract

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// BenchmarkReport reads a report with all three tables of 2021, about as long as the published ones.
func BenchmarkReport(b *testing.B) {
	_, text := modernReport(disclosure.Form2021, 1, 0.7).text(layoutCases[0])
	doc, err := document.Read("case.txt", []byte(text))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Report(doc)
	}
}

// BenchmarkSeed reads a published report.
func BenchmarkSeed(b *testing.B) {
	for _, doc := range seedDocuments(b) {
		b.Run(doc.Name[:3], func(b *testing.B) {
			for b.Loop() {
				Report(doc)
			}
		})
	}
}

// seedDocuments reads the published reports beside the project; it skips the test when they are not there.
func seedDocuments(t testing.TB) []*document.Document {
	t.Helper()
	names, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(names) == 0 {
		t.Skip("../shared/seeds is not there")
	}
	var docs []*document.Document
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// checkReport fails when a quote is not the stored text at its place, or a fact contradicts itself.
func checkReport(t *testing.T, r *disclosure.Report) {
	t.Helper()
	text := []rune(r.Text)
	quote := func(what string, e disclosure.Evidence) {
		if e.Start < 0 || e.End > len(text) || e.Start > e.End || string(text[e.Start:e.End]) != e.Quote {
			t.Errorf("%s: %s: quote %q does not stand at %d-%d", r.Source.Name, what, e.Quote, e.Start, e.End)
		}
	}
	seen := map[string]bool{}
	for _, f := range r.Facts {
		if seen[f.Metric] {
			t.Errorf("%s: %s stands twice", r.Source.Name, f.Metric)
		}
		seen[f.Metric] = true
		if f.Status.Valued() != (f.Value != nil) {
			t.Errorf("%s: %s has status %s and value %v", r.Source.Name, f.Metric, f.Status, f.Value)
		}
		if f.Status == disclosure.StatusExplicitZero && *f.Value != 0 || f.Status == disclosure.StatusReported && *f.Value == 0 {
			t.Errorf("%s: %s has status %s and value %s", r.Source.Name, f.Metric, f.Status, f.Value)
		}
		if f.Scope == "" {
			t.Errorf("%s: %s has no scope", r.Source.Name, f.Metric)
		}
		quote(f.Metric, f.Evidence)
		for _, a := range f.Alternatives {
			quote(f.Metric+" alternative", a.Evidence)
		}
	}
	for _, f := range r.Findings {
		if f.MessageZH == "" || f.MessageEN == "" || f.Severity == "" {
			t.Errorf("%s: finding %s lacks a message or a severity", r.Source.Name, f.Code)
		}
		for _, e := range f.Evidence {
			quote(f.Code, e)
		}
	}
}

// TestNoReport checks that something else gives an empty report object, no facts and a reason.
func TestNoReport(t *testing.T) {
	doc := textDocument(t, "番茄炒蛋的做法\n鸡蛋三个打散，番茄两个切块，热锅下油，先炒蛋后放番茄，加盐少许即可。\n")
	var out bytes.Buffer
	r := Report(doc)
	if err := WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Report   map[string]any   `json:"report"`
		Facts    []any            `json:"facts"`
		Findings []map[string]any `json:"findings"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if IsReport(r) || len(got.Report) != 0 || got.Facts == nil || len(got.Facts) != 0 || len(got.Findings) == 0 {
		t.Errorf("a recipe was read as a report: %s", out.String())
	}
	if code := got.Findings[0]["code"]; code != "NOT_A_REPORT" {
		t.Errorf("code %v, want NOT_A_REPORT", code)
	}
}

// TestJSONShape checks the names that the contract of the extract command fixes, on a report of the corpus.
func TestJSONShape(t *testing.T) {
	doc, err := document.ReadFile("testdata/corpus/a26_text_against_table_2021.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteJSON(&out, Report(doc)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Source   map[string]any   `json:"source"`
		Report   map[string]any   `json:"report"`
		Facts    []map[string]any `json:"facts"`
		Findings []map[string]any `json:"findings"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	has := func(what string, m map[string]any, keys ...string) {
		for _, k := range keys {
			if _, ok := m[k]; !ok {
				t.Errorf("%s lacks %q: %v", what, k, m)
			}
		}
	}
	has("source", got.Source, "name", "sha256", "media_type")
	has("report", got.Report, "issuer", "level", "region_name", "region_code", "province", "year", "form", "title", "published_on")
	for _, f := range got.Facts {
		has("fact", f, "metric", "value", "unit", "status", "qualifier", "scope", "source", "evidence", "alternatives")
		has("evidence", f["evidence"].(map[string]any), "quote", "start", "end")
		if f["metric"] == "litigation.total" && (f["source"] != "derived" || f["status"] != "reported" || f["value"] != 77.0) {
			t.Errorf("litigation.total = %v (%v, %v), want 17 + 60 derived and printed as reported", f["value"], f["status"], f["source"])
		}
		if f["metric"] == "review.total" {
			alternatives := f["alternatives"].([]any)
			if f["value"] != 170.0 || f["source"] != "table" || len(alternatives) != 1 || alternatives[0].(map[string]any)["value"] != 134.0 {
				t.Errorf("review.total = %v with %v: the table's 170 stands and the text's 134 is an alternative", f["value"], alternatives)
			}
		}
	}
	for _, f := range got.Findings {
		has("finding", f, "code", "severity", "message", "metrics")
	}
}

// TestMerge covers who wins when a report states a metric more than once.
func TestMerge(t *testing.T) {
	doc := textDocument(t, "0123456789")
	v := NewView(doc)
	count := func(n int64) *disclosure.Value { x := disclosure.Count(n); return &x }
	said := func(n int64, at int, weak bool) candidate {
		return candidate{metric: "review.total", value: count(n), status: disclosure.StatusReported, start: at, end: at + 1, from: disclosure.FromNarrative, weak: weak}
	}
	cell := func(status disclosure.Status, value *disclosure.Value, at int) candidate {
		return candidate{metric: "review.total", status: status, value: value, start: at, end: at + 1, from: disclosure.FromTable}
	}
	for _, c := range []struct {
		name         string
		cells, text  []candidate
		want         string
		alternatives int
		conflict     bool
	}{
		{"table before text", []candidate{cell(disclosure.StatusReported, count(5), 5)}, []candidate{said(4, 4, false)}, "5", 1, true},
		{"they agree", []candidate{cell(disclosure.StatusReported, count(5), 5)}, []candidate{said(5, 4, false)}, "5", 0, false},
		{"weak text is no conflict", []candidate{cell(disclosure.StatusReported, count(5), 5)}, []candidate{said(4, 4, true)}, "5", 1, false},
		{"blank cell yields", []candidate{cell(disclosure.StatusBlank, nil, 5)}, []candidate{said(4, 4, false)}, "4", 0, false},
		{"blank cell stays beside a weak text", []candidate{cell(disclosure.StatusBlank, nil, 5)}, []candidate{said(4, 4, true)}, "blank", 0, false},
		{"first sentence", nil, []candidate{said(3, 3, false), said(4, 4, false)}, "3", 1, false},
		{"strong before weak", nil, []candidate{said(3, 3, true), said(4, 4, false)}, "4", 1, false},
		{"weak alone is nothing", nil, []candidate{said(3, 3, true)}, "", 0, false},
		{"two cells", []candidate{cell(disclosure.StatusReported, count(5), 5), cell(disclosure.StatusReported, count(6), 6)}, nil, "5", 1, false},
		{"value after blank", []candidate{cell(disclosure.StatusBlank, nil, 5), cell(disclosure.StatusReported, count(6), 6)}, nil, "6", 0, false},
	} {
		m := newMerger(v, disclosure.ScopeOwn, c.cells, c.text)
		m.tables(c.cells)
		m.narrative(c.text)
		got, alternatives := "", 0
		for _, f := range m.facts() {
			got, alternatives = string(f.Status), len(f.Alternatives)
			if f.Value != nil {
				got = f.Value.String()
			}
		}
		if got != c.want || alternatives != c.alternatives || (len(m.findings) > 0) != c.conflict {
			t.Errorf("%s: %q with %d alternatives and %d findings, want %q, %d, conflict %v", c.name, got, alternatives, len(m.findings), c.want, c.alternatives, c.conflict)
		}
	}
}

// TestMergeCarried covers a sentence that counts the applications of the year together with those carried in: the handbook's pattern 57.
func TestMergeCarried(t *testing.T) {
	v := NewView(textDocument(t, "0123456789"))
	stated := func(metric string, n int64, from disclosure.ReadFrom) candidate {
		value := disclosure.Count(n)
		return candidate{metric: metric, value: &value, status: disclosure.StatusReported, end: 1, from: from}
	}
	for _, c := range []struct {
		said     int64
		handled  string
		conflict bool
	}{{749, "749", false}, {713, "", false}, {750, "", true}} {
		cells := []candidate{stated(requestsReceived, 713, disclosure.FromTable), stated("requests.carried_in.total", 36, disclosure.FromTable)}
		text := []candidate{stated(requestsReceived, c.said, disclosure.FromNarrative)}
		m := newMerger(v, disclosure.ScopeOwn, cells, text)
		m.tables(cells)
		m.narrative(text)
		handled := ""
		if f, ok := m.fact(handledTotal); ok {
			handled = f.Value.String()
		}
		if handled != c.handled || (len(m.findings) > 0) != c.conflict {
			t.Errorf("%d said: %q handled and %d findings, want %q, conflict %v", c.said, handled, len(m.findings), c.handled, c.conflict)
		}
	}
}
