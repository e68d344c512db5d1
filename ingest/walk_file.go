package ingest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"gongkai/ingest/document"
)

// Kind says what a file is for.
type Kind uint8

// The kinds of file. A KindArchive is given only with Skipped set: the files of one that is read are given themselves.
const (
	KindDocument Kind = iota // a report, for document.Read
	KindFigures              // a table of figures: .csv, .tsv, .jsonl or .ndjson, also as .gz or .zst
	KindArchive
)

func (k Kind) String() string { return [...]string{"document", "figures", "archive"}[k] }

// Why a file is given only for the tally.
const (
	SkipHidden    = "hidden"            // .git, .DS_Store, __MACOSX, Word's ~$ lock files
	SkipGold      = "gold answers"      // *.gold.json
	SkipExtension = "unknown extension" // a picture, a program, a style sheet
	SkipSpecial   = "not a regular file"
	SkipLink      = "link to a folder that is read anyway"
	SkipRejects   = "list of refused rows"
	SkipNested    = "archive inside an archive inside an archive"
)

// File is one file that Walk found.
type File struct {
	Path    string // as given or found; a file in an archive is archive.zip!inner/name
	Size    int64  // bytes as stored on disk or, in an archive, unpacked; 0 when not known
	Kind    Kind
	Skipped string // why the file is not to be read; "" for a file to read

	open func() (io.ReadCloser, error)
}

// Open gives the file's bytes, unpacked when its name ends in .gz or .zst. It may be called at any time, also after the walk
// went on. A file that was skipped has none.
func (f File) Open() (io.ReadCloser, error) {
	if f.open == nil {
		return nil, fmt.Errorf("%s: nothing to open: %s", f.Path, f.Skipped)
	}
	in, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Path, err)
	}
	out, err := unpack(f.Path, in)
	if err != nil {
		in.Close()
		return nil, fmt.Errorf("unpack %s: %w; fetch it again", f.Path, err)
	}
	return out, nil
}

// Read gives all bytes of the file, at most document.MaxSize and one: then document.Read refuses it as too large. Figures can
// be larger: read them with Open.
func (f File) Read() ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, document.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Path, err)
	}
	return data, nil
}

func openPath(path string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

func openBytes(data []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// stacked closes a decompressor and what it reads from.
type stacked struct {
	io.Reader
	closers []func() error
}

func (s stacked) Close() error {
	var first error
	for _, closer := range s.closers {
		if err := closer(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// unpack wraps in with the decompressor that the last extension of name asks for, if any.
func unpack(name string, in io.ReadCloser) (io.ReadCloser, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".gz", ".tgz":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, err
		}
		return stacked{z, []func() error{z.Close, in.Close}}, nil
	case ".zst":
		// The window is what one frame may make the decoder hold.
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(64<<20))
		if err != nil {
			return nil, err
		}
		return stacked{z, []func() error{func() error { z.Close(); return nil }, in.Close}}, nil
	}
	return in, nil
}

var documentExtensions = map[string]bool{
	"": true, ".txt": true, ".text": true, ".md": true, ".html": true, ".htm": true, ".shtml": true, ".xhtml": true, ".mht": true,
	".mhtml": true, ".asp": true, ".aspx": true, ".jsp": true, ".php": true, ".doc": true, ".wps": true, ".docx": true, ".docm": true,
	".pdf": true, ".xls": true, ".et": true, ".xlsx": true, ".xlsm": true, ".rtf": true, ".ofd": true,
}

var figuresExtensions = map[string]bool{".csv": true, ".tsv": true, ".jsonl": true, ".ndjson": true}

// classify decides by the name alone what a file is for.
func classify(path string) (kind Kind, skip string) {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasSuffix(name, ".gold.json") {
		return KindDocument, SkipGold
	}
	if archiveName(name) {
		return KindArchive, ""
	}
	ext := filepath.Ext(name)
	if ext == ".gz" || ext == ".zst" {
		ext = filepath.Ext(strings.TrimSuffix(name, ext))
	}
	switch {
	case figuresExtensions[ext]:
		return KindFigures, ""
	case documentExtensions[ext]:
		return KindDocument, ""
	}
	// 关于….2021年度报告 has no extension, only a dot in its title.
	if strings.ContainsFunc(ext, func(r rune) bool { return r > 0x7f }) || len(ext) > 9 {
		return KindDocument, ""
	}
	return KindDocument, SkipExtension
}

// hidden gives SkipHidden for the names that systems and programs leave in folders.
func hidden(name string) string {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == "__MACOSX" || strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini") {
		return SkipHidden
	}
	return ""
}
