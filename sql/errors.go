package sql

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// What a statement or a connection can fail with. They are wrapped with the statement's name and the server's words; test with
// errors.Is. A statement that ends because its context ended returns the context's error instead.
var (
	// ErrDSN says that the connection string cannot be used. Open returns it.
	ErrDSN = errors.New("bad database address")
	// ErrUnreachable says that no server answered, or that the connection broke.
	ErrUnreachable = errors.New("ClickHouse cannot be reached (does the server run, and is its address right?)")
	// ErrDenied says that the user or password is wrong, or that the user may not do this.
	ErrDenied = errors.New("ClickHouse refused the user")
	// ErrNoDatabase says that the database does not exist. `gongkai migrate` makes it.
	ErrNoDatabase = errors.New("database does not exist; run `gongkai migrate`")
	// ErrNoTable says that a table is missing: the schema was not made or is another version's. `gongkai migrate` makes it.
	ErrNoTable = errors.New("table does not exist; run `gongkai migrate`")
	// ErrTimeout says that the statement ran longer than the user's limit.
	ErrTimeout = errors.New("query took longer than allowed")
	// ErrMemoryLimit says that the statement needed more memory than allowed, or that the server had none left.
	ErrMemoryLimit = errors.New("query needed more memory than allowed")
	// ErrTooMuch says that the statement would have read or returned more rows than allowed.
	ErrTooMuch = errors.New("query reads more than allowed")
	// ErrBusy says that the server runs as many queries as it is allowed to.
	ErrBusy = errors.New("too many queries at once")
	// ErrUnknownQuery says that no file in queries/ has the name.
	ErrUnknownQuery = errors.New("no such query")
	// ErrParams says that the parameters given are not those that the statement declares.
	ErrParams = errors.New("wrong query parameters")
	// ErrSchemaNewer says that the database was migrated by a newer gongkai. Migrate and CheckSchema return it.
	ErrSchemaNewer = errors.New("database belongs to a newer gongkai")
	// ErrSchemaOlder says that the database lacks migrations. CheckSchema returns it.
	ErrSchemaOlder = errors.New("database belongs to an older gongkai")
)

// byCode maps ClickHouse's error codes to ours.
var byCode = map[int32]error{
	60: ErrNoTable, 81: ErrNoDatabase,
	159: ErrTimeout, 160: ErrTimeout,
	158: ErrTooMuch, 307: ErrTooMuch, 396: ErrTooMuch,
	164: ErrDenied, 192: ErrDenied, 193: ErrDenied, 194: ErrDenied, 195: ErrDenied, 497: ErrDenied, 516: ErrDenied,
	202: ErrBusy, 203: ErrBusy,
	241: ErrMemoryLimit, 173: ErrMemoryLimit,
}

// explained wraps what the driver returned: with the statement's name, and with ours of the errors above where one applies.
func explained(ctx context.Context, name string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrNoRows) {
		return fmt.Errorf("query %s: %w", name, ErrNoRows)
	}
	if cause := context.Cause(ctx); cause != nil {
		return fmt.Errorf("query %s: %w", name, cause)
	}
	var exception *clickhouse.Exception
	if errors.As(err, &exception) {
		if known, ok := byCode[exception.Code]; ok {
			return fmt.Errorf("query %s: %w: %w", name, known, err)
		}
		return fmt.Errorf("query %s: %w", name, err)
	}
	if isDial(err) || isBroken(err) || errors.Is(err, clickhouse.ErrAcquireConnTimeout) {
		return fmt.Errorf("query %s: %w: %w", name, ErrUnreachable, err)
	}
	return fmt.Errorf("query %s: %w", name, err)
}

// isDial says that no connection came about, so that nothing was sent.
func isDial(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// isBroken says that an existing connection ended.
func isBroken(err error) bool {
	var op *net.OpError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.EPIPE) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, net.ErrClosed) || errors.As(err, &op)
}
