package dashboard

import (
	"context"

	"gongkai/analytics"
	"gongkai/ingest/disclosure"
)

// Reader is what the pages and the API read from. *analytics.Store satisfies it on ClickHouse; the handler tests satisfy it
// with a fixture. Every method returns what is current under Release, or what was current under the release that the context is
// pinned to (analytics.WithPin); a region, report or release that does not exist gives analytics.ErrNotFound. Releases and Changes
// speak of all releases whatever the pin.
type Reader interface {
	Release(ctx context.Context) (analytics.Release, error)
	Aggregates(ctx context.Context, q analytics.AggregateQuery) (analytics.Aggregates, error)
	Observations(ctx context.Context, q analytics.ObservationQuery) ([]analytics.Observation, error)
	Observation(ctx context.Context, id string) (analytics.Observation, error)
	Region(ctx context.Context, code uint32) (analytics.Region, error)
	Regions(ctx context.Context, q analytics.RegionQuery) ([]analytics.Region, error)
	Reports(ctx context.Context, q analytics.ReportQuery) ([]analytics.ReportSummary, int, error)
	Report(ctx context.Context, id string) (analytics.ReportDetail, error)
	Quality(ctx context.Context) (analytics.Quality, error)
	PublicationDays(ctx context.Context, q analytics.SelectionQuery) ([]analytics.PublishedReports, error)
	Checks(ctx context.Context, q analytics.SelectionQuery, severity disclosure.Severity) ([]analytics.Check, error)
	Similarity(ctx context.Context, q analytics.SelectionQuery, least float64, limit, offset int) ([]analytics.SimilarReport, int, error)
	Peers(ctx context.Context, code uint32, weights analytics.PeerWeights) (analytics.PeerList, error)
	PeerCodes(ctx context.Context, codes []uint32, k int, weights analytics.PeerWeights) (map[uint32][]uint32, error)
	MetricUse(ctx context.Context, metrics []string) ([]analytics.MetricUse, error)
	Releases(ctx context.Context) ([]analytics.FrozenRelease, error)
	Changes(ctx context.Context, before, after string, limit int) ([]analytics.RevisedFact, error)
	Ping(ctx context.Context) error
}
