package dashboard

import (
	"slices"
	"sort"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// checkAdditive refuses a request that would add what has no sum: shares over places, stocks over years, and anything over a
// change of its definition.
func (a *api) checkAdditive(want analytics.AggregateQuery) error {
	byYear := slices.Contains(want.By, "year") || (want.From != 0 && want.From == want.To)
	byRegion := slices.Contains(want.By, "region") || len(want.Regions) == 1
	for _, id := range want.Measures {
		breaks := []int(nil)
		if m, ok := a.dictionary.Metric(id); ok {
			breaks = m.BreakYears
			if err := checkKind(m, byRegion, byYear); err != nil {
				return err
			}
		} else if r, ok := a.dictionary.Rate(id); ok {
			breaks = r.BreakYears
		}
		if !byYear {
			if err := checkBreaks(id, breaks, want.From, want.To); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkOverlap refuses to add a place to another that contains it: its figures are in the other's already.
func (q *apiQuery) checkOverlap(want analytics.AggregateQuery) error {
	if len(want.Regions) < 2 || slices.ContainsFunc(want.By, func(d string) bool { return d != "year" }) {
		return nil // apart by region, level or parent no place meets one that contains it
	}
	for _, code := range want.Regions {
		const deepest = 6 // township, county, prefecture, province, nation
		for above, i := q.parentOf(code), 0; above != 0 && i < deepest; above, i = q.parentOf(above), i+1 {
			if slices.Contains(want.Regions, above) {
				return newProblem(problemMixedScope, "%d 在 %d 之内，不能相加：后者的数值已含前者。", "%d lies within %d and cannot be added to it: the one's figures are in the other's.", code, above).
					with(fieldError{Parameter: "region", Given: []string{codeText(code), codeText(above)}, Allowed: []string{"group_by=region,year"}})
			}
		}
	}
	return nil
}

func checkKind(m *disclosure.Metric, byRegion, byYear bool) error {
	where := fieldError{Parameter: "group_by", Given: m.ID, Allowed: []string{"region,year"}}
	switch {
	case m.Kind == disclosure.KindShare && (!byRegion || !byYear):
		return newProblem(problemMeanOfRatio, "%s 是年报所印的百分比，不能跨地区或年份合并；请用有分子分母的比率。",
			"%s is a percentage as printed and cannot be combined over regions or years; ask for a rate that has a numerator and a denominator.", m.ID).with(where)
	case !m.Kind.Additive() && !byRegion:
		return newProblem(problemNotAdditive, "%s 不能跨地区相加。", "%s cannot be added over regions.", m.ID).with(where)
	case m.Kind != disclosure.KindFlow && m.Kind != disclosure.KindAmount && !byYear:
		return newProblem(problemNotAdditive, "%s 是时点数或峰值，不能跨年份相加。", "%s is a level or a peak and cannot be added over years.", m.ID).with(where)
	}
	return nil
}

// checkBreaks refuses a sum over years in which the definition changed, and names the segments that can be summed.
func checkBreaks(id string, breaks []int, from, to int) error {
	breaks = slices.Clone(breaks)
	sort.Ints(breaks)
	if from == 0 {
		from = firstYear
	}
	if to == 0 {
		to = furthestYear
	}
	var segments []string
	start := from
	for _, b := range breaks {
		if b > start && b <= to {
			segments = append(segments, yearRange(start, b-1))
			start = b
		}
	}
	if len(segments) == 0 {
		return nil
	}
	last := yearRange(start, to)
	if to == furthestYear {
		last = strconv.Itoa(start) + "..latest"
	}
	return newProblem(problemIncomparable, "%s 的定义在所选年份内有变更，不能合计；请按年份分开，或只取一段。",
		"the definition of %s changed within these years, so they have no sum; keep year in group_by or ask for one segment.", id).
		with(fieldError{Parameter: "time", Given: yearRange(from, to), Allowed: append(segments, last)})
}

// checkCombination refuses words that ask for what is never computed, before the words themselves are checked: the mean of
// ratios, and a sum over different scopes.
func (a *api) checkCombination(e *endpoint, given map[string][]string) error {
	agg, hasAgg := e.parameter("agg")
	scope, hasScope := e.parameter("scope")
	if hasAgg && slices.Contains(splitValues(agg, given["agg"]), "mean") && a.anyRatio(given["measure"]) {
		return newProblem(problemMeanOfRatio, "不提供比率的平均：合计的比率是分子之和除以分母之和。",
			"A mean of ratios is not served: a rate over several regions is the sum of numerators over the sum of denominators.").
			with(fieldError{Parameter: "agg", Given: "mean", Allowed: []string{"sum"}})
	}
	if scopes := splitValues(scope, given["scope"]); hasScope && scope.List && len(scopes) > 1 {
		return newProblem(problemMixedScope, "全区域汇总、本机关与历年累计的数值不能相加；分别的数值见 /v1/observations。",
			"Whole-area, own and cumulative values cannot be added; /v1/observations has each of them.").
			with(fieldError{Parameter: "scope", Given: scopes, Allowed: scope.Allowed})
	}
	return nil
}

func (a *api) anyRatio(measures []string) bool {
	for _, id := range splitValues(parameter{List: true}, measures) {
		if _, ok := a.dictionary.Rate(id); ok {
			return true
		}
		if m, ok := a.dictionary.Metric(id); ok && m.Kind == disclosure.KindShare {
			return true
		}
	}
	return false
}
