package dashboard

import (
	"context"
	"strconv"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// reportsPerPage is how many reports a page of the list holds.
const reportsPerPage = 50

type reportsView struct {
	*page
	Scope   scope
	Query   string
	Form    string
	Forms   []disclosure.Form
	Level   string
	Reports []analytics.ReportSummary
	Total   int
	First   int
	Last    int
	Prev    string
	Next    string
	Links   []Link
}

// reports answers /reports: the list of reports that are held, searched and filtered.
func (s *Server) reports(ctx context.Context, c *gin.Context, p *page) (any, error) {
	if joinYears(c) {
		return nil, nil
	}
	p.Title, p.Lead = p.say("reports.title"), p.say("reports.lead")
	level := p.request.text("level") // read before the scope gives it a default: here no level means all
	sc, err := s.readScope(ctx, p, issuerLevels)
	if err != nil {
		return nil, err
	}
	v := &reportsView{page: p, Scope: sc, Query: p.request.text("q"), Forms: disclosure.Forms}
	if level != "" {
		v.Level = string(sc.Level)
	}
	from, to := sc.From, sc.To
	if p.request.text("time") == "" {
		from, to = 0, 0 // also the few reports on the years before the first that can be chosen
	}
	forms := make([]string, len(v.Forms))
	for i, f := range v.Forms {
		forms[i] = string(f)
	}
	v.Form = p.request.choice("form", "", forms)
	number := p.request.number("page", 1, 1, 1_000_000)
	q := analytics.ReportQuery{
		Level: disclosure.Level(v.Level), Parent: sc.Parent, From: from, To: to, Form: disclosure.Form(v.Form), Text: v.Query,
		Limit: reportsPerPage, Offset: (number - 1) * reportsPerPage,
	}
	if v.Reports, v.Total, err = s.reader.Reports(ctx, q); err != nil {
		return nil, err
	}
	v.First, v.Last = q.Offset+1, q.Offset+len(v.Reports)
	v.Prev, v.Next = v.turn(number-1), v.turn(number+1)
	return v, nil
}

// turn gives the address of another page of the list, "" when there is none.
func (v *reportsView) turn(number int) string {
	if number < 1 || (number-1)*reportsPerPage >= v.Total {
		return ""
	}
	return v.link(
		"/reports", "q", v.Query, "level", v.Level, "parent", v.Scope.ParentCode(), "form", v.Form,
		"time", v.request.text("time"), "page", strconv.Itoa(number),
	)
}
