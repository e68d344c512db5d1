package engine

import (
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"github.com/ebitengine/purego"
)

// childVariable, when set in the environment, makes RunChild turn the process into ClickHouse; its value is the library.
const childVariable = "GONGKAI_ENGINE_CHILD"

// temporaryVariable names, in the child's environment, the folder to remove when the parent is gone.
const temporaryVariable = "GONGKAI_ENGINE_TEMPORARY"

// lifelineFD is the read end of a pipe whose other end only the parent holds. It reads end-of-file when the parent is gone.
const lifelineFD = 3

// RunChild turns this process into ClickHouse when Start has started it for that, and never returns then. Otherwise it returns
// at once. A program that calls Start calls RunChild first thing in main, before it reads its own arguments.
func RunChild() {
	library := os.Getenv(childVariable)
	if library == "" {
		return
	}
	os.Exit(becomeClickHouse(library, os.Args))
}

// localResult is the answer of query_stable_v2, as chdb.h lays it out.
type localResult struct {
	_       uintptr // buffer
	_       uintptr // length
	_       uintptr // vector
	_       float64 // elapsed
	_, _    uint64  // rows and bytes read
	message *byte
}

// becomeClickHouse runs clickhouse-local from the library until its queries end, and returns the exit status.
func becomeClickHouse(library string, args []string) int {
	go endWithParent()
	handle, err := purego.Dlopen(library, purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s cannot be loaded: %v\n", library, err)
		return 1
	}
	address, err := purego.Dlsym(handle, "query_stable_v2")
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s is not a libchdb that gongkai knows: %v\n", library, err)
		return 1
	}
	var run func(argc int32, argv **byte) *localResult
	purego.RegisterFunc(&run, address)

	argv := make([]*byte, len(args)+1) // C wants a null after the last
	for i, arg := range args {
		argv[i] = &append([]byte(arg), 0)[0]
	}
	result := run(int32(len(args)), &argv[0])
	runtime.KeepAlive(argv)
	if result != nil && result.message != nil {
		fmt.Fprintln(os.Stderr, goString(result.message))
		return 1
	}
	return 0
}

// endWithParent ends the process when the lifeline closes. ClickHouse needs no warning: what it has acknowledged is on disk.
func endWithParent() {
	lifeline := os.NewFile(lifelineFD, "lifeline")
	_, _ = lifeline.Read(make([]byte, 1)) // nothing is ever written: any return means that the parent is gone
	if dir := os.Getenv(temporaryVariable); dir != "" {
		for try := 0; os.RemoveAll(dir) != nil && try < 10; try++ { // ClickHouse's threads still write
		}
	}
	os.Exit(0)
}

func goString(text *byte) string {
	length := 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(text), length)) != 0 {
		length++
	}
	return string(unsafe.Slice(text, length))
}
