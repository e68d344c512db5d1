package extract

import (
	"strings"

	"gongkai/ingest/numeral"
)

// counters are the characters that may follow a number in Chinese numerals that counts something; before others the
// characters are words (一是, 三公经费, 两微一端).
var counters = newRuneSet("条件份篇则次期宗起例桩项个人名场家处册万元批年月日%百千亿点种")

// notCounted are words that begin like a number with a unit.
var notCounted = []string{
	"一次性", "一条龙", "一件事", "一起来", "一种", "一批", "一点", "一年", "一期工程", "一人一", "一事一", "一部",
	"一日", "一天", "一例外", "一件大事", "一件要事", "一件实事", "一件重要", "一项重要", "一项重点", "一项基础", "一项经常", "一项长期", "一项系统", "一项政治", "一项民心", "一项常规",
	"一项日常", "一项制度", "一项硬任务", "一项工作",
}

// together begins a verb behind 一起, which then counts nothing: 和其他业务一起部署.
var together = newRuneSet("部研推谋抓开落安检考做办学讨布参努走")

// sumOf is the number of the figures that a sum adds up, or of the labels in front of it: 两项合计9631条, 当面、网上两种方式分别收到2件、3件.
var sumOf = mustPattern(`^.[项类种块个](?:合计|相加|共计|总计|加起|累计|方式|渠道|途径|形式|语言|文字|文本|版本|[皆均都全][无为未没])`)

// counts says whether a number of the text may count something.
func counts(runes []rune, n numeral.Number) bool {
	if n.Start > 0 && runes[n.Start-1] == '届' { // 十七届五次全会
		return false
	}
	if !n.Chinese || !n.Valued() || n.Kind != numeral.Count { // 百分之九十八 is no other word
		return true
	}
	if n.End >= len(runes) || !counters.has(runes[n.End]) {
		if inRow(runes, n) {
			return true
		}
		if n.Start > 0 && runes[n.Start-1] == '者' && (n.End == len(runes) || strings.ContainsRune(",;", runes[n.End])) { // 当面者三
			return true
		}
		return n.Value == 0 && n.Kind == numeral.Count && n.End-n.Start == 1 && (n.End == len(runes) || strings.ContainsRune(",;)—", runes[n.End]))
	}
	if n.Start > 0 && (runes[n.Start-1] == '第' || n.End-n.Start == 1 && strings.ContainsRune("统唯同单专", runes[n.Start-1])) {
		return false
	}
	if runes[n.End] == '起' && n.End-n.Start == 1 && n.End+1 < len(runes) && together.has(runes[n.End+1]) {
		return false
	}
	rest := string(runes[n.Start:min(n.Start+4, len(runes))])
	for _, w := range notCounted {
		if strings.HasPrefix(rest, w) {
			return false
		}
	}
	return !sumOf.MatchString(rest)
}

// least of a number in words that counts without a unit behind it: below it words like 十 and 百 are no figures.
const leastInRow = 101

// inRow says whether a large number in words stands at the end of a clause, as one of a row whose unit is named once:
// 共三千六百人次:现场一千二百,电话二千四百.
func inRow(runes []rune, n numeral.Number) bool {
	return n.Kind == numeral.Count && n.Value >= leastInRow*numeral.Scale && n.End-n.Start >= 2 &&
		(n.End == len(runes) || strings.ContainsRune(",;、)", runes[n.End]))
}
