package dashboard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"gongkai/ingest/disclosure"
)

// The problem types that code raises; their status and title stand in api.yaml.
const (
	problemInvalid       = "invalid-parameter"
	problemUnknownCode   = "unknown-code"
	problemNotFound      = "not-found"
	problemMethod        = "method-not-allowed"
	problemAmbiguous     = "ambiguous-name"
	problemNotAcceptable = "not-acceptable"
	problemTooLarge      = "too-large"
	problemMixedScope    = "mixed-scope"
	problemIncomparable  = "incomparable-regimes"
	problemMeanOfRatio   = "mean-of-ratio"
	problemNotAdditive   = "not-additive"
	problemRateLimited   = "rate-limited"
	problemInternal      = "internal"
	problemUnavailable   = "unavailable"
	problemTimeout       = "timeout"
)

// problem is an answer that is an error (RFC 9457). It is a Go error so that the functions that read a request can return it.
type problem struct {
	kind       string
	detail     disclosure.Text
	errors     []fieldError
	candidates []candidate       // regions that share the name, for ambiguous-name
	links      map[string]string // where to go instead
}

// fieldError says what is wrong with one parameter and what would be right.
type fieldError struct {
	Parameter   string   `json:"parameter"`
	Given       any      `json:"given"`
	Allowed     []string `json:"allowed,omitempty"`
	Suggestions []string `json:"suggestions,omitempty"`
	Detail      string   `json:"detail,omitempty"`

	kind   string
	detail disclosure.Text
}

// candidate is one region that a name may mean.
type candidate struct {
	Region string `json:"region"`
	Name   string `json:"name"`
	Within string `json:"within,omitempty"`
	URL    string `json:"url"`
}

func (p *problem) Error() string { return p.kind + ": " + p.detail.EN }

func newProblem(kind, zh, en string, args ...any) *problem {
	return &problem{kind: kind, detail: textf(zh, en, args...)}
}

// textf formats both languages with the same arguments, in the same order.
func textf(zh, en string, args ...any) disclosure.Text {
	if len(args) == 0 {
		return disclosure.Text{ZH: zh, EN: en}
	}
	return disclosure.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

// with adds the parameter that is to blame.
func (p *problem) with(errs ...fieldError) *problem {
	p.errors = append(p.errors, errs...)
	return p
}

// problemOf joins what is wrong with the parameters into one problem: a wrong form wins over an unknown code, because it has
// to be mended first.
func problemOf(errs []fieldError) *problem {
	kind := errs[0].kind
	for _, e := range errs {
		if e.kind == problemInvalid {
			kind = problemInvalid
		}
	}
	var zh, en []string
	for _, e := range errs {
		zh, en = append(zh, e.detail.ZH), append(en, e.detail.EN)
	}
	return &problem{kind: kind, detail: disclosure.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; ")}, errors: errs}
}

// asProblem turns any error of a handler into the problem that the caller sees. What the caller did not cause says nothing
// about the inside of the server; the log has it under the request id.
func asProblem(err error) *problem {
	var p *problem
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem(problemTimeout, "查询超过时限；请缩小地区或年份范围后再试。", "The query exceeded its time limit; ask for fewer regions or years.")
	}
	return newProblem(problemInternal, "服务器出错，日志中可按 request_id 查到详情。", "The server failed; its log has the details under the request_id.")
}

// problemBody is the JSON of a problem in the order of RFC 9457.
type problemBody struct {
	Type       string            `json:"type"`
	Title      string            `json:"title"`
	Status     int               `json:"status"`
	Detail     string            `json:"detail"`
	Instance   string            `json:"instance"`
	Errors     []fieldError      `json:"errors,omitempty"`
	Candidates []candidate       `json:"candidates,omitempty"`
	Links      map[string]string `json:"links,omitempty"`
	RequestID  string            `json:"request_id"`
}

// refuse answers with a problem. It is always application/problem+json, whatever format was asked for.
func (a *api) refuse(c *gin.Context, err error) {
	p := asProblem(err)
	kind, lang := a.spec.problem(p.kind), languageOf(c.Request)
	body := problemBody{
		Type: "/problems/" + kind.Type, Title: disclosure.Text{ZH: kind.ZH, EN: kind.EN}.In(lang), Status: kind.Status,
		Detail: p.detail.In(lang), Instance: c.Request.URL.RequestURI(), Errors: p.errors, Candidates: p.candidates,
		Links: p.links, RequestID: requestID(c),
	}
	for i := range body.Errors {
		body.Errors[i].Detail = body.Errors[i].detail.In(lang)
	}
	if kind.Status >= http.StatusInternalServerError {
		a.log.Error("request failed", "request_id", body.RequestID, "uri", body.Instance, "cause", err)
	}
	h := c.Writer.Header()
	for _, name := range []string{"ETag", "Content-Disposition", "Link"} {
		h.Del(name)
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", lang)
	h.Set("Cache-Control", "no-store")
	c.Abort()
	c.Status(kind.Status)
	enc := json.NewEncoder(c.Writer)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(body) // the client may be gone
}
