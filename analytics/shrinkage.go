package analytics

import (
	"math"
	"slices"
)

// MinGroupAreas is the number of areas from which a group is shrunk to its own mean instead of to that of all.
const MinGroupAreas = 5

// ShrinkageResult holds areas' rates pulled towards their common mean, the more so the smaller the area.
type ShrinkageResult struct {
	Mean       *float64   `json:"mean"`   // pooled rate, per unit of population
	A          *float64   `json:"a"`      // variance between areas, at least 0
	ARaw       *float64   `json:"a_raw"`  // the same before it is cut off at 0
	Weight     []*float64 `json:"weight"` // of the area's own rate, 0 to 1
	EB         []*float64 `json:"eb"`     // per unit of population; nil where the raw rate is unknown
	GroupMean  []*float64 `json:"group_mean,omitempty"`
	GroupA     []*float64 `json:"group_a,omitempty"`
	GroupNames []string   `json:"-"`
	Status     Status     `json:"status"`
}

// Shrink is the global empirical Bayes estimate of Marshall (1991): with rates r = e/b, m = Σe/Σb, s² = Σb(r-m)²/Σb,
//
//	A = max(0, s² - m/mean(b)), w = A/(A + m/b), EB = w·r + (1-w)·m
//
// An area without events or population stated, or without population, stays nil. With A = 0 the areas differ by no more than
// chance (or there is only one): all get the mean, StatusNoBetweenVariance. Do not rank these values and do not hold a named county to them.
func Shrink(events, population []*float64) ShrinkageResult {
	e, b, index, s := shrinkable(events, population)
	n := len(events)
	if s != StatusOK {
		return ShrinkageResult{Weight: make([]*float64, n), EB: make([]*float64, n), Status: s}
	}
	m, raw := marshall(e, b)
	a := math.Max(0, raw)
	weight, estimate := make([]float64, len(e)), make([]float64, len(e))
	for i := range e {
		weight[i] = marshallWeight(m, a, b[i])
		estimate[i] = m + weight[i]*(e[i]/b[i]-m)
	}
	result := ShrinkageResult{
		Mean: number(m), A: number(a), ARaw: number(raw),
		Weight: scatter(n, index, weight), EB: scatter(n, index, estimate), Status: StatusOK,
	}
	if a == 0 {
		result.Status = StatusNoBetweenVariance
	}
	return result
}

func shrinkable(events, population []*float64) (e, b []float64, index []int, s Status) {
	if len(events) != len(population) {
		return nil, nil, nil, StatusInvalid
	}
	e, b, index = presentPairs(events, population)
	if anyNegative(e) || anyNegative(b) {
		return nil, nil, nil, StatusInvalid
	}
	given := len(e)
	e, b, index = positiveOnly(e, b, index)
	switch {
	case given == 0:
		return nil, nil, nil, StatusNoData
	case len(e) == 0:
		return nil, nil, nil, StatusZeroDenominator
	}
	if m, a := marshall(e, b); !finite(m, a) {
		return nil, nil, nil, StatusInvalid // sizes so far apart that their arithmetic overflows
	}
	return e, b, index, StatusOK
}

// marshall gives the pooled rate and the variance between areas before it is cut off at 0.
func marshall(e, b []float64) (m, a float64) {
	total := sum(b)
	m = sum(e) / total
	for i := range e {
		a += b[i] * square(e[i]/b[i]-m) / total
	}
	return m, a - m/(total/float64(len(b)))
}

func marshallWeight(m, a, b float64) float64 {
	if a <= 0 {
		return 0
	}
	return a / (a + m/b)
}

// ShrinkByGroup is Shrink within groups (provinces) of at least minGroup areas; the areas of smaller groups, and those
// without a group (""), shrink to the mean of all. GroupNames is ascending, and GroupMean and GroupA are in its order, with
// the global ones for small groups. StatusNoBetweenVariance when no group has variance left.
func ShrinkByGroup(events, population []*float64, group []string, minGroup int) ShrinkageResult {
	n := len(events)
	if len(group) != n {
		return ShrinkageResult{Status: StatusInvalid}
	}
	result := Shrink(events, population)
	if result.Mean == nil {
		return result
	}
	e, b, index, _ := shrinkable(events, population)
	members := map[string][]int{}
	for i, at := range index {
		members[group[at]] = append(members[group[at]], i)
	}
	names := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(group))), func(s string) bool { return s == "" })
	result.Status = StatusNoBetweenVariance
	for _, name := range names {
		m, a := *result.Mean, *result.A
		if own := members[name]; len(own) >= max(minGroup, 2) {
			m, a = shrinkMembers(&result, e, b, index, own)
		}
		if a > 0 {
			result.Status = StatusOK
		}
		result.GroupNames = append(result.GroupNames, name)
		result.GroupMean, result.GroupA = append(result.GroupMean, number(m)), append(result.GroupA, number(a))
	}
	return result
}

