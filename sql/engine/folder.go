package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

const (
	markerName    = "gongkai.json" // says whose folder it is
	lockName      = "lock"
	folderFormat  = 1
	leastFreeDisk = 256 << 20 // below this many bytes the engine could not write its logs and first merges
)

// marker is the content of gongkai.json in a data folder.
type marker struct {
	Program string `json:"program"`
	Format  int    `json:"format"`
}

// folder is a data folder that this process has locked.
//
//	DIR/gongkai.json   marker
//	DIR/lock           flock; holds the pid and the address of the process that has it
//	DIR/engine/data    ClickHouse's own files
//	DIR/engine/logs    its logs
//	DIR/engine/tmp     its scratch files
type folder struct {
	dir  string
	lock *os.File
}

// openFolder makes or checks the data folder and locks it. Errors: ErrForeignFolder, ErrFolderFormat, ErrFolderInUse,
// ErrFolderNotWritable, ErrDiskFull.
func openFolder(dir string) (*folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("data folder %q: %w", dir, err)
	}
	if err := checkOwner(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, unwritable(dir, err)
	}
	if err := checkRoom(dir); err != nil {
		return nil, err
	}
	f := &folder{dir: dir}
	if err := f.acquire(); err != nil {
		return nil, err
	}
	if err := f.furnish(); err != nil {
		f.release()
		return nil, err
	}
	return f, nil
}

// checkOwner refuses a folder that gongkai did not make: a non-empty one without our marker.
func checkOwner(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || (err == nil && len(entries) == 0) {
		return nil
	}
	if errors.Is(err, syscall.ENOTDIR) {
		return fmt.Errorf("%w: %s is a file; name a folder with --data", ErrForeignFolder, dir)
	}
	if err != nil {
		return unwritable(dir, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, markerName))
	if errors.Is(err, fs.ErrNotExist) {
		if len(entries) == 1 && entries[0].Name() == lockName { // a first start that ended before it wrote the marker
			return nil
		}
		return fmt.Errorf("%w: %s holds %s and no %s; name an empty folder with --data", ErrForeignFolder, dir, entries[0].Name(), markerName)
	}
	if err != nil {
		return unwritable(dir, err)
	}
	var m marker
	if err := json.Unmarshal(text, &m); err != nil || m.Program != "gongkai" {
		return fmt.Errorf("%w: %s in %s was not written by gongkai; name another folder with --data", ErrForeignFolder, markerName, dir)
	}
	if m.Format != folderFormat {
		return fmt.Errorf("%w: %s has format %d and this gongkai reads format %d; use the gongkai that wrote it, or load the reports into a new folder",
			ErrFolderFormat, dir, m.Format, folderFormat)
	}
	return nil
}

func checkRoom(dir string) error {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return fmt.Errorf("data folder %s: %w", dir, err)
	}
	if free := disk.Bavail * uint64(disk.Bsize); free < leastFreeDisk {
		return fmt.Errorf("%w: %s has %d MB free and the engine needs %d MB to start; free some room or name a folder on another disk with --data",
			ErrDiskFull, dir, free>>20, leastFreeDisk>>20)
	}
	return nil
}

// acquire takes the lock. The file stays after release: only the flock counts, and the kernel drops it with the process.
func (f *folder) acquire() error {
	path := filepath.Join(f.dir, lockName)
	lock, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return unwritable(f.dir, err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = lock.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return fmt.Errorf("lock %s: %w", path, err)
		}
		holder, _ := os.ReadFile(path) // what it says only helps the reader of the message
		return fmt.Errorf("%w: %s is held by %s; stop that process or name another folder with --data",
			ErrFolderInUse, f.dir, strings.TrimSpace(string(holder)))
	}
	f.lock = lock
	return f.sign("starting")
}

// sign writes who holds the lock, for the message that a second process shows.
func (f *folder) sign(address string) error {
	text := fmt.Sprintf("pid %d, engine at %s\n", os.Getpid(), address)
	if err := f.lock.Truncate(0); err != nil {
		return unwritable(f.dir, err)
	}
	if _, err := f.lock.WriteAt([]byte(text), 0); err != nil {
		return unwritable(f.dir, err)
	}
	return nil
}

// furnish writes the marker and makes the folders of the engine.
func (f *folder) furnish() error {
	path := filepath.Join(f.dir, markerName)
	if !isFile(path) {
		text, err := json.Marshal(marker{Program: "gongkai", Format: folderFormat})
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, append(text, '\n'), 0o640); err != nil {
			return unwritable(f.dir, err)
		}
	}
	for _, sub := range []string{f.data(), f.logs(), f.scratch()} {
		if err := os.MkdirAll(sub, 0o750); err != nil {
			return unwritable(f.dir, err)
		}
	}
	return nil
}

func (f *folder) release() {
	_ = f.lock.Close() // closing drops the flock; there is nothing to do about a failure
}

func (f *folder) engine() string  { return filepath.Join(f.dir, "engine") }
func (f *folder) data() string    { return filepath.Join(f.engine(), "data") }
func (f *folder) logs() string    { return filepath.Join(f.engine(), "logs") }
func (f *folder) scratch() string { return filepath.Join(f.engine(), "tmp") }
func (f *folder) console() string { return filepath.Join(f.logs(), "console.log") }

func unwritable(dir string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w: %w; free some room or name a folder on another disk with --data", ErrDiskFull, err)
	}
	return fmt.Errorf("%w: %s: %w; make it writable for this user or name another folder with --data", ErrFolderNotWritable, dir, err)
}
