package ingest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// TestListedEvidence compares the evidence of a list with that of each observation asked for alone, over several pages, and checks
// that a former revision's words do not come along.
func TestListedEvidence(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	disputed := fact("disclosure.total", 7954)
	disputed.Alternatives = []disclosure.Alternative{{Value: disclosure.Count(7999), Evidence: disclosure.Evidence{Quote: "乙", Start: 1, End: 2, Rule: "test"}}}
	s.publish(t, yueyang("甲乙", fact("disclosure.total", 1), fact("review.total", 9)))
	s.publish(t, yueyang("甲乙丙", disputed, fact("review.total", 3), fact("litigation.total", 0)))
	for _, query := range []analytics.ObservationQuery{
		{Limit: 2},
		{Limit: 10, Metrics: []string{"disclosure.total"}, Regions: []uint32{430621}},
		{Limit: 3, Forms: []disclosure.Form{disclosure.FormNarrative2008, disclosure.FormFigures}},
		{Limit: 4, Forms: []disclosure.Form{disclosure.Form2021}},
	} {
		query.Evidence = true
		rows := 0
		for {
			page, err := s.store.Observations(ctx, query)
			if err != nil {
				t.Fatal(err)
			}
			for _, listed := range page {
				alone, err := s.store.Observation(ctx, listed.ID)
				if err != nil {
					t.Fatal(err)
				}
				alone.Raw = listed.Raw // the list does not read it
				if diff := cmp.Diff(alone, listed); diff != "" {
					t.Errorf("%s: %s", listed.ID, diff)
				}
				rows++
			}
			if len(page) < query.Limit {
				break
			}
			query.After = page[len(page)-1].ID
		}
		if want := map[int]int{2: 3, 10: 1, 3: 3, 4: 0}[query.Limit]; rows != want {
			t.Errorf("%+v: %d rows, want %d", query, rows, want)
		}
	}
}
