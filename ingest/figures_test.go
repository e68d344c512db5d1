package ingest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/ingest/disclosure"
)

const fullHeader = "issuer,issuer_level,province,region_name,gb2260_code,year,metric_id,metric_label_zh,value,unit,qualifier,status,scope,source_url,source_title,note\n"

// figureLine is a good row of 岳阳县 in which single cells are replaced: figureLine("value", "5").
func figureLine(cells ...string) string {
	row := []string{"岳阳县", "county", "湖南省", "岳阳县", "430621", "2012", "requests.received.total", "新收", "12", "件", "exact", "reported", "this_year", "", "", ""}
	for i := 0; i+1 < len(cells); i += 2 {
		row[slices.Index(columnNames[:], cells[i])] = cells[i+1]
	}
	return strings.Join(row, ",") + "\n"
}

func TestSampleFigures(t *testing.T) {
	reports, rejects, err := ReadFigures(SampleName, strings.NewReader(sampleCSV))
	if err != nil {
		t.Fatal(err)
	}
	facts, quarantined := 0, 0
	for _, r := range reports {
		facts += len(r.Facts)
		if r.Quarantined() {
			quarantined++
			continue
		}
		checkEvidence(t, r)
	}
	// sample/README.md: 2,821 figures of 462 reports, three of them without a year or place.
	if len(reports) != 462 || facts != 2821 || len(rejects) != 0 || quarantined != 3 {
		t.Errorf("%d reports, %d facts, %d rejects %v, %d in quarantine; want 462, 2821, 0, 3", len(reports), facts, len(rejects), rejects, quarantined)
	}
}

func TestSampleIsTheReference(t *testing.T) {
	want, err := os.ReadFile("../../shared/data/figures.csv")
	if err != nil {
		t.Skip("the reference figures are not beside the project:", err)
	}
	if string(want) != sampleCSV {
		t.Error("sample/figures.csv differs from the reference figures")
	}
}

// checkEvidence says whether every fact's quote is the value as it stands in the stored text.
func checkEvidence(t *testing.T, r *disclosure.Report) {
	t.Helper()
	text := []rune(r.Text)
	for _, f := range r.Facts {
		ev := f.Evidence
		if got := string(text[ev.Start:ev.End]); got != ev.Quote {
			t.Errorf("%s %d %s: the quote is %q and the text says %q", r.Issuer.Name, r.Year, f.Metric, ev.Quote, got)
		}
		if f.Raw == "" && f.Value != nil && f.Value.String() != ev.Quote {
			t.Errorf("%s %d %s: value %s, quote %q", r.Issuer.Name, r.Year, f.Metric, f.Value, ev.Quote)
		}
	}
}

func TestFormatsSayTheSame(t *testing.T) {
	plain := fullHeader + figureLine() + figureLine("metric_id", "disclosure.total", "value", "7954", "unit", "条", "note", `"约,七千"`)
	jsonLines := `{"issuer":"岳阳县","issuer_level":"county","province":"湖南省","region_name":"岳阳县","gb2260_code":"430621","year":2012,"metric_id":"requests.received.total","value":12,"unit":"件","status":"reported"}
{"issuer":"岳阳县","issuer_level":"county","gb2260_code":"430621","year":"2012","metric_id":"disclosure.total","value": 7954 ,"note":null}`
	tsv := strings.ReplaceAll(strings.ReplaceAll(plain, `"约,七千"`, "约"), ",", "\t")
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"plain": []byte(plain), "byte order mark": []byte("\ufeff" + plain), "CRLF": []byte(strings.ReplaceAll(plain, "\n", "\r\n")),
		"TSV": []byte(tsv), "JSON lines": []byte(jsonLines), "GB18030": []byte(gb), "gzip": packGzip(t, plain), "zstd": packZstd(t, plain),
		"no last line end": []byte(strings.TrimSpace(plain)),
	} {
		reports, rejects, err := ReadFigures("a", bytes.NewReader(data))
		if err != nil || len(rejects) != 0 || len(reports) != 1 {
			t.Errorf("%s: %d reports, rejects %v, %v", name, len(reports), rejects, err)
			continue
		}
		r := reports[0]
		if r.Issuer.Region != "岳阳县" || r.Issuer.Code != "430621" || r.Year != 2012 || len(r.Facts) != 2 || r.Facts[1].Value.String() != "7954" {
			t.Errorf("%s: %+v", name, r)
		}
		checkEvidence(t, r)
	}
}

