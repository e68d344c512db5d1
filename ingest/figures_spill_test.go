package ingest

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"gongkai/ingest/disclosure"
)

// manyFigures has rows of twenty counties and years in turn, with a repeated row, a contradiction, a row over two lines, an unknown
// place and a refused value.
func manyFigures() string {
	var out strings.Builder
	out.WriteString("issuer,issuer_level,province,gb2260_code,year,metric_id,value,note\n")
	for _, metric := range []string{"disclosure.total", "requests.received.total", "litigation.total"} {
		for year := 2010; year < 2030-10; year++ {
			for i, code := range []string{"430621", "430626"} {
				fmt.Fprintf(&out, "%s人民政府,county,湖南省,%s,%d,%s,%d,\n", []string{"岳阳县", "平江县"}[i], code, year, metric, year-2000+i)
			}
		}
	}
	out.WriteString("岳阳县人民政府,county,湖南省,430621,2012,disclosure.total,12,\n岳阳县人民政府,county,湖南省,430621,2013,disclosure.total,99,\n")
	out.WriteString("岳阳县人民政府,county,湖南省,430621,2014,review.total,3,\"两\n行\"\n不知何处人民政府,county,湖南省,,2014,review.total,4,\n")
	out.WriteString("岳阳县人民政府,county,湖南省,430621,2014,training.sessions,x,\n")
	return out.String()
}

// TestFiguresOnDisk scans one file in memory and with at most seven rows in memory: the reports and refusals must be the same.
func TestFiguresOnDisk(t *testing.T) {
	scan := func(held int) (reports []*disclosure.Report, rejects []Reject) {
		rejects, err := scanFigures("a.csv", strings.NewReader(manyFigures()), held, func(r *disclosure.Report) error {
			reports = append(reports, r)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(reports, func(a, b *disclosure.Report) int { return cmp.Compare(a.ID(), b.ID()) })
		return reports, rejects
	}
	want, wantRejects := scan(heldRows)
	got, gotRejects := scan(7)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("reports: %s", diff)
	}
	if diff := gocmp.Diff(wantRejects, gotRejects); diff != "" || len(got) != 21 || len(gotRejects) != 3 {
		t.Errorf("%d reports, %d refused rows: %s", len(got), len(gotRejects), diff)
	}
}

// TestLargeFiguresAreShownWholeOrNot loads a packed file of figures, which is published piece by piece, and one that is cut off in
// the middle: of that nothing may be seen.
func TestLargeFiguresAreShownWholeOrNot(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(manyFigures())); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	load := func(name string, data []byte) (stack, Tally) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s := newStack(t)
		tally, err := Load(context.Background(), s.publisher, LoadOptions{Paths: []string{path}})
		if err != nil {
			t.Fatal(err)
		}
		s.refresh(t)
		return s, tally
	}
	s, tally := load("whole.csv.gz", packed.Bytes())
	if tally.Reports[OutcomePublished] != 20 || tally.Reports[OutcomeQuarantined] != 1 || tally.Rejected != 3 || len(s.values(t)) == 0 {
		t.Errorf("the whole file: %+v", tally)
	}
	s, tally = load("cut.csv.gz", packed.Bytes()[:packed.Len()-40])
	if tally.Files[OutcomeFailed] != 1 || len(tally.Reports) != 0 || len(s.values(t)) != 0 {
		t.Errorf("the file that is cut off: %+v, %d values", tally, len(s.values(t)))
	}
}
