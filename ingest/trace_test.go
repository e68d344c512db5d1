package ingest

import (
	"context"
	"os"
	"testing"

	"gongkai/analytics"
)

// TestTrace runs a query again as the trace tells it, and finds what the answer was made of.
func TestTrace(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954)))
	for range 2 { // the second answer comes from memory and names the same query
		var trace analytics.Trace
		_, err := s.store.Aggregates(analytics.WithTrace(ctx, &trace), analytics.AggregateQuery{Measures: []string{"disclosure.total"}, Regions: []uint32{430621}, Missing: true})
		if err != nil {
			t.Fatal(err)
		}
		found := trace.Queries()
		if len(found) != 2 || found[0].File != "sql/queries/areas.sql" || found[1].File != "sql/queries/held.sql" {
			t.Fatalf("queries %+v", found)
		}
		if _, err := os.Stat("../" + found[0].File); err != nil {
			t.Error(err)
		}
		if found[0].Parameters["generation"] == nil {
			t.Errorf("parameters %v", found[0].Parameters)
		}
		var rows []struct {
			Level       string   `ch:"level"`
			Measure     uint16   `ch:"measure"`
			Year        uint16   `ch:"year"`
			Code        uint32   `ch:"code"`
			Numerator   *float64 `ch:"numerator"`
			Denominator *float64 `ch:"denominator"`
			Status      string   `ch:"status"`
			Qualifier   string   `ch:"qualifier"`
			Basis       string   `ch:"basis"`
			Reported    uint32   `ch:"reported"`
			Expected    uint32   `ch:"expected"`
			Docs        uint32   `ch:"docs"`
			Form        string   `ch:"form"`
			Issuer      uint64   `ch:"issuer"`
			Origin      string   `ch:"origin"`
		}
		if err := s.db.Select(ctx, &rows, "areas", found[0].Parameters); err != nil || len(rows) != 1 || *rows[0].Numerator != 7954 {
			t.Errorf("run again: %+v, %v", rows, err)
		}
	}
}
