package dashboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"gongkai/analytics"
)

// figure is what every format must say about one cell; a missing number is "".
type figure struct{ Value, Lower, Upper, Num, Den, Status string }

// figures are the cells of an answer by measure, region and year.
type figures map[string]figure

// TestFormatsAgree asks for 1,000 random states in every format and compares each number with the JSON.
func TestFormatsAgree(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{random: true})
	pick := newRand(20260101)
	readers := map[string]func(testing.TB, []byte) figures{
		"ndjson": ndjsonFigures, "csv": csvFigures, "sdmx-csv": sdmxFigures, "jsonstat": jsonStatFigures, "parquet": parquetFigures,
		"arrow": arrowFigures,
	}
	for i := range 1000 {
		target := randomState(pick)
		want := jsonFigures(t, fetch(t, s, target))
		for name, read := range readers {
			if diff := cmp.Diff(want, read(t, fetch(t, s, target+"&format="+name))); diff != "" {
				t.Fatalf("%s as %s: %s", target, name, diff)
			}
		}
		if i%20 == 0 { // a workbook takes longer than all others together
			if diff := cmp.Diff(want, xlsxFigures(t, fetch(t, s, target+"&format=xlsx"))); diff != "" {
				t.Fatalf("%s as xlsx: %s", target, diff)
			}
		}
	}
}

// TestFormatsOfAnalysesAgree asks the analyses for random places and years in every format and compares each number with the JSON.
func TestFormatsOfAnalysesAgree(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{random: true})
	pick := newRand(20260102)
	one := func(choices ...string) string { return choices[pick.IntN(len(choices))] }
	for range 40 {
		from := 2019 + pick.IntN(3)
		for _, target := range []string{
			"/v1/rankings?measure=" + one("rate.granted", "rate.review", "rate.any_grant") + fmt.Sprintf("&level=county&time=%d", from),
			"/v1/inequality?measure=" + one("rate.granted", "rate.review") + fmt.Sprintf("&level=county&time=%d..%d", from, from+pick.IntN(3)),
			"/v1/composition?of=" + one("outcomes", "reasons", "applicants", "review") + fmt.Sprintf("&region=%s&time=%d", one("430621", "360981"), from),
			"/v1/quality/anomalies?measure=" + one("requests.received.total", "rate.review") + fmt.Sprintf("&level=county&time=%d..%d", from, from+2),
			"/v1/interruptions?at=2019&measure=" + one("requests.received.total", "rate.review") + "&region=" + one("430621", "360981~420222"),
			"/v1/associations?measure=rate.granted~rate.review" + fmt.Sprintf("&level=county&time=%d", from),
		} {
			want := jsonFigures(t, fetch(t, s, target))
			for name, read := range map[string]func(testing.TB, []byte) figures{"ndjson": ndjsonFigures, "csv": csvFigures, "parquet": parquetFigures, "arrow": arrowFigures} {
				if diff := cmp.Diff(want, read(t, fetch(t, s, target+"&format="+name))); diff != "" {
					t.Fatalf("%s as %s: %s", target, name, diff)
				}
			}
		}
	}
}

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

func randomState(pick *rand.Rand) string {
	measures := []string{"disclosure.total", "requests.received.total", "rate.granted", "rate.review", "litigation.total"}
	pick.Shuffle(len(measures), func(i, j int) { measures[i], measures[j] = measures[j], measures[i] })
	place := []string{"region=430621", "region=360981~420222~430621", "level=county", "level=county&parent=430000"}[pick.IntN(4)]
	from := 2008 + pick.IntN(15)
	one := func(choices ...string) string { return choices[pick.IntN(len(choices))] }
	asked := strings.Join(measures[:1+pick.IntN(4)], "~")
	more := one("", "", "&view=index", "&bench=nation", "&bench=parent", "&window=2", "&min_n=10", "&filter[basis]=own", "&ci=99.8")
	switch pick.IntN(6) {
	case 0: // a share of a whole, each outcome a measure of its own
		asked, more = one("requests.result.total.total", "review.total"), "&group_by=region,year,outcome"+one("", "&view=share")
	case 1:
		asked, more = "requests.received.total", "&group_by=region,year,applicant"+one("", "&view=share")
	case 2: // what has denominators can be compared with several places
		asked, more = "rate.granted~rate.review", one("&bench=peers", "&bench=peers&peer_w=province:0", "&bench=set:360981~420222")
	case 3:
		asked, more = "rate.granted", "&variant=excl_procedural"+one("", "&window=3", "&bench=peers")
	case 4:
		asked, more = "disclosure.total~requests.received.total", "&view=per100k"+one("", "&bench=peers", "&bench=nation")
	}
	more += one("", "", "", "&anonymize=1", "&anonymize=1&own=430621")
	return fmt.Sprintf("/v1/aggregates?measure=%s&%s&time=%d..%d&missing=%s&sort=%s%s", asked, place,
		from, from+pick.IntN(4), one("rows", "omit"), one("", "", "value", "-value", "region", "year"), more)
}

