package extract

import "strings"

// linked is a name of documents, the words that only lead to their number, and the unit: 规范性文件数量为5份 says what 规范性文件5件 does.
var linked = mustPattern(`((?:规范性|任免|其他)文件|规章)(?:数量|的?件数)?(?:共计|共有|共|为|有|是|达到|达|计)*@(?:件|份|个)`)

// toldApart is what is counted, parted by a comma from the words that lead to the number: 收到政府信息公开申请,共5件 says what 收到政府信息公开申请共5件 does.
var toldApart = mustPattern(`(?:(?:政府|政务|各类|公开)信息|申请|依申请公开(?:件|事项)?)(,)(?:总数|数量|总量|件数)?(?:共计|共有|共|总计|合计|为|达到|达)+@(?:件|条|份)`)

// unparted takes such commas out of a masked sentence where no number stands in the clause before.
func (m *masked) unparted() {
	for from := 0; ; {
		found := m.find(toldApart, from)
		if found == nil {
			return
		}
		comma := found[2]
		from = found[1]
		if strings.IndexByte(lastClause(m.text[:comma]), markNumber) < 0 {
			m.cut(comma, comma+1)
			from--
		}
	}
}

// batches are how often a course was given: 培训2批次.
var batches = mustPattern(`培训(?:班|会)?(?:共计|共|计)?@(批)次?`)

// coursesOf reads the batches of a course as its sessions.
func (m *masked) coursesOf() {
	found := m.find(batches, 0)
	if found == nil {
		return
	}
	at := found[2]
	m.text = m.text[:at] + "期" + m.text[at+len("批"):]
	if end := at + len("期"); strings.HasPrefix(m.text[end:], "次") {
		m.cut(end, end+len("次"))
	}
	for i := range m.numbers {
		if m.numbers[i].byteAt == at-1 {
			m.numbers[i].unit = "期"
		}
	}
}

// linkless takes the words between the name of documents and their number out of a masked sentence and makes their unit the common one.
func (m *masked) linkless() {
	for from := 0; ; {
		found := m.find(linked, from)
		if found == nil {
			return
		}
		at := found[1] - len("@件")
		m.text = m.text[:at] + "@件" + m.text[found[1]:]
		name := found[3]
		m.cut(name, at)
		from = name + 1
	}
}

// handled are cases and documents, of which 件次 are as many as 件; enquiries are counted by how often people came.
var (
	handled   = mustPattern(`申请|复议|诉讼|起诉|许可|处罚|强制|文件|公开|办结`)
	enquiries = mustPattern(`咨询|接待|热线|信箱|来信|留言|来访|电话`)
)

// onceEach makes 件次 behind the number of cases the common unit.
func (m *masked) onceEach() {
	for i := range m.numbers {
		n := &m.numbers[i]
		if n.unit != "件次" {
			continue
		}
		if clause := lastClause(m.text[:n.byteAt]); handled.MatchString(clause) && !enquiries.MatchString(clause) {
			end := n.byteAt + 1 + len("件次")
			m.at[end-len("次")-1] = m.at[end-1] // so that the whole unit is quoted
			n.unit = "件"
			m.cut(end-len("次"), end)
		}
	}
}
