package ingest

import (
	"context"
	"math"
	"strings"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// rollUp recomputes in Go what refresh_units.sql and refresh_own.sql compute in the engine, from the facts as reported.
type rollUp struct {
	own      map[areaOf]float64
	units    map[areaOf][]float64
	children map[areaOf][]uint32 // measure ""
}

type areaOf struct {
	metric string
	year   int
	code   uint32
}

func newRollUp(facts []analytics.Observation, years map[int]bool) rollUp {
	r := rollUp{own: map[areaOf]float64{}, units: map[areaOf][]float64{}, children: map[areaOf][]uint32{}}
	g, seen := gazetteer.Default(), map[areaOf]bool{}
	for _, p := range g.Places() {
		for year := range years {
			at, ok := g.ByCode(p.Code, year)
			if key := (areaOf{"", year, p.Code}); p.Code != 0 && ok && !seen[key] {
				seen[key] = true
				parent := areaOf{"", year, parentOf(at)}
				r.children[parent] = append(r.children[parent], p.Code)
			}
		}
	}
	for _, f := range facts {
		if f.Value == nil || f.Scope == disclosure.ScopeCumulative {
			continue
		}
		key := areaOf{f.Metric, f.Year, f.Region}
		switch {
		case f.Level == disclosure.LevelTownship || f.Level == disclosure.LevelDepartment:
			r.units[key] = append(r.units[key], f.Value.Float())
		case f.Scope == disclosure.ScopeAggregate:
			r.own[key] = f.Value.Float()
		}
	}
	return r
}

// area gives the value of a region and whether there is one.
func (r rollUp) area(key areaOf) (float64, bool) {
	if v, ok := r.own[key]; ok {
		return v, true
	}
	sum, found := 0.0, false
	for _, v := range r.units[key] {
		sum, found = sum+v, true
	}
	for _, child := range r.children[areaOf{"", key.year, key.code}] {
		if v, ok := r.area(areaOf{key.metric, key.year, child}); ok {
			sum, found = sum+v, true
		}
	}
	return sum, found
}

// TestRollUpEqualsGo compares every area value of the bundled figures with the same roll-up in Go.
func TestRollUpEqualsGo(t *testing.T) {
	s := newStack(t)
	loadSample(t, s)
	ctx := context.Background()
	facts, err := s.store.Observations(ctx, analytics.ObservationQuery{})
	if err != nil {
		t.Fatal(err)
	}
	dict := disclosure.MustDictionary()
	metrics, years, codes := map[string]bool{}, map[int]bool{}, map[uint32]bool{nation: true}
	for _, f := range facts {
		if m, _ := dict.Metric(f.Metric); m.Kind.Additive() && f.Value != nil {
			metrics[f.Metric], years[f.Year] = true, true
		}
		if f.Region != 0 { // a functional zone has no code and is in no roll-up
			codes[f.Region], codes[f.Region/100*100], codes[f.Region/10000*10000] = true, true, true
		}
	}
	want := newRollUp(facts, years)
	var q analytics.AggregateQuery
	for m := range metrics {
		q.Measures = append(q.Measures, m)
	}
	for c := range codes {
		q.Regions = append(q.Regions, c)
	}
	got, err := s.store.Aggregates(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	have := map[areaOf]float64{}
	for _, row := range got.Rows {
		if row.Value != nil {
			have[areaOf{row.Measure, row.Year, row.Region}] = *row.Value
		}
	}
	compared := 0
	for m := range metrics {
		for y := range years {
			for c := range codes {
				key := areaOf{m, y, c}
				w, wok := want.area(key)
				h, hok := have[key]
				if wok != hok || wok && math.Abs(w-h) > 1e-9*math.Max(1, math.Abs(w)) {
					t.Errorf("%v: engine %v %v, Go %v %v", key, h, hok, w, wok)
				}
				if wok {
					compared++
				}
			}
		}
	}
	if compared < 2000 {
		t.Errorf("only %d values compared", compared)
	}
}

// TestSumOfUnits checks what goes into the sum of a region without a report of its own: a department's figure for itself is not
// added to its figure for all it oversees, and a sum with an approximate part is approximate.
func TestSumOfUnits(t *testing.T) {
	s := newStack(t)
	reports, rejects, err := ReadFigures("f.csv", strings.NewReader(`issuer,issuer_level,province,region_name,gb2260_code,year,metric_id,value,qualifier,scope
岳阳县人民政府,county,湖南省,岳阳县,430621,2012,disclosure.total,5,,
岳阳市财政局,department,湖南省,岳阳市,430600,2012,disclosure.total,7,,own
岳阳市财政局,department,湖南省,岳阳市,430600,2012,disclosure.total,30,,aggregate
岳阳市教育局,department,湖南省,岳阳市,430600,2012,disclosure.total,100,at_least,own
岳阳市财政局,department,湖南省,岳阳市,430600,2013,requests.received.total,3,,own
岳阳市财政局,department,湖南省,岳阳市,430600,2013,requests.received.total,4,,aggregate
岳阳市财政局,department,湖南省,岳阳市,430600,2013,review.total,1,,own
岳阳市财政局,department,湖南省,岳阳市,430600,2013,review.total,2,,aggregate
岳阳县人民政府,county,湖南省,岳阳县,430621,2003,disclosure.total,2,,
岳阳楼区人民政府,county,湖南省,岳阳楼区,430602,2003,disclosure.total,3,,
`))
	if err != nil || len(rejects) > 0 {
		t.Fatal(err, rejects)
	}
	s.publish(t, reports...)
	for _, want := range []struct {
		measure   string
		year      int
		value     float64
		qualifier string
	}{
		{"disclosure.total", 2012, 5 + 30 + 100, "at_least"},
		{"requests.received.total", 2013, 4, ""},
		{"review.total", 2013, 2, ""},
		{"disclosure.total", 2003, 2 + 3, ""}, // firstFigureYear
	} {
		got, err := s.store.Aggregates(context.Background(), analytics.AggregateQuery{
			Measures: []string{want.measure}, Regions: []uint32{430600}, From: want.year, To: want.year,
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Rows) != 1 || got.Rows[0].Value == nil || *got.Rows[0].Value != want.value || got.Rows[0].Qualifier != want.qualifier {
			t.Errorf("%s: %+v, want %v %q", want.measure, got.Rows, want.value, want.qualifier)
		}
	}
}

func loadSample(t testing.TB, s stack) Tally {
	t.Helper()
	tally, err := Load(context.Background(), s.publisher, LoadOptions{Sample: true})
	if err != nil {
		t.Fatal(err)
	}
	s.refresh(t)
	return tally
}
