package analytics

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// NoiseFloor is the inequality that would be seen if all areas had one rate.
type NoiseFloor struct {
	Gini   *float64 `json:"gini"`    // mean over the draws
	TheilT *float64 `json:"theil_t"` // mean over the draws
	Draws  int      `json:"draws"`
	Seed   uint64   `json:"seed"`
	Status Status   `json:"status"`
}

// InequalityNoise draws every area's events from Poisson(pooled rate · population) and gives the mean population-weighted
// Gini and Theil T of the drawn rates: what small counts alone would show. The same seed gives the same floor.
func InequalityNoise(events, population []*float64, draws int, seed uint64) NoiseFloor {
	result := NoiseFloor{Draws: draws, Seed: seed, Status: StatusOK}
	e, b, _, s := shrinkable(events, population)
	if draws < 1 {
		s = StatusInvalid
	}
	if s == StatusOK && sum(e) == 0 {
		s = StatusNoEvents
	}
	if result.Status = s; s != StatusOK {
		return result
	}
	pooled, source := sum(e)/sum(b), rand.NewPCG(seed, seed)
	rates, weights := make([]float64, len(b)), make([]float64, len(b))
	gini, theil := 0.0, 0.0
	for range draws {
		for i := range b {
			rates[i] = distuv.Poisson{Lambda: pooled * b[i], Src: source}.Rand() / b[i]
			weights[i] = b[i]
		}
		if sum(rates) == 0 {
			continue
		}
		t, _ := theilOf(rates, weights)
		theil += t
		all := sum(weights)
		for i := range weights {
			weights[i] /= all
		}
		gini += giniOf(rates, weights)
	}
	result.Gini, result.TheilT = number(gini/float64(draws)), number(theil/float64(draws))
	return result
}
