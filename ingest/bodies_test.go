package ingest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestWhatBodiesState publishes a county government's report with a figure for the whole area and one of its own, two departments' and
// a township's, and asks for each kind: none is added to another, and without a word about bodies the region has its own report's value.
func TestWhatBodiesState(t *testing.T) {
	const measure = "requests.received.total"
	s, ctx := newStack(t), context.Background()
	scoped := func(n int64, scope disclosure.Scope) disclosure.Fact {
		f := fact(measure, n)
		f.Scope = scope
		return f
	}
	body := func(name string, level disclosure.Level, facts ...disclosure.Fact) *disclosure.Report {
		r := yueyang(name, facts...)
		r.Issuer.Name, r.Issuer.Level, r.Scope = name, level, disclosure.ScopeOwn
		return r
	}
	rough := scoped(5, disclosure.ScopeOwn)
	rough.Qualifier = disclosure.QualifierApprox
	s.publish(t,
		yueyang("甲", scoped(100, disclosure.ScopeAggregate), scoped(12, disclosure.ScopeOwn), scoped(900, disclosure.ScopeCumulative)),
		body("岳阳县教育局", disclosure.LevelDepartment, scoped(7, disclosure.ScopeOwn)),
		body("岳阳县民政局", disclosure.LevelDepartment, rough),
		body("岳阳县荣家湾镇人民政府", disclosure.LevelTownship, scoped(3, disclosure.ScopeOwn)))
	ask := func(by []string, bodies []analytics.Body, scopes []disclosure.Scope, forms ...disclosure.Form) []string {
		t.Helper()
		found, err := s.store.Aggregates(ctx, analytics.AggregateQuery{
			Measures: []string{measure}, Regions: []uint32{430621}, From: 2012, To: 2012, By: by, Bodies: bodies, Scopes: scopes, Forms: forms, Missing: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range found.Rows {
			value := "none"
			if r.Value != nil {
				value = fmt.Sprint(*r.Value)
			}
			out = append(out, fmt.Sprintf("%s %s %s %s%s %d", r.Body, r.Scope, value, r.Status, r.Qualifier, r.NDocs))
		}
		slices.Sort(out)
		return out
	}
	apart := []string{"region", "year"}
	government, own := []analytics.Body{analytics.BodyGovernment}, []disclosure.Scope{disclosure.ScopeOwn}
	for _, c := range []struct {
		name string
		got  []string
		want []string
	}{
		{"the region", ask(apart, nil, nil), []string{" aggregate 100 reported 1"}},
		{"by body", ask([]string{"region", "year", "body"}, nil, own), []string{"department own 12 partialapprox 2", "government own 12 reported 1", "township own 3 partial 1"}},
		{"by scope", ask([]string{"region", "year", "scope"}, nil, nil), []string{"government aggregate 100 reported 1", "government cumulative 900 reported 1", "government own 12 reported 1"}},
		{"by both", ask([]string{"year", "body", "scope"}, nil, nil), []string{
			"department own 12 partialapprox 2", "government aggregate 100 reported 1", "government cumulative 900 reported 1", "government own 12 reported 1", "township own 3 partial 1",
		}},
		{"one scope", ask(apart, government, own), []string{"government own 12 reported 1"}},
		{"departments for whole areas", ask(apart, []analytics.Body{analytics.BodyDepartment}, nil), []string{"department aggregate none no_data 0"}},
		{"its form", ask(apart, nil, nil, disclosure.FormNarrative2008), []string{" aggregate 100 reported 1"}},
		{"another form", ask(apart, nil, nil, disclosure.FormFigures), nil},
		{"years by form", ask([]string{"year", "regime"}, nil, nil), []string{"  100 derived 1"}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestCoverageOfSums: of the 122 counties and districts of 湖南省 in 2012 one has a value, and a sum over them says so, however few rows it has.
func TestCoverageOfSums(t *testing.T) {
	s, ctx := newStack(t), context.Background()
	s.publish(t, yueyang("甲", fact("requests.received.total", 100)))
	for _, by := range [][]string{{"year"}, {"region", "year"}, {"parent", "year"}} {
		found, err := s.store.Aggregates(ctx, analytics.AggregateQuery{
			Measures: []string{"requests.received.total"}, Level: disclosure.LevelCounty, Parent: 430000, From: 2012, To: 2012, By: by, Missing: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		c := found.Coverage
		if c.Expected != 122 || c.Reported != 1 || c.Share != 1.0/122 {
			t.Errorf("%v: %+v", by, c)
		}
		if sums := by[0] != "region"; sums != (c.Incomplete != nil) || sums && (*c.Bounded != 0 || *c.Incomplete == 0) {
			t.Errorf("%v: incomplete %v, bounded %v", by, c.Incomplete, c.Bounded)
		}
	}
	perHead, err := s.store.Aggregates(ctx, analytics.AggregateQuery{
		Measures: []string{"requests.received.total"}, Regions: []uint32{430621}, From: 2012, To: 2012, PerHundredThousand: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	r := perHead.Rows[0]
	if want := 100 / *r.Den * 100_000; *r.Num != 100 || *r.Den < 100_000 || *r.Value != want || r.Lower == nil || r.DenSource == "" {
		t.Errorf("per 100,000 residents: %+v, want %v", r, want)
	}
}
