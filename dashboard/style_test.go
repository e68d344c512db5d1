package dashboard

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast asserts that text stands out from what it is printed on by at least 4.5:1 (WCAG 2.1, 1.4.3), and signs and
// lines of charts by 3:1 (1.4.11), in light and in dark.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("app.css has no dark colours")
	}
	dark, _, _ = strings.Cut(dark, "* { box-sizing")
	for name, tokens := range map[string]map[string]string{"light": colours(light), "dark": colours(dark)} {
		check := func(least float64, text, ground string) {
			t.Helper()
			if got := contrast(t, tokens[text], tokens[ground]); got < least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", name, text, ground, got, least)
			}
		}
		for _, ground := range []string{"bg", "surface", "sunken"} {
			for _, text := range []string{"ink", "ink-2", "ink-3", "accent"} {
				check(4.5, text, ground)
			}
		}
		for _, pair := range [][2]string{
			{"accent-ink", "accent"},
			{"accent", "accent-soft"},
			{"ink", "accent-soft"},
			{"warn", "warn-soft"},
			{"ink", "mark"},
			{"ink", "mark-alt"},
			{"ink", "heat-0"},
			{"ink", "heat-1"},
			{"ink", "heat-2"},
			{"ink", "heat-3"},
			{"heat-ink-strong", "heat-4"},
			{"heat-ink-strong", "heat-5"},
		} {
			check(4.5, pair[0], pair[1])
		}
		for i := 1; i <= 7; i++ {
			check(3, "c"+strconv.Itoa(i), "surface")
		}
	}
}

func colours(css string) map[string]string {
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
		out[m[1]] = m[2]
	}
	return out
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.1.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) != 7 {
		t.Fatalf("no colour %q", hex)
	}
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
