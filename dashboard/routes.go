package dashboard

import "github.com/gin-gonic/gin"

// pages registers every address that answers with a page, and the files that pages load.
func (s *Server) pages(r gin.IRouter) {
	get := func(path, name, active string, h pageHandler) {
		answer := s.page(name, active, h)
		r.GET(path, answer)
		r.HEAD(path, answer)
	}
	get("/", "overview", "overview", s.overview)
	get("/search", "search", "places", s.search)
	get("/r/:code", "region", "places", s.region)
	get("/compare", "compare", "compare", s.compare)
	get("/rank", "rank", "rank", s.rank)
	get("/metrics", "metrics", "metrics", s.metrics)
	get("/metrics/:id", "metric", "metrics", s.metricPage)
	get("/reports", "reports", "reports", s.reports)
	get("/reports/:id", "report", "reports", s.report)
	get("/quality", "quality", "quality", s.quality)
	r.GET("/static/*path", s.static.serve)
	r.HEAD("/static/*path", s.static.serve)
}
