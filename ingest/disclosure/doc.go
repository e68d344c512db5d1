// Package disclosure is the vocabulary that every other package speaks: issuers, reports, facts, findings, and the metric
// dictionary. It imports nothing of ours.
//
//	issuer.go      who publishes: level, place, a stable number
//	report.go      one report, its source, its stored text, the repairs made to it
//	fact.go        one number: status, qualifier, scope, evidence
//	value.go       the number itself: a decimal with six places
//	finding.go     what a check found
//	metric.go      a metric and a rate as the dictionary describes them
//	dictionary.go  the embedded dictionary.yaml, strictly decoded and checked when the program starts
package disclosure
