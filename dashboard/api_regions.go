package dashboard

import (
	"context"
	"sort"

	"gongkai/analytics"
)

var regionColumns = column[analytics.Region]{
	"code":       func(r analytics.Region) any { return codeText(r.Code) },
	"name":       func(r analytics.Region) any { return r.Name },
	"level":      func(r analytics.Region) any { return textCell(r.Level) },
	"province":   func(r analytics.Region) any { return textCell(r.Province) },
	"prefecture": func(r analytics.Region) any { return textCell(r.Prefecture) },
	"parent":     func(r analytics.Region) any { return textCell(codeText(r.Parent)) },
	"from_year":  func(r analytics.Region) any { return countCell(r.FromYear) },
	"to_year":    func(r analytics.Region) any { return countCell(r.ToYear) },
	"successor":  func(r analytics.Region) any { return textCell(codeText(r.Successor)) },
	"pinyin":     func(r analytics.Region) any { return textCell(r.Pinyin) },
	"reports":    func(r analytics.Region) any { return r.Reports },
	"page_url":   func(r analytics.Region) any { return "/r/" + codeText(r.Code) },
}

// regions answers /v1/regions.
func (a *api) regions(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.reader.Regions(ctx, analytics.RegionQuery{
		Text: q.text("q"), Level: q.level(), Parent: q.parent(), Year: int(q.number("valid_on")), Held: q.text("held") == "1",
		Limit: allRegions,
	})
	if err != nil {
		return nil, err
	}
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].Code != found[j].Code {
			return found[i].Code < found[j].Code
		}
		return found[i].FromYear < found[j].FromYear
	})
	return listed(q, regionColumns, found)
}

// region answers /v1/regions/{code} with the other names that the code had and the codes that came before.
func (a *api) region(ctx context.Context, q *apiQuery) (*answer, error) {
	code := q.code("code")
	region, err := a.reader.Region(ctx, code)
	if err != nil {
		return nil, err
	}
	var history, predecessors []jsonRow
	names := q.endpoint.Columns
	for _, known := range q.atlas.codes {
		for _, r := range q.atlas.byCode[known] {
			switch {
			case r.Code == code && (r.FromYear != region.FromYear || r.Name != region.Name):
				history = append(history, rowOf(names, regionColumns, r))
			case r.Successor == code && r.Code != code:
				predecessors = append(predecessors, rowOf(names, regionColumns, r))
			}
		}
	}
	out := one(q, regionColumns, region)
	out.around = []member{{"former_names", history}, {"predecessors", predecessors}}
	return out, nil
}

// rowOf is one row as a JSON object.
func rowOf[T any](names []string, get column[T], item T) jsonRow {
	cells := make([]any, len(names))
	for i, name := range names {
		cells[i] = get[name](item)
	}
	return jsonRow{names, cells}
}
