package dashboard

import (
	"crypto/sha256"
	"encoding/base64"
	"hash"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// digestHeader carries the hash of an answer's bytes as they are sent (RFC 9530), so that a download can be checked without knowing its
// format. A long stream is sent before its hash is known and has it as a trailer.
const digestHeader = "Content-Digest"

// contentDigest is the field value for bytes.
func contentDigest(body []byte) string {
	sum := sha256.Sum256(body)
	return digestOf(sum[:])
}

func digestOf(sum []byte) string { return "sha-256=:" + base64.StdEncoding.EncodeToString(sum) + ":" }

// sentAsWritten says whether the bytes of the answer are those that the client gets: nothing compresses them on the way.
func sentAsWritten(r *http.Request) bool {
	encodings := r.Header.Get("Accept-Encoding")
	return r.Method == http.MethodGet && (encodings == "" || strings.EqualFold(encodings, "identity"))
}

// digester passes a stream on and says its hash: in the header when all of it comes at once, else in a trailer.
type digester struct {
	c       *gin.Context
	sum     hash.Hash
	last    bool // what comes now is the end of the stream
	trailer bool
}

// digested wraps the writer of a stream; nil when what is written is not what is sent.
func digested(c *gin.Context) *digester {
	if !sentAsWritten(c.Request) {
		return nil
	}
	return &digester{c: c, sum: sha256.New()}
}

// Write implements io.Writer.
func (d *digester) Write(p []byte) (int, error) {
	h := d.c.Writer.Header()
	d.sum.Write(p) // a hash takes everything
	switch {
	case d.last && !d.c.Writer.Written():
		h.Set(digestHeader, contentDigest(p))
	case !d.c.Writer.Written():
		h.Set("Trailer", digestHeader)
		d.trailer = true
	}
	return d.c.Writer.Write(p)
}

// end sets the trailer of a stream that was sent as a whole.
func (d *digester) end() {
	if d.trailer {
		d.c.Writer.Header().Set(digestHeader, digestOf(d.sum.Sum(nil)))
	}
}
