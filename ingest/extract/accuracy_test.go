package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"gongkai/ingest/accuracy"
	"gongkai/ingest/disclosure"
)

var update = flag.Bool("update", false, "write ../accuracy/accuracy.json anew; read the difference before committing it")

const accuracyFile = "../accuracy/accuracy.json"

// TestAccuracy measures precision and recall over the corpus, prints them, and compares with the committed result.
func TestAccuracy(t *testing.T) {
	golds, err := filepath.Glob("testdata/corpus/*.gold.json")
	if err != nil {
		t.Fatal(err)
	}
	counts := scores{}
	for _, path := range golds {
		g := readGold(t, path)
		r := readCase(t, strings.TrimSuffix(path, ".gold.json"))
		form := g.Form
		if form == "" { // the case leaves it open, as a report without tables may be of several forms
			form = string(r.Form)
		}
		counts.add(form, judge(g, r))
	}
	graded, err := filepath.Glob("testdata/graded/*.gold.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range graded {
		g := readGold(t, path)
		r := readCase(t, strings.TrimSuffix(path, ".gold.json"))
		if r.Form == "" {
			t.Errorf("%s is taken for no report: the page on accuracy has no words for its form", path)
		}
		counts.add(string(r.Form), asked(g, judge(g, r)))
	}
	unseen, err := filepath.Glob("testdata/unseen/*.gold.json")
	if err != nil || len(unseen) == 0 {
		t.Fatalf("testdata/unseen holds no gold files (%v)", err)
	}
	for _, path := range unseen {
		g := readGold(t, path)
		counts.addUnseen(g, judge(g, readCase(t, strings.TrimSuffix(path, ".gold.json"))))
	}
	result := accuracy.Result{SHA256: corpusHash(t), Documents: len(golds) + len(graded), Groups: counts.groups()}
	printAccuracy(t, result)
	got, err := result.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(accuracyFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(accuracyFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what the corpus gives now; write it with `make accuracy` and read the difference.\ngot:\n%s\nwant:\n%s", accuracyFile, got, want)
	}
}

// judgement is what became of one figure that a case states, or that was read without being stated.
type judgement struct {
	metric, source       string
	nonzero              bool
	right, missed, wrong bool
	about                string // what a reader of the test's output wants to know
}

// judge compares the numbers of a report with those its case states. A case states every number of its report, so a number
// it does not know is wrong. A figure that is read as another number is both missed and wrong.
func judge(g gold, r *disclosure.Report) []judgement {
	facts := map[string]*disclosure.Fact{}
	metrics := map[string]bool{}
	for i, f := range r.Facts {
		if f.Status.Valued() {
			facts[f.Metric], metrics[f.Metric] = &r.Facts[i], true
		}
	}
	for metric, want := range g.Metrics {
		if want.Value != nil {
			metrics[metric] = true
		}
	}
	var out []judgement
	for _, metric := range slices.Sorted(maps.Keys(metrics)) {
		got, want := facts[metric], g.Metrics[metric]
		for _, id := range want.AcceptIDs {
			if got == nil {
				got = facts[id]
			}
		}
		v := judgement{metric: metric}
		switch {
		case want.Value == nil:
			v.wrong, v.nonzero, v.about = true, *got.Value != 0, fmt.Sprintf("%s = %s, which the report does not state", metric, got.Value)
		case got == nil && want.Optional:
			continue
		case got == nil:
			v.missed, v.nonzero, v.about = true, *want.Value != 0, fmt.Sprintf("%s: want %v, not read", metric, *want.Value)
		default:
			v.nonzero = *want.Value != 0
			v.right = math.Abs(got.Value.Float()-*want.Value) <= 1e-9*math.Max(1, math.Abs(*want.Value))
			if !v.right {
				v.missed, v.wrong, v.about = true, true, fmt.Sprintf("%s = %s, want %v", metric, got.Value, *want.Value)
			}
		}
		v.source = sourceOf(got, metric, g.Form)
		out = append(out, v)
	}
	return out
}

// sourceOf names where a figure was read; one that was not read counts where its form prints it.
func sourceOf(got *disclosure.Fact, metric, form string) string {
	if got != nil {
		return string(got.From)
	}
	if m, ok := disclosure.MustDictionary().Metric(metric); ok &&
		slices.ContainsFunc(m.Rows, func(r disclosure.FormRow) bool { return string(r.Form) == form }) {
		return string(disclosure.FromTable)
	}
	return string(disclosure.FromNarrative)
}

// groupKey names a group of the result.
type groupKey struct {
	by   accuracy.By
	name string
}

// scores counts judgements by group.
type scores map[groupKey]*accuracy.Group

// add counts the judgements on one report of the corpus.
func (c scores) add(form string, judged []judgement) {
	c.count(judged, func(v judgement) []groupKey {
		family, _, _ := strings.Cut(v.metric, ".")
		return []groupKey{
			{accuracy.ByAll, "all"},
			{accuracy.ByForm, form},
			{accuracy.BySource, v.source},
			{accuracy.ByValue, valueGroup(v)},
			{accuracy.ByFamily, family},
		}
	})
}

// asked keeps the judgements on metrics that a case knows, for cases that need not state every number of their report.
func asked(g gold, judged []judgement) []judgement {
	return slices.DeleteFunc(judged, func(v judgement) bool {
		_, ok := g.Metrics[v.metric]
		return !ok
	})
}

// addUnseen counts the judgements on a report that the program was never improved against.
func (c scores) addUnseen(g gold, judged []judgement) {
	c.count(asked(g, judged), func(v judgement) []groupKey {
		return []groupKey{{accuracy.ByUnseen, "all"}, {accuracy.ByUnseen, v.source}, {accuracy.ByUnseen, valueGroup(v)}}
	})
}

func valueGroup(v judgement) string {
	if v.nonzero {
		return "nonzero"
	}
	return "zero"
}

// count adds the judgements on one report to their groups.
func (c scores) count(judged []judgement, groups func(judgement) []groupKey) {
	faults, seen := map[groupKey]int{}, map[groupKey]bool{}
	for _, v := range judged {
		for _, k := range groups(v) {
			g := c.group(k)
			g.Right, g.Missed, g.Wrong = g.Right+one(v.right), g.Missed+one(v.missed), g.Wrong+one(v.wrong)
			seen[k] = true
			faults[k] += one(v.missed || v.wrong)
		}
	}
	for k := range seen {
		g := c.group(k)
		g.Documents++
		g.Faultless += one(faults[k] == 0)
	}
}

func (c scores) group(k groupKey) *accuracy.Group {
	if c[k] == nil {
		c[k] = &accuracy.Group{By: k.by, Name: k.name}
	}
	return c[k]
}

// groups lists the counts in the order of the result. A form without a case is listed too: that nothing is known of it is a
// result.
func (c scores) groups() []accuracy.Group {
	forms := map[string]int{}
	for i, f := range disclosure.Forms {
		if f != disclosure.FormFigures { // not a report
			forms[string(f)] = i
			c.group(groupKey{accuracy.ByForm, string(f)})
		}
	}
	order := []accuracy.By{accuracy.ByAll, accuracy.ByForm, accuracy.BySource, accuracy.ByValue, accuracy.ByFamily, accuracy.ByUnseen}
	var out []accuracy.Group
	for _, g := range c {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b accuracy.Group) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.By), slices.Index(order, b.By)),
			cmp.Compare(forms[a.Name], forms[b.Name]),
			cmp.Compare(b.Stated(), a.Stated()),
			cmp.Compare(a.Name, b.Name),
		)
	})
	return out
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// corpusHash names the state of all reports that accuracy is measured on: the hash over the name and the hash of each file.
func corpusHash(t *testing.T) string {
	t.Helper()
	all := sha256.New()
	for _, folder := range []string{"corpus", "graded", "unseen"} {
		files, err := filepath.Glob("testdata/" + folder + "/*")
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(files)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(all, "%s %x\n", filepath.Base(file), sha256.Sum256(data))
		}
	}
	return fmt.Sprintf("%x", all.Sum(nil))
}

// printAccuracy shows the result to the reader of `make accuracy`.
func printAccuracy(t *testing.T, r accuracy.Result) {
	t.Helper()
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "corpus %s, %d reports\nby\tgroup\treports\tfaultless\tprecision\tread right / read\trecall\tread right / stated\n", r.SHA256, r.Documents)
	for _, g := range r.Groups {
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%d / %d\t%s\t%d / %d\n", g.By, g.Name, g.Documents, g.Faultless,
			share(g.Right, g.Read()), g.Right, g.Read(), share(g.Right, g.Stated()), g.Right, g.Stated())
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + out.String())
}

func share(x, n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprintf("%.4f", float64(x)/float64(n))
}

func readGold(t *testing.T, path string) gold {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return g
}
