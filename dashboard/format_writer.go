package dashboard

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// pageRows is how many rows a page has unless limit says otherwise: the most that limit allows.
const pageRows = 10_000

// errReleaseChanged says that a new release was published while an answer was being read, so that its rows may be of two
// releases.
var errReleaseChanged = errors.New("the release changed while the answer was read")

// answerWriter writes one answer in the format of its query.
type answerWriter struct {
	ctx    context.Context
	query  *apiQuery
	answer *answer
	out    io.Writer
	spec   *apiSpec

	statusCode map[string]map[string]string // SDMX codes by code list and code
}

// rowPage is the part of the rows that one page holds.
type rowPage struct {
	rows  [][]any
	count int
	next  string // cursor of the next page; "" when this is the last
}

// page collects the rows of one page. The endpoint has already skipped what stands before the cursor.
func (w *answerWriter) page() (rowPage, error) {
	limit := w.limit()
	var p rowPage
	for cells, err := range w.answer.rows {
		if err != nil {
			return p, err
		}
		if p.count == limit && !w.answer.metaOnly {
			p.next = w.answer.next(limit)
			break
		}
		p.count++
		if !w.answer.metaOnly {
			p.rows = append(p.rows, cells)
		}
	}
	return p, nil
}

// limit is the number of rows a page may have.
func (w *answerWriter) limit() int {
	if n := int(w.query.number("limit")); n > 0 {
		return n
	}
	return pageRows
}

// each calls f for every row, or for limit rows when the request has one.
func (w *answerWriter) each(f func([]any) error) (rowPage, error) {
	var p rowPage
	limit := int(w.query.number("limit"))
	for cells, err := range w.answer.rows {
		if err == nil {
			err = w.ctx.Err()
		}
		if err != nil {
			return p, err
		}
		if limit > 0 && p.count == limit {
			p.next = w.answer.next(limit)
			break
		}
		if err := f(cells); err != nil {
			return p, err
		}
		p.count++
	}
	return p, nil
}

// links are the addresses of the answer itself, of its other formats and of the next page.
func (w *answerWriter) links(next string) []member {
	q := w.query
	out := []member{{"self", q.url(nil)}}
	for _, name := range q.endpoint.Formats {
		if name != q.format.name {
			out = append(out, member{name, q.url(map[string]string{"format": name, "cursor": ""})})
		}
	}
	if q.endpoint.meta != nil {
		out = append(out, member{"meta", q.metaURL()})
	}
	if _, ok := q.endpoint.parameter("explain"); ok && q.text("explain") == "" && q.mask == nil {
		out = append(out, member{"explain", q.url(map[string]string{"explain": "1", "format": ""})})
	}
	if next != "" {
		out = append(out, member{"next", q.url(map[string]string{"cursor": next})})
	}
	return out
}

// columnTypes are the types of the answer's columns.
func (w *answerWriter) columnTypes() []string {
	out := make([]string, len(w.answer.columns))
	for i, name := range w.answer.columns {
		out[i] = w.spec.column[name].Type
	}
	return out
}

// write answers the request. A page is collected before the first byte is sent, so that an error can still become a problem;
// a stream is sent as it is read, and cut without its end mark when something goes wrong.
func (a *api) write(c *gin.Context, q *apiQuery, found *answer) error {
	w := &answerWriter{ctx: c.Request.Context(), query: q, answer: found, spec: a.spec, statusCode: a.obsStatus}
	h := c.Writer.Header()
	h.Set("Content-Type", q.format.mediaType)
	if q.format.flat || q.format.file != q.format.name {
		h.Set("Content-Disposition", `inline; filename="`+fileName(q)+`"`)
	}
	if !q.format.stream {
		var body strings.Builder
		w.out = &body
		if err := q.format.write(w); err != nil {
			return err
		}
		if err := a.sameRelease(w.ctx, q); err != nil {
			return err
		}
		h.Set("Content-Language", q.lang)
		if sentAsWritten(c.Request) {
			h.Set(digestHeader, contentDigest([]byte(body.String())))
		}
		c.Status(http.StatusOK)
		_, err := io.WriteString(c.Writer, body.String())
		return err
	}
	return a.stream(c, w)
}

// stream writes rows as they come. What can fail before the first row (the query itself) fails while the buffer is still
// unsent, and so becomes a problem.
func (a *api) stream(c *gin.Context, w *answerWriter) error {
	const unsent = 64 << 10
	c.Status(http.StatusOK)
	digest, to := digested(c), io.Writer(c.Writer)
	if digest != nil {
		to = digest
	}
	buffered := bufio.NewWriterSize(to, unsent)
	w.out = buffered
	err := w.query.format.write(w)
	if err == nil {
		err = a.sameRelease(w.ctx, w.query)
	}
	if err == nil {
		if digest != nil {
			digest.last = true
		}
		err = buffered.Flush()
	}
	if err == nil && digest != nil {
		digest.end()
	}
	if err != nil && c.Writer.Written() {
		a.log.Warn("stream cut", "request_id", requestID(c), "uri", c.Request.URL.RequestURI(), "cause", err)
		panic(http.ErrAbortHandler) // the client must see that the answer is cut
	}
	return err
}

// sameRelease says whether the answer was read from one release alone. A frozen one stays what it is.
func (a *api) sameRelease(ctx context.Context, q *apiQuery) error {
	if q.frozen != "" {
		return nil
	}
	now, err := a.reader.Release(ctx)
	if err != nil {
		return err
	}
	if now.ID != q.release.ID {
		return fmt.Errorf("%w: %s, now %s", errReleaseChanged, q.release.ID, now.ID)
	}
	return nil
}

// fileName is what a browser calls the answer when it saves it: endpoint, release and extension.
func fileName(q *apiQuery) string {
	clean := func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '.', r == '_':
			return r
		}
		return '-'
	}
	name := strings.Trim(strings.TrimPrefix(q.path, "/v1"), "/")
	return "gongkai-" + strings.Map(clean, path.Clean(name)) + "-" + strings.Map(clean, q.release.ID) + "." + q.format.file
}
