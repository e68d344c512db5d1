// Package ingest takes files to published reports: it walks paths, reads and extracts documents, imports normalized
// figures, publishes, and builds the reading copies.
//
//	walk*.go      files, folders, globs and archives, one after the other
//	figures*.go   normalized figures: CSV, TSV, JSON lines; figures_spill.go rows beyond memory, on the disk
//	unreadable.go the quarantined report of a file that holds no text
//	pipeline.go   read -> extract -> publish with bounded workers, one outcome a file
//	batch.go      what is published together: a number of documents, or one large file of figures
//	publish.go    writes reports: facts and findings first, the reports rows last
//	content.go    the hash that tells whether a report says anything new
//	refresh.go    builds a new generation of the reading copies
//	continuity.go what reports show beside each other: carry-over, documents in force, units above totals
//	similarity.go texts that were taken over from the year before
//	population.go residents that a user adds
//	lint.go       findings for the office that is about to publish: readable, JSON; lint_sarif.go SARIF
//	release.go    keeps a generation under a name
//	reference.go  regions, population and metrics in the database
//	sample.go     the real figures that come with the program
package ingest
