// Package reconcile checks what a report states against itself and against the issuer's report of the year before. It
// knows facts and findings only; a failed check is a finding and never changes a fact.
//
//	identities.go    the accounting identities of identities.yaml, strictly decoded
//	check.go         everything inside one report
//	matrix.go        row sums of the applications table, channels against the total
//	sections.go      numbering of the headings, the statistical period
//	plausible.go     form against year, shares, powers, units
//	against.go       carry-over, open cases and documents in force against the year before
//	copied.go        how much text stands in the year before too, without the standing phrases of standing.yaml
package reconcile
