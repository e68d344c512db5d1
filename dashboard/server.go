// Package dashboard serves the pages and the API over HTTP: it parses a request, reads through Reader, and answers. It computes
// no statistics of its own and knows no SQL.
//
//	server.go      Server, its options, how the handler chain is put together
//	routes.go      which address leads to which page
//	middleware.go  panic to error page, request log, security headers
//	static.go      embedded style sheet, script and chart library with content hashes
//	reader.go      what the pages and the API read from
//
// The pages. Each has a handler that reads, a view that embeds *page, and a template of its name; texts.yaml has every sentence in
// Chinese and English, views.yaml the measures that each page shows.
//
//	overview.go region.go region_median.go compare.go compare_pairs.go rank.go metrics.go metric.go reports.go report.go report_facts.go quality.go quality_accuracy.go search.go
//	request.go scope.go held.go     the query of a page; what it selects; what a release holds
//	page_mask.go                    places without their names, in lists and scopes
//	figure_years.go figure_places.go figure_coverage.go   figures that several pages share
//	view.go view_figure.go view_value.go view_number.go   links, figures and fields; values and numbers as words
//	views.go texts.go               the two yaml files, decoded
//	marked_text.go                  a report's text with every number marked
//	respond.go pagetag.go address.go  templates and errors; entity tags; the API call behind a figure
//
// The API. Its endpoints, parameters, columns and errors are data; routing, validation, the OpenAPI document, the page /api and
// its tests are made from them.
//
//	api.yaml api_spec.go            the table, decoded
//	api_meta.go                     the twin of every list that says what is in it, without its rows
//	api.go api_service.go           registration, one request from check to answer; health and version
//	api_query.go api_values.go      parameters: their form, their canonical order
//	api_resolve.go api_atlas.go     names to codes, latest to a year
//	api_pin.go api_releases.go      states of the past: release= and as_of=; the releases and what changed between them
//	mask.go api_mask.go             places without their names: anonymize=1
//	api_feed.go                     the same changes as an Atom feed
//	api_kept.go api_explain.go      complete answers kept ready; the queries behind an answer
//	api_digest.go                   the hash of an answer's bytes (RFC 9530)
//	api_additive.go                 refuses sums of what has no sum
//	api_groups.go api_view.go       parts of a measure, forms, bodies and scopes kept apart; shares, indices, other readings of a rate
//	api_deprecation.go              what is to go, and until when it answers
//	api_answer.go api_cursor.go     rows of cells, pages of them
//	api_aggregates.go api_bench.go api_bench_set.go api_observations.go api_regions.go api_metrics.go api_reports.go api_quality.go
//	api_codelists.go api_bulk.go api_charts.go api_index.go api_window.go api_diff.go
//	api_timeliness.go api_checks.go api_similarity.go api_accuracy.go api_nearest.go
//	api_areas.go api_level.go api_trends.go api_compare.go api_rankings.go api_funnel.go api_flow.go api_decompose.go api_peers.go
//	api_decompose_rate.go api_dispersion.go api_inequality.go api_composition.go api_weights.go api_ways.go api_part.go
//	api_interruptions.go api_associations.go api_anomalies.go
//	format*.go                      one answer as JSON, NDJSON, CSV, XLSX, Parquet, Arrow, JSON-stat, SDMX-CSV
//	problem.go cache.go api_limit.go errors (RFC 9457), entity tags, limits of a client
//	openapi.go api_docs.go          the description for machines and for people
package dashboard

import (
	"errors"
	"log/slog"
	"net/http"

	"gongkai/ingest/accuracy"
	"gongkai/ingest/disclosure"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
)

// Options is what a Server needs.
type Options struct {
	Reader  Reader       // where every figure comes from; required
	Version string       // printed in the footer and by /version
	Logger  *slog.Logger // request and error log; slog.Default() when nil
	Limits  Limits       // how much one client may ask of the API
	MaskKey string       // seals masked places in addresses and orders their labels; random for the process when empty
}

// Server answers every address of gongkai. It is safe for concurrent use and holds no state between requests beside caches.
type Server struct {
	reader  Reader
	version string
	log     *slog.Logger
	static  *staticFiles
	handler http.Handler

	dictionary *disclosure.Dictionary
	texts      texts
	templates  templates
	views      views
	accuracy   accuracy.Result // of the extraction over its test corpus
	cache      heldCache
	medians    medianCache
	atlases    atlasCache
	sealer     *sealer

	limits    Limits
	refuseAPI func(c *gin.Context, status int)                  // answers an address below /v1 that does not exist
	serveKept func(w http.ResponseWriter, r *http.Request) bool // answers what is kept ready; false for everything else
}

// New builds the handler chain. An error means that the embedded templates, texts or static files are wrong and is found
// before the first request.
func New(o Options) (*Server, error) {
	if o.Reader == nil {
		return nil, errors.New("dashboard: Options.Reader is required")
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	static, err := loadStatic()
	if err != nil {
		return nil, err
	}
	s := &Server{reader: o.Reader, version: o.Version, log: o.Logger, static: static, limits: o.Limits, medians: newMedianCache()}
	if s.sealer, err = newSealer(o.MaskKey); err != nil {
		return nil, err
	}
	if s.dictionary, err = disclosure.LoadDictionary(); err != nil {
		return nil, err
	}
	if s.views, err = loadViews(s.dictionary); err != nil {
		return nil, err
	}
	if s.accuracy, err = accuracy.Published(); err != nil {
		return nil, err
	}
	if s.texts, err = loadTexts(); err != nil {
		return nil, err
	}
	if s.templates, err = loadTemplates(s.texts); err != nil {
		return nil, err
	}
	compress, err := gzhttp.NewWrapper(gzhttp.EnableZstd(true), gzhttp.MinSize(1024), gzhttp.SuffixETag("-gzip"))
	if err != nil {
		return nil, err
	}
	router, err := s.router()
	if err != nil {
		return nil, err
	}
	s.handler = compress(router)
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.serveKept(w, r) {
		s.handler.ServeHTTP(w, r)
	}
}

func (s *Server) router() (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.RedirectTrailingSlash = true
	r.HandleMethodNotAllowed = true
	if err := r.SetTrustedProxies([]string{"127.0.0.1", "::1"}); err != nil { // who else could claim any address for its requests
		return nil, err
	}
	r.Use(s.logRequests, s.recoverPanics, securityHeaders)
	s.pages(r)
	if err := s.api(r); err != nil {
		return nil, err
	}
	r.NoRoute(func(c *gin.Context) { s.noAddress(c, http.StatusNotFound) })
	r.NoMethod(func(c *gin.Context) { s.noAddress(c, http.StatusMethodNotAllowed) })
	return r, nil
}

// noAddress answers a path or a method that nothing is registered for: with a problem below /v1, else with a page.
func (s *Server) noAddress(c *gin.Context, status int) {
	if isAPI(c.Request.URL.Path) {
		s.refuseAPI(c, status)
		return
	}
	s.errorPage(c, status, "")
}
