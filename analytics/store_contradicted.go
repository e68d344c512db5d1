package analytics

import (
	"context"
	"math"
	"slices"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// contradict names in each row the errors that were found in the figures behind it: an identity that they fail, another report that says
// otherwise. Only whole-area reports are looked at; a sum over places has the errors of many.
func (s *Store) contradict(ctx context.Context, sel *selection, rows []AggregateRow) error {
	var codes []uint32
	var metrics []string
	for _, r := range rows {
		if r.Report != "" {
			codes = append(codes, r.Region)
		}
	}
	behind := map[string][]string{}
	for _, m := range sel.measures {
		behind[m.id()] = m.stated()
		metrics = append(metrics, behind[m.id()]...)
	}
	slices.Sort(codes)
	slices.Sort(metrics)
	if len(codes) == 0 || len(metrics) == 0 {
		return nil
	}
	found, err := selectKept[struct {
		Report string `ch:"report"`
		Metric string `ch:"metric"`
		Code   string `ch:"code"`
	}](ctx, s, "contradicted", sql.Params{
		"generation": sel.st.generation, "codes": slices.Compact(codes), "metrics": slices.Compact(metrics),
		"from": uint16(max(sel.from, 0)), "to": uint16(min(sel.to, math.MaxUint16)),
	})
	if err != nil || len(found) == 0 {
		return err
	}
	type figure struct{ report, metric string }
	errors := map[figure]string{}
	for _, f := range found {
		errors[figure{f.Report, f.Metric}] = f.Code
	}
	for i, r := range rows {
		for _, metric := range behind[r.Measure] {
			if code := errors[figure{r.Report, metric}]; code != "" && !slices.Contains(r.Contradictions, code) {
				rows[i].Contradictions = append(rows[i].Contradictions, code)
			}
		}
		slices.Sort(rows[i].Contradictions)
	}
	return nil
}

// stated are the metrics that a measure is made of, without the residents, whom no report counts.
func (m measure) stated() []string {
	if m.rate == nil {
		return []string{m.id()}
	}
	var out []string
	for _, id := range slices.Concat(m.rate.Numerator, m.rate.Denominator) {
		if id != disclosure.PopulationDenominator {
			out = append(out, id)
		}
	}
	return out
}
