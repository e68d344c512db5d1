package extract

import "strings"

// rowOf is how many of the numbers stand in one row.
func rowOf(group []frame) int {
	row := 1
	for row < len(group) && inOneRow(group[:row+1]) {
		row++
	}
	return row
}

// inOneRow says whether nothing but commas and "and" stands between numbers: 1206条、842条和29417条.
func inOneRow(group []frame) bool {
	for n := 1; n < len(group); n++ {
		between := group[n].m.text[group[n-1].byteAt+1+len(group[n-1].unit) : group[n].byteAt]
		if strings.Trim(between, "、,和及与以") != "" {
			return false
		}
	}
	return true
}

// inOrder stands between labels and the numbers that take them in order; andWords cuts the labels.
var (
	inOrder  = mustPattern(`(?:[两二三四五六七八九十]+(?:大?类|个方面|项|种|块)(?:信息|方式|渠道|途径|形式|情形)?)?(?:分别|依次|各(?:自)?(?:有|为|是|占|达)$)`)
	andWords = strings.NewReplacer("”“", "”、“", "和", "、", "及", "、", "与", "、", "以、", "、")
)

// rowTail ends an enumeration that the clause before its numbers holds: …四种途径提出的,依次为.
var rowTail = mustPattern(`(?:(?:这|以上)?[一两二三四五六七八九十]+(?:大?类|个方面|项|种|块)(?:信息|方式|渠道|途径|形式|情形)?)?(?:提出|申请|提交|公开|发布|收到|受理|推送)*(?:的|数|数量|情况)*$`)

// labelList gives the enumeration of labels whose numbers stand in order from f on, behind the words "in order" at a place of f's
// label: without brackets that explain one of them, in the clause before where f's own holds none.
func (f *frame) labelList(at int) string {
	list := f.label[:at]
	if f.label != f.m.text[f.from:f.byteAt] || f.from == 0 {
		return list
	}
	head := strings.TrimSuffix(f.m.text[:f.from+at], list)
	switch {
	case strings.HasPrefix(list, "、") && strings.HasSuffix(head, ")"):
		head = openText(head)
	case strings.Trim(list, "的则数量") == "" && strings.HasSuffix(head, ","):
		head = strings.TrimSuffix(openText(head), ",")
		head = rowTail.ReplaceAllString(head, "")
	default:
		return list
	}
	head = lastClause(head)
	if strings.IndexByte(head, markNumber) >= 0 {
		return list
	}
	return head + list
}

// labelsInOrder cuts a list of labels as many as the numbers in one row behind it: 及 and 和 also stand inside a label (预决算及“三公”经费).
func labelsInOrder(list string, row []frame) []string {
	list = strings.TrimPrefix(list, "其中")
	cut := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == '、' }) }
	all := cut(andWords.Replace(list))
	if coarse := cut(list); len(all) != len(row) && len(coarse) == len(row) {
		all = coarse
	}
	last := len(all) - 1
	for _, noun := range []string{"规范性文件", "规章"} { // 制发、废止规范性文件: the verbs have one object
		for i := 0; i < last && strings.HasSuffix(all[last], noun); i++ {
			if len(kinds(all[i], loadGrammar().categories)) == 0 && actOnly.MatchString(all[i]) {
				all[i] += noun
			}
		}
	}
	if last < 1 {
		return all
	}
	if followers := audienceOf.FindString(all[last]); followers != "" { // 微信、微博粉丝分别: the followers of both
		for i := range last {
			if strings.Trim(all[i], "“”") != "" && !audienceOf.MatchString(all[i]) {
				all[i] += followers
			}
		}
	}
	return all
}

// audienceOf are the followers of an account behind its name.
var audienceOf = mustPattern(`(?:粉丝|关注|订阅|用户)(?:用户|人数|总数|总量|数|量)*$`)

// actOnly is a verb without its object.
var actOnly = mustPattern(`(?:制发|制定|出台|修改|修订|废止|清理|印发)$`)

// bothOf stands for things that were counted before; audience is how many people follow one, behind its name.
var (
	bothOf   = mustPattern(`^(?:Y年?度?|全年|本年度?|年内|当年|今年)*(?:上述|前述|以上)?(?:[两二三四]者|其|两个账号|二者的)(?:Y年?度?|全年|本年度?|年内|当年|今年)*(?:的)?(粉丝|用户|关注|订阅)?(?:数|量|人数|总数)*$`)
	audience = mustPattern(`(?:的)?(?:订阅|关注|粉丝|用户|人数|总数|总量|数|量|达到?|为|有|约|共|超过?|近)+$`)
)

// namedBefore names what the last few numbers before a place count, without the words for how many follow it.
func namedBefore(frames []frame, count int) []string {
	if len(frames) < count {
		return nil
	}
	var names []string
	for i := range frames[len(frames)-count:] {
		names = append(names, audience.ReplaceAllString(frames[len(frames)-count+i].label, ""))
	}
	return names
}

