package dashboard

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"gongkai/analytics"
	"gongkai/dashboard/chart"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// quarantined is a report that enters no aggregate, with the reasons.
type quarantined struct {
	Report  analytics.ReportSummary
	Reasons []string
}

// statusLine is one status with how many facts have it and what it means.
type statusLine struct {
	Name, Meaning, Count string
	Valued               bool
}

type qualityView struct {
	*page
	Scope      scope
	Figures    []*Figure
	Codes      Table
	Statuses   []statusLine
	Quarantine []quarantined
	Messages   []statusLine
}

// quality answers /quality: what is held, what the checks found, what was set aside and why.
func (s *Server) quality(ctx context.Context, c *gin.Context, p *page) (any, error) {
	if joinYears(c) {
		return nil, nil
	}
	p.Title, p.Lead = p.say("quality.title"), p.say("quality.lead")
	sc, err := s.readScope(ctx, p, issuerLevels)
	if err != nil {
		return nil, err
	}
	q := sc.Held.quality
	v := &qualityView{page: p, Scope: sc}
	coverage, err := s.coverageFigure(p, "coverage", p.say("question.coverage"), within(q.Coverage, sc), sc.Level, sc.Years())
	if err != nil {
		return nil, err
	}
	findings, err := s.findingsFigure(p, q.Findings)
	if err != nil {
		return nil, err
	}
	v.Figures = []*Figure{coverage, findings}
	for _, a := range accuracyFigures {
		f, err := s.accuracyFigure(p, a)
		if err != nil {
			return nil, err
		}
		v.Figures = append(v.Figures, f)
	}
	v.Statuses = s.statusLines(p, q.Statuses)
	for _, r := range q.Quarantine {
		one := quarantined{Report: r}
		for _, code := range r.Quarantine {
			one.Reasons = append(one.Reasons, s.findingTitle(p, code))
		}
		v.Quarantine = append(v.Quarantine, one)
	}
	for _, key := range missingMessages {
		v.Messages = append(v.Messages, statusLine{Name: p.say("missing." + key), Meaning: p.say("missing_meaning." + key)})
	}
	return v, nil
}

// missingMessages are the reasons a place on a page may have no number. Never a zero, never "no data" alone.
var missingMessages = []string{"not_published", "not_collected", "parse_failed", "not_in_form", "blank", "too_few"}

// findingsFigure counts findings by what they say, the most frequent first.
func (s *Server) findingsFigure(p *page, counts []analytics.FindingCount) (*Figure, error) {
	counts = slices.Clone(counts)
	slices.SortStableFunc(counts, func(a, b analytics.FindingCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code))
	})
	f := &Figure{
		ID: "findings", Title: p.say("question.findings"), Subtitle: p.say("figure.unit", p.say("table.findings")), Wide: true, Open: true,
		Links: []Link{
			{Text: "CSV", Href: "/v1/quality/findings?format=csv", Title: p.say("figure.csv")},
			{Text: "JSON", Href: "/v1/quality/findings?format=json", Title: p.say("figure.json")},
		},
		Table: Table{Caption: p.say("question.findings"), Head: []Cell{
			{Text: p.say("table.finding")},
			{Text: p.say("table.code")},
			{Text: p.say("table.severity")},
			{Text: p.say("table.findings"), Number: true},
			{Text: p.say("table.reports"), Number: true},
		}},
	}
	var labels []string
	bySeverity := map[disclosure.Severity][]chart.Point{}
	for i, c := range counts {
		title := s.findingTitle(p, c.Code)
		f.Table.Rows = append(f.Table.Rows, []Cell{
			{Text: title, Head: true},
			{Text: c.Code},
			{Text: p.say("severity." + string(c.Severity))},
			{Text: strconv.Itoa(c.Count), Number: true},
			{Text: strconv.Itoa(c.Reports), Number: true},
		})
		if i >= drawnPlaces {
			continue
		}
		labels = append(labels, title)
		n := float64(c.Count)
		for _, sev := range disclosure.Severities {
			pt := chart.Point{}
			if sev == c.Severity {
				pt = chart.Point{Value: &n, Tip: title + "\n" + p.say("figure.findings", c.Count, c.Reports)}
			}
			bySeverity[sev] = append(bySeverity[sev], pt)
		}
	}
	if len(counts) == 0 {
		f.Empty = p.say("empty.no_findings")
		return f, nil
	}
	var series []chart.Series
	for _, sev := range disclosure.Severities {
		series = append(series, chart.Series{Name: p.say("severity." + string(sev)), Points: bySeverity[sev]})
	}
	f.Height = 80 + 24*len(labels)
	f.Marks = chart.Marks(series, "■")
	option, err := chart.Rows(labels, series, chart.Options{Label: f.Title, Format: chart.FormatCount})
	return f, f.draw(option, err)
}

func (s *Server) statusLines(p *page, counts map[string]int) []statusLine {
	var out []statusLine
	for _, st := range disclosure.Statuses {
		out = append(out, statusLine{
			Name: p.say("status_short." + string(st)), Meaning: p.say("status." + string(st)),
			Count: groupedNumber(float64(counts[string(st)])), Valued: st.Valued(),
		})
	}
	return out
}
