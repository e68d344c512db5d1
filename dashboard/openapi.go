package dashboard

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// openAPIPath is where the OpenAPI document stands.
const openAPIPath = "/v1/openapi.json"

// object is a JSON object of the OpenAPI document; encoding/json sorts its keys, so the document is the same every time.
type object = map[string]any

// openAPI describes every endpoint as OpenAPI 3.1. It is made from the table that also routes and validates, and so cannot
// promise what is not there.
func (a *api) openAPI() object {
	paths := object{}
	for _, e := range a.spec.Endpoints {
		paths[e.template()] = object{"get": a.operation(e)}
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title": "gongkai", "version": strconv.Itoa(a.spec.Version) + "+" + a.version,
			"summary":     "Figures of Chinese government-information-disclosure annual reports, with status, interval and evidence.",
			"description": "政府信息公开工作年度报告的指标。Read only; no key is needed. \"No data\" is an answer with statuses and never an error; every error is application/problem+json (RFC 9457).",
			"license":     object{"name": "See the project's LICENSE file", "identifier": "LicenseRef-gongkai"},
		},
		"servers": []any{object{"url": "/"}},
		"paths":   paths,
		"components": object{
			"schemas":   object{"Problem": problemSchema(), "Coverage": coverageSchema(), "Links": linksSchema()},
			"responses": a.problemResponses(),
			"headers":   responseHeaders(),
		},
	}
}

func (a *api) operation(e *endpoint) object {
	parameters := []any{}
	for _, p := range e.params {
		parameters = append(parameters, a.openAPIParameter(e, p))
	}
	content := object{}
	for _, name := range e.Formats {
		media := formats[name].accept[0]
		switch name {
		case "json":
			content[media] = object{"schema": a.answerSchema(e)}
		case "jsonstat":
			content[media] = object{"schema": object{"type": "object", "required": []string{"version", "class", "id", "size", "value"}}}
		default:
			content[media] = object{"schema": object{"type": "string"}}
		}
	}
	responses := object{
		"200": object{
			"description": e.Purpose.EN, "content": content,
			"headers": object{"ETag": headerRef("ETag"), "Link": headerRef("Link"), "Deprecation": headerRef("Deprecation"), "Sunset": headerRef("Sunset"), "RateLimit": headerRef("RateLimit"), "X-Request-Id": headerRef("X-Request-Id")},
		},
		"304": object{"description": "The client's copy is current (If-None-Match)."},
		"307": object{"description": "A region was given by its name; Location has its code."},
	}
	for _, status := range a.problemStatuses() {
		responses[status] = object{"$ref": "#/components/responses/Problem" + status}
	}
	out := object{
		"operationId": e.ID, "summary": e.EN, "description": e.Purpose.ZH + "\n\n" + e.Purpose.EN, "parameters": parameters, "responses": responses,
	}
	if e.Deprecated != nil {
		out["deprecated"] = true
	}
	return out
}

func (a *api) openAPIParameter(e *endpoint, p parameter) object {
	in := "query"
	if p.In == "path" {
		in = "path"
	}
	out := object{"name": p.name(), "in": in, "description": p.ZH + " — " + p.EN, "schema": a.parameterSchema(e, p)}
	if in == "path" || slices.Contains(e.Required, p.Name) {
		out["required"] = true
	}
	if p.Example != "" {
		out["example"] = p.Example
	}
	if p.Deprecated != nil {
		out["deprecated"] = true
	}
	return out
}

// parameterSchema describes a parameter as it stands in the URL: a list is one string.
func (a *api) parameterSchema(e *endpoint, p parameter) object {
	allowed := p.Allowed
	switch p.Kind {
	case "format":
		allowed = e.Formats
	case "theme":
		for _, t := range a.dictionary.Themes {
			allowed = append(allowed, t.ID)
		}
	case "integer":
		return object{"type": "integer", "minimum": int(p.Min), "maximum": int(p.Max)}
	case "number":
		return withDefault(object{"type": "number", "minimum": p.Min, "maximum": p.Max}, p)
	case "bench":
		return object{"type": "string", "pattern": "^(" + strings.Join(p.Allowed, "|") + "|" + benchSet + ".+)$"}
	case "weight":
		one := "(" + strings.Join(p.Allowed, "|") + "):[0-9.]+"
		return withDefault(object{"type": "string", "pattern": "^" + one + "([~,]" + one + ")*$"}, p)
	case "time":
		return object{"type": "string", "pattern": timeForm.String()}
	}
	if len(allowed) == 0 {
		return object{"type": "string"}
	}
	if !p.List {
		return withDefault(object{"type": "string", "enum": allowed}, p)
	}
	one := "(" + strings.Join(allowed, "|") + ")"
	return withDefault(object{"type": "string", "pattern": "^" + one + "([~,]" + one + ")*$"}, p)
}

func withDefault(schema object, p parameter) object {
	if p.Default == "" {
		return schema
	}
	schema["default"] = p.Default
	if n, err := strconv.ParseFloat(p.Default, 64); err == nil && schema["type"] == "number" {
		schema["default"] = n
	}
	return schema
}

