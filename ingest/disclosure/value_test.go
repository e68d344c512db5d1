package disclosure

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseValue(t *testing.T) {
	for _, c := range []struct {
		text  string
		shift int
		want  string // "" when the text is no value
		exact bool
	}{
		{"12", 0, "12", true},
		{"59237.2449", 0, "59237.2449", true},
		{"2340.5", -4, "0.23405", true},
		{"0.01", -4, "0.000001", true},
		{"000.500", 0, "0.5", true},
		{"0", -9, "0", true},
		{"0.0000", 9, "0", true},
		{"0.0000005", 0, "0.000001", false},
		{"1.0000004999", 0, "1", false},
		{"1.23456789", 4, "12345.6789", true},
		{"99999999999.999999", 0, "99999999999.999999", true},
		{"99999999999.9999995", 0, "", false}, // rounds to the bound
		{"100000000000", 0, "", false},
		{"999999999999999", -4, "99999999999.9999", true},
		{"9999999999999999999", 0, "", false},
		{"99999999999999999999999999999999", -4, "", false},
		{"0.0000004", 0, "", false}, // would become zero
		{"0.00000000000000000000000000001", -4, "", false},
		{"", 0, "", false},
		{".5", 0, "", false},
		{"5.", 0, "", false},
		{"1.2.3", 0, "", false},
		{"-1", 0, "", false},
		{"1e3", 0, "", false},
		{"１", 0, "", false},
	} {
		v, exact, ok := ParseValue(c.text, c.shift)
		if ok != (c.want != "") || ok && (v.String() != c.want || exact != c.exact) {
			t.Errorf("%s by 10^%d: %s, exact %v, ok %v; want %q, exact %v", c.text, c.shift, v, exact, ok, c.want, c.exact)
		}
	}
}

// ParseValue gives what exact arithmetic gives, rounded half up.
func TestParseValueIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{1,14}(\.[0-9]{1,14})?`).Draw(t, "text")
		shift := rapid.IntRange(-8, 8).Draw(t, "shift")
		steps, _ := new(big.Rat).SetString(text)
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(shift, -shift))), nil)
		if shift < 0 {
			steps.Quo(steps, new(big.Rat).SetInt(scale))
		} else {
			steps.Mul(steps, new(big.Rat).SetInt(scale))
		}
		steps.Mul(steps, big.NewRat(ValueScale, 1))
		half := new(big.Rat).Add(steps, big.NewRat(1, 2))
		want := new(big.Int).Quo(half.Num(), half.Denom())
		v, exact, ok := ParseValue(text, shift)
		if fits := want.Cmp(big.NewInt(int64(MaxValue))) < 0 && (want.Sign() > 0 || steps.Sign() == 0); ok != fits {
			t.Fatalf("%s by 10^%d: ok %v", text, shift, ok)
		}
		if ok && (int64(v) != want.Int64() || exact != steps.IsInt()) {
			t.Fatalf("%s by 10^%d: %d steps, exact %v; want %s", text, shift, v, exact, want)
		}
	})
}

func TestValueString(t *testing.T) {
	for _, c := range []struct {
		v    Value
		want string
	}{
		{0, "0"},
		{1, "0.000001"},
		{-1, "-0.000001"},
		{234_050, "0.23405"},
		{Count(12), "12"},
		{-Count(5000), "-5000"},
		{500_000, "0.5"},
		{MaxValue - 1, "99999999999.999999"},
		{math.MaxInt64, "9223372036854.775807"},
		{math.MinInt64, "-9223372036854.775808"},
	} {
		if got := c.v.String(); got != c.want {
			t.Errorf("%d prints as %s, want %s", int64(c.v), got, c.want)
		}
		if got, err := json.Marshal(c.v); err != nil || string(got) != c.want {
			t.Errorf("%d is %s in JSON, want %s (%v)", int64(c.v), got, c.want, err)
		}
	}
}

func TestPlusStays(t *testing.T) {
	for _, c := range []struct{ a, b, want Value }{
		{1, 2, 3},
		{-1, -2, -3},
		{math.MaxInt64, 1, math.MaxInt64},
		{math.MaxInt64 - 5, MaxValue, math.MaxInt64},
		{math.MinInt64, -1, math.MinInt64},
		{math.MaxInt64, -1, math.MaxInt64 - 1},
	} {
		if got := c.a.Plus(c.b); got != c.want {
			t.Errorf("%d plus %d is %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
