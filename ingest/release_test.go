package ingest

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"gongkai/analytics"
)

// TestReleaseStaysWhatItWas freezes, publishes a correction, and finds both states, and the difference between them.
func TestReleaseStaysWhatItWas(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	if _, err := Freeze(ctx, s.db, "first", ""); !errors.Is(err, ErrNothingYet) {
		t.Errorf("a release of nothing: %v", err)
	}
	s.publish(t, yueyang("甲", fact("disclosure.total", 7954), fact("review.total", 3)))
	manifest, err := Freeze(ctx, s.db, "2026.1", "the first")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Freeze(ctx, s.db, "2026.1", ""); !errors.Is(err, ErrReleaseExists) {
		t.Errorf("the same name again: %v", err)
	}
	if _, err := Freeze(ctx, s.db, "a b", ""); !errors.Is(err, ErrReleaseName) {
		t.Errorf("a bad name: %v", err)
	}
	s.publish(t, yueyang("乙", fact("disclosure.total", 7999)))
	s.publish(t, yueyang("丙", fact("disclosure.total", 8000))) // drops generations twice
	query := analytics.AggregateQuery{Measures: []string{"disclosure.total"}, Regions: []uint32{430621}}
	for _, c := range []struct {
		pin  analytics.Pin
		want float64
	}{{analytics.Pin{Release: "2026.1"}, 7954}, {analytics.Pin{}, 8000}} {
		got, err := s.store.Aggregates(analytics.WithPin(ctx, c.pin), query)
		if err != nil || len(got.Rows) != 1 || *got.Rows[0].Value != c.want {
			t.Errorf("%+v: %+v, %v; want %v", c.pin, got.Rows, err, c.want)
		}
	}
	if _, err := s.store.Release(analytics.WithPin(ctx, analytics.Pin{Release: "none"})); !errors.Is(err, analytics.ErrNotFound) {
		t.Errorf("an unknown release: %v", err)
	}
	changes, err := s.store.Changes(ctx, "2026.1", "", 10)
	if err != nil || len(changes) != 2 {
		t.Fatalf("changes %+v, %v", changes, err)
	}
	for _, c := range changes {
		switch c.Metric {
		case "disclosure.total":
			if c.Before.String() != "7954" || c.After.String() != "8000" {
				t.Errorf("change %+v", c)
			}
		case "review.total":
			if c.Before.String() != "3" || c.After != nil || c.AfterStatus != "" {
				t.Errorf("change %+v", c)
			}
		}
	}
	other := newStack(t)
	other.publish(t, yueyang("甲", fact("disclosure.total", 7954), fact("review.total", 3)))
	again, err := Freeze(ctx, other.db, "2026.1", "")
	if err != nil || !reflect.DeepEqual(manifest, again) {
		t.Errorf("the same reports in another database: %+v, want %+v, %v", again, manifest, err)
	}
}

// TestReleaseKeepsItsText reads the same bytes anew, as a newer program does whose text of them differs: a release still shows the text
// that its evidence points into.
func TestReleaseKeepsItsText(t *testing.T) {
	s := newStack(t)
	ctx := context.Background()
	first := yueyang("甲", fact("disclosure.total", 7954))
	s.publish(t, first)
	if _, err := Freeze(ctx, s.db, "2026.1", ""); err != nil {
		t.Fatal(err)
	}
	again := yueyang("甲", fact("disclosure.total", 7999))
	again.Text = "另一种读法。" + first.Text
	s.publish(t, again)
	id := first.ID()
	for pin, want := range map[analytics.Pin]string{{Release: "2026.1"}: first.Text, {}: again.Text} {
		got, err := s.store.Report(analytics.WithPin(ctx, pin), id)
		if err != nil || got.Text != want {
			t.Errorf("%+v: %q, %v; want %q", pin, got.Text, err, want)
		}
	}
}
