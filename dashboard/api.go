package dashboard

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"gongkai/ingest/accuracy"
	"gongkai/ingest/disclosure"
)

// queryTimeout bounds the reading for one request. The database has limits of its own; this one also covers waiting for it.
const queryTimeout = 30 * time.Second

// releaseAttempts is how often an answer is read again because a release was published meanwhile.
const releaseAttempts = 3

// api answers the addresses below /v1 from the table in api.yaml.
type api struct {
	spec       *apiSpec
	reader     Reader
	version    string
	log        *slog.Logger
	dictionary *disclosure.Dictionary
	accuracy   accuracy.Result
	metricIDs  []string
	measureIDs []string
	atlases    *atlasCache
	sealer     *sealer
	pins       pinCache
	limiter    *rateLimiter
	kept       keptAnswers
	lists      []codelistEntry
	obsStatus  map[string]map[string]string // SDMX codes by code list and code
	handlers   map[string]apiHandler
}

// apiHandler finds the answer to a checked request.
type apiHandler func(ctx context.Context, q *apiQuery) (*answer, error)

// newAPI checks that api.yaml and the code belong together: a handler for every endpoint, a value for every column.
func newAPI(s *Server) (*api, error) {
	spec, err := loadAPISpec()
	if err != nil {
		return nil, err
	}
	dictionary, err := disclosure.LoadDictionary()
	if err != nil {
		return nil, err
	}
	lists, err := loadCodelists()
	if err != nil {
		return nil, err
	}
	a := &api{lists: lists, spec: spec, reader: s.reader, version: s.version, log: s.log, dictionary: dictionary, accuracy: s.accuracy, limiter: newRateLimiter(s.limits), kept: newKeptAnswers(), atlases: &s.atlases, sealer: s.sealer}
	a.obsStatus = obsStatusCodes(lists)
	a.metricIDs, a.measureIDs = measureIDs(dictionary)
	a.handlers = a.allHandlers()
	return a, a.check()
}

// allHandlers are the handlers of the endpoints by their ids, and those of their twins.
func (a *api) allHandlers() map[string]apiHandler {
	handlers := map[string]apiHandler{
		"index":               a.index,
		"aggregates":          a.aggregates,
		"observations":        a.observations,
		"observation":         a.observation,
		"observationEvidence": a.observationEvidence,
		"regions":             a.regions,
		"region":              a.region,
		"metrics":             a.metrics,
		"metric":              a.metric,
		"reports":             a.reports,
		"report":              a.report,
		"reportText":          a.reportText,
		"reportChecks":        a.reportChecks,
		"reportDiff":          a.reportDiff,
		"qualityCoverage":     a.qualityCoverage,
		"qualityFindings":     a.qualityFindings,
		"qualityAccuracy":     a.qualityAccuracy,
		"qualityTimeliness":   a.qualityTimeliness,
		"qualityChecks":       a.qualityChecks,
		"qualitySimilarity":   a.qualitySimilarity,
		"qualityQuarantine":   a.qualityQuarantine,
		"codelists":           a.codelists,
		"codelist":            a.codelist,
		"releases":            a.releases,
		"release":             a.oneRelease,
		"changes":             a.changes,
		"changesFeed":         a.changesFeed,
		"regionPeers":         a.peers,
		"trends":              a.trends,
		"compare":             a.compareAreas,
		"rankings":            a.rankings,
		"funnel":              a.funnel,
		"flow":                a.flow,
		"inequality":          a.inequality,
		"interruptions":       a.interruptions,
		"associations":        a.associations,
		"qualityAnomalies":    a.anomalies,
		"composition":         a.composition,
		"decompose":           a.decompose,
		"chart":               a.chartView,
		"bulk":                a.bulk,
		"dataPackage":         a.dataPackage,
		"csvMetadata":         a.csvMetadata,
		"catalog":             a.catalog,
	}
	for _, e := range a.spec.Endpoints {
		if e.about != nil {
			handlers[e.ID] = a.withoutRows(handlers[e.about.ID])
		}
	}
	return handlers
}

func (a *api) check() error {
	for _, e := range a.spec.Endpoints {
		if a.handlers[e.ID] == nil {
			return fmt.Errorf("api.yaml: endpoint %s has no handler", e.ID)
		}
		for _, name := range e.Formats {
			if formats[name] == nil {
				return fmt.Errorf("api.yaml: endpoint %s has the unknown format %q", e.ID, name)
			}
		}
	}
	return errors.Join(checkColumns(a.spec, "aggregates", aggregateColumns), checkColumns(a.spec, "observations", observationColumns),
		checkColumns(a.spec, "observation", observationColumns), checkColumns(a.spec, "report", observationColumns),
		checkColumns(a.spec, "regions", regionColumns), checkColumns(a.spec, "metrics", metricColumns),
		checkColumns(a.spec, "reports", reportColumns), checkColumns(a.spec, "reportChecks", findingColumns),
		checkColumns(a.spec, "qualityCoverage", coverageColumns), checkColumns(a.spec, "qualityFindings", findingCountColumns),
		checkColumns(a.spec, "qualityAccuracy", accuracyColumns), checkColumns(a.spec, "qualityTimeliness", timelinessColumns),
		checkColumns(a.spec, "qualityChecks", ruleColumns), checkColumns(a.spec, "qualitySimilarity", similarityColumns),
		checkColumns(a.spec, "codelists", codelistColumns), checkColumns(a.spec, "codelist", codeColumns),
		checkColumns(a.spec, "releases", releaseColumns), checkColumns(a.spec, "reportDiff", diffColumns), checkColumns(a.spec, "changes", changeColumns), checkColumns(a.spec, "regionPeers", peerColumns),
		checkColumns(a.spec, "trends", trendColumns), checkColumns(a.spec, "compare", pairColumns),
		checkColumns(a.spec, "rankings", rankingColumns), checkColumns(a.spec, "funnel", funnelColumns),
		checkColumns(a.spec, "bulk", bulkColumns), checkColumns(a.spec, "inequality", unequalColumns),
		checkColumns(a.spec, "interruptions", interruptedColumns), checkColumns(a.spec, "associations", associationColumns),
		checkColumns(a.spec, "qualityAnomalies", anomalyColumns), checkColumns(a.spec, "composition", compositionColumns), a.checkCompositions(),
		checkColumns(a.spec, "chart", aggregateColumns), checkColumns(a.spec, "flow", flowColumns), checkColumns(a.spec, "decompose", partColumns))
}

