package analytics

import "math"

// Candidate is an area with the features by which peers are chosen. No feature may be an outcome.
type Candidate struct {
	ID       string
	Features []*float64 // in the order of the names given to PeerGroup
}

// Peer is one area of a peer group.
type Peer struct {
	ID            string     `json:"id"`
	Distance      *float64   `json:"distance"`      // root mean square difference in standard deviations
	Contributions []*float64 `json:"contributions"` // squared difference by feature: why it is a peer
}

// PeerGroupResult is the peer group of one area.
type PeerGroupResult struct {
	Peers      []Peer      `json:"peers"`      // the nearest first
	Correlated [][2]string `json:"correlated"` // features that say the same (|rho| > 0.9) and so count double
	Status     Status      `json:"status"`
}

// correlatedAbove is the rank correlation from which two features count double.
const correlatedAbove = 0.9

// PeerGroup finds the k candidates most like the target (Peers), with the features' names to say which of them overlap. The
// target must be among the candidates (StatusInvalid). Freeze the list per release.
func PeerGroup(target string, candidates []Candidate, features []string, k int) PeerGroupResult {
	rows, at := make([][]*float64, len(candidates)), -1
	for i, c := range candidates {
		rows[i] = c.Features
		if c.ID == target {
			at = i
		}
		if len(c.Features) != len(features) {
			return PeerGroupResult{Status: StatusInvalid}
		}
	}
	found := Peers(rows, at, k, MinFeatureFraction)
	result := PeerGroupResult{Peers: []Peer{}, Correlated: [][2]string{}, Status: found.Status}
	for i, index := range found.Index {
		result.Peers = append(result.Peers, Peer{candidates[index].ID, found.Distance[i], found.Contributions[i]})
	}
	if found.Status != StatusOK {
		return result
	}
	pairs := SpearmanMatrix(rows, 0.05)
	for i, pair := range pairs.Pairs {
		if rho := pairs.Rho[i]; rho != nil && math.Abs(*rho) > correlatedAbove {
			result.Correlated = append(result.Correlated, [2]string{features[pair[0]], features[pair[1]]})
		}
	}
	return result
}

// PooledInterval is the pooled rate or share of several areas with its limits, such as the benchmark of a peer group. Areas
// that miss a side are left out.
func PooledInterval(model Model, areas []Area, multiplier, confidence float64) Interval {
	pooled := Pool(collect(areas, func(a Area) *float64 { return a.Num }), collect(areas, func(a Area) *float64 { return a.Den }))
	if pooled.Status != StatusOK {
		return without(pooled.Status)
	}
	num, den := 0.0, 0.0
	for _, a := range areas {
		if a.Num != nil && a.Den != nil {
			num, den = num+*a.Num, den+*a.Den
		}
	}
	if model == ModelProportion {
		return Wilson(num, den, confidence).times(multiplier)
	}
	return RateCI(num, den, multiplier, confidence)
}
