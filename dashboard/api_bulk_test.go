package dashboard

import (
	"encoding/json"
	"testing"
)

// TestBulkRows downloads every file of /v1/bulk and counts its rows.
func TestBulkRows(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{rows: 17})
	known := 0
	for _, item := range apiBody(t, fetch(t, s, "/v1/bulk"))["data"].([]any) {
		file := item.(map[string]any)
		body := fetch(t, s, file["url"].(string))
		if file["format"] != "csv" {
			continue // TestFormatsAgree compares the formats with each other
		}
		rows := float64(len(readCSV(t, string(body))) - 1)
		if file["rows"] != nil && file["rows"] != rows {
			t.Errorf("%s has %v rows, /v1/bulk says %v", file["id"], rows, file["rows"])
		}
		if file["rows"] != nil {
			known++
		}
	}
	if known < 4 {
		t.Errorf("rows of only %d files are known", known)
	}
}

// TestDescriptionsMatchHeaders compares the columns that the data package and the CSV metadata promise with the files.
func TestDescriptionsMatchHeaders(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	var pack struct {
		Resources []struct {
			Path   string
			Schema struct{ Fields []struct{ Name string } }
		}
	}
	if err := json.Unmarshal(fetch(t, s, "/v1/datapackage.json"), &pack); err != nil {
		t.Fatal(err)
	}
	var csvw struct {
		Tables []struct {
			URL         string
			TableSchema struct{ Columns []struct{ Name string } }
		}
	}
	if err := json.Unmarshal(fetch(t, s, "/v1/csv-metadata.json"), &csvw); err != nil {
		t.Fatal(err)
	}
	if len(pack.Resources) < 5 || len(pack.Resources) != len(csvw.Tables) {
		t.Fatalf("%d resources, %d tables", len(pack.Resources), len(csvw.Tables))
	}
	for i, r := range pack.Resources {
		header := readCSV(t, string(fetch(t, s, r.Path)))[0]
		if r.Path != csvw.Tables[i].URL || len(header) != len(r.Schema.Fields) || len(header) != len(csvw.Tables[i].TableSchema.Columns) {
			t.Errorf("%s: %d columns, %d fields", r.Path, len(header), len(r.Schema.Fields))
			continue
		}
		for j, name := range header {
			if name != r.Schema.Fields[j].Name || name != csvw.Tables[i].TableSchema.Columns[j].Name {
				t.Errorf("%s: column %d is %s, described as %s", r.Path, j, name, r.Schema.Fields[j].Name)
			}
		}
	}
}

func TestCharts(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	for _, view := range []string{"lines", "bars", "intervals"} {
		got := apiBody(t, fetch(t, s, "/v1/charts/"+view+"?measure=disclosure.total&region=430621~360981&time=2011..2013"))
		series := got["option"].(map[string]any)["series"].([]any)
		if len(series) == 0 || got["count"] != 6.0 {
			t.Errorf("%s: %d series of %v rows", view, len(series), got["count"])
		}
	}
	checkProblem(t, s, "/v1/charts/pie?measure=disclosure.total&region=430621", "unknown-code", "view", "lines", 404)
}
