package extract

import (
	"fmt"
	"testing"

	"gongkai/ingest/disclosure"
)

// TestCellsWithWords checks that a cell that holds something is never blank: a vague figure has its qualifier (forms.md 0), and what
// is no figure of its metric is unresolved, with a finding that quotes it.
func TestCellsWithWords(t *testing.T) {
	const table = "二、主动公开政府信息情况\n第二十条第（五）项 | |\n信息内容 | 本年处理决定数量 |\n行政许可 | %s |\n第二十条第（六）项 | |\n信息内容 | 本年处理决定数量 |\n" +
		"行政处罚 | 3 |\n行政强制 | 4 |\n第二十条第（八）项 | |\n信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | %s |\n"
	for _, c := range []struct{ licences, charges, want string }{
		{"约50", "约2.5", "50 approx, 2.5 approx"},
		{"3000多件", "2万余元", "3000 approx, 2 approx"},
		{"超过50", "不足3", "50 at_least, 3 at_most"},
		{"50 余", "12件", "50 approx, unresolved"},
		{"见附表", "待统计", "unresolved, unresolved"},
		{"3万元", "3万元", "unresolved, 3"},
		{"1.234", "1.234", "unresolved, 1.234"},
		{"1,23", "1,234.5", "unresolved, 1234.5"},
		{"≥50", "5*", "50 at_least, unresolved"},
		{"", "/", "blank, not_applicable"},
	} {
		doc := textDocument(t, fmt.Sprintf(table, c.licences, c.charges))
		read := readTables(NewView(doc), doc, 2024)
		said := map[string]string{}
		unread := 0
		for _, f := range read.candidates {
			said[f.metric] = string(f.status)
			if f.value != nil {
				said[f.metric] = f.value.String()
			}
			if f.qualifier != disclosure.QualifierExact {
				said[f.metric] += " " + string(f.qualifier)
			}
			if f.status == disclosure.StatusUnresolved {
				unread++
			}
		}
		if got := said["licensing.decisions"] + ", " + said["admin_charges.amount"]; got != c.want {
			t.Errorf("%s and %s give %s, want %s", c.licences, c.charges, got, c.want)
		}
		for _, f := range read.findings {
			if f.Code == "CELL_UNREADABLE" {
				unread--
			}
		}
		if unread != 0 || said["penalty.decisions"] != "3" {
			t.Errorf("%s and %s: %d cells without a finding, 行政处罚 %s", c.licences, c.charges, unread, said["penalty.decisions"])
		}
	}
}

// TestWordsInAFilledUpRow checks that a cell with no more than a sign keeps its column when empty cells stand behind the last figure.
func TestWordsInAFilledUpRow(t *testing.T) {
	const table = "二、主动公开政府信息情况\n第二十条第（六）项 | | | | |\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |\n行政处罚 | 0 | 增 | 25 | |\n行政强制 | 0 | 0 | 4 | |\n"
	doc := textDocument(t, table)
	read := readTables(NewView(doc), doc, 2019)
	got := map[string]string{}
	for _, f := range read.candidates {
		got[f.metric] = string(f.status)
		if f.value != nil {
			got[f.metric] = f.value.String()
		}
	}
	for metric, want := range map[string]string{"penalty.items_change": "unresolved", "penalty.decisions": "25", "coercion.decisions": "4"} {
		if got[metric] != want {
			t.Errorf("%s is %q, want %q", metric, got[metric], want)
		}
	}
}