// answerSchema describes an endpoint's JSON.
func (a *api) answerSchema(e *endpoint) object {
	if e.Raw {
		return object{"type": "object"}
	}
	links := object{"$ref": "#/components/schemas/Links"}
	text := object{"type": "string"}
	if len(e.Columns) == 0 || e.Single {
		properties := a.columnSchemas(e.Columns)
		properties["release"], properties["links"] = text, links
		return object{"type": "object", "required": []string{"release", "links"}, "properties": properties}
	}
	return object{
		"type": "object", "required": []string{"release", "complete", "count", "query", "data", "links"},
		"properties": object{
			"release": text, "complete": object{"type": "boolean"}, "count": object{"type": "integer", "minimum": 0},
			"total": object{"type": "integer", "minimum": 0}, "query": text, "links": links,
			"coverage": object{"$ref": "#/components/schemas/Coverage"},
			"data":     object{"type": "array", "items": object{"type": "object", "properties": a.columnSchemas(e.Columns), "additionalProperties": false}},
		},
	}
}

func (a *api) columnSchemas(names []string) object {
	types := map[string]any{
		"text": []string{"string", "null"}, "integer": []string{"integer", "null"}, "number": []string{"number", "null"},
		"boolean": []string{"boolean", "null"}, "list": []string{"array", "null"}, "nested": []string{"array", "null"},
	}
	items := map[string]object{"list": {"type": "string"}, "nested": {"type": "object"}}
	out := object{}
	for _, name := range names {
		c := a.spec.column[name]
		schema := object{"type": types[c.Type], "description": c.ZH + " — " + c.EN}
		if of, ok := items[c.Type]; ok {
			schema["items"] = of
		}
		out[name] = schema
	}
	return out
}

func (a *api) problemStatuses() []string {
	statuses := map[string]bool{}
	for _, p := range a.spec.Problems {
		statuses[strconv.Itoa(p.Status)] = true
	}
	return sortedKeys(statuses)
}

// problemResponses describes the errors by status, since OpenAPI has one response a status.
func (a *api) problemResponses() object {
	out := object{}
	for _, status := range a.problemStatuses() {
		var kinds []string
		for _, p := range a.spec.Problems {
			if strconv.Itoa(p.Status) == status {
				kinds = append(kinds, p.Type+": "+p.EN)
			}
		}
		out["Problem"+status] = object{
			"description": strings.Join(kinds, "; "),
			"content":     object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}},
		}
	}
	return out
}

func problemSchema() object {
	text := object{"type": "string"}
	texts := object{"type": "array", "items": text}
	return object{
		"type": "object", "required": []string{"type", "title", "status", "detail", "instance", "request_id"},
		"properties": object{
			"type": text, "title": text, "status": object{"type": "integer"}, "detail": text, "instance": text, "request_id": text,
			"errors": object{"type": "array", "items": object{
				"type": "object", "required": []string{"parameter", "given"},
				"properties": object{"parameter": text, "given": object{}, "allowed": texts, "suggestions": texts, "detail": text},
			}},
			"candidates": object{"type": "array", "items": object{
				"type": "object", "properties": object{"region": text, "name": text, "within": text, "url": text},
			}},
			"links": object{"type": "object", "additionalProperties": text},
		},
	}
}

func coverageSchema() object {
	return object{"type": "object", "properties": object{
		"expected": object{"type": "integer"}, "reported": object{"type": "integer"}, "share": object{"type": "number"},
		"residents_share": object{"type": "number"}, "incomplete": object{"type": "integer"}, "bounded": object{"type": "integer"},
	}}
}

func linksSchema() object {
	return object{"type": "object", "required": []string{"self"}, "additionalProperties": object{"type": "string"}}
}

func headerRef(name string) object { return object{"$ref": "#/components/headers/" + name} }

func responseHeaders() object {
	out := object{}
	for name, about := range map[string]string{
		"ETag": "Strong validator made of the release and the canonical request.", "Link": "rel=canonical: the one address of what was asked for; rel=successor-version: what to ask instead of something that is to go.",
		"Deprecation": "Since when something of the request should not be used any more (RFC 9745).", "Sunset": "When it may be gone (RFC 8594).",
		"RateLimit": "Requests left to this client (r) and seconds of the window (t).", "X-Request-Id": "Names the request in the server's log.",
	} {
		out[name] = object{"description": about, "schema": object{"type": "string"}}
	}
	return out
}

// serveOpenAPI prepares the document once and answers with it.
func (a *api) serveOpenAPI() (gin.HandlerFunc, error) {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(a.openAPI()); err != nil {
		return nil, fmt.Errorf("openapi: %w", err)
	}
	sum := sha256.Sum256(body.Bytes())
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	return func(c *gin.Context) {
		c.Header("ETag", tag)
		c.Header("Cache-Control", "public, max-age=300")
		if matchesTag(c.GetHeader("If-None-Match"), tag) {
			c.Status(http.StatusNotModified)
			return
		}
		c.Data(http.StatusOK, "application/vnd.oai.openapi+json;version=3.1; charset=utf-8", body.Bytes())
	}, nil
}
