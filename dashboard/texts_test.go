package dashboard

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
)

// TestTextsAreUsed asserts that every text is named somewhere: by its key, or as a member of a group that code or data name.
func TestTextsAreUsed(t *testing.T) {
	all, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fs.Glob(os.DirFS("."), "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, pages...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(body)
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		group, _, _ := strings.Cut(key, ".")
		if !strings.Contains(source.String(), `"`+key+`"`) && !strings.Contains(source.String(), `"`+group+`."`) && !strings.Contains(source.String(), `"`+group+`.%s"`) {
			t.Errorf("no page says %s", key)
		}
	}
}

// TestEveryCodeHasWords asserts that every code of the vocabulary has a text.
func TestEveryCodeHasWords(t *testing.T) {
	all, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, s := range disclosure.Statuses {
		want = append(want, "status."+string(s), "status_short."+string(s))
	}
	for _, l := range disclosure.Levels {
		want = append(want, "level."+string(l), "level_plural."+string(l))
	}
	for _, f := range disclosure.Forms {
		want = append(want, "form_long."+string(f), "form_short."+string(f))
	}
	for _, s := range disclosure.Severities {
		want = append(want, "severity."+string(s))
	}
	for _, s := range disclosure.Scopes {
		want = append(want, "scope."+string(s))
	}
	for _, m := range disclosure.MustDictionary().Metrics {
		family, _, _ := strings.Cut(m.ID, ".")
		want = append(want, "family."+family, "unit."+m.Unit, "kind."+string(m.Kind), "polarity."+string(m.Polarity))
	}
	slices.Sort(want)
	for _, key := range slices.Compact(want) {
		if !all.has(key) {
			t.Errorf("texts.yaml has no %s", key)
		}
	}
}

// findingCode is how a code is written where a finding is made: words in capitals joined by underscores, in quotes.
var findingCode = regexp.MustCompile(`"([A-Z]{3,}(?:_[A-Z]+)+)"`)

// reasonCode is how the reasons for which a file cannot be read are written, which are shown like findings.
var reasonCode = regexp.MustCompile(`\{Err\w+, "([A-Z_]+)"\}`)

// repairCodes are codes of repairs, which are shown in the text and not as findings.
var repairCodes = []string{"LOST_BLANK", "MISTYPED_YEAR", "PAGE_FURNITURE", "PAGE_NUMBER", "SPUN_WORD", "SUBSTITUTED_WORD"}

// TestEveryFindingHasWords asserts that every code that the ingest packages can raise has a text: a page shows no bare code.
func TestEveryFindingHasWords(t *testing.T) {
	all, err := loadTexts()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, folder := range []string{"../ingest", "../ingest/document", "../ingest/extract", "../ingest/reconcile"} {
		files, err := fs.Glob(os.DirFS(folder), "*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			body, err := os.ReadFile(folder + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			codes := append(findingCode.FindAllStringSubmatch(string(body), -1), reasonCode.FindAllStringSubmatch(string(body), -1)...)
			for _, m := range codes {
				if slices.Contains(repairCodes, m[1]) {
					continue
				}
				found++
				if !all.has("finding." + m[1]) {
					t.Errorf("%s/%s: texts.yaml has no finding.%s", folder, name, m[1])
				}
			}
		}
	}
	if found == 0 {
		t.Error("no code found: the test looks in the wrong place")
	}
}
