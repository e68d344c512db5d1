package dashboard

import (
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// The views of a value beside the absolute one.
const (
	viewAbsolute = "absolute"
	viewShare    = "share"
	viewIndex    = "index"
	viewPer100k  = "per100k"
)

// view is what is shown of a value; an endpoint without a choice shows the value itself.
func (q *apiQuery) view() string {
	for _, key := range []string{"value_view", "trend_view", "rate_view"} {
		if _, ok := q.endpoint.key(key); ok {
			return q.text("view")
		}
	}
	return viewAbsolute
}

// checkView refuses a view that the request has no meaning for, and says which would have one.
func (a *api) checkView(q *apiQuery, want *analytics.AggregateQuery) error {
	view := q.view()
	refuse := func(zh, en string, allowed ...string) error {
		return (&problem{kind: problemInvalid, detail: disclosure.Text{ZH: zh, EN: en}}).with(fieldError{Parameter: "view", Given: view, Allowed: allowed})
	}
	by := q.list("group_by")
	switch {
	case view == viewAbsolute:
		return nil
	case q.text("window") != "":
		return refuse("view 与 window 不能同时给出。", "view and window exclude each other.", "view="+viewAbsolute)
	case view == viewShare && !slices.Contains(by, "applicant") && !slices.Contains(by, "outcome"):
		return refuse("份额是各申请人类别或各处理结果占总计的比例，需要 group_by 含 applicant 或 outcome；地区之间的份额随谁未报告而变，不提供。",
			"a share is that of kinds of applicants or outcomes in their total and needs applicant or outcome in group_by; a share among regions would change with those that are silent and is not served.",
			"group_by=region,year,applicant", "group_by=region,year,outcome")
	case view == viewShare && (len(q.list("filter[applicant]"))+len(q.list("filter[outcome]")) > 0):
		return refuse("份额需要全部类别，不能与 filter[applicant]、filter[outcome] 同用。", "a share needs all kinds and excludes filter[applicant] and filter[outcome].", "view="+viewAbsolute)
	case view == viewIndex && !slices.Contains(by, "year"):
		return refuse("指数以首年为 100，需要 group_by 含 year。", "an index sets the first year to 100 and needs year in group_by.", "group_by=region,year")
	case view != viewPer100k && q.text("bench") != "":
		return refuse("份额与指数没有比较基准。", "a share or an index has no benchmark.", "view="+viewAbsolute, "view="+viewPer100k)
	}
	if view != viewPer100k {
		return nil
	}
	return a.setAgainstResidents(want)
}

// setAgainstResidents makes the measures of a query rates per 100,000 residents; only what can be counted or is money can be.
func (a *api) setAgainstResidents(want *analytics.AggregateQuery) error {
	for _, id := range want.Measures {
		m, ok := a.dictionary.Metric(id)
		if !ok || m.Kind != disclosure.KindFlow && m.Kind != disclosure.KindStock && m.Kind != disclosure.KindAmount {
			return newProblem(problemInvalid, "只有计数与金额可以按每 10 万常住人口计算，%s 不可。", "only counts and amounts can be set against residents, and not %s.", id).
				with(fieldError{Parameter: "view", Given: viewPer100k, Allowed: []string{"view=" + viewAbsolute}})
		}
	}
	want.PerHundredThousand = true
	return nil
}

// viewed turns values into what the view shows of them. per100k is computed where the residents are known, by the Reader.
func (a *api) viewed(q *apiQuery, rows []aggregateRow) {
	switch q.view() {
	case viewShare:
		q.shares(rows, q.confidence())
	case viewIndex:
		a.indexed(rows)
	}
}

// kindOf is a row without one of its dimensions: what makes it one of several that belong together.
type kindOf struct {
	measure string
	region  uint32
	year    int
	level   disclosure.Level
	body    analytics.Body
	scope   disclosure.Scope
	form    disclosure.Form // where forms are told apart; else a series runs through them
}

func (r aggregateRow) kind() kindOf {
	k := kindOf{measure: r.Measure, region: r.Region, year: r.Year, level: r.Level, body: r.Body, scope: r.Scope}
	if slices.Contains(r.query.list("group_by"), "regime") {
		k.form = r.Form
	}
	return k
}

// shares makes each value its share of the whole that it is a part of, with Wilson limits. A whole of which a part is missing has
// none: StatusPartialUnits. One that is smaller than the request allows is not judged either.
func (q *apiQuery) shares(rows []aggregateRow, confidence float64) {
	wholes, size := map[kindOf][]int{}, map[string]int{}
	for _, part := range q.parts {
		size[part.asked]++
	}
	for i, r := range rows {
		k := r.kind()
		k.measure = q.parts[r.Measure].asked
		wholes[k] = append(wholes[k], i)
	}
	for k, parts := range wholes {
		ids, counts := make([]string, size[k.measure]), make([]*float64, size[k.measure]) // a part without a row is one without a value
		for i, at := range parts {
			ids[i], counts[i] = rows[at].Measure, rows[at].Value
		}
		whole := analytics.Composition(ids, counts, confidence)
		for i, at := range parts {
			row, share := *rows[at].AggregateRow, whole.Parts[i]
			known := row.Value != nil
			row.Num, row.Den, row.Value, row.Lower, row.Upper, row.Unit, row.Method = row.Value, whole.Total, share.Value, share.Lower, share.Upper, "比例", share.Method
			if row.Value == nil {
				row.Lower, row.Upper, row.Method = nil, nil, ""
			}
			if known {
				row.Status = string(share.Status)
			}
			if least := q.number("min_n"); row.Value != nil && *row.Den < least {
				row.Value, row.Lower, row.Upper, row.Method, row.Status = nil, nil, nil, "", string(analytics.StatusInsufficientN)
			}
			row.Evidence, row.Report = "", "" // it is made of all the parts
			rows[at].AggregateRow = &row
		}
	}
}

// indexed makes each value a percentage of the first one of its series, anew from each change of definition. It has no limits: those
// of the first value would be in each of them.
func (a *api) indexed(rows []aggregateRow) {
	series := map[kindOf][]int{}
	for i, r := range rows {
		k := r.kind()
		k.year = 0
		series[k] = append(series[k], i)
	}
	for k, years := range series {
		slices.SortStableFunc(years, func(x, y int) int { return rows[x].Year - rows[y].Year })
		breaks := a.breakYears(k.measure)
		var base *float64
		baseYear := 0
		for _, at := range years {
			row := *rows[at].AggregateRow
			if base == nil || crosses(breaks, baseYear, row.Year) {
				base, baseYear = row.Value, row.Year
			}
			row.Num, row.Den, row.Value, row.Lower, row.Upper, row.Unit, row.Method = row.Value, nil, nil, nil, nil, "首年=100", ""
			switch {
			case row.Num == nil:
			case *base == 0:
				row.Den, row.Status = base, string(analytics.StatusZeroBase)
			default:
				index := *row.Num / *base * 100
				row.Den, row.Value, row.Method = base, &index, viewIndex
			}
			rows[at].AggregateRow = &row
		}
	}
}

// crosses says whether a definition changed between two years.
func crosses(breaks []int, first, last int) bool {
	return slices.ContainsFunc(breaks, func(b int) bool { return first < b && b <= last })
}

// otherReading replaces the rates among measures by their variant of the request; a rate that has none is a problem.
func (a *api) otherReading(q *apiQuery, measures []string) ([]string, error) {
	variant := q.text("variant")
	if variant == ownVariant || variant == "" {
		return measures, nil
	}
	var out, having []string
	for _, r := range a.dictionary.Rates {
		if r.Variant == variant {
			having = append(having, r.VariantOf)
		}
	}
	for _, id := range measures {
		found := id
		for _, r := range a.dictionary.Rates {
			if r.VariantOf == id && r.Variant == variant {
				found = r.ID
			}
		}
		if r, _ := a.dictionary.Rate(found); found == id && (r == nil || r.Variant != variant) {
			return nil, newProblem(problemInvalid, "%s 没有口径 %s。", "%s has no variant %s.", id, variant).
				with(fieldError{Parameter: "variant", Given: variant, Allowed: having})
		}
		out = append(out, found)
	}
	return out, nil
}

// ownVariant is the reading of a rate as the dictionary defines it: of everything that was resolved.
const ownVariant = "resolved"

// variantOf is which reading of a rate a measure is; "" of a count.
func (q *apiQuery) variantOf(measure string) string {
	r := q.rates[measure]
	switch {
	case r == nil:
		return ""
	case r.Variant != "":
		return r.Variant
	}
	return ownVariant
}
