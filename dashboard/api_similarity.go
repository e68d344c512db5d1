package dashboard

import (
	"context"
	"iter"
	"strconv"

	"gongkai/analytics"
)

// similarBatch is how many pairs of reports are read at a time.
const similarBatch = 2000

// similarRow is a report beside the same issuer's on the year before.
type similarRow struct {
	*analytics.SimilarReport
	query *apiQuery
}

var similarityColumns = column[similarRow]{
	"report":          func(r similarRow) any { return r.Report },
	"previous_report": func(r similarRow) any { return r.Previous },
	"issuer":          func(r similarRow) any { return textCell(r.Issuer) },
	"level":           func(r similarRow) any { return textCell(r.Level) },
	"region":          func(r similarRow) any { return textCell(codeText(r.Region)) },
	"region_name":     func(r similarRow) any { return textCell(r.RegionName) },
	"province":        func(r similarRow) any { return textCell(r.Province) },
	"year":            func(r similarRow) any { return r.Year },
	"share":           func(r similarRow) any { return r.Share },
	"method": func(r similarRow) any {
		if r.Exact {
			return "exact"
		}
		return "sketch"
	},
	"sentences":    func(r similarRow) any { return nestedCell(r.Same) },
	"diff_url":     func(r similarRow) any { return r.query.pinned("/v1/reports/" + r.Previous + "/diff/" + r.Report) },
	"evidence_url": func(r similarRow) any { return r.query.pinned("/v1/reports/" + r.Report + "/text") },
}

// qualitySimilarity answers /v1/quality/similarity: how much of each report's running text its issuer took over from the year before.
func (a *api) qualitySimilarity(ctx context.Context, q *apiQuery) (*answer, error) {
	if err := a.resolveTime(ctx, q, nil); err != nil {
		return nil, err
	}
	start, err := q.offset()
	if err != nil {
		return nil, err
	}
	limit := similarBatch
	if n := int(q.number("limit")); n > 0 && n < limit {
		limit = n + 1 // one more than asked for tells whether there is a next page
	}
	first, total, err := a.reader.Similarity(ctx, q.selection(), q.number("min_share"), limit, start)
	if err != nil {
		return nil, err
	}
	names := q.columnNames()
	rows := iter.Seq2[similarRow, error](func(yield func(similarRow, error) bool) {
		batch, at := first, start
		for {
			for i := range batch {
				if !yield(similarRow{&batch[i], q}, nil) {
					return
				}
			}
			if at += len(batch); len(batch) < limit {
				return
			}
			var err error
			if batch, _, err = a.reader.Similarity(ctx, q.selection(), q.number("min_share"), limit, at); err != nil {
				yield(similarRow{}, err)
				return
			}
		}
	})
	return &answer{
		columns: names, rows: project(names, similarityColumns, rows), total: total,
		next: func(last int) string { return q.cursorAfter(strconv.Itoa(start + last)) },
	}, nil
}
