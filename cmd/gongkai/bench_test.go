package main

import (
	"context"
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
	handler, err := dashboard.New(dashboard.Options{Reader: store, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	return site{db, store, server.URL}
}

// fetch reads an address to its end without a validator, so that nothing is answered with 304.
func (s site) fetch(b *testing.B, path string) {
	b.Helper()
	response, err := http.Get(s.base + path)
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
// turn; the aim is 1.5. Each request asks for other years, so that no cache answers.
func BenchmarkEndpoint(b *testing.B) {
	s := newSite(b)
	ctx := context.Background()
	release, err := s.store.Release(ctx)
	if err != nil || release.Facts == 0 {
		b.Fatal(err)
	}
	var current []struct {
		Generation uint64    `ch:"generation"`
		Revision   uint64    `ch:"revision"`
		Reports    uint64    `ch:"reports"`
		Facts      uint64    `ch:"facts"`
		Issuers    uint64    `ch:"issuers"`
		BuiltAt    time.Time `ch:"built_at"`
	}
	if err := s.db.Select(ctx, &current, "generation_current", nil); err != nil {
		b.Fatal(err)
	}
	m, _ := disclosure.MustDictionary().Metric("requests.received.total")
	var straight, through []time.Duration
	for i := range b.N {
		p := sql.Params{
			"generation": current[0].Generation, "measures": []uint16{m.Num}, "level": "county", "codes": []uint32{}, "from": uint16(2008),
			"to": uint16(2025 + i%1000),
		}
		start := time.Now()
		rows := 0
		if err := s.db.Stream(ctx, "areas", p, func(sql.Row) error { rows++; return nil }); err != nil || rows == 0 {
			b.Fatal(rows, err)
		}
		straight = append(straight, time.Since(start))
		start = time.Now()
		s.fetch(b, "/v1/aggregates?measure=requests.received.total&level=county&missing=omit&time=2008.."+time.Date(2025+i%70, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"))
		through = append(through, time.Since(start))
	}
	slices.Sort(straight)
	slices.Sort(through)
	b.ReportMetric(float64(through[b.N/2])/float64(straight[b.N/2]), "HTTP/SQL")
	b.ReportMetric(float64(straight[b.N/2].Microseconds())/1000, "SQL-ms")
}