// shrinkMembers replaces the estimates of one group's areas by those from its own mean and variance.
func shrinkMembers(result *ShrinkageResult, e, b []float64, index, members []int) (m, a float64) {
	ownE, ownB := make([]float64, len(members)), make([]float64, len(members))
	for i, at := range members {
		ownE[i], ownB[i] = e[at], b[at]
	}
	m, raw := marshall(ownE, ownB)
	a = math.Max(0, raw)
	for i, at := range members {
		w := marshallWeight(m, a, ownB[i])
		result.Weight[index[at]] = number(w)
		result.EB[index[at]] = number(m + w*(ownE[i]/ownB[i]-m))
	}
	return m, a
}

// ShrinkShares is the empirical Bayes estimate of shares x/n (Martuzzi & Elliott 1996, the binomial form of spdep EBest):
// with m = Σx/Σn, n̄ the mean size and v = Σn(p-m)²/Σn,
//
//	A = max(0, (v - m(1-m)/n̄)/(1 - 1/n̄)), ρ = A/(m(1-m)), w = nρ/(nρ + 1 - ρ), EB = w·p + (1-w)·m
//
// A is the variance between the areas' true shares; ρ is at most 1.
func ShrinkShares(x, n []*float64) ShrinkageResult {
	e, b, index, s := shrinkable(x, n)
	for i := range e {
		if e[i] > b[i] {
			s = StatusInvalid
		}
	}
	if s != StatusOK {
		return ShrinkageResult{Weight: make([]*float64, len(x)), EB: make([]*float64, len(x)), Status: s}
	}
	total := sum(b)
	m, size := sum(e)/total, total/float64(len(b))
	v := 0.0
	for i := range e {
		v += b[i] * square(e[i]/b[i]-m) / total
	}
	chance := m * (1 - m)
	raw := 0.0
	if size > 1 {
		raw = (v - chance/size) / (1 - 1/size)
	}
	a := clamp(raw, 0, chance)
	weight, estimate := make([]float64, len(e)), make([]float64, len(e))
	for i := range e {
		if a > 0 {
			rho := a / chance
			weight[i] = b[i] * rho / (b[i]*rho + 1 - rho)
		}
		estimate[i] = m + weight[i]*(e[i]/b[i]-m)
	}
	result := ShrinkageResult{
		Mean: number(m), A: number(a), ARaw: number(raw),
		Weight: scatter(len(x), index, weight), EB: scatter(len(x), index, estimate), Status: StatusOK,
	}
	if a == 0 {
		result.Status = StatusNoBetweenVariance
	}
	return result
}

// ShrunkIntervalResult is a shrunk rate with its limits.
type ShrunkIntervalResult struct {
	Estimate *float64 `json:"estimate"` // per multiplier
	Lower    *float64 `json:"lower"`
	Upper    *float64 `json:"upper"`
	Status   Status   `json:"status"`
}

// ShrunkInterval gives the posterior Gamma(m²/A + e, m/A + b) of an area's rate under the mean m and variance A of Shrink: its
// mean and its quantiles, times multiplier. It ignores that m and A are estimates themselves. With A = 0 there is no
// interval and the estimate is the mean (StatusNoBetweenVariance).
func ShrunkInterval(events, population, m, a, multiplier, confidence float64) ShrunkIntervalResult {
	switch {
	case !finite(events, population, m, a), events < 0, population < 0, m < 0, !(multiplier > 0), !validConfidence(confidence):
		return ShrunkIntervalResult{Status: StatusInvalid}
	case population == 0:
		return ShrunkIntervalResult{Status: StatusZeroDenominator}
	case a <= 0:
		return ShrunkIntervalResult{Estimate: number(m * multiplier), Status: StatusNoBetweenVariance}
	case m == 0:
		return ShrunkIntervalResult{Status: StatusNoEvents}
	}
	shape, rate := m*m/a+events, m/a+population
	if !validCount(shape) || !finite(rate) || shape < 1e-12 {
		return ShrunkIntervalResult{Status: StatusInvalid} // mean and variance do not belong to one measure
	}
	tail := (1 - confidence) / 2
	return ShrunkIntervalResult{
		Estimate: number(shape / rate * multiplier),
		Lower:    number(gammaQuantile(tail, shape) / rate * multiplier), Upper: number(gammaQuantile(1-tail, shape) / rate * multiplier),
		Status: StatusOK,
	}
}
