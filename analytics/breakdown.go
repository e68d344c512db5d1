package analytics

// Part is one category of a whole.
type Part struct {
	ID    string   `json:"id"`
	Count *float64 `json:"count"`
	Interval
}

// CompositionResult is how outcomes split.
type CompositionResult struct {
	Parts  []Part   `json:"parts"` // Value, Lower, Upper are shares of 1 with Wilson limits, each by itself
	Total  *float64 `json:"total"`
	Small  bool     `json:"small"` // total below 20: grey
	Status Status   `json:"status"`
}

// Composition splits a whole into its categories. With one missing there are no shares (StatusPartialUnits), and the counts
// stay. Shares of one whole move against each other by arithmetic: correlate them only as CLR.
func Composition(ids []string, counts []*float64, confidence float64) CompositionResult {
	if len(ids) != len(counts) {
		return CompositionResult{Status: StatusInvalid}
	}
	shares := Shares(counts)
	result := CompositionResult{Parts: make([]Part, len(ids)), Total: shares.Total, Status: shares.Status}
	result.Small = shares.Total == nil || *shares.Total < MinComposition
	for i, id := range ids {
		result.Parts[i] = Part{ID: id, Count: counts[i], Interval: without(shares.Status)}
		if shares.Status == StatusOK {
			result.Parts[i].Interval = Wilson(*counts[i], *shares.Total, confidence)
		}
	}
	return result
}
