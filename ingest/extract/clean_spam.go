package extract

import (
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// spamMark stands in the view for a phrase that replaced the real words, so that the words around it do not join.
const spamMark = "〓"

// maskSpam finds gambling phrases and foreign domain names in place of words and reads each as one mark.
func (v *View) maskSpam() {
	found := append(v.adWords(), v.foreignDomains()...)
	if len(found) == 0 {
		return
	}
	for i, p := range found {
		found[i].end = v.adEnd(p.end)
	}
	sort.Slice(found, func(i, j int) bool { return found[i].start < found[j].start })
	var edits []edit
	for _, p := range found {
		if next := v.skipSpaces(p.end); next < len(v.Runes) && cjk(v.Runes[next]) { // the blank that parts an ad from the rest of a name
			p.end = next
		}
		if n := len(edits); n > 0 && v.joins(edits[n-1].end, p.start) {
			edits[n-1].end = max(p.end, edits[n-1].end)
			continue
		}
		edits = append(edits, edit{p.start, p.end, spamMark})
	}
	places := make([]span, len(edits))
	for i, e := range edits {
		places[i] = span{e.start, e.end}
	}
	v.report("SPAM_TEXT", disclosure.SeverityWarning, "文本中混入与报告无关的推广词，原词不可知。",
		"Advertising phrases stand in place of words of the report.", places...)
	v.apply("SPAM_TEXT", edits)
	for i, r := range v.Runes {
		if string(r) == spamMark {
			v.spam = append(v.spam, span{i, i + 1})
		}
	}
}

// longestJoint is how many runes at most stand between two ads behind a mark that joins them.
const longestJoint = 6

// joins says whether two ads between which [from, to) stands are one: 甲体育，甲直播, 甲彩票_乙彩票网.
func (v *View) joins(from, to int) bool {
	return to <= from+1 || to-from <= longestJoint && strings.ContainsRune("_-", v.Runes[from])
}

// foreignDomains finds a host name glued to a place or a body (puroview.com溪下乡): mirrors put their own name in place of a
// county's. A host name in an address, a mailbox or a sentence about a web site is not meant.
func (v *View) foreignDomains() []span {
	var out []span
	end := 0 // of the last name, which is looked at once
	for i, r := range v.Runes {
		if r != '.' || i < end || i == 0 || i+3 >= len(v.Runes) {
			continue
		}
		start := i
		end = i + 1
		for start > 0 && hostLetter(v.Runes[start-1]) {
			start--
		}
		for end < len(v.Runes) && hostLetter(v.Runes[end]) {
			end++
		}
		name := v.String(start, end)
		if strings.LastIndexByte(name, '.') == 0 || !topLevel(name) || strings.HasPrefix(name, "www.") || strings.Contains(name, ".gov") {
			continue
		}
		if start > 0 && strings.ContainsRune("@/:", v.Runes[start-1]) || !v.bodyFollows(end) {
			continue
		}
		out = append(out, span{start, end})
	}
	return out
}

func hostLetter(r rune) bool {
	return latinOrFigure(r) || r == '-' || r == '.'
}

func topLevel(name string) bool {
	for _, end := range []string{".com", ".cn", ".net", ".org", ".cc", ".vip", ".top"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// bodyFollows says whether the name of a body begins at i: up to eight characters and 乡, 镇, 街道, 局, 人民政府.
func (v *View) bodyFollows(i int) bool {
	for j := i; j < min(i+8, len(v.Runes)); j++ {
		if !cjk(v.Runes[j]) {
			return false
		}
		if j > i && strings.ContainsRune("乡镇街局县区市", v.Runes[j]) {
			return true
		}
	}
	return false
}
