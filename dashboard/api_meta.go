package dashboard

import (
	"context"
	"slices"
	"strings"
)

// metaSuffix is what the twin of an address has behind its path.
const metaSuffix = "/meta"

// aboutRows are the parameters that only choose or order rows, and the queries behind them: an answer without rows takes none of them.
var aboutRows = []string{"explain", "sort", "limit", "cursor"}

// addTwins gives every endpoint that answers with rows a twin that says what the answer would be made of, without its rows.
func (spec *apiSpec) addTwins() {
	var all []*endpoint
	for _, e := range spec.Endpoints {
		all = append(all, e)
		if len(e.Columns) == 0 || e.Single || e.Raw {
			continue
		}
		e.meta = e.twin()
		all = append(all, e.meta)
	}
	spec.Endpoints = all
}

func (e *endpoint) twin() *endpoint {
	t := *e
	t.ID, t.Path, t.about = e.ID+"Meta", e.Path+metaSuffix, e
	t.ZH, t.EN = e.ZH+"的说明", "About: "+e.EN
	t.Purpose.ZH, t.Purpose.EN = "与"+e.ZH+"同样的结构，附各列的含义，没有数据行。", "The structure of "+e.template()+" with the meaning of each column, without its rows."
	if path, query, found := strings.Cut(e.ExamplePath, "?"); found {
		t.ExamplePath = path + metaSuffix + "?" + query
	} else if path != "" {
		t.ExamplePath = path + metaSuffix
	}
	t.Formats = slices.DeleteFunc(slices.Clone(e.Formats), func(name string) bool { return name != "json" && name != "jsonstat" })
	t.Params = slices.DeleteFunc(slices.Clone(e.Params), func(name string) bool { return slices.Contains(aboutRows, name) })
	t.params = slices.DeleteFunc(slices.Clone(e.params), func(p parameter) bool { return slices.Contains(aboutRows, p.Name) })
	return &t
}

// metaURL is where the twin of the request's answer stands.
func (q *apiQuery) metaURL() string {
	drop := map[string]string{"format": "", "bom": ""}
	for _, name := range aboutRows {
		drop[name] = ""
	}
	return strings.Replace(q.url(drop), q.path, q.path+metaSuffix, 1)
}

// withoutRows answers the twin of an endpoint.
func (a *api) withoutRows(handler apiHandler) apiHandler {
	return func(ctx context.Context, q *apiQuery) (*answer, error) {
		found, err := handler(ctx, q)
		if err != nil {
			return nil, err
		}
		found.metaOnly = true
		found.around = append(found.around, member{"columns", a.spec.describe(found.columns, q.lang)})
		return found, nil
	}
}
