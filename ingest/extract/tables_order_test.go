package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// torn prints an applications table as programs print the table of a PDF page of which they see each row alone: some rows keep
// their label, the labels of the others stand in pieces of text between the rows; the heads of the disputes table are torn.
func torn(rows [][]string, rnd *rand.Rand) string {
	var b, pending strings.Builder
	for _, row := range rows {
		at := 0
		for at < len(row) && !isNumber(row[at]) {
			at++
		}
		cells := row[at:]
		switch {
		case len(cells) == disputeCells:
			b.WriteString("维持纠正结果审结维持纠正结果审结\n| " + strings.Join(cells, " | ") + " |\n|---|---|\n")
		case len(cells) == 0:
			b.WriteString("申请人情况\n")
		case rnd.IntN(3) > 0:
			b.WriteString("| " + row[at-1] + " | " + strings.Join(cells, " | ") + " |\n")
		default:
			b.WriteString("| " + strings.Join(cells, " | ") + " |\n|---|---|\n")
			label := []rune(row[at-1])
			fmt.Fprintf(&pending, "%s\n%s\n", string(label[:len(label)/2]), string(label[len(label)/2:]))
		}
		if pending.Len() > 0 && rnd.IntN(3) == 0 {
			b.WriteString("\n" + pending.String())
			pending.Reset()
		}
	}
	return b.String() + pending.String()
}

// TestRowsByOrder reads applications tables whose rows of figures lost their labels, by the order of the form.
func TestRowsByOrder(t *testing.T) {
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		for seed := range uint64(40) {
			rnd := rand.New(rand.NewPCG(seed, 3))
			p := modernReport(form, seed, 0.5)
			p.tables = p.tables[1:]
			var text strings.Builder
			text.WriteString("某县某局年度报告\n三、收到和处理政府信息公开申请情况\n" + torn(p.tables[0], rnd))
			text.WriteString("四、政府信息公开行政复议、行政诉讼情况\n" + torn(p.tables[1], rnd) + "五、存在的主要问题\n队伍还需充实。\n")
			got := readTorn(t, text.String())
			for metric, want := range p.want {
				if strings.HasPrefix(metric, "requests.") || strings.HasPrefix(metric, "review.") || strings.HasPrefix(metric, "litigation.") {
					if got[metric] != want {
						t.Fatalf("%s seed %d: %s = %q, want %q in\n%s", form, seed, metric, got[metric], want, text.String())
					}
				}
			}
		}
	}
}

// TestRowsByOrderLost takes one row of figures without a label out: no figure may be read under another row's label.
func TestRowsByOrderLost(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		p := modernReport(disclosure.Form2021, seed, 0.2)
		lines := strings.Split(torn(p.tables[1], rnd), "\n")
		for i, l := range lines {
			if strings.HasPrefix(l, "| ") && isNumber(strings.Fields(l)[1]) {
				lines = append(lines[:i], lines[i+1:]...)
				break
			}
		}
		v := NewView(&document.Document{Text: "某县某局年度报告\n三、收到和处理政府信息公开申请情况\n" + strings.Join(lines, "\n") + "\n"})
		r := &tableReader{v: v, x: mustForms(), ts: v.tokens(&document.Document{}, nil), year: 2022, out: tables{found: map[tableKind]bool{}, seen: map[tableKind]bool{}}}
		r.vote()
		r.classify()
		for _, row := range r.byOrder(7) {
			for i, a := range r.x.file.Applicants {
				metric := row.entry.label.metric + "." + a.ID
				if got := fmt.Sprint(r.cellNumber(row.readings[0][i]).Float()); got != p.want[metric] {
					t.Fatalf("seed %d: %s = %s, want %s in\n%s", seed, metric, got, p.want[metric], strings.Join(lines, "\n"))
				}
			}
		}
	}
}

func readTorn(t *testing.T, text string) map[string]string {
	t.Helper()
	doc, err := document.Read("case.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return valuesOf(readTables(NewView(doc), doc, 2022))
}
