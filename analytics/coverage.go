package analytics

// The four states of a cell of region and year.
const (
	CellReported      = "r" // a number above zero is printed
	CellZero          = "z" // a zero is printed, or proved by an identity
	CellMissing       = "m" // blank, unreadable, or no report: never zero
	CellNotApplicable = "n" // the region or the metric did not exist
)

// CoverageResult says how complete a table of regions (rows) and years (columns) is.
type CoverageResult struct {
	Eligible       *int       `json:"eligible"`      // cells that could have a number
	Reported       *int       `json:"reported"`      // those that have one, zero or not
	ExplicitZero   *int       `json:"explicit_zero"` // those that have a zero
	Missing        *int       `json:"missing"`
	Coverage       *float64   `json:"coverage"`         // reported / eligible
	CoverageByYear []*float64 `json:"coverage_by_year"` // nil for a year without eligible cells
	LongestRun     []int      `json:"longest_run"`      // per region: years in a row with a number
	ZeroShare      *float64   `json:"zero_share"`       // of the reported; above 0.6 zeros may stand for blanks
	FirstReported  []int      `json:"first_reported"`   // per region: index of the first year with a number, -1 for none
	LastReported   []int      `json:"last_reported"`
	Status         Status     `json:"status"`
}

// CellCoverage counts the states of cells. Cells that do not apply are in no denominator and end no table; they do end a run.
// Rows of unequal length and other states than r, z, m and n are StatusInvalid.
func CellCoverage(cells [][]string) CoverageResult {
	if len(cells) == 0 || len(cells[0]) == 0 {
		return CoverageResult{Status: StatusNoData}
	}
	var eligible, reported, zeros, missing int
	years := make([][2]int, len(cells[0]))
	result := CoverageResult{Status: StatusOK}
	for _, row := range cells {
		if len(row) != len(years) {
			return CoverageResult{Status: StatusInvalid}
		}
		run, longest, first, last := 0, 0, -1, -1
		for j, cell := range row {
			switch cell {
			case CellNotApplicable:
				run = 0
				continue
			case CellMissing:
				missing++
				run = 0
			case CellZero, CellReported:
				if cell == CellZero {
					zeros++
				}
				reported++
				years[j][0]++
				run++
				last = j
				if first < 0 {
					first = j
				}
			default:
				return CoverageResult{Status: StatusInvalid}
			}
			eligible++
			years[j][1]++
			longest = max(longest, run)
		}
		result.LongestRun = append(result.LongestRun, longest)
		result.FirstReported, result.LastReported = append(result.FirstReported, first), append(result.LastReported, last)
	}
	result.Eligible, result.Reported, result.ExplicitZero, result.Missing = &eligible, &reported, &zeros, &missing
	result.Coverage, result.ZeroShare = shareOf(reported, eligible), shareOf(zeros, reported)
	for _, y := range years {
		result.CoverageByYear = append(result.CoverageByYear, shareOf(y[0], y[1]))
	}
	if eligible == 0 {
		result.Status = StatusNoData
	}
	return result
}

// shareOf is part/whole, nil of nothing.
func shareOf(part, whole int) *float64 { return number(float64(part) / float64(whole)) }
