package analytics

import (
	"testing"

	"gongkai/ingest/disclosure"
)

// sixCounties is a made-up province: values of 2023 by county, nil for one that is silent, and residents, 0 for not known.
func sixCounties(values []*float64, people []int64, levels ...disclosure.Level) *selection {
	p := &places{spans: map[uint32][]place{}, population: map[uint32][]residents{}, domains: map[domainKey]*domain{}}
	metric := disclosure.MustDictionary().Metrics[0]
	for _, m := range disclosure.MustDictionary().Metrics {
		if m.ID == "requests.received.total" {
			metric = m
		}
	}
	sel := &selection{st: &state{places: p}, measures: []measure{{metric: &metric}}, rows: map[areaKey]areaRow{}, from: 2023, to: 2023}
	for i, v := range values {
		code, level := uint32(430101+i), disclosure.LevelCounty
		if i < len(levels) {
			level = levels[i]
		}
		p.spans[code] = []place{{Region: Region{Code: code, Level: level, Parent: 430000, FromYear: 1981}}}
		if people[i] > 0 {
			p.population[code] = []residents{{Year: 2020, Residents: people[i], Source: "made up"}}
		}
		sel.codes = append(sel.codes, code)
		if v != nil {
			sel.rows[areaKey{metric.Num, code, 2023}] = areaRow{
				Measure: metric.Num, Year: 2023, Code: code, Numerator: v, Status: string(disclosure.StatusReported), Basis: string(BasisOwn),
				Docs: 1, Reported: 1, Expected: 1,
			}
		}
	}
	sel.domain = p.newDomain(sel.codes, 2023, 2023)
	return sel
}

func (sel *selection) onlySum(t *testing.T, by ...string) AggregateRow {
	t.Helper()
	var out Aggregates
	sel.q.By, sel.q.Missing = by, true
	sel.summed(&out, sel.measures[0])
	if len(out.Rows) != 1 {
		t.Fatalf("%d rows, want 1", len(out.Rows))
	}
	return out.Rows[0]
}

// TestSumsAreBounded compares the limits of a sum over regions with HonestTotal of the same counties.
func TestSumsAreBounded(t *testing.T) {
	values := []*float64{number(10), number(24), nil, number(33), number(5), number(0)}
	people := []int64{100_000, 200_000, 300_000, 250_000, 80_000, 60_000}
	var sizes []*float64
	for _, n := range people {
		sizes = append(sizes, number(float64(n)))
	}
	full := []*float64{number(10), number(24), number(7), number(33), number(5), number(0)}
	unknown := append([]int64{}, people...)
	unknown[2] = 0
	for name, c := range map[string]struct {
		sel    *selection
		want   HonestTotalResult
		method string
	}{
		"by residents":      {sixCounties(values, people), HonestTotal(values, sizes), MethodBoundsResidents},
		"residents unknown": {sixCounties(values, unknown), HonestTotal(values, nil), MethodBoundsUnits},
		"complete":          {sixCounties(full, people), HonestTotal(full, sizes), MethodBoundsResidents},
		"too few":           {sixCounties([]*float64{number(1), nil, number(2)}, people[:3]), HonestTotal([]*float64{number(1), nil, number(2)}, nil), ""},
	} {
		row := c.sel.onlySum(t, "year")
		if row.Value == nil || *row.Value != *c.want.Sum || row.Method != c.method || row.Reported != c.want.Present ||
			row.Expected != c.want.Present+c.want.Missing || (row.Lower == nil) != (c.want.Lower == nil) {
			t.Errorf("%s: %+v, want %+v", name, row, c.want)
			continue
		}
		if row.Lower != nil && (!near(*row.Lower, *c.want.Lower, 1e-12) || !near(*row.Upper, *c.want.Upper, 1e-12)) {
			t.Errorf("%s: %v to %v, want %v to %v", name, *row.Lower, *row.Upper, *c.want.Lower, *c.want.Upper)
		}
	}
}

// Places of different levels are not alike, and the years of one place are no places: neither has limits.
func TestSumsWithoutBounds(t *testing.T) {
	values := []*float64{number(10), number(24), nil, number(33)}
	people := []int64{100_000, 200_000, 300_000, 250_000}
	if row := sixCounties(values, people, disclosure.LevelPrefecture).onlySum(t, "year"); row.Value == nil || row.Lower != nil || row.Upper != nil {
		t.Errorf("mixed levels: %+v", row)
	}
	sel := sixCounties(values[:1], people[:1])
	if row := sel.onlySum(t, "region"); row.Value == nil || row.Lower != nil {
		t.Errorf("years of one region: %+v", row)
	}
	if row := sixCounties([]*float64{nil, nil}, people[:2]).onlySum(t, "year"); row.Value != nil || row.Lower != nil || row.Upper != nil {
		t.Errorf("nothing known: %+v", row)
	}
}

func TestSumsSayHowExact(t *testing.T) {
	for _, c := range []struct{ sum, part, want string }{
		{"", "", ""},
		{"", "none_stated", ""},
		{"", "at_least", "at_least"},
		{"at_least", "", "at_least"},
		{"at_least", "at_least", "at_least"},
		{"at_least", "at_most", "approx"},
		{"approx", "unit_lost", "unit_lost"},
		{"cumulative_ambiguous", "approx", "cumulative_ambiguous"},
		{"unit_lost", "cumulative_ambiguous", "cumulative_ambiguous"},
	} {
		if got := addQualifier(c.sum, c.part); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.sum, c.part, got, c.want)
		}
	}
}
