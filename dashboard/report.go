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

// factRow is one line in the list of a report's numbers: one metric, or one metric in all applicant columns.
type factRow struct {
	Name  Link
	Base  string
	Facts []factCell
	Cube  bool
}

// factCell is one number of a report.
type factCell struct {
	Cell
	ID     string
	Source string
	Scope  string
	Quote  string
	Others []string
}

type factGroup struct {
	Name    string
	Rows    []factRow
	Columns []string // applicant columns, when the group has a cube
}

// findingLine is a finding with the address of the words it points at.
type findingLine struct {
	Severity string
	Badge    string
	Code     string
	Message  string
	Sides    string
	Href     string
	Metrics  []Link
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
	v.Findings = s.findingLines(p, d.Findings)
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

// factGroups sorts a report's numbers by theme, and the applicant columns of one row into one line.
func (s *Server) factGroups(p *page, d analytics.ReportDetail) []factGroup {
	byTheme := map[string][]factRow{}
	line := map[string]int{} // theme and base of a cube row -> its place
	columns := map[string]int{}
	for i, a := range s.dictionary.Applicants {
		columns[a.ID] = i
	}
	for _, f := range d.Facts {
		m, ok := s.dictionary.Metric(f.Metric)
		if !ok {
			m = &disclosure.Metric{ID: f.Metric, Base: f.Metric, Name: disclosure.Text{ZH: f.Metric, EN: f.Metric}, Theme: disclosureThemeOther}
		}
		cell := s.factCell(p, d, f)
		col, inCube := columns[m.Applicant]
		if !inCube || d.Form == disclosure.FormStats2014 || d.Form == disclosure.FormNarrative2008 || d.Form == disclosure.FormIndicators2008 {
			byTheme[m.Theme] = append(byTheme[m.Theme], factRow{
				Name: Link{Text: m.Name.In(p.Lang), Href: p.link("/metrics/" + m.ID)}, Base: m.Base, Facts: []factCell{cell},
			})
			continue
		}
		key := m.Theme + " " + m.Base + " " + string(f.Scope)
		at, ok := line[key]
		if !ok {
			at = len(byTheme[m.Theme])
			line[key] = at
			total, _ := s.lookup(m.Base + ".total")
			byTheme[m.Theme] = append(byTheme[m.Theme], factRow{
				Name: Link{Text: total.Name.In(p.Lang), Href: p.link("/metrics/" + m.Base + ".total")}, Base: m.Base,
				Facts: make([]factCell, len(columns)), Cube: true,
			})
		}
		byTheme[m.Theme][at].Facts[col] = cell
	}
	return s.themeGroups(p, byTheme)
}

// disclosureThemeOther collects facts of metrics that the dictionary no longer has.
const disclosureThemeOther = "context"

// themeGroups puts lines and cube rows of a theme into groups of their own, because their columns differ.
func (s *Server) themeGroups(p *page, byTheme map[string][]factRow) []factGroup {
	var names []string
	for _, a := range s.dictionary.Applicants {
		names = append(names, a.Name.In(p.Lang))
	}
	var out []factGroup
	for _, t := range s.dictionary.Themes {
		lines, cube := factGroup{Name: t.Name.In(p.Lang)}, factGroup{Name: joinText(t.Name.In(p.Lang), p.say("report.cube")), Columns: names}
		for _, r := range byTheme[t.ID] {
			if r.Cube {
				cube.Rows = append(cube.Rows, r)
			} else {
				lines.Rows = append(lines.Rows, r)
			}
		}
		for _, g := range []factGroup{lines, cube} {
			if len(g.Rows) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

func (s *Server) factCell(p *page, d analytics.ReportDetail, f analytics.Observation) factCell {
	c := factCell{ID: f.ID, Source: p.say("read_from." + f.From)}
	c.Number = true
	if f.Value == nil {
		c.Text, c.Title, c.Missing = s.statusShort(p, f.Status), s.statusLong(p, f.Status), true
	} else {
		c.Text, c.Title, c.Hollow = s.factValue(p, f), f.Value.String()+" "+s.unit(f.Unit).In(p.Lang), f.Qualifier != ""
	}
	if f.Scope != "" && f.Scope != d.Scope {
		c.Scope = p.say("scope." + string(f.Scope))
	}
	if f.Evidence != nil {
		c.Quote = f.Evidence.Quote
		if d.Text != "" && f.Evidence.End > f.Evidence.Start {
			c.Href = "#obs-" + f.ID
		}
	}
	for _, a := range f.Alternatives {
		c.Others = append(c.Others, a.Value.String())
	}
	return c
}

// factValue prints a fact's value in full, or the reason why it has none.
func (s *Server) factValue(p *page, f analytics.Observation) string {
	if f.Value == nil {
		return s.statusShort(p, f.Status)
	}
	return qualified(p, f.Qualifier, groupedNumber(f.Value.Float())+unitMark(f.Unit))
}

func unitMark(unit string) string {
	if unit == "%" {
		return unit
	}
	return ""
}

func (s *Server) findingLines(p *page, findings []disclosure.Finding) []findingLine {
	var out []findingLine
	for i, f := range findings {
		line := findingLine{
			Severity: string(f.Severity), Badge: p.say("severity." + string(f.Severity)), Code: f.Code, Message: findingMessage(p, f),
		}
		if f.Left != "" || f.Right != "" {
			line.Sides = p.say("report.sides", f.Left, f.Right)
		}
		if len(f.Evidence) > 0 && f.Evidence[0].End > f.Evidence[0].Start {
			line.Href = "#" + findingAnchor(i)
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
