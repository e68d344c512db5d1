package dashboard

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestContentDigest downloads short and long answers over a connection, first as they are made and again as they are kept, plain and
// compressed, and hashes the bytes that came.
func TestContentDigest(t *testing.T) {
	const many = 9000 // rows, more than what is held back before a stream begins
	server := httptest.NewServer(newFixtureServer(t, &apiFixture{rows: many}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	for _, c := range []struct {
		path, encoding string
		trailer        bool // the first time
	}{
		{"/v1/regions.csv?release=2026-11-22T01:02:03Z-7", "", false},
		{"/v1/regions?limit=3", "identity", false},
		{"/v1/observations.csv", "", true},
		{"/v1/observations.parquet", "", false},
		{"/v1/regions", "zstd", false},
		{"/v1/metrics?q=total", "gzip;q=0.5, zstd;q=0.1, identity;q=0.2", false}, // weighed: gzip
		{"/v1/metrics?q=rate", "gzip;q=0.5, identity", false},                    // weighed: as it is
		{"/v1/regions?fields=all", "gzip", false},
	} {
		for round := range 2 {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+c.path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			if c.encoding != "" {
				request.Header.Set("Accept-Encoding", c.encoding)
			}
			response, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			sum := sha256.Sum256(body)
			want := "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
			inHeader, inTrailer := response.Header.Get(digestHeader), response.Trailer.Get(digestHeader)
			weighed := map[bool]string{true: "gzip"}[strings.Contains(c.encoding, "zstd;")]
			switch {
			case strings.Contains(c.encoding, ";") && response.Header.Get("Content-Encoding") != weighed:
				t.Errorf("%s asked in %s came as %q", c.path, c.encoding, response.Header.Get("Content-Encoding"))
			case inHeader+inTrailer != want:
				t.Errorf("%s, time %d: header %q, trailer %q, want %s", c.path, round, inHeader, inTrailer, want)
			case round == 0 && (inTrailer != "") != c.trailer:
				t.Errorf("%s: trailer %q", c.path, inTrailer)
			}
		}
	}
	w := get(t, newFixtureServer(t, &apiFixture{}), "/v1/observations.csv?limit=0")
	if w.Code != http.StatusBadRequest || w.Header().Get("Trailer")+w.Header().Get(digestHeader) != "" {
		t.Errorf("%d with %v", w.Code, w.Header())
	}
}
