package dashboard

import (
	"context"
	"net/http"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
)

// placeGroup is a province with its places.
type placeGroup struct {
	Name   string
	Places []placeLine
}

type placeLine struct {
	Region analytics.Region
	Level  string
	Within string
}

type searchView struct {
	*page
	Query   string
	Groups  []placeGroup
	Metrics []Link
	Reports []analytics.ReportSummary
	NPlaces int
	NReport int
}

// search answers /search: places, measures and reports by name, pinyin or code. A single place is opened at once; without
// a query every place with a report is listed.
func (s *Server) search(ctx context.Context, c *gin.Context, p *page) (any, error) {
	v := &searchView{page: p, Query: p.request.text("q")}
	p.Search = v.Query
	p.Title, p.Lead = p.say("search.title"), p.say("search.lead")
	if v.Query != "" {
		p.Title = p.say("search.title_for", v.Query)
	}
	found, err := s.listedRegions(ctx, v.Query)
	if err != nil {
		return nil, err
	}
	v.NPlaces, v.Groups = len(found), groupPlaces(p, found)
	if v.Query == "" {
		return v, nil
	}
	v.Metrics = s.searchMetrics(p, v.Query)
	if v.Reports, v.NReport, err = s.reader.Reports(ctx, analytics.ReportQuery{Text: v.Query, Limit: 20}); err != nil {
		return nil, err
	}
	if len(found) == 1 && len(v.Metrics) == 0 {
		c.Redirect(http.StatusFound, p.link("/r/"+regionCode(found[0].Code)))
		return nil, nil
	}
	return v, nil
}

func (s *Server) listedRegions(ctx context.Context, query string) ([]analytics.Region, error) {
	if query == "" {
		return s.reader.Regions(ctx, analytics.RegionQuery{Held: true, Limit: 1000})
	}
	return s.places(ctx, query)
}

func (s *Server) searchMetrics(p *page, query string) []Link {
	v := &metricsView{page: p, Query: query}
	var out []Link
	for _, r := range s.dictionary.Rates {
		if v.matches(r.Theme, r.ID, r.Name) {
			out = append(out, Link{Text: r.Name.In(p.Lang), Href: p.link("/metrics/" + r.ID)})
		}
	}
	for _, m := range s.dictionary.Metrics {
		if (m.Applicant == "" || m.Applicant == "total") && v.matches(m.Theme, m.ID, m.Name) {
			out = append(out, Link{Text: m.Name.In(p.Lang), Href: p.link("/metrics/" + m.ID)})
		}
	}
	return out
}

func groupPlaces(p *page, found []analytics.Region) []placeGroup {
	var out []placeGroup
	at := map[string]int{}
	for _, r := range found {
		name := r.Province
		if r.Level == disclosure.LevelProvince {
			name = r.Name
		}
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, placeGroup{Name: name})
		}
		out[i].Places = append(out[i].Places, placeLine{Region: r, Level: p.say("level." + string(r.Level)), Within: r.Prefecture})
	}
	return out
}
