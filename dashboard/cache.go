package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// entityTag is the strong ETag of an answer: the release and everything that chooses its bytes. The program's version is part
// of it, since a new version may write the same figures differently.
func entityTag(q *apiQuery, version string) string {
	key := strings.Join([]string{q.path, q.canonical(), q.format.name, q.lang, q.text("bom"), version}, "\n")
	sum := sha256.Sum256([]byte(key))
	return `"r:` + strings.ReplaceAll(q.release.ID, `"`, "") + ":" + hex.EncodeToString(sum[:16]) + `"`
}

// unchanged says whether the client already holds the answer (If-None-Match, RFC 9110 13.1.2). The compressor may have put
// its suffix to the tag it sent.
func unchanged(r *http.Request, tag string) bool {
	for _, given := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		given = strings.TrimPrefix(strings.TrimSpace(given), "W/")
		for _, suffix := range []string{`-gzip"`, `-zstd"`} {
			if bare, ok := strings.CutSuffix(given, suffix); ok {
				given = bare + `"`
			}
		}
		if given == tag || given == "*" {
			return true
		}
	}
	return false
}

// setCaching writes the headers by which caches and clients keep the answer. A pinned release never changes; otherwise five
// minutes is how long a newly published report may go unseen.
func setCaching(c *gin.Context, q *apiQuery, tag string) {
	h := c.Writer.Header()
	h.Set("ETag", tag)
	cache := "public, max-age=300, stale-while-revalidate=86400"
	if q.text("release") != "" {
		cache = "public, max-age=31536000, immutable"
	}
	h.Set("Cache-Control", cache)
	h.Add("Vary", "Accept, Accept-Language")
	h.Add("Link", "<"+q.canonicalURL()+`>; rel="canonical"`)
}

// canonicalURL is the one address of what was asked for, whatever its format.
func (q *apiQuery) canonicalURL() string { return q.url(map[string]string{"format": "", "bom": ""}) }
