package gazetteer

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
)

func TestIssuer(t *testing.T) {
	data, err := os.ReadFile("testdata/issuers.txt")
	if err != nil {
		t.Fatal(err)
	}
	g := Default()
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(line, "|")
		if len(c) != 6 {
			t.Fatalf("issuers.txt line %d has %d fields", n+1, len(c))
		}
		year, err := strconv.Atoi(c[1])
		if err != nil {
			t.Fatalf("issuers.txt line %d: %v", n+1, err)
		}
		is, ok := g.Issuer(c[0], year, Query{Province: c[2]})
		got := []string{string(is.Level), is.Region, is.Code}
		for i, want := range c[3:] {
			if want == "-" {
				want = ""
			}
			if got[i] != want {
				t.Errorf("line %d: %s in %d is %q, want %q", n+1, c[0], year, got, c[3:])
				break
			}
		}
		if ok != (c[3] != "-") {
			t.Errorf("line %d: %s: ok is %v", n+1, c[0], ok)
		}
	}
}

// TestIssuersOfTheRealFigures classifies every issuer of the reference figures, whose columns are the truth. What is left are
// names that say less than their source: zones whose committee reports as a township or for itself, 人民政府(含政府办).
func TestIssuersOfTheRealFigures(t *testing.T) {
	f, err := os.Open("../../../shared/data/figures.csv")
	if err != nil {
		t.Skip("the reference figures are not beside the project:", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	g := Default()
	seen := map[string]bool{}
	total, levels, codes := 0, 0, 0
	for _, r := range rows[1:] {
		issuer, level, code, y := r[0], r[1], r[4], r[5]
		if seen[issuer+y] {
			continue
		}
		seen[issuer+y] = true
		total++
		year := 0
		if y != "" {
			if year, err = strconv.Atoi(y); err != nil {
				t.Fatal(err)
			}
		}
		is, ok := g.Issuer(issuer, year, Query{Province: r[2]})
		if !ok || is.Level != disclosure.Level(level) {
			t.Logf("%s is %s, not %q", issuer, level, is.Level)
			continue
		}
		levels++
		if is.Code == code {
			codes++
		} else {
			t.Logf("%s (%s) is %s %s, not %s %s", issuer, y, code, r[3], is.Code, is.Region)
		}
	}
	t.Logf("%d issuer-years: level agrees for %d, level and code for %d", total, levels, codes)
	if levels*100 < total*99 || codes*100 < total*98 {
		t.Errorf("%d of %d levels and %d codes agree; want 99 %% and 98 %%", levels, total, codes)
	}
}
