package analytics

import (
	"cmp"
	"math"
	"slices"
)

// The defaults of peer groups.
const (
	DefaultPeers       = 15
	MinFeatureFraction = 0.75
)

// PeersResult holds the most similar areas, the nearest first.
type PeersResult struct {
	Index         []int        `json:"index"`
	Distance      []*float64   `json:"distance"`      // root mean square difference in standard deviations
	Contributions [][]*float64 `json:"contributions"` // per peer and feature: squared difference; nil where not compared
	Status        Status       `json:"status"`
}

// Peers finds the k areas most like the target. Features (rows are areas) must not be outcomes: population, density, product
// per head, urban share. Each is standardised with its mean and sample deviation over the areas that have it; constant ones
// are dropped. The distance is √(mean squared difference) over the features that both have, which must be at least
// minFraction of those left; missing features are not filled in. Ties go by index. With fewer candidates than k all are
// given. Being a peer is not mutual.
func Peers(features [][]*float64, target, k int, minFraction float64) PeersResult {
	result := PeersResult{Index: []int{}, Distance: []*float64{}, Contributions: [][]*float64{}, Status: StatusOK}
	if len(features) == 0 {
		result.Status = StatusNoData
		return result
	}
	if target < 0 || target >= len(features) || k < 1 || !(minFraction >= 0 && minFraction <= 1) || !rectangular(features) {
		result.Status = StatusInvalid
		return result
	}
	if len(features) < 2 {
		result.Status = StatusInsufficientN
		return result
	}
	return newPeerSpace(features).nearest(target, k, minFraction)
}

// peerSpace holds areas with their features in standard deviations, so that the peers of many of them are found with one
// standardisation.
type peerSpace struct {
	z       [][]*float64
	kept    int       // features with variation
	weights []float64 // by feature; nil: all count alike
	weight  float64   // of all features with variation
}

func newPeerSpace(features [][]*float64) peerSpace {
	z, kept := standardise(features)
	return peerSpace{z: z, kept: kept, weight: float64(kept)}
}

// weighted lets features count by their weights: the distance is √(Σ w·difference² / Σ w) over the features that both have. A feature
// of weight 0 is not compared at all.
func (s peerSpace) weighted(weights []float64) peerSpace {
	out := peerSpace{z: make([][]*float64, len(s.z)), weights: weights}
	for i, row := range s.z {
		out.z[i] = slices.Clone(row)
	}
	for j, w := range weights {
		switch values := column(out.z, j); {
		case w == 0:
			for i := range out.z {
				out.z[i][j] = nil
			}
		case len(present(values)) > 0:
			out.kept, out.weight = out.kept+1, out.weight+w
		}
	}
	return out
}

// meanSquare is the weighted mean of the squared differences of two areas over the features that both have, and their weight.
func (s peerSpace) meanSquare(a, b []*float64) (mean, weight float64) {
	total := 0.0
	for j, v := range a {
		if w := b[j]; v != nil && w != nil {
			part := 1.0
			if s.weights != nil {
				part = s.weights[j]
			}
			total, weight = total+part*(*v-*w)*(*v-*w), weight+part
		}
	}
	return total / weight, weight
}

// nearest gives the k areas nearest to the target, as Peers says. All distances are known before the first contribution is made: of
// some thousand areas only k are given.
func (s peerSpace) nearest(target, k int, minFraction float64) PeersResult {
	result := PeersResult{Index: []int{}, Distance: []*float64{}, Contributions: [][]*float64{}, Status: StatusOK}
	if s.kept == 0 {
		result.Status = StatusDegenerate
		return result
	}
	if len(present(s.z[target])) == 0 {
		result.Status = StatusNoData
		return result
	}
	type candidate struct {
		index    int
		distance float64
		tie      float64 // the distance as ties are found by
	}
	candidates, largest := make([]candidate, 0, len(s.z)), 0.0
	for i := range s.z {
		if i == target {
			continue
		}
		square, weight := s.meanSquare(s.z[target], s.z[i])
		if weight == 0 || weight < minFraction*s.weight-1e-12 {
			continue
		}
		distance := math.Sqrt(square)
		largest = math.Max(largest, distance)
		candidates = append(candidates, candidate{index: i, distance: distance})
	}
	order := func(a, b candidate) int { return cmp.Or(cmp.Compare(a.tie, b.tie), cmp.Compare(a.index, b.index)) }
	var best []candidate // the k first in order; few of some thousand ever come in
	for _, c := range candidates {
		c.tie = toDigits(c.distance, largest)
		if len(best) == k && order(c, best[k-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, c, order)
		best = slices.Insert(best[:min(len(best), k-1)], min(at, k-1), c)
	}
	for _, c := range best {
		result.Index = append(result.Index, c.index)
		result.Distance = append(result.Distance, number(c.distance))
		result.Contributions = append(result.Contributions, squaredDifferences(s.z[target], s.z[c.index]))
	}
	if len(candidates) == 0 {
		result.Status = StatusInsufficientN
	}
	return result
}

// standardise gives z-scores by column, nil where a value is missing or its column has no variation, and the number of
// columns with variation.
func standardise(rows [][]*float64) (z [][]*float64, kept int) {
	z = make([][]*float64, len(rows))
	for i := range z {
		z[i] = make([]*float64, len(rows[i]))
	}
	for j := range rows[0] {
		known := present(column(rows, j))
		if len(known) < 2 || allEqual(known) {
			continue
		}
		kept++
		m, sd := mean(known), sampleSD(known)
		for i := range rows {
			if v := rows[i][j]; v != nil {
				z[i][j] = number((*v - m) / sd)
			}
		}
	}
	return z, kept
}

func squaredDifferences(a, b []*float64) []*float64 {
	parts := make([]*float64, len(a))
	for j := range a {
		if a[j] != nil && b[j] != nil {
			parts[j] = number((*a[j] - *b[j]) * (*a[j] - *b[j]))
		}
	}
	return parts
}

func column(rows [][]*float64, j int) []*float64 {
	values := make([]*float64, len(rows))
	for i := range rows {
		values[i] = rows[i][j]
	}
	return values
}

func rectangular(rows [][]*float64) bool {
	return !slices.ContainsFunc(rows, func(row []*float64) bool { return len(row) != len(rows[0]) })
}
