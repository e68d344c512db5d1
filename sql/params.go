package sql

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// Params are the values of a statement's {name:Type} parameters. Strings, integers, floats, booleans and named types of these, times
// (for Date and DateTime types), Decimal, and slices of all of them for Array types are taken. An empty or nil slice is an empty array.
type Params map[string]any

// bind pairs the declared parameters with values. Each must be given and no other, so a misspelt name is not a silent default.
func (s statement) bind(params Params) ([]any, error) {
	for name := range params {
		if _, ok := s.declared[name]; !ok {
			return nil, fmt.Errorf("query %s: %w: it declares no %q, only %s", s.name, ErrParams, name, s.declaration())
		}
	}
	args := make([]any, 0, len(s.declared))
	for name, kind := range s.declared {
		value, ok := params[name]
		if !ok {
			return nil, fmt.Errorf("query %s: %w: %s is missing; it declares %s", s.name, ErrParams, name, s.declaration())
		}
		plain, err := plainValue(kind, value)
		if err != nil {
			return nil, fmt.Errorf("query %s: %w: %s: %w", s.name, ErrParams, name, err)
		}
		args = append(args, clickhouse.Named(name, plain))
	}
	return args, nil
}

func (s statement) declaration() string {
	if len(s.declared) == 0 {
		return "none"
	}
	names := slices.Sorted(maps.Keys(s.declared))
	for i, name := range names {
		names[i] = name + ":" + s.declared[name]
	}
	return strings.Join(names, ", ")
}

// plainValue turns a value into one of the few types whose text form the driver writes as ClickHouse reads it. The driver does not
// do this itself: it takes []uint8 for a string, and a named string type for something to be quoted.
func plainValue(kind string, value any) (any, error) {
	element, isArray := strings.CutPrefix(kind, "Array(")
	v := reflect.ValueOf(value)
	if value == nil {
		if strings.HasPrefix(kind, "Nullable(") {
			return nil, nil
		}
		return nil, fmt.Errorf("%s cannot be nil", kind)
	}
	if isSlice := v.Kind() == reflect.Slice || v.Kind() == reflect.Array; isSlice != isArray {
		return nil, fmt.Errorf("a %T is no %s", value, kind)
	}
	if !isArray {
		return plainScalar(kind, v)
	}
	list := make([]any, v.Len())
	for i := range list {
		item, err := plainScalar(strings.TrimSuffix(element, ")"), v.Index(i))
		if err != nil {
			return nil, fmt.Errorf("item %d: %w", i, err)
		}
		list[i] = item
	}
	return list, nil
}

func plainScalar(kind string, v reflect.Value) (any, error) {
	switch value := v.Interface().(type) {
	case time.Time:
		if strings.HasPrefix(kind, "Date") && !strings.HasPrefix(kind, "DateTime") {
			return value.Format(time.DateOnly), nil
		}
		return value, nil
	case Decimal:
		if !value.Valid {
			return nil, nil
		}
		return value.String(), nil
	}
	if v.Kind() == reflect.String { // the text itself, also of a type whose String method says something nicer
		return v.String(), nil
	}
	if text, ok := v.Interface().(fmt.Stringer); ok {
		return text.String(), nil
	}
	switch {
	case v.CanInt():
		return v.Int(), nil
	case v.CanUint():
		return v.Uint(), nil
	case v.CanFloat():
		return v.Float(), nil
	case v.Kind() == reflect.Bool:
		return v.Bool(), nil
	}
	return nil, fmt.Errorf("a %s cannot be a parameter", v.Type())
}