// addTo puts the words that several labels share behind each of them.
func addTo(labels []string, words string) []string {
	for i := range labels {
		labels[i] += words
	}
	return labels
}

// distribute reads A、B、C分别N、M、K条 (20): the labels in order take the numbers in order.
func distribute(frames []frame) {
	var ordered []string // the labels of the row that ends before number `end`
	end := 0
	for i := range frames {
		f := &frames[i]
		if i == end && f.nextRow(frames[i:], ordered) {
			end += len(ordered)
			continue
		}
		if f.waysInRow(frames[i:]) {
			continue
		}
		if !f.labelCan(inOrder) {
			continue
		}
		at := inOrder.FindStringIndex(f.label)
		if at == nil {
			continue
		}
		group := frames[i:]
		for n := range group {
			if n > 0 && strings.ContainsAny(group[n].m.text[group[n-1].byteAt:group[n].byteAt], ";:") {
				group = group[:n]
				break
			}
		}
		row := rowOf(group)
		if adopted.MatchString(f.label[at[1]:]) { // 省、市网站分别采用12条、40条
			for n := range row {
				group[n].passed = true
			}
			continue
		}
		labels := labelsInOrder(f.labelList(at[0]), group[:row])
		if both := bothOf.FindStringSubmatch(f.label[:at[0]]); both != nil {
			if named := namedBefore(frames[:i], row); len(named) > 1 {
				labels = addTo(named, both[1]+f.label[at[1]:])
			}
		}
		if len(labels) > 1 && row > 1 && row != len(labels) && (row > len(labels) || row == len(group)) {
			for n := range row { // which number is whose cannot be told
				group[n].passed = true
			}
			continue
		}
		if len(labels) < 2 || len(group) < len(labels) || manyMonths.MatchString(f.label[:at[0]]) && !joined(group[:len(labels)]) {
			continue // 6月、11月分别举办1期,两期共96人次
		}
		if len(group) > len(labels) {
			group = group[:len(labels)]
			if !inOneRow(group) {
				continue
			}
		}
		unit := group[len(group)-1].unit
		for n := range group {
			if group[n].unit == "" {
				group[n].unit = unit
			}
			group[n].relabel(labels[n])
		}
		ordered, end = labels, i+len(labels)
	}
}

// joined says whether numbers stand in one row without a comma.
func joined(group []frame) bool {
	first, last := group[0].byteAt, group[len(group)-1].byteAt
	return inOneRow(group) && strings.IndexByte(group[0].m.text[first:last], ',') < 0
}

// rowOfWays are ways of publishing in front of a row of numbers: 政府网站、微信公众号发布信息5316条和820条.
var rowOfWays = mustPattern(`^((?:全年|本年度?|年内|Y年?度?|通过|在|于)*[^,;:()#@]{2,40}?)((?:全年|本年度?|年内|共|累计|上)*(?:主动)?(?:发布|公开|推送|更新|编发)(?:了|各类|政府|政务)*(?:信息|消息)?(?:共|达|为)*)$`)

// waysInRow gives the numbers of a row the ways of publishing in front of it, one each, where it has as many as there are ways.
func (f *frame) waysInRow(rest []frame) bool {
	if len(rest) < 2 || f.label != f.m.text[f.from:f.byteAt] || !strings.ContainsAny(f.label, "、和及与") || strings.Contains(f.label, "分别") {
		return false
	}
	row := rest[:rowOf(rest)]
	m := rowOfWays.FindStringSubmatch(f.label)
	if m == nil || len(row) < 2 {
		return false
	}
	labels := labelsInOrder(m[1], row)
	if len(labels) != len(row) {
		return false
	}
	for n := range row {
		if row[n].label != "" && n > 0 || len(kinds(ways(labels[n]), loadGrammar().channels)) != 1 {
			return false
		}
	}
	for n := range row {
		row[n].relabel(labels[n] + m[2])
	}
	return true
}

// relabel gives a number the words of its place in a row.
func (f *frame) relabel(label string) {
	f.label = label
	f.clause = label + string(markSelf) + f.unit
}

// nextVerb is what the accounts of a row did besides, in front of the next row about them: 全年推文4406篇、3115条.
var nextVerb = mustPattern(`^(?:Y年?度?|全年|本年度?|年内|当年|今年|共|累计)*(?:分别)?(?:发布|推送|推文|发文|编发|更新|发送)(?:信息|图文|文章)?(?:分别)?(?:为|达)?$`)

// nextRow gives the numbers of a second row about accounts the names that the first one had, where it has as many.
func (f *frame) nextRow(rest []frame, ordered []string) bool {
	if len(ordered) < 2 || len(rest) < len(ordered) || rowOf(rest) != len(ordered) || !audienceOf.MatchString(ordered[len(ordered)-1]) ||
		!nextVerb.MatchString(f.label) {
		return false
	}
	verb := strings.ReplaceAll(f.label, "分别", "")
	for n := range ordered {
		rest[n].relabel(audience.ReplaceAllString(ordered[n], "") + verb)
	}
	return true
}
