package dashboard

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// docsView is the documentation page /api, made from the same table as the API itself.
type docsView struct {
	*page
	spec       *apiSpec
	StartURL   string
	OpenAPI    string
	Formats    []docsFormat
	Endpoints  []docsEndpoint
	Everywhere []docsParameter
	Problems   []docsProblem
	Limits     string
}

type docsFormat struct{ Name, MediaType string }

type docsEndpoint struct {
	ID, Path, Title, Purpose, Example string
	Going                             string // until when it answers, when it is to go
	Formats                           []Link
	Parameters                        []docsParameter
	Columns                           []docsColumn
	Snippets                          []docsSnippet
}

type docsParameter struct{ Name, Required, Values, Default, About, Going string }

type docsColumn struct{ Name, Type, About string }

type docsSnippet struct{ Name, Code string }

type docsProblem struct {
	Type, About string
	Status      int
}

// docsTable is a table of parameters with its heads, for the template.
type docsTable struct {
	ID, Caption string
	Head        docsParameter
	Rows        []docsParameter
}

// T gives a text of the page in its language.
func (v *docsView) T(key string) string { return v.spec.Page[key].In(v.Lang) }

// Table puts heads to parameters.
func (v *docsView) Table(id string, rows []docsParameter) docsTable {
	return docsTable{
		ID: id, Caption: v.T("parameters"), Head: docsParameter{Name: v.T("parameter"), Values: v.T("values"), About: v.T("about")}, Rows: rows,
	}
}

// registerDocs adds the documentation page to the server's pages.
func (a *api) registerDocs(s *Server, r gin.IRouter) error {
	for _, lang := range languages {
		tpl, err := template.New("layout.html").Funcs(templateFuncs(s.texts, lang)).
			ParseFS(embedded, "templates/layout.html", "templates/parts.html", "templates/api.html")
		if err != nil {
			return fmt.Errorf("dashboard: %w", err)
		}
		s.templates[lang]["api"] = tpl.Option("missingkey=error")
	}
	docs := s.page("api", "api", func(_ context.Context, c *gin.Context, p *page) (any, error) { return a.docs(c, p), nil })
	r.GET("/api", docs)
	r.HEAD("/api", docs)
	return nil
}

func (a *api) docs(c *gin.Context, p *page) *docsView {
	v := &docsView{page: p, spec: a.spec, OpenAPI: openAPIPath}
	p.Title, p.Lead = v.T("title"), v.T("lead")
	base := baseURL(c)
	for _, name := range sortedKeys(formats) {
		v.Formats = append(v.Formats, docsFormat{name, formats[name].mediaType})
	}
	for _, e := range a.spec.Endpoints {
		if e.about != nil { // twins are described once for all
			continue
		}
		d := docsEndpoint{
			ID: e.ID, Path: e.template(), Title: textIn(p.Lang, e.ZH, e.EN), Purpose: e.Purpose.In(p.Lang), Example: e.example(),
		}
		if e.Deprecated != nil {
			d.Going = v.going(e.Deprecated, a.spec.endpoint(e.Deprecated.Successor).template())
		}
		for _, param := range e.params {
			if !slices.Contains(everywhere, param.Name) {
				d.Parameters = append(d.Parameters, a.docsParameter(v, e, param))
			}
		}
		for _, col := range a.spec.describe(e.documented(), p.Lang) {
			d.Columns = append(d.Columns, docsColumn{col["name"], col["type"], col["meaning"]})
		}
		if d.Example != "" {
			for _, name := range e.Formats {
				d.Formats = append(d.Formats, Link{Text: name, Href: withFormat(d.Example, name)})
			}
			d.Snippets = v.snippets(e, base)
		}
		v.Endpoints = append(v.Endpoints, d)
	}
	v.StartURL = withFormat(a.spec.Endpoints[0].example(), "csv")
	for _, param := range a.spec.Endpoints[0].params {
		if slices.Contains(everywhere, param.Name) {
			v.Everywhere = append(v.Everywhere, a.docsParameter(v, a.spec.Endpoints[0], param))
		}
	}
	for _, kind := range a.spec.Problems {
		v.Problems = append(v.Problems, docsProblem{kind.Type, textIn(p.Lang, kind.ZH, kind.EN), kind.Status})
	}
	v.Limits = fmt.Sprintf(v.T("limits_lead"), strconv.FormatFloat(float64(a.limiter.perSecond), 'f', -1, 64), strconv.Itoa(a.limiter.burst))
	return v
}

