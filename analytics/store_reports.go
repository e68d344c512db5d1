package analytics

import (
	"context"
	"math"

	"golang.org/x/sync/errgroup"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

type reportRow struct {
	Issuer      uint64   `ch:"issuer"`
	Year        uint16   `ch:"year"`
	Origin      string   `ch:"origin"`
	Revision    uint64   `ch:"revision"`
	Revisions   uint32   `ch:"revisions"`
	ID          string   `ch:"id"`
	IssuerName  string   `ch:"issuer_name"`
	Level       string   `ch:"level"`
	Code        uint32   `ch:"code"`
	RegionName  string   `ch:"region_name"`
	Province    string   `ch:"province"`
	Form        string   `ch:"form"`
	Scope       string   `ch:"scope"`
	Title       string   `ch:"title"`
	PublishedOn string   `ch:"published_on"`
	SHA256      string   `ch:"sha256"`
	SourceName  string   `ch:"source_name"`
	SourceURL   string   `ch:"source_url"`
	Facts       uint32   `ch:"facts"`
	Findings    uint32   `ch:"findings"`
	Quarantine  []string `ch:"quarantine"`
	Total       uint64   `ch:"total"`
}

func (r reportRow) summary() ReportSummary {
	return ReportSummary{
		ID: r.ID, Issuer: r.IssuerName, IssuerID: r.Issuer, Level: disclosure.Level(r.Level), Region: r.Code, RegionName: r.RegionName,
		Province: r.Province, Year: int(r.Year), Form: disclosure.Form(r.Form), Origin: disclosure.Origin(r.Origin), Scope: disclosure.Scope(r.Scope),
		Title: r.Title, PublishedOn: r.PublishedOn, SourceName: r.SourceName, SourceURL: r.SourceURL, SHA256: r.SHA256, Revision: r.Revision,
		Revisions: int(r.Revisions), Facts: int(r.Facts), Findings: int(r.Findings), Quarantine: r.Quarantine,
	}
}

// Reports lists reports, the newest year first, and says how many there are in all.
func (s *Store) Reports(ctx context.Context, q ReportQuery) ([]ReportSummary, int, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, 0, err
	}
	if q.Limit <= 0 {
		q.Limit = 100
	}
	if q.To == 0 {
		q.To = math.MaxUint16
	}
	rows, err := selectKept[reportRow](ctx, s, "report_list", sql.Params{
		"generation": st.generation, "quarantined": q.Quarantined, "id": "", "codes": st.chosen(q.Regions, q.Parent), "level": string(q.Level),
		"form": string(q.Form), "from": uint16(q.From), "to": uint16(q.To), "text": q.Text, "limit": uint32(q.Limit), "offset": uint32(q.Offset),
	})
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	out := make([]ReportSummary, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.summary())
	}
	return out, int(rows[0].Total), nil
}

// Report gives a report with its stored text, facts, findings and repairs. ErrNotFound when no current report has the id.
func (s *Store) Report(ctx context.Context, id string) (ReportDetail, error) {
	st, err := s.current(ctx)
	if err != nil {
		return ReportDetail{}, err
	}
	summary, err := s.reportByID(ctx, st, id)
	if err != nil {
		return ReportDetail{}, err
	}
	d := ReportDetail{ReportSummary: summary}
	parts, ctx := errgroup.WithContext(ctx)
	parts.Go(func() (err error) { d.Text, err = s.documentText(ctx, summary); return err })
	parts.Go(func() (err error) { d.Facts, err = s.reportFacts(ctx, summary, 0); return err })
	parts.Go(func() (err error) { d.Findings, err = s.reportFindings(ctx, st, summary); return err })
	parts.Go(func() (err error) { d.Repairs, err = s.reportRepairs(ctx, summary); return err })
	err = parts.Wait()
	return d, err
}

// documentText gives the text that a report's revision was read from; "" when none was stored.
func (s *Store) documentText(ctx context.Context, r ReportSummary) (string, error) {
	var text string
	err := s.db.Get(ctx, &text, "document_text", sql.Params{"sha256": r.SHA256, "revision": r.Revision})
	if isNoRows(err) {
		return "", nil
	}
	return text, err
}

func (s *Store) reportByID(ctx context.Context, st *state, id string) (ReportSummary, error) {
	rows, err := selectKept[reportRow](ctx, s, "report_by_id", sql.Params{"generation": st.generation, "id": id})
	if err != nil {
		return ReportSummary{}, err
	}
	if len(rows) == 0 {
		return ReportSummary{}, ErrNotFound
	}
	return rows[0].summary(), nil
}

