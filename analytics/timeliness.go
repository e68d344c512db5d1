package analytics

import (
	"math"
	"slices"
	"time"

	"gongkai/ingest/disclosure"
)

// TimelinessResult says when reports appeared against the day on which they were due.
type TimelinessResult struct {
	MedianLag *float64   `json:"median_lag"` // days after the due day; negative is early
	P90Lag    *float64   `json:"p90_lag"`
	OnTime    Interval   `json:"on_time"` // share published by the due day, of those with a known day
	Lags      []*float64 `json:"lags"`    // days, one per report; nil where the day is not known
	Missing   int        `json:"n_missing"`
	Status    Status     `json:"status"`
}

// Timeliness compares days of publication with one due day. A zero time is an unknown day: such a report is neither late nor
// on time.
func Timeliness(published []time.Time, due time.Time) TimelinessResult {
	result := TimelinessResult{Lags: make([]*float64, len(published)), OnTime: without(StatusNoData), Status: StatusNoData}
	onTime := 0.0
	for i, day := range published {
		if day.IsZero() {
			result.Missing++
			continue
		}
		lag := math.Floor(day.Sub(due).Hours() / 24)
		result.Lags[i] = number(lag)
		if lag <= 0 {
			onTime++
		}
	}
	lags := present(result.Lags)
	if len(lags) == 0 {
		return result
	}
	slices.Sort(lags)
	result.MedianLag, result.P90Lag = number(quantileSorted(lags, 0.5)), number(quantileSorted(lags, 0.9))
	result.OnTime = Wilson(onTime, float64(len(lags)), 0.95)
	result.Status = StatusOK
	return result
}

// firstDatedYear is the first year reported on under the Regulations of 2019, which have departments publish earlier.
const firstDatedYear = 2019

// DueRule names where a due day comes from.
type DueRule string

// The rules of due days. The Regulations of 2007 (State Council decree 492, article 31) have every administrative organ publish by 31
// March. Those of 2019 (decree 711, article 49) have the departments of governments from the county up publish by 31 January and these
// governments by 31 March; townships are not among the bodies that the article names, and are taken to be due with the departments, as
// the handbook of forms (section 1, deadlines since 2019) has it for lower governments.
const (
	DueArticle31     DueRule = "regulation_2007_31"
	DueArticle49     DueRule = "regulation_2019_49"
	DueAsDepartments DueRule = "as_departments_2019"
)

// DueDay is the last day on which a report on a year may appear, and the rule that says so.
func DueDay(level disclosure.Level, year int) (time.Time, DueRule) {
	day := func(month time.Month) time.Time { return time.Date(year+1, month, 31, 0, 0, 0, 0, time.UTC) }
	switch {
	case year < firstDatedYear:
		return day(time.March), DueArticle31
	case level == disclosure.LevelDepartment:
		return day(time.January), DueArticle49
	case level == disclosure.LevelTownship:
		return day(time.January), DueAsDepartments
	}
	return day(time.March), DueArticle49
}