func (a *api) docsParameter(v *docsView, e *endpoint, p parameter) docsParameter {
	d := docsParameter{Name: p.name(), Values: a.allowedText(e, p), About: textIn(v.Lang, p.ZH, p.EN)}
	if slices.Contains(e.Required, p.Name) || p.In == "path" {
		d.Required = v.T("required")
	}
	if p.Deprecated != nil {
		to, _ := e.key(p.Deprecated.Successor)
		d.Going = v.going(p.Deprecated, to.name())
	}
	if p.Default != "" {
		d.Default = v.T("default") + " " + p.Default
	}
	return d
}

// going says until when something that is to go still answers, and what takes its place.
func (v *docsView) going(d *deprecation, successor string) string {
	return fmt.Sprintf(v.T("going"), d.Since, d.Sunset, successor)
}

// allowedText prints what a parameter takes.
func (a *api) allowedText(e *endpoint, p parameter) string {
	schema := a.parameterSchema(e, p)
	switch {
	case p.Kind == "format":
		return strings.Join(e.Formats, ", ")
	case len(p.Allowed) > 0:
		return strings.Join(p.Allowed, ", ")
	case p.Kind == "integer" || p.Kind == "number":
		return limits(p)
	case p.Kind == "time":
		return "2020, 2015..2023, latest, latest-4..latest"
	case schema["enum"] != nil:
		return strings.Join(schema["enum"].([]string), ", ")
	}
	return p.Example
}

// withFormat adds the format to an example's address.
func withFormat(example, name string) string {
	separator := "?"
	if strings.Contains(example, "?") {
		separator = "&"
	}
	return example + separator + "format=" + name
}

// documented are the columns to explain: those of the rows, or of the table where only the flat formats have rows.
func (e *endpoint) documented() []string {
	if len(e.Columns) > 0 {
		return e.Columns
	}
	return e.Flat
}

// snippets are the example in the tools that people use, complete with this server's address.
func (v *docsView) snippets(e *endpoint, base string) []docsSnippet {
	name := "csv"
	if !slices.Contains(e.Formats, name) {
		name = e.Formats[0]
	}
	address := base + withFormat(e.example(), name)
	python, r := jsonSnippets(address)
	switch name {
	case "csv":
		python, r = csvSnippets(address, slices.Contains(e.Columns, "region"))
	case "atom":
		python, r = feedSnippets(address)
	}
	return []docsSnippet{
		{"curl", "curl -s \"" + address + "\""},
		{"Python", python},
		{"R", r},
		{v.T("excel"), strings.Replace(address, "format=csv", "format=csv&bom=1", 1)},
	}
}

// csvSnippets read a CSV answer without its end line; region codes stay text.
func csvSnippets(address string, hasRegion bool) (python, r string) {
	python = "import csv, io, urllib.request\n" +
		"text = urllib.request.urlopen(\"" + address + "\").read().decode(\"utf-8\")\n" +
		"rows = list(csv.DictReader(io.StringIO(text[:text.rindex(\"#EOF \")])))\n" +
		"print(len(rows), rows[:1])"
	classes := ""
	if hasRegion {
		classes = ", colClasses = c(region = \"character\")"
	}
	r = "lines <- readLines(\"" + address + "\", encoding = \"UTF-8\")\n" +
		"df <- read.csv(text = head(lines, -1)" + classes + ")\nprint(df)"
	return python, r
}

func jsonSnippets(address string) (python, r string) {
	python = "import json, urllib.request\nanswer = json.load(urllib.request.urlopen(\"" + address + "\"))\nprint(list(answer))"
	r = "answer <- jsonlite::fromJSON(\"" + address + "\")\nprint(names(answer))"
	return python, r
}

func feedSnippets(address string) (python, r string) {
	python = "import urllib.request\nfrom xml.etree import ElementTree\nfeed = ElementTree.parse(urllib.request.urlopen(\"" + address + "\"))\n" +
		"print(feed.findtext(\"{*}title\"), len(feed.findall(\"{*}entry\")))"
	r = "feed <- xml2::xml_ns_strip(xml2::read_xml(\"" + address + "\"))\nprint(xml2::xml_text(xml2::xml_find_all(feed, \"//entry/title\")))"
	return python, r
}

// baseURL is the address the reader of the page reached this server at.
func baseURL(c *gin.Context) string {
	scheme := "http"
	if c.Request.TLS != nil || c.GetHeader("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + c.Request.Host
}
