package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/ingest/disclosure"
	"gongkai/ingest/document"
)

// printed is a report's tables as rows of cells, the way the forms print them, with the values that must be read back.
type printed struct {
	form   disclosure.Form
	year   int
	tables [][][]string // per table its rows; a row is its leading labels and its cells
	want   map[string]string
}

// labels of the matrix rows with their groups, as the form prints them.
func matrixGroups(form disclosure.Form) map[string]string {
	groups := map[string]string{
		"requests.result.granted": "三、本年度办理结果", "requests.result.denied.state_secret": "（三）不予公开",
		"requests.result.not_available.not_held": "（四）无法提供", "requests.result.not_processed.petition": "（五）不予处理",
	}
	if form == disclosure.Form2021 {
		groups["requests.result.other.overdue_correction"] = "（六）其他处理"
	}
	return groups
}

// modernReport makes a report in the forms of 2019 or 2021 whose numbers satisfy every identity. share is the part of cells
// that are zero, as in real reports of small bodies.
func modernReport(form disclosure.Form, seed uint64, share float64) printed {
	rnd := rand.New(rand.NewPCG(seed, 7))
	number := func(most int) int {
		if rnd.Float64() < share {
			return 0
		}
		return rnd.IntN(most)
	}
	p := printed{form: form, year: 2022, want: map[string]string{}}
	if form == disclosure.Form2019 {
		p.year = 2019
	}
	x := mustForms()
	var t2 [][]string
	for _, f := range x.file.Article20 {
		if f.Form != form {
			continue
		}
		for _, item := range f.Items {
			t2 = append(t2, []string{"第二十条第（" + item.Item + "）项"}, append([]string{"信息内容"}, item.Columns...))
			for _, row := range item.Rows {
				cells := []string{row.Labels[0]}
				for _, m := range row.Metrics {
					v := fmt.Sprint(number(900))
					cells, p.want[m] = append(cells, v), v
				}
				t2 = append(t2, cells)
			}
		}
	}
	p.tables = append(p.tables, t2, matrixTable(x, form, number, p.want), disputesOf(x, number, p.want))
	return p
}

