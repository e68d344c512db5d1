package extract

import "gongkai/ingest/disclosure"

// candidate is one number that a table cell or a sentence states for one metric, before the report decides which statement
// of a metric becomes its fact.
type candidate struct {
	metric    string            // id in the dictionary, applicant suffix included
	value     *disclosure.Value // nil unless status.Valued()
	status    disclosure.Status
	qualifier disclosure.Qualifier
	scope     disclosure.Scope
	start     int // span of the quote, in runes of the View
	end       int
	from      disclosure.ReadFrom
	rule      string // what read it: form_2021.3.1, narrative.received.total
	raw       string // the figure as printed when value and unit differ from it: 251000元
	row       string // labels of the cell; "" for narrative
	column    string
	table     int    // 1-based number of the table; 0 for narrative
	parent    string // the metric this one is a part of; "" when it stands alone
	weak      bool   // states the metric less directly than another candidate: an alternative, never the fact
}
