package ingest

import _ "embed"

//go:embed sample/figures.csv
var sampleCSV string

// SampleName is the file name under which the bundled figures are loaded.
const SampleName = "figures.csv"
