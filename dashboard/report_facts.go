package dashboard

import (
	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// factRow is one line in the list of a report's numbers: one metric, or one metric in all applicant columns.
type factRow struct {
	Name  Link
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

// cubeKey names a row of the applicants' table within a report.
type cubeKey struct {
	base  string
	scope disclosure.Scope
}

// factGroups sorts a report's numbers by theme. A row of which the report states more than the total is one line with all
// applicant columns.
func (s *Server) factGroups(p *page, d analytics.ReportDetail) []factGroup {
	columns := map[string]int{}
	for i, a := range s.dictionary.Applicants {
		columns[a.ID] = i
	}
	cube := map[cubeKey]bool{}
	for _, f := range d.Facts {
		if m := s.metricOf(f); m.Applicant != "" && m.Applicant != "total" {
			cube[cubeKey{m.Base, f.Scope}] = true
		}
	}
	byTheme, at := map[string][]factRow{}, map[cubeKey]int{}
	for _, f := range d.Facts {
		m, cell := s.metricOf(f), s.factCell(p, d, f)
		key := cubeKey{m.Base, f.Scope}
		if !cube[key] || m.Applicant == "" {
			byTheme[m.Theme] = append(byTheme[m.Theme], factRow{Name: s.factName(p, m), Facts: []factCell{cell}})
			continue
		}
		i, ok := at[key]
		if !ok {
			i = len(byTheme[m.Theme])
			at[key] = i
			byTheme[m.Theme] = append(byTheme[m.Theme], s.cubeRow(p, m))
		}
		byTheme[m.Theme][i].Facts[columns[m.Applicant]] = cell
	}
	return s.themeGroups(p, byTheme)
}

// metricOf gives a fact's metric. One that the dictionary no longer has goes by its id.
func (s *Server) metricOf(f analytics.Observation) *disclosure.Metric {
	if m, ok := s.dictionary.Metric(f.Metric); ok {
		return m
	}
	last := s.dictionary.Themes[len(s.dictionary.Themes)-1]
	return &disclosure.Metric{ID: f.Metric, Base: f.Metric, Name: disclosure.Text{ZH: f.Metric, EN: f.Metric}, Theme: last.ID}
}

func (s *Server) factName(p *page, m *disclosure.Metric) Link {
	l := Link{Text: m.Name.In(p.Lang)}
	if _, ok := s.lookup(m.ID); ok {
		l.Href = p.link("/metrics/" + m.ID)
	}
	return l
}

// cubeRow is a row of the applicants' table in which nothing is stated yet.
func (s *Server) cubeRow(p *page, m *disclosure.Metric) factRow {
	total := m
	if t, ok := s.dictionary.Metric(m.Base + ".total"); ok {
		total = t
	}
	row := factRow{Name: s.factName(p, total), Facts: make([]factCell, len(s.dictionary.Applicants)), Cube: true}
	for i := range row.Facts {
		row.Facts[i].Cell = Cell{
			Text: s.statusShort(p, string(disclosure.StatusNotReported)), Title: s.statusLong(p, string(disclosure.StatusNotReported)),
			Number: true, Missing: true,
		}
	}
	return row
}

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
