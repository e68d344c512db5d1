package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestUnreadableFileHasItsHash reads a picture; the hash is what `printf '\x89PNG' | sha256sum` prints.
func TestUnreadableFileHasItsHash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte("\x89PNG"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := readReport(path)
	if err != nil {
		t.Fatal(err)
	}
	const want = "0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543"
	if r.Source.SHA256 != want || r.Source.Size != 4 || len(r.Quarantine) != 1 || r.Quarantine[0] != "UNREADABLE" {
		t.Errorf("source %+v, quarantine %q", r.Source, r.Quarantine)
	}
}
