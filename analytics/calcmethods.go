package analytics

// calcMethods are the methods of Calc by name. Each reads its inputs and params and gives a result with json names.
var calcMethods = map[string]func(a *calcArgs) any{
	"aggregate_sum":  func(a *calcArgs) any { return Sum(a.values("values")) },
	"change":         func(a *calcArgs) any { return Change(a.scalar("prev"), a.scalar("cur")) },
	"cagr":           func(a *calcArgs) any { return CAGR(a.scalar("first"), a.scalar("last"), a.scalar("years")) },
	"median":         func(a *calcArgs) any { return Median(a.values("x")) },
	"quantile7":      calcQuantiles,
	"quantile_class": calcQuantileClass,
	"pooled_ratio":   calcPooledRatio,
	"comparable":     calcComparable,
	"segments":       func(a *calcArgs) any { return Segments(a.wholes("years"), a.wholes("break_years")) },
	"identity_check": calcIdentityCheck,
	"reliability":    calcReliability,
	"coverage":       calcCoverage,
	"mean_ci_t":      func(a *calcArgs) any { return MeanCI(a.values("x"), a.confidence()) },

	"rate_ci":            calcRate,
	"prop_ci_wilson":     calcWilson,
	"prop_ci_cp":         calcClopperPearson,
	"rate_ratio_exact":   calcRateRatio,
	"prop_diff_newcombe": calcProportionDifference,
	"compare_benchmark":  calcCompareBenchmark,
	"compare_control_limits": func(a *calcArgs) any {
		return CompareControlLimits(a.scalar("value"), a.scalar("n"), a.scalar("benchmark"),
			a.param("z", zFor(0.95)), calcPolarity(a))
	},
	"benchmark_excluding_self": calcBenchmarkExcludingSelf,
	"poisson_p":                calcPoissonP,
	"binom_p":                  func(a *calcArgs) any { return calcShareTest(a, BinomialTest) },
	"prop_score_test":          func(a *calcArgs) any { return calcShareTest(a, ScoreTest) },
	"bh_adjust":                func(a *calcArgs) any { return AdjustBH(a.values("p"), a.param("q", 0.05)) },

	"funnel_classify":      calcFunnelClassify,
	"funnel_poisson_exact": calcFunnelPoisson,
	"funnel_binom_exact":   calcFunnelBinomial,
	"funnel_prop_score":    calcFunnelShareScore,
	"funnel_poisson_ci":    calcFunnelPoissonCI,
	"funnel_events_ci":     calcFunnelEventsCI,
	"overdispersion":       calcOverdispersion,
	"od_limits":            calcDispersionLimits,
	"chi2_heterogeneity":   calcHeterogeneity,

	"mann_kendall": func(a *calcArgs) any {
		return MannKendall(a.values("y"), a.param("alpha", 0.05), a.wholeParam("min_n", MinMannKendall))
	},
	"mann_kendall_hr": calcHamedRao,
	"kendall_tau_b":   func(a *calcArgs) any { l := a.lists("x", "y"); return KendallTauB(l[0], l[1]) },
	"theil_sen":       func(a *calcArgs) any { l := a.lists("t", "y"); return TheilSen(l[0], l[1], a.confidence()) },
	"recent_trend5":   calcRecentTrend,
	"prop_trend_chi2": calcProportionTrend,
	"its_segmented":   calcITS,
	"forecast_drift":  calcForecast,
	"spearman":        func(a *calcArgs) any { l := a.lists("x", "y"); return Spearman(l[0], l[1]) },
	"spearman_matrix_fdr": func(a *calcArgs) any {
		return SpearmanMatrix(a.rows("rows"), a.param("q", 0.05))
	},

	"eb_global":         func(a *calcArgs) any { l := a.lists("events", "pop"); return Shrink(l[0], l[1]) },
	"eb_group":          calcShrinkByGroup,
	"eb_binomial":       func(a *calcArgs) any { l := a.lists("x", "n"); return ShrinkShares(l[0], l[1]) },
	"eb_gamma_interval": calcShrunkInterval,
	"gini":              func(a *calcArgs) any { x, w := a.weighted(); return Gini(x, w) },
	"theil":             func(a *calcArgs) any { x, w := a.weighted(); return Theil(x, w) },
	"theil_decomp":      calcTheilByGroup,
	"atkinson": func(a *calcArgs) any {
		x, w := a.weighted()
		return Atkinson(x, w, a.param("epsilon", 0.5))
	},
	"sii": func(a *calcArgs) any { l := a.lists("value", "pop"); return SlopeIndex(l[0], l[1]) },

	"rank": func(a *calcArgs) any {
		return Rank(a.values("x"), a.flag("descending"), Ties(a.textParam("ties", string(TiesMin))))
	},
	"expected_rank": func(a *calcArgs) any {
		l := a.lists("est", "se")
		return ExpectedRank(l[0], l[1], a.flag("descending"))
	},
	"rank_ci_joint":  calcRankIntervals,
	"rank_bootstrap": calcRankBootstrap,
	"mad_outlier": func(a *calcArgs) any {
		return Outliers(a.values("x"), a.param("threshold", OutlierThreshold), a.wholeParam("min_n", MinOutlierN))
	},
	"knn_peers": calcPeers,

	"normalize":      calcNormalize,
	"power_mean":     calcPowerMean,
	"composite":      func(a *calcArgs) any { rows, o := calcComposite(a); return Composite(rows, o) },
	"composite_loo":  func(a *calcArgs) any { rows, o := calcComposite(a); return CompositeLeaveOneOut(rows, o) },
	"cronbach_alpha": func(a *calcArgs) any { return CronbachAlpha(a.rows("X")) },
	"shares":         func(a *calcArgs) any { return Shares(a.values("counts")) },
	"clr":            func(a *calcArgs) any { return CLR(a.values("p")) },
	"multiplicative_replacement": func(a *calcArgs) any {
		return ReplaceZeros(a.values("p"), a.optionalParam("delta"))
	},
	"aitchison_distance": func(a *calcArgs) any { l := a.lists("p", "q"); return AitchisonDistance(l[0], l[1]) },
	"dissimilarity":      func(a *calcArgs) any { l := a.lists("p", "q"); return Dissimilarity(l[0], l[1]) },
}
