package document

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew; read the difference before committing it")

// describeDocument writes a Document as its golden file has it: what it says of itself, its text with the kind of each block,
// and its grids.
func describeDocument(doc *Document) string {
	var out strings.Builder
	fmt.Fprintf(&out, "type: %s\ncharset: %s\ntitle: %s\naddress: %s\n", doc.MediaType, doc.Charset, doc.Title, doc.URL)
	for _, name := range slices.Sorted(maps.Keys(doc.Meta)) {
		fmt.Fprintf(&out, "%s: %s\n", name, doc.Meta[name])
	}
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		mark := map[BlockKind]string{Paragraph: "p", Heading: fmt.Sprint("h", b.Level), Table: "table"}[b.Kind]
		fmt.Fprintf(&out, "\n[%s %d-%d]\n%s\n", mark, b.Start, b.End, string(runes[b.Start:b.End]))
	}
	fmt.Fprintf(&out, "\n[grids]\n%s\n", grids(doc))
	return out.String()
}

// TestGolden reads every file of testdata and compares it with the golden file beside it. A case is added by adding a file and
// running with -update.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc, err := ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			checkOffsets(t, doc)
			got := describeDocument(doc)
			if *update {
				if err := os.WriteFile(file+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
