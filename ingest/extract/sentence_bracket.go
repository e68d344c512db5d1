package extract

import "strings"

// longestGloss is how many characters a bracket may hold that belongs to the word before it: 乡镇(街道), 部门(单位).
const longestGloss = 4

// A bracket may hold the name of what stands before it, in quotes: 公众号(“青阳发布”).
const (
	longestName = 14
	nameQuotes  = "“”\""
)

// shortBrackets finds the brackets around such words, which the masked text leaves out.
func shortBrackets(runes []rune) []int {
	var out []int
	for i, r := range runes {
		if n := unitBracket(runes[i:]); n > 0 && i > 0 && isDigit(runes[i-1]) { // 12(件)
			out = append(out, i, i+n)
			continue
		}
		if r != '(' || i > 0 && counters.has(runes[i-1]) || severalReasons(runes, i) { // 2件(均维持) says something about the figure
			continue
		}
		longest := longestGloss
		if i+1 < len(runes) && strings.ContainsRune(nameQuotes, runes[i+1]) {
			longest = longestName
		}
		for j := i + 1; j < len(runes) && j <= i+longest+1; j++ {
			if runes[j] == ')' && j > i+1 && !countedIn(runes[i+1:j]) {
				if inclusive(runes[i+1 : j]) {
					for k := i + 1; k < j; k++ {
						out = append(out, k)
					}
				}
				out = append(out, i, j)
			}
			if !cjk(runes[j]) && (longest == longestGloss || !strings.ContainsRune(nameQuotes, runes[j])) {
				break
			}
		}
	}
	return out
}

// severalReasons says whether a bracket gives one of several reasons for an outcome that the text names before each: 不予公开(国家秘密)1件,
// 不予公开(其他情形)2件.
func severalReasons(runes []rune, at int) bool {
	if at < outcomeLength {
		return false
	}
	outcome := string(runes[at-outcomeLength : at])
	return outcomeAhead.MatchString(outcome) && strings.Count(string(runes), outcome+"(") > 1
}

// countedIn says whether a bracket holds a figure in words: 公众号(一个), 企业改制(三十七件).
func countedIn(gloss []rune) bool {
	last := len(gloss) - 1
	return last > 0 && strings.ContainsRune("个件条份家次篇人名宗起", gloss[last]) && strings.Trim(string(gloss[:last]), "一二三四五六七八九十百千两零") == ""
}

// inclusive says whether a bracket tells that forwarded pieces are counted as well or who is not, which says nothing else about them:
// 微信(含转发)851条, 主动公开信息(不含乡镇)3792条.
func inclusive(gloss []rune) bool {
	return len(gloss) > 1 && (gloss[0] == '含' && gloss[1] == '转' || gloss[0] == '不' && gloss[1] == '含')
}

// unitBracket gives the place of the bracket that ends a unit in brackets at the beginning of runes; 0 when there is none.
func unitBracket(runes []rune) int {
	for n := 2; n <= 3 && n < len(runes) && runes[0] == '('; n++ {
		if runes[n] == ')' && isUnitCell(runes[1:n]) {
			return n
		}
	}
	return 0
}
