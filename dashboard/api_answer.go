package dashboard

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// answer is what an endpoint found, before it is written in a format: rows of cells in a fixed order, and what stands around
// them. A cell is nil, string, int, float64, bool, disclosure.Value, []string, or for nested columns any JSON value.
type answer struct {
	columns  []string                // names of the cells, in order
	rows     iter.Seq2[[]any, error] // in a stable order; ends early with an error
	total    int                     // number of rows before limit and cursor; -1 when it is not known
	single   bool                    // the one row is the answer itself and not a list
	metaOnly bool                    // everything but the rows
	around   []member                // further members of the JSON object
	object   []member                // the whole answer, for endpoints that have no rows
	raw      any                     // the whole answer, for endpoints that follow a standard of their own
	text     string                  // the answer as plain text, where there is such a format
	next     func(last int) string   // cursor behind the last row of the page that was written; "" at the end
	coverage *analytics.Coverage     // how much of what was asked for is known
}

// member is one member of a JSON object whose order is kept.
type member struct {
	name  string
	value any
}

// column ties a name of api.yaml to what it shows of a row.
type column[T any] map[string]func(T) any

// project gives the rows of an answer in the columns asked for.
func project[T any](names []string, get column[T], rows iter.Seq2[T, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			cells := make([]any, len(names))
			for i, name := range names {
				cells[i] = get[name](row)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// each gives the items of a slice as rows.
func each[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// columnNames is which columns the request asked for, in which order.
func (q *apiQuery) columnNames() []string {
	e := q.endpoint
	names := q.values["fields"]
	switch {
	case q.format.whole:
		return e.Columns
	case len(names) == 1 && names[0] == "all":
		return e.Columns
	case len(names) > 0:
		return names
	case q.format.flat:
		return append(slices.Clone(e.Flat), q.askedColumns()...)
	}
	var out []string
	for _, name := range e.Columns {
		if name == "release" || e.optional(name) { // release stands once, beside the rows
			continue
		}
		out = append(out, name)
	}
	return append(out, q.askedColumns()...)
}

// askedColumns are the columns that belong to a parameter of the request.
func (q *apiQuery) askedColumns() []string {
	var out []string
	for _, p := range q.endpoint.params {
		if q.text(p.name()) != "" {
			out = append(out, q.endpoint.With[p.Name]...)
		}
	}
	if q.format.flat {
		for _, dimension := range q.list("group_by") {
			out = append(out, q.endpoint.Dimensions[dimension]...)
		}
	}
	return out
}

// optional says whether a column is there only with its parameter.
func (e *endpoint) optional(name string) bool {
	for _, names := range e.With {
		if slices.Contains(names, name) {
			return true
		}
	}
	return false
}

// checkColumns says whether every column that api.yaml gives an endpoint can be filled.
func checkColumns[T any](spec *apiSpec, id string, get column[T]) error {
	for _, e := range spec.Endpoints {
		for _, name := range slices.Concat(e.Columns, e.Flat) {
			if e.ID == id && get[name] == nil {
				return fmt.Errorf("api.yaml: endpoint %s: nothing fills the column %q", id, name)
			}
		}
	}
	return nil
}

// The next functions make cells of Go's zero values that mean "nothing": an absent text, year or number is null.

func textCell[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}

func countCell(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func floatCell(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

func valueCell(p *disclosure.Value) any {
	if p == nil {
		return nil
	}
	return *p
}

func nestedCell[T any](items []T) any {
	if len(items) == 0 {
		return nil
	}
	return items
}

func yearList(years []int) []string {
	out := []string{}
	for _, y := range years {
		out = append(out, strconv.Itoa(y))
	}
	return out
}
