package dashboard

import "github.com/gin-gonic/gin"

// pages registers every address that answers with a page, and the files that pages load.
func (s *Server) pages(r gin.IRouter) {
	r.GET("/static/*path", s.static.serve)
	r.HEAD("/static/*path", s.static.serve)
}
