package sql_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

// nasty are strings that have a meaning somewhere between Go and ClickHouse.
var nasty = []string{
	"", "长沙市", "O'Brien", `back\slash`, `\`, `\\`, `\n`, "new\nline", "tab\ttab", "cr\rlf\n", "nul\x00nul", "\x00", `\N`, `\0`, "NULL",
	`"double"`, "`tick`", "{a:String}", "[1,2]", "]", ",", "'", "''", `\'`, "-- not a comment", "/* */", "%_%", "\xff\xfe", "𠮷野家😀", "\u2028", "?", "$1", "@x",
}

func TestStringParameters(t *testing.T) {
	db := sqltest.Empty(t)
	scalar := sql.Add(t, "test_string", "SELECT {x:String}")
	array := sql.Add(t, "test_strings", "SELECT {x:Array(String)}")
	for _, want := range nasty {
		var got string
		if err := db.Get(t.Context(), &got, scalar, sql.Params{"x": want}); err != nil || got != want {
			t.Errorf("string %q came back as %q, %v", want, got, err)
		}
	}
	var got []string
	if err := db.Get(t.Context(), &got, array, sql.Params{"x": nasty}); err != nil || !cmp.Equal(got, nasty) {
		t.Errorf("array: %v\n%s", err, cmp.Diff(nasty, got))
	}
}

func TestAnyStringParameter(t *testing.T) {
	db := sqltest.Empty(t)
	both := sql.Add(t, "test_both", "SELECT {one:String} AS one, {many:Array(String)} AS many")
	rapid.Check(t, func(rt *rapid.T) {
		one := string(rapid.SliceOf(rapid.Byte()).Draw(rt, "one"))
		many := rapid.SliceOf(rapid.String()).Draw(rt, "many")
		var got struct {
			One  string   `ch:"one"`
			Many []string `ch:"many"`
		}
		if err := db.Get(t.Context(), &got, both, sql.Params{"one": one, "many": many}); err != nil {
			rt.Fatal(err)
		}
		if got.One != one || strings.Join(got.Many, "\x01") != strings.Join(many, "\x01") || len(got.Many) != len(many) {
			rt.Fatalf("sent %q %q, got %q %q", one, many, got.One, got.Many)
		}
	})
}

type (
	level string
	code  uint32
)

func (level) String() string { return "for display" }

func TestTypedParameters(t *testing.T) {
	db := sqltest.Empty(t)
	day := time.Date(2024, 2, 29, 13, 4, 5, 0, time.UTC)
	some := int64(-5)
	for i, c := range []struct {
		kind  string
		value any
		want  string // as ClickHouse prints it
	}{
		{"UInt8", uint8(255), "255"},
		{"UInt64", uint64(math.MaxUint64), "18446744073709551615"},
		{"Int64", int64(math.MinInt64), "-9223372036854775808"},
		{"UInt32", code(430621), "430621"},
		{"UInt16", 2024, "2024"},
		{"Float64", 0.1, "0.1"},
		{"Bool", true, "true"},
		{"String", level("county"), "county"},
		{"Array(UInt8)", []uint8{1, 2, 3}, "[1,2,3]"},
		{"Array(UInt32)", []code{430600, 430621}, "[430600,430621]"},
		{"Array(UInt32)", []code(nil), "[]"},
		{"Array(String)", []level{"county", "o'clock"}, `['county','o\'clock']`},
		{"Array(String)", []string(nil), "[]"},
		{"Array(Float64)", []float64{0.5, 1e-9}, "[0.5,1e-9]"},
		{"Array(Bool)", []bool{true, false}, "[true,false]"},
		{"Date", day, "2024-02-29"},
		{"Array(Date)", []time.Time{day}, "['2024-02-29']"},
		{"DateTime('UTC')", day, "2024-02-29 13:04:05"},
		{"Decimal(18, 6)", sql.DecimalOf(&some), "-0.000005"},
		{"Nullable(UInt32)", nil, "ᴺᵁᴸᴸ"},
		{"Nullable(UInt32)", 7, "7"},
	} {
		name := sql.Add(t, "test_typed_"+itoa(i), "SELECT ifNull(toString({x:"+c.kind+"}), 'ᴺᵁᴸᴸ')")
		var got string
		if err := db.Get(t.Context(), &got, name, sql.Params{"x": c.value}); err != nil || got != c.want {
			t.Errorf("%s from %T: got %q, want %q (%v)", c.kind, c.value, got, c.want, err)
		}
	}
}

func TestWrongParameters(t *testing.T) {
	db := sqltest.Empty(t)
	name := sql.Add(t, "test_wrong", "SELECT {year:UInt16}, {codes:Array(UInt32)}")
	for _, c := range []struct {
		params sql.Params
		want   string
	}{
		{nil, "is missing"},
		{sql.Params{"year": 2024}, "codes is missing"},
		{sql.Params{"year": 2024, "codes": []uint32{}, "code": 1}, `declares no "code"`},
		{sql.Params{"year": []int{2024}, "codes": []uint32{}}, "a []int is no UInt16"},
		{sql.Params{"year": 2024, "codes": 430621}, "a int is no Array(UInt32)"},
		{sql.Params{"year": nil, "codes": []uint32{}}, "cannot be nil"},
		{sql.Params{"year": struct{}{}, "codes": []uint32{}}, "cannot be a parameter"},
	} {
		err := db.Exec(t.Context(), name, c.params)
		if !errors.Is(err, sql.ErrParams) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%v: %v, want %q", c.params, err, c.want)
		}
	}
	if err := db.Exec(t.Context(), "no_such", nil); !errors.Is(err, sql.ErrUnknownQuery) {
		t.Error(err)
	}
}
