package engine_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/sql/engine"
)

// Every way in which a folder can be wrong has its error, and the error names the folder and what to do.
func TestWrongFolders(t *testing.T) {
	needsEngine(t)
	write := func(name, text string) string {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	file := filepath.Join(write("file", ""), "file")
	for _, c := range []struct {
		what, dir string
		want      error
		says      string
	}{
		{"no name", "", engine.ErrForeignFolder, "--data"},
		{"other files", write("holiday.jpg", "x"), engine.ErrForeignFolder, "holiday.jpg"},
		{"a file", file, engine.ErrForeignFolder, "is a file"},
		{"below a file", filepath.Join(file, "below"), engine.ErrForeignFolder, "is a file"},
		{"marker of another program", write("gongkai.json", `{"program":"other","format":1}`), engine.ErrForeignFolder, "not written by gongkai"},
		{"broken marker", write("gongkai.json", `{`), engine.ErrForeignFolder, "not written by gongkai"},
		{"a later format", write("gongkai.json", `{"program":"gongkai","format":99}`), engine.ErrFolderFormat, "format 99"},
		{"where nothing can be made", "/proc/gongkai", engine.ErrFolderNotWritable, "writable"},
	} {
		e, err := engine.Start(t.Context(), engine.Options{Dir: c.dir})
		if e != nil {
			stop(t, e)
		}
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.dir) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func needsEngine(t *testing.T) {
	t.Helper()
	stop(t, start(t, t.TempDir()))
}

func TestReadOnlyFolder(t *testing.T) {
	needsEngine(t)
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Start(t.Context(), engine.Options{Dir: dir}); !errors.Is(err, engine.ErrFolderNotWritable) {
		t.Error(err)
	}
}

func TestTakenPort(t *testing.T) {
	needsEngine(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	dir := t.TempDir()
	_, err = engine.Start(t.Context(), engine.Options{Dir: dir, TCPPort: taken.Addr().(*net.TCPAddr).Port})
	if !errors.Is(err, engine.ErrPortTaken) || !strings.Contains(err.Error(), taken.Addr().String()) {
		t.Error(err)
	}
	start(t, dir) // the refused start has left nothing behind
}

func TestTooLittleMemory(t *testing.T) {
	if _, err := engine.Start(t.Context(), engine.Options{Dir: t.TempDir(), MemoryLimit: 1 << 20}); !errors.Is(err, engine.ErrMemoryLimit) {
		t.Error(err)
	}
}

func TestMissingEngine(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Chdir(t.TempDir())
	_, err := engine.Start(t.Context(), engine.Options{Dir: t.TempDir()})
	if !errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), "npm ci") {
		t.Error(err)
	}
	t.Setenv(engine.LibraryVariable, "/no/such/libchdb.so")
	_, err = engine.Start(t.Context(), engine.Options{Dir: t.TempDir()})
	if !errors.Is(err, engine.ErrNotFound) || !strings.Contains(err.Error(), "/no/such/libchdb.so") {
		t.Error(err)
	}
}

func TestBrokenEngine(t *testing.T) {
	library := filepath.Join(t.TempDir(), "libchdb.so")
	if err := os.WriteFile(library, []byte("not a library"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(engine.LibraryVariable, library)
	_, err := engine.Start(t.Context(), engine.Options{Dir: t.TempDir()})
	if !errors.Is(err, engine.ErrNoStart) || !strings.Contains(err.Error(), library) {
		t.Error(err)
	}
}

func TestTemporaryFolderGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	e, err := engine.Start(t.Context(), engine.Options{Dir: dir, Temporary: true})
	if errors.Is(err, engine.ErrNotFound) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	stop(t, e)
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
