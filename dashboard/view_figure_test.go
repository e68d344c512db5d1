package dashboard

import (
	"strings"
	"testing"
)

// A panic in one figure of a page must reach the page's error handling and not end the program.
func TestTogetherSurvivesPanic(t *testing.T) {
	good := func() (*Figure, error) { return &Figure{ID: "good"}, nil }
	bad := func() (*Figure, error) { panic("no such figure") }
	if _, err := together(good, bad); err == nil || !strings.Contains(err.Error(), "no such figure") {
		t.Errorf("error %v", err)
	}
	figures, err := together(good, good)
	if err != nil || len(figures) != 2 || figures[1].ID != "good" {
		t.Errorf("figures %v, %v", figures, err)
	}
}
