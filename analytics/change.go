package analytics

import (
	"math"
	"slices"
)

// ChangeResult is the difference between two counts.
type ChangeResult struct {
	Abs    *float64 `json:"abs"` // current - previous, a count
	Pct    *float64 `json:"pct"` // of the previous, in percent
	Status Status   `json:"status"`
}

// Change compares two counts. After a zero there is no percentage (StatusZeroBase): say "from 0 to 5". It does not know of
// breaks: ask Compare first whether the years may be compared.
func Change(previous, current *float64) ChangeResult {
	switch {
	case previous == nil || current == nil:
		return ChangeResult{Status: StatusNoData}
	case *previous < 0 || *current < 0:
		return ChangeResult{Status: StatusInvalid}
	case *previous == 0:
		return ChangeResult{Abs: number(*current), Status: StatusZeroBase}
	}
	difference := *current - *previous
	return ChangeResult{Abs: number(difference), Pct: number(difference / *previous * 100), Status: StatusOK}
}

// GrowthResult is a mean yearly growth.
type GrowthResult struct {
	CAGR   *float64 `json:"cagr_pct"` // percent per year
	Status Status   `json:"status"`
}

// CAGR is the compound growth a year between two end points: ((last/first)^(1/years) - 1)·100, where years is the
// difference of the calendar years. Years in between may be missing; the end points may not.
func CAGR(first, last, years *float64) GrowthResult {
	switch {
	case first == nil || last == nil || years == nil:
		return GrowthResult{Status: StatusNoData}
	case *first < 0 || *last < 0 || *years <= 0:
		return GrowthResult{Status: StatusInvalid}
	case *first == 0:
		return GrowthResult{Status: StatusZeroBase}
	}
	growth := number((math.Pow(*last / *first, 1 / *years) - 1) * 100)
	if growth == nil {
		return GrowthResult{Status: StatusInvalid} // over so short a time that it has no number
	}
	return GrowthResult{CAGR: growth, Status: StatusOK}
}

// ComparableResult says whether two years of one metric mean the same.
type ComparableResult struct {
	Comparable    *bool  `json:"comparable"`
	BreaksCrossed []int  `json:"breaks_crossed"` // ascending, each once
	Status        Status `json:"status"`
}

// Comparable says whether no break lies between two years. A break year is the first year of a new definition: 2019 and 2020
// are on the same side of a break of 2019, 2018 and 2019 are not. The order of the two years does not matter.
func Comparable(yearA, yearB int, breakYears []int) ComparableResult {
	from, to := min(yearA, yearB), max(yearA, yearB)
	crossed := []int{}
	for _, b := range slices.Compact(slices.Sorted(slices.Values(breakYears))) {
		if from < b && b <= to {
			crossed = append(crossed, b)
		}
	}
	same := len(crossed) == 0
	return ComparableResult{Comparable: &same, BreaksCrossed: crossed, Status: StatusOK}
}

// SegmentsResult holds the runs of years within which a metric means the same.
type SegmentsResult struct {
	Segments [][]int `json:"segments"`
	Status   Status  `json:"status"`
}

// Segments splits years at the break years, the first years of new definitions. A missing year does not split a segment,
// and a year given twice is one year.
// Trends, growth and forecasts never leave one segment.
func Segments(years, breakYears []int) SegmentsResult {
	result := SegmentsResult{Segments: [][]int{}, Status: StatusOK}
	if len(years) == 0 {
		result.Status = StatusNoData
		return result
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(years)))
	for i, y := range sorted {
		if i == 0 || !*Comparable(sorted[i-1], y, breakYears).Comparable {
			result.Segments = append(result.Segments, nil)
		}
		last := len(result.Segments) - 1
		result.Segments[last] = append(result.Segments[last], y)
	}
	return result
}
