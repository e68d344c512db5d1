package analytics

import "slices"

// The methods of Calc about many areas at once: shrinkage, inequality, ranks, peers and composites.

// The names of what a method does in one way only; another name is an error instead of another figure.
const (
	gammaSampler = "gamma(x+0.5)/n"
	sampleZ      = "zscore_sample"
	rmsDistance  = "rms"
)

func calcShrinkByGroup(a *calcArgs) any {
	l, group := a.lists("events", "pop"), a.labels("group")
	a.sameLength("events", len(l[0]), "group", len(group))
	return ShrinkByGroup(l[0], l[1], group, a.wholeParam("min_group", MinGroupAreas))
}

func calcShrunkInterval(a *calcArgs) any {
	v, ok := a.scalars("events", "pop", "mean", "a")
	multiplier, confidence := a.param("multiplier", rateMultiplier), a.confidence()
	if !ok {
		return ShrunkIntervalResult{Status: StatusNoData}
	}
	return ShrunkInterval(v[0], v[1], v[2], v[3], multiplier, confidence)
}

func calcTheilByGroup(a *calcArgs) any {
	x, w := a.weighted()
	group := a.labels("group")
	a.sameLength("x", len(x), "group", len(group))
	return TheilByGroup(x, group, w)
}

func calcRankIntervals(a *calcArgs) any {
	l := a.lists("est", "se")
	adjust := a.choice("adjust", "bonferroni", "bonferroni", "none")
	return RankIntervals(l[0], l[1], a.confidence(), adjust == "bonferroni", a.flag("descending"))
}

func calcRankBootstrap(a *calcArgs) any {
	l := a.lists("x", "n")
	seed := a.wholeParam("seed", DefaultSeed)
	if seed < 0 {
		a.fail("\"seed\" must not be negative")
	}
	draws := a.wholeParam("draws", DefaultDraws)
	a.choice("sampler", gammaSampler, gammaSampler)
	if a.err != nil {
		return noData()
	}
	return RankBootstrap(l[0], l[1], draws, a.confidence(), a.flag("descending"), uint64(seed))
}

func calcPeers(a *calcArgs) any {
	features := a.rows("features")
	target, ok := a.whole("target")
	k, fraction := a.wholeParam("k", DefaultPeers), a.param("min_feature_frac", MinFeatureFraction)
	a.choice("standardize", sampleZ, sampleZ)
	a.choice("distance", rmsDistance, rmsDistance)
	if !ok {
		return noData()
	}
	return Peers(features, target, k, fraction)
}

func calcNormalize(a *calcArgs) any {
	x, method := a.values("x"), calcScaling(a, "method", ScaleGoalpost)
	n := Normalization{Method: method, Direction: a.wholeParam("direction", 1), To: a.param("scale", 100)}
	n.From, n.To = a.scaledRange(n.From, n.To)
	if method == ScaleGoalpost {
		lower, upper := a.optionalParam("lower"), a.optionalParam("upper")
		if lower == nil || upper == nil {
			a.fail("a goalpost needs \"lower\" and \"upper\" in params")
			return noData()
		}
		n.Lower, n.Upper = *lower, *upper
	}
	return Normalize(x, n)
}

// calcScaling reads a scaling. The sample z-score has two names, its own and that of the peers' features.
func calcScaling(a *calcArgs, key string, otherwise Scaling) Scaling {
	s := a.choice(key, string(otherwise), string(ScaleGoalpost), string(ScaleMinMax), string(ScaleZ), sampleZ, string(ScaleRank))
	if s == sampleZ {
		return ScaleZ
	}
	return Scaling(s)
}

// scaledRange reads the param "range" of two numbers.
func (a *calcArgs) scaledRange(from, to float64) (low, high float64) {
	bounds := a.numbers("range", from, to)
	if len(bounds) != 2 {
		a.fail("\"range\" must be two numbers")
		return from, to
	}
	return bounds[0], bounds[1]
}

func calcPowerMean(a *calcArgs) any {
	x, w := a.weighted()
	if w == nil {
		w = slices.Repeat(Values(1), len(x))
	}
	otherwise := MeanArithmetic
	if a.optionalParam("p") != nil {
		otherwise = MeanPower
	}
	kind := a.choice("kind", string(otherwise), string(MeanArithmetic), string(MeanGeometric), string(MeanHarmonic), string(MeanPower))
	return PowerMean(x, w, MeanKind(kind), a.param("p", 1))
}

func calcComposite(a *calcArgs) ([][]*float64, CompositeOptions) {
	rows := a.rows("X")
	width := 0
	if len(rows) > 0 {
		width = len(rows[0])
	}
	direction := make([]int, width)
	for i := range direction {
		direction[i] = 1
	}
	if _, given := a.input["direction"]; given {
		direction = a.wholes("direction")
		a.sameLength("X", width, "direction", len(direction))
	}
	o := CompositeDefaults(direction)
	if _, given := a.input["weight"]; given {
		o.Weight = a.numbers("weight")
		a.sameLength("X", width, "weight", len(o.Weight))
	}
	o.Method = calcScaling(a, "normalize", o.Method)
	o.Aggregate = MeanKind(a.choice("aggregate", string(o.Aggregate), string(MeanArithmetic), string(MeanGeometric), string(MeanHarmonic)))
	if o.Aggregate == MeanGeometric {
		o.From = 1
	}
	o.From, o.To = a.scaledRange(o.From, o.To)
	o.MinCoverage = a.param("min_coverage", o.MinCoverage)
	o.Goalposts = a.goalposts()
	return rows, o
}

// goalposts reads the param of that name, or the input where a case puts it there: per indicator its lower and upper goalpost.
func (a *calcArgs) goalposts() [][2]float64 {
	var pairs [][]*float64
	const want = "a list of pairs of numbers"
	if !a.decode(a.params, "goalposts", want, &pairs) {
		a.decode(a.input, "goalposts", want, &pairs)
	}
	var posts [][2]float64
	for i, pair := range pairs {
		known := present(pair)
		if len(pair) != 2 || len(known) != 2 {
			a.fail("entry %d of \"goalposts\" must be two numbers", i)
			return nil
		}
		if !a.bounded("goalposts", pair...) {
			return nil
		}
		posts = append(posts, [2]float64(known))
	}
	return posts
}
