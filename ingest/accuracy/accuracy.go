// Package accuracy says how well the extraction reads the reports of its test corpus: for every figure that a case states,
// whether it was read and read right. Most of the reports are those the program is improved against; some are kept apart and
// only measured, so that something is known of reports it has never seen. accuracy.json is written by `make accuracy` from what the corpus gives and by no hand; a
// test of package extract fails when the two differ. The package imports nothing of ours.
//
//	accuracy.go    the counts and what follows from them
//	accuracy.json  the counts as they are now
package accuracy

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed accuracy.json
var published []byte

// By says what a group of figures has in common.
type By string

// The ways of grouping, in the order in which the groups are listed.
const (
	ByAll    By = "all"    // one group of all figures
	ByForm   By = "form"   // the form of the report: form_2019; a form without a case is listed with zeros
	BySource By = "source" // table, narrative or derived: where it was read, or where its form prints it if it was not read
	ByValue  By = "value"  // nonzero or zero, by what the report states
	ByFamily By = "family" // first part of the metric's id: requests
	ByUnseen By = "unseen" // reports the program was never improved against: all of their figures, those of tables, of sentences, nonzero ones
)

// Group counts the figures of one group and the reports that state them.
type Group struct {
	By        By     `json:"by"`
	Name      string `json:"group"`
	Documents int    `json:"documents"` // reports with a figure of the group
	Faultless int    `json:"faultless"` // those of them of whose figures none was missed and none read wrong
	Right     int    `json:"right"`     // figures read as they are stated
	Missed    int    `json:"missed"`    // figures stated and not read, or read as another number
	Wrong     int    `json:"wrong"`     // numbers read that the report does not state for that metric
}

// Stated is the number of figures that the reports state: the denominator of recall.
func (g Group) Stated() int { return g.Right + g.Missed }

// Read is the number of figures that were read: the denominator of precision.
func (g Group) Read() int { return g.Right + g.Wrong }

// Result is what the corpus gives. It holds no date: the same corpus and the same code give the same bytes.
type Result struct {
	SHA256    string  `json:"corpus_sha256"` // over the names and bytes of the corpus's files, in the order of their names
	Documents int     `json:"documents"`     // reports the program is improved against; groups of ByUnseen are not about them
	Groups    []Group `json:"groups"`        // in the order of By; forms by their first year, others by how many figures are stated
}

// Published gives the committed result. An error means that accuracy.json is damaged.
func Published() (Result, error) {
	var r Result
	d := json.NewDecoder(bytes.NewReader(published))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("accuracy.json: %w (write it again with `make accuracy`)", err)
	}
	return r, nil
}

// Encode gives the bytes of accuracy.json: a line a group, so that a difference can be read.
func (r Result) Encode() ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"corpus_sha256\": %q,\n  \"documents\": %d,\n  \"groups\": [", r.SHA256, r.Documents)
	for i, g := range r.Groups {
		line, err := json.Marshal(g)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(&out, "\n    %s", line)
	}
	out.WriteString("\n  ]\n}\n")
	return out.Bytes(), nil
}
