package sql_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"gongkai/sql"
	"gongkai/sql/sqltest"
)

const benchRows = 1_000_000

// BenchmarkInsert inserts a million prepared facts by columns and by rows, and lets the engine make the same rows itself; the
// ratio is the share of the engine's own rate that is reached. Wanted: at least half (design target for publishing).
func BenchmarkInsert(b *testing.B) {
	db := sqltest.New(b)
	sql.Add(b, "bench_clear", "TRUNCATE TABLE facts")
	sql.Add(b, "bench_own", `INSERT INTO facts SELECT number, 2024, 'document', 1, number % 400, 'aggregate', toDecimal64(number % 1000, 6), 'reported', '', 'table', ''
		FROM numbers(1000000)`)
	clear := func() {
		if err := db.Exec(context.Background(), "bench_clear", nil); err != nil {
			b.Fatal(err)
		}
	}
	own := func() time.Duration {
		clear()
		began := time.Now()
		if err := db.Exec(context.Background(), "bench_own", nil); err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	block := newFactBlock(100_000)
	for _, way := range []struct {
		name string
		fill func(sql.Batch) error
	}{{"columns", block.columns}, {"rows", block.rows}} {
		b.Run(way.name, func(b *testing.B) {
			var engine, ours time.Duration
			for b.Loop() {
				engine += own()
				clear()
				began := time.Now()
				if err := db.Insert(context.Background(), "insert_facts", way.fill); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(began)
			}
			b.ReportMetric(float64(b.N)*benchRows/ours.Seconds(), "rows/s")
			b.ReportMetric(float64(engine)/float64(ours), "of-engine")
		})
	}
}

// factBlock is a block of facts as columns.
type factBlock struct {
	issuer, revision                              []uint64
	year, metric                                  []uint16
	origin, scope, status, qualifier, source, raw []string
	value                                         []sql.Decimal
}

func newFactBlock(n int) factBlock {
	f := factBlock{}
	for i := range n {
		f.issuer, f.revision = append(f.issuer, uint64(i)), append(f.revision, 1)
		f.year, f.metric = append(f.year, 2024), append(f.metric, uint16(i%400))
		f.origin, f.scope, f.status = append(f.origin, "document"), append(f.scope, "aggregate"), append(f.status, "reported")
		f.qualifier, f.source, f.raw = append(f.qualifier, ""), append(f.source, "table"), append(f.raw, "")
		f.value = append(f.value, sql.Decimal{Steps: int64(i%1000) * 1_000_000, Valid: true})
	}
	return f
}

func (f factBlock) columns(b sql.Batch) error {
	for range benchRows / len(f.issuer) {
		for i, column := range []any{f.issuer, f.year, f.origin, f.revision, f.metric, f.scope, f.value, f.status, f.qualifier, f.source, f.raw} {
			if err := b.Column(i).Append(column); err != nil {
				return err
			}
		}
		if err := b.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (f factBlock) rows(b sql.Batch) error {
	for range benchRows / len(f.issuer) {
		for i := range f.issuer {
			if err := b.Append(f.issuer[i], f.year[i], f.origin[i], f.revision[i], f.metric[i], f.scope[i], f.value[i], f.status[i],
				f.qualifier[i], f.source[i], f.raw[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// BenchmarkQuery runs one small query through DB and straight through the driver, by turns; times-raw is what the names, typed
// parameters, limits and log comment cost.
func BenchmarkQuery(b *testing.B) {
	db := sqltest.Empty(b)
	const text = "SELECT number AS n, toString(number) AS s FROM numbers(10000) WHERE number IN {some:Array(UInt32)} OR number < {below:UInt32}"
	name := sql.Add(b, "bench_query", text)
	options, err := clickhouse.ParseDSN(sqltest.Engine(b).Endpoint("loader").DSN())
	if err != nil {
		b.Fatal(err)
	}
	raw, err := clickhouse.Open(options)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	type row struct {
		N uint64 `ch:"n"`
		S string `ch:"s"`
	}
	some := []uint32{430600, 430621}
	ctx := context.Background()
	var ours, theirs time.Duration
	var got []row
	for range 20 { // both have their connections before the clock runs
		if err := errors.Join(db.Select(ctx, &got, name, sql.Params{"some": some, "below": 500}), raw.Ping(ctx)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		began := time.Now()
		if err := db.Select(ctx, &got, name, sql.Params{"some": some, "below": 500}); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := raw.Select(ctx, &got, text, clickhouse.Named("some", some), clickhouse.Named("below", 500)); err != nil {
			b.Fatal(err)
		}
		ours, theirs = ours+middle.Sub(began), theirs+time.Since(middle)
	}
	if len(got) != 500 {
		b.Fatal(len(got))
	}
	b.ReportMetric(float64(ours)/float64(theirs), "times-raw")
}
