package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// calcArgs reads the inputs and params of one request. The first thing that is wrong stays in err, and everything read after
// it is empty, so a method reads all it needs and Calc looks at err once.
type calcArgs struct {
	input, params map[string]json.RawMessage
	err           error
}

func (a *calcArgs) fail(format string, args ...any) {
	if a.err == nil {
		a.err = fmt.Errorf(format, args...)
	}
}

// decode reads a field into a value; want names the shape in the error. It says whether the field is there and not null.
func (a *calcArgs) decode(fields map[string]json.RawMessage, key, want string, into any) bool {
	raw, given := fields[key]
	if !given || string(raw) == "null" {
		return false
	}
	err := json.Unmarshal(raw, into)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		a.fail("%q must be %s, and holds a %s", key, want, wrong.Value)
	} else if err != nil {
		a.fail("%q must be %s: %v", key, want, err)
	}
	return err == nil
}

// require says that an input must be there, be it null.
func (a *calcArgs) require(key string) {
	if _, given := a.input[key]; !given {
		a.fail("input %q is missing", key)
	}
}

// Calc takes numbers up to largestNumber, of which squares and sums are still numbers, and down to smallestNumber, below which
// a float64 loses its digits.
const (
	largestNumber  = 1e100
	smallestNumber = 1e-300
)

// bounded fails, and says false, on a number that is too large or too small.
func (a *calcArgs) bounded(key string, values ...*float64) bool {
	for _, v := range values {
		if v != nil && math.Abs(*v) > largestNumber {
			a.fail("%q holds %v; no number may be beyond %v", key, *v, largestNumber)
			return false
		}
		if v != nil && *v != 0 && math.Abs(*v) < smallestNumber {
			a.fail("%q holds %v; no number but 0 may be nearer to 0 than %v", key, *v, smallestNumber)
			return false
		}
	}
	return true
}

// scalar reads a required number that may be null.
func (a *calcArgs) scalar(key string) *float64 {
	a.require(key)
	var v *float64
	a.decode(a.input, key, "a number or null", &v)
	if !a.bounded(key, v) {
		return nil
	}
	return v
}

// scalars reads several; ok is false when one is null or wrong.
func (a *calcArgs) scalars(keys ...string) (v []float64, ok bool) {
	v, ok = make([]float64, len(keys)), true
	for i, key := range keys {
		p := a.scalar(key)
		if p == nil {
			ok = false
			continue
		}
		v[i] = *p
	}
	return v, ok && a.err == nil
}

// values reads a required list of numbers and nulls.
func (a *calcArgs) values(key string) []*float64 {
	a.require(key)
	return a.optionalValues(key)
}

// optionalValues reads a list of numbers and nulls; nil when it is not given.
func (a *calcArgs) optionalValues(key string) []*float64 {
	var v []*float64
	a.decode(a.input, key, "a list of numbers and nulls", &v)
	if !a.bounded(key, v...) {
		return nil
	}
	return v
}

// lists reads required lists that must be of one length.
func (a *calcArgs) lists(keys ...string) [][]*float64 {
	all := make([][]*float64, len(keys))
	for i, key := range keys {
		all[i] = a.values(key)
		a.sameLength(keys[0], len(all[0]), key, len(all[i]))
	}
	return all
}

func (a *calcArgs) sameLength(first string, n int, second string, m int) {
	if n != m {
		a.fail("%q has %d entries and %q has %d; they must be of one length", first, n, second, m)
	}
}

// rows reads a required table whose rows are of one length.
func (a *calcArgs) rows(key string) [][]*float64 {
	a.require(key)
	var rows [][]*float64
	a.decode(a.input, key, "a list of lists of numbers and nulls", &rows)
	for i := range rows {
		if !a.bounded(key, rows[i]...) {
			return nil
		}
		if len(rows[i]) != len(rows[0]) {
			a.fail("row %d of %q has %d entries and the first has %d", i, key, len(rows[i]), len(rows[0]))
		}
	}
	return rows
}

// whole reads a required whole number; ok is false when it is null or wrong.
func (a *calcArgs) whole(key string) (v int, ok bool) {
	p := a.scalar(key)
	if p == nil || a.err != nil {
		return 0, false
	}
	v, ok = wholeOf(*p)
	if !ok {
		a.fail("%q must be a whole number, not %v", key, *p)
	}
	return v, ok
}

