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
	z, kept := standardise(features)
	if kept == 0 {
		result.Status = StatusDegenerate
		return result
	}
	if len(present(z[target])) == 0 {
		result.Status = StatusNoData
		return result
	}
	type candidate struct {
		index    int
		distance float64
		parts    []*float64
		rounded  *float64 // the distance as ties are found by
	}
	var candidates []candidate
	for i := range z {
		if i == target {
			continue
		}
		parts := squaredDifferences(z[target], z[i])
		shared := present(parts)
		if len(shared) == 0 || float64(len(shared)) < minFraction*float64(kept)-1e-12 {
			continue
		}
		candidates = append(candidates, candidate{index: i, distance: math.Sqrt(mean(shared)), parts: parts})
	}
	distances := collect(candidates, func(c candidate) *float64 { return number(c.distance) })
	for i, d := range withoutNoise(distances, distances) {
		candidates[i].rounded = d
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(*a.rounded, *b.rounded) })
	for _, c := range candidates[:min(k, len(candidates))] {
		result.Index = append(result.Index, c.index)
		result.Distance = append(result.Distance, number(c.distance))
		result.Contributions = append(result.Contributions, c.parts)
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
