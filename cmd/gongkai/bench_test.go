package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"gongkai/analytics"
	"gongkai/dashboard"
	"gongkai/ingest"
	"gongkai/ingest/disclosure"
	"gongkai/sql"
	"gongkai/sql/sqltest"
)

// site is the whole program in one process on the bundled figures.
type site struct {
	db    *sql.DB
	store *analytics.Store
	base  string
}

func newSite(b *testing.B) site {
	b.Helper()
	ctx := context.Background()
	db := sqltest.New(b)
	if _, err := ingest.EnsureReference(ctx, db); err != nil {
		b.Fatal(err)
	}
	publisher, err := ingest.NewPublisher(ctx, db, "bench")
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if _, err := ingest.Load(ctx, publisher, ingest.LoadOptions{Sample: true}); err != nil {
		b.Fatal(err)
	}
	if _, err := ingest.Refresh(ctx, db); err != nil {
		b.Fatal(err)
	}
	b.Logf("bundled figures published and shown in %.2f s", time.Since(start).Seconds())
	store, err := analytics.NewStore(db)
	if err != nil {
		b.Fatal(err)
	}
	handler, err := dashboard.New(dashboard.Options{
		Reader: store, Logger: slog.New(slog.DiscardHandler), Limits: dashboard.Limits{PerSecond: 1e6, Burst: 1e6},
	})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	return site{db, store, server.URL}
}

// plain asks for answers as they are, so that no client unpacks within the time measured.
var plain = &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4}}

// fetch reads an address to its end without a validator, so that nothing is answered with 304.
func (s site) fetch(b *testing.B, path string) {
	b.Helper()
	response, err := plain.Get(s.base + path)
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%s: %d, %v", path, response.StatusCode, err)
	}
}

// median gives the median time of a call over the benchmark's iterations.
func median(b *testing.B, call func()) time.Duration {
	b.Helper()
	times := make([]time.Duration, 0, b.N)
	for range b.N {
		start := time.Now()
		call()
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	return times[len(times)/2]
}

// BenchmarkPage gives the median of each first-part page; the aim is 40 ms.
func BenchmarkPage(b *testing.B) {
	s := newSite(b)
	reports, _, err := s.store.Reports(context.Background(), analytics.ReportQuery{Limit: 1})
	if err != nil || len(reports) == 0 {
		b.Fatal(err)
	}
	for name, path := range map[string]string{
		"overview": "/", "region": "/r/321300", "compare": "/compare?regions=321300~320813", "metrics": "/metrics",
		"metric": "/metrics/requests.received.total", "report": "/reports/" + reports[0].ID, "quality": "/quality",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportMetric(float64(median(b, func() { s.fetch(b, path) }).Microseconds())/1000, "median-ms")
		})
	}
}

// BenchmarkEndpoint gives the median of an aggregate through HTTP as a ratio to its SQL sent straight to the engine, the two in
// turn; the aim is 1.5. Every request asks for another measure or other years, so that no cache answers.
func BenchmarkEndpoint(b *testing.B) {
	s := newSite(b)
	ctx := context.Background()
	generation := s.generation(b)
	metrics := disclosure.MustDictionary().Metrics
	var straight, through []time.Duration
	b.ResetTimer()
	for i := range b.N {
		m, from := metrics[i%len(metrics)], 2008+i/len(metrics)%16
		p := sql.Params{
			"generation": generation, "measures": []uint16{m.Num}, "level": "county", "codes": []uint32{}, "from": uint16(from), "to": uint16(2025),
		}
		start := time.Now()
		if err := s.db.Stream(ctx, "areas", p, func(sql.Row) error { return nil }); err != nil {
			b.Fatal(err)
		}
		straight = append(straight, time.Since(start))
		start = time.Now()
		s.fetch(b, fmt.Sprintf("/v1/aggregates?measure=%s&level=county&missing=omit&time=%d..2025", m.ID, from))
		through = append(through, time.Since(start))
	}
	slices.Sort(straight)
	slices.Sort(through)
	b.ReportMetric(float64(through[b.N/2])/float64(straight[b.N/2]), "HTTP/SQL")
	b.ReportMetric(float64(straight[b.N/2].Microseconds())/1000, "SQL-ms")
}

func (s site) generation(b *testing.B) uint64 {
	b.Helper()
	var current []struct {
		Generation uint64    `ch:"generation"`
		Revision   uint64    `ch:"revision"`
		Reports    uint64    `ch:"reports"`
		Facts      uint64    `ch:"facts"`
		Issuers    uint64    `ch:"issuers"`
		BuiltAt    time.Time `ch:"built_at"`
	}
	if err := s.db.Select(context.Background(), &current, "generation_current", nil); err != nil {
		b.Fatal(err)
	}
	return current[0].Generation
}
