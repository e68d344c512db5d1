package extract

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// gold is what a document of the corpus states, in the format of the extraction scorer.
type gold struct {
	Issuer   *string `json:"issuer"`
	Region   *string `json:"region_name"`
	Province *string `json:"province"`
	Level    *string `json:"level"`
	Year     *int    `json:"year"`
	Form     string  `json:"form"`
	Metrics  map[string]struct {
		Value     *float64          `json:"value"`
		Status    disclosure.Status `json:"status"`
		Optional  bool              `json:"optional"`
		AcceptIDs []string          `json:"accept_ids"` // metrics under which the figure may stand as well
	} `json:"metrics"`
	Forbidden []struct {
		Metric *string `json:"metric"`
		Value  any     `json:"value"`
		Why    string  `json:"why"`
	} `json:"must_not_extract"`
	Flags []string `json:"expected_quality_flags"`
}

// The corpus must be read at least this well; raise the bounds when it is read better, never lower them.
const (
	leastRecall    = 1.0
	leastPrecision = 1.0
)

// TestCorpus reads every document of testdata/corpus and scores it against the gold file beside it. A case is added by
// adding the two files.
func TestCorpus(t *testing.T) {
	golds, err := filepath.Glob("testdata/corpus/*.gold.json")
	if err != nil || len(golds) < 20 {
		t.Fatalf("testdata/corpus holds %d gold files (%v), want at least 20", len(golds), err)
	}
	hits, misses, wrong := 0, 0, 0
	for _, path := range golds {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".gold.json"), func(t *testing.T) {
			h, m, w := scoreCase(t, path)
			hits, misses, wrong = hits+h, misses+m, wrong+w
		})
	}
	recall, precision := float64(hits)/float64(hits+misses), float64(hits)/float64(hits+wrong)
	t.Logf("%d documents: recall %.4f, precision %.4f", len(golds), recall, precision)
	if recall < leastRecall || precision < leastPrecision {
		t.Errorf("recall %.4f and precision %.4f, want at least %.4f and %.4f", recall, precision, leastRecall, leastPrecision)
	}
}

// The graded reports must be read at least this well; raise the bounds when they are read better.
const (
	leastGradedRecall    = 0.97
	leastGradedPrecision = 0.998
)

// TestGraded reads the reports of testdata/graded, written by someone else than the corpus and in wording of all kinds. Their cases say
// what must be read and what must not, but need not state every number of the report.
func TestGraded(t *testing.T) {
	golds, err := filepath.Glob("testdata/graded/*.gold.json")
	if err != nil || len(golds) < 100 {
		t.Fatalf("testdata/graded holds %d gold files (%v), want at least 100", len(golds), err)
	}
	hits, misses, wrong := 0, 0, 0
	for _, path := range golds {
		g := readGold(t, path)
		r := readCase(t, strings.TrimSuffix(path, ".gold.json"))
		facts := map[string]*disclosure.Fact{}
		for i := range r.Facts {
			facts[r.Facts[i].Metric] = &r.Facts[i]
		}
		checkForbidden(t, g, facts)
		for _, v := range asked(g, judge(g, r)) {
			if v.about != "" {
				t.Logf("%s: %s", filepath.Base(path), v.about)
			}
			hits, misses, wrong = hits+one(v.right), misses+one(v.missed), wrong+one(v.wrong)
		}
	}
	recall, precision := float64(hits)/float64(hits+misses), float64(hits)/float64(hits+wrong)
	t.Logf("%d documents: recall %.4f, precision %.4f", len(golds), recall, precision)
	if recall < leastGradedRecall || precision < leastGradedPrecision {
		t.Errorf("recall %.4f and precision %.4f, want at least %.4f and %.4f", recall, precision, leastGradedRecall, leastGradedPrecision)
	}
}

func scoreCase(t *testing.T, goldPath string) (hits, misses, wrong int) {
	t.Helper()
	g := readGold(t, goldPath)
	r := readCase(t, strings.TrimSuffix(goldPath, ".gold.json"))
	checkReport(t, r)
	facts := map[string]*disclosure.Fact{}
	for i := range r.Facts {
		facts[r.Facts[i].Metric] = &r.Facts[i]
	}
	for _, v := range judge(g, r) {
		if v.about != "" {
			t.Log(v.about)
		}
		hits, misses, wrong = hits+one(v.right), misses+one(v.missed), wrong+one(v.wrong)
	}
	for metric, want := range g.Metrics {
		if got := facts[metric]; want.Status == disclosure.StatusBlank && (got == nil || got.Status != want.Status) {
			t.Errorf("%s: the blank cell is lost", metric)
		}
	}
	checkForbidden(t, g, facts)
	checkHead(t, g, r)
	return hits, misses, wrong
}

// readCase reads the report that stands beside a gold file under the same name.
func readCase(t *testing.T, stem string) *disclosure.Report {
	t.Helper()
	return Report(corpusDocument(t, stem))
}

func corpusDocument(t *testing.T, stem string) *document.Document {
	t.Helper()
	names, _ := filepath.Glob(stem + ".*")
	for _, name := range names {
		if strings.HasSuffix(name, ".gold.json") {
			continue
		}
		doc, err := document.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	t.Fatalf("no document beside %s.gold.json", stem)
	return nil
}

func checkForbidden(t *testing.T, g gold, facts map[string]*disclosure.Fact) {
	t.Helper()
	for _, f := range g.Forbidden {
		value, ok := f.Value.(float64)
		if !ok || f.Metric == nil {
			continue
		}
		if got := facts[*f.Metric]; got != nil && got.Status.Valued() && got.Value.Float() == value {
			t.Errorf("%s = %v must not be read: %s", *f.Metric, value, f.Why)
		}
	}
}

// checkHead compares what the report says about itself, and the findings that must be there.
func checkHead(t *testing.T, g gold, r *disclosure.Report) {
	t.Helper()
	for _, c := range []struct {
		name string
		want *string
		got  string
	}{
		{"region", g.Region, r.Issuer.Region}, {"province", g.Province, r.Issuer.Province}, {"level", g.Level, string(r.Issuer.Level)},
	} {
		want := ""
		if c.want != nil {
			want = *c.want
		}
		if c.got != want {
			t.Errorf("%s %q, want %q", c.name, c.got, want)
		}
	}
	if g.Issuer != nil && !strings.Contains(*g.Issuer, r.Issuer.Name) && !strings.Contains(r.Issuer.Name, *g.Issuer) {
		t.Errorf("issuer %q, want %q", r.Issuer.Name, *g.Issuer)
	}
	if g.Year != nil && r.Year != *g.Year || g.Year == nil && r.Year != 0 {
		t.Errorf("year %d, want %v", r.Year, g.Year)
	}
	if g.Form != "" && string(r.Form) != g.Form {
		t.Errorf("form %s, want %s", r.Form, g.Form)
	}
	codes := map[string]bool{}
	for _, f := range r.Findings {
		codes[f.Code] = true
		if f.Severity == disclosure.SeverityError && !slices.Contains(g.Flags, f.Code) {
			t.Errorf("unexpected error %s: %s", f.Code, f.MessageZH)
		}
	}
	for _, flag := range g.Flags {
		if !codes[flag] {
			t.Errorf("finding %s is missing", flag)
		}
	}
}
