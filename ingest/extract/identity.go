package extract

import "gongkai/ingest/disclosure"

// identity is what a report says about itself: who, for which year, when.
type identity struct {
	issuer      disclosure.Issuer
	year        int // the year reported on; 0 when unresolved
	title       string
	publishedOn string // YYYY-MM-DD or ""
	scope       disclosure.Scope
	findings    []disclosure.Finding
	quarantine  []string // reason codes; see disclosure.Report
}
