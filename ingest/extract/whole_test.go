package extract

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/ingest/document"
)

// wholeCorpus gives every document of the corpus, and the seeds where they are.
func wholeCorpus(t *testing.T) []*document.Document {
	t.Helper()
	names, err := filepath.Glob("testdata/corpus/*.gold.json")
	if err != nil || len(names) < 80 {
		t.Fatalf("testdata/corpus holds %d gold files (%v), want at least 80", len(names), err)
	}
	var docs []*document.Document
	for _, gold := range names {
		docs = append(docs, corpusDocument(t, strings.TrimSuffix(gold, ".gold.json")))
	}
	seeds, _ := filepath.Glob("../../../shared/seeds/*.txt")
	for _, name := range seeds {
		doc, err := document.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// TestDeterminism reads the whole corpus three times, in order, backwards and with eight readers at once in no order. Every report
// has the same bytes each time.
func TestDeterminism(t *testing.T) {
	docs := wholeCorpus(t)
	first := make([][]byte, len(docs))
	for i, doc := range docs {
		first[i] = asJSON(t, doc)
	}
	for i, doc := range slices.Backward(docs) {
		if again := asJSON(t, doc); !bytes.Equal(first[i], again) {
			t.Errorf("%s: two readings differ: %s", doc.Name, difference(first[i], again))
		}
	}
	work := make(chan int)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for i := range work {
				if again := asJSON(t, docs[i]); !bytes.Equal(first[i], again) {
					t.Errorf("%s: read beside others it differs: %s", docs[i].Name, difference(first[i], again))
				}
			}
		})
	}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(docs)) {
		work <- i
	}
	close(work)
	readers.Wait()
}

// asJSON gives a report as the extract command prints it.
func asJSON(t *testing.T, doc *document.Document) []byte {
	var out bytes.Buffer
	if err := WriteJSON(&out, Report(doc)); err != nil {
		t.Error(err)
	}
	return out.Bytes()
}

// difference gives the first line that is not the same.
func difference(a, b []byte) string {
	one, two := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(one), len(two)) {
		if !bytes.Equal(one[i], two[i]) {
			return fmt.Sprintf("line %d: %s | %s", i+1, one[i], two[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(one), len(two))
}

// damages is how many damaged copies of each document are read.
const damages = 6

// TestEvidenceOfDamagedReports deletes, doubles and swaps lines and characters of every document of the corpus: whatever is then
// read still quotes the stored text at its place, and no fact contradicts itself.
func TestEvidenceOfDamagedReports(t *testing.T) {
	for i, doc := range wholeCorpus(t) {
		checkReport(t, Report(doc))
		random := rand.New(rand.NewPCG(6, uint64(i)))
		for n := range damages {
			damaged, err := document.Read(fmt.Sprintf("%s, damage %d", doc.Name, n), []byte(damagedText(random, doc.Text)))
			if err != nil {
				continue // nothing is left that could be read
			}
			checkReport(t, Report(damaged))
			if t.Failed() {
				t.Fatalf("%s:\n%s", damaged.Name, damaged.Text)
			}
		}
	}
}

// damagedText changes up to eight lines and up to eight characters of a text.
func damagedText(random *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	for range random.IntN(9) {
		lines = change(random, lines)
	}
	runes := []rune(strings.Join(lines, "\n"))
	for range random.IntN(9) {
		runes = change(random, runes)
	}
	return string(runes)
}

// change deletes one item, doubles one, or swaps two neighbours.
func change[T any](random *rand.Rand, items []T) []T {
	if len(items) < 2 {
		return items
	}
	i := random.IntN(len(items) - 1)
	switch random.IntN(3) {
	case 0:
		return slices.Delete(items, i, i+1)
	case 1:
		return slices.Insert(items, i, items[i])
	default:
		items[i], items[i+1] = items[i+1], items[i]
		return items
	}
}
