package extract

import (
	"sync"

	"gongkai/ingest/disclosure"
)

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
	heaped    bool   // said to be reached by and by, with no word for the year: a sum of years where the year's own figure stands beside it
	weak      bool   // states the metric less directly than another candidate: an alternative, never the fact
}

// candidateBuffers are kept from report to report: the candidates of one take a tenth of all the memory that reading it needs, and
// nothing of them outlives the report.
var candidateBuffers = sync.Pool{New: func() any {
	list := make([]candidate, 0, 64)
	return &list
}}

// newCandidates gives an empty list, with room for as many candidates as an earlier report had.
func newCandidates() []candidate { return (*candidateBuffers.Get().(*[]candidate))[:0] }

// spend takes a list back whose candidates have become facts.
func spend(list []candidate) {
	clear(list) // or it would keep their strings
	list = list[:0]
	candidateBuffers.Put(&list)
}

// unresolve leaves a figure without a value: the text states it in ways that do not agree, or not as one.
func (c *candidate) unresolve() {
	c.value, c.status, c.qualifier = nil, disclosure.StatusUnresolved, disclosure.QualifierExact
}
