package dashboard

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestKeptAnswerIsTheSame asks twice in each encoding: the second answer comes from what is kept and must say the same to the
// byte, with the same headers but for those of the request.
func TestKeptAnswerIsTheSame(t *testing.T) {
	plain := string(fetch(t, newFixtureServer(t, &apiFixture{}), "/v1/metrics"))
	for _, encoding := range []string{"identity", "gzip", "zstd"} {
		server := newFixtureServer(t, &apiFixture{})
		ask := func(encoding, match string) *httptest.ResponseRecorder {
			return get(t, server, "/v1/metrics", "Accept-Encoding", encoding, "If-None-Match", match)
		}
		first, second := ask(encoding, ""), ask(encoding, "")
		for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Length", "Content-Digest", "ETag", "Cache-Control", "Link", "Access-Control-Allow-Origin", "No-Gzip-Compression"} {
			if a, b := first.Header().Get(name), second.Header().Get(name); a != b {
				t.Errorf("%s: %s was %q, kept %q", encoding, name, a, b)
			}
		}
		if unpacked(t, first) != plain || unpacked(t, second) != plain {
			t.Errorf("%s: the kept answer differs", encoding)
		}
		if first.Header().Get("No-Gzip-Compression") != "" || strings.Count(first.Header().Get("ETag"), "zip") > 1 {
			t.Errorf("%s: headers of the inside: %v", encoding, first.Header())
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

// TestKeptAnswerIsCounted: a kept answer uses up its client's requests like any other, is logged like any other, and a claimed
// address does not get around the limit.
func TestKeptAnswerIsCounted(t *testing.T) {
	var log bytes.Buffer
	s, err := New(Options{
		Reader: &apiFixture{release: "r"}, Version: "test", Logger: slog.New(slog.NewTextHandler(&log, nil)), Limits: Limits{PerSecond: 0.001, Burst: 3},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if w := get(t, s, "/v1/metrics"); !strings.HasPrefix(w.Header().Get("RateLimit"), `"default";r=`+strconv.Itoa(2-i)+";") {
			t.Errorf("request %d: RateLimit %s", i, w.Header().Get("RateLimit"))
		}
	}
	for _, claimed := range []string{"", "198.51.100.9"} {
		if w := get(t, s, "/v1/metrics", "X-Forwarded-For", claimed); w.Code != http.StatusTooManyRequests {
			t.Errorf("claimed %q: %d", claimed, w.Code)
		}
	}
	if lines := strings.Count(log.String(), "uri=/v1/metrics route=/v1/metrics status=200"); lines != 3 {
		t.Errorf("%d of 3 requests logged:\n%s", lines, log.String())
	}
}
