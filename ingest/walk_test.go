package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// plant writes files below a fresh folder and makes it the current one.
func plant(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// tally walks and shows each file as a line: its path, and what kind it is, why it was skipped, or which error it met.
func tally(t *testing.T, paths ...string) []string {
	t.Helper()
	var lines []string
	for f, err := range Walk(context.Background(), paths) {
		switch {
		case err != nil:
			if !strings.HasPrefix(err.Error(), f.Path+": ") {
				t.Errorf("error %q does not begin with the path %q", err, f.Path)
			}
			lines = append(lines, f.Path+" ! "+sentinel(err))
		case f.Skipped != "":
			lines = append(lines, f.Path+" - "+f.Skipped)
		default:
			data, err := f.Read()
			if err != nil {
				t.Errorf("Read: %v", err)
			}
			lines = append(lines, fmt.Sprintf("%s %s %s", f.Path, f.Kind, data))
		}
	}
	return lines
}

func sentinel(err error) string {
	for name, want := range map[string]error{
		"no path": ErrNoPath, "no match": ErrNoMatch, "no report": ErrNoReport, "archive": ErrArchive, "pattern": filepath.ErrBadPattern,
		"not exist": fs.ErrNotExist,
	} {
		if errors.Is(err, want) {
			return name
		}
	}
	return err.Error()
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWalkFolder(t *testing.T) {
	plant(t, map[string]string{
		"in/b.txt": "b", "in/a/2.html": "2", "in/a/10.html": "10", "in/x.gold.json": "{}", "in/.git/config": "", "in/logo.png": "",
		"in/f.csv": "f", "in/~$b.docx": "", "in/关于县.2021年报告": "r",
	})
	expect(t, tally(t, "in"),
		"in/.git - hidden", "in/a/10.html document 10", "in/a/2.html document 2", "in/b.txt document b", "in/f.csv figures f",
		"in/logo.png - unknown extension", "in/x.gold.json - gold answers", "in/~$b.docx - hidden", "in/关于县.2021年报告 document r")
}

func TestWalkArguments(t *testing.T) {
	plant(t, map[string]string{"2020/a.txt": "a", "2021/a.txt": "A", "2021/b.dat": "b", "[x].txt": "x", "empty/c.png": ""})
	expect(t, tally(t, "202?/*.txt"), "2020/a.txt document a", "2021/a.txt document A")
	expect(t, tally(t, "2021/b.dat", "[x].txt"), "2021/b.dat document b", "[x].txt document x")
	expect(t, tally(t, "none.txt", "*.pdf", "[", "empty", "2020/a.txt"),
		"none.txt ! no path", "*.pdf ! no match", "[ ! pattern", "empty/c.png - unknown extension", "empty ! no report", "2020/a.txt document a")
}

func TestWalkLinks(t *testing.T) {
	plant(t, map[string]string{"in/a.txt": "a", "out/b.txt": "b"})
	for link, target := range map[string]string{"in/loop": ".", "in/out": "../out", "in/out2": "../out", "in/dead.txt": "nowhere"} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	expect(t, tally(t, "in"), "in/a.txt document a", "in/dead.txt ! not exist", "in/loop - "+SkipLink, "in/out/b.txt document b",
		"in/out2 - "+SkipLink)
}

func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate, NonUTF8: files[i][0] >= 0x80})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func tarred(t *testing.T, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		err := w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func gzipped(data string) string {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write([]byte(data)) // a bytes.Buffer does not fail
	_ = z.Close()
	return out.String()
}

func TestWalkArchives(t *testing.T) {
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("县政府报告.txt")
	if err != nil {
		t.Fatal(err)
	}
	deep := zipped(t, "d.txt", "d")
	plant(t, map[string]string{
		"a.zip":     zipped(t, "x/1.txt", "1", gbk, "2", "__MACOSX/x", "", "in.tar", tarred(t, "3.txt", "3", "deep.zip", deep)),
		"b.tgz":     gzipped(tarred(t, "1.txt", "1")),
		"c.tar.zst": string(encoder.EncodeAll([]byte(tarred(t, "1.csv", "1")), nil)),
		"d.csv.gz":  gzipped("d"),
		"e.zip":     "PK\x03\x04 cut off",
		"f.tar.gz":  gzipped(tarred(t, "1.txt", "1"))[:40],
	})
	expect(t, tally(t, "."),
		"a.zip!x/1.txt document 1", "a.zip!县政府报告.txt document 2", "a.zip!__MACOSX/x - hidden", "a.zip!in.tar!3.txt document 3",
		"a.zip!in.tar!deep.zip - "+SkipNested, "b.tgz!1.txt document 1", "c.tar.zst!1.csv figures 1", "d.csv.gz figures d",
		"e.zip ! archive", "f.tar.gz ! archive")
}

func TestWalkStops(t *testing.T) {
	plant(t, map[string]string{"a.txt": "", "b.txt": "", "c.txt": ""})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	given := 0
	for _, err := range Walk(ctx, []string{"."}) {
		given, last = given+1, err
		cancel()
	}
	if given != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d given, last with %v; want one file and then the cancellation", given, last)
	}
	for _, err := range Walk(context.Background(), []string{"."}) {
		if err != nil {
			t.Error(err)
		}
		break // must not panic by yielding again
	}
}

func TestSortedEntriesInSeveralPasses(t *testing.T) {
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("%03d.txt", i*7%100)] = ""
	}
	plant(t, files)
	for _, held := range []int{1, 3, 50, 100, 1000} {
		n := 0
		for entry, err := range sortedEntriesHolding(".", held) {
			if want := fmt.Sprintf("%03d.txt", n); err != nil || entry.Name() != want {
				t.Fatalf("holding %d: entry %d is %v (%v), want %s", held, n, entry, err, want)
			}
			n++
		}
		if n != 100 {
			t.Errorf("holding %d: %d entries, want 100", held, n)
		}
	}
}

// A panic in a reader fails its file alone.
func TestReaderPanicFailsOneFile(t *testing.T) {
	file := File{Path: "a.xlsx", open: func() (io.ReadCloser, error) { panic("index out of range") }}
	if r := readFile(file); r.err == nil || !strings.HasPrefix(r.err.Error(), "a.xlsx: its reader broke down (index out of range)") || r.file.Path != "a.xlsx" {
		t.Errorf("%+v", r)
	}
}

func TestReaderPanicFailsOneLargeFile(t *testing.T) {
	file := File{Path: "dir/a.csv", Kind: KindFigures}
	_, err := file.scanFigures(brokenReader{}, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "dir/a.csv: its reader broke down (index out of range)") {
		t.Error(err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { panic("index out of range") }
