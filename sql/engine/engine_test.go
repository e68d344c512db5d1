package engine_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/sql/engine"
)

// parentVariable makes the test binary a program that starts an engine on the named folder, prints its process id and waits to
// be killed.
const parentVariable = "GONGKAI_TEST_PARENT"

func TestMain(m *testing.M) {
	engine.RunChild()
	if dir := os.Getenv(parentVariable); dir != "" {
		e, err := engine.Start(context.Background(), engine.Options{Dir: dir})
		fmt.Println(e.Pid(), err)
		select {}
	}
	os.Exit(m.Run())
}

// start starts an engine on dir for one test.
func start(t *testing.T, dir string) *engine.Engine {
	t.Helper()
	e, err := engine.Start(t.Context(), engine.Options{Dir: dir})
	if errors.Is(err, engine.ErrNotFound) && os.Getenv("CI") == "" {
		t.Skipf("needs the embedded engine: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, e) })
	return e
}

func stop(t *testing.T, e *engine.Engine) {
	t.Helper()
	if err := e.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// ask runs a statement over HTTP as a user with a password and gives the status and the answer.
func ask(t *testing.T, e *engine.Engine, user, password, statement string) (int, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, "http://"+e.Endpoint(user).HTTPAddr+"/?database=gongkai", strings.NewReader(statement))
	if err != nil {
		t.Fatal(err)
	}
	request.Close = true
	if user != "" {
		request.Header.Set("X-ClickHouse-User", user)
		request.Header.Set("X-ClickHouse-Key", password)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, strings.TrimSpace(string(body))
}

// must runs a statement as the loader and gives its answer.
func must(t *testing.T, e *engine.Engine, statement string) string {
	t.Helper()
	status, text := ask(t, e, engine.Loader, e.Endpoint(engine.Loader).Password, statement)
	if status != http.StatusOK {
		t.Fatalf("%s: %d %s", statement, status, text)
	}
	return text
}

func TestRowsOutliveAStop(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data folder & more")
	e := start(t, dir)
	must(t, e, "CREATE TABLE n (x UInt64) ENGINE = MergeTree ORDER BY x")
	must(t, e, "INSERT INTO n SELECT number FROM numbers(1000)")
	if got := must(t, e, "SELECT groupArray(name) FROM (SELECT name FROM system.merge_tree_settings WHERE value = '1' AND changed AND name LIKE '%fsync%' ORDER BY name)"); got !=
		"['fsync_after_insert','fsync_part_directory','min_compressed_bytes_to_fsync_after_merge','min_rows_to_fsync_after_merge']" {
		t.Error("not durable:", got)
	}
	if e.Version == "" || len(e.Warnings) != 0 {
		t.Error(e.Version, e.Warnings)
	}
	stop(t, e)
	stop(t, e) // does nothing
	if e.Pid() != 0 {
		t.Error("a process is left:", e.Pid())
	}
	again := start(t, dir)
	if got := must(t, again, "SELECT sum(x) FROM n"); got != "499500" {
		t.Error(got)
	}
}

func TestFolderInUse(t *testing.T) {
	dir := t.TempDir()
	e := start(t, dir)
	_, err := engine.Start(t.Context(), engine.Options{Dir: dir})
	if !errors.Is(err, engine.ErrFolderInUse) {
		t.Fatal(err)
	}
	for _, want := range []string{dir, "pid " + strconv.Itoa(os.Getpid()), e.Endpoint(engine.Loader).Addr, "--data"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

func TestKilledChildComesBack(t *testing.T) {
	e := start(t, t.TempDir())
	before := e.Endpoint(engine.Loader)
	must(t, e, "CREATE TABLE n (x UInt64) ENGINE = MergeTree ORDER BY x")
	pid := e.Pid()
	for i := range 20 {
		must(t, e, "INSERT INTO n VALUES ("+strconv.Itoa(i)+")")
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	await(t, "another process", func() bool { return e.Pid() != 0 && e.Pid() != pid })
	await(t, "an answer", func() bool {
		status, _ := ask(t, e, engine.Loader, before.Password, "SELECT 1")
		return status == http.StatusOK
	})
	if got := must(t, e, "SELECT count(), sum(x) FROM n"); got != "20\t190" {
		t.Errorf("acknowledged rows are gone: %s", got)
	}
	if e.Endpoint(engine.Loader) != before {
		t.Error("the address changed")
	}
}

func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 1000 {
		if done() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

func TestChildEndsWithItsKilledParent(t *testing.T) {
	dir := t.TempDir()
	stop(t, start(t, dir)) // skips where there is no engine
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+dir)
	output, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var child int
	var problem string
	if _, err := fmt.Fscan(output, &child, &problem); err != nil || problem != "<nil>" {
		t.Fatal(child, problem, err)
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait() // it was killed
	await(t, "the end of the child", func() bool { return errors.Is(syscall.Kill(child, 0), syscall.ESRCH) || isZombie(child) })
	start(t, dir) // and the folder is free
}

// isZombie says that a process has ended and only waits to be noticed by whoever inherited it.
func isZombie(pid int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(text), ") Z ")
}

func TestBrokenConnectionsDoNoHarm(t *testing.T) {
	e := start(t, t.TempDir())
	pid := e.Pid()
	endpoint := e.Endpoint(engine.Loader)
	for i := range 30 {
		for _, address := range []string{endpoint.Addr, endpoint.HTTPAddr} {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = conn.Write([]byte("GET / HTTP/1.1\r\nHost: x\r\n\x00\x01 and nothing more")[:i])
			_ = conn.(*net.TCPConn).SetLinger(0) // closes with a reset
			_ = conn.Close()
		}
		if status, _ := ask(t, e, engine.Loader, "wrong", "SELECT 1"); status != http.StatusForbidden {
			t.Error(status)
		}
	}
	must(t, e, "SELECT 1")
	if e.Pid() != pid {
		t.Error("the engine had to be started again")
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	e := start(t, t.TempDir())
	must(t, e, "CREATE TABLE n (x UInt64) ENGINE = MergeTree ORDER BY x")
	dashboard := e.Endpoint(engine.Dashboard).Password
	loader := e.Endpoint(engine.Loader).Password
	for _, c := range []struct {
		user, password, statement string
		allowed                   bool
	}{
		{"", "", "SELECT 1", false}, // the default user has its one session already
		{"", "", "SELECT * FROM gongkai.n", false},
		{"", "", "SELECT * FROM file('/etc/passwd', 'LineAsString')", false},
		{"default", "", "SELECT * FROM gongkai.n", false},
		{engine.Dashboard, "", "SELECT * FROM n", false},
		{engine.Dashboard, loader, "SELECT * FROM n", false},
		{engine.Dashboard, dashboard, "SELECT * FROM n", true},
		{engine.Dashboard, dashboard, "INSERT INTO n VALUES (1)", false},
		{engine.Dashboard, dashboard, "DROP TABLE n", false},
		{engine.Dashboard, dashboard, "SELECT * FROM default.`/etc/passwd`", false},
		{engine.Dashboard, dashboard, "SELECT * FROM system.query_log", false},
		{engine.Dashboard, dashboard, "SELECT 1 SETTINGS max_execution_time = 0", false},
		{engine.Dashboard, dashboard, "SELECT 1 SETTINGS max_execution_time = 30, log_comment = 'x'", true},
		{engine.Loader, loader, "SELECT * FROM file('/etc/passwd', 'LineAsString')", false},
		{engine.Loader, loader, "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')", false},
		{engine.Loader, loader, "CREATE USER other", false},
		{engine.Loader, loader, "CREATE DATABASE gongkai_other", true},
	} {
		status, text := ask(t, e, c.user, c.password, c.statement)
		if (status == http.StatusOK) != c.allowed {
			t.Errorf("%q %s: %d %s", c.user, c.statement, status, text)
		}
	}
}

func TestDamagedPartIsTold(t *testing.T) {
	dir := t.TempDir()
	e := start(t, dir)
	must(t, e, "CREATE TABLE n (x UInt64) ENGINE = MergeTree ORDER BY x")
	must(t, e, "INSERT INTO n VALUES (1)")
	part := must(t, e, "SELECT path FROM system.parts WHERE table = 'n' AND active")
	stop(t, e)
	if err := os.Truncate(filepath.Join(part, "data.bin"), 3); err != nil {
		t.Fatal(err)
	}
	e = start(t, dir)
	must(t, e, "SELECT count() FROM n")
	if len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "gongkai.n") {
		t.Errorf("warnings: %q", e.Warnings)
	}
}
