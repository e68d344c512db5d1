package analytics

import (
	"math"
	"slices"
	"time"
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
