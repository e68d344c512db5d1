package extract

import (
	"testing"

	"gongkai/ingest/document"
)

// TestNamesFirst: a number in front of the name of what it counts is put behind it where the clause ends with the name, and what quotes it
// holds the name.
func TestNamesFirst(t *testing.T) {
	for text, want := range map[string]string{
		"全年收到5件政府信息公开申请,均已办结": "全年收到政府信息公开申请@件,均已办结",
		"发布了120条各类信息":         "发布各类信息@条",
		"发生2件行政复议、1件行政诉讼":     "发生行政复议@件、行政诉讼@件",
		"召开3场新闻发布会;举办2期培训班":   "召开新闻发布会@场;举办培训班@期",
		"未收到1件申请":             "未收到@件申请",
		"对5件申请作出答复":           "对@件申请作出答复",
		"收到5件申请人来信":           "收到@件申请人来信",
		"5件申请均已答复":            "@件申请均已答复",
	} {
		v := NewView(&document.Document{Text: text})
		m := v.mask(sentence{end: len(v.Runes)}, 0, nil)
		if m.text != want {
			t.Errorf("%s is read as %s, want %s", text, m.text, want)
		}
	}
	const text = "全年收到5件公开申请,均已答复"
	v := NewView(&document.Document{Text: text})
	m := v.mask(sentence{end: len(v.Runes)}, 0, nil)
	f := m.frames(loadGrammar(), newAround(loadGrammar().words), "", "", "")[0]
	if q := f.quote(); v.String(q.start, q.end) != "全年收到5件公开申请" {
		t.Errorf("the quote is %s", v.String(q.start, q.end))
	}
}
