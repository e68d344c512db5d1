package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/gin-gonic/gin"
)

// entityTag is the strong ETag of an answer: the release and everything that chooses its bytes. The program's version is part
// of it, since a new version may write the same figures differently.
func entityTag(q *apiQuery, version string) string {
	key := strings.Join(append([]string{q.path, q.canonical(), q.format.name, q.lang, q.text("bom"), version, q.maskID()}, releaseNames(q.known)...), "\n")
	sum := sha256.Sum256([]byte(key))
	return `"r:` + strings.ReplaceAll(q.release.ID, `"`, "") + ":" + hex.EncodeToString(sum[:16]) + `"`
}

// unkept marks in a request's context that its answer can change while the current release stays the same: another one was frozen.
const unkept = "unkept"

// setCaching writes the headers by which caches and clients keep the answer. A release never changes; otherwise five
// minutes is how long a newly published report may go unseen.
func setCaching(c *gin.Context, q *apiQuery, tag string) {
	h := c.Writer.Header()
	h.Set("ETag", tag)
	cache := "public, max-age=300, stale-while-revalidate=86400"
	if q.settled && q.mask == nil { // another key gives other labels
		cache = "public, max-age=31536000, immutable"
	}
	h.Set("Cache-Control", cache)
	if q.endpoint.AllReleases || q.text("as_of") != "" {
		c.Set(unkept, true)
	}
	h.Add("Vary", "Accept, Accept-Language")
	h.Add("Link", "<"+q.canonicalURL()+`>; rel="canonical"`)
}

// canonicalURL is the one address of what was asked for, whatever its format.
func (q *apiQuery) canonicalURL() string { return q.url(map[string]string{"format": "", "bom": ""}) }
