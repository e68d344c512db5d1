package dashboard

import "github.com/gin-gonic/gin"

// api registers the addresses below /v1.
func (s *Server) api(_ gin.IRouter) {}