// api registers the addresses below /v1 and the ones that operators ask.
func (s *Server) api(r gin.IRouter) error {
	a, err := newAPI(s)
	if err != nil {
		return err
	}
	a.registerService(r)
	g := r.Group("/", a.identify, a.limit, allowOrigins, a.keep)
	for _, e := range a.spec.Endpoints {
		paths := []string{e.Path}
		if e.extensible() {
			for _, name := range e.Formats {
				paths = append(paths, e.Path+"."+name)
			}
		}
		for _, path := range paths {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				g.Handle(method, path, func(c *gin.Context) { a.serve(c, e) })
			}
			g.OPTIONS(path, preflight)
		}
	}
	if err := a.registerDocs(s, r); err != nil {
		return err
	}
	document, err := a.serveOpenAPI()
	if err != nil {
		return err
	}
	g.GET(openAPIPath, document)
	g.HEAD(openAPIPath, document)
	s.serveKept = a.serveKept
	s.refuseAPI = func(c *gin.Context, status int) {
		a.identify(c)
		allowOrigins(c)
		a.refuse(c, a.wrongAddress(c, status))
	}
	return nil
}

// serve answers one request: check, look up, answer 304 or read, write.
func (a *api) serve(c *gin.Context, e *endpoint) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), queryTimeout)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	err := a.answer(c, e)
	for attempt := 1; errors.Is(err, errReleaseChanged) && attempt < releaseAttempts; attempt++ {
		err = a.answer(c, e)
	}
	var elsewhere *redirect
	switch {
	case err == nil:
	case errors.As(err, &elsewhere):
		c.Header("Cache-Control", "public, max-age=300")
		c.Redirect(http.StatusTemporaryRedirect, elsewhere.to)
	case errors.Is(err, context.Canceled):
		c.Abort() // the client is gone
	default:
		a.refuse(c, err)
	}
}

func (a *api) answer(c *gin.Context, e *endpoint) error {
	ctx := c.Request.Context()
	q, err := a.parseQuery(c, e)
	if err != nil {
		return err
	}
	if q.format, err = chooseFormat(c.Request, q); err != nil {
		return err
	}
	if ctx, err = a.pin(ctx, q); err != nil {
		return err
	}
	if err := a.resolve(ctx, q); err != nil {
		return err
	}
	tag := entityTag(q, a.version)
	setCaching(c, q, tag)
	a.announce(c, q)
	if matchesTag(c.GetHeader("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		return nil
	}
	ctx, explanation, err := explain(ctx, q)
	if err != nil {
		return err
	}
	found, err := a.handlers[e.ID](ctx, q)
	if err != nil {
		return err
	}
	found.around = append(found.around, explanation...)
	return a.write(c, q, found)
}

// identify gives the request an id that its answer, an error and the log share.
func (a *api) identify(c *gin.Context) {
	id := newErrorID()
	c.Set("request_id", id)
	c.Header(requestIDHeader, id)
}

func requestID(c *gin.Context) string { return c.GetString("request_id") }

// allowOrigins lets any page read the API: it is public and reads only.
func allowOrigins(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Content-Digest, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Request-Id")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

func preflight(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match")
	h.Set("Access-Control-Max-Age", "86400")
	c.Status(http.StatusNoContent)
}

// wrongAddress is the problem of a path or method below /v1 that does not exist.
func (a *api) wrongAddress(c *gin.Context, status int) *problem {
	if status == http.StatusMethodNotAllowed {
		c.Header("Allow", "GET, HEAD, OPTIONS")
		return newProblem(problemMethod, "API 只接受 GET 与 HEAD。", "The API takes GET and HEAD only.")
	}
	var paths []string
	for _, e := range a.spec.Endpoints {
		paths = append(paths, e.Path)
	}
	given := strings.TrimSuffix(c.Request.URL.Path, "/")
	out := newProblem(problemNotFound, "没有地址 %s；/v1/ 列出全部地址。", "There is no address %s; /v1/ lists them all.", clip(given)).
		with(fieldError{Parameter: "(path)", Given: clip(given), Suggestions: nearest(given, paths, 3)})
	out.links = map[string]string{"index": "/v1/"}
	return out
}
