package dashboard

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"gongkai/analytics"

	"github.com/gin-gonic/gin"
)

var readable = strings.NewReplacer("%7E", "~", "%2C", ",", "%3A", ":")

// templates holds every page's template, parsed once for each language.
type templates map[string]map[string]*template.Template

// pageNames are the files of templates/ that are pages; layout.html and parts.html are in each.
var pageNames = []string{"overview", "region", "compare", "rank", "metrics", "metric", "reports", "report", "quality", "search", "error"}

func loadTemplates(t texts) (templates, error) {
	out := templates{}
	for _, lang := range languages {
		out[lang] = map[string]*template.Template{}
		for _, name := range pageNames {
			tpl, err := template.New("layout.html").Funcs(templateFuncs(t, lang)).
				ParseFS(embedded, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
			if err != nil {
				return nil, fmt.Errorf("dashboard: %w", err)
			}
			out[lang][name] = tpl.Option("missingkey=error")
		}
	}
	return out, nil
}

func templateFuncs(t texts, lang string) template.FuncMap {
	return template.FuncMap{
		"t":    func(key string, args ...any) string { return t.say(lang, key, args...) },
		"data": func(s string) template.HTML { return dataText(s, lang) },
		"link": func(p *page, path string, pairs ...string) string { return p.link(path, pairs...) },
		"nav": func(v pager, path, key string) navLink {
			p := v.Base()
			return navLink{Text: t.say(lang, "nav."+key), Href: p.link(path), Current: p.Active == key}
		},
		"rows":   func(p *page, rows []analytics.ReportSummary) reportRows { return reportRows{p, rows} },
		"placed": placed,
		"langof": func(s string) string {
			if lang != "zh" && hasHan(s) {
				return "zh-CN"
			}
			return htmlLang(lang)
		},
	}
}

// pager is any page view: what embeds *page.
type pager interface{ Base() *page }

// Base gives the page itself, for templates that need it as an argument.
func (p *page) Base() *page { return p }

// navLink is an entry of the main navigation.
type navLink struct {
	Text, Href string
	Current    bool
}

// reportRows is what the list of reports takes: the rows, and the page for its language.
type reportRows struct {
	Page *page
	Rows []analytics.ReportSummary
}

// placed says where an issuer is, as far as its name does not say so itself.
func placed(r analytics.ReportSummary) string {
	var out []string
	for _, name := range []string{r.Province, r.RegionName} {
		if name != "" && !slices.Contains(out, name) && !strings.HasPrefix(r.Issuer, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}

// dataText marks a text of the data with its own language when the page is in another one, so that screen readers and
// hyphenation treat it rightly.
func dataText(s, lang string) template.HTML {
	escaped := template.HTMLEscapeString(s)
	if lang != "zh" && hasHan(s) {
		return template.HTML(`<span lang="zh-CN">` + escaped + `</span>`) //nolint:gosec // escaped above
	}
	return template.HTML(escaped) //nolint:gosec // escaped above
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

func htmlLang(lang string) string {
	if lang == "zh" {
		return "zh-CN"
	}
	return lang
}

// newPage starts a page view: who asked in which language, and the release its figures come from.
func (s *Server) newPage(c *gin.Context, active string) (*page, error) {
	r := s.request(c)
	release, err := s.reader.Release(c.Request.Context())
	if err != nil {
		return nil, err
	}
	return &page{
		request: r, Lang: r.lang, Path: c.Request.URL.Path, Active: active, Release: release, Version: s.version,
		Other: otherLanguage(c.Request.URL.Path, r.query, r.lang),
		CSS:   s.static.url("app.css"), JS: s.static.url("app.js"), ECharts: s.static.url("vendor/echarts.min.js"),
	}, nil
}

// pageHandler reads what a page shows and gives its view, a struct that embeds *page, and the template's name.
type pageHandler func(ctx context.Context, c *gin.Context, p *page) (view any, err error)

// page registers a page: it answers from the release's ETag when nothing changed, else runs the handler and writes html.
func (s *Server) page(name, active string, h pageHandler) gin.HandlerFunc {
	return func(c *gin.Context) {
		p, err := s.newPage(c, active)
		if err != nil {
			s.pageError(c, err)
			return
		}
		tag := s.pageTag(c, p)
		c.Header("ETag", tag)
		c.Header("Cache-Control", "public, max-age=0, must-revalidate")
		c.Header("Vary", "Accept-Encoding")
		if matchesTag(c.GetHeader("If-None-Match"), tag) {
			c.Status(http.StatusNotModified)
			return
		}
		view, err := h(c.Request.Context(), c, p)
		if err != nil {
			s.pageError(c, err)
			return
		}
		if c.Writer.Written() || view == nil { // the handler redirected
			return
		}
		s.write(c, http.StatusOK, name, p, view)
	}
}

func (s *Server) write(c *gin.Context, status int, name string, p *page, view any) {
	if keys := p.request.ignored(); len(keys) > 0 {
		p.Notices = append(p.Notices, p.say("notice.ignored", strings.Join(keys, ", ")))
	}
	p.Notices = append(p.request.notices, p.Notices...)
	var buf bytes.Buffer
	if err := s.templates[p.Lang][name].Execute(&buf, view); err != nil {
		s.pageError(c, fmt.Errorf("template %s: %w", name, err))
		return
	}
	c.Header("Content-Language", htmlLang(p.Lang))
	c.Data(status, "text/html; charset=utf-8", buf.Bytes())
}

// errorView is the page for what could not be answered.
type errorView struct {
	*page
	Message string
	ErrorID string
}

// pageError answers with the page for a missing thing, or with an error id that also stands in the log.
func (s *Server) pageError(c *gin.Context, err error) {
	c.Header("ETag", "")
	c.Header("Cache-Control", "no-store")
	if errors.Is(err, analytics.ErrNotFound) {
		s.errorPage(c, http.StatusNotFound, "")
		return
	}
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.AbortWithStatus(499) // the client left; nobody reads the answer
		return
	}
	id := newErrorID()
	s.log.Error("page", "error_id", id, "uri", c.Request.URL.RequestURI(), "error", err)
	status := http.StatusInternalServerError
	if errors.Is(err, context.DeadlineExceeded) {
		status = http.StatusGatewayTimeout
	}
	s.errorPage(c, status, id)
}

func (s *Server) errorPage(c *gin.Context, status int, id string) {
	c.Abort()
	r := s.request(c)
	key := map[int]string{http.StatusNotFound: "not_found", http.StatusMethodNotAllowed: "not_found", http.StatusGatewayTimeout: "timeout"}[status]
	if key == "" {
		key = "broken"
	}
	p := &page{
		request: r, Lang: r.lang, Path: c.Request.URL.Path, Version: s.version, Title: r.say("error." + key),
		Other: otherLanguage(c.Request.URL.Path, r.query, r.lang), CSS: s.static.url("app.css"), JS: s.static.url("app.js"),
	}
	view := &errorView{page: p, Message: r.say("error." + key + "_text"), ErrorID: id}
	var buf bytes.Buffer
	if err := s.templates[p.Lang]["error"].Execute(&buf, view); err != nil {
		c.String(status, "%d %s", status, id)
		return
	}
	c.Data(status, "text/html; charset=utf-8", buf.Bytes())
}
