package analytics

// The methods of Calc about sums, rates, proportions and comparisons.

// rateMultiplier is what rates are given per, unless a request says otherwise.
const rateMultiplier = 100000

func calcQuantiles(a *calcArgs) any {
	x := a.values("x")
	if raw := a.input["p"]; len(raw) > 0 && raw[0] != '[' && raw[0] != 'n' {
		p := a.scalar("p")
		if a.err != nil {
			return noData()
		}
		result := Quantiles(x, []float64{*p})
		single := struct {
			Q      *float64 `json:"q"`
			N      int      `json:"n"`
			Status Status   `json:"status"`
		}{N: result.N, Status: result.Status}
		if len(result.Q) == 1 {
			single.Q = result.Q[0]
		}
		return single
	}
	return Quantiles(x, a.numbers("p", 0, 0.25, 0.5, 0.75, 1))
}

func calcQuantileClass(a *calcArgs) any {
	return QuantileClasses(a.values("x"), a.wholeParam("nq", 5), a.flag("invert"))
}

func calcPooledRatio(a *calcArgs) any {
	l := a.lists("num", "den")
	return Pool(l[0], l[1])
}

func calcComparable(a *calcArgs) any {
	yearA, okA := a.whole("year_a")
	yearB, okB := a.whole("year_b")
	breaks := a.wholes("break_years")
	if !okA || !okB {
		return noData()
	}
	return Comparable(yearA, yearB, breaks)
}

func calcIdentityCheck(a *calcArgs) any {
	return IdentityCheck(a.scalar("new"), a.scalar("carried_in"), a.scalar("processed"), a.scalar("carried_out"))
}

func calcReliability(a *calcArgs) any {
	type labelled struct {
		Reliability *string `json:"reliability"`
		Status      Status  `json:"status"`
	}
	count := a.scalar("count")
	unstable, caution := a.param("unstable_below", UnstableBelow), a.param("caution_below", CautionBelow)
	switch {
	case count == nil:
		return labelled{Status: StatusNoData}
	case *count < 0, unstable > caution:
		return labelled{Status: StatusInvalid}
	}
	label := reliabilityBy(*count, unstable, caution)
	return labelled{&label, StatusOK}
}

func calcCoverage(a *calcArgs) any {
	a.require("cells")
	var cells [][]string
	a.decode(a.input, "cells", "a list of lists of r, z, m and n", &cells)
	for i := range cells {
		if len(cells[i]) != len(cells[0]) {
			a.fail("row %d of \"cells\" has %d entries and the first has %d", i, len(cells[i]), len(cells[0]))
		}
	}
	return CellCoverage(cells)
}

func calcRate(a *calcArgs) any {
	v, ok := a.scalars("count", "denom")
	method := RateMethod(a.textParam("method", string(RateAuto)))
	multiplier, confidence := a.param("multiplier", rateMultiplier), a.confidence()
	type labelled struct {
		Interval
		Reliability *string `json:"reliability"`
	}
	if !ok {
		return labelled{Interval: without(StatusNoData)}
	}
	result := labelled{Interval: RateCIBy(method, v[0], v[1], multiplier, confidence)}
	if result.Status == StatusOK {
		label := Reliability(v[0])
		result.Reliability = &label
	}
	return result
}

func calcWilson(a *calcArgs) any { return calcProportion(a, Wilson) }

func calcClopperPearson(a *calcArgs) any { return calcProportion(a, ClopperPearson) }

func calcProportion(a *calcArgs, interval func(x, n, confidence float64) Interval) any {
	v, ok := a.scalars("x", "n")
	multiplier, confidence := a.param("multiplier", 1), a.confidence()
	switch {
	case !ok:
		return without(StatusNoData)
	case !(multiplier > 0):
		return without(StatusInvalid)
	}
	return interval(v[0], v[1], confidence).times(multiplier)
}

// times scales an interval.
func (i Interval) times(multiplier float64) Interval {
	for _, p := range []**float64{&i.Value, &i.Lower, &i.Upper} {
		if *p != nil {
			*p = number(**p * multiplier)
		}
	}
	return i
}

func calcRateRatio(a *calcArgs) any {
	v, ok := a.scalars("x1", "t1", "x0", "t0")
	confidence := a.confidence()
	if !ok {
		return RateRatioResult{Status: StatusNoData}
	}
	return RateRatio(v[0], v[1], v[2], v[3], confidence)
}

func calcProportionDifference(a *calcArgs) any {
	v, ok := a.scalars("x1", "n1", "x2", "n2")
	confidence := a.confidence()
	if !ok {
		return DifferenceResult{Status: StatusNoData}
	}
	return ProportionDifference(v[0], v[1], v[2], v[3], confidence)
}

func calcPolarity(a *calcArgs) Polarity {
	return Polarity(a.choice("polarity", string(PolarityNone), string(PolarityNone), string(HighIsGood), string(LowIsGood)))
}

func calcCompareBenchmark(a *calcArgs) any {
	kind := a.text("type")
	v, ok := a.scalars("x", "n")
	benchmark, confidence, polarity := a.scalar("benchmark"), a.confidence(), calcPolarity(a)
	rule := a.textParam("rule", "ci_excludes")
	var area Interval
	switch kind {
	case "rate":
		multiplier := a.param("multiplier", rateMultiplier)
		if ok {
			area = RateCI(v[0], v[1], multiplier, confidence)
		}
	case "proportion":
		multiplier := a.param("multiplier", 1)
		if ok {
			area = Wilson(v[0], v[1], confidence).times(multiplier)
		}
		if rule == "control_limits" && area.Value != nil && benchmark != nil && multiplier > 0 {
			share := number(*area.Value / multiplier)
			return CompareControlLimits(share, number(v[1]), number(*benchmark/multiplier), zFor(confidence), polarity)
		}
	default:
		a.fail("\"type\" must be rate or proportion, not %q", kind)
	}
	switch {
	case rule != "ci_excludes" && (rule != "control_limits" || kind != "proportion"):
		a.fail("\"rule\" must be ci_excludes, or control_limits for a proportion, not %q", rule)
	case !ok:
		return notCompared(StatusNoData)
	}
	return CompareBenchmark(area, benchmark, polarity)
}

func calcBenchmarkExcludingSelf(a *calcArgs) any {
	v, ok := a.scalars("x", "n", "total_x", "total_n")
	multiplier := a.param("multiplier", rateMultiplier)
	if !ok {
		return BenchmarkResult{Status: StatusNoData}
	}
	return BenchmarkExcludingSelf(v[0], v[1], v[2], v[3], multiplier)
}

func calcPoissonP(a *calcArgs) any {
	v, ok := a.scalars("x", "expected")
	if !ok {
		return TestResult{Status: StatusNoData}
	}
	return PoissonTest(v[0], v[1])
}

func calcShareTest(a *calcArgs, test func(x, n, p0 float64) TestResult) any {
	v, ok := a.scalars("x", "n", "p0")
	if !ok {
		return TestResult{Status: StatusNoData}
	}
	return test(v[0], v[1], v[2])
}
