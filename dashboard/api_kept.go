package dashboard

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/zstd"
	"github.com/maypok86/otter/v2"
)

// Bounds of the answers kept ready: 32 MB of them, each at most 1 MB.
const (
	keptBytes     = 32 << 20
	keptBytesEach = 1 << 20
	keptLeastZip  = 1024 // shorter answers go as they are
)

// keptAnswers holds complete answers of one release, ready to be sent: what changes only with a publish is computed, written and
// compressed once.
type keptAnswers struct {
	cache *otter.Cache[string, *keptAnswer]
}

func newKeptAnswers() keptAnswers {
	return keptAnswers{otter.Must(&otter.Options[string, *keptAnswer]{
		MaximumWeight: keptBytes,
		Weigher:       func(key string, k *keptAnswer) uint32 { return uint32(len(key) + 2*len(k.body)) },
	})}
}

// keptAnswer is one complete answer, and its compressed twins once somebody asked for them.
type keptAnswer struct {
	header http.Header // what the endpoint set, without what belongs to one request
	body   []byte
	gzip   func() []byte
	zstd   func() []byte
}

func newKeptAnswer(header http.Header, body []byte) *keptAnswer {
	return &keptAnswer{
		header: header, body: body,
		gzip: sync.OnceValue(func() []byte {
			var out bytes.Buffer
			z := gzip.NewWriter(&out)
			_, _ = z.Write(body) // a bytes.Buffer takes everything
			_ = z.Close()
			return out.Bytes()
		}),
		zstd: sync.OnceValue(func() []byte {
			z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
			if err != nil {
				return nil
			}
			defer func() { _ = z.Close() }() // nothing is left to write: EncodeAll has no state
			return z.EncodeAll(body, nil)
		}),
	}
}

// keep answers from what is kept, or lets the endpoint answer and keeps that. The key holds everything that an answer
// depends on: the release, the address and the headers that choose format and language.
func (a *api) keep(c *gin.Context) {
	if c.Request.Method != http.MethodGet || changesWithoutPublish(c.Request.URL) {
		return
	}
	release, err := a.reader.Release(c.Request.Context())
	if err != nil {
		return // the endpoint will meet the same error and say it properly
	}
	key := strings.Join([]string{release.ID, c.Request.URL.RequestURI(), c.GetHeader("Accept"), c.GetHeader("Accept-Language")}, "\n")
	if k, ok := a.kept.cache.GetIfPresent(key); ok {
		k.send(c)
		c.Abort()
		return
	}
	before := c.Writer.Header().Clone()
	record := &recorder{ResponseWriter: c.Writer}
	c.Writer = record
	c.Next()
	if record.Status() == http.StatusOK && !record.tooLong && len(c.Errors) == 0 && !c.GetBool(unkept) {
		a.kept.cache.Set(key, newKeptAnswer(added(before, record.Header()), record.body.Bytes()))
	}
}

// changesWithoutPublish says whether an answer may change while the release stays: the list of releases grows when one is
// frozen, and so does what was the newest release on a day that is not over.
func changesWithoutPublish(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/v1/releases") || strings.HasPrefix(u.Path, "/feeds/") || u.Query().Has("as_of")
}

// added gives the headers that came since before.
func added(before, after http.Header) http.Header {
	out := http.Header{}
	for name, values := range after {
		if len(values) > len(before[name]) {
			out[name] = append([]string(nil), values[len(before[name]):]...)
		}
	}
	return out
}

func (k *keptAnswer) send(c *gin.Context) {
	h := c.Writer.Header()
	for name, values := range k.header {
		h[name] = append(h[name], values...)
	}
	if tag := h.Get("ETag"); tag != "" && matchesTag(c.GetHeader("If-None-Match"), tag) {
		h.Del("Content-Type")
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return
	}
	body := k.body
	if len(body) >= keptLeastZip {
		h.Add("Vary", "Accept-Encoding")
		body = k.encoded(c.GetHeader("Accept-Encoding"), h)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Status(http.StatusOK)
	_, _ = c.Writer.Write(body) // a client that left needs no answer
}

// encoded chooses the twin that the client takes and marks the headers as the compressor of the other answers does. A client
// that weighs encodings against each other gets the plain bytes here.
func (k *keptAnswer) encoded(accept string, h http.Header) []byte {
	var name string
	twin := k.gzip
	switch {
	case strings.Contains(accept, "q="):
		return k.body
	case strings.Contains(accept, "zstd"):
		name, twin = "zstd", k.zstd
	case strings.Contains(accept, "gzip"):
		name = "gzip"
	default:
		return k.body
	}
	body := twin()
	if len(body) == 0 {
		return k.body
	}
	h.Set("Content-Encoding", name)
	if tag := h.Get("ETag"); strings.HasSuffix(tag, `"`) {
		h.Set("ETag", strings.TrimSuffix(tag, `"`)+"-"+name+`"`)
	}
	return body
}

// recorder passes an answer on and remembers it, up to keptBytesEach.
type recorder struct {
	gin.ResponseWriter
	body    bytes.Buffer
	tooLong bool
}

func (r *recorder) Write(p []byte) (int, error) {
	r.remember(p)
	return r.ResponseWriter.Write(p)
}

func (r *recorder) WriteString(s string) (int, error) {
	r.remember([]byte(s))
	return r.ResponseWriter.WriteString(s)
}

func (r *recorder) remember(p []byte) {
	if r.tooLong = r.tooLong || r.body.Len()+len(p) > keptBytesEach; r.tooLong {
		r.body.Reset()
		return
	}
	r.body.Write(p)
}
