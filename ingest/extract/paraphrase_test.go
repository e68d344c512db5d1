package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gongkai/ingest/document"
)

// The parts of a text whose wording a change is about.
const (
	inSentences = "sentence"
	inRows      = "row"
)

// figuresTold gives the figures that the sentences, or the rows of tables, of a text state, by metric.
func figuresTold(t *testing.T, text, part string) map[string]string {
	t.Helper()
	doc, err := document.Read("report.txt", []byte(text))
	if err != nil {
		t.Error(err)
		return nil
	}
	figures := map[string]string{}
	for _, f := range Report(doc).Facts {
		if strings.HasPrefix(f.Evidence.Rule, "narrative") != (part == inSentences) {
			continue
		}
		figures[f.Metric] = string(f.Status)
		if f.Value != nil {
			figures[f.Metric] = f.Value.String()
		}
	}
	return figures
}

// reworded applies a change of wording to the sentences of a text, which are lines of some length without separators, or to the rows of
// its tables.
func reworded(text, part string, from *regexp.Regexp, to string) string {
	const shortest = 60 // bytes of a line of sentences
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		row := strings.Contains(line, "|")
		if part == inRows && row || part == inSentences && !row && len(line) > shortest {
			lines[i] = from.ReplaceAllString(line, to)
		}
	}
	return strings.Join(lines, "\n")
}

// TestParaphrases changes the wording of the reports of testdata without changing what they say: they must state the same figures. The
// changes are in testdata/paraphrases.txt: sentence or row, how many figures of all reports may be lost or differ because the change
// makes the text odd, the pattern and its replacement.
func TestParaphrases(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every report once for each change of wording")
	}
	var texts []string
	for _, folder := range []string{"corpus", "graded"} {
		names, err := filepath.Glob(filepath.Join("testdata", folder, "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
	}
	before := map[string][]map[string]string{}
	for _, part := range []string{inSentences, inRows} {
		figures := make([]map[string]string, len(texts))
		atOnce(len(texts), func(i int) { figures[i] = figuresTold(t, texts[i], part) })
		before[part] = figures
	}
	list, err := os.ReadFile(filepath.Join("testdata", "paraphrases.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) != 4 || before[fields[0]] == nil {
			t.Fatalf("paraphrases.txt: %q is not part, number, pattern and replacement between tabs", line)
		}
		part, to := fields[0], fields[3]
		most, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		from := regexp.MustCompile(fields[2])
		t.Run(fields[2]+" → "+to, func(t *testing.T) {
			var mu sync.Mutex
			var differ []string
			atOnce(len(texts), func(i int) {
				text := reworded(texts[i], part, from, to)
				if text == texts[i] {
					return
				}
				after := figuresTold(t, text, part)
				for metric, value := range before[part][i] {
					if after[metric] != value {
						mu.Lock()
						differ = append(differ, fmt.Sprintf("%s: %q in place of %q", metric, after[metric], value))
						mu.Unlock()
					}
				}
			})
			if len(differ) > most {
				t.Errorf("%d figures lost or different, at most %d may be:\n%s", len(differ), most, strings.Join(differ, "\n"))
			}
		})
	}
}

// atOnce calls f for 0 to n-1, as many at once as there are processors.
func atOnce(n int, f func(i int)) {
	var wait sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0))
	for i := range n {
		free <- true
		wait.Go(func() {
			defer func() { <-free }()
			f(i)
		})
	}
	wait.Wait()
}