// wholes reads a required list of whole numbers, such as years; none may be missing.
func (a *calcArgs) wholes(key string) []int {
	values := a.values(key)
	list := make([]int, len(values))
	for i, v := range values {
		ok := v != nil
		if ok {
			list[i], ok = wholeOf(*v)
		}
		if !ok {
			a.fail("entry %d of %q must be a whole number", i, key)
		}
	}
	return list
}

// wholeOf converts a number without a fraction, within what an int of any machine holds.
func wholeOf(v float64) (int, bool) {
	return int(v), v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32
}

// labels reads a required list of names, which may be text, numbers or null; null becomes "". Numbers keep their order by
// being padded on the left.
func (a *calcArgs) labels(key string) []string {
	a.require(key)
	var raw []any
	a.decode(a.input, key, "a list of names", &raw)
	names := make([]string, len(raw))
	for i, v := range raw {
		switch v := v.(type) {
		case nil:
		case string:
			names[i] = v
		case float64:
			names[i] = fmt.Sprintf("%20v", v)
		default:
			a.fail("entry %d of %q must be text, a number or null", i, key)
		}
	}
	return names
}

// text reads a required input of text.
func (a *calcArgs) text(key string) string {
	a.require(key)
	var v string
	a.decode(a.input, key, "text", &v)
	return v
}

// param reads a number with its default.
func (a *calcArgs) param(key string, otherwise float64) float64 {
	v := otherwise
	a.decode(a.params, key, "a number", &v)
	if !a.bounded(key, &v) {
		return otherwise
	}
	return v
}

// wholeParam reads a whole number with its default.
func (a *calcArgs) wholeParam(key string, otherwise int) int {
	v, ok := wholeOf(a.param(key, float64(otherwise)))
	if !ok {
		a.fail("%q must be a whole number", key)
	}
	return v
}

// textParam reads text with its default.
func (a *calcArgs) textParam(key, otherwise string) string {
	a.decode(a.params, key, "text", &otherwise)
	return otherwise
}

// choice reads a text that must be one of those allowed, with its default.
func (a *calcArgs) choice(key, otherwise string, allowed ...string) string {
	v := a.textParam(key, otherwise)
	if !slices.Contains(allowed, v) {
		a.fail("%q must be %s, not %q", key, strings.Join(allowed, " or "), v)
	}
	return v
}

// flag reads true or false; true when it is not given.
func (a *calcArgs) flag(key string) bool {
	on := true
	a.decode(a.params, key, "true or false", &on)
	return on
}

// numbers reads a list of numbers from params, or from the input where a case puts it there, with its default. A null in it
// is an error: what is asked for cannot be missing.
func (a *calcArgs) numbers(key string, otherwise ...float64) []float64 {
	var v []*float64
	const want = "a list of numbers"
	if !a.decode(a.params, key, want, &v) && !a.decode(a.input, key, want, &v) {
		return otherwise
	}
	if !a.bounded(key, v...) {
		return otherwise
	}
	known := present(v)
	if len(known) < len(v) {
		a.fail("%q must be %s without null", key, want)
	}
	return known
}

// oneOrMany reads a required number or list of them; one says that it was a single number.
func (a *calcArgs) oneOrMany(key string) (values []*float64, one bool) {
	if raw := a.input[key]; len(raw) > 0 && raw[0] == '[' {
		return a.values(key), false
	}
	return []*float64{a.scalar(key)}, true
}

// confidence reads the confidence with its default of 95 %.
func (a *calcArgs) confidence() float64 { return a.param("confidence", 0.95) }

// missing is the result of a method that lacks an input.
type missing struct {
	Status Status `json:"status"`
}

func noData() any { return missing{StatusNoData} }

// optionalParam reads a number that has no default; nil when it is not given.
func (a *calcArgs) optionalParam(key string) *float64 {
	var v *float64
	a.decode(a.params, key, "a number", &v)
	if !a.bounded(key, v) {
		return nil
	}
	return v
}

// weighted reads the required list "x" and its optional weights "w".
func (a *calcArgs) weighted() (x, w []*float64) {
	x, w = a.values("x"), a.optionalValues("w")
	if w != nil {
		a.sameLength("x", len(x), "w", len(w))
	}
	return x, w
}
