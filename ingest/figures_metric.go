package ingest

import (
	"strings"

	"gongkai/ingest/disclosure"
)

// metric looks a metric up; for an unknown id it names the one that was probably meant.
func (s *figureScan) metric(id string) (*disclosure.Metric, *Reject) {
	if m, ok := s.dict.Metric(id); ok {
		return m, nil
	}
	if id == "" {
		return nil, reject("metric_id", "没有指标编号", "there is no metric id")
	}
	near, ok := s.suggestions[id]
	if !ok {
		near = s.nearest(id)
		if len(s.suggestions) < maxSuggestions {
			s.suggestions[id] = near
		}
	}
	return nil, reject("metric_id", "未知的指标“%s”，是否为“%s”？", "unknown metric %q; is it %q?", id, near)
}

// maxSuggestions bounds what a file full of unknown metrics can make us remember.
const maxSuggestions = 10000

// nearest gives the id that was probably meant: the metric of that Chinese name, the total of that base, else the id with the
// fewest edits.
func (s *figureScan) nearest(id string) string {
	best, edits := "", 1<<30
	for _, m := range s.dict.Metrics {
		if m.Name.ZH == id || m.Base == id && m.Applicant == "total" {
			return m.ID
		}
		if n := editDistance(strings.ToLower(id), m.ID, edits); n < edits {
			best, edits = m.ID, n
		}
	}
	return best
}

// editDistance is the Levenshtein distance of two texts, or any number not below the limit once that is certain.
func editDistance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal, smallest := row[0], i
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
			smallest = min(smallest, row[j])
		}
		if smallest >= limit {
			return limit
		}
	}
	return row[len(b)]
}
