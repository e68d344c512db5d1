package gazetteer

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/population.csv
var populationCSV []byte

// Residents is the number of people living in a place, as one census or register counted them.
type Residents struct {
	Code      uint32
	Year      int // year of the census
	Residents int64
	Source    string
}

// censusReach is how many years a census may be away from the year it stands for.
const censusReach = 5

var populations = sync.OnceValue(func() map[uint32][]Residents {
	rows, err := ParsePopulation(strings.NewReader(string(populationCSV)))
	if err != nil {
		panic(fmt.Errorf("population.csv: %w", err)) // checked by the tests
	}
	byCode := map[uint32][]Residents{}
	for _, r := range rows {
		byCode[r.Code] = append(byCode[r.Code], r)
	}
	return byCode
})

// Populations gives every built-in census figure, by code and year: all provinces and the places of the bundled figures.
func Populations() []Residents {
	var out []Residents
	for _, rows := range populations() {
		out = append(out, rows...)
	}
	slices.SortFunc(out, func(a, b Residents) int {
		if a.Code != b.Code {
			return int(a.Code) - int(b.Code)
		}
		return a.Year - b.Year
	})
	return out
}

// Population gives the residents of a place for a year from the nearest census of 2010 or 2020, at most five years away; of
// two as near, the later. It gives false when no such figure is built in.
func Population(code uint32, year int) (residents int64, censusYear int, source string, ok bool) {
	var best Residents
	for _, r := range populations()[code] {
		if apart(r.Year, year) > censusReach {
			continue
		}
		if !ok || apart(r.Year, year) < apart(best.Year, year) || apart(r.Year, year) == apart(best.Year, year) && r.Year > best.Year {
			best, ok = r, true
		}
	}
	return best.Residents, best.Year, best.Source, ok
}

func apart(a, b int) int { return max(a-b, b-a) }

// maxLineErrors is how many faulty lines ParsePopulation names before it stops.
const maxLineErrors = 20

// ParsePopulation reads residents from CSV with the columns code, year (or census_year), residents and, if wanted, source;
// other columns are left alone. An error names every faulty line, and then no row is given.
func ParsePopulation(r io.Reader) ([]Residents, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("population: no header line (code,year,residents,source): %w", err)
	}
	column := map[string]int{}
	for i, name := range header {
		column[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	if i, ok := column["census_year"]; ok {
		column["year"] = i
	}
	for _, need := range []string{"code", "year", "residents"} {
		if _, ok := column[need]; !ok {
			return nil, fmt.Errorf("population: the header lacks the column %q; it has %s", need, strings.Join(header, ","))
		}
	}
	var out []Residents
	var faults []error
	lines := map[[2]int]int{}
	for len(faults) < maxLineErrors {
		rec, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.Join(append(faults, fmt.Errorf("population: %w", err))...)
		}
		line, _ := in.FieldPos(0)
		row, err := parseResidents(rec, column)
		key := [2]int{int(row.Code), row.Year}
		if first, twice := lines[key]; err == nil && twice {
			err = fmt.Errorf("place %d and year %d already stand in line %d", row.Code, row.Year, first)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("population line %d: %w", line, err))
			continue
		}
		lines[key] = line
		out = append(out, row)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return out, nil
}

func parseResidents(rec []string, column map[string]int) (Residents, error) {
	field := func(name string) string {
		if i, ok := column[name]; ok && i < len(rec) {
			return strings.TrimSpace(rec[i])
		}
		return ""
	}
	code, err := strconv.ParseUint(field("code"), 10, 32)
	if err != nil || code < 100000 || code > 999999 {
		return Residents{}, fmt.Errorf("code %q is not a code of six digits", field("code"))
	}
	year, err := strconv.Atoi(field("year"))
	if err != nil || year < 1900 || year > 2100 {
		return Residents{}, fmt.Errorf("year %q is not a year", field("year"))
	}
	residents, err := strconv.ParseInt(field("residents"), 10, 64)
	if err != nil || residents <= 0 {
		return Residents{}, fmt.Errorf("residents %q is not a positive whole number", field("residents"))
	}
	return Residents{uint32(code), year, residents, field("source")}, nil
}
