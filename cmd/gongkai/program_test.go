package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program builds the binary once for all tests of this package.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gongkai-program-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "gongkai")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := program(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// libchdb is where `npm ci` puts the engine.
func libchdb(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(root, "node_modules/@chdb/*/libchdb.so"))
	if err != nil || len(found) == 0 {
		if os.Getenv("CI") == "" {
			t.Skip("no engine: run npm ci")
		}
		t.Fatal("no engine under node_modules")
	}
	return found[0]
}

// command prepares the binary to run in a folder of its own, away from the project.
func command(t testing.TB, dir string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GONGKAI_LIBCHDB="+libchdb(t))
	return c
}

// launch runs the binary to its end and gives what it printed and its exit status.
func launch(t testing.TB, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	c := command(t, dir, args...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		status = exit.ExitCode()
	case err != nil:
		t.Fatal(err)
	}
	return out.String(), errs.String(), status
}

// serve starts the server on a free port and gives its address. It is stopped with the test, by the signal a person sends.
func serve(t testing.TB, dir string) string {
	t.Helper()
	c := command(t, dir, "serve", "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		if err := c.Wait(); err != nil {
			t.Errorf("serve did not stop cleanly: %v\n%s", err, errs.String())
		}
	})
	line := make([]byte, 256)
	n, err := out.Read(line)
	if err != nil {
		t.Fatalf("serve: %v\n%s", err, errs.String())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return regexp.MustCompile(`http://\S+`).FindString(string(line[:n]))
}

func get(t testing.TB, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// TestFromEmptyFolder does what a newcomer does: load the sample twice, serve, and find the same figure on the page, in JSON
// and in CSV. 2,821 figures: ../shared/data/README.md and ingest/sample/README.md.
func TestFromEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	out, errs, status := launch(t, dir, "load", "--sample", "--quiet")
	if status != 0 || !strings.Contains(out, " published") {
		t.Fatalf("load: status %d\n%s%s", status, out, errs)
	}
	out, errs, status = launch(t, dir, "load", "--sample", "--quiet")
	if status != 0 || !strings.Contains(out, "reports: 0 published") {
		t.Fatalf("load again: status %d\n%s%s", status, out, errs)
	}
	base := serve(t, dir)
	for _, path := range []string{
		"/", "/r/321300", "/compare?regions=321300~320813", "/metrics", "/metrics/requests.received.total", "/reports", "/quality", "/api",
		"/healthz", "/readyz", "/version", "/v1/regions?q=宿迁", "/v1/metrics", "/v1/reports",
	} {
		if code, body := get(t, base+path); code != http.StatusOK || body == "" {
			t.Errorf("%s: %d", path, code)
		}
	}
	// 宿迁市 received 3,511 new requests in 2023 (handbook, forms.md: 3607 = 3511 + 96 carried in).
	query := "/v1/aggregates?measure=requests.received.total&region=321300&time=2023"
	_, body := get(t, base+query)
	var answer struct {
		Data []struct{ Value float64 }
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || len(answer.Data) != 1 || answer.Data[0].Value != 3511 {
		t.Errorf("JSON: %v %s", err, body)
	}
	_, body = get(t, base+query+"&format=csv")
	rows, err := csv.NewReader(strings.NewReader(body[:strings.LastIndex(body, "#EOF")])).ReadAll()
	if err != nil || len(rows) != 2 || !strings.Contains(strings.Join(rows[1], ","), ",3511,") {
		t.Errorf("CSV: %v %q", err, body)
	}
	if _, page := get(t, base+"/r/321300"); !strings.Contains(page, "3,511") {
		t.Error("the page of 宿迁市 does not show 3,511")
	}
}

// TestKilledLoadLosesNothingAcknowledged kills a load in the middle again and again; in the end every report is there once.
func TestKilledLoadLosesNothingAcknowledged(t *testing.T) {
	dir := t.TempDir()
	for attempt := range 4 {
		c := command(t, dir, "load", "--sample", "--quiet")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(600+400*attempt) * time.Millisecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		awaitFree(t, dir)
	}
	if out, errs, status := launch(t, dir, "load", "--sample", "--quiet"); status != 0 {
		t.Fatalf("load after the kills: status %d\n%s%s", status, out, errs)
	}
	killed, _, _ := launch(t, dir, "doctor")
	clean := t.TempDir()
	if out, errs, status := launch(t, clean, "load", "--sample", "--quiet"); status != 0 {
		t.Fatalf("load without kills: status %d\n%s%s", status, out, errs)
	}
	want, _, _ := launch(t, clean, "doctor")
	counts := regexp.MustCompile(`\d+ reports by \d+ issuers, \d+ facts`)
	if a, b := counts.FindString(killed), counts.FindString(want); a != b || a == "" {
		t.Errorf("after kills %q, without %q", a, b)
	}
}

// awaitFree waits until the engine of a killed program has let go of the folder.
func awaitFree(t testing.TB, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		_, errs, status := launch(t, dir, "migrate", "--status")
		if status == 0 || !strings.Contains(errs, "in use") {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the folder stays in use: %s", errs)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// TestBadInput checks that each mistake gives one clear line that names the thing, and the right exit status.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("foreign/notes.txt", "somebody else's")
	empty := write("empty.txt", "")
	write("pictures/a.png", "\x89PNG")
	header := write("header.csv", "a,b,c\n1,2,3\n")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"no path", []string{"load"}, 2, "--sample"},
		{"missing file", []string{"load", "nothere.txt"}, 1, "nothere.txt"},
		{"folder without reports", []string{"load", "pictures"}, 1, "pictures"},
		{"pattern without match", []string{"load", "*.nothing"}, 1, "*.nothing"},
		{"figures without header", []string{"load", header}, 1, "header.csv"},
		{"foreign folder", []string{"load", "--data", "foreign", empty}, 1, "foreign"},
		{"dead server", []string{"load", "--clickhouse", "clickhouse://u:p@127.0.0.1:1/x", empty}, 1, "127.0.0.1:1"},
		{"wrong DSN", []string{"load", "--clickhouse", "http//x", empty}, 1, "clickhouse://"},
		{"port taken", []string{"serve", "--listen", taken.Addr().String()}, 1, "--listen"},
		{"unknown command", []string{"laod"}, 2, "--help"},
		{"empty file", []string{"load", "--quiet", empty}, 0, "fetch it again"},
		{"load a pipe", []string{"load", "pipe.txt"}, 1, "pipe.txt: a pipe or a device"},
		{"extract a pipe", []string{"extract", "pipe.txt"}, 1, "pipe.txt is a folder or a device"},
		{"lint a folder", []string{"lint", "pictures"}, 1, "pictures is a folder"},
		{"address without port", []string{"serve", "--listen", "999"}, 1, "missing port in address; name a free address with --listen"},
		{"silent server", []string{"load", "--clickhouse", "clickhouse://u:p@" + taken.Addr().String() + "/x", empty}, 1, "does the server run"},
		{"extract nothing", []string{"extract", "--format", "json", "nothere.txt"}, 1, "nothere.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, status := launch(t, dir, c.args...)
			if status != c.status || !strings.Contains(out+errs, c.says) {
				t.Errorf("status %d, want %d; says %q, want %q", status, c.status, errs, c.says)
			}
			if lines := strings.Count(strings.TrimSpace(errs), "\n"); lines > 1 {
				t.Errorf("not one clear line:\n%s", errs)
			}
		})
	}
}

