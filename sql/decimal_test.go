package sql_test

import (
	"math"
	"testing"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

func TestDecimalScan(t *testing.T) {
	db := sqltest.Empty(t)
	for i, c := range []struct {
		text  string
		steps int64
		ok    bool
	}{
		{"toDecimal64('59237.2449', 4)", 59237244900, true},
		{"toDecimal64('-0.000001', 6)", -1, true},
		{"toDecimal128('922337203685.475807', 6)", 922337203685475807, true},
		{"toDecimal32('1.5', 1)", 1500000, true},
		{"toDecimal64('7', 0)", 7000000, true},
		{"toDecimal128('1.5000000', 7)", 1500000, true},
		{"toDecimal128('1.0000001', 7)", 0, false},
		{"toDecimal256('10000000000000', 4)", 0, false}, // 10^19 steps are more than 64 bits hold
		{"toFloat64(1.5)", 0, false},
	} {
		var got sql.Decimal
		err := db.Get(t.Context(), &got, sql.Add(t, "test_decimal_"+itoa(i), "SELECT "+c.text), nil)
		if (err == nil) != c.ok || (c.ok && got != sql.Decimal{Steps: c.steps, Valid: true}) {
			t.Errorf("%s: %+v, %v", c.text, got, err)
		}
	}
}

func TestDecimalOf(t *testing.T) {
	type value int64
	if d := sql.DecimalOf[value](nil); d.Valid || d.String() != "NULL" {
		t.Error(d)
	}
	for _, c := range []struct {
		steps value
		text  string
	}{{0, "0.000000"}, {-5, "-0.000005"}, {math.MaxInt64, "9223372036854.775807"}, {math.MinInt64, "-9223372036854.775808"}} {
		if got := sql.DecimalOf(&c.steps); !got.Valid || got.String() != c.text {
			t.Errorf("%d: %v, want %s", c.steps, got, c.text)
		}
	}
}
