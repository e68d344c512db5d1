package engine

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The users of the engine.
const (
	Loader    = "loader"    // may do everything to databases and tables, and read no file or network source
	Dashboard = "dashboard" // reads databases named gongkai*, within limits of time, rows, memory and threads
)

// Database is the database that Start makes when it is not there.
const Database = "gongkai"

const (
	defaultMemory  = 2 << 30
	leastMemory    = 512 << 20
	defaultTimeout = 20 * time.Second
	stopTime       = 5 * time.Second
	startAttempts  = 3 // another program may take a free port between our choice and ClickHouse's listening
)

// Options say how to start an engine. Only Dir is required.
type Options struct {
	Dir         string        // data folder; made when absent
	MemoryLimit int64         // bytes for the whole engine; 0 means 2 GiB; at least 512 MiB
	LogLevel    string        // of ClickHouse's own log file: error, warning, information, debug, trace; empty means information
	Logger      *slog.Logger  // takes restarts; nil means slog.Default()
	TCPPort     int           // native protocol on 127.0.0.1; 0 means any free port
	HTTPPort    int           // HTTP on 127.0.0.1; 0 means any free port
	Timeout     time.Duration // from start to ready; 0 means 20 s
	Temporary   bool          // the folder is removed when the engine ends, also when the process that called Start is killed
}

// Endpoint is where and as whom one user reaches the engine.
type Endpoint struct {
	Addr     string // host:port of the native protocol
	HTTPAddr string // host:port of HTTP
	User     string
	Password string
	Database string
}

// DSN gives the endpoint as sql.Open takes it.
func (p Endpoint) DSN() string {
	return fmt.Sprintf("clickhouse://%s:%s@%s/%s", p.User, p.Password, p.Addr, p.Database)
}

// Engine is a running ClickHouse. Its ports, users and passwords stay the same until Stop, over restarts of the child.
type Engine struct {
	Version  string   // of ClickHouse
	Warnings []string // what the operator should know, in Chinese: damaged parts that were put aside

	folder     *folder
	supervisor *supervisor
	client     *http.Client
	passwords  map[string]string
	tcp, http  int
	temporary  bool
	stopOnce   sync.Once
	stopErr    error
}

//go:embed listen.sql
var listenSQL string

//go:embed ready.sql
var readySQL string

//go:embed create_database.sql
var createDatabaseSQL string

//go:embed broken_parts.sql
var brokenPartsSQL string

//go:embed stop.sql
var stopSQL string

// Start starts ClickHouse on the data folder, waits until it answers, and keeps it alive: a child that dies is started again
// on the same ports. The engine ends with Stop and with the process that called Start, however that ends.
//
// Errors: ErrNotFound, ErrFolderInUse, ErrForeignFolder, ErrFolderFormat, ErrFolderNotWritable, ErrDiskFull, ErrPortTaken,
// ErrMemoryLimit, ErrNoStart; or ctx's.
func Start(ctx context.Context, o Options) (*Engine, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	found, err := locate()
	if err != nil {
		return nil, err
	}
	held, err := openFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	var e *Engine
	for attempt := 1; ; attempt++ {
		e, err = start(ctx, o, found, held)
		fixed := o.TCPPort != 0 || o.HTTPPort != 0
		if !errors.Is(err, ErrPortTaken) || fixed || attempt == startAttempts {
			break
		}
	}
	if err != nil {
		held.release()
		return nil, err
	}
	return e, nil
}

