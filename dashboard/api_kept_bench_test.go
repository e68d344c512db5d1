package dashboard

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// BenchmarkKept gives the requests per second of an answer that is kept ready as a ratio to a bare Gin handler that writes the
// same bytes, the two in turn over loopback; the aim is 0.7.
func BenchmarkKept(b *testing.B) {
	const path = "/v1/metrics?limit=20"
	ours := httptest.NewServer(newFixtureServer(b, &apiFixture{}))
	defer ours.Close()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4}}
	fetch := func(url string) []byte {
		response, err := client.Get(url)
		if err != nil {
			b.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response.StatusCode, err)
		}
		return body
	}
	body := fetch(ours.URL + path)
	r := gin.New()
	r.GET("/", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", body) })
	bare := httptest.NewServer(r)
	defer bare.Close()
	var kept, plain time.Duration
	b.ResetTimer()
	for range b.N {
		start := time.Now()
		fetch(ours.URL + path)
		kept += time.Since(start)
		start = time.Now()
		fetch(bare.URL)
		plain += time.Since(start)
	}
	b.ReportMetric(plain.Seconds()/kept.Seconds(), "kept/bare")
	b.ReportMetric(float64(b.N)/kept.Seconds(), "requests/s")
	b.ReportMetric(float64(len(body)), "bytes")
}
