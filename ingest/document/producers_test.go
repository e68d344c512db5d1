package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The files of testdata/producers were written by the programs that offices use, from report.html or, the edited ones, from a file with
// every kind of change that Word tracks. README.md there says by what and what each proves.

func readProduced(t *testing.T, name string) (*Document, error) {
	t.Helper()
	return ReadFile(filepath.Join("testdata", "producers", name))
}

// looseRows gives the tables of a document without the spaces and line breaks that programs set differently, and without the heading
// row of four that Calc makes of three.
func looseRows(doc *Document) string {
	var rows []string
	for _, row := range strings.Split(grids(doc), "\n") {
		row = strings.NewReplacer(" ", "", "⏎", "", "\u3000", "").Replace(row)
		if !strings.HasPrefix(row, "（本列数据") {
			rows = append(rows, row)
		}
	}
	return strings.Join(rows, "\n")
}

func TestProducedFilesHaveTheSameTables(t *testing.T) {
	source, err := readProduced(t, "report.html")
	if err != nil {
		t.Fatal(err)
	}
	want := looseRows(source)
	for _, name := range []string{
		"writer.docx", "writer.doc", "writer.html", "chromium.mht", "calc.xlsx", "writer.pdf", "cairo.pdf", "wkhtmltopdf.pdf",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := readProduced(t, name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, looseRows(doc)); diff != "" {
				t.Error(diff)
			}
			if title := strings.ReplaceAll(doc.Text, " ", ""); !strings.HasPrefix(title, "青禾县人民政府2021年政府信息公开工作年度报告\n") {
				t.Errorf("text begins %.80q", doc.Text)
			}
		})
	}
}

func TestProducedFilesWithTrackedChanges(t *testing.T) {
	// 999, 71, 81 and the paragraph of 666 were deleted, 888 is hidden, 777 was moved away, 222 is a footnote, 333 a comment.
	for _, name := range []string{"edited.docx", "edited.doc"} {
		t.Run(name, func(t *testing.T) {
			doc, err := readProduced(t, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, gone := range []string{"999", "888", "777", "666", "71", "81", "222", "333", "删行"} {
				if strings.Contains(doc.Text, gone) {
					t.Errorf("%s is in the text: %s", gone, doc.Text)
				}
			}
			for _, seen := range []string{"公开政府信息1234条", "收到申请45件", "复议3件"} {
				if !strings.Contains(doc.Text, seen) {
					t.Errorf("%s is not in the text: %s", seen, doc.Text)
				}
			}
			tables := grids(doc)
			if !strings.HasPrefix(tables, "项目|申请人|申请人|申请人\n项目|自然人|法人|总计\n新收|12|3|15\n结转|1|2|3\n缩进|8|9|") || !strings.HasSuffix(tables, "内甲|51\n内乙|52") {
				t.Errorf("tables:\n%s", tables)
			}
		})
	}
}

func TestProducedFileWithWrongCharacters(t *testing.T) {
	_, err := readProduced(t, "garbled.pdf")
	if Reason(err) != "GARBLED" {
		t.Errorf("%v, want GARBLED", err)
	}
	if _, err := os.Stat(filepath.Join("testdata", "producers", "README.md")); err != nil {
		t.Error(err)
	}
}
