package dashboard

import (
	"net/http"
	"testing"
)

// TestCompressedTag asks with compression: the tag of other bytes is another one, and coming back it still means 304.
func TestCompressedTag(t *testing.T) {
	s := newFixtureServer(t, &apiFixture{})
	const target = "/v1/metrics?theme=requests"
	plain := get(t, s, target).Header().Get("ETag")
	for _, encoding := range []string{"gzip", "zstd"} {
		w := get(t, s, target, "Accept-Encoding", encoding)
		tag := w.Header().Get("ETag")
		if w.Header().Get("Content-Encoding") != encoding || tag == plain {
			t.Errorf("%s: encoding %q with the tag %s of the plain answer", encoding, w.Header().Get("Content-Encoding"), tag)
		}
		if w := get(t, s, target, "Accept-Encoding", encoding, "If-None-Match", tag); w.Code != http.StatusNotModified {
			t.Errorf("%s: %d for its own tag", encoding, w.Code)
		}
	}
}
