package sql

import (
	"context"
	"math"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

const (
	restartTime  = 5 * time.Second       // how long a statement waits for an engine that is being restarted: about 0.3 s, 2.5 s when it keeps dying
	restartPause = 50 * time.Millisecond // between two tries
	longestLimit = 300                   // seconds; the most that a limited user may set (see users.xml)
)

// runner sends one statement with its bound parameters.
type runner func(ctx context.Context, text string, args []any) error

// never is for a first connection: a wrong address is told at once, not after the time of a restart.
func never(error) bool { return false }

// once runs a statement that may change something: it is tried again only when nothing was sent.
func (db *DB) once(ctx context.Context, name string, params Params, run runner) error {
	return db.run(ctx, name, params, isDial, run)
}

// read runs a query and hands its rows to use. It is tried again when the connection broke before the first row.
func (db *DB) read(ctx context.Context, name string, params Params, use func(driver.Rows) error) error {
	answered := false
	again := func(err error) bool { return !answered && (isDial(err) || isBroken(err)) }
	return db.run(ctx, name, params, again, func(ctx context.Context, text string, args []any) error {
		// Closing rows reads what is left of them, so an early end cancels the query first.
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		rows, err := db.conn.Query(ctx, text, args...)
		if err != nil {
			return err
		}
		answered = rows.HasData()
		if err := use(rows); err != nil {
			cancel()
			_ = rows.Close() // the error of use is the one that tells
			return err
		}
		if err := rows.Err(); err != nil {
			return err
		}
		return rows.Close()
	})
}

// run looks up the statement, binds the parameters and runs it, again while again says so and restartTime lasts.
func (db *DB) run(ctx context.Context, name string, params Params, again func(error) bool, run runner) error {
	s, err := lookup(name)
	if err != nil {
		return err
	}
	args, err := s.bind(params)
	if err != nil {
		return err
	}
	inner, stop := withoutDeadline(ctx)
	defer stop()
	inner = clickhouse.Context(inner, clickhouse.WithSettings(db.settings(ctx, name)))
	for began := time.Now(); ; {
		err := run(inner, s.text, args)
		if err == nil {
			return nil
		}
		if !again(err) || inner.Err() != nil || time.Since(began) > restartTime {
			return explained(ctx, name, err)
		}
		select {
		case <-ctx.Done():
			return explained(ctx, name, err)
		case <-time.After(restartPause):
		}
	}
}

// settings travel with every statement: its name for the server's log, the time that is left for it, and in a cluster that most
// replicas must have what is acknowledged.
func (db *DB) settings(ctx context.Context, name string) clickhouse.Settings {
	s := clickhouse.Settings{"log_comment": name}
	if db.cluster != "" {
		s["insert_quorum"] = "auto"
	}
	if deadline, ok := ctx.Deadline(); ok {
		if left := math.Ceil(time.Until(deadline).Seconds()) + 1; left > 0 && left <= longestLimit {
			s["max_execution_time"] = int(left)
		}
	}
	return s
}

// withoutDeadline gives a context that ends when ctx ends but does not show its deadline: the driver would turn a deadline into
// socket timeouts, which end a query as "i/o timeout" on our side and let it run on in the engine. Ended by cancellation, the
// query is cancelled in the engine too, and the caller gets the context's own error.
//
// The function it returns cuts the tie to ctx and leaves the context as it is. Ending it after a statement that went well would
// race with the driver, which may then close the connection that it has just given back to the pool.
func withoutDeadline(ctx context.Context) (context.Context, func() bool) {
	inner, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	return inner, context.AfterFunc(ctx, func() { cancel(context.Cause(ctx)) })
}
