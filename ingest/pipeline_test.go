package ingest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sync/semaphore"
)

// TestReadAllWeighsLargeFiles: a file as large as all that may be under way enters alone and lets no later one in until it is taken,
// whatever the number of workers; nothing waits for a later file, and all arrive in the order of the walk.
func TestReadAllWeighsLargeFiles(t *testing.T) {
	dir := t.TempDir()
	large := fmt.Appendf(nil, "<title>某县2013年政府信息公开工作年度报告</title><!--%s-->", bytes.Repeat([]byte{'x'}, maxUnderWay))
	for i, data := range [][]byte{[]byte("a"), large, large, []byte("b"), large} {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.html", i)), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, workers := range []int{1, 8} {
		underWay := semaphore.NewWeighted(maxUnderWay)
		taken := 0
		for next := range readAll(context.Background(), LoadOptions{Paths: []string{dir}, Workers: workers}, underWay) {
			r := <-next.result
			if want := fmt.Sprintf("%d.html", taken); filepath.Base(r.file.Path) != want {
				t.Errorf("%d workers: file %d is %s, want %s", workers, taken, r.file.Path, want)
			}
			if next.weight == maxUnderWay && underWay.TryAcquire(1) {
				t.Errorf("%d workers: another file may enter beside %s", workers, r.file.Path)
			}
			underWay.Release(next.weight)
			taken++
		}
		if taken != 5 {
			t.Errorf("%d workers: %d files arrived, want 5", workers, taken)
		}
	}
}
