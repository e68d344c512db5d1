package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// textDocument makes the document of a plain text.
func textDocument(t *testing.T, text string) *document.Document {
	t.Helper()
	doc, err := document.Read("case.txt", []byte(text))
	if err != nil {
		t.Fatalf("document.Read: %v", err)
	}
	return doc
}

// valuesOf gives the first candidate of each metric as "12", or its status in brackets when it carries no value.
func valuesOf(got tables) map[string]string {
	out := map[string]string{}
	for _, c := range got.candidates {
		if _, ok := out[c.metric]; ok {
			continue
		}
		if c.value != nil || c.status.Valued() {
			v := "0"
			if c.value != nil {
				v = c.value.String()
			}
			out[c.metric] = v
			continue
		}
		out[c.metric] = "(" + string(c.status) + ")"
	}
	return out
}

// TestSeed002Table reads the pipe tables of a published report; the figures stand in its gold file.
func TestSeed002Table(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/seeds/002_*.txt")
	if len(names) == 0 {
		t.Skip("../shared/seeds is not there")
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	doc := textDocument(t, string(data))
	got := readTables(NewView(doc), doc, 2013)
	values := valuesOf(got)
	for metric, want := range map[string]string{
		"disclosure.total": "138", "disclosure.fulltext_electronic": "138", "disclosure.normative_docs": "10",
		"requests.result.denied.exempt_1.total": "0", "appeals.first_handling_dissatisfied": "0", "website.column_visits": "0",
	} {
		if values[metric] != want {
			t.Errorf("%s = %q, want %q", metric, values[metric], want)
		}
	}
	if len(values) != 34 {
		t.Errorf("%d metrics, want the 34 rows that the report prints: %v", len(values), values)
	}
}

// TestParseCell covers the cell contents of the handbook's part B, one case a line.
func TestParseCell(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"0", "explicit_zero 0"},
		{"零", "explicit_zero 0"},
		{"无", "explicit_zero 0"},
		{"0.00", "explicit_zero 0"},
		{"", "blank"},
		{"  ", "blank"},
		{"/", "not_applicable"},
		{"—", "not_applicable"},
		{"——", "not_applicable"},
		{"-", "not_applicable"},
		{"\\", "not_applicable"},
		{"不涉及", "not_applicable"},
		{"不适用", "not_applicable"},
		{"12", "reported 12"},
		{"1,234", "reported 1234"},
		{"1 234", "reported 1234"},
		{"12 34", "reported 1234"},
		{"18.8710", "reported 18.871"},
		{"0.092", "reported 0.092"},
		{"-35", "reported -35 signed"},
		{"减35", "reported -35 signed"},
		{"增72", "reported 72 signed"},
		{"+1036", "reported 1036 signed"},
		{"↓3", "reported -3 signed"},
		{"251000元", "reported 251000 元"},
		{"976.81万元", "reported 976.81 万元"},
		{"4.5999999999999996", "reported 4.6"},
		{"99999999999999", "reported 100000000000"}, // MaxValue: too large
		{"12件", "reported 12 件"},
		{"22(其中修订16件)", "reported 22 annotated"},
		{"55(含自然失效29件)", "reported 55 annotated"},
		{"(2)信息不存在数", "no"},
		{"22 (2)“信息不存在”数", "no"},
		{"一", "no"},
		{"三", "no"},
		{"2019.1.1", "no"},
		{"第20条", "no"},
		{"12%", "no"},
		{"3-5", "no"},
		{"约12", "no"},
		{"123456789012345", "no"},
	} {
		if got := describeCell([]rune(c.text)); got != c.want {
			t.Errorf("parseCell(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func describeCell(text []rune) string {
	c, ok := parseCell(text)
	if !ok {
		return "no"
	}
	out := string(c.status)
	if c.status.Valued() {
		out += " " + c.value.String()
	}
	if c.unit != "" {
		out += " " + c.unit
	}
	if c.annotated {
		out += " annotated"
	}
	if c.signed {
		out += " signed"
	}
	return out
}

// TestNormalLabel covers the label variants of the handbook's sections 3 and 5.2.
func TestNormalLabel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "主动公开政府信息数"},
		{"(不同渠道和方式公开相同信息计1条)主动公开政府信息数", "主动公开政府信息数"},
		{"其中：1.当面申请数", "当面申请数"},
		{"1．当面申请数", "当面申请数"},
		{"1、当面申请数", "当面申请数"},
		{"⑴当面申请数", "当面申请数"},
		{"①当面申请数", "当面申请数"},
		{"㈠收到申请数", "收到申请数"},
		{"一)收到申请数", "收到申请数"},
		{"(11)其它原因", "其他原因"},
		{"不是《条例》所指政府信息", "不是条例所指政府信息"},
		{"(5)“免予公开范围 1 ” 数", "免予公开范围1数"},
		{"（七）总 计", "总计"},
		{"3.危及“三安全一稳定”", "危及三安全一稳定"},
		{"三、本年度办理结果", "本年度办理结果"},
		{"本年增/减", "本年增减"},
		{"本年收费金额(单位:万元)", "本年收费金额"},
		{"规 章", "规章"},
		{"社会 公益\n组织", "社会公益组织"},
	} {
		if got := normalLabel(c.text); got != c.want {
			t.Errorf("normalLabel(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestEveryRowHasALabel finds every official row of the dictionary by its own label.
func TestEveryRowHasALabel(t *testing.T) {
	x, err := loadForms()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range x.dict.Metrics {
		for _, row := range m.Rows {
			if row.Column != "" || m.Applicant != "" && m.Applicant != "total" {
				continue
			}
			found := false
			for _, l := range x.find(normalLabel(row.Label)) {
				found = found || l.form == row.Form && l.row == row.Row
			}
			if !found {
				t.Errorf("%s row %d: %q is not found", row.Form, row.Row, row.Label)
			}
		}
	}
}

// TestUnits converts money to the metric's unit, once and exactly: 元 to 万元 is a division by 10,000, so 分 is the sixth decimal.
func TestUnits(t *testing.T) {
	for _, c := range []struct{ cell, printed, unit, want string }{
		{"251000", "元", "万元", "25.1"},
		{"70487", "元", "万元", "7.0487"},
		{"2340.5", "元", "万元", "0.23405"},
		{"1", "元", "万元", "0.0001"},
		{"0.01", "元", "万元", "0.000001"},
		{"-0.01", "元", "万元", "-0.000001"},
		{"0.015", "元", "万元", "0.000002 rounded"},
		{"0.001", "元", "万元", "does not fit"},
		{"1.2345674", "元", "万元", "0.000123 rounded"},
		{"1.23456789", "亿元", "万元", "12345.6789"},
		{"4.5999999999999996", "万元", "万元", "4.6 rounded"},
		{"3", "亿元", "万元", "30000"},
		{"3", "万元", "元", "30000"},
		{"3", "千元", "万元", "0.3"},
		{"976", "万元", "万元", "976"},
		{"12", "件", "万元", "12"},
		{"-5000", "元", "万元", "-0.5"},
		{"99999999999999", "元", "万元", "9999999999.9999"},
		{"99999999999", "亿元", "万元", "does not fit"},
		{"99999999999", "件", "件", "99999999999"},
		{"100000000000", "件", "件", "does not fit"},
		{"99999999999999", "件", "件", "does not fit"},
	} {
		cell, ok := parseCell([]rune(c.cell))
		if !ok {
			t.Errorf("%s is no value", c.cell)
			continue
		}
		v, exact, fits := cell.scaled(unitShift(c.printed, c.unit))
		got := v.String()
		switch {
		case !fits:
			got = "does not fit"
		case !exact:
			got += " rounded"
		}
		if got != c.want {
			t.Errorf("%s %s in %s = %s, want %s", c.cell, c.printed, c.unit, got, c.want)
		}
	}
}

// TestCellsBeyondAValue: a figure that is too long for a value is unresolved, one with more than six decimals is approximate, and
// both keep what is printed.
func TestCellsBeyondAValue(t *testing.T) {
	const table = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n%s\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n3\n" +
		"行政强制\n0\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n%s\n"
	for _, c := range []struct{ licences, charges, want string }{
		{"1203311", "59237.244912", "1203311 (); 59237.244912 ()"},
		{"1203311", "2340.5元", "1203311 (); 0.23405 2340.5元 ()"},
		{"1203311", "59237.24491234", "1203311 (); 59237.244912 59237.24491234 (approx)"},
		{"12345678901234", "123456789012元", "unresolved 12345678901234 (); 12345678.9012 123456789012元 ()"},
		{"99999999999999", "100000000000", "unresolved 99999999999999 (); unresolved 100000000000 ()"},
		{"零", "0.0000001", "0 (); unresolved 0.0000001 ()"},
	} {
		doc := textDocument(t, fmt.Sprintf(table, c.licences, c.charges))
		said := map[string]string{}
		read := readTables(NewView(doc), doc, 2024)
		told := slices.ContainsFunc(read.findings, func(f disclosure.Finding) bool {
			return f.Code == "APPROX_VALUE" && f.Metrics[0] == "admin_charges.amount"
		})
		if approx := strings.Contains(c.want, "approx"); told != approx {
			t.Errorf("%s: APPROX_VALUE told: %t, want %t", c.charges, told, approx)
		}
		for _, f := range read.candidates {
			value := string(f.status)
			if f.value != nil {
				value = f.value.String()
			}
			said[f.metric] = strings.Join(strings.Fields(fmt.Sprintf("%s %s (%s)", value, f.raw, f.qualifier)), " ")
		}
		if got := said["licensing.decisions"] + "; " + said["admin_charges.amount"]; got != c.want {
			t.Errorf("%s and %s give %s, want %s", c.licences, c.charges, got, c.want)
		}
	}
}

// TestNearest finds labels with one wrong, missing or added character, and none where two rows differ in one character.
func TestNearest(t *testing.T) {
	x := mustForms()
	for _, c := range []struct{ text, want string }{
		{"属于己主动公开范围数", "属于已主动公开范围数"},
		{"本机关不掌握相关政府信息的", "本机关不掌握相关政府信息"},
		{"没有现成信息要另行制作", "没有现成信息需要另行制作"},
		{"要求提供公开开出版物", "要求提供公开出版物"},
		{"免予公开范围7", ""},
		{"番茄炒鸡蛋的做法", ""},
		{"总体情况", ""},
	} {
		got := x.nearest(normalLabel(c.text))
		if got == "" || c.want == "" {
			if got != c.want {
				t.Errorf("nearest(%q) = %q, want %q", c.text, got, c.want)
			}
			continue
		}
		if !x.sameRow(got, c.want) {
			t.Errorf("nearest(%q) is the row of %q, want that of %q", c.text, got, c.want)
		}
	}
}

// TestDecideForm finds the form by labels, headings and titles.
func TestDecideForm(t *testing.T) {
	for _, c := range []struct {
		name, text string
		year       int
		want       disclosure.Form
	}{
		{"sentences only", "某县2012年政府信息公开工作年度报告\n一、概述\n全年主动公开12条。\n", 2012, disclosure.FormNarrative2008},
		{"headings of the national format", "某县年度报告\n一、总体情况\n三、收到和处理政府信息公开申请情况\n", 2022, disclosure.Form2021},
		{"the same in 2020", "某县年度报告\n一、总体情况\n三、收到和处理政府信息公开申请情况\n", 2020, disclosure.Form2019},
		{"labels before the year", "二、主动公开政府信息情况\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n0\n规范性文件\n1\n1\n1\n", 2022, disclosure.Form2019},
		{"title of a lost table", "一、概述\n平稳。\n政府信息公开情况统计表\n（2016年度）\n", 2016, disclosure.FormStats2014},
		{"the title before 2014", "一、概述\n平稳。\n政府信息公开情况统计表\n", 2010, disclosure.FormIndicators2008},
		{"a mention is no title", "一、概述\n本报告后附有按要求填写的政府信息公开情况统计表以及其他有关材料一并予以公布。\n", 2016, disclosure.FormNarrative2008},
		{"words of the new forms as headings", "一、概述\n行政许可\n及时公开。\n行政处罚\n及时公开。\n行政强制\n及时公开。\n", 2013, disclosure.FormNarrative2008},
	} {
		doc := textDocument(t, c.text)
		if got := readTables(NewView(doc), doc, c.year).form; got != c.want {
			t.Errorf("%s: form %s, want %s", c.name, got, c.want)
		}
	}
}
