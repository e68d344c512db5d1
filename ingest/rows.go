package ingest

import (
	"fmt"
	"time"
	"unicode/utf8"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

func appendDocument(b sql.Batch, e entry) error {
	s := e.Source
	return b.Append(s.SHA256, e.revision, s.Name, s.MediaType, s.Charset, uint64(s.Size), s.URL, s.Title, e.Text, time.Now().UTC())
}

func appendSketch(b sql.Batch, e entry) error {
	if !e.compared() {
		return nil
	}
	return b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, e.Source.SHA256, uint32(utf8.RuneCountInString(e.Text)),
		uint32(e.sketch.Shingles), e.sketch.Hashes)
}

func (p *Publisher) appendReport(b sql.Batch, e entry) error {
	s := e.Source
	quarantine := e.Quarantine
	if quarantine == nil {
		quarantine = []string{}
	}
	return b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, e.ID(), e.Issuer.Name, string(e.Issuer.Level),
		regionCode(e.Issuer), e.Issuer.Region, e.Issuer.Province, string(e.Form), string(e.Scope), e.Title, e.PublishedOn, s.SHA256,
		s.Name, s.URL, s.Title, s.MediaType, uint32(e.facts), uint32(e.findings), quarantine, e.content, p.parser, time.Now().UTC())
}

func (p *Publisher) appendFacts(b sql.Batch, e entry) error {
	for _, f := range e.Facts {
		num, err := p.metricNum(f.Metric)
		if err != nil {
			return err
		}
		err = b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, num, string(f.Scope), sql.DecimalOf(f.Value), string(f.Status),
			string(f.Qualifier), string(f.From), f.Raw)
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Publisher) appendEvidence(b sql.Batch, e entry) error {
	for _, f := range e.Facts {
		num, err := p.metricNum(f.Metric)
		if err != nil {
			return err
		}
		stated := append([]disclosure.Alternative{{Evidence: f.Evidence}}, f.Alternatives...)
		for seq, a := range stated {
			value := f.Value
			if seq > 0 {
				value = &a.Value
			}
			ev := a.Evidence
			err := b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, num, string(f.Scope), uint8(min(seq, 255)), sql.DecimalOf(value),
				ev.Quote, uint32(ev.Start), uint32(ev.End), uint16(ev.Table), ev.Row, ev.Column, ev.Rule)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func appendFindings(b sql.Batch, e entry) error {
	for seq, f := range e.Findings {
		quotes, starts, ends := places(f.Evidence)
		err := b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, uint16(seq), f.Code, f.Rule, string(f.Severity), f.MessageZH,
			f.MessageEN, metricsOf(f), f.Left, f.Right, quotes, starts, ends)
		if err != nil {
			return err
		}
	}
	return nil
}

// places parts evidence into the columns that hold it.
func places(evidence []disclosure.Evidence) (quotes []string, starts, ends []uint32) {
	quotes, starts, ends = make([]string, len(evidence)), make([]uint32, len(evidence)), make([]uint32, len(evidence))
	for i, ev := range evidence {
		quotes[i], starts[i], ends[i] = ev.Quote, uint32(ev.Start), uint32(ev.End)
	}
	return quotes, starts, ends
}

// metricsOf gives the metrics of a finding as its column takes them: never nil.
func metricsOf(f disclosure.Finding) []string {
	if f.Metrics == nil {
		return []string{}
	}
	return f.Metrics
}

func appendRepairs(b sql.Batch, e entry) error {
	for _, r := range e.Repairs {
		err := b.Append(e.issuer, uint16(e.Year), string(e.Origin), e.revision, uint32(r.Start), uint32(r.End), r.Kind, r.Read)
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Publisher) metricNum(id string) (uint16, error) {
	m, ok := p.dict.Metric(id)
	if !ok {
		return 0, fmt.Errorf("the dictionary has no metric %q", id)
	}
	return m.Num, nil
}
