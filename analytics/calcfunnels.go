package analytics

// The methods of Calc about funnels and dispersion.

// funnelTails are the probabilities of the limits, and outerTails the one-sided tails, that funnels use.
var (
	funnelTails = []float64{0.001, 0.025, 0.975, 0.999}
	outerTails  = []float64{0.025, 0.001}
)

func calcFunnelClassify(a *calcArgs) any {
	kind, tails := a.text("type"), a.numbers("p", outerTails...)
	x := a.scalar("x")
	switch FunnelType(kind) {
	case FunnelShare:
		return ClassifyShare(x, a.scalar("n"), a.scalar("baseline"), tails)
	case FunnelRatio, "rate":
		var expected *float64
		if kind == "rate" {
			expected = calcExpected(a)
		} else {
			expected = a.scalar("expected")
		}
		switch rule := a.textParam("rule", "ci"); rule {
		case "ci":
			return ClassifyRatio(x, expected, tails)
		case "exact":
			return ClassifyRatioExact(x, expected, tails)
		default:
			a.fail("\"rule\" must be ci or exact, not %q", rule)
		}
	default:
		a.fail("\"type\" must be proportion, rate or ratio, not %q", kind)
	}
	return noData()
}

// calcExpected gives the events that a baseline rate per multiplier lets expect among n.
func calcExpected(a *calcArgs) *float64 {
	v, ok := a.scalars("n", "baseline")
	if multiplier := a.param("multiplier", rateMultiplier); ok && multiplier > 0 {
		return number(v[0] * v[1] / multiplier)
	}
	return nil
}

func calcFunnelPoisson(a *calcArgs) any {
	return FunnelPoisson(a.values("expected"), a.numbers("p", funnelTails...))
}

func calcFunnelBinomial(a *calcArgs) any {
	n, p0 := a.values("n"), a.scalar("p0")
	p := a.numbers("p", funnelTails...)
	if p0 == nil {
		return LimitsResult{Status: StatusNoData}
	}
	return FunnelBinomial(n, *p0, p)
}

func calcFunnelShareScore(a *calcArgs) any {
	n, one := a.oneOrMany("n")
	p0, multiplier := a.scalar("p0"), a.param("multiplier", 1)
	if p0 == nil {
		return noData()
	}
	return FunnelShareScore(n, *p0, multiplier).orSingle(one)
}

func calcFunnelPoissonCI(a *calcArgs) any {
	expected, one := a.oneOrMany("expected")
	confidence := a.numbers("confidence", 0.95, 0.998)
	if len(confidence) != 2 {
		a.fail("\"confidence\" must be two numbers, of the inner and the outer limits")
		return noData()
	}
	return FunnelPoissonCI(expected, [2]float64(confidence)).orSingle(one)
}

func calcFunnelEventsCI(a *calcArgs) any {
	events, one := a.oneOrMany("events")
	baseline := a.scalar("baseline")
	if baseline == nil {
		return noData()
	}
	return FunnelEventsCI(events, *baseline).orSingle(one)
}

// orSingle gives numbers in place of lists when one area was asked for.
func (b BandResult) orSingle(one bool) any {
	if !one || len(b.Lower95) == 0 {
		return b
	}
	return struct {
		Lower95  *float64 `json:"lower95"`
		Upper95  *float64 `json:"upper95"`
		Lower998 *float64 `json:"lower998"`
		Upper998 *float64 `json:"upper998"`
		Status   Status   `json:"status"`
	}{b.Lower95[0], b.Upper95[0], b.Lower998[0], b.Upper998[0], b.Status}
}

func calcFunnelType(a *calcArgs) FunnelType {
	kind := FunnelType(a.text("type"))
	if kind != FunnelRatio && kind != FunnelShare {
		a.fail("\"type\" must be ratio or proportion, not %q", kind)
	}
	return kind
}

func calcOverdispersion(a *calcArgs) any {
	l := a.lists("num", "den")
	return Overdispersion(calcFunnelType(a), l[0], l[1], a.param("winsor", DefaultWinsor))
}

func calcDispersionLimits(a *calcArgs) any {
	kind, den, z := calcFunnelType(a), a.values("den"), a.numbers("z", normalQuantiles(funnelTails)...)
	v, ok := a.scalars("target", "tau2")
	if !ok {
		return LimitsResult{Status: StatusNoData}
	}
	return DispersionLimits(kind, v[0], den, v[1], z)
}

func normalQuantiles(p []float64) []float64 {
	z := make([]float64, len(p))
	for i, v := range p {
		z[i] = normalQuantile(v)
	}
	return z
}

func calcHeterogeneity(a *calcArgs) any {
	l := a.lists("obs", "expected")
	return Heterogeneity(l[0], l[1])
}
