package numeral

import (
	"fmt"
	"strings"
	"testing"
)

func TestScanDates(t *testing.T) {
	table(t, "testdata/dates.txt", func(t *testing.T, text, want string) {
		var got []string
		for _, d := range ScanDates([]rune(text)) {
			s := fmt.Sprintf("%d-%d-%d", d.Year, d.Month, d.Day)
			if d.Damaged {
				s += " damaged"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("got %q, want %q", g, want)
		}
	})
}

func TestPeriods(t *testing.T) {
	table(t, "testdata/periods.txt", func(t *testing.T, text, want string) {
		runes := []rune(text)
		var got []string
		for _, p := range Periods(runes, ScanDates(runes)) {
			got = append(got, fmt.Sprintf("%d-%d..%d-%d year %d", p.From.Year, p.From.Month, p.To.Year, p.To.Month, p.Year()))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("got %q, want %q", g, want)
		}
	})
}
