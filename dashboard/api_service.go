package dashboard

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// readyTimeout is how long /readyz waits for the database.
const readyTimeout = 2 * time.Second

// registerService registers what operators and load balancers ask, and where the types of problems lead. None of it is cached.
func (a *api) registerService(r gin.IRouter) {
	for path, handler := range map[string]gin.HandlerFunc{
		"/healthz": a.healthz, "/readyz": a.readyz, "/version": a.versionz, "/problems/:type": a.explainProblem,
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r.Handle(method, path, a.identify, noStore, handler)
		}
	}
}

// explainProblem leads from a problem's type, which is an address, to what the documentation says of it.
func (a *api) explainProblem(c *gin.Context) {
	kind := c.Param("type")
	if a.spec.problem(kind).Type != kind {
		a.refuse(c, a.wrongAddress(c, http.StatusNotFound))
		return
	}
	c.Redirect(http.StatusSeeOther, "/api#problem-"+kind)
}

func noStore(c *gin.Context) { c.Header("Cache-Control", "no-store") }

// healthz says that the process answers; it asks nothing of the database, so that a slow database does not restart it.
func (a *api) healthz(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) }

// readyz says whether requests can be answered: the database answers and there is a release to read.
func (a *api) readyz(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), readyTimeout)
	defer cancel()
	if err := a.reader.Ping(ctx); err != nil {
		a.unavailable(c, err)
		return
	}
	release, err := a.reader.Release(ctx)
	if err != nil {
		a.unavailable(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "ready", "release": release.ID, "reports": release.Reports})
}

func (a *api) unavailable(c *gin.Context, err error) {
	a.log.Warn("not ready", "request_id", requestID(c), "cause", err)
	c.Header("Retry-After", "5")
	a.refuse(c, newProblem(problemUnavailable, "数据库没有应答，请稍后再试。", "The database does not answer; try again later."))
}

// versionz says which program this is.
func (a *api) versionz(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"version": a.version, "dictionary": a.dictionary.Version, "api": a.spec.Version})
}
