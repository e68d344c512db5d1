package extract

import (
	"sync"

	"github.com/longbridgeapp/opencc"

	"gongkai/ingest/disclosure"
)

// The share and number of traditional characters from which a text is taken for traditional script: names like 乾县 or 於潜 put a few
// into simplified texts.
const (
	minTraditional          = 8
	minTraditionalShare     = 0.02
	minTraditionalLine      = 4 // of one line in a simplified text
	minTraditionalLineShare = 0.2
)

// simplified maps every traditional character of the basic block to its simplified form. It is built once from the OpenCC
// tables; a character for character map keeps offsets one to one.
var simplified = sync.OnceValue(func() map[rune]rune {
	out := make(map[rune]rune, 4000)
	t2s, err := opencc.New("t2s")
	if err != nil { // the tables are part of the program
		panic(err)
	}
	for r := rune(0x3400); r <= 0x9FFF; r++ {
		s, err := t2s.Convert(string(r))
		if err != nil || s == string(r) {
			continue
		}
		if to := []rune(s); len(to) == 1 {
			out[r] = to[0]
		}
	}
	for _, keep := range "乾著藉於" { // common in simplified names, or harmless
		delete(out, keep)
	}
	out['於'], out['谘'], out['徵'] = '于', '咨', '征'
	return out
})

// telltales are traditional characters that no report in traditional script goes without.
var telltales = newRuneSet("國務會報請開門關門網訊處與類條為個現進書復複電發佈眾規範權員訴訟")

// simplify reads a traditional text as a simplified one, character for character; of a text in simplified script only the
// lines that are traditional, such as a title from another source.
func (v *View) simplify() {
	if !telltales.inRunes(v.Runes) {
		return
	}
	whole := v.traditional(span{0, len(v.Runes)}, minTraditional, minTraditionalShare)
	first := span{-1, -1}
	for start := 0; start < len(v.Runes); {
		line := span{start, start}
		for line.end < len(v.Runes) && v.Runes[line.end] != '\n' {
			line.end++
		}
		if whole || v.traditional(line, minTraditionalLine, minTraditionalLineShare) {
			v.simplifyLine(line, &first)
		}
		start = line.end + 1
	}
	if first.start < 0 {
		return
	}
	v.report("TRADITIONAL_TEXT", disclosure.SeverityInfo, "原文为繁体字，已按简体识别。",
		"The source is in traditional script and was read in simplified script.", first)
}

// traditional says whether a stretch of the view holds so many traditional characters that it is in traditional script.
func (v *View) traditional(p span, least int, share float64) bool {
	to := simplified()
	changed, han := 0, 0
	for _, r := range v.Runes[p.start:p.end] {
		if !cjk(r) {
			continue
		}
		han++
		if _, ok := to[r]; ok {
			changed++
		}
	}
	return changed >= least && float64(changed) >= share*float64(han)
}

// simplifyLine replaces the traditional characters of a line and notes where the first of the text stood.
func (v *View) simplifyLine(line span, first *span) {
	to := simplified()
	v.cached = ""
	for i := line.start; i < line.end; {
		from := i
		for i < line.end {
			s, ok := to[v.Runes[i]]
			if !ok {
				break
			}
			v.Runes[i] = s
			i++
		}
		if i == from {
			i++
			continue
		}
		start, end := v.Stored(from, i)
		v.Repairs = append(v.Repairs, disclosure.Repair{Kind: "TRADITIONAL_TEXT", Start: start, End: end, Read: string(v.Runes[from:i])})
		if first.start < 0 {
			*first = span{from, i}
		}
	}
}

// converted says whether the text was in traditional script.
func (v *View) converted() bool {
	for _, f := range v.Findings {
		if f.Code == "TRADITIONAL_TEXT" {
			return true
		}
	}
	return false
}

// pinyinLetters are the letters of pinyin with their tone marks.
var pinyinLetters = newRuneSet("abcdefghijklmnopqrstuvwxyzāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡ")

// maxPinyin is the longest syllable: zhuang, chuang, shuang.
const maxPinyin = 6

// dropPinyin takes out the readings that copies put behind characters: 当(dāng)前, 和(he)(he)国. A character that got its reading
// because it is traditional, 報(bào)告, is read as the simplified one.
func (v *View) dropPinyin() {
	var edits []edit
	for i := 1; i < len(v.Runes); i++ {
		if v.Runes[i] != '(' || !cjk(v.Runes[i-1]) && (len(edits) == 0 || edits[len(edits)-1].end != i) {
			continue
		}
		end := i + 1
		for end < len(v.Runes) && end-i <= maxPinyin && pinyinLetters.has(v.Runes[end]) {
			end++
		}
		if end > i+1 && end < len(v.Runes) && v.Runes[end] == ')' {
			if s, ok := simplified()[v.Runes[i-1]]; ok {
				edits = append(edits, edit{i - 1, end + 1, string(s)})
			} else {
				edits = append(edits, edit{i, end + 1, ""})
			}
			i = end
		}
	}
	v.apply("PINYIN", edits)
}
