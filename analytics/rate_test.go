package analytics

import (
	"math"
	"testing"
)

// The first limits are those of PHEindicatormethods phe_rate for 1 of 100 per 100,000; the factor for zero events is the
// closed form -ln(0.025). Those of 250 are Byar's formula evaluated apart from this code.
func TestRateCI(t *testing.T) {
	for _, c := range []struct {
		count, denom, confidence float64
		lower, upper             float64
		method                   string
	}{
		{1, 100, 0.95, 25.31780798429, 5571.643390939, "exact"},
		{0, 100000, 0.95, 0, -math.Log(0.025), "exact"},
		{250, 220, 0.95, 99984.94738532876, 128631.14487455785, "byar"},
	} {
		got := RateCI(c.count, c.denom, 100000, c.confidence)
		if got.Status != StatusOK || got.Method != c.method {
			t.Fatalf("%v of %v: status %s, method %s", c.count, c.denom, got.Status, got.Method)
		}
		if !near(*got.Lower, c.lower, 1e-6) || !near(*got.Upper, c.upper, 1e-6) {
			t.Errorf("%v of %v: limits %v to %v, want %v to %v", c.count, c.denom, *got.Lower, *got.Upper, c.lower, c.upper)
		}
	}
}

func near(got, want, rel float64) bool {
	return math.Abs(got-want) <= rel*math.Max(1e-9, math.Abs(want))
}
