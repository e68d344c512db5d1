package dashboard

import (
	"context"
	"encoding/json"
	"strconv"

	"gongkai/analytics"
)

// explain prepares what explain=1 adds to an answer: the files of the queries behind it and their parameters, the generation of the
// data among them. Nothing else of the database's inside is told.
func explain(ctx context.Context, q *apiQuery) (context.Context, []member, error) {
	if q.text("explain") == "" {
		return ctx, nil, nil
	}
	if q.format.name != "json" {
		return ctx, nil, problemOf([]fieldError{{
			Parameter: "explain", Given: q.text("explain"), Allowed: []string{"format=json"}, kind: problemInvalid,
			detail: textf("explain 只在 json 中给出", "explain is part of the json answer alone"),
		}})
	}
	t := &analytics.Trace{}
	return analytics.WithTrace(ctx, t), []member{{"explain", explanation{t}}}, nil
}

// explanation is written after the rows, and so holds what was asked while they were read.
type explanation struct{ trace *analytics.Trace }

// MarshalJSON implements json.Marshaler. Numbers of 64 bits are texts: a JSON reader may keep no more than 53 of them.
func (e explanation) MarshalJSON() ([]byte, error) {
	queries := e.trace.Queries()
	for _, q := range queries {
		for name, v := range q.Parameters {
			if n, ok := v.(uint64); ok {
				q.Parameters[name] = strconv.FormatUint(n, 10)
			}
		}
	}
	return json.Marshal(map[string]any{"queries": queries})
}
