package analytics

// The methods of Calc about series.

func calcHamedRao(a *calcArgs) any {
	o := HamedRaoDefaults()
	o.Alpha, o.MinN = a.param("alpha", o.Alpha), a.wholeParam("min_n", o.MinN)
	if a.optionalParam("lag") != nil {
		lag := a.wholeParam("lag", 0)
		o.Lag = &lag
	}
	// A null floor asks for none; a floor that is not mentioned is the default.
	if _, given := a.params["cf_floor"]; given {
		o.Floor = a.optionalParam("cf_floor")
	}
	return MannKendallHamedRao(a.values("y"), o)
}

func calcRecentTrend(a *calcArgs) any {
	l := a.lists("value", "lower", "upper")
	var years []int
	if _, given := a.input["years"]; given {
		years = a.wholes("years")
		a.sameLength("value", len(l[0]), "years", len(years))
	}
	return RecentTrend(years, l[0], l[1], l[2], a.param("chi2_crit", TrendCritical), a.param("dispersion", 1))
}

func calcProportionTrend(a *calcArgs) any {
	l, score := a.lists("x", "n"), a.optionalValues("score")
	if score == nil {
		a.decode(a.params, "score", "a list of numbers", &score)
	}
	if score != nil {
		a.sameLength("x", len(l[0]), "score", len(score))
	}
	return ProportionTrend(l[0], l[1], score)
}

func calcITS(a *calcArgs) any {
	years, y := a.wholes("years"), a.values("y")
	a.sameLength("years", len(years), "y", len(y))
	breakYear, ok := a.whole("break_year")
	o := ITSOptions{
		Lag:    a.wholeParam("nw_lag", 1),
		MinPre: a.wholeParam("min_pre", MinITSSide), MinPost: a.wholeParam("min_post", MinITSSide),
	}
	for _, v := range a.numbers("exclude_years") {
		year, whole := wholeOf(v)
		if !whole {
			a.fail("\"exclude_years\" must be whole numbers")
		}
		o.Exclude = append(o.Exclude, year)
	}
	if !ok {
		return ITSResult{Status: StatusNoData}
	}
	return ITS(years, y, breakYear, o)
}

func calcForecast(a *calcArgs) any {
	y := a.values("y")
	horizon, ok := a.whole("h")
	minN := a.wholeParam("min_n", MinForecast)
	if !ok {
		return ForecastResult{Status: StatusNoData}
	}
	return ForecastDrift(y, horizon, minN)
}
