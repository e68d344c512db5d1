package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestUnreadableFileHasItsHash reads a picture; the hash is what sha256sum prints for these twelve bytes.
func TestUnreadableFileHasItsHash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := readReport(path)
	if err != nil {
		t.Fatal(err)
	}
	const want = "218ad85a233eff829618a6865ab681222b734c62d35a32b3eabd5c37d8945f86"
	if r.Source.SHA256 != want || r.Source.Size != 12 || len(r.Quarantine) != 1 || r.Quarantine[0] != "UNREADABLE" {
		t.Errorf("source %+v, quarantine %q", r.Source, r.Quarantine)
	}
}
