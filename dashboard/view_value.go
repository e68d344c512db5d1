package dashboard

import (
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"
)

// Cell is one field of a table. A field without a value says why, and never shows a zero.
type Cell struct {
	Text    string
	Sub     string // interval, coverage
	Title   string // exact value, or the long reason why there is none
	Href    string // the evidence
	Number  bool
	Missing bool
	Hollow  bool // small number, approximate or partial
	Data    bool // the text comes from the data and keeps its language
	Head    bool // header of its row
	Lines   []Link
}

// valueCell turns a row of an answer into a field.
func (s *Server) valueCell(p *page, r analytics.AggregateRow) Cell {
	m := s.measure(r.Measure)
	if r.Value == nil {
		return Cell{Text: s.statusShort(p, r.Status), Title: s.statusLong(p, r.Status), Missing: true, Number: true, Href: s.evidence(p, r)}
	}
	c := Cell{
		Text: qualified(p, r.Qualifier, m.print(p.Lang, *r.Value)), Title: m.exact(p.Lang, *r.Value),
		Number: true, Href: s.evidence(p, r), Hollow: isHollow(r),
	}
	var sub []string
	if r.Lower != nil && r.Upper != nil && !r.Bounded() {
		sub = append(sub, m.print(p.Lang, *r.Lower)+"–"+m.print(p.Lang, *r.Upper))
	}
	if r.Status == string(analytics.StatusPartialUnits) && r.Expected > 0 {
		sub = append(sub, strconv.Itoa(r.Reported)+"/"+strconv.Itoa(r.Expected))
	}
	c.Sub = strings.Join(sub, " · ")
	return c
}

// valuePoint turns a row of an answer into a point of a chart. name heads the tooltip.
func (s *Server) valuePoint(p *page, name string, r analytics.AggregateRow) chart.Point {
	if r.Value == nil {
		return chart.Point{}
	}
	m := s.measure(r.Measure)
	lines := []string{name, m.Name.In(p.Lang) + "  " + qualified(p, r.Qualifier, m.print(p.Lang, *r.Value)) + unitSuffix(p, m)}
	if limits := limitsText(p, m, r); limits != "" {
		lines = append(lines, limits)
	}
	if r.Num != nil && r.Den != nil && m.Rate {
		lines = append(lines, p.say("figure.ratio", groupedNumber(*r.Num), groupedNumber(*r.Den)))
	}
	if r.Expected > 1 {
		lines = append(lines, p.say("figure.units", r.Reported, r.Expected))
	} else if r.NDocs > 1 {
		lines = append(lines, p.say("figure.docs", r.NDocs))
	}
	if r.Reliable != "" && r.Reliable != "ok" {
		lines = append(lines, p.say("reliability."+r.Reliable))
	}
	low, high := r.Lower, r.Upper
	if r.Bounded() { // whiskers are intervals
		low, high = nil, nil
	}
	return chart.Point{
		Value: r.Value, Low: low, High: high, Tip: strings.Join(lines, "\n"), Href: s.evidence(p, r), Hollow: isHollow(r),
		Apart: r.Basis == analytics.BasisUnits, // the units that reported differ from year to year
	}
}

// limitsText says what the limits of a value are: a confidence interval, or what an incomplete sum could have been. A complete
// sum needs no words.
func limitsText(p *page, m measure, r analytics.AggregateRow) string {
	switch {
	case r.Lower == nil || r.Upper == nil || r.Bounded() && r.Reported == r.Expected:
		return ""
	case r.Bounded():
		return p.say("figure.bounds", m.print(p.Lang, *r.Lower), m.print(p.Lang, *r.Upper))
	}
	return p.say("figure.interval", m.print(p.Lang, *r.Lower), m.print(p.Lang, *r.Upper))
}

func unitSuffix(p *page, m measure) string {
	if m.Share || m.Unit.ZH == "%" {
		return ""
	}
	return " " + m.Unit.In(p.Lang)
}

// isHollow says whether a value must not look like a firm one: its numerator is below 10, it is rounded by the issuer, or it
// is no more than a part of the sum.
func isHollow(r analytics.AggregateRow) bool {
	return r.Reliable == "unstable" || r.Qualifier != "" || r.Status == string(analytics.StatusPartialUnits)
}

func qualified(p *page, qualifier, value string) string {
	switch disclosure.Qualifier(qualifier) {
	case disclosure.QualifierApprox, disclosure.QualifierAtLeast, disclosure.QualifierAtMost:
		return p.say("qualifier_prefix."+qualifier, value)
	default:
		return value
	}
}

// evidence gives the address of the characters that state a value: the marked number in the report's text, or, for the sum of
// a region's units, the list of their reports.
func (s *Server) evidence(p *page, r analytics.AggregateRow) string {
	if r.Report == "" {
		if r.Basis == analytics.BasisUnits && r.Region != 0 && !isMasked(r.Region) {
			return p.place(r.Region) + "#reports"
		}
		return ""
	}
	anchor := ""
	if id := observationID(r.Evidence); id != "" {
		anchor = "#obs-" + id
	}
	return p.link("/reports/"+r.Report) + anchor
}

// observationID finds the observation's id in an evidence address of the API.
func observationID(address string) string {
	if _, anchor, ok := strings.Cut(address, "#obs-"); ok {
		return anchor
	}
	_, rest, ok := strings.Cut(address, "/observations/")
	if !ok {
		return ""
	}
	id, _, _ := strings.Cut(rest, "/")
	return id
}

func (s *Server) statusShort(p *page, status string) string {
	return s.statusText(p, "status_short.", status)
}

func (s *Server) statusLong(p *page, status string) string { return s.statusText(p, "status.", status) }

// statusText falls back to the general wording for a status that is newer than the texts.
func (s *Server) statusText(p *page, group, status string) string {
	if s.texts.has(group + status) {
		return p.say(group + status)
	}
	return p.say(group + "no_data")
}