func (o *Options) complete() error {
	if o.Dir == "" {
		return fmt.Errorf("%w: no folder is named; name one with --data", ErrForeignFolder)
	}
	if o.MemoryLimit == 0 {
		o.MemoryLimit = defaultMemory
	}
	if o.MemoryLimit < leastMemory {
		return fmt.Errorf("%w: %d MB, and ClickHouse needs at least %d MB", ErrMemoryLimit, o.MemoryLimit>>20, leastMemory>>20)
	}
	if o.LogLevel == "" {
		o.LogLevel = "information"
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	return nil
}

// start makes one attempt on a locked folder. On error no child is left.
func start(ctx context.Context, o Options, found program, held *folder) (*Engine, error) {
	e := &Engine{
		folder: held, temporary: o.Temporary, client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
		passwords: map[string]string{Loader: newPassword(), Dashboard: newPassword()},
	}
	var err error
	if e.tcp, err = choosePort(o.TCPPort); err != nil {
		return nil, err
	}
	if e.http, err = choosePort(o.HTTPPort); err != nil {
		return nil, err
	}
	config, err := held.writeConfig(o, e.passwords)
	if err != nil {
		return nil, err
	}
	e.supervisor = newSupervisor(found, []string{
		"--config-file=" + config, "--path=" + held.data(), "--listen_host=127.0.0.1",
		"--tcp_port=" + strconv.Itoa(e.tcp), "--http_port=" + strconv.Itoa(e.http),
		"--log-level=" + o.LogLevel, "--interactive", "--disable_suggestion",
		"--history_file=" + os.DevNull, "--query", listenSQL,
	}, held, o)

	if err := e.awaitReady(ctx, o.Timeout); err != nil {
		e.abandon()
		return nil, err
	}
	if err := e.prepare(ctx); err != nil {
		e.abandon()
		return nil, err
	}
	return e, nil
}

// abandon ends the child at once and waits until it is gone.
func (e *Engine) abandon() {
	e.supervisor.halt()
	e.supervisor.kill()
	<-e.supervisor.done
}

// choosePort checks that a wanted port is free, or finds a free one when want is 0.
func choosePort(want int) (int, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(want)))
	if err != nil {
		return 0, fmt.Errorf("%w: 127.0.0.1:%d: %w; stop the program that uses it or choose another port", ErrPortTaken, want, err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	return port, listener.Close()
}

// awaitReady asks until the child answers with our password, ends, or the time is over.
func (e *Engine) awaitReady(ctx context.Context, timeout time.Duration) error {
	if err := <-e.supervisor.started; err != nil {
		return err
	}
	deadline := time.After(timeout)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-e.supervisor.ended:
			return e.explain(fmt.Sprintf("it ended (%v)", err))
		case <-deadline:
			return e.explain(fmt.Sprintf("it did not answer within %v", timeout))
		case <-tick.C:
			if version, err := e.ask(ctx, readySQL); err == nil {
				e.Version = version
				e.supervisor.sustain()
				return nil
			}
		}
	}
}

// explain turns a failed start into an error with the child's own last words.
func (e *Engine) explain(what string) error {
	words := lastLines(e.folder.console(), 5)
	if words == "" {
		words = lastLines(filepath.Join(e.folder.logs(), "clickhouse.err.log"), 5)
	}
	switch {
	case strings.Contains(words, "Address already in use"):
		return fmt.Errorf("%w: 127.0.0.1:%d or 127.0.0.1:%d; stop the program that uses it or choose another port", ErrPortTaken, e.tcp, e.http)
	case strings.Contains(words, "Another server instance in same directory"):
		return fmt.Errorf("%w: a ClickHouse that gongkai does not know has %s open; stop it or name another folder with --data",
			ErrFolderInUse, e.folder.data())
	case strings.Contains(words, "No space left on device"):
		return fmt.Errorf("%w: %s; free some room or name a folder on another disk with --data", ErrDiskFull, e.folder.dir)
	}
	return fmt.Errorf("%w: %s; its logs are in %s; its last lines:\n%s", ErrNoStart, what, e.folder.logs(), words)
}

// lastLines gives the last n lines of a file, or nothing when it cannot be read.
func lastLines(path string, n int) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-n):], []byte("\n")))
}

// prepare makes the database, notes damaged parts and signs the lock with the address.
func (e *Engine) prepare(ctx context.Context) error {
	if _, err := e.ask(ctx, createDatabaseSQL); err != nil {
		return fmt.Errorf("%w: %w", ErrNoStart, err)
	}
	broken, err := e.ask(ctx, brokenPartsSQL)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoStart, err)
	}
	for part := range strings.Lines(broken) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("数据文件损坏,已被 ClickHouse 搁置,其中的行不再可见:%s(位于 %s;请重新导入相应报告)",
			strings.TrimSpace(part), e.folder.data()))
	}
	return e.folder.sign(e.Endpoint(Loader).Addr)
}

// Endpoint says how user (Loader or Dashboard) reaches the engine.
func (e *Engine) Endpoint(user string) Endpoint {
	return Endpoint{
		Addr:     net.JoinHostPort("127.0.0.1", strconv.Itoa(e.tcp)),
		HTTPAddr: net.JoinHostPort("127.0.0.1", strconv.Itoa(e.http)),
		User:     user, Password: e.passwords[user], Database: Database,
	}
}

// Pid gives the process id of the child, 0 while there is none.
func (e *Engine) Pid() int { return e.supervisor.pid() }

// Dir gives the data folder.
func (e *Engine) Dir() string { return e.folder.dir }

// Stop ends the engine in order and frees the folder. A child that has not ended after some seconds, or when ctx ends, is killed:
// what was acknowledged is on disk. Later calls do nothing.
func (e *Engine) Stop(ctx context.Context) error {
	e.stopOnce.Do(func() {
		e.supervisor.halt()
		ctx, cancel := context.WithTimeout(ctx, stopTime)
		defer cancel()
		if _, err := e.ask(ctx, stopSQL); err != nil {
			e.supervisor.kill()
		}
		e.supervisor.hangUp()
		select {
		case <-e.supervisor.done:
		case <-ctx.Done():
			e.abandon()
		}
		if e.temporary {
			e.stopErr = os.RemoveAll(e.folder.dir)
		}
		e.folder.release()
	})
	return e.stopErr
}
