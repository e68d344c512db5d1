package analytics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/ingest/disclosure"
)

// countiesOf is a made-up province: values of 2023 by county, nil for one that is silent, and residents, 0 for not known.
func countiesOf(values []*float64, people []int64, levels ...disclosure.Level) *selection {
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
	values, sizes, people := []*float64{}, []*float64{}, []int64{}
	for i := range 29 {
		values = append(values, number(float64(i*i%37)))
		people = append(people, int64(60_000+i*11_000))
		sizes = append(sizes, number(float64(people[i])))
	}
	full, unknown := slices.Clone(values), slices.Clone(people)
	values[2], values[9], unknown[2] = nil, nil, 0
	one, few := slices.Clone(full), slices.Clone(full[:20])
	one[4], few[1], few[2] = nil, nil, nil
	for name, c := range map[string]struct {
		sel    *selection
		want   HonestTotalResult
		method string
	}{
		"by residents":      {countiesOf(values, people), HonestTotal(values, sizes), MethodBoundsResidents},
		"residents unknown": {countiesOf(values, unknown), HonestTotal(values, nil), MethodBoundsUnits},
		"complete":          {countiesOf(full, people), HonestTotal(full, sizes), MethodBoundsResidents},
		"one silent":        {countiesOf(one, people), HonestTotal(one, sizes), ""},
		"too few":           {countiesOf(few, people[:20]), HonestTotal(few, sizes[:20]), ""},
	} {
		row := c.sel.onlySum(t, "year")
		if row.Value == nil || *row.Value != *c.want.Sum || row.Method != c.method || row.Reported != c.want.Present ||
			row.Expected != c.want.Present+c.want.Missing || row.Bounded() != (row.Lower != nil) {
			t.Errorf("%s: %+v, want %+v", name, row, c.want)
			continue
		}
		if row.Lower != nil && (!near(*row.Lower, *c.want.Lower, 1e-12) || !near(*row.Upper, *c.want.Upper, 1e-12)) {
			t.Errorf("%s: %v to %v, want %v to %v", name, *row.Lower, *row.Upper, *c.want.Lower, *c.want.Upper)
		}
	}
}

// TestBoundsHoldTruth hides regions at random where enoughHeard just allows limits: the truth lies inside in 95 % of runs, less
// what 3,000 runs leave to chance.
func TestBoundsHoldTruth(t *testing.T) {
	random := rand.New(rand.NewPCG(20261122, 4))
	const runs = 3000
	for _, c := range []struct{ heard, silent int }{{minHeard, 2}, {minHeard, 5}, {minHeard, 100}, {minHeardForOne, 1}, {minHeardForOne, 10}} {
		if !enoughHeard(c.heard, c.silent) || enoughHeard(minHeard-1, c.silent) || enoughHeard(minHeardForOne-1, 1) {
			t.Fatalf("%+v: not at the limit", c)
		}
		inside := 0
		for range runs {
			values, sizes, truth := make([]*float64, c.heard+c.silent), make([]*float64, c.heard+c.silent), 0.0
			for i := range values {
				size := math.Exp(random.NormFloat64() + 12)
				v := size * math.Exp(random.NormFloat64()-9)
				truth, sizes[i] = truth+v, number(size)
				if i < c.heard {
					values[i] = number(v)
				}
			}
			if h := HonestTotal(values, sizes); *h.Lower <= truth && truth <= *h.Upper {
				inside++
			}
		}
		if share := float64(inside) / runs; share < 0.94 {
			t.Errorf("%d heard, %d silent: the truth is inside in %v of runs", c.heard, c.silent, share)
		}
	}
}

// Places of different levels are not alike, and the years of one place are no places: neither has limits.
func TestSumsWithoutBounds(t *testing.T) {
	values := []*float64{number(10), number(24), nil, number(33)}
	people := []int64{100_000, 200_000, 300_000, 250_000}
	if row := countiesOf(values, people, disclosure.LevelPrefecture).onlySum(t, "year"); row.Value == nil || row.Lower != nil || row.Upper != nil {
		t.Errorf("mixed levels: %+v", row)
	}
	sel := countiesOf(values[:1], people[:1])
	if row := sel.onlySum(t, "region"); row.Value == nil || row.Lower != nil {
		t.Errorf("years of one region: %+v", row)
	}
	if row := countiesOf([]*float64{nil, nil}, people[:2]).onlySum(t, "year"); row.Value != nil || row.Lower != nil || row.Upper != nil {
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
