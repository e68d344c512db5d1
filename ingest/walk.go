package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// What Walk can meet besides files. They are wrapped with the path and the fix.
var (
	ErrNoPath   = errors.New("no such file or folder")
	ErrNoMatch  = errors.New("no file matches the pattern")
	ErrNoReport = errors.New("no report file was found")
	ErrArchive  = errors.New("the archive cannot be read")
	ErrSpecial  = errors.New("a pipe or a device is not read")
)

// Walk finds the files that paths name, one at a time: files, folders with everything below them, patterns like 2021/*.html,
// and what is inside archives (.zip, .tar, .tar.gz, .tgz, .tar.zst and archives of one level within them). An argument that is
// a file is read whatever its extension; elsewhere the extension decides. A file that is not for reading is given too, with
// Skipped set, so that a tally is complete.
//
// Order: the arguments as given, the names of a folder in byte order, the entries of an archive as they are stored. A folder is
// read in as many passes as keep at most 65,536 names in memory, so that one with a million files costs 16 passes and
// a few megabytes instead of one pass and a few hundred.
//
// An error stands for one path and the walk goes on: ErrNoPath, ErrNoMatch, ErrNoReport (a folder or archive that is empty
// or in which every file was skipped), ErrArchive, ErrSpecial, or the error of the file system. The File beside it carries the path. Walk ends
// early when ctx is done, with its error as the last.
func Walk(ctx context.Context, paths []string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		w := &walker{ctx: ctx, yield: yield, seen: map[string]bool{}}
		for _, path := range paths {
			w.roots = append(w.roots, realPath(path))
		}
		for _, path := range paths {
			if !w.argument(path) {
				return
			}
		}
	}
}

// walker carries one walk. Its methods report whether the walk goes on.
type walker struct {
	ctx   context.Context
	yield func(File, error) bool
	roots []string        // the real paths of the arguments
	seen  map[string]bool // the real paths of folders reached through a link
	found int             // files to read and errors given so far
}

func (w *walker) fail(path string, err error) bool { return w.give(File{Path: path}, err) }

func (w *walker) give(f File, err error) bool {
	if ctxErr := w.ctx.Err(); ctxErr != nil {
		w.yield(File{}, ctxErr)
		return false
	}
	if f.Skipped == "" {
		w.found++
	}
	return w.yield(f, err)
}

// argument walks one path of the caller. A name that exists is that file even when it holds * or [.
func (w *walker) argument(path string) bool {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return w.complete(path, "give a folder that holds reports", func() bool { return w.folder(path) })
	case err == nil:
		return w.file(path, info, true)
	case !errors.Is(err, fs.ErrNotExist):
		return w.fail(path, fmt.Errorf("%s: %w; check its permissions", path, err))
	case hasMeta(path):
		return w.pattern(path)
	}
	return w.fail(path, fmt.Errorf("%s: %w; check the spelling and the current folder", path, ErrNoPath))
}

// complete runs a part of the walk and reports ErrNoReport when it found nothing to read.
func (w *walker) complete(path, fix string, part func() bool) bool {
	before := w.found
	if !part() {
		return false
	}
	if w.found == before {
		return w.fail(path, fmt.Errorf("%s: %w; %s", path, ErrNoReport, fix))
	}
	return true
}

// folder walks everything below dir.
func (w *walker) folder(dir string) bool {
	for entry, err := range sortedEntries(dir) {
		if err != nil {
			return w.fail(dir, fmt.Errorf("%s: %w; check that the folder can be read", dir, err))
		}
		path := filepath.Join(dir, entry.Name())
		if !w.entry(path, entry) {
			return false
		}
	}
	return true
}

func (w *walker) entry(path string, entry fs.DirEntry) bool {
	if reason := hidden(entry.Name()); reason != "" {
		return w.give(File{Path: path, Skipped: reason}, nil)
	}
	if entry.IsDir() {
		return w.folder(path)
	}
	info, err := os.Stat(path) // follows links
	if err != nil {
		return w.fail(path, fmt.Errorf("%s: %w; check that the link leads to a file", path, err))
	}
	if info.IsDir() {
		return w.link(path)
	}
	return w.file(path, info, false)
}

