package ingest

import (
	_ "embed"
	"strings"

	"gongkai/ingest/disclosure"
)

//go:embed sample/figures.csv
var sampleCSV string

// SampleName is the file name under which the bundled figures are loaded.
const SampleName = "figures.csv"

// SampleFigures reads the real figures that come with the program (sample/README.md).
func SampleFigures() ([]*disclosure.Report, []Reject, error) {
	return ReadFigures(SampleName, strings.NewReader(sampleCSV))
}
