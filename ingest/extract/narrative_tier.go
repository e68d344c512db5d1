package extract

import "strings"

// byTierPrefix begins the metrics of what bodies of one tier did.
const byTierPrefix = "disclosure.by_tier."

var (
	// tierSubject is a clause whose subject is the bodies of one tier: the seat of the area itself, its departments, the districts and counties
	// below it, the townships, the bodies that belong to an office.
	tierSubject = mustPattern(`(?:^|[,;:(])(?:其中)?[,:]?(?:各|全[省市县区州旗])?(?:` +
		`((?:省|市|州|盟|县|旗|区|镇|乡)(?:政府)?本级(?:机关|政府|部门)?|(?:局|厅|委)机关|机关本级)|` +
		`((?:省|市|州|盟|县|旗|区)[级直](?:各)?(?:行政)?(?:机关|部门|单位)|(?:各)?部门|各委办局)|` +
		`(区县|县市区|县区|市县|县、市、区|县市|旗县|区市县)(?:人民)?(?:政府|机关|部门|单位)*|` +
		`(乡镇|镇街|街镇|镇乡|乡镇街道|镇街道|街道)(?:办事处|政府|机关|部门|单位)*|` +
		`(分局|直属单位|下属单位|所属单位|基层单位|直属机构|基层站所)` +
		`)(?:共|累计|合计|全年|本年度?|年内|Y年?度?|主动|及时|则|也)*(?:新增|公开|发布|公布|上网|录入|收到|受理|接到|办理|答复|举办|开展|组织|召开|接待|发生|收取|培训)`)
	// bodySubject is a clause whose subject is one of several bodies, named: 县国土局收到申请8件,县住建局收到3件.
	bodySubject = mustPattern(`(?:^|[,;:(])(?:其中)?[,:]?([^,;:()#@我本全各由向对]{1,9}(?:局|委|委员会|办公室|镇|乡|街道办事处|街道办|街道|支队|大队))(?:共|全年|本年度?|年内|今年|Y年?度?)*(?:收到|受理|接到|接获|办理|答复)`)
	// wholeSubject is a clause that speaks of all of them again.
	wholeSubject = mustPattern(`[,;:(](?:以上|两者|二者|三者|全[省市县区州旗局厅委系](?:统)?|合计|共计|总计|总共|一共|共)`)
)

// byTier says which numbers of a sentence belong to the bodies of one tier, or to one body, where it tells several of them one by one:
// 市级部门收到申请37件,区县收到54件. Neither is the figure of the report. A tier alone may stand for all there was, which its rules decide.
func (m *masked) byTier() []bool {
	subjects := m.bodies()
	if subjects == nil {
		return nil
	}
	out := make([]bool, len(m.numbers))
	for i := range m.numbers {
		from := -1
		for _, s := range subjects {
			if s[0] < m.numbers[i].byteAt {
				from = s[1]
			}
		}
		if from < 0 || from > m.numbers[i].byteAt {
			continue
		}
		between := m.text[from:m.numbers[i].byteAt]
		out[i] = !strings.Contains(between, ";") && !wholeSubject.MatchString(between)
	}
	return out
}

// bodies finds the clauses of a sentence whose subjects are the bodies of several tiers, or several bodies by name, nil when there are none.
func (m *masked) bodies() [][]int {
	if m.holds(tierSubject) {
		if subjects := tierSubject.FindAllStringSubmatchIndex(m.text, -1); len(subjects) > 1 && severalTiers(subjects) {
			return subjects
		}
	}
	if m.holds(bodySubject) {
		if subjects := bodySubject.FindAllStringSubmatchIndex(m.text, -1); len(subjects) > 1 && submatch(m.text, subjects[0], 1) != submatch(m.text, subjects[1], 1) {
			return subjects
		}
	}
	return nil
}

// severalTiers says whether matches of tierSubject name more than one tier.
func severalTiers(subjects [][]int) bool {
	first := tierOf(subjects[0])
	for _, s := range subjects[1:] {
		if tierOf(s) != first {
			return true
		}
	}
	return false
}

// tierOf is the number of the group by which a match of tierSubject knew the tier.
func tierOf(at []int) int {
	for k := 1; 2*k < len(at); k++ {
		if at[2*k] >= 0 {
			return k
		}
	}
	return 0
}

// dropTier takes out the figures from place first of the list on that count what one tier did, but those of the tier's own metrics.
func (n *narrator) dropTier(first int) {
	for i := first; i < len(n.facts); i++ {
		if !strings.HasPrefix(n.facts[i].metric, byTierPrefix) {
			n.dropped[i] = true
		}
	}
}