func revisionParams(r ReportSummary) sql.Params {
	return sql.Params{"issuer": r.IssuerID, "year": uint16(r.Year), "origin": string(r.Origin), "revision": r.Revision}
}

// reportFacts reads the facts of a report, or those of one metric when metric is not 0.
func (s *Store) reportFacts(ctx context.Context, r ReportSummary, metric uint16) ([]Observation, error) {
	var rows []struct {
		Metric    uint16 `ch:"metric"`
		Scope     string `ch:"scope"`
		Number    *int64 `ch:"number"`
		Status    string `ch:"status"`
		Qualifier string `ch:"qualifier"`
		Source    string `ch:"source"`
		Raw       string `ch:"raw"`
		statement
	}
	p := revisionParams(r)
	p["metric"] = metric
	if err := s.db.Select(ctx, &rows, "report_facts", p); err != nil {
		return nil, err
	}
	var out []Observation
	for _, row := range rows {
		if row.Seq > 0 && len(out) > 0 {
			row.addTo(&out[len(out)-1])
			continue
		}
		o := s.observation(observationRow{
			Issuer: r.IssuerID, Year: uint16(r.Year), Metric: row.Metric, Scope: row.Scope, Number: row.Number, Status: row.Status, Qualifier: row.Qualifier,
			Source: row.Source, Origin: string(r.Origin), Level: string(r.Level), Code: r.Region, Form: string(r.Form), Report: r.ID,
			IssuerName: r.Issuer, RegionName: r.RegionName, Province: r.Province,
		})
		o.Raw = row.Raw
		row.addTo(&o)
		out = append(out, o)
	}
	return out, nil
}

func (s *Store) reportFindings(ctx context.Context, st *state, r ReportSummary) ([]disclosure.Finding, error) {
	var rows []struct {
		Code      string   `ch:"code"`
		Rule      string   `ch:"rule"`
		Severity  string   `ch:"severity"`
		MessageZH string   `ch:"message_zh"`
		MessageEN string   `ch:"message_en"`
		Metrics   []string `ch:"metrics"`
		Left      string   `ch:"left"`
		Right     string   `ch:"right"`
		Quotes    []string `ch:"quotes"`
		Starts    []uint32 `ch:"starts"`
		Ends      []uint32 `ch:"ends"`

		PreviousQuotes []string `ch:"previous_quotes"`
		PreviousStarts []uint32 `ch:"previous_starts"`
		PreviousEnds   []uint32 `ch:"previous_ends"`
	}
	p := revisionParams(r)
	p["generation"] = st.generation
	if err := s.db.Select(ctx, &rows, "report_findings", p); err != nil {
		return nil, err
	}
	out := make([]disclosure.Finding, 0, len(rows))
	for _, row := range rows {
		f := disclosure.Finding{
			Code: row.Code, Rule: row.Rule, Severity: disclosure.Severity(row.Severity), MessageZH: row.MessageZH, MessageEN: row.MessageEN,
			Metrics: row.Metrics, Left: row.Left, Right: row.Right,
		}
		for i, q := range row.Quotes {
			f.Evidence = append(f.Evidence, disclosure.Evidence{Quote: q, Start: int(row.Starts[i]), End: int(row.Ends[i])})
		}
		for i, q := range row.PreviousQuotes {
			f.Previous = append(f.Previous, disclosure.Evidence{Quote: q, Start: int(row.PreviousStarts[i]), End: int(row.PreviousEnds[i])})
		}
		out = append(out, f)
	}
	return out, nil
}

func (s *Store) reportRepairs(ctx context.Context, r ReportSummary) ([]disclosure.Repair, error) {
	var rows []struct {
		Start uint32 `ch:"start"`
		End   uint32 `ch:"end"`
		Kind  string `ch:"kind"`
		Read  string `ch:"read"`
	}
	if err := s.db.Select(ctx, &rows, "report_repairs", revisionParams(r)); err != nil {
		return nil, err
	}
	out := make([]disclosure.Repair, 0, len(rows))
	for _, row := range rows {
		out = append(out, disclosure.Repair{Kind: row.Kind, Start: int(row.Start), End: int(row.End), Read: row.Read})
	}
	return out, nil
}
