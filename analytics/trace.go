package analytics

import (
	"context"
	"maps"
	"sync"

	"gongkai/sql"
)

// Trace collects the named queries that an answer rests on, with their parameters: enough to run them again in any client. What
// comes from memory is named too, since it was read by the same query. It is safe for concurrent use.
type Trace struct {
	mu      sync.Mutex
	queries []TracedQuery
}

// TracedQuery is one query of a Trace.
type TracedQuery struct {
	File       string     `json:"file"` // below the project's root
	Parameters sql.Params `json:"parameters"`
}

type traceKey struct{}

// WithTrace makes the Store methods called with the context tell t what they ask.
func WithTrace(ctx context.Context, t *Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// Queries lists what was asked so far.
func (t *Trace) Queries() []TracedQuery {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]TracedQuery{}, t.queries...)
}

// traced notes a query in the context's Trace, when there is one.
func traced(ctx context.Context, name string, p sql.Params) {
	t, ok := ctx.Value(traceKey{}).(*Trace)
	if !ok {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queries = append(t.queries, TracedQuery{"sql/queries/" + name + ".sql", maps.Clone(p)})
}
