package dashboard

import (
	"context"
	"html/template"
	"strconv"
	"strings"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// findingLine is a finding with the address of the words it points at.
type findingLine struct {
	Severity string
	Badge    string
	Code     string
	Message  string
	Sides    string
	Href     string
	Metrics  []Link
	Same     []string // words that the issuer's report on the year before has too
	Previous string   // address of that report
}

type reportView struct {
	*page
	Report    analytics.ReportDetail
	Facts     []Link
	Groups    []factGroup
	Findings  []findingLine
	Text      template.HTML
	HasText   bool
	Narrow    bool // text and numbers fit beside each other
	NNumbers  int
	External  string
	Reasons   []string
	RegionURL string
	Links     []Link
}

// report answers /reports/{id}: the stored text with every number marked, the numbers, and what the checks found.
func (s *Server) report(ctx context.Context, c *gin.Context, p *page) (any, error) {
	d, err := s.reader.Report(ctx, c.Param("id"))
	if err != nil {
		return nil, err
	}
	p.Title = d.Title
	if p.Title == "" {
		p.Title = joinText(d.Issuer, d.SourceName)
	}
	p.Crumbs = []Link{{Text: p.say("nav.reports"), Href: p.link("/reports")}}
	v := &reportView{page: p, Report: d, HasText: d.Text != "", NNumbers: len(d.Facts), External: webAddress(d.SourceURL)}
	if d.Region != 0 {
		v.RegionURL = p.link("/r/" + regionCode(d.Region))
		p.Crumbs = append(p.Crumbs, Link{Text: d.RegionName, Href: v.RegionURL, Data: true})
	}
	for _, code := range d.Quarantine {
		v.Reasons = append(v.Reasons, s.findingTitle(p, code))
	}
	v.Groups = s.factGroups(p, d)
	v.Findings = s.findingLines(p, d)
	layout := layoutProse
	if d.Origin == disclosure.OriginFigures {
		layout = layoutCSV
	}
	v.Text, v.Narrow = markedText(d.Text, s.reportSpans(p, d), layout), layout == layoutProse && v.HasText
	v.Links = []Link{
		{Text: "JSON", Href: "/v1/reports/" + d.ID, Title: p.say("figure.json")},
		{Text: "CSV", Href: "/v1/reports/" + d.ID + "?format=csv", Title: p.say("figure.csv")},
	}
	return v, nil
}

// webAddress lets only web addresses become links: the source's address comes from outside.
func webAddress(u string) string {
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return u
	}
	return ""
}

func (s *Server) findingLines(p *page, d analytics.ReportDetail) []findingLine {
	var out []findingLine
	for i, f := range d.Findings {
		line := findingLine{
			Severity: string(f.Severity), Badge: p.say("severity." + string(f.Severity)), Code: f.Code, Message: findingMessage(p, f),
		}
		if f.Left != "" && f.Right != "" && len(f.Metrics) > 0 { // two sides of figures; numbers of headings stand in the message
			line.Sides = p.say("report.sides", f.Left, f.Right)
		}
		if len(f.Evidence) > 0 && f.Evidence[0].End > f.Evidence[0].Start {
			line.Href = "#" + findingAnchor(i)
		}
		for _, e := range f.Previous {
			line.Same = append(line.Same, e.Quote)
		}
		if year := strconv.Itoa(d.Year); len(line.Same) > 0 && strings.HasSuffix(d.ID, "-"+year) {
			line.Previous = p.link("/reports/" + strings.TrimSuffix(d.ID, year) + strconv.Itoa(d.Year-1))
		}
		for _, id := range f.Metrics {
			if m, ok := s.lookup(id); ok {
				line.Metrics = append(line.Metrics, Link{Text: m.Name.In(p.Lang), Href: p.link("/metrics/" + id)})
			}
		}
		out = append(out, line)
	}
	return out
}

func findingAnchor(i int) string { return "finding-" + strconv.Itoa(i+1) }

// findingTitle gives the plain sentence for a finding or quarantine code.
func (s *Server) findingTitle(p *page, code string) string {
	if s.texts.has("finding." + code) {
		return p.say("finding." + code)
	}
	return code
}
