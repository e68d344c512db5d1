package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/gin-gonic/gin"
)

// pageTag is the page's entity tag: the same address, release and program give the same page. It is weak because the
// compressor changes the bytes.
func (s *Server) pageTag(c *gin.Context, p *page) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{p.Release.ID, s.version, p.CSS, p.JS, p.ECharts, c.Request.URL.RequestURI(), s.maskID(c)}, "\x00")))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// maskID is what the labels of masked places depend on beside the address; "" of a page that shows their names.
func (s *Server) maskID(c *gin.Context) string {
	if c.Request.URL.Query().Has("anonymize") {
		return s.sealer.id
	}
	return ""
}

// compressedTag takes out what the compressor puts into the tag of bytes that it changed.
var compressedTag = strings.NewReplacer(`-gzip"`, `"`, `-zstd"`, `"`)

// matchesTag says whether an If-None-Match header names the tag (RFC 9110 13.1.2). Weak comparison: W/ does not count.
func matchesTag(header, tag string) bool {
	bare := strings.TrimPrefix(tag, "W/")
	for part := range strings.SplitSeq(compressedTag.Replace(header), ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == bare {
			return true
		}
	}
	return false
}