func packGzip(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func packZstd(t *testing.T, s string) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll([]byte(s), nil)
}

func TestRejectedRows(t *testing.T) {
	for _, c := range []struct{ name, rows, column, reason string }{
		{"unknown metric", figureLine("metric_id", "requests.recieved.total"), "metric_id", `is it "requests.received.total"?`},
		{"metric by its Chinese name", figureLine("metric_id", "行政复议总数"), "metric_id", `unknown metric`},
		{"base without applicant", figureLine("metric_id", "requests.received"), "metric_id", `is it "requests.received.total"?`},
		{"no metric", figureLine("metric_id", ""), "metric_id", "no metric id"},
		{"year in words", figureLine("year", "2012年"), "year", "four digits"},
		{"year of the future", figureLine("year", "2950"), "year", "between"},
		{"unknown code", figureLine("gb2260_code", "430699"), "gb2260_code", "no place"},
		{"short code", figureLine("gb2260_code", "4306"), "gb2260_code", "six digits"},
		{"another province's code", figureLine("gb2260_code", "420222"), "gb2260_code", "belongs to 湖北省"},
		{"a code of another level", figureLine("gb2260_code", "430600"), "gb2260_code", "岳阳市, a prefecture"},
		{"unknown level", figureLine("issuer_level", "city"), "issuer_level", "unknown level"},
		{"unknown province", figureLine("province", "湖南县"), "province", "no province"},
		{"negative count", figureLine("value", "-3"), "value", "negative"},
		{"half a request", figureLine("value", "1.5"), "value", "whole numbers"},
		{"thousands", figureLine("value", `"1,234"`), "value", "separators"},
		{"words", figureLine("value", "十二"), "value", "digits"},
		{"huge", figureLine("value", "99999999999999999999"), "value", "too large"},
		{"a hundred billion", figureLine("value", "100000000000"), "value", "too large"},
		{"huge when converted", figureLine("metric_id", "fees.application.amount", "unit", "元", "value", "1000000000000000"), "value", "too large"},
		{"tiny", figureLine("metric_id", "fees.application.amount", "unit", "万元", "value", "0.0000004"), "value", "too small"},
		{"no value", figureLine("value", "", "status", ""), "value", "not a zero"},
		{"zero that is none", figureLine("status", "explicit_zero"), "status", "value is 12"},
		{"reported zero", figureLine("value", "0"), "status", "explicit_zero"},
		{"blank with a value", figureLine("status", "blank"), "value", "no value"},
		{"unknown status", figureLine("status", "ok"), "status", "unknown status"},
		{"unknown qualifier", figureLine("qualifier", "roughly"), "qualifier", "unknown qualifier"},
		{"unknown scope", figureLine("scope", "all"), "scope", "unknown scope"},
		{"foreign unit", figureLine("unit", "万元"), "unit", "not the metric's unit"},
		{"too few columns", "岳阳县,county\n", "", "has 2 columns and the header 16"},
		{"broken UTF-8", figureLine("note", "\xd4\xc0\xd1"), "", "UTF-8"},
		{"open quotation", figureLine("note", `"open`), "", "not closed"},
		{"long line", figureLine("note", strings.Repeat("x", maxRowBytes)), "", "longer"},
	} {
		good := figureLine("metric_id", "disclosure.total", "unit", "条")
		reports, rejects, err := ReadFigures("f.csv", strings.NewReader(fullHeader+c.rows+good))
		if err != nil || len(rejects) != 1 || len(reports) != 1 {
			t.Errorf("%s: %d reports, rejects %v, %v", c.name, len(reports), rejects, err)
			continue
		}
		if r := rejects[0]; r.Column != c.column || !strings.Contains(r.ReasonEN, c.reason) || r.Row != 2 || r.ReasonZH == "" || r.Raw == "" || r.File != "f.csv" {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}

// A stray quotation mark costs its own row, not the rows up to the next quotation.
func TestStrayQuotation(t *testing.T) {
	data := fullHeader + figureLine("note", `"open`) + figureLine("metric_id", "disclosure.total", "unit", "条") +
		figureLine("metric_id", "review.total", "note", `"two
lines, ""quoted"""`) + figureLine("metric_id", "litigation.total")
	reports, rejects, err := ReadFigures("f.csv", strings.NewReader(data))
	if err != nil || len(reports) != 1 || len(rejects) != 1 {
		t.Fatalf("%d reports, rejects %+v, %v", len(reports), rejects, err)
	}
	if rejects[0].Row != 2 || len(reports[0].Facts) != 3 {
		t.Errorf("reject %+v, facts %+v", rejects[0], reports[0].Facts)
	}
	if got, want := reports[0].Facts[1].Evidence.Column, "two\nlines, \"quoted\""; got != want {
		t.Errorf("the note is %q, want %q", got, want)
	}
	checkEvidence(t, reports[0])
}

func TestContradictionsAndRepeats(t *testing.T) {
	data := fullHeader + figureLine() + figureLine("value", "13") + figureLine("metric_id", "disclosure.total", "unit", "条") +
		figureLine("metric_id", "disclosure.total", "unit", "条") + figureLine("metric_id", "disclosure.total", "unit", "条", "scope", "cumulative", "value", "90")
	reports, rejects, err := ReadFigures("f.csv", strings.NewReader(data))
	if err != nil || len(reports) != 1 || len(rejects) != 2 {
		t.Fatalf("%d reports, rejects %v, %v", len(reports), rejects, err)
	}
	if !strings.Contains(rejects[0].ReasonEN, "line 3") || !strings.Contains(rejects[1].ReasonEN, "line 2") {
		t.Errorf("each of two contradicting rows names the other: %v", rejects)
	}
	r := reports[0]
	if len(r.Facts) != 2 || r.Facts[0].Scope != disclosure.ScopeAggregate || r.Facts[1].Scope != disclosure.ScopeCumulative {
		t.Errorf("facts %+v", r.Facts)
	}
	if len(r.Findings) != 1 || r.Findings[0].Code != "DUPLICATE_ROW" {
		t.Errorf("findings %+v", r.Findings)
	}
}

func TestUnitsAndRounding(t *testing.T) {
	for _, c := range []struct {
		cells, value, raw string
		qualifier         disclosure.Qualifier
	}{
		{"metric_id,fees.application.amount,value,251000,unit,元", "25.1", "251000元", ""},
		{"metric_id,fees.application.amount,value,2340.5,unit,元", "0.23405", "2340.5元", ""},
		{"metric_id,fees.application.amount,value,1,unit,元", "0.0001", "1元", ""},
		{"metric_id,fees.application.amount,value,0.01,unit,元", "0.000001", "0.01元", ""},
		{"metric_id,fees.application.amount,value,0.016,unit,元", "0.000002", "0.016元", disclosure.QualifierApprox},
		{"metric_id,fees.application.amount,value,999999999999999,unit,元", "99999999999.9999", "999999999999999元", ""},
		{"metric_id,fees.application.amount,value,1564.697885,unit,万元", "1564.697885", "", ""},
		{"metric_id,fees.application.amount,value,1564.6978854,unit,万元", "1564.697885", "1564.6978854万元", disclosure.QualifierApprox},
		{"metric_id,fees.application.amount,value,1564.6978854,unit,万元,qualifier,at_least", "1564.697885", "1564.6978854万元", disclosure.QualifierAtLeast},
		{"metric_id,requests.received.total,value,3,unit,条", "3", "3条", ""},
		{"metric_id,requests.received.total,value,3,unit,", "3", "", ""},
		{"metric_id,requests.received.total,value,99999999999,unit,", "99999999999", "", ""},
	} {
		reports, rejects, err := ReadFigures("f.csv", strings.NewReader(fullHeader+figureLine(strings.Split(c.cells, ",")...)))
		if err != nil || len(rejects) > 0 || len(reports) != 1 {
			t.Errorf("%s: %v %v", c.cells, rejects, err)
			continue
		}
		if f := reports[0].Facts[0]; f.Value.String() != c.value || f.Raw != c.raw || f.Qualifier != c.qualifier {
			t.Errorf("%s: value %s %q raw %q, want %s %q %q", c.cells, f.Value, f.Qualifier, f.Raw, c.value, c.qualifier, c.raw)
		}
	}
}

func TestQuarantine(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{figureLine("year", ""), []string{"YEAR_UNRESOLVED"}},
		{figureLine("issuer", "某县", "region_name", "", "gb2260_code", ""), []string{"REGION_UNRESOLVED"}},
		{figureLine("issuer", "中华人民共和国水利部", "issuer_level", "department", "province", "", "region_name", "全国", "gb2260_code", ""), nil},
		{figureLine("issuer", "岳阳县人民政府", "issuer_level", "", "province", "", "region_name", "", "gb2260_code", ""), nil},
		{figureLine("issuer", "宿迁市洋河新区", "province", "江苏省", "region_name", "宿迁市洋河新区", "gb2260_code", ""), nil},
		{figureLine("issuer", "", "issuer_level", "", "region_name", "", "gb2260_code", ""), []string{"ISSUER_UNRESOLVED", "REGION_UNRESOLVED"}},
	} {
		reports, rejects, err := ReadFigures("f.csv", strings.NewReader(fullHeader+c.line))
		if err != nil || len(rejects) > 0 || len(reports) != 1 {
			t.Errorf("%s: %v %v", c.line, rejects, err)
			continue
		}
		if got := reports[0].Quarantine; !slices.Equal(got, c.want) {
			t.Errorf("%s: quarantine %v, want %v", c.line, got, c.want)
		}
	}
}

func TestUnusableFiles(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "the file is empty"},
		{"no rows", fullHeader, "no rows"},
		{"missing columns", "issuer,year\nx,2012\n", "lacks the columns metric_id, value"},
		{"unknown column", "issuer,year,metric_id,value,colour\n", "unknown columns colour"},
		{"column twice", "issuer,year,metric_id,value,value\n", "the column value twice"},
		{"cut gzip", "\x1f\x8b\x08\x00", "gzip"},
	} {
		_, _, err := ReadFigures("f.csv", strings.NewReader(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "f.csv") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	cut := packGzip(t, fullHeader+strings.Repeat(figureLine(), 50))
	if _, _, err := ReadFigures("f.csv.gz", bytes.NewReader(cut[:len(cut)-12])); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("a cut gzip file gives %v", err)
	}
}

