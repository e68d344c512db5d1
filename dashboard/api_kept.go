package dashboard

import (
	"bytes"
	"compress/gzip"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
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
	cache *otter.Cache[keptKey, *keptAnswer]
}

// keptKey holds everything that an answer depends on: the release, the address and the headers that choose format and language.
type keptKey struct{ release, uri, accept, language string }

func newKeptAnswers() keptAnswers {
	return keptAnswers{otter.Must(&otter.Options[keptKey, *keptAnswer]{
		MaximumWeight: keptBytes,
		Weigher:       func(key keptKey, k *keptAnswer) uint32 { return uint32(len(key.uri) + 2*len(k.plain.body)) },
	})}
}

func (a *api) keptKey(r *http.Request) (keptKey, error) {
	release, err := a.reader.Release(r.Context())
	uri := r.RequestURI
	if uri == "" { // a request that no server read
		uri = r.URL.RequestURI()
	}
	return keptKey{release.ID, uri, r.Header.Get("Accept"), r.Header.Get("Accept-Language")}, err
}

// keptAnswer is one complete answer, and its compressed twins once somebody asked for them.
type keptAnswer struct {
	route string // for the log
	plain keptBody
	gzip  func() keptBody
	zstd  func() keptBody
}

// keptBody is an answer in one encoding. Its headers are shared by all who are given it and never changed: those that belong to
// one request are set beside them.
type keptBody struct {
	header http.Header
	tag    string
	body   []byte
}

// newKeptAnswer keeps the headers that the whole chain of handlers set, without those of one request.
func newKeptAnswer(route string, header http.Header, body []byte) *keptAnswer {
	header = header.Clone()
	for _, name := range []string{requestIDHeader, rateLimitHeader, "Content-Length", "Content-Encoding", "Trailer"} {
		header.Del(name)
	}
	if len(body) >= keptLeastZip && !slices.Contains(header.Values("Vary"), "Accept-Encoding") {
		header.Add("Vary", "Accept-Encoding")
	}
	return &keptAnswer{
		route: route, plain: newKeptBody(header, "", body),
		gzip: sync.OnceValue(func() keptBody {
			var out bytes.Buffer
			z := gzip.NewWriter(&out)
			_, _ = z.Write(body) // a bytes.Buffer takes everything
			_ = z.Close()
			return newKeptBody(header, "gzip", out.Bytes())
		}),
		zstd: sync.OnceValue(func() keptBody {
			z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
			if err != nil {
				return newKeptBody(header, "", body)
			}
			defer func() { _ = z.Close() }() // nothing is left to write: EncodeAll has no state
			return newKeptBody(header, "zstd", z.EncodeAll(body, nil))
		}),
	}
}

// newKeptBody marks the headers of an encoding as the compressor of the other answers does.
func newKeptBody(header http.Header, encoding string, body []byte) keptBody {
	header = header.Clone()
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set(digestHeader, contentDigest(body))
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
		if tag := header.Get("ETag"); strings.HasSuffix(tag, `"`) {
			header.Set("ETag", strings.TrimSuffix(tag, `"`)+"-"+encoding+`"`)
		}
	}
	return keptBody{header, header.Get("ETag"), body}
}

// in is the answer in the encoding that the client wants most among those that there are.
func (k *keptAnswer) in(accept string) keptBody {
	if len(k.plain.body) < keptLeastZip {
		return k.plain
	}
	switch wantedEncoding(accept) {
	case "zstd":
		return k.zstd()
	case "gzip":
		return k.gzip()
	}
	return k.plain
}

// wantedEncoding reads Accept-Encoding (RFC 9110, 12.5.3): zstd, gzip, or "" for the bytes as they are. Of two that are equally
// welcome the shorter one is taken, and the plain bytes only where the client weighs them higher.
func wantedEncoding(accept string) string {
	quality := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		coding, q := splitQuality(part)
		quality[coding] = q
	}
	best := ""
	for _, coding := range []string{"gzip", "zstd"} {
		if q := quality[coding]; q > 0 && q >= quality[best] {
			best = coding
		}
	}
	if quality["identity"] > quality[best] {
		return ""
	}
	return best
}

