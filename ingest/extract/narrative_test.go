package extract

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// cases calls f for every line of a table file: columns separated by tabs, comments begin with #.
func cases(t *testing.T, name string, columns int, f func(t *testing.T, column []string)) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") || lines.Text() == "" {
			continue
		}
		column := strings.Split(lines.Text(), "\t")
		if len(column) != columns {
			t.Fatalf("%s: %d columns instead of %d in %q", name, len(column), columns, lines.Text())
		}
		t.Run(column[0]+" "+column[columns-2], func(t *testing.T) { f(t, column) })
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// qualifierMarks are how the table files write a qualifier behind a value.
var qualifierMarks = map[disclosure.Qualifier]string{
	disclosure.QualifierExact: "", disclosure.QualifierApprox: "~", disclosure.QualifierAtLeast: ">=", disclosure.QualifierAtMost: "<=",
	disclosure.QualifierNoneStated: "none", disclosure.QualifierUnitLost: "unit", disclosure.QualifierCumulativeAmbiguous: "sum?",
}

// said lists the facts that stand, and the codes of the findings.
func said(facts []candidate, findings []disclosure.Finding) []string {
	var out []string
	for _, c := range facts {
		if !c.weak && c.value != nil {
			out = append(out, c.metric+"="+c.value.String()+qualifierMarks[c.qualifier])
		}
	}
	for _, f := range findings {
		out = append(out, "!"+f.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestTemplates reads one or more sentences for every pattern of the handbook's narrative.md and for every trap.
func TestTemplates(t *testing.T) {
	seen := map[string]bool{}
	cases(t, "testdata/narrative.txt", 5, func(t *testing.T, column []string) {
		seen[column[0]] = true
		v := NewView(&document.Document{Text: column[2] + "\n" + column[3]})
		got := said(readNarrative(v, nil, disclosure.Form(column[1]), identity{year: 2015, scope: disclosure.ScopeOwn}))
		var want []string
		if column[4] != "-" {
			want = strings.Split(column[4], "; ")
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("\n got %s\nwant %s", strings.Join(got, "; "), strings.Join(want, "; "))
		}
	})
	for _, id := range everyPattern() {
		if !seen[id] {
			t.Errorf("pattern %s has no case", id)
		}
	}
}

// everyPattern lists the 104 patterns and 18 traps of narrative.md.
func everyPattern() []string {
	var out []string
	for i := 1; i <= 104; i++ {
		out = append(out, disclosure.Count(int64(i)).String())
	}
	for i := 1; i <= 18; i++ {
		out = append(out, "T"+disclosure.Count(int64(i)).String())
	}
	return out
}

// TestSentences reads sentences in the manner of reports of all years.
func TestSentences(t *testing.T) {
	cases(t, "testdata/sentences.txt", 3, func(t *testing.T, column []string) {
		v := NewView(&document.Document{Text: column[0] + "\n" + strings.ReplaceAll(column[1], "⏎", "\n")})
		got := strings.Join(said(readNarrative(v, nil, disclosure.Form2021, identity{scope: disclosure.ScopeOwn})), "; ")
		if dash(got) != column[2] {
			t.Errorf("\n got %s\nwant %s", got, column[2])
		}
	})
}
