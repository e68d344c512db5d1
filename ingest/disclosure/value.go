package disclosure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Value is a decimal with six places, kept as an integer number of millionths: money is counted in 万元, of which one 分 is a
// millionth, and every count fits exactly.
type Value int64

// ValueDecimals is the number of digits behind the point that a Value keeps.
const ValueDecimals = 6

// ValueScale is the number of Value steps in one unit: 10 to the power of ValueDecimals.
const ValueScale = 1_000_000

// MaxValue is the bound that every value that was read stays below, a hundred billion units. A longer figure is an identifier or
// a misprint, and sums of up to 92 values fit in 64 bits.
const MaxValue = Value(100_000_000_000 * ValueScale)

// Count makes a Value of a whole number below MaxValue.
func Count(n int64) Value { return Value(n * ValueScale) }

// ParseValue reads a decimal number without a sign, digits with or without a point, and multiplies it by 10 to the power of shift
// (-4 makes 万元 of 元). What a Value cannot keep is rounded once, half up, and exact is false. ok is false when the text is no such
// number, when the result is not below MaxValue, and when a number other than zero would become zero.
func ParseValue(text string, shift int) (v Value, exact, ok bool) {
	whole, frac, point := strings.Cut(text, ".")
	digits := whole + frac
	if whole == "" || point && frac == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false, false
	}
	cut := len(whole) + shift + ValueDecimals // digits[:cut] are whole steps
	if cut < 0 {
		digits, cut = strings.Repeat("0", -cut)+digits, 0
	}
	if more := cut - len(digits); more > 0 {
		digits += strings.Repeat("0", more)
	}
	n, err := strconv.ParseInt("0"+digits[:cut], 10, 64)
	if err != nil || n >= int64(MaxValue) {
		return 0, false, false
	}
	if digits[cut:] != "" && digits[cut] >= '5' {
		n++
	}
	exact = strings.Trim(digits[cut:], "0") == ""
	return Value(n), exact, n < int64(MaxValue) && (exact || n > 0)
}

// Plus adds, and stays at the greatest or least Value where the sum would pass it.
func (v Value) Plus(w Value) Value {
	switch sum := v + w; {
	case w > 0 && sum < v:
		return math.MaxInt64
	case w < 0 && sum > v:
		return math.MinInt64
	default:
		return sum
	}
}

// Float gives the value as a float64, exact for counts.
func (v Value) Float() float64 { return float64(v) / ValueScale }

// String prints the value without trailing zeros: 12, 0.5, 59237.2449.
func (v Value) String() string {
	sign, n := "", uint64(v)
	if v < 0 {
		sign, n = "-", -n
	}
	whole, frac := n/ValueScale, n%ValueScale
	if frac == 0 {
		return fmt.Sprintf("%s%d", sign, whole)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%0*d", sign, whole, ValueDecimals, frac), "0")
}

// MarshalJSON writes the value as a JSON number.
func (v Value) MarshalJSON() ([]byte, error) { return []byte(v.String()), nil }