// link walks a folder that a symbolic link leads to, unless the walk comes there anyway: that would give files twice or never
// end.
func (w *walker) link(path string) bool {
	target := realPath(path)
	for _, root := range w.roots {
		if within(target, root) || within(root, target) {
			return w.give(File{Path: path, Skipped: SkipLink}, nil)
		}
	}
	for earlier := range w.seen {
		if within(target, earlier) || within(earlier, target) {
			return w.give(File{Path: path, Skipped: SkipLink}, nil)
		}
	}
	w.seen[target] = true
	return w.folder(path)
}

// file gives one file of the file system, or what is inside it when it is an archive.
func (w *walker) file(path string, info fs.FileInfo, named bool) bool {
	if !info.Mode().IsRegular() {
		if named {
			return w.fail(path, fmt.Errorf("%s: %w; name a file, a folder or an archive", path, ErrSpecial))
		}
		return w.give(File{Path: path, Skipped: SkipSpecial}, nil)
	}
	kind, skip := classify(path)
	if named && skip == SkipExtension {
		skip = ""
	}
	if kind == KindArchive && skip == "" {
		return w.complete(path, "give an archive that holds reports", func() bool { return w.archive(path) })
	}
	return w.give(File{Path: path, Size: info.Size(), Kind: kind, Skipped: skip, open: openPath(path)}, nil)
}

// pattern walks what matches a pattern of path/filepath.Match.
func (w *walker) pattern(pattern string) bool {
	if _, err := filepath.Match(pattern, ""); err != nil {
		return w.fail(pattern, fmt.Errorf("%s: %w; close the [ or write it as \\[", pattern, err))
	}
	dir, rest := splitPattern(pattern)
	matched := false
	if !w.match(dir, rest, &matched) {
		return false
	}
	if !matched {
		return w.fail(pattern, fmt.Errorf("%s: %w; check it, and quote it so that the shell leaves it alone", pattern, ErrNoMatch))
	}
	return true
}

// match walks the names in dir that match the first element, and below them the remaining elements.
func (w *walker) match(dir string, elements []string, matched *bool) bool {
	if len(elements) == 0 {
		*matched = true
		return w.argument(dir)
	}
	if !hasMeta(elements[0]) {
		path := filepath.Join(dir, elements[0])
		if _, err := os.Lstat(path); err != nil {
			return true
		}
		return w.match(path, elements[1:], matched)
	}
	for entry, err := range sortedEntries(dir) {
		if err != nil {
			return true // not a folder, or none: nothing in it matches
		}
		if ok, _ := filepath.Match(elements[0], entry.Name()); !ok || hidden(entry.Name()) != "" {
			continue
		}
		if !w.match(filepath.Join(dir, entry.Name()), elements[1:], matched) {
			return false
		}
	}
	return true
}

// splitPattern parts a pattern into the folder before its first element with a wildcard and the elements from there on.
func splitPattern(pattern string) (dir string, elements []string) {
	dir = filepath.VolumeName(pattern)
	rest := filepath.ToSlash(pattern[len(dir):])
	if strings.HasPrefix(rest, "/") {
		dir += string(filepath.Separator)
	}
	elements = strings.FieldsFunc(rest, func(r rune) bool { return r == '/' })
	for len(elements) > 0 && !hasMeta(elements[0]) {
		dir = filepath.Join(dir, elements[0])
		elements = elements[1:]
	}
	if dir == "" {
		dir = "."
	}
	return dir, elements
}

func hasMeta(path string) bool { return strings.ContainsAny(path, "*?[") }

// realPath is the absolute path without links, or path itself when there is none.
func realPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// within reports whether path is dir or below it.
func within(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && (rest == "" || rest[0] == filepath.Separator || strings.HasSuffix(dir, string(filepath.Separator)))
}
