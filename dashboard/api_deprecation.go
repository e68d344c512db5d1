package dashboard

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// deprecation says in api.yaml that an endpoint or a parameter is to go, and what takes its place. It answers as before until its
// sunset.
type deprecation struct {
	Since     string `yaml:"since"`     // the day from which it should not be used any more
	Sunset    string `yaml:"sunset"`    // the day from which it may be gone; not before a year has passed
	Successor string `yaml:"successor"` // the endpoint's id, or the parameter's key in api.yaml

	Values map[string]string `yaml:"values"` // what a value is called there, when it is called otherwise
}

// leastNotice is how long something that is to go still answers.
const leastNotice = 365 * 24 * time.Hour

// days gives the two days; check knows that they are some.
func (d *deprecation) days() (since, sunset time.Time) {
	since, _ = time.Parse(time.DateOnly, d.Since)
	sunset, _ = time.Parse(time.DateOnly, d.Sunset)
	return since, sunset
}

// valueFor is what a value is called by the successor.
func (d *deprecation) valueFor(value string) string {
	if other, ok := d.Values[value]; ok {
		return other
	}
	return value
}

func (d *deprecation) check(what string) error {
	since, err := time.Parse(time.DateOnly, d.Since)
	if err != nil {
		return fmt.Errorf("api.yaml: %s: deprecated since %q is no day such as 2026-11-22", what, d.Since)
	}
	sunset, err := time.Parse(time.DateOnly, d.Sunset)
	if err != nil || sunset.Sub(since) < leastNotice {
		return fmt.Errorf("api.yaml: %s: the sunset %q is no day at least a year after %s", what, d.Sunset, d.Since)
	}
	return nil
}

// checkDeprecations says whether everything that is to go has its days and a successor that exists and stays.
func (spec *apiSpec) checkDeprecations() error {
	for _, e := range spec.Endpoints {
		if d := e.Deprecated; d != nil {
			if err := d.check("endpoint " + e.ID); err != nil {
				return err
			}
			if to := spec.endpoint(d.Successor); to == nil || to.Deprecated != nil {
				return fmt.Errorf("api.yaml: endpoint %s: its successor %q is none that stays", e.ID, d.Successor)
			}
		}
		for _, p := range e.params {
			if p.Deprecated == nil {
				continue
			}
			if err := p.Deprecated.check("parameter " + p.Name); err != nil {
				return err
			}
			if to, ok := e.key(p.Deprecated.Successor); !ok || to.Deprecated != nil {
				return fmt.Errorf("api.yaml: endpoint %s, parameter %s: its successor %q is none of the endpoint's that stays", e.ID, p.Name, p.Deprecated.Successor)
			}
		}
	}
	return nil
}

// announce tells in the headers of an answer what of the request is to go (RFC 9745, RFC 8594), where to read about it and what to
// ask instead. With several the earliest days count.
func (a *api) announce(c *gin.Context, q *apiQuery) {
	var since, sunset time.Time
	note := func(d *deprecation, successor string) {
		s, e := d.days()
		if since.IsZero() || s.Before(since) {
			since = s
		}
		if sunset.IsZero() || e.Before(sunset) {
			sunset = e
		}
		c.Writer.Header().Add("Link", "<"+successor+`>; rel="successor-version"`)
	}
	if d := q.endpoint.Deprecated; d != nil {
		note(d, a.spec.endpoint(d.Successor).template())
	}
	for _, p := range q.endpoint.params {
		if p.Deprecated == nil || !q.given[p.name()] {
			continue
		}
		to, _ := q.endpoint.key(p.Deprecated.Successor)
		note(p.Deprecated, q.url(map[string]string{p.name(): "", to.name(): p.Deprecated.valueFor(q.encoded(p))}))
	}
	if since.IsZero() {
		return
	}
	h := c.Writer.Header()
	h.Set("Deprecation", "@"+strconv.FormatInt(since.Unix(), 10))
	h.Set("Sunset", sunset.UTC().Format(http.TimeFormat))
	h.Add("Link", `</api#`+q.endpoint.ID+`>; rel="deprecation"; type="text/html"`)
}
