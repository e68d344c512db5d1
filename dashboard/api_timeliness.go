package dashboard

import (
	"context"
	"net/url"
	"strings"
	"time"

	"gongkai/analytics"
)

// selection is which reports the request is about.
func (q *apiQuery) selection() analytics.SelectionQuery {
	return analytics.SelectionQuery{
		Regions: q.codes("region"), Level: q.level(), Parent: q.parent(), Province: q.text("province"), From: q.years.from, To: q.years.to,
	}
}

// timelyRow is the reports of one level and year against the day on which they were due.
type timelyRow struct {
	analytics.PublishedReports
	result analytics.TimelinessResult
	query  *apiQuery
}

var timelinessColumns = column[timelyRow]{
	"level":       func(r timelyRow) any { return string(r.Level) },
	"year":        func(r timelyRow) any { return r.Year },
	"due":         func(r timelyRow) any { return r.Due.Format(time.DateOnly) },
	"due_rule":    func(r timelyRow) any { return string(r.Rule) },
	"reports":     func(r timelyRow) any { return len(r.Days) },
	"dated":       func(r timelyRow) any { return len(r.Days) - r.result.Missing },
	"on_time":     func(r timelyRow) any { return r.onTime() },
	"share":       func(r timelyRow) any { return floatCell(r.result.OnTime.Value) },
	"lower":       func(r timelyRow) any { return floatCell(r.result.OnTime.Lower) },
	"upper":       func(r timelyRow) any { return floatCell(r.result.OnTime.Upper) },
	"median_lag":  func(r timelyRow) any { return floatCell(r.result.MedianLag) },
	"p90_lag":     func(r timelyRow) any { return floatCell(r.result.P90Lag) },
	"status":      func(r timelyRow) any { return string(r.result.Status) },
	"reports_url": func(r timelyRow) any { return r.query.pinned(r.reportsURL()) },
}

// onTime counts the reports published by the due day; nil where no day is known.
func (r timelyRow) onTime() any {
	if r.result.Status != analytics.StatusOK {
		return nil
	}
	n := 0
	for _, lag := range r.result.Lags {
		if lag != nil && *lag <= 0 {
			n++
		}
	}
	return n
}

// reportsURL lists the reports of the row with their days.
func (r timelyRow) reportsURL() string {
	v := url.Values{}
	v.Set("level", string(r.Level))
	v.Set("time", yearRange(r.Year, r.Year))
	for _, name := range []string{"region", "parent"} {
		if given := r.query.values[name]; len(given) > 0 {
			v.Set(name, strings.Join(given, "~"))
		}
	}
	if province := r.query.values["province"]; len(province) > 0 && !v.Has("parent") {
		v.Set("parent", strings.Join(province, "~")) // the list of reports knows a province as a parent
	}
	return "/v1/reports?" + readable.Replace(v.Encode())
}

// qualityTimeliness answers /v1/quality/timeliness: by level and year, how many reports appeared by the day on which they were due.
func (a *api) qualityTimeliness(ctx context.Context, q *apiQuery) (*answer, error) {
	if err := a.resolveTime(ctx, q, nil); err != nil {
		return nil, err
	}
	found, err := a.reader.PublicationDays(ctx, q.selection())
	if err != nil {
		return nil, err
	}
	rows := make([]timelyRow, len(found))
	for i, p := range found {
		rows[i] = timelyRow{p, analytics.Timeliness(p.Days, p.Due), q}
	}
	return listed(q, timelinessColumns, rows)
}
