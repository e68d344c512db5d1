package extract

// linked is a name of documents, the words that only lead to their number, and the unit: 规范性文件数量为5份 says what 规范性文件5件 does.
var linked = mustPattern(`(?:(?:规范性|任免|其他)文件|规章)(?:数量|的?件数)?(?:共计|共有|共|为|有|是|达到|达|计)*@(?:件|份|个)`)

// docName is the name alone.
var docName = mustPattern(`^(?:规范性文件|任免文件|其他文件|规章)`)

// linkless takes the words between the name of documents and their number out of a masked sentence and makes their unit the common one.
func (m *masked) linkless() {
	for from := 0; ; {
		found := linked.FindStringIndex(m.text[from:])
		if found == nil {
			return
		}
		at := from + found[1] - len("@件")
		m.text = m.text[:at] + "@件" + m.text[from+found[1]:]
		name := from + found[0] + len(docName.FindString(m.text[from+found[0]:at]))
		m.cut(name, at)
		from = name + 1
	}
}
