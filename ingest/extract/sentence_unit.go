package extract

import "strings"

// units of figures, the longer ones first.
var units = []string{
	"万人次", "条次", "件次", "人次", "场次", "期次", "批次", "万元", "亿元", "点击", "个工作日", "工作日", "条", "件", "份", "篇", "则", "次", "期", "宗",
	calls,
	"起", "例", "桩", "项", "个", "人", "名", "场", "家", "处", "册", "元", "批", "本", "张", "部", "套", "天", "类", "户", "位", "台", "封", "笔",
}

var unitWords = newLexicon(units)

// calls counts calls where no other word begins with it: 来电31万通, but not 1通过.
const calls = "通"

func unitAt(text string, i int) string {
	unit := unitWords.prefix(text[i:])
	if rest := text[i+len(unit):]; unit == calls && rest != "" && strings.IndexByte(clauseMarks, rest[0]) < 0 && !strings.HasPrefix(rest, "、") {
		return ""
	}
	return unit
}
