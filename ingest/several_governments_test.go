package ingest

import (
	"context"
	"slices"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestOneOfSeveralGovernments: two governments that speak for one county are not added, and which of them speaks does not depend on the
// order in which they came.
func TestOneOfSeveralGovernments(t *testing.T) {
	county := yueyang("甲", fact("requests.received.total", 10))
	zone := yueyang("乙", fact("requests.received.total", 70))
	zone.Issuer.Name, zone.Issuer.Region = "岳阳工业园管理委员会", "岳阳工业园" // another issuer under the code of the county
	var said []float64
	for _, order := range [][]*disclosure.Report{{county, zone}, {zone, county}} {
		s := newStack(t)
		for _, r := range order {
			s.publish(t, r)
		}
		for _, by := range [][]string{{"region", "year"}, {"region", "year", "body"}} {
			found, err := s.store.Aggregates(context.Background(), analytics.AggregateQuery{
				Measures: []string{"requests.received.total"}, Regions: []uint32{430621}, From: county.Year, To: county.Year, By: by,
			})
			if err != nil || len(found.Rows) != 1 || found.Rows[0].Value == nil {
				t.Fatalf("by %v: %+v %v", by, found.Rows, err)
			}
			said = append(said, *found.Rows[0].Value)
		}
	}
	if len(slices.Compact(slices.Clone(said))) != 1 || said[0] != 10 && said[0] != 70 {
		t.Errorf("values %v, want one of the two every time", said)
	}
}
