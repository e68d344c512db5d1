package document

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

const (
	pdfInstances = 2                // each holds about 115 MB
	pdfPages     = 8192             // of 64 KB: at most 512 MB for one instance
	pdfPatience  = 60 * time.Second // for one file; the longest report seen, 60 pages, takes 4 s
)

// pdfEngine is PDFium compiled to WebAssembly: it cannot reach files, the network or memory outside its own, so that a
// hostile file can hurt only its own reading. It starts with the first PDF; the compiled module is kept in the user's cache
// folder because compiling takes seconds and loading a tenth of one.
var pdfEngine = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(pdfPages).WithCloseOnContextDone(true)
	if cache := compilationCache(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: pdfInstances, ReuseWorkers: false,
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start the PDF engine: %w", err)
	}
	return pool, nil
})

// compilationCache is nil when there is no place for one: then the engine compiles anew.
func compilationCache() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "gongkai", "wazero"))
	if err != nil {
		return nil
	}
	return cache
}

// withPDFium runs work on an instance of the engine. An instance that takes longer than pdfPatience is ended, which makes
// its calls fail.
func withPDFium(work func(pdfium.Pdfium) error) error {
	pool, err := pdfEngine()
	if err != nil {
		return err
	}
	instance, err := pool.GetInstance(10 * pdfPatience)
	if err != nil {
		return fmt.Errorf("wait for the PDF engine: %w", err)
	}
	done := make(chan error, 1)
	go func() { done <- work(instance) }()
	timer := time.NewTimer(pdfPatience)
	defer timer.Stop()
	select {
	case err := <-done:
		_ = instance.Close() // the result is complete; what fails to close is thrown away with the instance
		return err
	case <-timer.C:
		_ = instance.Kill()
		if err := <-done; err == nil {
			return nil // it was done in the last moment
		}
		return unusable(ErrUnsupported, fmt.Sprintf("reading takes longer than %s", pdfPatience), "print it to a new PDF, or save it as text")
	}
}
