package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"gongkai/ingest/document"
)

// Limits on what one archive may unpack to.
const (
	maxEntries       = 1_000_000
	maxFiguresEntry  = 256 << 20 // bytes of a table of figures inside an archive
	maxNestedArchive = 512 << 20 // bytes of an archive inside an archive
)

// fixArchive is the way out when an archive cannot be read.
const fixArchive = "fetch it again, or unpack it and give the folder"

// archiveName reports whether a lower-case name is that of an archive.
func archiveName(name string) bool {
	for _, suffix := range []string{".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// archive gives the files inside an archive of the file system. An entry is unpacked when the walk reaches it, so that it
// can be read after the walk went on and the archive was closed; what waits in memory is what the caller has not let go of.
func (w *walker) archive(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return w.fail(name, fmt.Errorf("%s: %w; check its permissions", name, err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return w.fail(name, fmt.Errorf("%s: %w", name, err))
	}
	a := &archive{walker: w, name: name}
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		return a.zip(file, info.Size())
	}
	return a.tar(file)
}

// archive is one archive on the way through it.
type archive struct {
	*walker
	name  string
	depth int // 0 for an archive of the file system, 1 for one inside it
	count int
}

func (a *archive) broken(err error) bool {
	return a.fail(a.name, fmt.Errorf("%s: %w: %w; %s", a.name, ErrArchive, err, fixArchive))
}

func (a *archive) zip(in io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return a.broken(err)
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return a.fail(a.name, fmt.Errorf("%s: %w: it is protected by a password; unpack it and give the folder", a.name, ErrArchive))
		}
		inner := f.Name
		if f.NonUTF8 {
			inner, _ = document.Decode([]byte(f.Name), "")
		}
		if !a.entry(inner, f.FileInfo().Mode().IsRegular(), f.FileInfo().IsDir(), func() (io.ReadCloser, error) { return f.Open() }) {
			return false
		}
	}
	return true
}

func (a *archive) tar(in io.ReadCloser) bool {
	stream, err := unpack(a.name, in)
	if err != nil {
		return a.broken(err)
	}
	defer stream.Close()
	t := tar.NewReader(stream)
	for {
		header, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return a.broken(err)
		}
		inner, _ := document.Decode([]byte(header.Name), "")
		mode := header.FileInfo().Mode()
		if !a.entry(inner, mode.IsRegular(), mode.IsDir(), func() (io.ReadCloser, error) { return io.NopCloser(t), nil }) {
			return false
		}
	}
}

// entry gives one entry of the archive.
func (a *archive) entry(inner string, regular, folder bool, open func() (io.ReadCloser, error)) bool {
	if folder {
		return true
	}
	inner = strings.ReplaceAll(inner, `\`, "/")
	name := a.name + "!" + inner
	if a.count++; a.count > maxEntries {
		return a.broken(fmt.Errorf("it holds more than %d files", maxEntries))
	}
	kind, skip := classify(inner)
	switch {
	case !regular:
		skip = SkipSpecial
	case hidden(path.Base(inner)) != "" || strings.HasPrefix(inner, "__MACOSX/"):
		skip = SkipHidden
	case kind == KindArchive && a.depth > 0:
		skip = SkipNested
	}
	if skip != "" {
		return a.give(File{Path: name, Kind: kind, Skipped: skip}, nil)
	}
	data, err := unpackEntry(open, limitOf(kind))
	if err != nil {
		return a.fail(name, fmt.Errorf("%s: %w: %w; %s", name, ErrArchive, err, fixArchive))
	}
	if kind == KindArchive {
		return a.nested(name, data)
	}
	return a.give(File{Path: name, Size: int64(len(data)), Kind: kind, open: openBytes(data)}, nil)
}

// nested gives the files of an archive inside an archive.
func (a *archive) nested(name string, data []byte) bool {
	inner := &archive{walker: a.walker, name: name, depth: a.depth + 1}
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		return inner.zip(bytes.NewReader(data), int64(len(data)))
	}
	return inner.tar(io.NopCloser(bytes.NewReader(data)))
}

// limitOf gives the bytes that an entry may unpack to. A document one byte too large is left to document.Read to refuse.
func limitOf(kind Kind) int64 {
	switch kind {
	case KindFigures:
		return maxFiguresEntry
	case KindArchive:
		return maxNestedArchive
	}
	return document.MaxSize + 1
}

// unpackEntry reads all of an entry.
func unpackEntry(open func() (io.ReadCloser, error), limit int64) ([]byte, error) {
	in, err := open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit && limit != document.MaxSize+1 {
		return nil, fmt.Errorf("it unpacks to more than %d bytes", limit)
	}
	return data, nil
}
