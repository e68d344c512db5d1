package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/document"
)

func TestIdentity(t *testing.T) {
	cases(t, "testdata/identity.txt", 5, func(t *testing.T, column []string) {
		doc := &document.Document{Text: strings.ReplaceAll(column[1], "⏎", "\n"), URL: strings.TrimPrefix(column[2], "-")}
		v := NewView(doc)
		id := readIdentity(v, doc)
		year := "-"
		if id.year > 0 {
			year = fmt.Sprint(id.year)
		}
		i := id.issuer
		got := strings.Join([]string{dash(i.Name), dash(string(i.Level)), dash(i.Region), dash(i.Code), year, dash(string(id.scope))}, " ")
		if got != column[3] {
			t.Errorf("got  %s\nwant %s", got, column[3])
		}
		var codes []string
		for _, f := range append(slices.Clone(v.Findings), id.findings...) {
			codes = append(codes, f.Code)
		}
		for _, want := range strings.Fields(strings.TrimPrefix(column[4], "-")) {
			code, absent := strings.CutPrefix(want, "!")
			if slices.Contains(codes, code) == absent {
				t.Errorf("findings %v, want %s", codes, want)
			}
		}
		for _, q := range id.quarantine {
			if !slices.Contains(codes, q) {
				t.Errorf("quarantined for %s without a finding", q)
			}
		}
		if i.Region == "" && strings.Join(id.quarantine, "") == "" {
			t.Error("a report without a place is not quarantined")
		}
	})
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