func matrixTable(x *forms, form disclosure.Form, number func(int) int, want map[string]string) [][]string {
	out := [][]string{
		{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"},
		{"自然人", "法人或其他组织", "总计"},
		{"商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"},
	}
	total, received := [7]int{}, [7]int{}
	results := map[string][7]int{}
	for _, r := range x.matrixRows[form] {
		if r.base == rowReceived || r.base == rowCarriedIn || r.base == rowCarriedOut || r.base == rowTotal {
			continue
		}
		row := [7]int{}
		for i := range 6 {
			row[i] = number(60)
			row[6] += row[i]
		}
		results[r.base] = row
		for i := range row {
			total[i] += row[i]
		}
	}
	carriedOut, carriedIn := [7]int{}, [7]int{}
	for i := range 6 {
		carriedOut[i] = number(9)
		carriedIn[i] = min(number(5), total[i]+carriedOut[i])
		received[i] = total[i] + carriedOut[i] - carriedIn[i]
		carriedOut[6] += carriedOut[i]
		carriedIn[6] += carriedIn[i]
		received[6] += received[i]
	}
	results[rowReceived], results[rowCarriedIn], results[rowCarriedOut], results[rowTotal] = received, carriedIn, carriedOut, total
	groups := matrixGroups(form)
	for _, r := range x.matrixRows[form] {
		var cells []string
		if r.base == "requests.result.granted" {
			cells = append(cells, groups[r.base])
		} else if g := groups[r.base]; g != "" {
			cells = append(cells, g)
		}
		cells = append(cells, r.label)
		for i, a := range x.file.Applicants {
			v := fmt.Sprint(results[r.base][i])
			cells, want[r.base+"."+a.ID] = append(cells, v), v
		}
		out = append(out, cells)
	}
	return out
}

func disputesOf(x *forms, number func(int) int, want map[string]string) [][]string {
	d := x.file.Disputes
	out := [][]string{
		{"行政复议", "行政诉讼"},
		append(append([]string{}, d.Outcomes...), "未经复议直接起诉", "复议后起诉"),
		append(append([]string{}, d.Outcomes...), d.Outcomes...),
	}
	var cells []string
	for _, b := range d.Blocks {
		sum := 0
		for i, m := range b.Metrics {
			v := number(30)
			if i == len(b.Metrics)-1 {
				v = sum
			}
			sum += v
			cells, want[m] = append(cells, fmt.Sprint(v)), fmt.Sprint(v)
		}
	}
	return append(out, cells)
}

// A layout prints a table's rows.
type layoutCase struct {
	name  string
	print func(rows [][]string) string
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func (p printed) text(l layoutCase) (name, text string) {
	heads := []string{"二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"}
	var b strings.Builder
	b.WriteString("某县某局年度报告\n一、总体情况\n全年工作平稳，各项制度得到执行。\n")
	web := l.name == "web"
	for i, t := range p.tables {
		if web {
			b.WriteString("<p>" + heads[i] + "</p>" + l.print(t))
			continue
		}
		b.WriteString(heads[i] + "\n" + l.print(t) + "\n")
	}
	tail := "五、存在的主要问题及改进情况\n队伍还需充实。\n六、其他需要报告的事项\n无。\n"
	if web {
		return "case.html", "<html><body>" + b.String() + "<p>" + tail + "</p></body></html>"
	}
	return "case.txt", b.String() + tail
}

// TestLayouts prints made-up tables that satisfy every identity in each layout of the handbook's part A and reads them back.
func TestLayouts(t *testing.T) {
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		for _, l := range layoutCases {
			t.Run(string(form)+" "+l.name, func(t *testing.T) {
				for seed := range uint64(6) {
					checkPrinted(t, modernReport(form, seed, 0.4+0.1*float64(seed%6)), l)
				}
			})
		}
	}
}

func checkPrinted(t *testing.T, p printed, l layoutCase) {
	t.Helper()
	name, text := p.text(l)
	doc, err := document.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got := readTables(NewView(doc), doc, p.year)
	values := valuesOf(got)
	wrong := 0
	for metric, want := range p.want {
		if values[metric] != want {
			if wrong++; wrong < 6 {
				t.Errorf("%s = %q, want %q", metric, values[metric], want)
			}
		}
	}
	for metric, v := range values {
		if _, ok := p.want[metric]; !ok {
			t.Errorf("%s = %q is not in the table", metric, v)
		}
	}
	if got.form != p.form {
		t.Errorf("form %q, want %q", got.form, p.form)
	}
	if wrong > 0 {
		t.Fatalf("%d of %d wrong", wrong, len(p.want))
	}
}

// TestBlankLayouts leaves every zero cell empty, as many bodies do: where separators are kept the blanks must be found.
func TestBlankLayouts(t *testing.T) {
	for _, form := range []disclosure.Form{disclosure.Form2019, disclosure.Form2021} {
		for _, l := range layoutCases {
			if !strings.Contains(l.name, "pipe") && l.name != "web" && l.name != "tabs" && l.name != "commas" && l.name != "A3 pads" {
				continue
			}
			t.Run(string(form)+" "+l.name, func(t *testing.T) {
				for seed := range uint64(6) {
					checkPrinted(t, blanked(modernReport(form, seed, 0.5+0.05*float64(seed))), l)
				}
			})
		}
	}
}

// blanked empties the cells that hold 0.
func blanked(p printed) printed {
	for _, table := range p.tables {
		for _, row := range table {
			for i := range row {
				if i > 0 && row[i] == "0" || row[i] == "0" && len(row) == disputeCells {
					row[i] = ""
				}
			}
		}
	}
	for metric, v := range p.want {
		if v == "0" {
			p.want[metric] = "(blank)"
		}
	}
	return p
}

// olderReport makes one of the tables with a metric a row. head names the columns; the value stands in the last one that
// is read.
func olderReport(form disclosure.Form, seed uint64, head []string, cells func(l label, unit, value string) []string) printed {
	rnd := rand.New(rand.NewPCG(seed, 11))
	p := printed{form: form, year: 2013, want: map[string]string{}}
	if form == disclosure.FormStats2014 {
		p.year = 2016
	}
	rows := [][]string{head}
	for _, m := range disclosure.MustDictionary().Metrics {
		for _, r := range m.Rows {
			if r.Form != form || m.Applicant != "" && m.Applicant != "total" {
				continue
			}
			v := fmt.Sprint(rnd.IntN(300))
			if r.Row%3 == 0 {
				v = "0"
			}
			p.want[m.ID] = v
			for len(rows) <= r.Row {
				rows = append(rows, nil)
			}
			rows[r.Row] = cells(label{name: r.Label, code: r.Code, row: r.Row}, m.Unit, v)
		}
	}
	if form == disclosure.FormStats2014 {
		for row, text := range map[int]string{1: "一、主动公开情况", 5: "（二）通过不同渠道和方式公开政府信息的情况", 11: "二、回应解读情况", 13: "（二）通过不同渠道和方式回应解读的情况", 21: "三、依申请公开情况", 55: "八、机构建设和保障经费情况", 62: "九、政府信息公开会议和培训情况"} {
			rows[row] = []string{text, "——", "——"}
		}
	}
	p.tables = [][][]string{rows}
	return p
}

// TestOlderLayouts prints the tables of 2008 and 2014 with their different columns in every layout.
func TestOlderLayouts(t *testing.T) {
	heads := []struct {
		name  string
		form  disclosure.Form
		head  []string
		cells func(l label, unit, value string) []string
	}{
		{"stats", disclosure.FormStats2014, []string{"统计指标", "单位", "统计数"}, func(l label, unit, v string) []string { return []string{l.name, unit, v} }},
		{"stats without unit", disclosure.FormStats2014, []string{"统计指标", "统计数"}, func(l label, _, v string) []string { return []string{l.name, v} }},
		{"stats remarks", disclosure.FormStats2014, []string{"统计指标", "单位", "统计数", "备注"}, func(l label, unit, v string) []string { return []string{l.name, unit, v, ""} }},
		{"stats total", disclosure.FormStats2014, []string{"统计指标", "单位", "合计", "区政府", "区直单位"}, func(l label, unit, v string) []string { return []string{l.name, unit, v, "7", "8"} }},
		{"indicators", disclosure.FormIndicators2008, []string{"指 标", "单位", "数 量"}, func(l label, unit, v string) []string { return []string{l.name, unit, v} }},
		{"indicators month and year", disclosure.FormIndicators2008, []string{"指标名称", "计量单位", "代码", "本期实际", "本年累计"}, func(l label, unit, v string) []string { return []string{l.name, unit, l.code, "3", v} }},
		{"indicators year first", disclosure.FormIndicators2008, []string{"指标名称", "代码", "2009年度", "历年累计"}, func(l label, _, v string) []string { return []string{l.name, l.code, v, "99999"} }},
		{"indicators of two years", disclosure.FormIndicators2008, []string{"指标名称", "单位", "2012年", "2013年"}, func(l label, unit, v string) []string { return []string{l.name, unit, "5", v} }},
		{"indicators numbered", disclosure.FormIndicators2008, []string{"序号", "指标名称", "单位", "数量"}, func(l label, unit, v string) []string { return []string{fmt.Sprint(l.row), l.name, unit, v} }},
	}
	for _, h := range heads {
		for _, l := range layoutCases {
			if strings.HasPrefix(l.name, "A11") || strings.Contains(l.name, "A9") {
				continue
			}
			if h.name == "stats remarks" && (strings.HasPrefix(l.name, "A1 ") || strings.HasPrefix(l.name, "A12") || strings.HasPrefix(l.name, "A10") || strings.HasPrefix(l.name, "A2")) {
				continue // an empty column leaves no trace there, or blank lines
			}
			t.Run(h.name+" "+l.name, func(t *testing.T) {
				for seed := range uint64(3) {
					p := olderReport(h.form, seed, h.head, h.cells)
					if h.name == "indicators year first" {
						p.want["disclosure.total_cumulative"] = "99999"
					}
					checkPrinted(t, p, l)
				}
			})
		}
	}
}
