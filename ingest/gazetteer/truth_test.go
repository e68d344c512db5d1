package gazetteer

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"gongkai/ingest/disclosure"
)

// TestIssuersOfTheRealFigures classifies every issuer of ../shared/data/figures.csv, whose columns are the truth.
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
		year, _ := strconv.Atoi(y)
		is, ok := g.Issuer(issuer, year, Query{Province: r[2]})
		if ok && is.Level == disclosure.Level(level) {
			levels++
		} else {
			t.Logf("level: %s is %s, not %q", issuer, level, is.Level)
			continue
		}
		if is.Code == code {
			codes++
		} else {
			t.Logf("code: %s (%s) is %s %s, not %s %s", issuer, y, code, r[3], is.Code, is.Region)
		}
	}
	t.Logf("%d issuer-years: level agrees for %d, level and code for %d", total, levels, codes)
}
