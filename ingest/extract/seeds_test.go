package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// seeds lists the five real reports that lie beside the project with what a reader found in them, and skips when they are
// not there.
func seeds(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../../shared/seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Skip("no ../shared/seeds beside the project")
	}
	return files
}

func readSeed(t testing.TB, file string) *document.Document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return &document.Document{Name: filepath.Base(file), Text: strings.ReplaceAll(string(data), "\r\n", "\n")}
}

// seedGold is what a reader found in a seed.
type seedGold struct {
	Issuer  *string `json:"issuer"`
	Region  *string `json:"region_name"`
	Level   string  `json:"level"`
	Code    *string `json:"gb2260_code"`
	Year    *int    `json:"year"`
	Metrics map[string]struct {
		Value     *float64 `json:"value"`
		Status    string   `json:"status"`
		Qualifier string   `json:"qualifier"`
		Optional  bool     `json:"optional"`
	} `json:"metrics"`
	Forbidden []struct {
		Value  float64 `json:"value"`
		Metric *string `json:"metric"`
	} `json:"must_not_extract"`
	Flags []string `json:"expected_quality_flags"`
}

// TestSeeds reads the five real reports and compares with what a reader found in them.
func TestSeeds(t *testing.T) {
	for _, file := range seeds(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".gold.json")
			if err != nil {
				t.Fatal(err)
			}
			var want seedGold
			if err := json.Unmarshal(data, &want); err != nil {
				t.Fatal(err)
			}
			r := Report(readSeed(t, file))
			checkGold(t, r, want)
		})
	}
}

func checkGold(t *testing.T, r *disclosure.Report, want seedGold) {
	t.Helper()
	if str(want.Issuer) != r.Issuer.Name || str(want.Region) != r.Issuer.Region || want.Level != string(r.Issuer.Level) || str(want.Code) != r.Issuer.Code {
		t.Errorf("issuer %+v, want %s, %s, %s, %s", r.Issuer, str(want.Issuer), want.Level, str(want.Region), str(want.Code))
	}
	if want.Year != nil && *want.Year != r.Year || want.Year == nil && r.Year != 0 {
		t.Errorf("year %d, want %v", r.Year, want.Year)
	}
	facts := map[string]disclosure.Fact{}
	for _, f := range r.Facts {
		facts[f.Metric] = f
	}
	for metric, w := range want.Metrics {
		f, ok := facts[metric]
		switch {
		case w.Status == "not_reported":
			if ok && f.Value != nil {
				t.Errorf("%s = %s, the report does not state it", metric, f.Value)
			}
		case !ok || f.Value == nil:
			if !w.Optional {
				t.Errorf("%s is missing, want %v", metric, *w.Value)
			}
		case f.Value.Float() != *w.Value || string(f.Status) != w.Status || w.Qualifier != "" && string(f.Qualifier) != w.Qualifier:
			t.Errorf("%s = %s %s %s, want %v %s %s", metric, f.Value, f.Status, f.Qualifier, *w.Value, w.Status, w.Qualifier)
		}
	}
	for _, no := range want.Forbidden {
		for _, f := range r.Facts {
			if f.Value != nil && f.Value.Float() == no.Value && (no.Metric != nil && f.Metric == *no.Metric || no.Metric == nil && no.Value >= 1000) {
				t.Errorf("%s = %v must not be read", f.Metric, no.Value)
			}
		}
	}
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
	}
	for _, w := range want.Flags {
		if !slices.Contains(codes, w) {
			t.Errorf("no finding %s among %v", w, codes)
		}
	}
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestEvidenceQuotesTheStoredText checks on the real reports and on every case of the tables that a figure leads to the
// characters that state it, and that reading twice gives the same.
func TestEvidenceQuotesTheStoredText(t *testing.T) {
	var texts []string
	for _, name := range []string{"testdata/narrative.txt", "testdata/view.txt", "testdata/identity.txt"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			texts = append(texts, strings.NewReplacer("\t", "\n", "⏎", "\n").Replace(line))
		}
	}
	if files, err := filepath.Glob("../../../shared/seeds/*.txt"); err == nil {
		for _, file := range files {
			texts = append(texts, readSeed(t, file).Text)
		}
	}
	for _, text := range texts {
		checkEvidence(t, text)
	}
}

