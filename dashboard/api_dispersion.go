package dashboard

import (
	"context"
	"math"
	"slices"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// dispersion is the factor by which a request takes variances to exceed chance, and where it comes from.
type dispersion struct {
	factor  float64  // max(1, phi), what the request says, or 1 where nothing is known
	phi     *float64 // as estimated; nil when it was not
	regions int      // whole-area reports behind phi
	status  string   // ok, given, or why there is no estimate
}

// givenDispersion is the one that the request states, and whether it does.
func (q *apiQuery) givenDispersion() (dispersion, bool) {
	given := q.number("dispersion")
	return dispersion{factor: given, status: "given"}, given > 0
}

// estimated makes a dispersion of an estimate.
func estimated(d analytics.Dispersion) dispersion {
	return dispersion{factor: d.Factor(), phi: d.Phi, regions: d.Used, status: string(d.Status)}
}

// dispersionOf estimates phi of a rate from the areas of a level.
func dispersionOf(r *disclosure.Rate, areas []analytics.Area) dispersion {
	return estimated(analytics.DispersionOf(modelOf(r), areas))
}

// readLevel reads a rate for every place of a level, whatever the places of the request: what is asked for must not decide how
// far chance reaches.
func (a *api) readLevel(ctx context.Context, q *apiQuery, r *disclosure.Rate, level disclosure.Level, by []string) ([]analytics.AggregateRow, error) {
	found, err := a.readViewed(ctx, q, analytics.AggregateQuery{
		Measures: []string{r.ID}, Level: level, From: q.years.from, To: q.years.to, By: by, Confidence: trendConfidence, MinDen: q.number("min_n"),
	})
	rows := make([]analytics.AggregateRow, len(found))
	for i, row := range found {
		rows[i] = *row.AggregateRow
	}
	return rows, err
}

// byYear estimates phi of a rate for every level and year.
func (a *api) byYear(ctx context.Context, q *apiQuery, r *disclosure.Rate, levels []disclosure.Level) (map[disclosure.Level]map[int]dispersion, error) {
	out := map[disclosure.Level]map[int]dispersion{}
	for _, level := range levels {
		rows, err := a.readLevel(ctx, q, r, level, []string{"region", "year"})
		if err != nil {
			return nil, err
		}
		areas := map[int][]analytics.Area{}
		for i := range rows {
			if area := areaOf(&rows[i]); area.Num != nil {
				areas[rows[i].Year] = append(areas[rows[i].Year], area)
			}
		}
		out[level] = map[int]dispersion{}
		for year, found := range areas {
			out[level][year] = estimated(analytics.DispersionOf(modelOf(r), found))
		}
	}
	return out, nil
}

// members say in an answer what was used.
func (d dispersion) members() []member {
	return []member{{"dispersion", d.factor}, {"phi", floatCell(d.phi)}, {"phi_regions", d.regions}, {"phi_status", d.status}}
}

// areaOf is a row as a place of a comparison. A rate that is not to be judged has no numbers there, and neither has the rate of
// single bodies: they are not their region.
func areaOf(r *analytics.AggregateRow) analytics.Area {
	area := analytics.Area{ID: codeText(r.Region)}
	if r.Value != nil && r.Basis != analytics.BasisUnits {
		area.Num, area.Den = r.Num, r.Den
	}
	return area
}

// areasOf gives the areas of rows in their order.
func areasOf(rows []analytics.AggregateRow) []analytics.Area {
	areas := make([]analytics.Area, len(rows))
	for i := range rows {
		areas[i] = areaOf(&rows[i])
	}
	return areas
}

// overYears combines the estimates of several years into one: the median, which a single odd year does not move.
func overYears(byYear map[int]dispersion, years []int) dispersion {
	out := dispersion{factor: 1, status: string(analytics.StatusNoData)}
	var phis []*float64
	for _, year := range years {
		d, ok := byYear[year]
		switch {
		case !ok:
			continue
		case d.status != string(analytics.StatusOK):
			if len(phis) == 0 {
				out.status = d.status
			}
			continue
		}
		phis, out.status, out.regions = append(phis, d.phi), d.status, max(out.regions, d.regions)
	}
	if len(phis) > 0 {
		out.phi = analytics.Median(phis).Median
		out.factor = math.Max(1, *out.phi)
	}
	return out
}

// levelsOf lists the levels of rows.
func levelsOf(rows []aggregateRow) []disclosure.Level {
	var out []disclosure.Level
	for _, r := range rows {
		if r.Level != "" && !slices.Contains(out, r.Level) {
			out = append(out, r.Level)
		}
	}
	slices.Sort(out)
	return out
}
