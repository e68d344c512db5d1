package ingest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"gongkai/ingest/disclosure"
	"gongkai/sql"
)

// BenchmarkPublish publishes generated reports of 100 facts each and gives facts per second, and the time as a ratio to a bare
// insert of the same facts, without evidence, documents, findings and the look for what is known. How a bare insert
// compares with the engine's own INSERT SELECT is measured in package sql.
func BenchmarkPublish(b *testing.B) {
	s := newStack(b)
	ctx := context.Background()
	dict := disclosure.MustDictionary()
	const reports, facts = 500, 100
	b.ResetTimer()
	var ours, bare time.Duration
	for i := range b.N {
		batch := make([]*disclosure.Report, reports)
		for n := range batch {
			r := yueyang(fmt.Sprintf("%d-%d", i, n))
			r.Issuer.Code, r.Year = fmt.Sprintf("%06d", 100000+n), 2008+i%16
			for f := range facts {
				r.Facts = append(r.Facts, fact(dict.Metrics[f].ID, int64(f)))
			}
			batch[n] = r
		}
		start := time.Now()
		if _, err := s.publisher.Publish(ctx, batch); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
		start = time.Now()
		err := s.db.Insert(ctx, "insert_facts", func(rows sql.Batch) error {
			for _, r := range batch {
				e := entry{Report: r, issuer: r.Issuer.ID(), revision: 1}
				if err := s.publisher.appendFacts(rows, e); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
	}
	total := float64(b.N * reports * facts)
	b.ReportMetric(total/ours.Seconds(), "facts/s")
	b.ReportMetric(ours.Seconds()/bare.Seconds(), "publish/bare")
}
