package analytics

import "math"

// The limits of a forecast: years of one segment it needs, and years it reaches.
const (
	MinForecast        = 8
	MaxForecastHorizon = 3
)

// ForecastResult holds one entry per year ahead.
type ForecastResult struct {
	Mean    []*float64 `json:"mean"`
	Lower80 []*float64 `json:"lower80"` // not cut off at 0: cut where it is shown, and say so
	Upper80 []*float64 `json:"upper80"`
	Lower95 []*float64 `json:"lower95"`
	Upper95 []*float64 `json:"upper95"`
	MAE     *float64   `json:"mae"`       // of one-step forecasts of the later half
	NaiveE  *float64   `json:"naive_mae"` // the same for "as last year"; hide the forecast when MAE is larger
	Status  Status     `json:"status"`
}

// ForecastDrift extends a series as a random walk with drift (Hyndman & Athanasopoulos, Forecasting: Principles and Practice
// 3, 5.2): with T points, mean step d and σ the standard deviation of the steps,
//
//	y_T + h·d ± z·σ√(h(1 + h/(T-1)))
//
// Consecutive years of one segment only (StatusGapsNotSupported), at least minN (8), at most three years ahead. Never join
// two definitions to get there.
func ForecastDrift(y []*float64, horizon, minN int) ForecastResult {
	known := present(y)
	n := len(known)
	switch {
	case horizon < 1 || horizon > MaxForecastHorizon:
		return ForecastResult{Status: StatusInvalid}
	case n == 0:
		return ForecastResult{Status: StatusInsufficientN}
	case n < len(y):
		return ForecastResult{Status: StatusGapsNotSupported}
	case n < max(minN, 3):
		return ForecastResult{Status: StatusInsufficientN}
	}
	steps := make([]float64, n-1)
	for i := range steps {
		steps[i] = known[i+1] - known[i]
	}
	drift, sigma := (known[n-1]-known[0])/float64(n-1), sampleSD(steps)
	result := ForecastResult{Status: StatusOK}
	z80, z95 := zFor(0.80), zFor(0.95)
	for ahead := 1; ahead <= horizon; ahead++ {
		h := float64(ahead)
		at := known[n-1] + h*drift
		spread := sigma * math.Sqrt(h*(1+h/float64(n-1)))
		result.Mean = append(result.Mean, number(at))
		result.Lower80 = append(result.Lower80, number(at-z80*spread))
		result.Upper80 = append(result.Upper80, number(at+z80*spread))
		result.Lower95 = append(result.Lower95, number(at-z95*spread))
		result.Upper95 = append(result.Upper95, number(at+z95*spread))
	}
	result.MAE, result.NaiveE = backtest(known)
	return result
}

// backtest forecasts each value of the later half one step ahead from those before it.
func backtest(y []float64) (drift, naive *float64) {
	var errDrift, errNaive []float64
	for i := max(2, len(y)/2); i < len(y); i++ {
		step := (y[i-1] - y[0]) / float64(i-1)
		errDrift = append(errDrift, math.Abs(y[i]-y[i-1]-step))
		errNaive = append(errNaive, math.Abs(y[i]-y[i-1]))
	}
	return number(mean(errDrift)), number(mean(errNaive))
}
