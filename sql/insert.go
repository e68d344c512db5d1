package sql

import (
	"context"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// flushRows is how many rows Append collects before it sends them: inserts of 100,000 rows were measured at six times the rate
// of inserts of 1,000, and more gains nothing and takes memory.
const flushRows = 100_000

// Batch takes the rows of one Insert. It is used by one goroutine, inside the function that got it.
type Batch struct{ batch driver.Batch }

// Append adds one row, its values in the order of the statement's columns; it may change the slice that is passed. After 100,000 rows it sends what it holds.
func (b Batch) Append(values ...any) error {
	for i, value := range values {
		if d, ok := value.(Decimal); ok {
			values[i] = d.pointer() // the driver would print and parse it
		}
	}
	if err := b.batch.Append(values...); err != nil {
		return err
	}
	if b.batch.Rows() >= flushRows {
		return b.batch.Flush()
	}
	return nil
}

// Column gives the i-th column of the statement, counted from 0, for appending a slice at once: about twice as fast as rows. All
// columns must be given the same number of values before Flush or the end of the batch.
func (b Batch) Column(i int) Column { return Column{b.batch.Column(i)} }

// Rows tells how many rows wait to be sent.
func (b Batch) Rows() int { return b.batch.Rows() }

// Flush sends the rows that wait. Call it about every 100,000 rows when filling by columns.
func (b Batch) Flush() error { return b.batch.Flush() }

// Column is one column of a Batch.
type Column struct{ column driver.BatchColumn }

// Append adds a slice of the column's Go type: []uint64, []string, []*string for Nullable(String), []Decimal for decimals.
func (c Column) Append(slice any) error {
	if decimals, ok := slice.([]Decimal); ok {
		slice = shopspring(decimals)
	}
	return c.column.Append(slice)
}

// Insert runs a named statement of the form INSERT INTO table (columns) with the rows that fill adds. When Insert returns nil the
// rows are on the server's disk. When fill fails or ctx ends, the rows not yet sent are dropped and the error is returned; rows
// that Append or Flush had sent before, or that were under way when ctx ended, may be there. So what must be seen whole is made visible by a last insert of its own.
func (db *DB) Insert(ctx context.Context, name string, fill func(Batch) error) error {
	var fillErr error
	begun := false // fill runs once: an insert is tried again only before it
	again := func(err error) bool { return !begun && isDial(err) }
	err := db.run(ctx, name, nil, again, func(inner context.Context, text string, _ []any) error {
		options := db.settings(ctx, name)
		options["async_insert"] = 0 // acknowledged means written
		batch, err := db.conn.PrepareBatch(clickhouse.Context(inner, clickhouse.WithSettings(options)), text)
		if err != nil {
			return err
		}
		begun = true
		if fillErr = fill(Batch{batch}); fillErr == nil {
			fillErr = context.Cause(ctx)
		}
		if fillErr != nil {
			_ = batch.Abort() // drops what waits and closes the connection; fillErr is the error that tells
			return fillErr
		}
		return batch.Send()
	})
	if fillErr != nil && ctx.Err() == nil {
		return fmt.Errorf("query %s: %w", name, fillErr) // as it is: an end of file in fill says nothing of the server
	}
	return err
}
