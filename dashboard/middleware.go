package dashboard

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// contentSecurityPolicy allows nothing but our own files: no inline script or style, no other host.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

// apiSecurityPolicy is for answers that are data: nothing in them may be run or framed, should a browser take one for a page.
const apiSecurityPolicy = "default-src 'none'; frame-ancestors 'none'"

func securityHeaders(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	if isAPI(c.Request.URL.Path) {
		h.Set("Content-Security-Policy", apiSecurityPolicy)
		c.Next()
		return
	}
	h.Set("Content-Security-Policy", contentSecurityPolicy)
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Next()
}

// logRequests writes one line a request. Health probes would drown the rest and are left out when they succeed.
func (s *Server) logRequests(c *gin.Context) {
	start := time.Now()
	c.Next()
	status := c.Writer.Status()
	if path := c.Request.URL.Path; (path == "/healthz" || path == "/readyz") && status < http.StatusBadRequest {
		return
	}
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.log.Log(c.Request.Context(), level, "request",
		"method", c.Request.Method, "uri", c.Request.URL.RequestURI(), "route", c.FullPath(), "status", status,
		"bytes", c.Writer.Size(), "took", time.Since(start).Round(time.Microsecond))
}

// recoverPanics turns a panic into a 500 whose error id stands in the answer and in the log, so that what a user reports can
// be found.
func (s *Server) recoverPanics(c *gin.Context) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if cause == http.ErrAbortHandler { //nolint:errorlint // the server compares the value itself
			panic(cause)
		}
		id := newErrorID()
		s.log.Error("panic", "error_id", id, "uri", c.Request.URL.RequestURI(), "cause", cause, "stack", string(debug.Stack()))
		if c.Writer.Written() {
			panic(http.ErrAbortHandler) // the client must see that the answer is cut
		}
		s.answerBroken(c, id)
	}()
	c.Next()
}

func newErrorID() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // crypto/rand.Read never fails
	return hex.EncodeToString(b[:])
}

// answerBroken answers a request that failed through no fault of the caller.
func (s *Server) answerBroken(c *gin.Context, id string) {
	c.Abort()
	if isAPI(c.Request.URL.Path) {
		c.Header("Content-Type", "application/problem+json")
		c.JSON(http.StatusInternalServerError, gin.H{
			"type": "about:blank", "title": "Internal error", "status": http.StatusInternalServerError,
			"detail": "The server failed; its log has the details under this error id.", "error_id": id,
		})
		return
	}
	s.errorPage(c, http.StatusInternalServerError, id)
}

// isAPI says whether errors of this path are answered as problem+json.
func isAPI(path string) bool { return path == "/v1" || strings.HasPrefix(path, "/v1/") }