func fetch(t testing.TB, s http.Handler, target string) []byte {
	t.Helper()
	w := get(t, s, target)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", target, w.Code, w.Body)
	}
	return w.Body.Bytes()
}

// same prints a number in one way, whatever digits a format used.
func same(t testing.TB, v any) string {
	text := fmt.Sprint(v)
	if v == nil || text == "" {
		return ""
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatalf("%q is not a number", text)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func place(measure, region, year any) string { return fmt.Sprintf("%v %v %v", measure, region, year) }

func rowFigures(t testing.TB, rows []map[string]any) figures {
	out := figures{}
	for _, r := range rows {
		out[place(r["measure"], r["region"], r["year"])] = figure{
			same(t, r["value"]), same(t, r["lower"]), same(t, r["upper"]), same(t, r["num"]), same(t, r["den"]), fmt.Sprint(r["status"]),
		}
	}
	return out
}

func jsonFigures(t testing.TB, body []byte) figures {
	var answer struct{ Data []map[string]any }
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	return rowFigures(t, answer.Data)
}

func ndjsonFigures(t testing.TB, body []byte) figures {
	var rows []map[string]any
	for line := range bytes.Lines(body) {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	end := rows[len(rows)-1]["#EOF"].(map[string]any)
	if end["rows"] != float64(len(rows)-1) {
		t.Fatalf("%d rows, the end says %v", len(rows)-1, end)
	}
	return rowFigures(t, rows[:len(rows)-1])
}

func tableFigures(t testing.TB, records [][]string, names map[string]string) figures {
	var rows []map[string]any
	for _, record := range records[1:] {
		row := map[string]any{}
		for i, cell := range record {
			name := records[0][i]
			if ours, ok := names[name]; ok {
				name = ours
			}
			row[name] = cell
		}
		rows = append(rows, row)
	}
	return rowFigures(t, rows)
}

func csvFigures(t testing.TB, body []byte) figures {
	return tableFigures(t, readCSV(t, string(body)), nil)
}

func sdmxFigures(t testing.TB, body []byte) figures {
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		if missing := r[6] == ""; missing == strings.Contains("ABUV", r[7]) {
			t.Fatalf("value %q with the observation status %q", r[6], r[7])
		}
	}
	return tableFigures(t, records, map[string]string{
		"INDICATOR": "measure", "REF_AREA": "region", "TIME_PERIOD": "year", "OBS_VALUE": "value", "LOWER": "lower", "UPPER": "upper",
		"NUMERATOR": "num", "DENOMINATOR": "den", "STATUS": "status",
	})
}

func xlsxFigures(t testing.TB, body []byte) figures {
	book, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	records, err := book.GetRows("data", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if name, err := book.GetCellValue("metadata", "B1"); err != nil || name != "2026-11-22T01:02:03Z-7" {
		t.Fatalf("metadata names the release %q (%v)", name, err)
	}
	return tableFigures(t, records, nil)
}

func parquetFigures(t testing.TB, body []byte) figures {
	file, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	rows := []map[string]any{}
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		buffer := make([]parquet.Row, group.NumRows())
		n, _ := reader.ReadRows(buffer) // io.EOF comes with the last rows
		for _, values := range buffer[:n] {
			row := map[string]any{}
			for i, v := range values {
				if !v.IsNull() {
					row[file.Schema().Fields()[i].Name()] = v.String()
				}
			}
			rows = append(rows, row)
		}
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := file.Lookup("release"); !ok {
		t.Fatal("no release in the file's metadata")
	}
	return rowFigures(t, rows)
}

func arrowFigures(t testing.TB, body []byte) figures {
	stream, err := ipc.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Release()
	if _, ok := stream.Schema().Metadata().GetValue("release"); !ok {
		t.Fatal("no release in the metadata of the schema")
	}
	rows, stated := []map[string]any{}, ""
	for stream.Next() {
		batch := stream.RecordBatch()
		for i := range int(batch.NumRows()) {
			row := map[string]any{}
			for c, column := range batch.Columns() {
				if column.IsValid(i) {
					row[batch.ColumnName(c)] = column.ValueStr(i)
				}
			}
			rows = append(rows, row)
		}
		if about, ok := batch.(arrow.RecordBatchWithMetadata); ok {
			stated, _ = about.Metadata().GetValue("rows")
		}
	}
	if stream.Err() != nil || stated != strconv.Itoa(len(rows)) {
		t.Fatalf("%d rows, the end says %q: %v", len(rows), stated, stream.Err())
	}
	if !bytes.HasSuffix(body, []byte{0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0}) {
		t.Fatal("the stream has no end mark")
	}
	return rowFigures(t, rows)
}

func jsonStatFigures(t testing.TB, body []byte) figures {
	var cube struct {
		ID        []string
		Size      []int
		Dimension map[string]struct{ Category struct{ Index []string } }
		Value     []any
		Status    []any
		Extension struct{ Gongkai map[string]any }
	}
	if err := json.Unmarshal(body, &cube); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"measure", "region", "year"}, cube.ID); diff != "" {
		t.Fatal(diff)
	}
	out := figures{}
	beside := func(name string, i int) string { return same(t, cube.Extension.Gongkai[name].([]any)[i]) }
	for i, status := range cube.Status {
		if status == nil {
			continue
		}
		keys, rest := make([]any, 3), i
		for d := 2; d >= 0; d-- {
			keys[d] = cube.Dimension[cube.ID[d]].Category.Index[rest%cube.Size[d]]
			rest /= cube.Size[d]
		}
		out[place(keys[0], keys[1], keys[2])] = figure{
			same(t, cube.Value[i]), beside("lower", i), beside("upper", i), beside("num", i), beside("den", i), fmt.Sprint(status),
		}
	}
	return out
}

// TestFormatsAreStable asks twice: a strong ETag promises the same bytes.
func TestFormatsAreStable(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{random: true})
	for name := range formats {
		target := "/v1/aggregates?measure=rate.granted&level=county&time=2020&format=" + name
		switch name {
		case "txt":
			target = "/v1/reports/r430621-2012/text?format=txt"
		case "atom":
			target = "/feeds/changes.atom"
		}
		first, second := get(t, s, target), get(t, s, target)
		if !bytes.Equal(first.Body.Bytes(), second.Body.Bytes()) {
			t.Errorf("%s: two answers with the tag %s differ", name, first.Header().Get("ETag"))
		}
	}
}

