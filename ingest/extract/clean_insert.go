package extract

import (
	"sort"
	"strings"

	"gongkai/ingest/disclosure"
)

// dropInserts takes out what document libraries add: (省略199字,正式会员可完整阅读), 【下载后可修改,请购买】 with the page title
// printed around it.
func (v *View) dropInserts() {
	if !v.damaged {
		return
	}
	var found []span
	cut := false
	d := loadDamage()
	for _, h := range d.inserts.findRunes(v.Runes) {
		in := d.Inserts[h.word]
		if p, ok := v.insertAround(h.from, in.Near); ok {
			found = append(found, p)
			cut = cut || in.Cut
		}
	}
	if len(found) == 0 {
		return
	}
	sort.Slice(found, func(i, j int) bool { return found[i].start < found[j].start })
	found = merge(found)
	if cut {
		v.report("EXCERPT_TRUNCATED", disclosure.SeverityWarning, "来源只登载了部分内容。", "The source shows only a part of the report.", found...)
	}
	v.withPageTitle(found)
	edits := make([]edit, len(found))
	for i, p := range found {
		edits[i] = edit{p.start, p.end, ""}
	}
	v.apply("PAGE_FURNITURE", edits)
}

// maxInsert is the longest insert, on either side of its key word.
const maxInsert = 60

// insertAround finds the bounds of an insert: the brackets around the word, else its clause; near must stand inside.
func (v *View) insertAround(at int, near string) (span, bool) {
	open, shut := -1, -1
	for i := at; i >= max(0, at-maxInsert) && v.Runes[i] != '\n' && open < 0; i-- {
		if strings.ContainsRune("【([", v.Runes[i]) {
			open = i
		}
	}
	for i := at; i < min(len(v.Runes), at+maxInsert) && v.Runes[i] != '\n' && shut < 0; i++ {
		if strings.ContainsRune("】)]", v.Runes[i]) {
			shut = i + 1
		}
	}
	p := span{open, shut}
	if open < 0 || shut < 0 {
		p = v.clauseAround(at)
	}
	return p, strings.Contains(v.String(p.start, p.end), near)
}

func (v *View) clauseAround(at int) span {
	start, end := at, at
	for start > 0 && !strings.ContainsRune("。;!?\n", v.Runes[start-1]) && at-start < maxInsert {
		start--
	}
	for end < len(v.Runes) && !strings.ContainsRune("。;!?\n", v.Runes[end]) && end-at < maxInsert {
		end++
	}
	return span{start, end}
}

// withPageTitle extends inserts that are page headers: over the 第 N 页 behind, and over the words in front that all of them
// share.
func (v *View) withPageTitle(found []span) {
	if len(found) < 2 {
		return
	}
	common := maxInsert
	for i := 1; i < len(found); i++ {
		n := 0
		for n < common && found[i].start-n > found[i-1].end && found[0].start-n > 0 &&
			v.Runes[found[i].start-n-1] == v.Runes[found[0].start-n-1] && v.Runes[found[0].start-n-1] != '\n' {
			n++
		}
		common = n
	}
	for i := range found {
		found[i].start -= common
		if end, ok := v.pageMark(found[i].end); ok {
			found[i].end = end
		}
	}
}

// pageMark reads "第 4 页" with spaces anywhere, from i on.
func (v *View) pageMark(i int) (int, bool) {
	i = v.skipSpaces(i)
	if i >= len(v.Runes) || v.Runes[i] != '第' {
		return 0, false
	}
	i = v.skipSpaces(i + 1)
	from := i
	for i < len(v.Runes) && v.Runes[i] >= '0' && v.Runes[i] <= '9' {
		i++
	}
	if i == from {
		return 0, false
	}
	i = v.skipSpaces(i)
	if i >= len(v.Runes) || v.Runes[i] != '页' {
		return 0, false
	}
	return i + 1, true
}

func (v *View) skipSpaces(i int) int {
	for i < len(v.Runes) && v.Runes[i] == ' ' {
		i++
	}
	return i
}

// merge joins spans that overlap or touch; they must be sorted.
func merge(list []span) []span {
	out := list[:0]
	for _, p := range list {
		if n := len(out); n > 0 && p.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, p.end)
			continue
		}
		out = append(out, p)
	}
	return out
}
