package dashboard

import "testing"

func TestPrintNumber(t *testing.T) {
	for _, c := range []struct {
		lang string
		v    float64
		want string
	}{
		{"zh", 0, "0"},
		{"zh", 0.000001, "0.000001"}, // one 分 in 万元
		{"zh", 0.23405, "0.23405"},
		{"zh", -1564.697885, "-1,564.697885"},
		{"zh", 99999, "99,999"},
		{"zh", 59237.2449, "59,237.2449"},
		{"zh", 123456, "12.35 万"},
		{"zh", 99999999999, "1000 亿"},
		{"en", 123456, "123,456"},
		{"en", 1234567, "1.235 million"},
		{"en", 99999999999, "100 billion"},
	} {
		if got := printNumber(c.lang, c.v); got != c.want {
			t.Errorf("%v in %s: %s, want %s", c.v, c.lang, got, c.want)
		}
	}
}