// checkEvidence reads a text and fails when evidence does not quote it.
func checkEvidence(t *testing.T, text string) {
	t.Helper()
	doc := &document.Document{Text: text}
	v := NewView(doc)
	checkPlaces(t, v)
	id := readIdentity(v, doc)
	facts, findings := readNarrative(v, nil, disclosure.FormNarrative2008, id)
	stored := []rune(text)
	for _, c := range facts {
		if c.start < 0 || c.end > len(v.Runes) || c.end <= c.start {
			t.Fatalf("%s lies at [%d,%d) of %d in %q", c.metric, c.start, c.end, len(v.Runes), text)
		}
		e := v.Evidence(c.start, c.end, c.rule)
		if e.Quote != string(stored[e.Start:e.End]) {
			t.Fatalf("%s quotes %q, the text says %q", c.metric, e.Quote, string(stored[e.Start:e.End]))
		}
		if c.value == nil && c.status.Valued() || c.value != nil && !c.status.Valued() {
			t.Fatalf("%s has the status %s and the value %v", c.metric, c.status, c.value)
		}
		if _, ok := disclosure.MustDictionary().Metric(c.metric); !ok {
			t.Fatalf("the dictionary has no %s", c.metric)
		}
	}
	for _, f := range append(append(v.Findings, id.findings...), findings...) {
		for _, e := range f.Evidence {
			if e.Quote != string(stored[e.Start:e.End]) {
				t.Fatalf("%s quotes %q, the text says %q", f.Code, e.Quote, string(stored[e.Start:e.End]))
			}
		}
	}
	again, _ := readNarrative(NewView(doc), nil, disclosure.FormNarrative2008, id)
	if !reflect.DeepEqual(facts, again) {
		t.Fatalf("two readings of %q differ", text)
	}
}

// TestPatternIndex checks that no rule is passed over whose pattern would have matched.
func TestPatternIndex(t *testing.T) {
	g := loadGrammar()
	every := numbersOf(g.Rules, func(*rule) bool { return true })
	cases(t, "testdata/narrative.txt", 5, func(t *testing.T, column []string) {
		v := NewView(&document.Document{Text: column[2] + "\n" + column[3]})
		for _, s := range sentencesOf(v, nil) {
			m := v.mask(s, 2015, nil)
			for _, f := range m.frames(g, newAround(g.words), disclosure.Form(column[1]), "", "") {
				candidates := g.rules.candidates(newWordedText(g.words).of(f.clause), every, nil)
				for i, r := range g.Rules {
					if r.match.re().MatchString(f.clause) && !slices.Contains(candidates, i) {
						t.Errorf("rule %s matches %q, which holds none of %q", r.ID, f.clause, allWords(r.match.need.key()))
					}
				}
			}
		}
	})
}

func FuzzNarrative(f *testing.F) {
	for _, s := range []string{
		"一、概述\n2012-,公开12条,其中A类1条,占7%。无", "全-(he)(he)國 3- 20 ", "其中:分别1、2、3条", "由3件增加到", "》1份", "20119月日", "【下载后可,请购买】第1页",
		"“中国", "puroview.com县", "三、情况2011年,全市未收到申请", "((((1)", "|1|\n|||", "万余条百分之", "#@YOFX",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkEvidence(t, strings.ToValidUTF8(s, "?")) })
}

func BenchmarkReadSeed(b *testing.B) {
	doc := readSeed(b, seeds(b)[0])
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		v := NewView(doc)
		id := readIdentity(v, doc)
		readNarrative(v, nil, disclosure.FormNarrative2008, id)
	}
}
