package dashboard

import "context"

// index answers /v1/ with every address, what it is for and an example that runs.
func (a *api) index(_ context.Context, q *apiQuery) (*answer, error) {
	endpoints := []jsonRow{}
	for _, e := range a.spec.Endpoints {
		if e.about != nil { // named beside the endpoint whose twin it is
			continue
		}
		meta := ""
		if e.meta != nil {
			meta = e.meta.template()
		}
		endpoints = append(endpoints, jsonRow{
			[]string{"id", "path", "title", "purpose", "formats", "parameters", "example", "meta"},
			[]any{e.ID, e.template(), textIn(q.lang, e.ZH, e.EN), e.Purpose.In(q.lang), e.Formats, e.queryNames(), textCell(e.example()), textCell(meta)},
		})
	}
	return &answer{object: []member{
		{"reports", q.release.Reports},
		{"facts", q.release.Facts},
		{"issuers", q.release.Issuers},
		{"endpoints", endpoints},
		{"documentation", "/api"},
		{"openapi", openAPIPath},
	}}, nil
}
