// Package analytics turns stored facts into figures that can be defended: it reads them (Store) and computes on slices (all
// else). The functions are pure and take missing values as nil; a result that does not exist is nil and its Status says why,
// so that no NaN, no infinity and no invented zero ever leaves the package. Randomness is seeded and the seed is in the
// answer. Formulas and their sources stand in the documentation of each function; the methods are those of the project's
// statistical handbook, and Calc runs any of them on given inputs.
//
// Answers from the database: query.go holds the questions and answers, store*.go what fills them, trace.go
// which queries did.
//
// For pages and the API, on whole series and sets of areas:
//
//	series.go       points with statuses, segments at breaks     funnel.go     funnel plot with its limits
//	seriestrend.go  direction of a series                        ranking.go    ranks with joint intervals
//	pair.go         is one place higher than another             peergroup.go  similar places and their benchmark
//	breakdown.go    shares of a whole with limits                anomaly.go    figures to review, with a sentence
//	panel.go        changes over matched units                   timeliness.go days after the due day
//	sensitivity.go  what a composite's ranks hang on             decomposition.go  volume, mix and rate; backlog
//	spread.go       deciles and concentration                    kitagawa.go   a pooled rate's change: mix and rate
//	smallareas.go   small places drawn towards the rest   reach.go     what is lacking to the median
//	outlook.go      a few years ahead                     unequal.go   how uneven places are, and between what
//	dispersed.go    intervals that allow for bursts              window.go     years pooled for small counts
//
// One figure at a time:
//
//	status.go values.go                statuses, missing values
//	special.go binomial.go incompletegamma.go  distribution functions
//	total.go change.go ratio.go        sums and their bounds, growth and segments, pooled and compared rates
//	rate.go proportion.go              intervals of rates and proportions
//	benchmark.go significance.go       against a benchmark; exact tests and the false discovery rate
//	funnellimits.go funnelclass.go     limits and categories of funnels
//	overdispersion.go heterogeneity.go more variation than chance; any variation beyond chance
//	trend.go kendall.go mannkendall.go hamedrao.go theilsen.go its.go forecast.go
//	shrinkage.go inequality.go atkinson.go gradient.go noise.go
//	rank.go rankbootstrap.go quantile.go outlier.go peers.go correlation.go
//	composition.go normalize.go composite.go coverage.go
//
// calc.go, calcargs.go and calcmethods.go are Calc; calcfigures.go, calcfunnels.go, calctrends.go and calcareas.go read the
// inputs of its methods.
package analytics
