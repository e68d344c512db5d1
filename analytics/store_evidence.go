package analytics

import (
	"context"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// statement is what a report says of one fact: where, and which number; seq 0 is the one taken, the others are alternatives.
type statement struct {
	Seq     uint8  `ch:"seq"`
	Stated  *int64 `ch:"stated"`
	Quote   string `ch:"quote"`
	Start   uint32 `ch:"start"`
	End     uint32 `ch:"end"`
	TableNo uint16 `ch:"table_no"`
	Row     string `ch:"row"`
	Col     string `ch:"col"`
	Rule    string `ch:"rule"`
}

// addTo puts the statement where it belongs in its fact.
func (s statement) addTo(o *Observation) {
	ev := disclosure.Evidence{
		Quote: s.Quote, Start: int(s.Start), End: int(s.End), Table: int(s.TableNo), Row: s.Row, Column: s.Col, Rule: s.Rule,
	}
	if s.Seq == 0 {
		o.Evidence = &ev
	} else if v := valueOf(s.Stated); v != nil {
		o.Alternatives = append(o.Alternatives, disclosure.Alternative{Value: *v, Evidence: ev})
	}
}

// evidenceRow is one statement and the fact it belongs to.
type evidenceRow struct {
	Issuer   uint64 `ch:"issuer"`
	Year     uint16 `ch:"year"`
	Metric   uint16 `ch:"metric"`
	Scope    string `ch:"scope"`
	Origin   string `ch:"origin"`
	Revision uint64 `ch:"revision"`
	statement
}

// factKey names one fact of one revision.
type factKey struct {
	issuer, revision uint64
	year, metric     uint16
	scope, origin    string
}

// addEvidence fills Evidence and Alternatives of a page; rows are the page in the order of the query, p the query's parameters.
func (s *Store) addEvidence(ctx context.Context, rows []observationRow, page []Observation, p sql.Params) error {
	if len(rows) == 0 {
		return nil
	}
	first, last := rows[0], rows[len(rows)-1]
	var found []evidenceRow
	params := sql.Params{
		"generation": p["generation"], "metrics": p["metrics"], "codes": p["codes"],
		"first_issuer": first.Issuer, "first_year": first.Year, "first_metric": first.Metric, "first_scope": scopeNumber(disclosure.Scope(first.Scope)),
		"last_issuer": last.Issuer, "last_year": last.Year, "last_metric": last.Metric, "last_scope": scopeNumber(disclosure.Scope(last.Scope)),
	}
	traced(ctx, "observation_evidence", params)
	if err := s.db.Select(ctx, &found, "observation_evidence", params); err != nil {
		return err
	}
	at := make(map[factKey]*Observation, len(rows))
	for i, r := range rows {
		at[factKey{r.Issuer, r.Revision, r.Year, r.Metric, r.Scope, r.Origin}] = &page[i]
	}
	for _, r := range found {
		o := at[factKey{r.Issuer, r.Revision, r.Year, r.Metric, r.Scope, r.Origin}]
		if o == nil {
			continue // of a fact that the other filters leave out
		}
		r.addTo(o)
	}
	return nil
}
