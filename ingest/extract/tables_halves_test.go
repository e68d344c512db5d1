package extract

import (
	"testing"

	"gongkai/ingest/disclosure"
)

// TestPrintedOddly reads tables of 2014 in two halves side by side, where both halves repeat a label, and with a label of which
// the second line is longer than the first.
func TestPrintedOddly(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       map[string]string
	}{
		{
			"two halves",
			`统计指标 | 单位 | 统计数 | 统计指标 | 单位 | 统计数
（一）主动公开政府信息数 | 条 | 61 | 四、行政复议数量 | 件 | 7
其中：主动公开规范性文件数 | 条 | 5 | （一）维持具体行政行为数 | 件 | 4
1．政府公报公开政府信息数 | 条 | 2 | （二）被依法纠错数 | 件 | 2
2．政府网站公开政府信息数 | 条 | 58 | （三）其他情形数 | 件 | 1
3．政务微博公开政府信息数 | 条 | 9 | 五、行政诉讼数量 | 件 | 9
4．政务微信公开政府信息数 | 条 | 8 | （二）被依法纠错数 | 件 | 6
5．其他方式公开政府信息数 | 条 | 3 | （三）其他情形数 | 件 | 3
`,
			map[string]string{
				"disclosure.total": "61", "disclosure.channel.other": "3", "review.total": "7", "review.result.corrected": "2", "review.result.other": "1",
				"litigation.total": "9", "litigation.result.corrected": "6", "litigation.result.other": "3",
			},
		},
		{
			"long second line",
			"统计指标\n单位\n统计数\n（一）收到申请数\n件\n12\n2．兼职人员数\n人\n25\n（四）政府信息公\n开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）\n万元\n3.5\n（二）举办各类培训班数\n次\n2\n",
			map[string]string{"requests.received.total": "12", "org.staff.part_time": "25", "org.budget": "3.5", "training.sessions": "2"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := textDocument(t, c.text)
			got := readTables(NewView(doc), doc, 2016)
			if got.form != disclosure.FormStats2014 {
				t.Errorf("form %s", got.form)
			}
			values := valuesOf(got)
			for metric, want := range c.want {
				if values[metric] != want {
					t.Errorf("%s = %q, want %q", metric, values[metric], want)
				}
			}
		})
	}
}

// TestSeveralColumns has three columns of values and none for their total: nothing is taken, and the finding says why.
func TestSeveralColumns(t *testing.T) {
	doc := textDocument(t, `统计指标	单位	区政府	区直单位	乡镇街道
（一）主动公开政府信息数	条	15	20	31
（一）收到申请数	件	1	2	4
2．兼职人员数	人	3	5	8
（二）举办各类培训班数	次	1	1	2
`)
	got := readTables(NewView(doc), doc, 2016)
	if v := valuesOf(got)["disclosure.total"]; v != "(unresolved)" {
		t.Errorf("disclosure.total = %s", v)
	}
	var codes []string
	for _, f := range got.findings {
		codes = append(codes, f.Code)
	}
	if len(codes) != 1 || codes[0] != "VALUE_COLUMN_AMBIGUOUS" {
		t.Errorf("findings %v", codes)
	}
}
