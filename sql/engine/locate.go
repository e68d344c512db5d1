package engine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// LibraryVariable names the environment variable that says where libchdb is, for installations outside a project folder.
const LibraryVariable = "GONGKAI_LIBCHDB"

// program is what the child runs: our own binary with libchdb, or a clickhouse binary.
type program struct {
	path    string // of libchdb, or of the clickhouse binary
	library bool
}

// locate finds the engine: the file that LibraryVariable names, else libchdb in node_modules of the working folder, of the
// executable's folder or of their parents, else a clickhouse binary on PATH. It returns ErrNotFound when there is none.
func locate() (program, error) {
	if named := os.Getenv(LibraryVariable); named != "" {
		if !isFile(named) {
			return program{}, fmt.Errorf("%w: %s names %s, which is not a file; correct it or unset it", ErrNotFound, LibraryVariable, named)
		}
		return program{path: named, library: true}, nil
	}
	inside := filepath.Join("node_modules", "@chdb", packageName(), "libchdb.so")
	for _, start := range searchStarts() {
		for dir := start; ; dir = filepath.Dir(dir) {
			if candidate := filepath.Join(dir, inside); isFile(candidate) {
				return program{path: candidate, library: true}, nil
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	if binary, err := exec.LookPath("clickhouse"); err == nil {
		return program{path: binary}, nil
	}
	return program{}, fmt.Errorf("%w: looked for %s beside the working folder and the program, and for clickhouse on PATH; "+
		"run `npm ci` in the project folder, set %s to libchdb.so, or name a server with --clickhouse", ErrNotFound, inside, LibraryVariable)
}

// packageName gives the npm package that carries libchdb for this system.
func packageName() string {
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	if runtime.GOOS == "linux" {
		return "lib-linux-" + arch + "-gnu"
	}
	return "lib-" + runtime.GOOS + "-" + arch
}

func searchStarts() []string {
	var starts []string
	if dir, err := os.Getwd(); err == nil {
		starts = append(starts, dir)
	}
	if self, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		starts = append(starts, filepath.Dir(self))
	}
	return starts
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
