package analytics

import (
	"slices"
	"sort"

	"gongkai/ingest/disclosure"
)

// group is one set of cells that are summed.
type group struct {
	groupKey
	first, last int // years with a value
	num, den    float64
	status      string // of the last value
	expected    expectedGroup
	heard       heard
	bounded     bool // Lower and Upper say what an incomplete sum could be
	row         AggregateRow
}

// summed gives one row per combination of the dimensions that stay apart. Only whole-area values enter a sum, so that a region
// known through one of its departments does not pass for the region; how many of the cells did is the coverage.
func (sel *selection) summed(out *Aggregates, m measure) {
	groups := map[groupKey]*group{}
	var order []*group
	expected := sel.domain.expected(sel.st.places, sel.q.By)
	byForm := slices.Contains(sel.q.By, "regime")
	if !byForm && len(sel.q.Forms) == 0 { // how many reports of one form there could be is not known
		for _, e := range expected {
			g := &group{groupKey: e.groupKey, expected: e}
			g.row.Expected = e.regionYears
			groups[e.groupKey] = g
			order = append(order, g)
		}
	}
	for _, area := range sel.stated(m) {
		if area.Basis != string(BasisOwn) && area.Code != Nation {
			continue
		}
		key := groupOf(sel.st.places, sel.q.By, area.Code, int(area.Year))
		if byForm && area.Basis == string(BasisOwn) {
			key.form = disclosure.Form(area.Form)
		}
		g := groups[key]
		if g == nil && (byForm || len(sel.q.Forms) > 0) {
			g = &group{groupKey: key}
			groups[key] = g
			order = append(order, g)
		}
		if g != nil {
			sel.addTo(g, m, sel.cell(m, area.Code, int(area.Year), area, true))
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return order[i].year < order[j].year })
	for _, g := range order {
		row := sel.finish(g, m)
		if row.Value != nil || row.Num != nil || sel.q.Missing {
			out.Rows = append(out.Rows, row)
		}
	}
	out.Coverage.count(expected, order)
}

// count adds the region-years of one measure.
func (c *Coverage) count(expected []expectedGroup, groups []*group) {
	var all, heard float64
	complete, incomplete, bounded := true, 0, 0
	for _, e := range expected {
		c.Expected += e.regionYears
		all += e.residents
		complete = complete && e.uncounted == 0
	}
	for _, g := range groups {
		c.Reported += g.row.Reported
		heard += g.heard.residents
		complete = complete && g.heard.uncounted == 0
		if g.row.Reported < g.row.Expected {
			incomplete++
			if g.bounded {
				bounded++
			}
		}
	}
	if c.Incomplete == nil {
		c.Incomplete, c.Bounded = new(int), new(int)
	}
	*c.Incomplete, *c.Bounded = *c.Incomplete+incomplete, *c.Bounded+bounded
	if share := number(heard / all); complete && share != nil && (c.Residents == nil || *share < *c.Residents) {
		c.Residents = share // of several measures the one that fewest are heard of
	}
}

func (sel *selection) addTo(g *group, m measure, c AggregateRow) {
	if m.rate == nil && c.Value == nil || m.rate != nil && (c.Num == nil || c.Den == nil) {
		return
	}
	if g.first == 0 || c.Year < g.first {
		g.first = c.Year
	}
	g.last = max(g.last, c.Year)
	g.row.Reported++
	g.row.NDocs += c.NDocs
	g.status = c.Status
	if m.rate != nil {
		g.num, g.den = g.num+*c.Num, g.den+*c.Den
		g.heard.hear(sel.st.places, c.Region, c.Year, *c.Num)
	} else {
		g.num += *c.Value
		g.heard.hear(sel.st.places, c.Region, c.Year, *c.Value)
	}
	g.row.Qualifier = addQualifier(g.row.Qualifier, c.Qualifier)
}

// addQualifier says how exact a sum is to which a further value is added, by the rule of refresh_units.sql: what may not be the
// year's or has lost its unit taints the sum; parts that are inexact in different ways make it approximate.
func addQualifier(sum, part string) string {
	for _, taint := range []disclosure.Qualifier{disclosure.QualifierCumulativeAmbiguous, disclosure.QualifierUnitLost} {
		if sum == string(taint) || part == string(taint) {
			return string(taint)
		}
	}
	switch {
	case part == "" || part == string(disclosure.QualifierNoneStated):
		return sum
	case sum == "" || sum == part:
		return part
	}
	return string(disclosure.QualifierApprox)
}

// finish makes the row of a group. Years on two sides of a break are not added, shares and peaks never, stocks not over years.
func (sel *selection) finish(g *group, m measure) AggregateRow {
	row := g.row
	row.Measure, row.Unit, row.Region, row.Year, row.Level, row.Form, row.Status = m.id(), m.unit(), g.region, g.year, g.level, g.form, string(StatusNoData)
	row.Break = row.Year != 0 && slices.Contains(m.breakYears(), row.Year)
	if row.Region != 0 {
		r, _ := sel.st.places.in(row.Region, row.Year)
		row.RegionName = r.Name
		if row.Level == "" {
			row.Level = r.Level
		}
	}
	switch {
	case row.Reported == 0:
		return row
	case g.first != g.last && crossesBreak(m.breakYears(), g.first, g.last):
		row.Status = string(StatusBreakCrossed)
		return row
	case m.metric != nil && (!m.metric.Kind.Additive() || g.first != g.last && m.metric.Kind == disclosure.KindStock):
		row.Status = string(StatusNotAdditive)
		return row
	}
	if m.rate != nil {
		row.Num, row.Den = &g.num, &g.den
		judgeRate(&row, m.rate, sel.q.Confidence, sel.q.MinDen)
	} else {
		row.Value, row.Status = &g.num, string(disclosure.StatusDerived)
		sel.bound(&row, g, m)
		g.bounded = row.Lower != nil && row.Reported < row.Expected
	}
	if row.Reported < row.Expected && row.Value != nil {
		row.Status = string(StatusPartialUnits)
	}
	return row
}

func crossesBreak(breaks []int, first, last int) bool {
	return slices.ContainsFunc(breaks, func(b int) bool { return first < b && b <= last })
}
