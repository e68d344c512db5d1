package dashboard

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestKeptAnswerIsTheSame asks twice in each encoding: the second answer comes from what is kept and must say the same to the
// byte, with the same headers but for those of the request.
func TestKeptAnswerIsTheSame(t *testing.T) {
	server := newFixtureServer(t, &apiFixture{})
	ask := func(encoding, match string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, "/v1/metrics", nil)
		r.Header.Set("Accept-Encoding", encoding)
		r.Header.Set("If-None-Match", match)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		return w
	}
	plain := ask("identity", "").Body.String()
	for _, encoding := range []string{"identity", "gzip", "zstd"} {
		first := ask(encoding+";q=1", "") // weighed encodings are left to the compressor
		second := ask(encoding, "")
		for _, name := range []string{"Content-Type", "Content-Encoding", "ETag", "Cache-Control", "Link", "Access-Control-Allow-Origin"} {
			if a, b := first.Header().Get(name), second.Header().Get(name); a != b {
				t.Errorf("%s: %s was %q, kept %q", encoding, name, a, b)
			}
		}
		if unpacked(t, second) != plain {
			t.Errorf("%s: the kept answer differs", encoding)
		}
		if again := ask(encoding, second.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s: its own tag gives %d with %d bytes", encoding, again.Code, again.Body.Len())
		}
		if a, b := first.Header().Get("X-Request-Id"), second.Header().Get("X-Request-Id"); a == b || b == "" {
			t.Errorf("request ids %q and %q", a, b)
		}
	}
}

func unpacked(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var in io.Reader = w.Body
	switch w.Header().Get("Content-Encoding") {
	case "gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	case "zstd":
		z, err := zstd.NewReader(in)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		in = z
	}
	body, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
