package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPDFOfTrackedChanges has 999 struck out before 1234, 71 before 12, a row and a paragraph.
func TestPDFOfTrackedChanges(t *testing.T) {
	doc, err := readProduced(t, "edited.pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"999", "777", "666", "71", "81", "删行"} {
		if strings.Contains(doc.Text, gone) {
			t.Errorf("%s is struck out and yet in the text %s", gone, doc.Text)
		}
	}
	for _, seen := range []string{"公开政府信息 1234 条", "收到申请 45 件", "复议 3 件"} {
		if !strings.Contains(doc.Text, seen) {
			t.Errorf("%s is not in the text %s", seen, doc.Text)
		}
	}
}

// TestPDFStruckCell has a number struck out in a cell, a number underlined in another, and cells as wide as their words, whose lines run
// through none.
func TestPDFStruckCell(t *testing.T) {
	page := ruled([]int{80, 140, 200}, []int{700, 680, 660, 640}) + show(82, 685, 10, "收到") + show(142, 685, 10, "1234") + stroke(142, 689, 162, 689) +
		show(82, 665, 10, "办结") + show(145, 665, 10, "56") + stroke(145, 663, 165, 663) + show(80, 645, 10, "行政复议件数")
	want := "收到|34\n办结|56\n行政复议件数|"
	if diff := cmp.Diff(want, grids(mustRead(t, "a.pdf", pdfOf("", page)))); diff != "" {
		t.Error(diff)
	}
}
