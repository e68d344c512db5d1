package dashboard

import (
	"context"

	"gongkai/analytics"
)

var coverageColumns = column[analytics.CoverageCell]{
	"level":    func(c analytics.CoverageCell) any { return textCell(c.Level) },
	"province": func(c analytics.CoverageCell) any { return textCell(c.Province) },
	"year":     func(c analytics.CoverageCell) any { return countCell(c.Year) },
	"reported": func(c analytics.CoverageCell) any { return c.Reported },
	"expected": func(c analytics.CoverageCell) any { return countCell(c.Expected) },
	"share":    func(c analytics.CoverageCell) any { return coveredShare(c) },
}

// coveredShare is the share of the units that existed whose report is held; nil when their number is not known.
func coveredShare(c analytics.CoverageCell) any {
	if c.Expected == 0 {
		return nil
	}
	return float64(c.Reported) / float64(c.Expected)
}

// qualityCoverage answers /v1/quality/coverage.
func (a *api) qualityCoverage(ctx context.Context, q *apiQuery) (*answer, error) {
	if err := a.resolveTime(ctx, q, nil); err != nil {
		return nil, err
	}
	found, err := a.reader.Quality(ctx)
	if err != nil {
		return nil, err
	}
	var rows []analytics.CoverageCell
	for _, c := range found.Coverage {
		if q.level() != "" && q.level() != c.Level || q.text("province") != "" && q.text("province") != c.Province ||
			!q.years.holds(c.Year) {
			continue
		}
		rows = append(rows, c)
	}
	return listed(q, coverageColumns, rows)
}

func (y yearSpan) holds(year int) bool {
	return (y.from == 0 || year >= y.from) && (y.to == 0 || year <= y.to)
}

var findingCountColumns = column[analytics.FindingCount]{
	"code":     func(f analytics.FindingCount) any { return f.Code },
	"severity": func(f analytics.FindingCount) any { return string(f.Severity) },
	"count":    func(f analytics.FindingCount) any { return f.Count },
	"reports":  func(f analytics.FindingCount) any { return f.Reports },
}

// qualityFindings answers /v1/quality/findings, and says how many facts have which status.
func (a *api) qualityFindings(ctx context.Context, q *apiQuery) (*answer, error) {
	found, err := a.reader.Quality(ctx)
	if err != nil {
		return nil, err
	}
	var rows []analytics.FindingCount
	for _, f := range found.Findings {
		if want := q.text("severity"); want == "" || want == string(f.Severity) {
			rows = append(rows, f)
		}
	}
	out, err := listed(q, findingCountColumns, rows)
	if err != nil {
		return nil, err
	}
	out.around = []member{{"statuses", found.Statuses}}
	return out, nil
}
