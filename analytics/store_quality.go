package analytics

import (
	"context"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// maxQuarantine bounds the list of quarantined reports that Quality carries; Reports pages through all of them.
const maxQuarantine = 500

type coverageRow struct {
	Level    string `ch:"level"`
	Province string `ch:"province"`
	Year     uint16 `ch:"year"`
	Reported uint32 `ch:"reported"`
	Expected uint32 `ch:"expected"`
}

type findingsRow struct {
	Code     string `ch:"code"`
	Severity string `ch:"severity"`
	Findings uint32 `ch:"findings"`
	Reports  uint32 `ch:"reports"`
}

type statusRow struct {
	Status string `ch:"status"`
	Facts  uint64 `ch:"facts"`
}

type useRow struct {
	Metric uint16 `ch:"metric"`
	Year   uint16 `ch:"year"`
	Valued uint32 `ch:"valued"`
	Other  uint32 `ch:"other"`
}

// Quality says how complete and how sound the published reports are.
func (s *Store) Quality(ctx context.Context) (Quality, error) {
	st, err := s.current(ctx)
	if err != nil {
		return Quality{}, err
	}
	p := sql.Params{"generation": st.generation}
	out := Quality{Statuses: map[string]int{}}
	cells, err := selectKept[coverageRow](ctx, s, "quality_coverage", p)
	if err != nil {
		return out, err
	}
	for _, c := range cells {
		out.Coverage = append(out.Coverage, CoverageCell{disclosure.Level(c.Level), c.Province, int(c.Year), int(c.Reported), int(c.Expected)})
	}
	findings, err := selectKept[findingsRow](ctx, s, "quality_findings", p)
	if err != nil {
		return out, err
	}
	for _, f := range findings {
		out.Findings = append(out.Findings, FindingCount{f.Code, disclosure.Severity(f.Severity), int(f.Findings), int(f.Reports)})
	}
	statuses, err := selectKept[statusRow](ctx, s, "quality_statuses", p)
	if err != nil {
		return out, err
	}
	for _, r := range statuses {
		out.Statuses[r.Status] = int(r.Facts)
	}
	out.Quarantine, _, err = s.Reports(ctx, ReportQuery{Quarantined: true, Limit: maxQuarantine})
	return out, err
}

// MetricUse counts how often each metric is stated by year; no metrics means all.
func (s *Store) MetricUse(ctx context.Context, metrics []string) ([]MetricUse, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	nums, err := s.metricNums(metrics)
	if err != nil {
		return nil, err
	}
	rows, err := selectKept[useRow](ctx, s, "metric_use", sql.Params{"generation": st.generation, "metrics": nums})
	if err != nil {
		return nil, err
	}
	out := make([]MetricUse, 0, len(rows))
	for _, r := range rows {
		if m, ok := s.dict.MetricByNum(r.Metric); ok {
			out = append(out, MetricUse{m.ID, int(r.Year), int(r.Valued), int(r.Other)})
		}
	}
	return out, nil
}
