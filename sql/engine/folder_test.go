package engine

import (
	"errors"
	"strings"
	"testing"
)

func TestFullDisk(t *testing.T) {
	const full = "/proc" // a file system that has no free block
	if err := checkRoom(full); !errors.Is(err, ErrDiskFull) || !strings.Contains(err.Error(), full) {
		t.Error(err)
	}
	if err := checkRoom(t.TempDir()); err != nil {
		t.Error(err)
	}
}
