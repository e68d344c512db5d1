package extract

import (
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// dropEmpty prints one cell a line and leaves empty cells out, the way that loses them.
func dropEmpty(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		for _, c := range r {
			if c != "" {
				b.WriteString(c + "\n")
			}
		}
	}
	return b.String()
}

// collapsedRows prints a row's values in one line behind the line of its label.
func collapsedRows(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		labels, cells := splitRow(r)
		for _, l := range labels {
			b.WriteString(l + "\n")
		}
		if len(cells) > 0 {
			b.WriteString(strings.Join(cells, " ") + "\n")
		}
	}
	return b.String()
}

// digitsOnly prints the cells of rows without any separator where all have one digit.
func digitsOnly(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		labels, cells := splitRow(r)
		for _, l := range labels {
			b.WriteString(l + "\n")
		}
		sep := ""
		for _, c := range cells {
			if len(c) > 1 || len(cells) != 7 {
				sep = "\n"
			}
		}
		if len(cells) > 0 {
			b.WriteString(strings.Join(cells, sep) + "\n")
		}
	}
	return b.String()
}

// oneLine prints everything with single spaces in one line.
func oneLine(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, " ") + " ")
	}
	return b.String()
}

// TestCollapsedLayouts reads rows in one line, in one word and tables in one line.
func TestCollapsedLayouts(t *testing.T) {
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		for _, l := range []layoutCase{{"collapsed rows", collapsedRows}, {"digits only", digitsOnly}, {"one line", oneLine}} {
			t.Run(string(form)+" "+l.name, func(t *testing.T) {
				for seed := range uint64(6) {
					checkPrinted(t, modernReport(form, seed, 0.5+0.08*float64(seed)), l)
				}
			})
		}
	}
}

// TestDroppedCells reads tables whose zero cells were left out: what is read must be right, and what cannot be told must
// be unresolved.
func TestDroppedCells(t *testing.T) {
	l := layoutCase{"dropped", dropEmpty}
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		read, all := 0, 0
		for seed := range uint64(20) {
			p := blanked(modernReport(form, seed, 0.3+0.03*float64(seed)))
			name, text := p.text(l)
			doc, err := document.Read(name, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			for metric, v := range valuesOf(readTables(NewView(doc), doc, p.year)) {
				if strings.HasPrefix(v, "(") {
					continue
				}
				if read++; v != p.want[metric] {
					t.Errorf("%s seed %d: %s = %s, want %s", form, seed, metric, v, p.want[metric])
				}
			}
			for _, v := range p.want {
				if !strings.HasPrefix(v, "(") {
					all++
				}
			}
		}
		t.Logf("%s: %d of %d values of tables with lost cells were read", form, read, all)
		if read*100 < all*35 { // two in five are told by the identities; the bound guards against losing that
			t.Errorf("%s: only %d of %d values were read", form, read, all)
		}
	}
}
