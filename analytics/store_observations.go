package analytics

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// MaxObservations is the largest Limit of an ObservationQuery; 0 asks for it.
const MaxObservations = 10000

type observationRow struct {
	Issuer     uint64 `ch:"issuer"`
	Year       uint16 `ch:"year"`
	Metric     uint16 `ch:"metric"`
	Scope      string `ch:"scope"`
	Number     *int64 `ch:"number"`
	Status     string `ch:"status"`
	Qualifier  string `ch:"qualifier"`
	Source     string `ch:"source"`
	Origin     string `ch:"origin"`
	Revision   uint64 `ch:"revision"`
	Level      string `ch:"level"`
	Code       uint32 `ch:"code"`
	Form       string `ch:"form"`
	Report     string `ch:"report"`
	IssuerName string `ch:"issuer_name"`
	RegionName string `ch:"region_name"`
	Province   string `ch:"province"`
}

// Observations lists facts as reported, ordered by issuer, year, metric and scope. A page that is full continues with
// After = ID of its last row. An After that is no observation's id gives ErrNotFound.
func (s *Store) Observations(ctx context.Context, q ObservationQuery) ([]Observation, error) {
	st, err := s.current(ctx)
	if err != nil {
		return nil, err
	}
	metrics, err := s.metricNums(q.Metrics)
	if err != nil {
		return nil, err
	}
	if q.Limit <= 0 || q.Limit > MaxObservations {
		q.Limit = MaxObservations
	}
	if q.To == 0 {
		q.To = math.MaxUint16
	}
	p := sql.Params{
		"generation": st.generation, "metrics": metrics, "codes": st.chosen(q.Regions, q.Parent), "level": string(q.Level), "issuer": q.Issuer,
		"scope": string(q.Scope), "statuses": nonNil(q.Statuses), "forms": texts(q.Forms), "from": uint16(q.From), "to": uint16(q.To), "limit": uint32(q.Limit),
		"after_issuer": uint64(0), "after_year": uint16(0), "after_metric": uint16(0), "after_scope": uint8(0),
	}
	if q.After != "" {
		ref, err := parseObservationID(q.After)
		if err != nil {
			return nil, err
		}
		p["after_issuer"], p["after_year"], p["after_metric"], p["after_scope"] = ref.issuer, ref.year, ref.metric, scopeNumber(ref.scope)
	}
	var rows []observationRow
	traced(ctx, "observations", p)
	if err := s.db.Select(ctx, &rows, "observations", p); err != nil {
		return nil, err
	}
	out := make([]Observation, 0, len(rows))
	for _, r := range rows {
		out = append(out, s.observation(r))
	}
	if q.Evidence {
		if err := s.addEvidence(ctx, rows, out, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Store) observation(r observationRow) Observation {
	o := Observation{
		ID: observationID(r.Report, r.Metric, r.Scope), Report: r.Report, Issuer: r.IssuerName, Level: disclosure.Level(r.Level), Region: r.Code,
		RegionName: r.RegionName, Province: r.Province, Year: int(r.Year), Value: valueOf(r.Number), Status: r.Status, Qualifier: r.Qualifier,
		Scope: disclosure.Scope(r.Scope), From: r.Source, Form: disclosure.Form(r.Form), Origin: disclosure.Origin(r.Origin),
	}
	if m, ok := s.dict.MetricByNum(r.Metric); ok {
		o.Metric, o.Unit = m.ID, m.Unit
	}
	return o
}

// Observation gives one fact with its evidence and the other values its report states. ErrNotFound when the id names none
// of the current facts.
func (s *Store) Observation(ctx context.Context, id string) (Observation, error) {
	ref, err := parseObservationID(id)
	if err != nil {
		return Observation{}, err
	}
	st, err := s.current(ctx)
	if err != nil {
		return Observation{}, err
	}
	summary, err := s.reportByID(ctx, st, ref.report)
	if err != nil {
		return Observation{}, err
	}
	facts, err := s.reportFacts(ctx, summary, ref.metric)
	if err != nil {
		return Observation{}, err
	}
	for _, f := range facts {
		if f.Scope == ref.scope || ref.scope == "" && f.Scope != disclosure.ScopeCumulative {
			return f, nil
		}
	}
	return Observation{}, ErrNotFound
}

// observationID is o_<report>_<metric number>, with _c for a figure since the start of disclosure.
func observationID(report string, metric uint16, scope string) string {
	id := fmt.Sprintf("o_%s_%d", report, metric)
	switch disclosure.Scope(scope) {
	case disclosure.ScopeCumulative:
		id += "_c"
	case disclosure.ScopeOwn:
		id += "_o"
	}
	return id
}

type observationRef struct {
	report string
	issuer uint64
	year   uint16
	metric uint16
	scope  disclosure.Scope // "" in an id without suffix: the year's figure
}

func parseObservationID(id string) (observationRef, error) {
	parts := strings.Split(id, "_")
	if len(parts) < 3 || len(parts) > 4 || parts[0] != "o" {
		return observationRef{}, fmt.Errorf("observation %q: %w", id, ErrNotFound)
	}
	ref := observationRef{report: parts[1]}
	metric, err := strconv.ParseUint(parts[2], 10, 16)
	if err != nil {
		return observationRef{}, fmt.Errorf("observation %q: %w", id, ErrNotFound)
	}
	ref.metric = uint16(metric)
	if len(parts) == 4 {
		switch parts[3] {
		case "c":
			ref.scope = disclosure.ScopeCumulative
		case "o":
			ref.scope = disclosure.ScopeOwn
		default:
			return observationRef{}, fmt.Errorf("observation %q: %w", id, ErrNotFound)
		}
	}
	issuer, rest, _ := strings.Cut(parts[1], "-")
	year, _, _ := strings.Cut(rest, "-")
	ref.issuer, _ = strconv.ParseUint(issuer, 16, 64) // a report in quarantine has no such parts; they stay 0
	y, _ := strconv.ParseUint(year, 10, 16)
	ref.year = uint16(y)
	return ref, nil
}

func scopeNumber(s disclosure.Scope) uint8 {
	switch s {
	case disclosure.ScopeOwn:
		return 2
	case disclosure.ScopeCumulative:
		return 3
	}
	return 1
}

func (s *Store) metricNums(ids []string) ([]uint16, error) {
	out := make([]uint16, 0, len(ids))
	for _, id := range ids {
		m, ok := s.dict.Metric(id)
		if !ok {
			return nil, fmt.Errorf("%w: %s", ErrMeasure, id)
		}
		out = append(out, m.Num)
	}
	return out, nil
}

// chosen lists the codes of a filter: the regions named, else everything inside parent and parent itself; empty means all.
func (st *state) chosen(regions []uint32, parent uint32) []uint32 {
	if len(regions) > 0 {
		return regions
	}
	if parent == 0 || parent == Nation {
		return []uint32{}
	}
	out := []uint32{parent}
	for _, level := range disclosure.Levels {
		out = append(out, st.places.within(level, parent, 0, 9999)...)
	}
	return out
}

// valueOf makes a value of a column's millionths.
func valueOf(steps *int64) *disclosure.Value {
	if steps == nil {
		return nil
	}
	v := disclosure.Value(*steps)
	return &v
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