// serveKept answers from what is kept, before any router or middleware, and says whether it did. What the chain of handlers does
// for every request is done here too: the limit of the client, the request's id, the log. A request whose client is named by a
// proxy is left to the router, which knows the proxies to be trusted.
func (a *api) serveKept(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || !isAPI(r.URL.Path) || r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("X-Real-Ip") != "" {
		return false
	}
	start := time.Now()
	key, err := a.keptKey(r)
	if err != nil {
		return false // the endpoint will meet the same error and say it properly
	}
	k, ok := a.kept.cache.GetIfPresent(key)
	if !ok {
		return false
	}
	client, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	left, wait := a.limiter.take(client, start)
	if wait > 0 {
		return false // the router refuses it with words
	}
	h := w.Header()
	h[requestIDHeader] = []string{newErrorID()}
	h[rateLimitHeader] = []string{a.limiter.leftText(left)}
	status, size := k.send(w, r)
	if a.log.Enabled(r.Context(), slog.LevelInfo) {
		a.log.Info("request", "method", r.Method, "uri", r.URL.RequestURI(), "route", k.route, "status", status, "bytes", size,
			"took", time.Since(start).Round(time.Microsecond))
	}
	return true
}

// send writes the answer, or 304 to a client that has it. The headers of the request itself are set already.
func (k *keptAnswer) send(w http.ResponseWriter, r *http.Request) (status, size int) {
	body := k.in(r.Header.Get("Accept-Encoding"))
	h := w.Header()
	maps.Copy(h, body.header)
	if match := r.Header.Get("If-None-Match"); match != "" && body.tag != "" && matchesTag(match, k.plain.tag) {
		for _, name := range []string{"Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition", "Content-Language", digestHeader} {
			delete(h, name)
		}
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	w.WriteHeader(http.StatusOK)
	n, _ := w.Write(body.body) // a client that left needs no answer
	return http.StatusOK, n
}

// keep answers from what is kept what serveKept left to the router, or lets the endpoint answer and keeps that. What fits is held back
// until it is complete, so that the first answer has the length, the digest and the tag of its encoding as all later ones do.
func (a *api) keep(c *gin.Context) {
	if c.Request.Method != http.MethodGet {
		return
	}
	key, err := a.keptKey(c.Request)
	if err != nil {
		return
	}
	if k, ok := a.kept.cache.GetIfPresent(key); ok {
		k.sendOnce(c.Writer, c.Request)
		c.Abort()
		return
	}
	record := &recorder{ResponseWriter: c.Writer}
	record.hold(c)
	switch {
	case record.tooLong: // sent already
	case record.Status() != http.StatusOK || len(c.Errors) > 0:
		record.pass()
	default:
		k := newKeptAnswer(c.FullPath(), record.Header(), record.body.Bytes())
		if !c.GetBool(unkept) && !changesWithoutPublish(c.Request.URL) {
			a.kept.cache.Set(key, k)
		}
		k.sendOnce(c.Writer, c.Request)
	}
}

// sendOnce sends the answer through the chain of handlers, whose compressor must not encode it again.
func (k *keptAnswer) sendOnce(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set(gzhttp.HeaderNoCompression, "1")
	h.Del("Trailer")
	k.send(w, r)
}

// changesWithoutPublish says whether an answer may change while the release stays: the list of releases grows when one is
// frozen, and so does what was the newest release on a day that is not over.
func changesWithoutPublish(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/v1/releases") || strings.HasPrefix(u.Path, "/feeds/") || u.Query().Has("as_of")
}

// recorder holds an answer back up to keptBytesEach and passes a longer one on.
type recorder struct {
	gin.ResponseWriter
	body    bytes.Buffer
	tooLong bool
}

// hold lets the endpoint answer into the recorder. After a panic the client is still to be answered on the connection itself.
func (r *recorder) hold(c *gin.Context) {
	c.Writer = r
	defer func() { c.Writer = r.ResponseWriter }()
	c.Next()
}

// Write implements io.Writer.
func (r *recorder) Write(p []byte) (int, error) {
	if !r.tooLong && r.body.Len()+len(p) <= keptBytesEach {
		return r.body.Write(p)
	}
	if !r.tooLong {
		r.tooLong = true
		r.pass()
	}
	return r.ResponseWriter.Write(p)
}

// WriteString implements io.StringWriter.
func (r *recorder) WriteString(s string) (int, error) { return r.Write([]byte(s)) }

// Written says whether the answer has begun, sent or held back.
func (r *recorder) Written() bool { return r.body.Len() > 0 || r.ResponseWriter.Written() }

// Size is how many bytes the answer has so far.
func (r *recorder) Size() int { return max(0, r.ResponseWriter.Size()) + r.body.Len() }

// pass sends what was held back.
func (r *recorder) pass() {
	if r.body.Len() > 0 {
		_, _ = r.ResponseWriter.Write(r.body.Bytes()) // a client that left needs no answer
		r.body = bytes.Buffer{}
	}
}