// TestRejectsAreNotLoaded loads a folder twice: the second time the list of the first one's refused rows lies in it.
func TestRejectsAreNotLoaded(t *testing.T) {
	dir := t.TempDir()
	rows := "issuer,issuer_level,province,gb2260_code,year,metric_id,value\n" +
		"岳阳县人民政府,county,湖南省,430621,2012,disclosure.total,7954\n岳阳县人民政府,county,湖南省,430621,2012,litigation.total,-1\n"
	if err := os.MkdirAll(filepath.Join(dir, "in"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "in", "a.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		out, errs, status := launch(t, dir, "load", "--rejects", "in/rejects.csv", "in")
		if status != 1 || !strings.Contains(out, "1 read, 0 failed") || !strings.Contains(out, "rows refused: 1") {
			t.Errorf("status %d\n%s%s", status, out, errs)
		}
	}
}

// TestSignalEndsProgram stops a server that has a client which never finishes its request, and a command that waits for its
// input. Both must be gone before a service manager kills them, which it does after 10 s at the earliest.
func TestSignalEndsProgram(t *testing.T) {
	dir := t.TempDir()
	stop := func(c *exec.Cmd) error {
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(10*time.Second, func() { _ = c.Process.Kill() })
		defer kill.Stop()
		return c.Wait()
	}
	t.Run("serve", func(t *testing.T) {
		c := command(t, dir, "serve", "--listen", "127.0.0.1:0")
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, 256)
		n, err := out.Read(line)
		if err != nil {
			t.Fatal(err)
		}
		client, err := net.Dial("tcp", regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(string(line[:n])))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = client.Close() }()
		fmt.Fprint(client, "GET / HTTP/1.1\r\nHost: x\r\n") // and no empty line: the request stays under way
		if err := stop(c); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	t.Run("calc", func(t *testing.T) {
		c := command(t, dir, "calc")
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(in, "x")
		if _, err := out.Read(make([]byte, 1)); err != nil { // it works and waits for the next line
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := stop(c); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGTERM {
			t.Errorf("calc: %v, want to be ended by SIGTERM", err)
		}
	})
}

// TestFolderInUse starts a second program on the folder of a running one.
func TestFolderInUse(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir)
	_, errs, status := launch(t, dir, "load", "--sample")
	if status != 1 || !strings.Contains(errs, "in use") {
		t.Errorf("status %d, %s", status, errs)
	}
}
