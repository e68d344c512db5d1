package ingest

import (
	"context"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestBodiesAreNotTheirCounty: a county of which only one department's report is held gets no rate from it, and its figures
// are marked as the sum of what is known.
func TestBodiesAreNotTheirCounty(t *testing.T) {
	s := newStack(t)
	office := yueyang("局", fact("requests.received.total", 50), fact("review.total", 10))
	office.Issuer.Name, office.Issuer.Level, office.Scope = "岳阳县水利局", disclosure.LevelDepartment, disclosure.ScopeOwn
	for i := range office.Facts {
		office.Facts[i].Scope = disclosure.ScopeOwn
	}
	s.publish(t, office)
	got, err := s.store.Aggregates(context.Background(), analytics.AggregateQuery{
		Measures: []string{"requests.received.total", "rate.review", "rate.requests_per_100k"}, Regions: []uint32{430621, 430600}, From: 2012, To: 2012,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 6 {
		t.Fatalf("%d rows: %+v", len(got.Rows), got.Rows)
	}
	for _, row := range got.Rows {
		rate := row.Measure != "requests.received.total"
		if (row.Value != nil) == rate || row.Status != string(analytics.StatusPartialUnits) || row.Basis != analytics.BasisUnits {
			t.Errorf("%s of %s: value %v, status %s, basis %s", row.Measure, row.RegionName, row.Value, row.Status, row.Basis)
		}
	}
}

// TestRateOfApproximateCountIsApproximate: 约50 requests make no exact rate.
func TestRateOfApproximateCountIsApproximate(t *testing.T) {
	s := newStack(t)
	r := yueyang("约", fact("requests.received.total", 50), fact("review.total", 10))
	r.Facts[0].Qualifier = disclosure.QualifierApprox
	s.publish(t, r)
	got, err := s.store.Aggregates(context.Background(), analytics.AggregateQuery{
		Measures: []string{"rate.review", "rate.requests_per_100k"}, Regions: []uint32{430621}, From: 2012, To: 2012,
	})
	if err != nil || len(got.Rows) != 2 {
		t.Fatalf("%+v, %v", got.Rows, err)
	}
	for _, row := range got.Rows {
		if row.Qualifier != string(disclosure.QualifierApprox) {
			t.Errorf("%s: qualifier %q", row.Measure, row.Qualifier)
		}
	}
}
