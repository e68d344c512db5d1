package ingest

import (
	"context"
	"fmt"
	"strconv"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/reconcile"
	"gongkai/sql"
)

// continuityMetrics are what reconcile.CheckAgainst compares between two years.
func continuityMetrics(d *disclosure.Dictionary) []uint16 {
	bases := map[string]bool{"requests.carried_in": true, "requests.carried_out": true}
	for _, kind := range []string{"normative.rules.", "normative.docs."} {
		for _, column := range []string{"in_force", "issued", "repealed"} {
			bases[kind+column] = true
		}
	}
	var nums []uint16
	for _, m := range d.Metrics {
		if bases[m.Base] {
			nums = append(nums, m.Num)
		}
	}
	return nums
}

// yearFacts are the compared facts of one issuer and year.
type yearFacts struct {
	issuer uint64
	origin string
	report disclosure.Report
}

// writeContinuity compares every report of a generation with the same issuer's report on the year before, and whole areas with
// the regions inside them, and keeps what it finds with the generation.
func writeContinuity(ctx context.Context, db *sql.DB, generation uint64) error {
	return db.Insert(ctx, "insert_gen_findings", func(b sql.Batch) error {
		err := eachTwoYears(ctx, db, generation, func(now, before *yearFacts) error {
			for _, f := range reconcile.CheckAgainst(&now.report, &before.report) {
				if err := appendGenFinding(b, generation, now.issuer, now.report.Year, now.origin, f); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := appendUnitsAboveTotal(ctx, db, b, generation); err != nil {
			return err
		}
		return appendCopies(ctx, db, b, generation)
	})
}

// eachTwoYears hands over every two successive years of an issuer. Only these two are held in memory: all of a hundred thousand
// reports took half a gigabyte.
func eachTwoYears(ctx context.Context, db *sql.DB, generation uint64, each func(now, before *yearFacts) error) error {
	dict, err := disclosure.LoadDictionary()
	if err != nil {
		return err
	}
	var now, before yearFacts
	complete := func() error {
		if now.issuer != before.issuer || before.report.Year == 0 {
			return nil
		}
		return each(&now, &before)
	}
	p := sql.Params{"generation": generation, "metrics": continuityMetrics(dict)}
	var row struct {
		Issuer uint64 `ch:"issuer"`
		Year   uint16 `ch:"year"`
		Origin string `ch:"origin"`
		Metric uint16 `ch:"metric"`
		Number *int64 `ch:"number"`
		Status string `ch:"status"`
	}
	err = db.Stream(ctx, "continuity_facts", p, func(r sql.Row) error {
		if err := r.ScanStruct(&row); err != nil {
			return err
		}
		if now.issuer != row.Issuer || now.report.Year != int(row.Year) {
			if err := complete(); err != nil {
				return err
			}
			before = now
			// CheckAgainst compares issuers by their number; the name stands for it here.
			issuer := disclosure.Issuer{Name: strconv.FormatUint(row.Issuer, 10)}
			now = yearFacts{row.Issuer, row.Origin, disclosure.Report{Issuer: issuer, Year: int(row.Year)}}
		}
		m, ok := dict.MetricByNum(row.Metric)
		if !ok || row.Number == nil {
			return nil
		}
		value := disclosure.Value(*row.Number)
		now.report.Facts = append(now.report.Facts, disclosure.Fact{Metric: m.ID, Value: &value, Status: disclosure.Status(row.Status)})
		return nil
	})
	if err != nil {
		return err
	}
	return complete()
}

func appendUnitsAboveTotal(ctx context.Context, db *sql.DB, b sql.Batch, generation uint64) error {
	var rows []struct {
		Issuer   uint64  `ch:"issuer"`
		Year     uint16  `ch:"year"`
		Origin   string  `ch:"origin"`
		Metric   string  `ch:"metric"`
		Total    float64 `ch:"total"`
		Together float64 `ch:"together"`
		Units    uint32  `ch:"units"`
	}
	if err := db.Select(ctx, &rows, "units_above_total", sql.Params{"generation": generation}); err != nil {
		return err
	}
	for _, r := range rows {
		f := disclosure.Finding{
			Code: "UNITS_EXCEED_TOTAL", Rule: "roll_up", Severity: disclosure.SeverityWarning, Metrics: []string{r.Metric},
			Left: fmt.Sprintf("%v", r.Total), Right: fmt.Sprintf("%v", r.Together),
			MessageZH: fmt.Sprintf("本地区汇总数为 %v，而下辖 %d 个地区各自报告之和已达 %v。", r.Total, r.Units, r.Together),
			MessageEN: fmt.Sprintf("The area's own total is %v, but %d regions inside it report %v together.", r.Total, r.Units, r.Together),
		}
		if err := appendGenFinding(b, generation, r.Issuer, int(r.Year), r.Origin, f); err != nil {
			return err
		}
	}
	return nil
}

func appendGenFinding(b sql.Batch, generation, issuer uint64, year int, origin string, f disclosure.Finding) error {
	quotes, starts, ends := places(f.Evidence)
	previousQuotes, previousStarts, previousEnds := places(f.Previous)
	return b.Append(generation, issuer, uint16(year), origin, f.Code, f.Rule, string(f.Severity), f.MessageZH, f.MessageEN, metricsOf(f), f.Left, f.Right,
		quotes, starts, ends, previousQuotes, previousStarts, previousEnds)
}
