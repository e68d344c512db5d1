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
		{"toDecimal64('59237.2449', 4)", 592372449, true},
		{"toDecimal64('-0.0001', 4)", -1, true},
		{"toDecimal128('92233720368547.5807', 4)", 922337203685475807, true},
		{"toDecimal32('1.5', 1)", 15000, true},
		{"toDecimal64('7', 0)", 70000, true},
		{"toDecimal128('1.50000', 5)", 15000, true},
		{"toDecimal128('1.00001', 5)", 0, false},
		{"toDecimal256('1000000000000000', 4)", 0, false}, // 10^19 steps are more than 64 bits hold
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
	}{{0, "0.0000"}, {-5, "-0.0005"}, {math.MaxInt64, "922337203685477.5807"}, {math.MinInt64, "-922337203685477.5808"}} {
		if got := sql.DecimalOf(&c.steps); !got.Valid || got.String() != c.text {
			t.Errorf("%d: %v, want %s", c.steps, got, c.text)
		}
	}
}
