package gazetteer

import (
	"strings"
	"testing"
)

// Residents: communiqués of the sixth (2010) and seventh (2020) national population census.
func TestPopulation(t *testing.T) {
	for _, c := range []struct {
		code   uint32
		year   int
		want   int64
		census int
	}{
		{430621, 2012, 716829, 2010},
		{430621, 2020, 561888, 2020},
		{430621, 2015, 561888, 2020}, // as far from both: the later
		{430621, 2014, 716829, 2010},
		{310000, 2019, 24870895, 2020},
		{310000, 2005, 23019196, 2010},
		{310000, 2004, 0, 0},
		{310000, 2026, 0, 0},
		{999999, 2020, 0, 0},
	} {
		n, census, source, ok := Population(c.code, c.year)
		if n != c.want || census != c.census || ok != (c.want != 0) || ok && source == "" {
			t.Errorf("Population(%d, %d) = %d, %d, %q, %v; want %d of %d", c.code, c.year, n, census, source, ok, c.want, c.census)
		}
	}
}

func TestEveryProvinceHasResidents(t *testing.T) {
	for _, p := range Default().Children(0, 2020) {
		for _, year := range []int{2010, 2020} {
			if _, census, _, ok := Population(p.Code, year); p.Code < 710000 && (!ok || census != year) {
				t.Errorf("%s has no residents for %d", p.Name, year)
			}
		}
	}
}

func TestParsePopulation(t *testing.T) {
	rows, err := ParsePopulation(strings.NewReader("\ufeffcode,name,census_year,residents\n430621,岳阳县,2020,561888\n"))
	if err != nil || len(rows) != 1 || rows[0] != (Residents{430621, 2020, 561888, ""}) {
		t.Errorf("got %v, %v", rows, err)
	}
	for _, c := range []struct{ data, want string }{
		{"", "no header"},
		{"code,year\n", `lacks the column "residents"`},
		{"code,year,residents\n4306,2020,5\n", `line 2: code "4306"`},
		{"code,year,residents\n430621,20,5\n", `line 2: year "20"`},
		{"code,year,residents\n430621,2020,many\n", `line 2: residents "many"`},
		{"code,year,residents\n430621,2020,0\n", "positive"},
		{"code,year,residents\n430621,2020\n", "line 2"},
		{"code,year,residents\n430621,2020,5\n430621,2020,6\n", "line 3: place 430621 and year 2020 already stand in line 2"},
		{"code,year,residents\n\"430621,2020,5\n", "population"},
	} {
		if rows, err := ParsePopulation(strings.NewReader(c.data)); err == nil || rows != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, %v; want %q", c.data, rows, err, c.want)
		}
	}
}