func TestAcceptChoosesFormat(t *testing.T) {
	for _, c := range []struct{ accept, want string }{
		{"", "json"},
		{"*/*", "json"},
		{"text/html,application/xhtml+xml,*/*;q=0.8", "json"}, // a browser
		{"text/csv", "csv"},
		{"text/*", "csv"},
		{"application/json;q=0.5, text/csv", "csv"},
		{"text/csv;q=0, */*", "json"},
		{"application/vnd.sdmx.data+csv, text/csv;q=0.9", "sdmx-csv"},
		{"image/png", ""},
		{"text/csv;q=x", ""},
	} {
		got := ""
		if f := acceptable(c.accept, []string{"json", "csv", "sdmx-csv"}); f != nil {
			got = f.name
		}
		if got != c.want {
			t.Errorf("Accept: %s gives %q, want %q", c.accept, got, c.want)
		}
	}
}

// TestArrowRefusesForeignCells: a cell of another type than its column's is an error and never a zero.
func TestArrowRefusesForeignCells(t *testing.T) {
	for kind, cell := range map[string]any{"integer": 2.5, "number": "2", "boolean": 1} {
		schema := arrowSchema([]string{"x"}, []string{kind}, arrow.Metadata{})
		builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
		if err := appendArrow(builder.Field(0), "x", cell); err == nil || !strings.Contains(err.Error(), "column x") {
			t.Errorf("%v in a column of type %s: %v", cell, kind, err)
		}
		builder.Release()
	}
}

// TestSmallRatesInEveryFormat: a rate below its minimum denominator and one that is not to be judged have no number in any
// format, and no SDMX status that says there is one.
func TestSmallRatesInEveryFormat(t *testing.T) {
	few, units := share(430621, 2020, 1, 2), share(360981, 2020, 16, 30)
	few.Status, units.Status = "insufficient_n", "partial"
	for _, r := range []*analytics.AggregateRow{&few, &units} {
		r.Value, r.Lower, r.Upper = nil, nil, nil
	}
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{few, units}})
	want := figures{
		place("rate.granted", "430621", 2020): {Num: "1", Den: "2", Status: "insufficient_n"},
		place("rate.granted", "360981", 2020): {Num: "16", Den: "30", Status: "partial"},
	}
	for name, read := range map[string]func(testing.TB, []byte) figures{
		"json": jsonFigures, "ndjson": ndjsonFigures, "csv": csvFigures, "sdmx-csv": sdmxFigures, "jsonstat": jsonStatFigures,
		"parquet": parquetFigures, "arrow": arrowFigures, "xlsx": xlsxFigures,
	} {
		got := read(t, fetch(t, s, "/v1/aggregates?measure=rate.granted&region=430621~360981&time=2020&format="+name))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestContradictedFigures: a figure that fails an identity says so in every format, and in SDMX it is unvalidated.
func TestContradictedFigures(t *testing.T) {
	row := count("disclosure.total", 430621, 2012, 7954)
	row.Contradictions = []string{"SUM_MISMATCH_CATEGORY"}
	s := newFixtureServer(t, &apiFixture{fixed: []analytics.AggregateRow{row}})
	const target = "/v1/aggregates?measure=disclosure.total&region=430621&time=2012"
	for _, name := range []string{"json", "csv", "ndjson", "jsonstat", "sdmx-csv"} {
		if body := string(fetch(t, s, target+"&format="+name)); !strings.Contains(body, "conflict:SUM_MISMATCH_CATEGORY") {
			t.Errorf("%s does not say that the figure is contradicted: %s", name, body)
		}
	}
	records, err := csv.NewReader(bytes.NewReader(fetch(t, s, target+"&format=sdmx-csv"))).ReadAll()
	if err != nil || records[1][7] != "V" {
		t.Errorf("observation status %v, %v; want V", records[1], err)
	}
}
