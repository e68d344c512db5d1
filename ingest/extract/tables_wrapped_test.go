package extract

import (
	"testing"

	"gongkai/ingest/document"
)

// TestTornRows reads tables whose rows the printing tore: rows of several lines between separators, numbers that lost the
// separators between them, a heading 其他 that is also a row, and a common head over columns with heads of their own. The
// numbers are made up; the labels are those of the forms.
func TestTornRows(t *testing.T) {
	for _, c := range []struct {
		name, kind, text string
		year             int
		want             map[string]string
	}{
		{
			"rows of several lines", "a.txt",
			`| 
  第二十条第（一）项  |
  |||
| 信息内容
 | 本年新制作数量 | 本年新公开数量 | 
   对外公开总数量 |
| 规章
 | 0 | 1 | 
   2 |
| 规范性文件
 | 15 | 14 | 
   190 |
| 第二十条第（五）项 |
  |||
| 信息内容
 | 上一年项目数量 | 本年增/减 | 
   处理决定数量 |
| 行政许可
 | 407 | -29 | 
   60111 |
`, 2020,
			map[string]string{
				"normative.rules.made": "0", "normative.rules.newly_disclosed": "1", "normative.rules.disclosed_total": "2",
				"normative.docs.made": "15", "normative.docs.newly_disclosed": "14", "normative.docs.disclosed_total": "190",
				"licensing.items_prev_year": "407", "licensing.items_change": "-29", "licensing.decisions": "60111",
			},
		},
		{
			"lost separators and a heading like a row", "a.txt",
			`六、其他
无
一、本年新收政府信息公开申请数量 | 30 | 1 | 0 | 0 | 2 | 0 | 33 |
二、上年结转政府信息公开申请数量 | 2 0 0 0 0 0 2 |
三、本年度办理结果 | （一）予以公开 | 27 1 0 0 2 0 30 |
（二）部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
3.其他 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
（七）总计 | 32 | 1 | 0 | 0 | 2 | 0 | 35 |
四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
`, 2024,
			map[string]string{
				"requests.carried_in.natural_person": "2", "requests.carried_in.total": "2", "requests.result.granted.legal_service": "2",
				"requests.result.granted.total": "30", "requests.result.other.other.natural_person": "4", "requests.result.other.other.total": "4",
			},
		},
		{
			"a common head", "a.html",
			`<table><tr><th rowspan="2">统计指标</th><th rowspan="2">单位</th><th colspan="4">统计数</th></tr>
<tr><th>区政府</th><th>区直单位</th><th>乡镇街道</th><th>合计</th></tr>
<tr><td>（一）主动公开政府信息数</td><td>条</td><td>15</td><td>20</td><td>31</td><td>66</td></tr>
<tr><td>（一）收到申请数</td><td>件</td><td>1</td><td>2</td><td>4</td><td>7</td></tr>
<tr><td>2．兼职人员数</td><td>人</td><td>3</td><td>5</td><td>8</td><td>16</td></tr></table>`, 2016,
			map[string]string{"disclosure.total": "66", "requests.received.total": "7", "org.staff.part_time": "16"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := document.Read(c.kind, []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			values := valuesOf(readTables(NewView(doc), doc, c.year))
			for metric, want := range c.want {
				if values[metric] != want {
					t.Errorf("%s = %q, want %q", metric, values[metric], want)
				}
			}
		})
	}
}
