package ingest

import (
	"context"
	"fmt"
	"testing"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
	"gongkai/ingest/gazetteer"
)

// TestLargestValuesAddUp: 111 values just below the bound are more than 64 bits of millionths hold, and their sum stands.
func TestLargestValuesAddUp(t *testing.T) {
	const largest, counties = 99_999_999_999, 111
	var reports []*disclosure.Report
	for _, p := range gazetteer.Default().Places() {
		if p.Level != disclosure.LevelCounty || p.Code/10000 != 51 || !p.InForce(2012) || len(reports) == counties {
			continue
		}
		r := yueyang(fmt.Sprint(p.Name, p.Code), fact("disclosure.total", largest))
		r.Issuer.Name, r.Issuer.Province, r.Issuer.Region, r.Issuer.Code = p.Name+"人民政府", "四川省", p.Name, fmt.Sprint(p.Code)
		reports = append(reports, r)
	}
	if len(reports) != counties {
		t.Fatalf("%d counties of 四川省", len(reports))
	}
	s := newStack(t)
	s.publish(t, reports...)
	got, err := s.store.Aggregates(context.Background(), analytics.AggregateQuery{Measures: []string{"disclosure.total"}, Regions: []uint32{510000}, From: 2012, To: 2012})
	if err != nil || len(got.Rows) != 1 || got.Rows[0].Value == nil {
		t.Fatalf("%+v, %v", got.Rows, err)
	}
	if sum := *got.Rows[0].Value; sum != largest*counties {
		t.Errorf("the sum is %.0f, want %d", sum, int64(largest*counties))
	}
}

// TestValuesAreReadBackExactly: more digits than a float64 holds come back as they were published, as value and as alternative.
func TestValuesAreReadBackExactly(t *testing.T) {
	text := map[string]string{"fees.application.amount": "99999999999.999999", "procurement.amount": "12345678901.234567", "admin_charges.amount": "0.000001"}
	r := yueyang("甲乙")
	for metric, printed := range text {
		v, exact, ok := disclosure.ParseValue(printed, 0)
		if !exact || !ok {
			t.Fatal(printed)
		}
		f := fact(metric, 1)
		f.Value, f.Alternatives = &v, []disclosure.Alternative{{Value: v - 1, Evidence: f.Evidence}}
		r.Facts = append(r.Facts, f)
	}
	s := newStack(t)
	s.publish(t, r)
	got, err := s.store.Observations(context.Background(), analytics.ObservationQuery{Regions: []uint32{430621}, From: 2012, To: 2012, Evidence: true})
	if err != nil || len(got) != len(text) {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, o := range got {
		if o.Value == nil || o.Value.String() != text[o.Metric] {
			t.Errorf("%s is %s, want %s", o.Metric, o.Value, text[o.Metric])
		}
		if len(o.Alternatives) != 1 || o.Alternatives[0].Value != *o.Value-1 {
			t.Errorf("%s: alternatives %+v", o.Metric, o.Alternatives)
		}
	}
}
