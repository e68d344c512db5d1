package extract

import "strings"

// aspect is a field of work in front of a clause that counts what was published of it: 财政预决算方面,公开相关信息2.37万条.
var (
	aspect   = mustPattern(`(?:^|[,;:])([^,;:()#@]{2,30})(?:方面|领域),$|(重点领域),$`)
	ofAspect = mustPattern(`^(?:共|累计|全年|本年度?|年内|主动)*(?:公开|发布|公布)(?:了|相关|有关|各类|此类|Y年以来的)*(?:政府)?信息(?:共|达)?$`)
	// keyAreas says so of the key areas as a whole, however many they are, and needs no word for information behind it.
	keyAreas   = mustPattern(`重点领域(?:政府)?(?:信息)?(?:公开)?(?:方面|上)?,$`)
	ofKeyAreas = mustPattern(`^(?:共|累计|全年|本年度?|年内|主动|及时)*(?:公开|发布|公布)(?:了|相关|有关|各类|此类|Y年?以来的)*(?:政府)?(?:信息)?(?:共|达)?$`)
)

// partAhead is the first clause of the part of the sentence that a number stands in, "" when it holds a number.
func (f *frame) partAhead() string {
	part := f.m.text[strings.LastIndexByte(f.m.text[:f.from], ';')+1 : f.from]
	first := part[:max(strings.IndexAny(part, clauseMarks), 0)]
	if strings.IndexByte(first, markNumber) >= 0 {
		return ""
	}
	return counting.ReplaceAllString(first, "")
}

// pieces is what was put up or printed in front of how much information it held, sumOnly the words in between: 公示栏张贴126张次(计126条).
var (
	pieces  = mustPattern(`(?:^|[,;:])([^,;:()#@]{2,30})@(?:张次?|块|幅|版)[(,]$`)
	sumOnly = mustPattern(`^(?:共计?|合计|总计|计)(?:公开|发布)?(?:政府)?(?:信息)?$`)
)

// labelInFull puts in front of a label the words of its clause that it is a part of: its share, its aspect, its pieces.
func (f *frame) labelInFull() {
	if f.label == "" {
		if m := shareFirst.FindStringSubmatch(f.lead()); m != nil {
			f.label = m[1]
		}
	}
	if f.m.can(aspect) && ofAspect.MatchString(f.label) {
		if m := aspect.FindStringSubmatch(f.m.text[:f.from]); m != nil {
			f.label = m[1] + m[2] + f.label
		}
	}
	if f.onKeyAreas() {
		f.label = "重点领域信息" + f.label
	}
	if f.m.can(pieces) && sumOnly.MatchString(f.label) {
		if m := pieces.FindStringSubmatch(f.m.text[:f.from]); m != nil {
			f.label = m[1] + f.label
		}
	}
}

// onKeyAreas says whether a clause counts what was published of the key areas that the clause before it names.
func (f *frame) onKeyAreas() bool {
	return f.m.can(keyAreas) && ofKeyAreas.MatchString(f.label) && keyAreas.MatchString(f.m.text[:f.from])
}
