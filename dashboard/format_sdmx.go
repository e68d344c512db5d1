package dashboard

import (
	"encoding/csv"
	"slices"
	"strings"
)

// sdmxColumns are the columns of SDMX-CSV 2.0 and where an aggregate's row has them; "" is made by sdmxRow.
var sdmxColumns = []struct{ sdmx, ours string }{
	{"STRUCTURE", ""},
	{"STRUCTURE_ID", ""},
	{"ACTION", ""},
	{"INDICATOR", "measure"},
	{"REF_AREA", "region"},
	{"TIME_PERIOD", "year"},
	{"OBS_VALUE", "value"},
	{"OBS_STATUS", ""},
	{"LOWER", "lower"},
	{"UPPER", "upper"},
	{"NUMERATOR", "num"},
	{"DENOMINATOR", "den"},
	{"UNIT_MEASURE", "unit"},
	{"STATUS", "status"},
	{"FLAGS", "flags"},
	{"REGIME", "regime"},
	{"SCOPE", "scope"},
	{"BREAK", "break"},
	{"N_DOCS", "n_docs"},
	{"EVIDENCE_URL", "evidence_url"},
	{"METHOD", "method"},
	{"QUALIFIER", "qualifier"},
	{"REPORTED", "reported"},
	{"EXPECTED", "expected"},
	{"LEVEL", "level"},
	{"BODY", "body"},
	{"VARIANT", "variant"},
	{"RELEASE", "release"},
}

// sdmxTotal is the SDMX code of a dimension that was summed away.
const sdmxTotal = "_T"

// writeSDMX writes an aggregate as SDMX-CSV 2.0 with the observation status of every row (SDMX CL_OBS_STATUS). It has no end
// line, since the format has no comments: the answer is sent as a whole.
func writeSDMX(w *answerWriter) error {
	at := w.positions()
	out := csv.NewWriter(w.out)
	record := make([]string, len(sdmxColumns))
	for i, c := range sdmxColumns {
		record[i] = c.sdmx
	}
	if err := out.Write(record); err != nil {
		return err
	}
	if _, err := w.each(func(cells []any) error {
		for i, c := range sdmxColumns {
			record[i] = ""
			if c.ours != "" {
				record[i] = plainText(cells[at[c.ours]])
			}
			if record[i] == "" && (c.sdmx == "REF_AREA" || c.sdmx == "TIME_PERIOD") {
				record[i] = sdmxTotal
			}
		}
		record[0], record[1], record[2] = "dataflow", "GONGKAI:AGGREGATES(1.0)", "I"
		record[7] = w.obsStatus(cells[at["value"]], cells[at["status"]], cells[at["flags"]])
		return out.Write(record)
	}); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// obsStatus is the SDMX observation status of a row. A missing value keeps its reason; of what is doubtful about a value, the
// gravest counts: a contradiction, a break of the series, a number that is not exact.
func (w *answerWriter) obsStatus(value, status, flags any) string {
	base := w.statusCode["status"][cellText(status)]
	if base == "" {
		return "O" // missing for a reason that the list does not know
	}
	if value == nil && strings.Contains("AUV", base) { // codes of a value that is there
		return "O" // such as the rate of a region known through some of its units: partial, and not to be judged
	}
	if base != "A" && base != "U" {
		return base
	}
	list, _ := flags.([]string)
	inexact := func(f string) bool { return strings.HasPrefix(f, "partial") || w.statusCode["qualifiers"][f] == "U" }
	switch {
	case slices.ContainsFunc(list, func(f string) bool { return strings.HasPrefix(f, flagConflict) }):
		return "V"
	case slices.Contains(list, "break"):
		return "B"
	case slices.ContainsFunc(list, inexact):
		return "U"
	}
	return base
}

// positions says where each column stands.
func (w *answerWriter) positions() map[string]int {
	at := map[string]int{}
	for i, name := range w.answer.columns {
		at[name] = i
	}
	return at
}
