package document

import "golang.org/x/text/unicode/norm"

// radicals pairs the radicals of Unicode's supplement that look like whole characters with those characters: its names say which
// (U+2EA0 CJK RADICAL CIVILIAN is 民). Normalisation leaves all but two of them as they are.
const radicals = "⺁厂⺄乙⺈刀⺊卜⺎兀⺒巳⺓幺⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺬示⺶羊⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车⻏邑⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾" +
	"⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟"

var radicalTwins = func() map[rune]rune {
	twins, pairs := map[rune]rune{}, []rune(radicals)
	for i := 0; i < len(pairs); i += 2 {
		twins[pairs[i]] = pairs[i+1]
	}
	return twins
}()

// Unradical gives the character for a radical that looks like it, and any other character as it is. PDF files name many a
// character by its radical, because one picture in the font serves for both, and so do texts copied from them: 人⺠政府.
func Unradical(r rune) rune {
	switch {
	case r >= 0x2F00 && r <= 0x2FD5:
		for _, folded := range norm.NFKC.String(string(r)) {
			return folded
		}
	case r >= 0x2E80 && r < 0x2F00:
		if twin, ok := radicalTwins[r]; ok {
			return twin
		}
	}
	return r
}
