package extract

import "strings"

// Rules and normative documents stand in pairs that share a verb: 新制作规章3件、规范性文件28件. Behind a verb of theirs the first may be any
// document: 印发政策文件3件、规范性文件4件.
var (
	verbFirst = mustPattern(`^(?:([^,;:()#@]{2,24}?)(?:政府|地方)*(?:规章|(?:行政)?规范性文件)|(.*(?:制[发定作]|出台|印发|废止|失效|有效|新公开))[^,;:#@、公开规]{0,8}文件)(?:的)?(?:共计|总计|合计|共|有|为|达)*$`)
	nounOnly  = mustPattern(`^(?:政府|地方|行政)?(?:规章|规范性文件)(?:的)?(?:共计|总计|合计|共|有|为|达)*$`)
)

// sharedVerbs gives the second of such a pair the verb of the first.
func sharedVerbs(frames []frame) {
	for i := 1; i < len(frames); i++ {
		before, f := &frames[i-1], &frames[i]
		if !nounOnly.MatchString(f.label) || strings.HasSuffix(before.label, f.label) || strings.ContainsAny(f.m.text[before.byteAt:f.byteAt], ";:(") {
			continue
		}
		first := verbFirst.FindStringSubmatch(before.label)
		if first == nil {
			continue
		}
		f.clause = first[1] + first[2] + f.clause
		f.label = first[1] + first[2] + f.label
	}
}
