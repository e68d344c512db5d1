package analytics

// RankedArea is an area with its place and the places that the data leave possible.
type RankedArea struct {
	Area
	Interval
	Rank      *int    `json:"rank"` // nil: not ranked, or hidden because the interval is too wide
	RankLower *int    `json:"rank_lower"`
	RankUpper *int    `json:"rank_upper"`
	Third     *string `json:"third"`  // top, middle or bottom when the whole interval lies in it
	Hidden    bool    `json:"hidden"` // the interval spans more than half of the ranks: show it without a rank
	Small     bool    `json:"small"`  // count below ten
}

// RankingResult is a ranking with joint intervals.
type RankingResult struct {
	Areas  []RankedArea `json:"areas"` // in the order given: sort by name, not by rank
	Ranked int          `json:"ranked"`
	Status Status       `json:"status"`
}

// MinRanked is the number of areas from which there is a ranking.
const MinRanked = 3

// Ranking ranks areas by num/den, the highest first when descending, with joint intervals for the ranks at the given
// confidence: the areas' own intervals (exact Poisson, Wilson) at 1-(1-confidence)/n hold together, and an area's ranks are bounded
// by how many intervals lie wholly ahead of and wholly behind its own (Klein, Wright & Wieczorek 2020). Zero counts have an
// interval too. The intervals in the answer are each area's own at the given confidence. Areas that cannot be computed have
// no rank; fewer than three that can are StatusInsufficientN.
func Ranking(model Model, areas []Area, multiplier, confidence float64, descending bool) RankingResult {
	result := RankingResult{Areas: make([]RankedArea, len(areas)), Status: StatusOK}
	values := make([]*float64, len(areas))
	for i, a := range areas {
		result.Areas[i] = RankedArea{Area: a, Interval: areaInterval(model, a, multiplier, confidence)}
		values[i] = result.Areas[i].Value
		result.Areas[i].Small = a.Num != nil && *a.Num < UnstableBelow
		if values[i] != nil {
			result.Ranked++
		}
	}
	switch {
	case result.Ranked == 0:
		result.Status = StatusNoData
		return result
	case result.Ranked < MinRanked:
		result.Status = StatusInsufficientN
		return result
	}
	joint := 1 - (1-confidence)/float64(result.Ranked)
	var lowers, uppers []float64
	for i, a := range areas {
		if values[i] != nil {
			wide := areaInterval(model, a, multiplier, joint)
			lowers, uppers = append(lowers, *wide.Lower), append(uppers, *wide.Upper)
		}
	}
	best, worst := possibleRanks(lowers, uppers, descending)
	ranks, at := Rank(values, descending, TiesMin).Rank, 0
	for i := range result.Areas {
		if values[i] != nil {
			result.Areas[i].put(int(*ranks[i]), best[at], worst[at], result.Ranked)
			at++
		}
	}
	return result
}

func areaInterval(model Model, a Area, multiplier, confidence float64) Interval {
	switch {
	case a.Num == nil || a.Den == nil:
		return without(StatusNoData)
	case model == ModelRate:
		// Exact at every count: Byar's lower limit need not exist at the high confidence of a joint interval.
		return RateCIBy(RateExact, *a.Num, *a.Den, multiplier, confidence)
	case model == ModelProportion:
		return Wilson(*a.Num, *a.Den, confidence).times(multiplier)
	}
	return without(StatusInvalid)
}

func (r *RankedArea) put(rank, best, worst, n int) {
	r.RankLower, r.RankUpper = &best, &worst
	r.Hidden = 2*(worst-best+1) > n
	if !r.Hidden {
		r.Rank = &rank
	}
	name := ""
	switch {
	case 3*worst <= n:
		name = "top"
	case 3*(best-1) >= 2*n:
		name = "bottom"
	case 3*(best-1) >= n && 3*worst <= 2*n:
		name = "middle"
	default:
		return
	}
	r.Third = &name
}
