package extract

import "strings"

var (
	// mostOf is a clause that tells what there was most or least of, in front of the number of it: 工作动态最多,为2431条. The place of a group
	// tells what it says.
	mostOf = mustPattern(`(?:^|[,;:。])(?:其中|而)?(?:` +
		`([^,;:()#@]{2,16}?)(?:信息)?(?:的)?(?:数量|人数|件数|数|量)?(?:最多|最大|最少|最高|次之|居首位?|居多|居次位?|位居第[一二三X]|较多|较少|占多数|占大多数)|` +
		`(?:数量|人数|量)?(?:最多|最少|次多)的(?:是|为)([^,;:()#@]{2,16})|` +
		`[^,;:()#@以]{0,6}以([^,;:()#@]{2,16})为主),$`)
	// justHowMany are the words that go on from there to the number.
	justHowMany = mustPattern(`^(?:达到?|为|有|是|计|只有|仅有?|则|约|占了?)*$`)
	// inAllOf may also be said of all there was, of which the clause in front tells only what prevailed: 以电话咨询为主,共532人次.
	inAllOf = mustPattern(`^共(?:计|有)?$`)
	// nextOf goes on with another part.
	nextOf = mustPattern(`^[^,;:#@]{1,3}[,、][^,;:()#@合总共计办答]{2,12}@`)
	// anOffice is a group of which the number counts only what one of several bodies did.
	anOffice = mustPattern(`(?:局|委|办|厅|镇|乡|街道|县|区|州|市|部门|单位)(?:的|信息|上报|报送|发布|公开)*$`)
)

// prevailing is the group of mostOf for what prevailed.
const prevailing = 3

// foremost gives the label of a number that stands behind a clause which tells what there was most of.
func (m *masked) foremost(from, at int) (start int, label string, ok bool) {
	own := m.text[from:at]
	inAll := inAllOf.MatchString(own)
	if !inAll && !justHowMany.MatchString(own) || !m.can(mostOf) {
		return 0, "", false
	}
	g := mostOf.FindStringSubmatchIndex(m.text[:from])
	if g == nil {
		return 0, "", false
	}
	if inAll && g[2*prevailing] >= 0 && !nextOf.MatchString(m.text[at+1:]) {
		return 0, "", false
	}
	for k := 2; k+1 < len(g); k += 2 {
		if g[k] >= 0 && strings.IndexByte(m.text[g[k]:g[k+1]], markNumber) < 0 && !anOffice.MatchString(m.text[g[k]:g[k+1]]) {
			return g[k], m.text[g[k]:g[k+1]] + own, true
		}
	}
	return 0, "", false
}