func TestWriteRejects(t *testing.T) {
	var b strings.Builder
	if err := WriteRejects(&b, []Reject{{"f.csv", 3, "value", "理由", "reason", "a,b"}}); err != nil {
		t.Fatal(err)
	}
	if want := "file,row,column,reason_zh,reason_en,raw\nf.csv,3,value,理由,reason,\"a,b\"\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func FuzzReadFigures(f *testing.F) {
	f.Add(fullHeader + figureLine() + figureLine("note", `"a""b"`))
	f.Add(`{"issuer":"岳阳县","year":2012,"metric_id":"disclosure.total","value":1}`)
	f.Fuzz(func(t *testing.T, data string) {
		reports, _, err := ReadFigures("f", strings.NewReader(data))
		if err != nil {
			return
		}
		for _, r := range reports {
			text := []rune(r.Text)
			for _, fact := range r.Facts {
				if string(text[fact.Evidence.Start:fact.Evidence.End]) != fact.Evidence.Quote {
					t.Fatalf("evidence %+v is not in the text %q", fact.Evidence, r.Text)
				}
			}
		}
	})
}

func BenchmarkReadFigures(b *testing.B) {
	var data strings.Builder
	data.WriteString(fullHeader)
	for year := 2008; year < 2026; year++ {
		for v := range 500 {
			data.WriteString(figureLine("year", fmt.Sprint(year), "issuer", fmt.Sprintf("岳阳县第%d局", v), "issuer_level", "department"))
		}
	}
	b.SetBytes(int64(data.Len()))
	for b.Loop() {
		if _, _, err := ReadFigures("f.csv", strings.NewReader(data.String())); err != nil {
			b.Fatal(err)
		}
	}
}
